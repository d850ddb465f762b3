/* The steps of grid_find, in their order. */
#ifndef LENET5_PAGE_GRID_STEPS_H
#define LENET5_PAGE_GRID_STEPS_H

#include "grid.h"

/* junctions.c */
void grid_find_junctions(const page_rules *rules, grid_cells *cells);

/* Whether a rule is as long as to meet another one at `along`, but for what two rules may miss each other by. */
int grid_reaches(const page_rule *rule, float along, const page_rule *other);

/* The junction of two rules, or null. */
const grid_junction *grid_junction_of(const grid_cells *cells, int flat, int upright);

/* grid.c: the nearest rule along x that meets both junctions' uprights, so far below either at least; −1 where there is
 * none. */
int grid_find_bottom(const page_rules *rules, const grid_cells *cells, const grid_junction *left,
                     const grid_junction *right, float side);

/* even.c: in rows of boxes of about this width, adds the sides that are written over, and marks upright strokes
 * between the sides. Returns whether there were any. */
int grid_make_even(const page_plane *plane, page_rules *rules, const grid_cells *cells, float width);

/* extend.c: adds the sides of boxes of about this width, beside others, that what is written hides. Returns how many. */
int grid_extend(const page_plane *plane, page_rules *rules, const grid_cells *cells, float width);

/* comb.c: the cells between the teeth of combs. */
void grid_find_combs(page_rules *rules, grid_cells *cells);

/* order.c: sets rows and columns. */
void grid_order(grid_cells *cells);

/* Adds a cell where there is room. */
void grid_add(grid_cells *cells, const grid_point corner[4]);

#endif
