/* The steps of a page in their order; see page.h. */
#include "page.h"

#include <string.h>

#include "tuning.h"

page *page_take(arena *memory) {
    page *p = arena_take(memory, sizeof *p);
    inkmap_scratch *patch = inkmap_take(memory, (ink_capacity){CELLS_PATCH_PIXELS, CELLS_PATCH_SIDE});
    if (p != NULL) p->patch = patch;
    return p;
}

/* Cells between rules as broad as pens, which strokes of digits may enclose by chance, or too faint for ink: only where
 * there are several in a row. Otherwise the rules are left as they were found. Returns how many cells. */
static int find_doubtful_cells(const page_plane *plane, float stroke, page *p) {
    rules_find(plane, stroke, &p->rules);
    const int before[2] = {p->rules.count[0], p->rules.count[1]};
    grid_find(plane, &p->rules, PAGE_LEAST_COLUMNS, &p->cells);
    if (p->cells.count > 0) return p->cells.count;
    for (int axis = 0; axis < 2; axis++) {
        p->rules.count[axis] = before[axis];
        for (int i = 0; i < before[axis]; i++) p->rules.rule[axis][i].is_print = 0;
    }
    return 0;
}

/* By thin rules, also those that are too faint for ink where they enclose several more; otherwise by broad ones. */
static void find_cells(const ink_draft *draft, const page_plane *plane, page *p) {
    const page_plane faint = {draft->contrast, draft->width, draft->height, draft->faint};
    const int faint_cells = find_doubtful_cells(&faint, 0, p);
    rules_find(plane, 0, &p->rules);
    grid_find(plane, &p->rules, 1, &p->cells);
    if (faint_cells >= p->cells.count + PAGE_MORE) find_doubtful_cells(&faint, 0, p);
    else if (p->cells.count == 0) find_doubtful_cells(plane, draft->stroke, p);
}

void page_find(const ink_draft *draft, page *p) {
    const page_plane plane = {draft->ink, draft->width, draft->height, RULES_INK};
    p->rules.count[0] = p->rules.count[1] = 0;
    grid_clear(&p->cells);
    if (draft->verdict == INK_NONE) return;
    find_cells(draft, &plane, p);
    if (p->cells.count == 0) return;
    for (int axis = 0; axis < 2; axis++)
        for (int i = 0; i < p->rules.count[axis]; i++)
            if (p->rules.rule[axis][i].is_print > 0) rules_erase(&plane, &p->rules, &p->rules.rule[axis][i]);
    rules_find(&plane, draft->stroke, &p->rules);
}

page_cleared page_clear(page *p, inkmap_scratch *scratch, const lenet5_request *request, ink_map *map) {
    page_cleared cleared = {0};
    if (page_is_of_digits(request)) clear_map(map, scratch, &p->rules, &cleared);
    return cleared;
}

/* Cells are owned by components, of which a page of text has too many. */
static int has_cells(const ink_map *map, const page *p) {
    return p->cells.count > 0 && map->components <= CELLS_MAX_COMPONENTS;
}

/* Whether most ink is of components that no single cell holds, or that are far higher than one: what is written on squared
 * paper. */
static int is_squared(const ink_map *map, const grid_cells *cells, const int16_t *owner) {
    const grid_extent first = grid_extent_of(&cells->cell[0]);
    const int highest = (int)(PAGE_IN_BOX * (first.to[1] - first.from[1]));
    int64_t all = 0, across = 0;
    for (int i = 0; i < map->components; i++) {
        const ink_component *one = &map->component[i];
        all += one->mass;
        across += owner[i] == CELLS_SEVERAL || one->box.height > highest ? one->mass : 0;
    }
    return 2 * across > all;
}

int page_read_boxes(const cells_reader *reader, const ink_map *map, const lenet5_request *request, page *p,
                    lenet5_reading *reading) {
    if (!page_is_of_digits(request) || !has_cells(map, p) || p->cells.columns < PAGE_LEAST_BOXES ||
        p->cells.count > LENET5_MAX_DIGITS)
        return 0;
    cells_find_owners(map, &p->cells, p->owner);
    return !is_squared(map, &p->cells, p->owner) && cells_read_row(reader, map, &p->cells, p->owner, request, reading);
}

lenet5_status page_read_cells(const cells_reader *reader, const ink_map *map, page *p, lenet5_table *table) {
    memset(table, 0, sizeof *table);
    if (p->cells.has_more || (p->cells.count > 0 && !has_cells(map, p)))
        return (lenet5_status)(table->status = LENET5_TOO_LONG);
    if (p->cells.count == 0)
        return (lenet5_status)(table->status = map->components > 0 ? LENET5_NO_CELLS : LENET5_BLANK);
    cells_find_owners(map, &p->cells, p->owner);
    table->rows = p->cells.rows, table->columns = p->cells.columns, table->cells = p->cells.count;
    for (int i = 0; i < p->cells.count; i++)
        cells_read(reader, map, &p->cells, p->owner, i, &p->reading, &table->cell[i]);
    return LENET5_OK;
}
