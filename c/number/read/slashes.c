/* Slashes in rows of digits: likely in dates and fractions, between one or two digits, elsewhere mostly a leaning 1. */
#include "steps.h"
#include "tuning.h"

enum { SHORT = 2, YEAR = 4, MOST_PARTS = 3 };

/* Whether a reading has slashes, and not as dates and fractions have them. */
static int has_odd_slash(const grammar_reading *reading) {
    int digits = 0, slashes = 0, is_odd = 0;
    for (int i = 0; i < reading->count; i++) {
        const int symbol = reading->at[i].symbol;
        if (symbol < LENET5_CLASSES) digits++;
        if (symbol != lattice_mark(LATTICE_SLASH)) continue;
        slashes++;
        is_odd |= digits < 1 || digits > SHORT;
        digits = 0;
    }
    const int is_year = slashes == MOST_PARTS - 1 && digits == YEAR;
    return slashes > 0 && (is_odd || slashes >= MOST_PARTS || digits < 1 || (digits > SHORT && !is_year));
}

void read_weigh_slashes(grammar_reading *reading, int count) {
    float lost = 0;
    for (int i = 0; i < count; i++) {
        if (!has_odd_slash(&reading[i])) continue;
        lost += (1 - READ_ODD_SLASH) * reading[i].posterior;
        reading[i].posterior *= READ_ODD_SLASH;
    }
    for (int i = 0; i < count && lost > 0; i++) reading[i].posterior /= 1 - lost;
}
