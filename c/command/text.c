#include "text.h"

#include <stdlib.h>

static int is_control(unsigned char byte) { return byte < ' ' || byte == 127; }

static int is_continuation(unsigned char byte) { return (byte & 0xc0) == 0x80; }

int text_columns(const char *text) {
    int columns = 0;
    for (; *text != '\0'; text++) columns += !is_continuation((unsigned char)*text);
    return columns;
}

int text_print(FILE *to, const char *text) {
    for (const char *at = text; *at != '\0'; at++) fputc(is_control((unsigned char)*at) ? '?' : *at, to);
    return text_columns(text);
}

/* The length of the well-formed UTF-8 sequence at bytes (Unicode 15, table 3-7), or 0. */
static int utf8_length(const unsigned char *bytes) {
    unsigned char first = bytes[0], low = 0x80, high = 0xbf;
    if (first < 0x80) return 1;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (first == 0xe0) low = 0xa0;
    if (first == 0xed) high = 0x9f;
    if (first == 0xf0) low = 0x90;
    if (first == 0xf4) high = 0x8f;
    for (int i = 1; i < length; i++) {
        if (bytes[i] < low || bytes[i] > high) return 0;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

void text_print_json(FILE *to, const char *text) {
    fputc('"', to);
    for (const char *at = text; *at != '\0';) {
        int length = utf8_length((const unsigned char *)at);
        if (length == 0) {
            fputs("\\ufffd", to);
            at++;
        } else if (is_control((unsigned char)*at)) {
            fprintf(to, "\\u%04x", (unsigned)(unsigned char)*at++);
        } else {
            if (*at == '"' || *at == '\\') fputc('\\', to);
            for (int i = 0; i < length; i++) fputc(*at++, to);
        }
    }
    fputc('"', to);
}

void text_print_float(FILE *to, float value) {
    char digits[32];
    for (int precision = 1; precision <= 9; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, (double)value);
        if (strtof(digits, NULL) == value) break;
    }
    fputs(digits, to);
}
