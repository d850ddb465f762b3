/* Numbers and texts without libc's formatting. */
#include "writer.h"

#include <string.h>

void writer_put(writer *w, char byte) {
    if (w->length < w->capacity) w->to[w->length] = byte;
    w->length++;
}

void writer_put_bytes(writer *w, const void *bytes, size_t length) {
    if (w->length <= w->capacity && length <= w->capacity - w->length) memcpy(w->to + w->length, bytes, length);
    w->length += length;
}

void writer_put_text(writer *w, const char *text) { writer_put_bytes(w, text, strlen(text)); }

void writer_put_number(writer *w, uint64_t number) {
    if (number >= 10) writer_put_number(w, number / 10);
    writer_put(w, (char)('0' + number % 10));
}

void writer_put_quoted(writer *w, const char *text) {
    static const char HEX[] = "0123456789abcdef";
    writer_put(w, '"');
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < ' ') {
            writer_put_text(w, "\\u00");
            writer_put(w, HEX[byte >> 4]);
            writer_put(w, HEX[byte & 15]);
            continue;
        }
        if (byte == '"' || byte == '\\') writer_put(w, '\\');
        writer_put(w, *text);
    }
    writer_put(w, '"');
}

void writer_put_decimal(writer *w, double number, int decimals) {
    uint64_t unit = 1;
    for (int i = 0; i < decimals; i++) unit *= 10;
    if (number < 0) {
        writer_put(w, '-');
        number = -number;
    }
    const uint64_t units = (uint64_t)(number * (double)unit + 0.5);
    uint64_t rest = units % unit;
    writer_put_number(w, units / unit);
    if (rest == 0) return;
    writer_put(w, '.');
    for (uint64_t place = unit / 10; rest > 0; rest %= place, place /= 10) writer_put(w, (char)('0' + rest / place));
}
