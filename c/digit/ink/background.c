/* The background: the closing of the grid's lightest pixels, lowered to the mean of the paper's pixels and interpolated
 * between the cells' centres. Contrast is background − grey. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "../../base/simd/simd.h"
#include "stages.h"

/* The value that of_256 of 256 parts of a histogram do not exceed. */
static int quantile(const uint32_t histogram[256], uint32_t total, uint32_t of_256) {
    uint64_t seen = 0;
    for (int v = 0; v < 256; v++) {
        seen += histogram[v];
        if (256 * seen >= (uint64_t)total * of_256) return v;
    }
    return 255;
}

/* The third quartile of |second difference| along rows: large for noise and grain, small for blurred strokes. */
static int roughness(const ink_scratch *scratch, ink_size size) {
    uint32_t histogram[256] = {0}, total = 0;
    for (int y = 0; y < size.height; y++) {
        const uint8_t *grey = scratch->grey + (size_t)y * (size_t)size.width;
        for (int x = 1; x + 1 < size.width; x++, total++) {
            const int bend = grey[x - 1] + grey[x + 1] - 2 * grey[x];
            histogram[int_min(bend < 0 ? -bend : bend, 255)]++;
        }
    }
    return quantile(histogram, total, ROUGHNESS_QUANTILE);
}

/* A cell is paper if its darkest pixel is at most this far below the closing. Derived from the lower quartile of
 * those depths, so that it holds while ink touches less than three quarters of the cells; in a small picture, where
 * it may touch more, limited by the paper's roughness. */
static int paper_tolerance(const ink_scratch *scratch, ink_size size, const uint32_t depths[256], int cells) {
    const int tolerance = PAPER_DEPTH_TIMES * quantile(depths, (uint32_t)cells, PAPER_QUANTILE) + PAPER_DEPTH_PLUS;
    return scratch->grid.cell == 1
               ? int_min(tolerance, PAPER_ROUGHNESS_TIMES * roughness(scratch, size) + PAPER_ROUGHNESS_PLUS)
               : tolerance;
}

/* Sums over windows of 2·reach + 1, along one line of count values that are stride apart. */
static void box_sums(const int32_t *from, int32_t *to, int count, int stride, int reach) {
    int32_t sum = 0;
    for (int i = 0; i < int_min(reach, count); i++) sum += from[i * stride];
    for (int i = 0; i < count; i++) {
        if (i + reach < count) sum += from[(i + reach) * stride];
        if (i - reach - 1 >= 0) sum -= from[(i - reach - 1) * stride];
        to[i * stride] = sum;
    }
}

static void blur(ink_scratch *scratch, int32_t *value, int reach) {
    const int columns = scratch->grid.columns, rows = scratch->grid.rows;
    int32_t *line = scratch->sum[2];
    for (int y = 0; y < rows; y++) box_sums(value + y * columns, line + y * columns, columns, 1, reach);
    for (int x = 0; x < columns; x++) box_sums(line + x, value + x, rows, columns, reach);
}

/* Whether any cell of paper is darker in the mean than the closing. */
static int has_texture(ink_scratch *scratch, int tolerance, int cells) {
    const u8x16 limit = u8x16_splat((uint8_t)tolerance);
    u8x16 any = {0};
    memcpy(scratch->background + cells, scratch->grid.mean + cells, U8_LANES); /* no texture behind the last one */
    for (int i = 0; i < cells; i += U8_LANES) {
        const u8x16 background = u8x16_load(scratch->background + i);
        const u8x16 beyond = u8x16_subtract(background - u8x16_load(scratch->grid.darkest + i), limit);
        any |= (u8x16)(beyond == 0) & (background - u8x16_load(scratch->grid.mean + i));
    }
    return !u8x16_is_zero(any);
}

/* Lowers background to the paper's mean; returns the contrast that the paper's texture reaches (97 % of the cells). */
static int lower_to_mean(ink_scratch *scratch, int tolerance, int reach) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows;
    int32_t *drop = scratch->sum[0], *weight = scratch->sum[1];
    int32_t all_drop = 0, all_weight = 0, any = 0;
    for (int i = 0; i < cells; i++) {
        weight[i] = scratch->background[i] - grid->darkest[i] <= tolerance;
        drop[i] = weight[i] ? 16 * (scratch->background[i] - grid->mean[i]) : 0;
        all_drop += drop[i];
        any |= drop[i];
        all_weight += weight[i];
    }
    uint32_t histogram[256] = {0};
    if (any) blur(scratch, drop, reach);
    if (any) blur(scratch, weight, reach);
    for (int i = 0; i < cells; i++) {
        const int was_paper = scratch->background[i] - grid->darkest[i] <= tolerance;
        if (drop[i] >= 8 * weight[i] || drop[i] < 0) { /* otherwise less than half a step */
            const int mean = weight[i] > 0 ? drop[i] / weight[i] : all_weight > 0 ? all_drop / all_weight : 0;
            scratch->background[i] = (uint8_t)int_max(0, scratch->background[i] - (mean + 8) / 16);
        }
        if (was_paper) histogram[int_max(0, scratch->background[i] - grid->darkest[i])]++;
    }
    return quantile(histogram, (uint32_t)all_weight, TEXTURE_QUANTILE);
}

/* The paper's texture, as a contrast. Where every cell of paper has the closing as its mean, there is nothing to
 * lower, and the depths counted here are those that lower_to_mean would count. */
static int find_texture(ink_scratch *scratch, ink_size size, int reach, int cells) {
    uint32_t depths[256] = {0}, paper = 0;
    uint8_t *depth = scratch->padded; /* free at this stage */
    for (int i = 0; i < cells; i += U8_LANES) {
        u8x16_store(depth + i, u8x16_load(scratch->background + i) - u8x16_load(scratch->grid.darkest + i));
    }
    ink_add_to_histogram(depth, (size_t)cells, 1, depths);
    const int tolerance = int_min(paper_tolerance(scratch, size, depths, cells), 255);
    if (has_texture(scratch, tolerance, cells)) return lower_to_mean(scratch, tolerance, reach);
    for (int v = 0; v <= tolerance; v++) paper += depths[v];
    return quantile(depths, paper, TEXTURE_QUANTILE);
}

/* (a · (unit − across) + b · across) / unit², rounded, of 4 pixels: from a towards b. The quotient is below 256 and
 * unit at most 128, so that the rounded quotient of floats has the exact one's whole part. */
static u8x16 between(int a, int b, int unit, const int16_t *across) {
    const i16x8 ends = i16x8_splat_pair((const int16_t[2]){(int16_t)a, (int16_t)b});
    const i32x4 sum = (i32x4)i16x8_dot(ends, i16x8_load(across)) + unit * unit / 2;
    const f32x4 quotient = (__builtin_convertvector(sum, f32x4) + 0.5F) / (float)(unit * unit);
    const i16x8 value = i32x4_narrow(__builtin_convertvector(quotient, i32x4), (i32x4){0});
    return i16x8_narrow(value, value);
}

/* The weights unit − across, across of a cell's pixels from its centre on; the centre of an even cell lies half a pixel
 * before one. */
static void weigh(int cell, int16_t *across) {
    for (int i = 0; i < cell + 4; i++) {
        across[2 * i + 1] = (int16_t)(2 * i + 1 - cell % 2);
        across[2 * i] = (int16_t)(2 * cell - across[2 * i + 1]);
    }
}

/* One row of the background, interpolated between the centres of cells. */
static void interpolate_row(const ink_scratch *scratch, ink_size size, int y, const int16_t *across, uint8_t *row) {
    const ink_grid *grid = &scratch->grid;
    const int unit = 2 * grid->cell, v = int_max(0, 2 * y + 1 - grid->cell);
    const int top = v / unit, bottom = int_min(top + 1, grid->rows - 1), down = v % unit;
    const uint8_t *upper = scratch->background + top * grid->columns,
                  *lower = scratch->background + bottom * grid->columns;
    int begin = 0, before = upper[0] * (unit - down) + lower[0] * down;
    for (int column = 0; column <= grid->columns; column++) {
        const int next = int_min(column, grid->columns - 1);
        const int value = upper[next] * (unit - down) + lower[next] * down;
        const int end = int_min((unit * column + grid->cell) / 2, size.width); /* first x with 2x + 1 past the centre */
        for (int x = begin; x < end; x += 4)
            u8x16_store(row + x, between(before, value, unit, across + 2 * (x - begin)));
        begin = end;
        before = value;
    }
}

static int is_level(const uint8_t *value, int count) { return memcmp(value, value + 1, (size_t)count - 1) == 0; }

ink_background ink_subtract_background(ink_scratch *scratch, ink_size size, int reach) {
    const int cells = scratch->grid.columns * scratch->grid.rows;
    const int texture = find_texture(scratch, size, reach, cells);
    const ink_background background = {texture, is_level(scratch->background, cells)};
    const size_t width = (size_t)size.width;
    int16_t across[2 * (INK_MAX_CELL + 4)];
    uint8_t *row = scratch->column_low, *contrasts = scratch->contrast;
    const uint8_t *greys = scratch->grey;
    weigh(scratch->grid.cell, across);
    memset(row, scratch->background[0], width);
    for (int y = 0; y < size.height; y++) {
        const uint8_t *grey = greys + (size_t)y * width;
        uint8_t *contrast = contrasts + (size_t)y * width;
        if (!background.level) interpolate_row(scratch, size, y, across, row);
        for (size_t x = 0; x < width; x += U8_LANES) {
            u8x16_store(contrast + x, u8x16_subtract(u8x16_load(row + x), u8x16_load(grey + x)));
        }
    }
    return background;
}
