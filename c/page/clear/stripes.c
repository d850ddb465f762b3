/* What is left of upright rules when they are gone: narrow pieces above each other, of a rule that is dotted, and pieces
 * in the column of a long one; and what lies between such a one and the picture's border, as a neighbour's strokes do. */
#include <stdlib.h>

#include "steps.h"
#include "tuning.h"

static int middle_of(pixel_box box) { return box.x + box.width / 2; }

static int is_narrow(const clear_state *s, int i) { return s->map->component[i].box.width <= s->rules->narrow; }

static int is_at(pixel_box box, int x) { return abs(middle_of(box) - x) <= CLEAR_ASIDE; }

/* The next piece of a dotted rule below one; −1 where there is none. Components come from top to bottom. */
static int next_piece(const clear_state *s, int piece) {
    const pixel_box above = s->map->component[piece].box;
    for (int i = piece + 1; i < s->map->components; i++) {
        const pixel_box box = s->map->component[i].box;
        const int gap = box.y - above.y - above.height;
        if (gap > s->height) return -1;
        if (gap >= 0 && is_narrow(s, i) && is_at(box, middle_of(above))) return i;
    }
    return -1;
}

static void drop(clear_state *s, int i) {
    s->taken += !s->drop[i];
    s->drop[i] = 1;
}

/* Drops a dotted rule that begins with a piece: many of its pieces are lower than digits. */
static void drop_dotted(clear_state *s, int first) {
    const int top = s->map->component[first].box.y;
    int pieces = 0, low = 0, bottom = top;
    for (int i = first; i >= 0; i = next_piece(s, i)) {
        const pixel_box box = s->map->component[i].box;
        pieces++;
        low += !exceeds(box.height, CLEAR_LOW, s->height);
        bottom = box.y + box.height;
    }
    if (pieces < CLEAR_PIECES || 2 * low < pieces || !reaches(bottom - top, CLEAR_LONG, s->height)) return;
    for (int i = first; i >= 0; i = next_piece(s, i)) drop(s, i);
}

/* Whether the picture's border is so close behind a rule, on a component's side, that nothing is written there but what a
 * neighbour's strokes reach over. */
static int is_beyond(const clear_state *s, int x, pixel_box box) {
    return !exceeds(middle_of(box) > x ? s->map->width - x : x, CLEAR_STRIP, s->height);
}

static void drop_beside(clear_state *s, const page_rule *rule) {
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box box = s->map->component[i].box;
        const int x = rule_twice_at(s->rules, rule, box.y + box.height / 2) / 2;
        if ((is_narrow(s, i) && is_at(box, x)) || is_beyond(s, x, box)) drop(s, i);
    }
}

void clear_stripes(clear_state *s) {
    for (int i = 0; i < s->map->components; i++)
        if (is_narrow(s, i) && !s->drop[i]) drop_dotted(s, i);
    for (int i = 0; i < s->rules->count[1]; i++) {
        const page_rule *rule = &s->rules->rule[1][i];
        if (rule->is_print == 0 && reaches(rule_length(rule), CLEAR_LONG_UPRIGHT, s->height)) drop_beside(s, rule);
    }
}
