/* Marks in rows of digits that are odd there, and mostly digits of a kind the network has not seen: slashes but in dates and
 * fractions, a slash hardly higher than the digits beside it, a bracket without its other half, signs of per cent. */
#include "../../base/maths/maths.h"
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

static float odd_mark_weight(const grammar_reading *reading) {
    const int is_odd = has_odd_slash(reading) || count_of(reading, LATTICE_PERCENT) > 0;
    const int is_half = count_of(reading, LATTICE_OPEN) != count_of(reading, LATTICE_CLOSE);
    return (is_odd ? READ_ODD_MARK : 1) * (is_half ? READ_HALF_BRACKET : 1);
}

float read_slash_weight(const lattice *graph, const grammar_reading *reading) {
    int slash = 0, highest = 1;
    if (count_of(reading, LATTICE_SLASH) != 1) return 1;
    while (reading->at[slash].symbol != lattice_mark(LATTICE_SLASH)) slash++;
    for (int i = int_max(slash - 1, 0); i <= int_min(slash + 1, reading->count - 1); i++)
        if (reading->at[i].symbol < LENET5_CLASSES) highest = int_max(highest, grammar_box(graph, reading, i).height);
    const float lacks = READ_SLASH_HEIGHT - (float)grammar_box(graph, reading, slash).height / (float)highest;
    return lacks > 0 ? maths_exp(-READ_SLASH_LACKS * lacks) : 1;
}

void read_weigh_odd_marks(const lattice *graph, grammar_reading *reading, int count) {
    float rest = 1, after = 0;
    for (int i = 0; i < count; i++) {
        rest -= reading[i].posterior;
        reading[i].posterior *= odd_mark_weight(&reading[i]) * read_slash_weight(graph, &reading[i]);
        after += reading[i].posterior;
    }
    after += float_max(rest, 0);
    for (int i = 0; i < count && after > 0; i++) reading[i].posterior /= after;
}
