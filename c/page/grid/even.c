/* Rows of boxes of one width. A side along which a stroke runs is lost to tracking, and the boxes beside it are joined:
 * it is added where there is ink all along its even place. An upright stroke from rule to rule looks like a side: it is
 * marked as a stroke where there is a side at every even place, and it stands at none. A bar from side to side looks like a
 * rule that divides its box: it is a stroke, too. */
#include <stddef.h>

#include "steps.h"
#include "tuning.h"

/* What two rules along x and the outer uprights enclose. */
typedef struct strip {
    int bottom, boxes;              /* bottom: rule along x */
    const grid_junction *corner[4]; /* clockwise from the top left */
} strip;

/* The even place nearest to a junction between two others, from 0 to boxes; −1 where it stands at none. */
static int place_of(const grid_junction *at, const grid_junction *left, const grid_junction *right, int boxes) {
    const float width = (right->x - left->x) / (float)boxes, miss = GRID_TOOTH * width + 1;
    const int nearest = (int)((at->x - left->x) / width + 0.5f);
    const float off = at->x - left->x - (float)nearest * width;
    return off > -miss && off < miss ? nearest : -1;
}

/* Which inner side an upright belongs to, from 1 to boxes − 1; −1 to none, 0 where it is an outer one or doesn't reach the
 * lower rule. at: its junction on the upper one. */
static int side_of(const grid_cells *cells, const strip *s, const grid_junction *at) {
    const grid_junction *below = grid_junction_of(cells, s->bottom, at->upright);
    if (below == NULL) return 0;
    const int side = place_of(at, s->corner[0], s->corner[1], s->boxes);
    return side == place_of(below, s->corner[3], s->corner[2], s->boxes) && side >= 0 ? side % s->boxes : -1;
}

/* The strip below a rule. Returns whether there is one, of boxes that are about so wide. */
static int find_strip(const page_rules *rules, const grid_cells *cells, int top, float width, strip *s) {
    const int first = cells->first[top], last = cells->first[top + 1] - 1;
    if (rules->rule[0][top].is_print <= 0 || last - first < GRID_LEAST_EVEN - 1) return 0;
    const grid_junction *left = &cells->junction[first], *right = &cells->junction[last];
    s->bottom = grid_find_bottom(rules, cells, left, right, GRID_SHORTEST_SIDE);
    s->boxes = int_min(GRID_MOST_EVEN, (int)((right->x - left->x) / width + 0.5f));
    if (s->bottom < 0 || s->boxes < GRID_LEAST_EVEN) return 0;
    s->corner[0] = left, s->corner[1] = right;
    s->corner[2] = grid_junction_of(cells, s->bottom, right->upright);
    s->corner[3] = grid_junction_of(cells, s->bottom, left->upright);
    return width < GRID_EVEN_MOST * (s->corner[3]->y - left->y);
}

/* A place between two junctions. */
static grid_point between(const grid_junction *a, const grid_junction *b, float part) {
    return (grid_point){a->x + part * (b->x - a->x), a->y + part * (b->y - a->y)};
}

/* Adds an inner side where there is ink all along its place. Returns how many it adds. */
static int add_side(const page_plane *plane, page_rules *rules, const strip *s, int side) {
    const float part = (float)side / (float)s->boxes;
    const grid_point from = between(s->corner[0], s->corner[1], part), to = between(s->corner[3], s->corner[2], part);
    const page_rule *like = &rules->rule[1][s->corner[0]->upright];
    return rules_add(plane, rules, like, (int)from.y, (int)to.y, from.x, to.x);
}

/* Whether a rule goes on above or below a strip: one of several, as on squared paper. */
static int is_longer(const strip *s, const page_rule *rule) {
    return rule_length(rule) > (int)(s->corner[3]->y - s->corner[0]->y) + GRID_BEYOND;
}

/* Whether a stroke leaves a rule between its ends, as one leaves the bar of a digit. */
static int has_stroke(const page_plane *plane, const page_rules *rules, const page_rule *rule) {
    const int beside = (int)(0.5f * rule->thickness) + GRID_LEAVES, side = (int)rule->thickness + 1;
    int inked = 0;
    for (int x = rule->first + side; x <= rule->last - side; x++) {
        const int y = rule_twice_at(rules, rule, x) / 2;
        const int above = y >= beside && plane->ink[(y - beside) * plane->width + x] >= plane->least;
        inked += above || (y + beside < plane->height && plane->ink[(y + beside) * plane->width + x] >= plane->least);
    }
    return inked > 1;
}

/* Whether a rule slants against the strip, as printed ones don't. */
static int is_slanted(const page_rules *rules, const strip *s, const page_rule *rule) {
    const float rise = 0.5f * (float)(rule_twice_at(rules, rule, rule->last) - rule_twice_at(rules, rule, rule->first));
    const float slope = (s->corner[1]->y - s->corner[0]->y) / (s->corner[1]->x - s->corner[0]->x);
    const float off = rise - slope * (float)rule_length(rule), most = GRID_SLANT * (float)rule_length(rule);
    return off > most || off < -most;
}

/* Marks the rules that divide a box or two of a strip that stands alone as strokes: bars and feet of digits that go from
 * side to side. Returns whether there are any. */
static int mark_bars(const page_plane *plane, page_rules *rules, const strip *s) {
    const float left = s->corner[0]->x, length = s->corner[1]->x - left, most = GRID_BAR * length / (float)s->boxes;
    const float miss =
        GRID_MISS + GRID_MISS_THICK * rules->rule[0][s->bottom].thickness; /* of pieces of the strip's own */
    int marked = 0;
    if (is_longer(s, &rules->rule[1][s->corner[0]->upright])) return 0;
    for (int flat = 0; flat < rules->count[0]; flat++) {
        page_rule *rule = &rules->rule[0][flat];
        const float middle = 0.5f * (float)(rule->first + rule->last), part = (middle - left) / length;
        const float y = rule_middle_at(rules, rule, middle);
        if (part < 0 || part > 1 || (float)rule_length(rule) > most) continue;
        if (y < between(s->corner[0], s->corner[1], part).y + miss) continue;
        if (y > between(s->corner[3], s->corner[2], part).y - miss) continue;
        if (!is_slanted(rules, s, rule) && !has_stroke(plane, rules, rule)) continue;
        marked |= rule->is_print >= 0;
        rule->is_print = -1;
    }
    return marked;
}

/* Makes the boxes of a strip even. Returns whether that changes any rule. */
static int mend(const page_plane *plane, page_rules *rules, const grid_cells *cells, const strip *s) {
    uint8_t found[GRID_MOST_EVEN] = {0}; /* inner sides; 0: of no account */
    int changed = 0;
    for (const grid_junction *at = s->corner[0]; at < s->corner[1]; at++) found[int_max(0, side_of(cells, s, at))] = 1;
    for (int side = 1; side < s->boxes; side++) {
        if (found[side]) continue;
        if (!add_side(plane, rules, s, side)) return changed;
        changed = 1;
    }
    for (const grid_junction *at = s->corner[0]; at < s->corner[1]; at++) {
        page_rule *rule = &rules->rule[1][at->upright];
        if (!is_longer(s, rule) && side_of(cells, s, at) < 0) rule->is_print = -1, changed = 1;
    }
    return changed;
}

int grid_make_even(const page_plane *plane, page_rules *rules, const grid_cells *cells, float width) {
    int changed = 0;
    strip s;
    for (int top = 0; top < rules->count[0]; top++)
        if (find_strip(rules, cells, top, width, &s))
            changed |= mark_bars(plane, rules, &s) | mend(plane, rules, cells, &s);
    return changed;
}
