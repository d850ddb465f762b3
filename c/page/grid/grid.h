/* grid: rules → cells: the boxes of a form, the squares of a Sudoku, a table's cells, the teeth of a comb.
 *
 * A cell is what two rules along x and two along y enclose, with no smaller one in it; between the teeth of a comb it is
 * open above. Cells that stand side by side are in one row, those below each other in one column.
 */
#ifndef LENET5_PAGE_GRID_H
#define LENET5_PAGE_GRID_H

#include "../rules/rules.h"

enum { GRID_MAX_CELLS = 1024, GRID_JUNCTIONS = 1 << 13 };

typedef struct grid_point {
    float x, y;
} grid_point;

/* Corners clockwise from the top left, in the plane's pixels, pixel edges at whole numbers. */
typedef struct grid_cell {
    grid_point corner[4];
    int16_t row, column;
} grid_cell;

/* The upright rectangle around a cell, along x and along y. */
typedef struct grid_extent {
    float from[2], to[2];
} grid_extent;

/* Where an upright rule meets one along x. */
typedef struct grid_junction {
    int16_t flat, upright; /* of rules->rule[0], rules->rule[1] */
    float x, y;
} grid_junction;

typedef struct grid_cells {
    int count, rows, columns;
    int has_more; /* than GRID_MAX_CELLS */
    grid_cell cell[GRID_MAX_CELLS];
    int32_t group[GRID_MAX_CELLS]; /* working memory, as all that follows */
    float thin;                    /* a cell's shorter side at least, in thicknesses of the rule above it */
    int junctions;
    grid_junction junction[GRID_JUNCTIONS];  /* of one flat rule after another, from left to right */
    uint8_t meets[RULES_MAX][RULES_MAX / 8]; /* bit `upright` of `flat` */
    int first[RULES_MAX + 1];                /* junction of each flat rule */
} grid_cells;

/* Finds the cells and marks the rules around them as print. The plane that the rules were found in shows sides of boxes
 * that what is written hides: they become rules too. Where there are fewer columns than are asked for, there are no cells;
 * where more than one is, cells may be smaller. */
void grid_find(const page_plane *plane, page_rules *rules, int least_columns, grid_cells *cells);

/* No cells. */
void grid_clear(grid_cells *cells);

grid_extent grid_extent_of(const grid_cell *cell);

/* Whether a place lies in a cell. */
int grid_contains(const grid_cell *cell, grid_point p);

#endif
