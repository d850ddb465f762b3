/* Rows of boxes of one width: where most of their sides stand at even distances, so do the others. A side along which a
 * stroke runs is lost to tracking, and the boxes beside it are joined; an upright stroke from rule to rule looks like a
 * side, but for its place. */
#include <stddef.h>

#include "steps.h"
#include "tuning.h"

/* What two rules along x and the outer uprights enclose. */
typedef struct strip {
    int bottom; /* rule along x */
    int boxes;
    const grid_junction *corner[4]; /* clockwise from the top left */
} strip;

/* Which even place a junction is at, from 0 at the left one of two corners to boxes; −1 where it is at none. */
static int even_place(const strip *s, const grid_junction *at, const grid_junction *left, const grid_junction *right) {
    const float width = (right->x - left->x) / (float)s->boxes, place = (at->x - left->x) / width;
    const int nearest = (int)(place + 0.5f);
    const float off = (place - (float)nearest) * width, miss = GRID_TOOTH * width + 1;
    return off > -miss && off < miss ? nearest : -1;
}

/* Which side an upright that meets the upper rule is; 0 for one that doesn't reach the lower rule, −1 for none. */
static int side_of(const grid_cells *cells, const strip *s, const grid_junction *at) {
    const grid_junction *foot = grid_junction_of(cells, s->bottom, at->upright);
    if (foot == NULL) return 0;
    const int side = even_place(s, at, s->corner[0], s->corner[1]);
    return side == even_place(s, foot, s->corner[3], s->corner[2]) ? side : -1;
}

/* The inner sides that are there, a bit each. */
static uint64_t find_sides(const grid_cells *cells, const strip *s) {
    uint64_t sides = 0;
    for (const grid_junction *at = s->corner[0] + 1; at < s->corner[1]; at++) {
        const int side = side_of(cells, s, at);
        if (side > 0 && side < s->boxes) sides |= UINT64_C(1) << side;
    }
    return sides;
}

/* The strip below a rule, of boxes that are about so wide. Returns whether there is one of even boxes, most of whose
 * inner sides were found. */
static int find_strip(const page_rules *rules, const grid_cells *cells, int top, float width, strip *s) {
    const grid_junction *left = &cells->junction[cells->first[top]],
                        *right = &cells->junction[cells->first[top + 1]] - 1;
    if (rules->rule[0][top].is_print <= 0 || right - left < GRID_LEAST_EVEN - 1) return 0;
    s->bottom = grid_find_bottom(rules, cells, left->upright, right->upright, left->y + width / GRID_EVEN_MOST);
    if (s->bottom < 0) return 0;
    s->corner[0] = left, s->corner[1] = right;
    s->corner[2] = grid_junction_of(cells, s->bottom, right->upright);
    s->corner[3] = grid_junction_of(cells, s->bottom, left->upright);
    s->boxes = int_min(GRID_MOST_EVEN, (int)((right->x - left->x) / width + 0.5f));
    return s->boxes >= GRID_LEAST_EVEN &&
           reaches(__builtin_popcountll(find_sides(cells, s)), GRID_EVEN_FOUND, s->boxes - 1);
}

/* Adds a side where it lies next to its place. Returns whether it does. */
static int add_side(const page_plane *plane, page_rules *rules, const strip *s, int side) {
    const grid_junction *const *c = s->corner;
    const float part = (float)side / (float)s->boxes;
    const float from = c[0]->x + part * (c[1]->x - c[0]->x), to = c[3]->x + part * (c[2]->x - c[3]->x);
    const float thickness = rules->rule[1][c[0]->upright].thickness;
    for (float off = -GRID_SIDE_OFF; off <= GRID_SIDE_OFF; off++)
        if (rules_add_upright(plane, rules, from + off, (int)c[0]->y, to + off, (int)c[2]->y, thickness))
            return 1;
    return 0;
}

/* Marks uprights from the upper rule to the lower one, and no further, as strokes where they are no sides. */
static int mark_between(page_rules *rules, const grid_cells *cells, const strip *s) {
    int marked = 0;
    for (const grid_junction *at = s->corner[0] + 1; at < s->corner[1]; at++) {
        page_rule *rule = &rules->rule[1][at->upright];
        if (rule->is_print <= 0 || side_of(cells, s, at) >= 0) continue;
        if ((float)rule_length(rule) > s->corner[3]->y - s->corner[0]->y + GRID_SHORTEST_SIDE) continue;
        rule->is_print = -1;
        marked = 1;
    }
    return marked;
}

int grid_make_even(const page_plane *plane, page_rules *rules, const grid_cells *cells, float width) {
    int changed = 0;
    for (int top = 0; top < rules->count[0]; top++) {
        strip s;
        if (!find_strip(rules, cells, top, width, &s)) continue;
        const uint64_t sides = find_sides(cells, &s);
        int is_whole = 1;
        for (int side = 1; side < s.boxes; side++) {
            if (sides >> side & 1) continue;
            const int is_there = add_side(plane, rules, &s, side);
            changed |= is_there, is_whole &= is_there;
        }
        if (is_whole) changed |= mark_between(rules, cells, &s);
    }
    return changed;
}
