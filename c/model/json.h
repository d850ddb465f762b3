/* json: the few pieces of JSON (RFC 8259) that a safetensors header is made of, read strictly and without recursion. */
#ifndef LENET5_MODEL_JSON_H
#define LENET5_MODEL_JSON_H

#include <stddef.h>
#include <stdint.h>

typedef struct json_reader {
    const char *at, *end; /* what has not been read yet */
} json_reader;

enum { JSON_TEXT_CAPACITY = 64 };

/* A string, decoded. Characters outside ASCII stand as '?'. Of a longer string only the beginning is kept. */
typedef struct json_text {
    char characters[JSON_TEXT_CAPACITY]; /* NUL-terminated */
    int complete;                        /* 0 when it did not fit, or holds a NUL itself */
} json_text;

/* Each returns 1 and steps over what it read (with white space before it), or 0. */
int json_take(json_reader *reader, char mark); /* one of { } [ ] : , */
int json_take_text(json_reader *reader, json_text *text);
int json_take_whole(json_reader *reader, uint64_t *number); /* 0 … 10^15 − 1, without sign, fraction or exponent */
int json_at_end(json_reader *reader);

/* Is the text complete and the same as literal? */
int json_text_is(const json_text *text, const char *literal);

/* A decimal number as JSON writes them ("-1.5e3"), the whole of text. 0 when it is none or no finite float. */
int json_parse_float(const json_text *text, float *number);

#endif
