/* Connected components by runs and union-find: one pass finds runs and joins them to those of the row above, a second
 * writes labels. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "scratch.h"
#include "tuning.h"

static int32_t root_of(ink_run *run, int32_t i) {
    while (run[i].parent != i) {
        run[i].parent = run[run[i].parent].parent;
        i = run[i].parent;
    }
    return i;
}

/* The earlier run becomes the root, so that components are numbered in reading order of their first pixel. */
static void join(ink_run *run, int32_t a, int32_t b) {
    a = root_of(run, a);
    b = root_of(run, b);
    if (a < b) run[b].parent = a;
    else run[a].parent = b;
}

static int32_t find_runs(const uint8_t *ink, int width, ink_run *run, int32_t count) {
    uint32_t inside = 0; /* the pixel before is ink */
    for (int x = 0; x < width; x += U8_LANES) {
        uint32_t inked = u8x16_mask(ink + x);
        if (width - x < U8_LANES) inked &= (1u << (width - x)) - 1;
        const uint32_t edges = inked ^ (inked << 1 | inside);
        inside = inked >> (U8_LANES - 1);
        for (uint32_t rest = edges & 0xffff; rest != 0; rest &= rest - 1) {
            const int at = __builtin_ctz(rest);
            if (inked >> at & 1) run[count] = (ink_run){x + at, width, count};
            else run[count++].end = x + at;
        }
    }
    return count + (int32_t)inside;
}

/* Joins the runs first … last − 1 of a row with those above … first − 1 of the row before, diagonals included. */
static void join_rows(ink_run *run, int32_t above, int32_t first, int32_t last) {
    int32_t up = above;
    for (int32_t i = first; i < last; i++) {
        while (up < first && run[up].end < run[i].start) up++;
        for (int32_t k = up; k < first && run[k].start <= run[i].end; k++) join(run, k, i);
    }
}

static int32_t link_runs(inkmap_scratch *scratch, ink_size size) {
    const uint8_t *ink = scratch->ink;
    ink_run *run = scratch->run;
    int32_t *row_start = scratch->row_start, count = 0;
    for (int y = 0; y < size.height; y++) {
        row_start[y] = count;
        count = find_runs(ink + (size_t)y * (size_t)size.width, size.width, run, count);
        if (y > 0) join_rows(run, row_start[y - 1], row_start[y], count);
    }
    row_start[size.height] = count;
    return count;
}

/* Numbers the components that reach half ink, by their root run. */
static int number_components(inkmap_scratch *scratch, ink_size size, int32_t *number) {
    const int32_t *row_start = scratch->row_start;
    ink_run *runs = scratch->run;
    int components = 0;
    for (int y = 0; y < size.height; y++) {
        const uint8_t *ink = scratch->ink + (size_t)y * (size_t)size.width;
        for (int32_t i = row_start[y]; i < row_start[y + 1]; i++) {
            const ink_run run = runs[i];
            const int32_t root = root_of(runs, i);
            if (number[root] != 0) continue;
            int strongest = 0;
            for (int x = run.start; x < run.end; x++) strongest = ink[x] > strongest ? ink[x] : strongest;
            if (strongest >= LEAST_STRONGEST && components < INK_MAX_COMPONENTS) number[root] = ++components;
        }
    }
    return components;
}

static void grow(ink_component *part, int y, ink_run run, const uint8_t *ink) {
    const int right = part->box.x + part->box.width;
    if (part->area == 0) {
        part->box = (pixel_box){run.start, y, run.end - run.start, 1};
    } else {
        const int left = run.start < part->box.x ? run.start : part->box.x;
        part->box.width = (run.end > right ? run.end : right) - left;
        part->box.x = left;
        part->box.height = y + 1 - part->box.y;
    }
    part->area += run.end - run.start;
    for (int x = run.start; x < run.end; x++) part->mass += ink[x];
}

static void write_labels(inkmap_scratch *scratch, ink_size size, const int32_t *number) {
    memset(scratch->label, 0, (size_t)size.width * (size_t)size.height * sizeof *scratch->label);
    for (int y = 0; y < size.height; y++) {
        uint8_t *ink = scratch->ink + (size_t)y * (size_t)size.width;
        uint16_t *label = scratch->label + (size_t)y * (size_t)size.width;
        for (int32_t i = scratch->row_start[y]; i < scratch->row_start[y + 1]; i++) {
            const ink_run run = scratch->run[i];
            const int32_t n = number[root_of(scratch->run, i)];
            if (n == 0) {
                memset(ink + run.start, 0, (size_t)(run.end - run.start));
                continue;
            }
            for (int x = run.start; x < run.end; x++) label[x] = (uint16_t)n;
            grow(&scratch->component[n - 1], y, run, ink);
        }
    }
}

/* A row of w pixels holds at most (w + 1) / 2 runs that do not touch, and only every other row's runs may be
 * components of their own. The runs' numbers take two bytes a pixel, which is room for a plane. */
inkmap_scratch *inkmap_take(arena *memory, ink_capacity capacity) {
    const size_t pixels = (size_t)capacity.pixels, longest = (size_t)capacity.longest;
    const size_t runs = (pixels + longest) / 2, isolated = (pixels + 2 * longest + 1) / 4;
    const size_t components = isolated < INK_MAX_COMPONENTS ? isolated : INK_MAX_COMPONENTS;
    inkmap_scratch counted, *scratch = arena_take(memory, sizeof *scratch);
    inkmap_scratch *s = scratch != NULL ? scratch : &counted;
    s->capacity = capacity;
    s->ink = arena_take(memory, pixels + INK_MARGIN);
    s->label = arena_take(memory, pixels * sizeof *s->label);
    s->run = arena_take(memory, runs * sizeof *s->run);
    s->row_start = arena_take(memory, (longest + 1) * sizeof *s->row_start);
    s->number = arena_take(memory, runs * sizeof *s->number + INK_MARGIN);
    s->part = (uint8_t *)s->number;
    s->component = arena_take(memory, components * sizeof *s->component);
    return scratch;
}

size_t inkmap_scratch_size(ink_capacity capacity) {
    arena counted = {0};
    inkmap_take(&counted, capacity);
    return counted.used;
}

inkmap_scratch *inkmap_scratch_init(void *memory, ink_capacity capacity) {
    return inkmap_take(&(arena){memory, 0}, capacity);
}

int inkmap_fits(const inkmap_scratch *scratch, int width, int height) {
    return int_max(width, height) <= scratch->capacity.longest &&
           (int64_t)width * height <= (int64_t)scratch->capacity.pixels;
}

uint8_t *ink_pixels(inkmap_scratch *scratch) { return scratch->ink; }

void ink_label(inkmap_scratch *scratch, int width, int height, ink_map *map) {
    const ink_size size = {width, height};
    const int32_t runs = link_runs(scratch, size);
    memset(scratch->number, 0, (size_t)runs * sizeof *scratch->number);
    const int components = number_components(scratch, size, scratch->number);
    memset(scratch->component, 0, (size_t)components * sizeof *scratch->component);
    write_labels(scratch, size, scratch->number);
    *map = (ink_map){width, height, 1, components, scratch->component, scratch->ink, scratch->label, NULL, 0};
}
