/* Is ink dark or light, and how wide are its strokes?
 *
 * Ink is narrow, paper is wide: closing with a window that is wider than the strokes removes dark ink and leaves light
 * ink's dark paper. Of steps in grey between neighbouring pixels, those that are explained by what a closing (or an
 * opening) removes are counted, for windows of growing width; shadows and table edges are explained by neither. What
 * lies along the picture's border counts as paper as well. */
#include "stages.h"

enum { LEAST_STEP = 6, SAMPLES = 1 << 13, MAX_SCALES = 8 };

static int smaller(int a, int b) { return a < b ? a : b; }

static int add_step(const ink_scratch *scratch, size_t a, size_t b, ink_step *to) {
    const int height = scratch->grey[a] - scratch->grey[b];
    if (height >= -LEAST_STEP && height <= LEAST_STEP) return 0;
    *to = height > 0 ? (ink_step){(int32_t)b, (int32_t)a, height} : (ink_step){(int32_t)a, (int32_t)b, -height};
    return 1;
}

static int find_steps(ink_scratch *scratch, ink_size size) {
    const int distance = 1 + smaller(size.width, size.height) / 32;
    const size_t width = (size_t)size.width, pixels = width * (size_t)size.height, stride = 1 + pixels / SAMPLES;
    int count = 0;
    for (size_t at = 0; at < pixels && count + 2 <= INK_MAX_STEPS; at += stride) {
        const int x = (int)(at % width), y = (int)(at / width);
        if (x + distance < size.width) count += add_step(scratch, at, at + (size_t)distance, scratch->step + count);
        if (y + distance < size.height) {
            count += add_step(scratch, at, at + (size_t)distance * width, scratch->step + count);
        }
    }
    return count;
}

static int cell_of(const ink_grid *grid, ink_size size, int32_t pixel) {
    const int x = pixel % size.width, y = pixel / size.width;
    return y / grid->cell * grid->columns + x / grid->cell;
}

typedef struct explained {
    float dark, light; /* 0 … 1, of the steps' squared heights: by dark ink, by light ink */
} explained;

static explained explain(ink_scratch *scratch, ink_size size, int steps, int reach) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows;
    uint8_t *opened = scratch->opened;
    ink_close(scratch, grid->lightest, scratch->closed, reach);
    for (int i = 0; i < cells; i++) opened[i] = (uint8_t)(255 - grid->darkest[i]);
    ink_close(scratch, opened, opened, reach);
    for (int i = 0; i < cells; i++) opened[i] = (uint8_t)(255 - opened[i]);
    int64_t all = 0, dark = 0, light = 0;
    for (int i = 0; i < steps; i++) {
        const ink_step step = scratch->step[i];
        const int square = step.height * step.height;
        all += square;
        const int below = scratch->closed[cell_of(grid, size, step.dark)] - scratch->grey[step.dark];
        const int above = scratch->grey[step.light] - opened[cell_of(grid, size, step.light)];
        if (2 * below > step.height) dark += square;
        if (2 * above > step.height) light += square;
    }
    if (all == 0) return (explained){0.0F, 0.0F};
    return (explained){(float)dark / (float)all, (float)light / (float)all};
}

/* −1 … 1: how much darker than the middle of the picture's range its border is. */
static float darkness_of_border(const ink_grid *grid) {
    int low = 255, high = 0, dark = 0, light = 0;
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        low = grid->mean[i] < low ? grid->mean[i] : low;
        high = grid->mean[i] > high ? grid->mean[i] : high;
    }
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

static void make_ink_dark(ink_scratch *scratch, size_t pixels) {
    ink_grid *grid = &scratch->grid;
    for (size_t i = 0; i < pixels; i++) scratch->grey[i] = (uint8_t)(255 - scratch->grey[i]);
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        const uint8_t darkest = grid->darkest[i];
        grid->darkest[i] = (uint8_t)(255 - grid->lightest[i]);
        grid->lightest[i] = (uint8_t)(255 - darkest);
        grid->mean[i] = (uint8_t)(255 - grid->mean[i]);
    }
}

/* The narrowest window that explains nearly as much as the widest, and as much again for where strokes meet. */
static int choose_reach(const float *share, const int *reach, int scales) {
    int scale = 0;
    while (share[scale] < 0.9F * share[scales - 1]) scale++;
    return smaller(2 * reach[scale], reach[scales - 1]);
}

int ink_find_polarity(ink_scratch *scratch, ink_size size) {
    const int steps = find_steps(scratch, size);
    const int widest = smaller(2 + smaller(scratch->grid.columns, scratch->grid.rows) / 4, INK_MAX_REACH);
    int reach[MAX_SCALES], scales = 0;
    float dark[MAX_SCALES], light[MAX_SCALES];
    const float border = darkness_of_border(&scratch->grid);
    float evidence = 0.0F;
    int decided = 0;
    do {
        reach[scales] = smaller(2 << scales, widest);
        const explained found = explain(scratch, size, steps, reach[scales]);
        dark[scales] = found.dark;
        light[scales] = found.light;
        if (!decided) evidence = found.light - found.dark + 0.6F * border;
        decided |= found.light > 0.7F || found.dark > 0.7F;
    } while (reach[scales++] < widest);
    const int light_ink = evidence > 0.0F, chosen = choose_reach(light_ink ? light : dark, reach, scales);
    if (light_ink) make_ink_dark(scratch, (size_t)size.width * (size_t)size.height);
    ink_find_trend(scratch);
    ink_close_level(scratch, scratch->grid.lightest, scratch->closed, chosen);
    return chosen;
}
