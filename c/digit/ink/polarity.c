/* Is ink dark or light, and how wide are its strokes?
 *
 * Ink is narrow, paper is wide: closing with a window that is wider than the strokes removes dark ink and leaves light
 * ink's dark paper. Of steps in grey between neighbouring pixels, those that are explained by what a closing (or an
 * opening) removes are counted, for windows of growing width; shadows and table edges are explained by neither. What
 * lies along the picture's border counts as paper as well. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "stages.h"

enum { MAX_SCALES = 8 };

_Static_assert(2 * STEP_SAMPLES <= INK_MAX_STEPS, "a sample gives two steps at most");

static int is_step(int a, int b) { return (unsigned)(a - b + LEAST_STEP) > 2 * LEAST_STEP; }

static ink_step step_between(int a, int cell_of_a, int b, int cell_of_b) {
    if (a > b) return step_between(b, cell_of_b, a, cell_of_a);
    return (ink_step){(uint16_t)cell_of_a, (uint16_t)cell_of_b, (uint8_t)a, (uint8_t)b};
}

static int find_steps(ink_scratch *scratch, ink_size size) {
    const int distance = 1 + int_min(size.width, size.height) / DIFFERENCE_SIDES, cell = scratch->grid.cell;
    const size_t width = (size_t)size.width, right = (size_t)distance, below = right * width;
    const size_t stride = 1 + width * (size_t)size.height / STEP_SAMPLES;
    const pixel_box box = ink_before(scratch->content_box, distance);
    const uint8_t *plane = scratch->grey;
    int count = 0;
    for (int y = box.y; y < box.y + box.height; y++) {
        const int here = y / cell * scratch->grid.columns, under = (y + distance) / cell * scratch->grid.columns;
        const size_t row = (size_t)y * width, end = row + (size_t)(box.x + box.width);
        for (size_t at = ink_first_sample(row + (size_t)box.x, stride); at < end; at += stride) {
            const uint8_t *grey = plane + at;
            const int x = (int)(at - row);
            if (count + 2 > INK_MAX_STEPS) return count; /* two of a pixel at most: before, there is room */
            if (x + distance < size.width && is_step(grey[0], grey[right])) {
                scratch->step[count++] =
                    step_between(grey[0], here + x / cell, grey[right], here + (x + distance) / cell);
            }
            if (y + distance < size.height && is_step(grey[0], grey[below])) {
                scratch->step[count++] = step_between(grey[0], here + x / cell, grey[below], under + x / cell);
            }
        }
    }
    return count;
}

/* How much of the steps' heights, squared and cubed, is explained: 0 … 1. Cubed, ink counts and the long soft edges of
 * shadows hardly. */
typedef struct ink_share {
    float squared, cubed;
} ink_share;

/* By dark ink, or by light ink, seen as dark on the negative. */
static ink_share explain(ink_scratch *scratch, int steps, int reach, int light) {
    const ink_grid *grid = &scratch->grid;
    const size_t cells = (size_t)(grid->columns * grid->rows);
    uint8_t *background = scratch->background;
    memcpy(background, light ? grid->darkest : grid->lightest, cells);
    if (light) ink_invert(background, cells);
    ink_close(scratch, background, background, reach);
    ink_share all = {0.0F, 0.0F}, explained = {0.0F, 0.0F};
    for (int i = 0; i < steps; i++) {
        const ink_step step = scratch->step[i];
        const int height = step.light - step.dark;
        const int below =
            light ? background[step.light_cell] - 255 + step.light : background[step.dark_cell] - step.dark;
        const float squared = (float)(height * height), cubed = squared * (float)height;
        all.squared += squared, all.cubed += cubed;
        if (exceeds(below, EXPLAINED_STEP, height)) explained.squared += squared, explained.cubed += cubed;
    }
    if (all.squared <= 0.0F) return all;
    return (ink_share){explained.squared / all.squared, explained.cubed / all.cubed};
}

/* −1 … 1: how much darker than the middle of the picture's range its border is. */
static float darkness_of_border(ink_grid *grid) {
    const int cells = grid->columns * grid->rows;
    u8x16 lightest = {0}, darkest = {0};
    memset(grid->mean + cells, grid->mean[0], U8_LANES);
    for (int i = 0; i < cells; i += U8_LANES) {
        lightest = u8x16_max(lightest, u8x16_load(grid->mean + i));
        darkest = u8x16_max(darkest, ~u8x16_load(grid->mean + i));
    }
    const int low = 255 - u8x16_largest(darkest), high = u8x16_largest(lightest);
    int dark = 0, light = 0;
    for (int y = 0; y < grid->rows; y++) {
        const int step = y == 0 || y == grid->rows - 1 || grid->columns == 1 ? 1 : grid->columns - 1;
        for (int x = 0; x < grid->columns; x += step) {
            const int twice = 2 * grid->mean[y * grid->columns + x];
            dark += twice < low + high;
            light += twice > low + high;
        }
    }
    return dark + light == 0 ? 0.0F : (float)(dark - light) / (float)(dark + light);
}

void ink_make_negative(ink_scratch *scratch, size_t pixels) {
    ink_grid *grid = &scratch->grid;
    const size_t cells = (size_t)(grid->columns * grid->rows);
    ink_invert(scratch->grey, pixels);
    memcpy(scratch->background, grid->darkest, cells);
    memcpy(grid->darkest, grid->lightest, cells);
    memcpy(grid->lightest, scratch->background, cells);
    ink_invert(grid->darkest, cells);
    ink_invert(grid->lightest, cells);
    ink_invert(grid->mean, cells);
}

/* Windows of growing width, and what they explain by dark and by light ink: −1 until somebody asks. */
typedef struct scales {
    ink_scratch *scratch;
    int steps, count, reach[MAX_SCALES];
    ink_share share[2][MAX_SCALES];
} scales;

static scales make_scales(ink_scratch *scratch, int steps) {
    const int widest =
        int_min(WIDEST_CELLS + int_min(scratch->grid.columns, scratch->grid.rows) / WIDEST_SIDES, INK_MAX_REACH);
    scales s = {.scratch = scratch, .steps = steps};
    do {
        s.reach[s.count] = int_min(2 << s.count, widest);
        s.share[0][s.count].squared = s.share[1][s.count].squared = -1.0F;
    } while (s.reach[s.count++] < widest);
    return s;
}

static ink_share share_at(scales *s, int scale, int light) {
    ink_share *known = &s->share[light][scale];
    if (known->squared < 0.0F) *known = explain(s->scratch, s->steps, s->reach[scale], light);
    return *known;
}

/* Decided by the narrowest window that explains most of the steps. At most all of them can be light ink's: where
 * even that would not change the decision, light ink's share is not computed. */
static int is_light(scales *s) {
    const float border = BORDER_WEIGHT * darkness_of_border(&s->scratch->grid);
    float dark = 0.0F, light = 0.0F;
    for (int i = 0; i < s->count && light <= EXPLAINED_ENOUGH && dark <= EXPLAINED_ENOUGH; i++) {
        dark = share_at(s, i, 0).squared;
        if (dark > EXPLAINED_ENOUGH && 1.0F - dark + border <= 0.0F) return 0;
        light = share_at(s, i, 1).squared;
    }
    return light - dark + border > 0.0F;
}

/* The narrowest window that explains nearly as much as the widest; doubled, because ink is wider where strokes meet. */
static int choose_reach(scales *s, int light) {
    const int last = s->count - 1;
    int i = 0;
    while (share_at(s, i, light).cubed < EXPLAINED_NEARLY * share_at(s, last, light).cubed) i++;
    return int_min(REACH_TIMES * s->reach[i], s->reach[last]);
}

int ink_find_polarity(ink_scratch *scratch, ink_size size) {
    scales s = make_scales(scratch, find_steps(scratch, size));
    const int light = is_light(&s), reach = choose_reach(&s, light);
    scratch->is_light = light;
    if (light) ink_make_negative(scratch, (size_t)size.width * (size_t)size.height);
    ink_close_level(scratch, scratch->background, reach);
    return reach;
}
