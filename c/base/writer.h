/* writer: text and bytes into memory of a known size; what no longer fits is still counted. */
#ifndef LENET5_BASE_WRITER_H
#define LENET5_BASE_WRITER_H

#include <stddef.h>
#include <stdint.h>

typedef struct writer {
    char *to;
    size_t capacity, length; /* all is there when length ≤ capacity */
} writer;

void writer_put(writer *w, char byte);
void writer_put_bytes(writer *w, const void *bytes, size_t length);
void writer_put_text(writer *w, const char *text);
void writer_put_number(writer *w, uint64_t number);
void writer_put_quoted(writer *w, const char *text); /* as JSON has it; the text is UTF-8 */

/* Up to so many decimals (at most 9), without trailing zeros; |number| < 10^9. */
void writer_put_decimal(writer *w, double number, int decimals);

/* Exactly so many decimals, at least one: as printf's %.4f. */
void writer_put_fixed(writer *w, double number, int decimals);

#endif
