/* A reading → the digits that count, and the text as its format and the locale write it. */
#include "text.h"

#include <string.h>

#include "../../base/characters.h"
#include "../grammar/formats.h"
#include "locale.h"
#include "tuning.h"
#include "value.h"

_Static_assert(sizeof(((lenet5_alternative *)0)->text) > LENET5_MAX_DIGITS, "a text's digits and its end fit");

int text_digits(const grammar_reading *reading, lenet5_format format, int digit[LENET5_MAX_DIGITS + 1]) {
    int count = 0;
    for (int i = 0; i < reading->count && count <= LENET5_MAX_DIGITS; i++) {
        const lattice_kind kind = lattice_kind_of(reading->at[i].symbol);
        if (format == LENET5_AMOUNT && kind == LATTICE_SLASH && count > 0) break;
        if (kind == LATTICE_DIGIT) digit[count++] = i;
    }
    return count;
}

/* A text that is being written, and whose end is cut off where it is too long. */
typedef struct writing {
    char *to;
    int count;
} writing;

static void put(writing *w, const char *text) {
    const int length = (int)strlen(text);
    if (w->count + length > LENET5_MAX_FORMATTED) return;
    memcpy(w->to + w->count, text, (size_t)length);
    w->count += length;
}

static void put_character(writing *w, char c) {
    const char text[2] = {c, '\0'};
    put(w, text);
}

/* The sign that was written, or that of the request's currency. */
static const char *currency_sign(const lenet5_request *request, const grammar_reading *reading) {
    static const char CODES[][4] = {"USD", "EUR", "GBP", "JPY"};
    for (int i = 0; i < reading->count; i++) {
        const int symbol = reading->at[i].symbol;
        if (symbol >= lattice_mark(LATTICE_DOLLAR) && symbol < SYMBOLS_WRITTEN) return symbol_text(symbol);
    }
    for (int i = 0; i < 4; i++)
        if (characters_equal(request->currency, CODES[i])) return symbol_text(lattice_mark(LATTICE_DOLLAR) + i);
    return symbol_text(lattice_mark(LATTICE_DOLLAR));
}

/* The digits as they are, their sign and how many stand behind the point as the value has it. */
static void write_amount(const lenet5_request *request, const grammar_reading *reading, const lenet5_alternative *of,
                         writing *w) {
    const locale_rules rules = locale_of(request->locale);
    const char *sign = currency_sign(request, reading), *point = characters_find(of->value, '.');
    const int count = (int)strlen(of->text), whole = count - (point != NULL ? (int)strlen(point + 1) : 0);
    if (of->value[0] == '-') put_character(w, '-');
    if (!rules.sign_behind) put(w, sign);
    if (whole == 0) put_character(w, '0');
    for (int i = 0; i < count; i++) {
        if (i == whole) put_character(w, rules.decimal);
        if (i > 0 && i < whole && (whole - i) % 3 == 0) put(w, rules.group);
        put_character(w, of->text[i]);
    }
    if (rules.sign_behind) put(w, "\xC2\xA0"), put(w, sign);
}

/* Whether digits stand so far apart that people would say that they are two numbers. */
static int stands_apart(const lattice *graph, const grammar_reading *reading, int i) {
    if (i == 0 || reading->at[i].symbol >= LENET5_CLASSES || reading->at[i - 1].symbol >= LENET5_CLASSES) return 0;
    const pixel_box left = grammar_box(graph, reading, i - 1), right = grammar_box(graph, reading, i);
    return exceeds(right.x - left.x - left.width, TEXT_SPACE, SEGMENT_BODY);
}

static void write_as_written(const lattice *graph, const grammar_reading *reading, writing *w) {
    for (int i = 0; i < reading->count; i++) {
        if (stands_apart(graph, reading, i)) put(w, " ");
        put(w, symbol_text(reading->at[i].symbol));
    }
}

void text_write(const lenet5_request *request, const lattice *graph, const grammar_reading *reading, const int *digit,
                int count, lenet5_alternative *out) {
    memset(out, 0, sizeof *out);
    out->confidence = reading->posterior > 1 ? 1 : reading->posterior;
    for (int i = 0; i < count; i++) out->text[i] = (char)('0' + reading->at[digit[i]].symbol);
    value_write(request, reading, 0, out->value);
    writing w = {out->formatted, 0};
    if (request->format == LENET5_AMOUNT) write_amount(request, reading, out, &w);
    else if (request->format == LENET5_ZIP)
        for (int i = 0; i < count; i++) put(&w, i == 5 ? "-" : ""), put_character(&w, out->text[i]);
    else write_as_written(graph, reading, &w);
    if (request->format == LENET5_DIGITS && characters_find(out->formatted, ' ') != NULL)
        out->value[0] = '\0'; /* several */
}
