/* page: a picture's ink → what is print on it, its cells, and the map of what people wrote.
 *
 *     draft ── rules ──► straight lines ── grid ──► cells ── clear ──► ink map ── cells ──► digits, numbers, blanks
 *                                                              └── number/read ──► the number on a line
 */
#ifndef LENET5_PAGE_H
#define LENET5_PAGE_H

#include "../digit/ink/ink.h"
#include "cells/cells.h"
#include "clear/clear.h"

typedef struct page {
    page_rules rules;
    grid_cells cells;
    int16_t owner[CELLS_MAX_COMPONENTS];
    lenet5_reading reading; /* of a cell */
    inkmap_scratch *patch;
} page;

/* Whether dashes and strokes are no marks of a request's format. */
static inline int page_is_of_digits(const lenet5_request *request) {
    return request->format == LENET5_DIGITS || request->format == LENET5_ZIP;
}

/* Takes it out of an arena; null from one that only counts. */
page *page_take(arena *memory);

/* Finds rules and cells in a draft of a picture, and takes the print among the rules out of its ink; rules are those that
 * are left. */
void page_find(const ink_draft *draft, page *p);

/* Takes what isn't writing from a page's map, which lies in scratch; nothing where the format has marks of its own. */
page_cleared page_clear(page *p, inkmap_scratch *scratch, const lenet5_request *request, ink_map *map);

/* The number in a row of boxes, where the page is such a form: fills reading and returns 1. */
int page_read_boxes(const cells_reader *reader, const ink_map *map, const lenet5_request *request, page *p,
                    lenet5_reading *reading);

/* Lowers the confidence of an answer beside which small type was left out, or what is crossed out and may hold a digit of
 * it, or whose end may be an edge; refuses a digit that is part of a number which lies on its side, and a number that is
 * surer upside down. The map is undefined afterwards but for its scale. */
void page_doubt(const cells_reader *reader, ink_map *map, inkmap_scratch *scratch, const lenet5_request *request,
                const page_cleared *cleared, page *p, lenet5_reading *out);

/* All cells. Returns table->status. */
lenet5_status page_read_cells(const cells_reader *reader, const ink_map *map, page *p, lenet5_table *table);

#endif
