/* A word beside a number that may be digits of it: linked or touching zeros that no cut parts are like a word, and the
 * number is then a hundred times too small. */
#include "steps.h"
#include "tuning.h"

static int is_word(const grammar_reading *best, int i) { return best->at[i].symbol == lattice_mark(LATTICE_OTHER); }

/* Whether a character stands beside a digit as another digit would: as high, and as near. */
static int is_like_digit(lenet5_box other, lenet5_box digit) {
    if (!reaches(other.height, WORD_HEIGHT, digit.height)) return 0;
    const int behind = other.x - digit.x - digit.width, before = digit.x - other.x - other.width;
    return !exceeds(int_max(behind, before), WORD_NEAR, digit.height);
}

static lenet5_box box_of(const read_scratch *s, const segment_line *line, int i) {
    return read_ink_box(s, line, &s->graph.arc[s->reading[0].at[i].arc], READ_BOX_INK);
}

static int is_in_doubt(const segment_line *line, const read_scratch *s) {
    const grammar_reading *best = &s->reading[0];
    for (int i = 0; i + 1 < best->count; i++) {
        if (is_word(best, i) == is_word(best, i + 1)) continue;
        const lenet5_box left = box_of(s, line, i), right = box_of(s, line, i + 1);
        if (is_word(best, i) ? is_like_digit(left, right) : is_like_digit(right, left)) return 1;
    }
    return 0;
}

/* Halves the confidence of all readings where the best one passes over what may be its digits. */
void read_doubt_word(const segment_line *line, int found, read_scratch *s) {
    if (found == 0 || !is_in_doubt(line, s)) return;
    s->has_sure_pass |= s->reading[0].posterior >= READ_LEAST_CONFIDENCE;
    for (int i = 0; i < found; i++) s->reading[i].posterior *= WORD_DOUBT;
}
