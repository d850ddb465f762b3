/* Combs: a rule along x with short teeth upwards at even distances, a digit between each two. */
#include <stddef.h>

#include "steps.h"
#include "tuning.h"

/* Whether an upright rule stands on a junction. */
static int is_tooth(const page_rules *rules, const grid_junction *at) {
    const page_rule *rule = &rules->rule[1][at->upright];
    const float below = (float)rule->last - at->y;
    return below < GRID_MISS + 2 * GRID_MISS_THICK * rule->thickness && (float)rule->first < at->y - GRID_FOOT;
}

static const grid_junction *tooth_near(const page_rules *rules, const grid_cells *cells, int flat, float x,
                                       float miss) {
    for (int i = cells->first[flat]; i < cells->first[flat + 1]; i++) {
        const grid_junction *at = &cells->junction[i];
        if (at->x > x - miss && at->x < x + miss && is_tooth(rules, at)) return at;
    }
    return NULL;
}

/* How many even parts the base has, with a tooth at each end of each; 0 where it is no comb. */
static int count_parts(const page_rules *rules, const grid_cells *cells, int flat, float left, float right) {
    for (int parts = GRID_MOST_TEETH - 1; parts >= GRID_LEAST_TEETH - 1; parts--) {
        const float pitch = (right - left) / (float)parts, miss = GRID_TOOTH * pitch + 1;
        int found = pitch >= GRID_SHORTEST_SIDE;
        for (int i = 0; i <= parts && found; i++)
            found = tooth_near(rules, cells, flat, left + (float)i * pitch, miss) != NULL;
        if (found) return parts;
    }
    return 0;
}

static void add_teeth(page_rules *rules, grid_cells *cells, int flat, float left, float pitch, int parts) {
    for (int i = 0; i <= parts; i++) {
        const float x = left + (float)i * pitch;
        const grid_junction *at = tooth_near(rules, cells, flat, x, GRID_TOOTH * pitch + 1);
        rules->rule[1][at->upright].is_print = 1;
        if (i == parts) continue;
        const grid_junction *next = tooth_near(rules, cells, flat, x + pitch, GRID_TOOTH * pitch + 1);
        const float height = GRID_COMB_HEIGHT * pitch;
        const grid_point corner[4] = {
            {at->x, at->y - height}, {next->x, next->y - height}, {next->x, next->y}, {at->x, at->y}};
        grid_add(cells, corner);
    }
    rules->rule[0][flat].is_print = 1;
}

/* Whether a box stands on a base: it is the boxes' lower side, or what was tracked along it. */
static int has_boxes(const grid_cells *cells, const page_rules *rules, const page_rule *base, float pitch, int parts) {
    for (int part = 0; part < parts; part++) {
        const float x = (float)base->first + pitch * ((float)part + 0.5f);
        const grid_point place = {x, rule_middle_at(rules, base, x) - 0.5f * pitch};
        for (int i = 0; i < cells->count; i++)
            if (grid_contains(&cells->cell[i], place)) return 1;
    }
    return 0;
}

void grid_find_combs(page_rules *rules, grid_cells *cells) {
    for (int flat = 0; flat < rules->count[0]; flat++) {
        const page_rule *base = &rules->rule[0][flat];
        if (base->is_print != 0) continue;
        const float left = (float)base->first, right = (float)base->last + 1;
        const int parts = count_parts(rules, cells, flat, left, right);
        const float pitch = (right - left) / (float)int_max(1, parts);
        if (parts > 0 && !has_boxes(cells, rules, base, pitch, parts))
            add_teeth(rules, cells, flat, left, pitch, parts);
    }
}
