/* text: decodes UTF-8 strictly, escapes it for terminals and JSON, and prints floats. */
#include "text.h"

#include <stdlib.h>

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

/* The character's code when it is a control character, of C0 or C1, or DEL; −1 otherwise. */
static int control_code(const unsigned char *bytes) {
    if (bytes[0] < ' ' || bytes[0] == 127) return bytes[0];
    return bytes[0] == 0xc2 && bytes[1] < 0xa0 ? bytes[1] : -1;
}

int text_columns(const char *text) {
    int columns = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; columns++) {
        int length = utf8_length(at);
        at += length > 0 ? length : 1;
    }
    return columns;
}

int text_print(FILE *to, const char *text) {
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
        int length = utf8_length(at);
        if (length > 0 && control_code(at) < 0) fwrite(at, 1, (size_t)length, to);
        else fputc('?', to);
        at += length > 0 ? length : 1;
    }
    return text_columns(text);
}

void text_print_json(FILE *to, const char *text) {
    fputc('"', to);
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
        int length = utf8_length(at), control = control_code(at);
        if (length == 0) fputs("\\ufffd", to);
        else if (control >= 0) fprintf(to, "\\u%04x", (unsigned)control);
        else fprintf(to, "%s%.*s", *at == '"' || *at == '\\' ? "\\" : "", length, (const char *)at);
        at += length > 0 ? length : 1;
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
