/* Boxes at whose sides a digit's bar, foot or stem lies: tracking loses the side there, and with it the box. A rule of
 * print along x goes on to the side of the next box, and where it ends a box further, that box has a side, if there is ink
 * all the way. */
#include "steps.h"
#include "tuning.h"

/* Across from a rule, at `along`, on its chord: pixel edges at whole numbers. */
static float on_chord(const page_rules *rules, const page_rule *rule, float along) {
    const float first = (float)rule_twice_at(rules, rule, rule->first),
                last = (float)rule_twice_at(rules, rule, rule->last);
    const float part = (along - (float)rule->first) / (float)int_max(1, rule->last - rule->first);
    return 0.5f * (first + part * (last - first)) + 0.5f;
}

/* Where the nearest upright rule is that a rule along x would meet if it went on from a junction about as far as a box is
 * wide, to the right or (step −1) to the left; a negative number where there is none. */
static float next_side(const page_rules *rules, const page_rule *flat, const grid_junction *end, int step,
                       float width) {
    float nearest = GRID_ONE_SIDE * width;
    int found = 0;
    for (int i = 0; i < rules->count[1]; i++) {
        const page_rule *upright = &rules->rule[1][i];
        const float x = on_chord(rules, upright, on_chord(rules, flat, end->x + (float)step * width));
        const float y = on_chord(rules, flat, x), distance = (float)step * (x - end->x);
        if (upright->is_print < 0 || !grid_reaches(upright, y, flat) || distance < GRID_WHOLE_SIDE * width ||
            distance >= nearest)
            continue;
        nearest = distance, found = 1;
    }
    return found ? end->x + (float)step * nearest : -1;
}

/* Has a rule go on from its last side. Returns whether it does. */
static int extend(const page_plane *plane, page_rules *rules, const page_rule *flat, const grid_junction *end, int step,
                  float width) {
    const float x = next_side(rules, flat, end, step, width);
    if (x < 0) return 0;
    const float left = float_min(x, end->x), right = float_max(x, end->x);
    return rules_add(plane, rules, flat, (int)left, (int)right, on_chord(rules, flat, left),
                     on_chord(rules, flat, right));
}

/* Where a rule goes on for a box behind its last side, adds the side of that box, as long as that one is. Returns whether
 * it does. */
static int add_side(const page_plane *plane, page_rules *rules, const page_rule *flat, const grid_junction *end,
                    int step, float width) {
    const float x = (float)(step > 0 ? flat->last : flat->first), across = x - end->x, distance = (float)step * across;
    if (distance < GRID_WHOLE_SIDE * width || distance > GRID_ONE_SIDE * width) return 0;
    const page_rule *like = &rules->rule[1][end->upright];
    const int down = (int)(on_chord(rules, flat, x) - end->y);
    const float from = on_chord(rules, like, (float)like->first), to = on_chord(rules, like, (float)like->last);
    return rules_add(plane, rules, like, like->first + down, like->last + down, from + across, to + across);
}

/* The last of a rule's junctions on that side that a side of a cell meets; the very last where there is none. */
static const grid_junction *last_side(const page_rules *rules, const grid_cells *cells, int flat, int step) {
    const grid_junction *first = &cells->junction[cells->first[flat]],
                        *last = &cells->junction[cells->first[flat + 1] - 1];
    const grid_junction *at = step > 0 ? last : first, *end = step > 0 ? first : last;
    while (at != end && rules->rule[1][at->upright].is_print <= 0) at -= step;
    return at;
}

/* Mends both ends of the rules of print by one of the two. Returns how many rules that adds. */
static int mend(int (*by)(const page_plane *, page_rules *, const page_rule *, const grid_junction *, int, float),
                const page_plane *plane, page_rules *rules, const grid_cells *cells, float width) {
    const int count = rules->count[0];
    int added = 0;
    for (int i = 0; i < count; i++) {
        const page_rule *flat = &rules->rule[0][i];
        if (flat->is_print <= 0 || cells->first[i] == cells->first[i + 1]) continue;
        for (int step = -1; step <= 1; step += 2)
            added += by(plane, rules, flat, last_side(rules, cells, i, step), step, width);
    }
    return added;
}

int grid_extend(const page_plane *plane, page_rules *rules, const grid_cells *cells, float width) {
    const int sides = mend(add_side, plane, rules, cells, width);
    return sides + mend(extend, plane, rules, cells, width);
}
