/* Rules → the cells that they enclose; see grid.h. */
#include "grid.h"

#include <stddef.h>

#include "steps.h"
#include "tuning.h"

void grid_add(grid_cells *cells, const grid_point corner[4]) {
    if (cells->count == GRID_MAX_CELLS) {
        cells->has_more = 1;
        return;
    }
    grid_cell *cell = &cells->cell[cells->count++];
    for (int i = 0; i < 4; i++) cell->corner[i] = corner[i];
}

int grid_find_bottom(const page_rules *rules, const grid_cells *cells, const grid_junction *left,
                     const grid_junction *right, float side) {
    int best = -1;
    float nearest = 0;
    for (int flat = 0; flat < rules->count[0]; flat++) {
        const grid_junction *a = grid_junction_of(cells, flat, left->upright);
        if (a == NULL || a->y < left->y + side || (best >= 0 && a->y >= nearest)) continue;
        const grid_junction *b = grid_junction_of(cells, flat, right->upright);
        if (b == NULL || b->y < right->y + side) continue;
        best = flat, nearest = a->y;
    }
    return best;
}

/* The cell below one rule between two junctions on it. Returns whether there is one. */
static int enclose(page_rules *rules, grid_cells *cells, const grid_junction *left, const grid_junction *right) {
    const float side = float_max(GRID_SHORTEST_SIDE, cells->thin * rules->rule[0][left->flat].thickness);
    const int bottom = grid_find_bottom(rules, cells, left, right, side);
    if (bottom < 0) return 0;
    const grid_junction *c = grid_junction_of(cells, bottom, right->upright),
                        *d = grid_junction_of(cells, bottom, left->upright);
    if (c->x - d->x < side) return 0;
    const grid_point corner[4] = {{left->x, left->y}, {right->x, right->y}, {c->x, c->y}, {d->x, d->y}};
    grid_add(cells, corner);
    rules->rule[0][left->flat].is_print = rules->rule[0][bottom].is_print = 1;
    rules->rule[1][left->upright].is_print = rules->rule[1][right->upright].is_print = 1;
    return 1;
}

/* Whether an upright rule goes on below a junction. */
static int goes_down(const page_rules *rules, const grid_junction *at) {
    return (float)rules->rule[1][at->upright].last > at->y + GRID_SHORTEST_SIDE / 2;
}

static void find_below(page_rules *rules, grid_cells *cells, int flat) {
    const grid_junction *end = &cells->junction[cells->first[flat + 1]];
    for (const grid_junction *left = &cells->junction[cells->first[flat]]; left < end; left++) {
        if (!goes_down(rules, left)) continue;
        int strokes = 0;
        for (const grid_junction *right = left + 1; right < end && strokes <= GRID_STROKES; right++) {
            if (right->x - left->x < GRID_SHORTEST_SIDE || !goes_down(rules, right)) continue;
            if (enclose(rules, cells, left, right)) break;
            strokes++;
        }
    }
}

grid_extent grid_extent_of(const grid_cell *cell) {
    grid_extent e = {{1e9f, 1e9f}, {-1e9f, -1e9f}};
    for (int i = 0; i < 4; i++) {
        for (int axis = 0; axis < 2; axis++) {
            const float at = axis == 0 ? cell->corner[i].x : cell->corner[i].y;
            e.from[axis] = float_min(e.from[axis], at), e.to[axis] = float_max(e.to[axis], at);
        }
    }
    return e;
}

int grid_contains(const grid_cell *cell, grid_point p) {
    for (int i = 0; i < 4; i++) {
        const grid_point a = cell->corner[i], b = cell->corner[(i + 1) % 4];
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0) return 0;
    }
    return 1;
}

static grid_point middle_of(const grid_cell *cell) {
    grid_point sum = {0, 0};
    for (int i = 0; i < 4; i++) sum.x += 0.25f * cell->corner[i].x, sum.y += 0.25f * cell->corner[i].y;
    return sum;
}

/* A frame around other cells is none itself; nor is the second of two alike. */
static void remove_frames(grid_cells *cells) {
    int kept = 0;
    for (int i = 0; i < cells->count; i++) {
        int holds = 0;
        for (int k = 0; k < cells->count && !holds; k++) {
            if (k == i || !grid_contains(&cells->cell[i], middle_of(&cells->cell[k]))) continue;
            holds = k < i || !grid_contains(&cells->cell[k], middle_of(&cells->cell[i]));
        }
        cells->group[i] = holds;
    }
    for (int i = 0; i < cells->count; i++)
        if (!cells->group[i]) cells->cell[kept++] = cells->cell[i];
    cells->count = kept;
}

/* The median side of the cells, along x or upright. */
static float median_side(const grid_cells *cells, int upright) {
    float low = 0, high = RULES_LONGEST;
    for (int round = 0; round < GRID_MEDIAN_ROUNDS; round++) {
        const float middle = 0.5f * (low + high);
        int below = 0;
        for (int i = 0; i < cells->count; i++) {
            const grid_point *c = cells->cell[i].corner;
            below += (upright ? c[3].y - c[0].y : c[1].x - c[0].x) < middle;
        }
        if (2 * below > cells->count) high = middle;
        else low = middle;
    }
    return low;
}

/* The mean thickness of what is print so far, by length. */
static float mean_thickness(const page_rules *rules) {
    float sum = 0, length = 0;
    for (int axis = 0; axis < 2; axis++) {
        for (int i = 0; i < rules->count[axis]; i++) {
            const page_rule *rule = &rules->rule[axis][i];
            if (rule->is_print <= 0) continue;
            sum += rule->thickness * (float)rule_length(rule);
            length += (float)rule_length(rule);
        }
    }
    return length > 0 ? sum / length : 0;
}

/* Marks rules that are shorter than a cell's side, or hardly longer and as thick as a pen, as strokes of what is written
 * in one; takes the others' marks away. */
static void mark_strokes(page_rules *rules, const grid_cells *cells) {
    const float thick = float_max(GRID_PEN * mean_thickness(rules), GRID_PEN_LEAST);
    for (int axis = 0; axis < 2; axis++) {
        const float side = median_side(cells, axis), least = GRID_WHOLE_SIDE * side, most = GRID_ONE_SIDE * side;
        for (int i = 0; i < rules->count[axis]; i++) {
            page_rule *rule = &rules->rule[axis][i];
            const float length = (float)rule_length(rule);
            const int is_stroke = rule->is_print > 0 && (length < least || (length < most && rule->thickness > thick));
            rule->is_print = (int16_t) - (is_stroke || rule->is_print < 0);
        }
    }
}

void grid_clear(grid_cells *cells) { cells->count = cells->has_more = cells->rows = cells->columns = 0; }

/* What enclosed a cell in an earlier round may enclose none now. */
static void find_cells(page_rules *rules, grid_cells *cells) {
    grid_clear(cells);
    for (int axis = 0; axis < 2; axis++)
        for (int i = 0; i < rules->count[axis]; i++)
            if (rules->rule[axis][i].is_print > 0) rules->rule[axis][i].is_print = 0;
    grid_find_junctions(rules, cells);
    for (int flat = 0; flat < rules->count[0]; flat++) find_below(rules, cells, flat);
    remove_frames(cells);
}

void grid_find(const page_plane *plane, page_rules *rules, int least_columns, grid_cells *cells) {
    cells->thin = least_columns > 1 ? GRID_THIN_OF_SEVERAL : GRID_THIN;
    find_cells(rules, cells);
    if (cells->count > 1) {
        mark_strokes(rules, cells);
        find_cells(rules, cells);
        if (grid_make_even(plane, rules, cells, median_side(cells, 0))) find_cells(rules, cells);
        if (grid_extend(plane, rules, cells, median_side(cells, 0))) find_cells(rules, cells);
    }
    grid_find_combs(rules, cells);
    grid_order(cells);
    if (cells->columns < least_columns) grid_clear(cells);
}
