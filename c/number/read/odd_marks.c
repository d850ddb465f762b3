/* Marks in rows of digits that are odd there, and mostly digits of a kind the network has not seen: slashes but in dates and
 * fractions, a slash hardly higher than the digits beside it, a bracket without its other half, signs of per cent; and points
 * between thousands, where a point is written before decimals. */
#include "../../base/maths/maths.h"
#include "../grammar/formats.h"
#include "locale.h"
#include "steps.h"
#include "tuning.h"

enum { SHORT = 2, YEAR = 4, MOST_PARTS = 3 };

static int is_digit(const grammar_reading *reading, int i) { return reading->at[i].symbol < LENET5_CLASSES; }

/* Whether a reading has slashes, and not as dates and fractions have them. */
static int has_odd_slash(const grammar_reading *reading) {
    int digits = 0, slashes = 0, is_odd = 0;
    for (int i = 0; i < reading->count; i++) {
        if (is_digit(reading, i)) digits++;
        if (reading->at[i].symbol != lattice_mark(LATTICE_SLASH)) continue;
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
        if (is_digit(reading, i)) highest = int_max(highest, grammar_box(graph, reading, i).height);
    const float lacks = READ_SLASH_HEIGHT - (float)grammar_box(graph, reading, slash).height / (float)highest;
    return lacks > 0 ? maths_exp(-READ_SLASH_LACKS * lacks) : 1;
}

static float sum_of(const grammar_reading *reading, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) sum += reading[i].posterior;
    return sum;
}

/* Posteriors of weighed readings, whose sum was `before`, with the rest of the probability as it was. */
static void normalise(grammar_reading *reading, int count, float before) {
    const float all = float_max(1 - before, 0) + sum_of(reading, count);
    for (int i = 0; i < count && all > 0; i++) reading[i].posterior /= all;
}

void read_weigh_odd_marks(const lattice *graph, grammar_reading *reading, int count) {
    const float before = sum_of(reading, count);
    for (int i = 0; i < count; i++)
        reading[i].posterior *= odd_mark_weight(&reading[i]) * read_slash_weight(graph, &reading[i]);
    normalise(reading, count, before);
}

/* Whether a point stands between the digits of a whole amount, as between thousands. */
static int has_point_group(const grammar_reading *reading) {
    if (reading->tag != AMOUNT_WHOLE && reading->tag != AMOUNT_MINUS) return 0;
    for (int i = 1; i + 1 < reading->count; i++)
        if (reading->at[i].symbol == lattice_mark(LATTICE_POINT) && is_digit(reading, i - 1) &&
            is_digit(reading, i + 1))
            return 1;
    return 0;
}

void read_weigh_point_groups(const lenet5_request *request, grammar_reading *reading, int count) {
    if (locale_of(request->locale).decimal != '.') return;
    const float before = sum_of(reading, count);
    for (int i = 0; i < count; i++)
        if (has_point_group(&reading[i])) reading[i].posterior *= READ_POINT_GROUP;
    normalise(reading, count, before);
}
