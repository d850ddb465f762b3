/* The steps of a digit and of a page, run for those who look on; see stages.h. */
#include "stages.h"

#include <string.h>

#include "../digit/around/around.h"
#include "../digit/normalise/normalise.h"
#include "../number/segment/segment.h"
#include "../page/page.h"

typedef struct workspace {
    inkmap_scratch *map;
    ink_scratch *ink;
    normalise_scratch *normalise;
    page *page;
    segment_scratch *segment;
    segment_line_image *image;
    uint8_t *colours; /* a plane of RGBA; of a line image too */
    uint8_t *before;  /* a plane, and one more */
    const ink_observer *observer;
} workspace;

static int working_pixels(const stages_picture *picture) {
    return int_min(picture->width * picture->height, INK_MAX_PIXELS);
}

static void lay_out(arena *memory, const stages_picture *picture, workspace *out) {
    const int pixels = working_pixels(picture);
    const ink_capacity capacity = {pixels, int_min(int_max(picture->width, picture->height), pixels)};
    out->map = inkmap_take(memory, capacity);
    out->ink = ink_take(memory, capacity, out->map);
    out->normalise = arena_take(memory, normalise_scratch_size());
    out->page = page_take(memory);
    out->segment = arena_take(memory, segment_scratch_size());
    out->image = arena_take(memory, sizeof *out->image);
    out->colours = arena_take(memory, 4 * (size_t)int_max(pixels, SEGMENT_HEIGHT * SEGMENT_MAX_WIDTH));
    out->before = arena_take(memory, (size_t)pixels + 1);
}

size_t stages_size(const stages_picture *picture) {
    workspace counted;
    arena memory = {0};
    lay_out(&memory, picture, &counted);
    return memory.used;
}

static void show(const workspace *work, const char *stage, const uint8_t *plane, int width, int height, int bytes) {
    work->observer->see(work->observer->owner, &(ink_view){stage, plane, width, height, bytes});
}

/* A colour for each number; white for 0. */
static void paint(uint8_t *rgba, unsigned n) {
    const unsigned colour[3] = {n * 97 % 211, n * 149 % 211, n * 53 % 211};
    for (int c = 0; c < 3; c++) rgba[c] = (uint8_t)(n == 0 ? 255 : colour[c]);
    rgba[3] = 255;
}

/* Every component in a colour of its own, on white; by number[label − 1] where that is given, 0 being white. */
static void show_labels(const workspace *work, const char *stage, const ink_map *map, const uint8_t *number) {
    for (int i = 0; i < map->width * map->height; i++) {
        const unsigned label = map->label[i];
        paint(&work->colours[4 * i], label > 0 && number != NULL ? number[label - 1] : label);
    }
    show(work, stage, work->colours, map->width, map->height, 4);
}

void stages_show_digit(const stages_picture *picture, void *memory, const ink_observer *observer) {
    uint8_t normalised[LENET5_SIDE * LENET5_SIDE];
    workspace work;
    ink_map map;
    lay_out(&(arena){memory, 0}, picture, &work);
    work.observer = observer;
    ink_extract(picture->rgba, picture->width, picture->height, work.ink, observer, &map);
    show_labels(&work, "components", &map, NULL);
    around_remove(&map, work.map, AROUND_DIGIT);
    const pixel_box box = ink_choose_digit(&map, work.map);
    show(&work, "digit", map.ink, map.width, map.height, 1);
    if (box.width == 0) return;
    normalise_digit(map.ink, map.width, box, work.normalise, normalised);
    show(&work, "normalised", normalised, LENET5_SIDE, LENET5_SIDE, 1);
}

static void remember(const workspace *work, const uint8_t *ink, int width, int height) {
    memcpy(work->before, ink, (size_t)width * (size_t)height);
}

/* What a step has taken from the ink since that was remembered. */
static void show_taken(const workspace *work, const char *stage, const uint8_t *ink, int width, int height) {
    uint8_t *taken = work->before;
    for (int i = 0; i < width * height; i++) taken[i] = (uint8_t)(taken[i] > ink[i] ? taken[i] - ink[i] : 0);
    show(work, stage, taken, width, height, 1);
}

/* What of a frame lies in the map; its box may be anything. */
static void draw_frame(uint8_t *rgba, const ink_map *map, pixel_box box, unsigned colour) {
    const int64_t right = (int64_t)box.x + box.width - 1, bottom = (int64_t)box.y + box.height - 1;
    for (int y = int_max(0, box.y); y < map->height && y <= bottom; y++) {
        for (int x = int_max(0, box.x); x < map->width && x <= right; x++) {
            const int is_edge = x == box.x || y == box.y || x == right || y == bottom;
            if (is_edge) paint(&rgba[4 * (y * map->width + x)], colour);
        }
    }
}

/* Ink in light grey, to draw upon. */
static void lay_ink(const workspace *work, const ink_map *map) {
    for (int i = 0; i < map->width * map->height; i++) {
        memset(&work->colours[4 * i], 255 - map->ink[i] / 2, 3);
        work->colours[4 * i + 3] = 255;
    }
}

static void show_cells(const workspace *work, const ink_map *map) {
    const grid_cells *cells = &work->page->cells;
    if (cells->count == 0) return;
    lay_ink(work, map);
    for (int i = 0; i < cells->count; i++) {
        const grid_point a = cells->cell[i].corner[0], c = cells->cell[i].corner[2];
        draw_frame(work->colours, map, (pixel_box){(int)a.x, (int)a.y, (int)(c.x - a.x), (int)(c.y - a.y)}, 1);
    }
    show(work, "cells", work->colours, map->width, map->height, 4);
}

static void show_path(const workspace *work, const ink_map *map, const lenet5_reading *reading) {
    const int by = map->shrink;
    lay_ink(work, map);
    for (int i = 0; i < reading->length; i++) {
        const lenet5_box box = reading->character[i].box;
        draw_frame(work->colours, map, (pixel_box){box.x / by, box.y / by, box.width / by, box.height / by}, 2);
    }
    show(work, "path", work->colours, map->width, map->height, 4);
}

static void show_pieces(const workspace *work, const ink_map *map, const segment_lines *lines, int line) {
    segment_line_image *image = work->image;
    if (line < 0 || line >= lines->count) return;
    segment_cut_line(map, lines, line, SEGMENT_SLANT, 0, work->segment, image);
    if (image->width == 0) return;
    for (int i = 0; i < SEGMENT_HEIGHT * image->width; i++) paint(&work->colours[4 * i], image->piece[i]);
    show(work, "pieces", work->colours, image->width, SEGMENT_HEIGHT, 4);
}

static void show_lines(const workspace *work, const ink_map *map, const lenet5_reading *reading) {
    segment_lines lines;
    uint8_t *number = work->before;
    segment_find_lines(map, 1, work->segment, &lines);
    memset(number, 0, (size_t)map->components);
    for (int i = 0; i < lines.count; i++)
        for (int k = 0; k < lines.line[i].count; k++)
            number[lines.label[lines.line[i].first + k] - 1] = (uint8_t)(i + 1);
    show_labels(work, "lines", map, number);
    show_pieces(work, map, &lines, reading->line);
}

void stages_show_page(const stages_picture *picture, const lenet5_reading *reading, void *memory,
                      const ink_observer *observer) {
    workspace work;
    ink_map map;
    ink_draft draft;
    lay_out(&(arena){memory, 0}, picture, &work);
    work.observer = observer;
    ink_picture sheet = ink_whole_picture(picture->rgba, picture->width, picture->height);
    sheet.is_page = 1;
    ink_find(&sheet, work.ink, observer, &draft);
    remember(&work, draft.ink, draft.width, draft.height);
    page_find(&draft, work.page);
    show_taken(&work, "print", draft.ink, draft.width, draft.height);
    ink_finish(&draft, work.ink, observer, &map);
    show_labels(&work, "components", &map, NULL);
    remember(&work, map.ink, map.width, map.height);
    page_clear(work.page, work.map, &(lenet5_request){.format = reading->format}, &map);
    show_taken(&work, "apart", map.ink, map.width, map.height);
    show_cells(&work, &map);
    show_lines(&work, &map, reading);
    show_path(&work, &map, reading);
}
