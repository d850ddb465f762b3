/* cells: the ink in each cell of a grid → a digit, a number, or blank.
 *
 * A cell's ink is straightened: what lies in its four corners becomes a rectangle (bilinear, so that perspective, a skew
 * and a bend of the rules go), with a margin for strokes that reach over the rules. A component belongs to the cell that
 * holds its middle; one that spans several is cut where they meet.
 */
#ifndef LENET5_PAGE_CELLS_H
#define LENET5_PAGE_CELLS_H

#include "../../digit/normalise/normalise.h"
#include "../../number/read/read.h"
#include "../grid/grid.h"

enum {
    CELLS_PATCH_PIXELS = 1 << 16, /* of a straightened cell */
    CELLS_PATCH_SIDE = 1 << 11,
    CELLS_SEVERAL = -2,            /* owner of a component that no single cell holds */
    CELLS_MAX_COMPONENTS = 1 << 13 /* of a map whose cells are read */
};

/* What reading takes besides the cells. */
typedef struct cells_reader {
    const network *net;
    const decide_rule *rule;
    network_scratch *inside;
    normalise_scratch *normalise;
    read_scratch *read;
    inkmap_scratch *patch; /* room for CELLS_PATCH_PIXELS, CELLS_PATCH_SIDE */
} cells_reader;

/* One digit in a cell, with what else it could be. */
typedef struct cell_digit {
    lenet5_result read; /* status LENET5_BLANK where there is no ink */
    pixel_box box;      /* of its ink, in the map's pixels */
    int is_wide;        /* the ink is as wide as several digits' */
} cell_digit;

/* Which cell each component belongs to: owner[label − 1], −1 for none, or CELLS_SEVERAL. */
void cells_find_owners(const ink_map *map, const grid_cells *cells, int16_t owner[CELLS_MAX_COMPONENTS]);

/* Whether ink as high as a digit stands beside or between the cells of a row, from the first to the last one: in a box that
 * was not found. */
int cells_leave_out(const ink_map *map, const grid_cells *cells, int first, int last);

/* Straightens a cell's ink into the patch: box is around what is no speck, there; where is around it in the map. Returns
 * whether there is such ink. */
int cells_straighten(const ink_map *map, const grid_cells *cells, const int16_t *owner, int cell, inkmap_scratch *patch,
                     ink_map *out, pixel_box *box, pixel_box *where);

/* The digit in a cell. */
void cells_read_digit(const cells_reader *reader, const ink_map *map, const grid_cells *cells, const int16_t *owner,
                      int cell, cell_digit *out);

/* What is in a cell: out is filled but for rows and columns of the table. reading: working memory. */
void cells_read(const cells_reader *reader, const ink_map *map, const grid_cells *cells, const int16_t *owner, int cell,
                lenet5_reading *reading, lenet5_cell *out);

/* The number in a row of cells of a digit each: fills out as read_line does. Returns whether the row holds one digit
 * a cell at all; where it does not, out is undefined. */
int cells_read_row(const cells_reader *reader, const ink_map *map, const grid_cells *cells, const int16_t *owner,
                   const lenet5_request *request, lenet5_reading *out);

#endif
