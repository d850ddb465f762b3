/* A reading → the digits that count, and the text as its format is written. */
#include "text.h"

#include <string.h>

_Static_assert(sizeof(((lenet5_alternative *)0)->text) > LENET5_MAX_DIGITS, "a text's digits and its end fit");
_Static_assert(sizeof(((lenet5_alternative *)0)->formatted) > 1 + LENET5_MAX_DIGITS + LENET5_MAX_DIGITS / 3 + 1,
               "a dollar sign, digits, commas, a point and the end fit");

int text_digits(const grammar_reading *reading, lenet5_format format, int digit[LENET5_MAX_DIGITS + 1]) {
    int count = 0;
    for (int i = 0; i < reading->count && count <= LENET5_MAX_DIGITS; i++) {
        const lattice_kind kind = lattice_kind_of(reading->at[i].symbol);
        if (format == LENET5_AMOUNT && kind == LATTICE_SLASH && count > 0) break;
        if (kind == LATTICE_DIGIT) digit[count++] = i;
    }
    return count;
}

static char *write_amount(const char *text, int count, int cents, char *to) {
    const int whole = count - cents;
    *to++ = '$';
    if (whole == 0) *to++ = '0';
    for (int i = 0; i < count; i++) {
        if (i == whole) *to++ = '.';
        if (i > 0 && i < whole && (whole - i) % 3 == 0) *to++ = ',';
        *to++ = text[i];
    }
    return to;
}

void text_write(const grammar_reading *reading, lenet5_format format, const int *digit, int count,
                lenet5_alternative *out) {
    memset(out, 0, sizeof *out);
    out->confidence = reading->posterior > 1 ? 1 : reading->posterior;
    for (int i = 0; i < count; i++) out->text[i] = (char)('0' + reading->at[digit[i]].symbol);
    if (format == LENET5_AMOUNT && count > 0) {
        write_amount(out->text, count, reading->has_cents && count > 1 ? 2 : 0, out->formatted);
        return;
    }
    char *to = out->formatted;
    for (int i = 0; i < count; i++) {
        if (format == LENET5_ZIP && i == 5) *to++ = '-';
        *to++ = out->text[i];
    }
}
