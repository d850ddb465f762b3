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

/* number · unit, rounded to the nearest whole number as printf does it: of the exact product, a tie to the even one.
 * 0 ≤ number < 10^9, unit ≤ 10^9. */
static uint64_t units_of(double number, uint64_t unit) {
    const uint64_t whole = (uint64_t)number, low_word = 0xFFFFFFFFu, half = (uint64_t)1 << 62;
    const uint64_t bits = (uint64_t)((number - (double)whole) * 0x1p63); /* of the fraction, below the point */
    const uint64_t low = (bits & low_word) * unit, high = (bits >> 32) * unit + (low >> 32);
    const uint64_t units = high >> 31, rest = (high & (low_word >> 1)) << 32 | (low & low_word);
    return whole * unit + units + (rest > half || (rest == half && units % 2 == 1));
}

/* Up to so many decimals, and zeros behind the last of them only until there are `least`. */
static void put_decimal(writer *w, double number, int decimals, int least) {
    uint64_t unit = 1;
    for (int i = 0; i < decimals; i++) unit *= 10;
    if (number < 0) {
        writer_put(w, '-');
        number = -number;
    }
    const uint64_t units = units_of(number, unit);
    uint64_t rest = units % unit;
    writer_put_number(w, units / unit);
    if (rest == 0 && least == 0) return;
    writer_put(w, '.');
    for (uint64_t place = unit / 10; rest > 0 || least > 0; rest %= place, place /= 10, least--)
        writer_put(w, (char)('0' + rest / place));
}

void writer_put_decimal(writer *w, double number, int decimals) { put_decimal(w, number, decimals, 0); }

void writer_put_fixed(writer *w, double number, int decimals) { put_decimal(w, number, decimals, decimals); }
