/* The characters of an answer: the confidence of each digit, what else it may be, its box and its outline. */
#include "steps.h"
#include "tuning.h"

/* The posterior of a symbol at the place of arc `at`: the sum over all arcs of mostly the same pieces. */
static float posterior_at(read_scratch *s, int at, int symbol) {
    const lattice_arc *here = &s->graph.arc[at];
    float sum = 0;
    for (int i = 0; i < s->graph.arcs; i++) {
        const lattice_arc *arc = &s->graph.arc[i];
        const int shared = int_min(arc->to, here->to) - int_max(arc->from, here->from);
        if (!exceeds(shared, READ_SAME_PLACE, int_max(arc->to - arc->from, here->to - here->from))) continue;
        sum += grammar_posterior(&s->graph, read_grammar_part(s), i, symbol);
    }
    return sum < 1 ? sum : 1;
}

/* The posterior of every digit there. No path goes through two arcs of one place, so that they sum to 1 at most,
 * but for the rounding of the logarithms that they are made of: over a long line it comes to some 1e-4. */
static void posteriors_at(read_scratch *s, int at, float posterior[LENET5_CLASSES]) {
    float sum = 0;
    for (int digit = 0; digit < LENET5_CLASSES; digit++) {
        posterior[digit] = posterior_at(s, at, digit);
        sum += posterior[digit];
    }
    for (int digit = 0; digit < LENET5_CLASSES && sum > 1; digit++) posterior[digit] /= sum;
}

void read_rank_choices(const float posterior[LENET5_CLASSES], lenet5_character *out) {
    out->choices = 0;
    for (int digit = 0; digit < LENET5_CLASSES; digit++) {
        const lenet5_choice choice = {digit, posterior[digit]};
        if (digit == out->digit) {
            out->confidence = choice.confidence;
            continue;
        }
        int i = out->choices < LENET5_MAX_CHOICES ? out->choices++ : LENET5_MAX_CHOICES;
        if (i == LENET5_MAX_CHOICES) {
            if (out->choice[LENET5_MAX_CHOICES - 1].confidence >= choice.confidence) continue;
            i--;
        }
        for (; i > 0 && out->choice[i - 1].confidence < choice.confidence; i--) out->choice[i] = out->choice[i - 1];
        out->choice[i] = choice;
    }
}

static int32_t floor_of(float x) {
    const int32_t whole = (int32_t)x;
    return (float)whole > x ? whole - 1 : whole;
}

lenet5_box read_ink_box(const read_scratch *s, const segment_line *line, const lattice_arc *arc, int least) {
    int32_t left = INT32_MAX, top = INT32_MAX, right = INT32_MIN, bottom = INT32_MIN;
    for (int y = arc->box.y; y < arc->box.y + arc->box.height; y++) {
        for (int x = arc->box.x; x < arc->box.x + arc->box.width; x++) {
            const int at = y * s->image.width + x;
            if (s->image.piece[at] <= arc->first || s->image.piece[at] > arc->last || s->image.ink[at] < least)
                continue;
            float across, down;
            segment_place(&s->image.frame, line, (float)x + 0.5f, (float)y + 0.5f, &across, &down);
            const int32_t u = floor_of(across), v = floor_of(down);
            left = int_min(left, u), right = int_max(right, u + 1), top = int_min(top, v),
            bottom = int_max(bottom, v + 1);
        }
    }
    return left < right ? (lenet5_box){left, top, right - left, bottom - top} : (lenet5_box){0, 0, 0, 0};
}

/* The box of an arc's strokes, whose edges are at half ink; of all its ink where that is fainter. */
static lenet5_box box_of_strokes(const read_scratch *s, const segment_line *line, const lattice_arc *arc) {
    const lenet5_box box = read_ink_box(s, line, arc, READ_BOX_INK);
    return box.width > 0 ? box : read_ink_box(s, line, arc, 1);
}

/* The outline of a character: down the seam on its left, up the seam on its right. */
static void outline(read_scratch *s, const segment_line *line, const lattice_arc *arc, lenet5_character *out) {
    enum { HALF = LENET5_OUTLINE_POINTS / 2 };
    for (int i = 0; i < LENET5_OUTLINE_POINTS; i++) {
        const int step = i < HALF ? i : LENET5_OUTLINE_POINTS - 1 - i;
        const int y = arc->box.y + step * arc->box.height / (HALF - 1), row = int_min(y, SEGMENT_HEIGHT - 1);
        int x = s->image.seam[i < HALF ? arc->from : arc->to].x[row];
        x = int_min(int_max(x, arc->box.x), arc->box.x + arc->box.width);
        float across, down;
        segment_place(&s->image.frame, line, (float)x, (float)y, &across, &down);
        out->outline[i] = (lenet5_place){floor_of(across + 0.5f), floor_of(down + 0.5f)};
    }
}

void read_write_characters(read_scratch *s, const segment_line *line, const int *digit, int count,
                           lenet5_reading *out) {
    float posterior[LENET5_CLASSES];
    for (int i = 0; i < count; i++) {
        const grammar_symbol symbol = s->reading[0].at[digit[i]];
        lenet5_character *character = &out->character[i];
        character->digit = symbol.symbol;
        character->box = box_of_strokes(s, line, &s->graph.arc[symbol.arc]);
        outline(s, line, &s->graph.arc[symbol.arc], character);
        posteriors_at(s, symbol.arc, posterior);
        read_rank_choices(posterior, character);
    }
}
