/* Marks in rows of digits that are odd there, and mostly digits of a kind the network has not seen: slashes but in dates and
 * fractions, a bracket without its other half, signs of per cent. */
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

static int count_of(const grammar_reading *reading, lattice_kind kind) {
    int count = 0;
    for (int i = 0; i < reading->count; i++) count += reading->at[i].symbol == lattice_mark(kind);
    return count;
}

static int is_odd(const grammar_reading *reading) {
    return has_odd_slash(reading) || count_of(reading, LATTICE_PERCENT) > 0 ||
           count_of(reading, LATTICE_OPEN) != count_of(reading, LATTICE_CLOSE);
}

void read_weigh_odd_marks(grammar_reading *reading, int count) {
    float lost = 0;
    for (int i = 0; i < count; i++) {
        if (!is_odd(&reading[i])) continue;
        lost += (1 - READ_ODD_MARK) * reading[i].posterior;
        reading[i].posterior *= READ_ODD_MARK;
    }
    for (int i = 0; i < count && lost > 0; i++) reading[i].posterior /= 1 - lost;
}
