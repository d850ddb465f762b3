/* Raised cents: the last two digits of an amount without a point, small and above the line of the others' feet. */
#include "../grammar/formats.h"
#include "steps.h"
#include "text.h"
#include "tuning.h"

/* Whether a digit is lower than the mean of those before it, and its feet above theirs. */
static int is_raised(pixel_box box, int height, int feet) {
    return !exceeds(box.height, CENTS_HEIGHT, height) && exceeds(feet - box.y - box.height, CENTS_RISE, height);
}

static int has_raised_cents(const lattice *graph, const grammar_reading *reading) {
    int digit[LENET5_MAX_DIGITS + 1], height = 0, feet = 0;
    const int count = text_digits(reading, LENET5_AMOUNT, digit), whole = count - 2;
    if (whole < 1 || count > LENET5_MAX_DIGITS) return 0;
    for (int i = 0; i < whole; i++) {
        const pixel_box box = grammar_box(graph, reading, digit[i]);
        height += box.height;
        feet += box.y + box.height;
    }
    height /= whole, feet /= whole;
    return is_raised(grammar_box(graph, reading, digit[whole]), height, feet) &&
           is_raised(grammar_box(graph, reading, digit[whole + 1]), height, feet);
}

void read_raise_cents(const lattice *graph, grammar_reading *reading, int count) {
    for (int i = 0; i < count; i++) {
        if (reading[i].tag != AMOUNT_WHOLE && reading[i].tag != AMOUNT_MINUS) continue;
        if (has_raised_cents(graph, &reading[i])) reading[i].tag += AMOUNT_CENTS - AMOUNT_WHOLE;
    }
}
