/* The stages of a picture's ink as PGM and PPM files, numbered in the order in which they come. */
#include "stages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../../digit/around/around.h"
#include "../../digit/ink/ink.h"
#include "../../digit/normalise/normalise.h"
#include "../../include/lenet5.h"
#include "../../number/segment/segment.h"
#include "../../page/page.h"
#include "command.h"
#include "replace.h"

typedef struct writer {
    const char *folder;
    int count, failed;
} writer;

typedef struct workspace {
    void *memory; /* of all that follows */
    inkmap_scratch *map;
    ink_scratch *ink;
    normalise_scratch *normalise;
    page *page;
    segment_scratch *segment;
} workspace;

static void lay_out(arena *memory, const picture *seen, workspace *out) {
    const int pixels = int_min(seen->width * seen->height, INK_MAX_PIXELS);
    const ink_capacity capacity = {pixels, int_min(int_max(seen->width, seen->height), pixels)};
    out->map = inkmap_take(memory, capacity);
    out->ink = ink_take(memory, capacity, out->map);
    out->normalise = arena_take(memory, normalise_scratch_size());
    out->page = page_take(memory);
    out->segment = arena_take(memory, segment_scratch_size());
}

static int open_workspace(const picture *seen, workspace *out) {
    arena counted = {0};
    lay_out(&counted, seen, out);
    out->memory = aligned_alloc(ARENA_ALIGNMENT, counted.used);
    if (out->memory == NULL) return 0;
    lay_out(&(arena){out->memory, 0}, seen, out);
    return 1;
}

/* A plane as a PGM file, RGBA as a PPM file. Null when there is no memory. */
static uint8_t *encode(const ink_view *view, size_t *length) {
    enum { LONGEST_HEADER = 40 };
    const size_t pixels = (size_t)view->width * (size_t)view->height, channels = view->bytes == 4 ? 3 : 1;
    uint8_t *file = malloc(LONGEST_HEADER + pixels * channels);
    if (file == NULL) return NULL;
    const int kind = view->bytes == 4 ? 6 : 5;
    const int header = snprintf((char *)file, LONGEST_HEADER, "P%d\n%d %d\n255\n", kind, view->width, view->height);
    for (size_t i = 0; i < pixels; i++)
        memcpy(file + header + i * channels, view->plane + i * (size_t)view->bytes, channels);
    *length = (size_t)header + pixels * channels;
    return file;
}

static void fail(writer *to, const char *subject, const char *what) {
    command_fail(subject, what);
    to->failed = 1;
}

static void write_view(void *owner, const ink_view *view) {
    writer *to = owner;
    char name[FILENAME_MAX];
    if (to->failed) return;
    const char *kind = view->bytes == 4 ? "ppm" : "pgm";
    const int longest = snprintf(name, sizeof name, "%s/%02d-%s.%s", to->folder, ++to->count, view->stage, kind);
    if (longest < 0 || (size_t)longest >= sizeof name) {
        fail(to, to->folder, "the folder's name is too long");
        return;
    }
    size_t length = 0;
    uint8_t *file = encode(view, &length);
    const char *wrong = file == NULL ? "not enough memory for the picture" : write_file_atomically(name, file, length);
    if (wrong != NULL) fail(to, name, wrong);
    free(file);
}

static void paint(uint8_t *rgba, unsigned n) {
    const unsigned colour[3] = {n * 97 % 211, n * 149 % 211, n * 53 % 211};
    for (int c = 0; c < 3; c++) rgba[c] = (uint8_t)(n == 0 ? 255 : colour[c]);
    rgba[3] = 255;
}

/* A plane of pictures in colour; null after a line on stderr. */
static uint8_t *new_colours(writer *to, size_t pixels) {
    uint8_t *colours = malloc(4 * pixels);
    if (colours == NULL) fail(to, to->folder, "not enough memory for a picture in colours");
    return colours;
}

/* Every component in a colour of its own, on white; by number[label − 1] where that is given, 0 being white. */
static void write_labels(writer *to, const char *stage, const ink_map *map, const uint8_t *number) {
    const size_t pixels = (size_t)map->width * (size_t)map->height;
    uint8_t *colours = new_colours(to, pixels);
    if (colours == NULL) return;
    for (size_t i = 0; i < pixels; i++) {
        const unsigned label = map->label[i];
        paint(&colours[4 * i], label > 0 && number != NULL ? number[label - 1] : label);
    }
    write_view(to, &(ink_view){stage, colours, map->width, map->height, 4});
    free(colours);
}

static void write_components(writer *to, const ink_map *map) { write_labels(to, "components", map, NULL); }

static void write_digit(writer *to, ink_map *map, const workspace *work) {
    uint8_t normalised[LENET5_SIDE * LENET5_SIDE];
    around_remove(map, work->map);
    const pixel_box box = ink_choose_digit(map, work->map);
    write_view(to, &(ink_view){"digit", map->ink, map->width, map->height, 1});
    if (box.width == 0) return;
    normalise_digit(map->ink, map->width, box, work->normalise, normalised);
    write_view(to, &(ink_view){"normalised", normalised, LENET5_SIDE, LENET5_SIDE, 1});
}

int stages_write(const picture *seen, const char *folder) {
    writer to = {.folder = folder};
    workspace work;
    ink_map map;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) return command_fail(folder, "the folder cannot be made"), 0;
    if (!open_workspace(seen, &work)) return command_fail(NULL, "not enough memory for the picture's stages"), 0;
    ink_extract(seen->rgba, seen->width, seen->height, work.ink, &(ink_observer){write_view, &to}, &map);
    write_components(&to, &map);
    write_digit(&to, &map, &work);
    free(work.memory);
    return !to.failed;
}

/* What page_find takes from a draft: before, [height][width], holds the ink as it was. */
static void write_print(writer *to, const ink_draft *draft, uint8_t *before) {
    for (int i = 0; i < draft->width * draft->height; i++)
        before[i] = (uint8_t)(before[i] > draft->ink[i] ? before[i] - draft->ink[i] : 0);
    write_view(to, &(ink_view){"print", before, draft->width, draft->height, 1});
}

static void draw_frame(uint8_t *rgba, int width, int height, pixel_box box, unsigned colour) {
    for (int y = box.y; y < box.y + box.height; y++) {
        for (int x = box.x; x < box.x + box.width; x++) {
            const int is_edge = x == box.x || y == box.y || x == box.x + box.width - 1 || y == box.y + box.height - 1;
            if (is_edge && x >= 0 && y >= 0 && x < width && y < height) paint(&rgba[4 * (y * width + x)], colour);
        }
    }
}

/* The ink in grey, with the cells and the characters of the answer framed. */
static void write_path(writer *to, const ink_map *map, const page *p, const lenet5_reading *reading) {
    const size_t pixels = (size_t)map->width * (size_t)map->height;
    uint8_t *colours = new_colours(to, pixels);
    if (colours == NULL) return;
    for (size_t i = 0; i < pixels; i++) {
        memset(&colours[4 * i], 255 - map->ink[i] / 2, 3);
        colours[4 * i + 3] = 255;
    }
    for (int i = 0; i < p->cells.count; i++) {
        const grid_point a = p->cells.cell[i].corner[0], c = p->cells.cell[i].corner[2];
        draw_frame(colours, map->width, map->height,
                   (pixel_box){(int)a.x, (int)a.y, (int)(c.x - a.x), (int)(c.y - a.y)}, 1);
    }
    for (int i = 0; i < reading->length; i++) {
        const lenet5_box box = reading->character[i].box;
        const int by = map->shrink;
        draw_frame(colours, map->width, map->height,
                   (pixel_box){box.x / by, box.y / by, box.width / by, box.height / by}, 2);
    }
    write_view(to, &(ink_view){"path", colours, map->width, map->height, 4});
    free(colours);
}

static void write_lines(writer *to, const ink_map *map, const workspace *work) {
    segment_lines lines;
    segment_find_lines(map, work->segment, &lines);
    uint8_t *number = calloc((size_t)map->components + 1, 1);
    if (number == NULL) {
        fail(to, to->folder, "not enough memory for the picture of lines");
        return;
    }
    for (int i = 0; i < lines.count; i++)
        for (int k = 0; k < lines.line[i].count; k++)
            number[lines.label[lines.line[i].first + k] - 1] = (uint8_t)(i + 1);
    write_labels(to, "lines", map, number);
    free(number);
}

int stages_write_page(const picture *seen, const lenet5_reading *reading, const char *folder) {
    writer to = {.folder = folder};
    workspace work;
    ink_map map;
    ink_draft draft;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) return command_fail(folder, "the folder cannot be made"), 0;
    if (!open_workspace(seen, &work)) return command_fail(NULL, "not enough memory for the picture's stages"), 0;
    const ink_observer observer = {write_view, &to};
    ink_picture sheet = ink_whole_picture(seen->rgba, seen->width, seen->height);
    sheet.is_page = 1;
    ink_find(&sheet, work.ink, &observer, &draft);
    const size_t pixels = (size_t)draft.width * (size_t)draft.height;
    uint8_t *before = malloc(pixels);
    if (before != NULL) memcpy(before, draft.ink, pixels);
    page_find(&draft, work.page);
    if (before != NULL) write_print(&to, &draft, before);
    else fail(&to, folder, "not enough memory for the picture of print");
    ink_finish(&draft, work.ink, &observer, &map);
    write_components(&to, &map);
    const lenet5_request request = {.format = reading->format};
    page_clear(work.page, work.map, &request, &map);
    write_lines(&to, &map, &work);
    write_path(&to, &map, work.page, reading);
    free(before);
    free(work.memory);
    return !to.failed;
}
