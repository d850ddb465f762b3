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
} workspace;

static void lay_out(arena *memory, const picture *seen, workspace *out) {
    const int pixels = int_min(seen->width * seen->height, INK_MAX_PIXELS);
    const ink_capacity capacity = {pixels, int_min(int_max(seen->width, seen->height), pixels)};
    out->map = inkmap_take(memory, capacity);
    out->ink = ink_take(memory, capacity, out->map);
    out->normalise = arena_take(memory, normalise_scratch_size());
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

/* Every component in a colour of its own, on white. */
static void write_components(writer *to, const ink_map *map) {
    const size_t pixels = (size_t)map->width * (size_t)map->height;
    uint8_t *colours = malloc(4 * pixels);
    if (colours == NULL) {
        fail(to, to->folder, "not enough memory for the picture of components");
        return;
    }
    for (size_t i = 0; i < pixels; i++) {
        const unsigned n = map->label[i];
        const unsigned colour[3] = {n * 97 % 211, n * 149 % 211, n * 53 % 211};
        for (int c = 0; c < 3; c++) colours[4 * i + (size_t)c] = (uint8_t)(n == 0 ? 255 : colour[c]);
        colours[4 * i + 3] = 255;
    }
    write_view(to, &(ink_view){"components", colours, map->width, map->height, 4});
    free(colours);
}

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
