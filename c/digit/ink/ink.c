/* RGBA → ink map: one stage after another, and what is told from ink by its size. */
#include "ink.h"

#include <string.h>

#include "../../base/arena.h"
#include "stages.h"

ink_scratch *ink_take(arena *memory, ink_capacity capacity, inkmap_scratch *map) {
    const size_t pixels = (size_t)capacity.pixels, plane = pixels + INK_MARGIN;
    const size_t columns = (size_t)capacity.longest + INK_MARGIN;
    const size_t steps = 2 * pixels < INK_MAX_STEPS ? 2 * pixels : INK_MAX_STEPS;
    ink_scratch *s = arena_take(memory, sizeof *s);
    uint8_t *rgba = arena_take(memory, 4 * ((pixels + 3) / 4 * 4) + INK_MARGIN);
    uint8_t *grey = arena_take(memory, plane), *contrast = arena_take(memory, plane);
    uint8_t *low = arena_take(memory, columns), *high = arena_take(memory, columns);
    uint16_t *sum = arena_take(memory, columns * sizeof *sum);
    ink_step *step = arena_take(memory, steps * sizeof *step);
    if (s == NULL) return NULL;
    s->map = map, s->ink = ink_pixels(map);
    s->rgba = rgba, s->grey = grey, s->contrast = contrast, s->step = step;
    s->column_low = low, s->column_high = high, s->column_sum = sum;
    return s;
}

/* Doubtful ink is kept only if some component spans half the shorter side: texture never does. */
static int holds_together(const ink_map *map) {
    const int shorter = map->width < map->height ? map->width : map->height;
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        if (exceeds(box.width, DOUBTFUL_SPAN, shorter) || exceeds(box.height, DOUBTFUL_SPAN, shorter)) return 1;
    }
    return 0;
}

static void make_blank(ink_map *map) {
    const size_t pixels = (size_t)map->width * (size_t)map->height;
    memset(map->ink, 0, pixels);
    memset(map->label, 0, pixels * sizeof *map->label);
    map->components = 0;
}

/* A table's edge or the dark margin of a scan: narrow, filled, along a whole side of the picture. */
static int is_margin(const ink_map *map, int n) {
    const pixel_box box = map->component[n - 1].box;
    const int upright = box.height > box.width;
    const int side = upright ? map->height : map->width, across = upright ? map->width : map->height;
    const int length = upright ? box.height : box.width, breadth = upright ? box.width : box.height;
    if (!exceeds(length, MARGIN_LENGTH, side) || reaches(breadth, MARGIN_BREADTH, across)) return 0;
    if (!mass_exceeds(map->component[n - 1].mass, MARGIN_FILL, 255 * (int64_t)length * breadth)) return 0;
    const int stride = upright ? map->width : 1, opposite = (across - 1) * (upright ? 1 : map->width);
    int near = 0, far = 0;
    for (int i = 0; i < side; i++) {
        near += map->label[i * stride] == n;
        far += map->label[i * stride + opposite] == n;
    }
    return exceeds(near, MARGIN_BORDER, side) || exceeds(far, MARGIN_BORDER, side);
}

static int remove_margins(ink_map *map) {
    int removed = 0;
    for (int n = 1; n <= map->components; n++) {
        if (!is_margin(map, n)) continue;
        removed = 1;
        for (int i = 0; i < map->width * map->height; i++) map->ink[i] = map->label[i] == n ? 0 : map->ink[i];
    }
    return removed;
}

/* Grey averaged over 3 × 3 pixels, near ones more: the paper's grain goes, strokes stay. */
static void smooth(ink_scratch *scratch, ink_size size) {
    const int width = size.width;
    uint8_t *grey = scratch->grey, *rows = scratch->contrast; /* made anew */
    scratch->content_box = (pixel_box){0, 0, size.width, size.height};
    for (int y = 0; y < size.height; y++) {
        const uint8_t *row = grey + y * width;
        const uint8_t *above = y > 0 ? row - width : row, *below = y + 1 < size.height ? row + width : row;
        for (int x = 0; x < width; x++) rows[y * width + x] = (uint8_t)((above[x] + 2 * row[x] + below[x] + 2) / 4);
    }
    for (int y = 0; y < size.height; y++) {
        const uint8_t *row = rows + y * width;
        for (int x = 0; x < width; x++) {
            grey[y * width + x] =
                (uint8_t)((row[x > 0 ? x - 1 : x] + 2 * row[x] + row[x + 1 < width ? x + 1 : x] + 2) / 4);
        }
    }
}

static void show(const ink_observer *observer, const char *stage, const uint8_t *plane, ink_size size, int bytes) {
    if (observer != NULL) observer->see(observer->owner, &(ink_view){stage, plane, size.width, size.height, bytes});
}

/* Grey → ink. */
static ink_verdict find_ink(ink_scratch *scratch, ink_size size, int is_page, const ink_observer *observer) {
    ink_lay_grid(scratch, size);
    ink_clear_surroundings(scratch, size, is_page);
    ink_light_shadow(scratch, size);
    const int reach = ink_find_polarity(scratch, size);
    show(observer, "grey", scratch->grey, size, 1);
    const ink_background background = ink_subtract_background(scratch, size, reach);
    show(observer, "background", scratch->background, (ink_size){scratch->grid.columns, scratch->grid.rows}, 1);
    ink_even_light(scratch, size, background);
    show(observer, "contrast", scratch->contrast, size, 1);
    const ink_verdict verdict = ink_threshold(scratch, size, is_page, background);
    show(observer, "ink", scratch->ink, size, 1);
    return verdict;
}

/* Whether a pixel is darker or lighter than all four beside it. */
static int stands_out(const uint8_t *grey, int width) {
    const int before = grey[-1], after = grey[1], above = grey[-width], below = grey[width];
    const int darkest = int_min(int_min(before, after), int_min(above, below));
    const int lightest = int_max(int_max(before, after), int_max(above, below));
    return *grey + DITHER_CONTRAST < darkest || *grey > lightest + DITHER_CONTRAST;
}

/* Whether single pixels stand out all over the picture, as where grey was made black and white. */
static int is_dithered(const uint8_t *grey, ink_size size) {
    int single = 0, seen = 0;
    for (int y = 1; y + 1 < size.height; y += DITHER_ROWS) {
        for (int x = 1; x + 1 < size.width; x++) single += stands_out(grey + y * size.width + x, size.width);
        seen += size.width;
    }
    return exceeds(single, DITHERED, seen);
}

void ink_find(const ink_picture *picture, ink_scratch *scratch, const ink_observer *observer, ink_draft *draft) {
    ink_size size;
    int shrink;
    const uint8_t *working = ink_downscale(picture, scratch, &size, &shrink);
    show(observer, "working", working, size, 4);
    ink_to_grey(working, scratch, size);
    const int may_smooth = size.width * size.height >= LEAST_SMOOTH;
    int is_smoothed = may_smooth && is_dithered(scratch->grey, size);
    for (int i = 0; is_smoothed && i < DITHER_SMOOTHINGS; i++) smooth(scratch, size);
    ink_verdict verdict = find_ink(scratch, size, picture->is_page, observer);
    if (may_smooth && verdict != INK_CLEAR) {
        is_smoothed = 1;
        smooth(scratch, size);
        verdict = find_ink(scratch, size, picture->is_page, observer);
    }
    const float stroke = picture->is_page ? ink_mean_stroke(scratch->ink, size) : 0;
    *draft = (ink_draft){scratch->ink, size.width,        size.height,    shrink, is_smoothed,
                         stroke,       scratch->contrast, scratch->faint, verdict};
}

void ink_finish(const ink_draft *draft, ink_scratch *scratch, const ink_observer *observer, ink_map *map) {
    const ink_size size = {draft->width, draft->height};
    if (draft->verdict != INK_NONE) {
        if (scratch->has_faint) ink_remove_faint(scratch, size, HALF_INK);
        ink_remove_rules(scratch, size, draft->is_smoothed);
    }
    show(observer, "unruled", scratch->ink, size, 1);
    ink_label(scratch->map, size.width, size.height, map);
    if (remove_margins(map)) ink_label(scratch->map, size.width, size.height, map);
    if (draft->verdict == INK_DOUBTFUL && !holds_together(map)) make_blank(map);
    map->shrink = draft->shrink;
}

void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, const ink_observer *observer,
                 ink_map *map) {
    const ink_picture picture = ink_whole_picture(rgba, width, height);
    ink_draft draft;
    ink_find(&picture, scratch, observer, &draft);
    ink_finish(&draft, scratch, observer, map);
}
