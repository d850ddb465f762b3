/* json: a reader of JSON tokens: marks, strings, whole numbers and decimal numbers. */
#include "json.h"

static void skip_space(json_reader *reader) {
    while (reader->at < reader->end &&
           (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r' || *reader->at == '\t'))
        reader->at++;
}

int json_at_end(json_reader *reader) {
    skip_space(reader);
    return reader->at == reader->end;
}

int json_take(json_reader *reader, char mark) {
    skip_space(reader);
    if (reader->at == reader->end || *reader->at != mark) return 0;
    reader->at++;
    return 1;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* The four digits after \u → the character, '?' outside ASCII; −1 when they are not four digits. */
static int take_unicode(json_reader *reader) {
    if (reader->end - reader->at < 4) return -1;
    int code = 0;
    for (int i = 0; i < 4; i++) {
        int value = hex_value(*reader->at++);
        if (value < 0) return -1;
        code = code * 16 + value;
    }
    return code < 128 ? code : '?';
}

/* What follows a backslash → the character, or −1. */
static int take_escape(json_reader *reader) {
    if (reader->at == reader->end) return -1;
    switch (*reader->at++) {
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': return take_unicode(reader);
    default: return -1;
    }
}

int json_take_text(json_reader *reader, json_text *text) {
    if (!json_take(reader, '"')) return 0;
    size_t length = 0;
    text->complete = 1;
    while (reader->at < reader->end) {
        unsigned char byte = (unsigned char)*reader->at++;
        int character = byte < 128 ? byte : '?';
        if (byte == '"') {
            text->characters[length] = '\0';
            return 1;
        }
        if (byte == '\\') character = take_escape(reader);
        else if (byte < ' ') return 0;
        if (character < 0) return 0;
        if (character == 0 || length == JSON_TEXT_CAPACITY - 1) text->complete = 0;
        if (text->complete) text->characters[length++] = (char)character;
    }
    return 0;
}

int json_take_whole(json_reader *reader, uint64_t *number) {
    skip_space(reader);
    const char *start = reader->at;
    *number = 0;
    while (reader->at < reader->end && is_digit(*reader->at)) {
        if (reader->at - start == 15) return 0;
        *number = *number * 10 + (uint64_t)(*reader->at++ - '0');
    }
    int leading_zero = reader->at - start > 1 && *start == '0';
    return reader->at > start && !leading_zero;
}

int json_text_is(const json_text *text, const char *literal) {
    const char *a = text->characters;
    while (*a != '\0' && *a == *literal) {
        a++;
        literal++;
    }
    return text->complete && *a == *literal;
}

/* mantissa · 10^exponent. The errors of the steps stay far below a float's. */
static double scaled(double mantissa, int exponent) {
    for (; exponent > 0; exponent--) mantissa *= 10;
    for (; exponent < 0; exponent++) mantissa /= 10;
    return mantissa;
}

/* Digits at *at; appended to *mantissa, up to 18 in all. Returns how many there were; those left out in *dropped. */
static int take_digits(const char **at, double *mantissa, int *dropped) {
    int count = 0;
    for (; is_digit(**at); ++*at, ++count) {
        if (*mantissa >= 1e17) ++*dropped;
        else *mantissa = *mantissa * 10 + (**at - '0');
    }
    return count;
}

int json_parse_float(const json_text *text, float *number) {
    static const double BEYOND_FLOAT = 0x1.ffffffp127; /* FLT_MAX and half a unit in its last place */
    const char *at = text->characters;
    int negative = *at == '-', dropped_whole = 0, dropped_fraction = 0, fraction = 0;
    double mantissa = 0, exponent_digits = 0;
    at += negative;
    int leading_zero = at[0] == '0' && is_digit(at[1]);
    if (take_digits(&at, &mantissa, &dropped_whole) == 0 || leading_zero) return 0;
    if (*at == '.') {
        at++;
        fraction = take_digits(&at, &mantissa, &dropped_fraction);
        if (fraction == 0) return 0;
    }
    int exponent = dropped_whole - (fraction - dropped_fraction);
    if (*at == 'e' || *at == 'E') {
        int down = at[1] == '-', ignored = 0;
        at += at[1] == '-' || at[1] == '+' ? 2 : 1;
        if (take_digits(&at, &exponent_digits, &ignored) == 0) return 0;
        int size = exponent_digits < 400 ? (int)exponent_digits : 400;
        exponent += down ? -size : size;
    }
    double value = scaled(mantissa, exponent);
    if (*at != '\0' || !text->complete || !(value < BEYOND_FLOAT)) return 0;
    *number = (float)(negative ? -value : value);
    return 1;
}
