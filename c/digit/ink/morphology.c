/* The coarse view, and greyscale morphology on it. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "stages.h"

static int cell_for(ink_size size) {
    int cell = 1;
    while (((size.width + cell - 1) / cell) * ((size.height + cell - 1) / cell) > INK_GRID_CELLS) cell++;
    return cell;
}

/* Extremes and sums down the columns `begin` … `end` − 1 of a band of rows, which are at most 64. */
static void gather_columns(ink_scratch *scratch, ink_size size, int top, int rows, size_t begin, size_t end) {
    const size_t width = (size_t)size.width;
    const uint8_t *band = scratch->grey + (size_t)top * width;
    uint8_t *lows = scratch->column_low, *highs = scratch->column_high;
    uint16_t *sums = scratch->column_sum;
    for (size_t x = begin; x < end; x += U8_LANES) {
        const uint8_t *grey = band + x;
        u8x16 low = u8x16_splat(255), high = {0};
        u16x8 left = {0}, right = {0};
        for (int y = 0; y < rows; y++, grey += width) {
            const u8x16 row = u8x16_load(grey);
            low = u8x16_min(low, row);
            high = u8x16_max(high, row);
            left += u8x16_low(row);
            right += u8x16_high(row);
        }
        u8x16_store(lows + x, ~low);
        u8x16_store(highs + x, high);
        u16x8_store(sums + x, left);
        u16x8_store(sums + x + 8, right);
    }
}

/* value[i] becomes the maximum of value[i … i + (window − 1) · step], by doubling the window: log₂ window passes. What
 * lies behind the end counts. */
static void widen(uint8_t *value, size_t count, size_t window, size_t step) {
    for (size_t covered = 1; covered < window;) {
        const size_t more = covered < window - covered ? covered : window - covered;
        for (size_t i = 0; i < count; i += U8_LANES) {
            u8x16_store(value + i, u8x16_max(u8x16_load(value + i), u8x16_load(value + i + more * step)));
        }
        covered += more;
    }
}

void ink_invert(uint8_t *value, size_t count) {
    for (size_t i = 0; i < count; i += U8_LANES) u8x16_store(value + i, ~u8x16_load(value + i));
}

/* The cells first … last of a row of them. */
static void fill_row(ink_scratch *scratch, ink_size size, int row, int first, int last) {
    ink_grid *grid = &scratch->grid;
    const size_t width = (size_t)size.width, cell = (size_t)grid->cell, begin = (size_t)first * cell;
    const int top = row * grid->cell, rows = int_min(size.height - top, grid->cell);
    const size_t end = (size_t)int_min(size.width, (last + 1) * grid->cell);
    uint8_t *low = scratch->column_low, *high = scratch->column_high;
    const uint16_t *sums = scratch->column_sum;
    gather_columns(scratch, size, top, rows, begin, end);
    memset(low + width, 0, INK_MARGIN);
    memset(high + width, 0, INK_MARGIN);
    widen(low + begin, end - begin, cell, 1);
    widen(high + begin, end - begin, cell, 1);
    for (int column = first; column <= last; column++) {
        const size_t left = (size_t)column * cell, right = left + cell < width ? left + cell : width;
        const size_t at = (size_t)(row * grid->columns + column);
        const uint32_t area = (uint32_t)(right - left) * (uint32_t)rows;
        uint32_t sum = area / 2;
        for (size_t x = left; x < right; x++) sum += sums[x];
        grid->darkest[at] = (uint8_t)(255 - low[left]);
        grid->lightest[at] = high[left];
        grid->mean[at] = (uint8_t)(sum / area);
    }
}

void ink_lay_grid(ink_scratch *scratch, ink_size size) {
    ink_grid *grid = &scratch->grid;
    const pixel_box content_box = scratch->content_box;
    const int cell = grid->cell = cell_for(size);
    grid->columns = (size.width + cell - 1) / cell;
    grid->rows = (size.height + cell - 1) / cell;
    const size_t cells = (size_t)(grid->columns * grid->rows);
    memset(grid->darkest, scratch->grey[0], cells);
    memset(grid->lightest, scratch->grey[0], cells);
    memset(grid->mean, scratch->grey[0], cells);
    if (content_box.height == 0) return;
    for (int row = content_box.y / cell; row <= (content_box.y + content_box.height - 1) / cell; row++) {
        fill_row(scratch, size, row, content_box.x / cell, (content_box.x + content_box.width - 1) / cell);
    }
}

/* One row after another, each of which overwrites what the one before it stored past its end. */
static void copy_row(const uint8_t *from, uint8_t *to, size_t columns) {
    for (size_t x = 0; x < columns; x += U8_LANES) u8x16_store(to + x, u8x16_load(from + x));
}

/* The maximum over the 2·reach + 1 cells each way. In the frame, `reach` zeros lie before and behind every row, and
 * `reach` rows of them above and below the picture; a window's maximum comes to stand where the window begins. */
static void dilate(ink_scratch *scratch, const uint8_t *value, uint8_t *result, size_t reach) {
    const size_t columns = (size_t)scratch->grid.columns, rows = (size_t)scratch->grid.rows;
    const size_t pitch = columns + reach, window = 2 * reach + 1;
    uint8_t *padded = scratch->padded, *first = padded + reach * pitch;
    memset(padded, 0, (rows + window + 1) * pitch);
    for (size_t y = 0; y < rows; y++) {
        uint8_t *row = first + y * pitch + reach;
        copy_row(value + y * columns, row, columns);
        for (size_t i = 0; i < INK_MAX_REACH; i += U8_LANES) u8x16_store(row + columns + i, u8x16_splat(0));
    }
    widen(first, rows * pitch, window, 1);
    widen(padded, (rows + reach) * pitch, window, pitch);
    for (size_t y = 0; y < rows; y++) copy_row(padded + y * pitch, result + y * columns, columns);
}

void ink_close(ink_scratch *scratch, const uint8_t *value, uint8_t *result, int reach) {
    const size_t cells = (size_t)(scratch->grid.columns * scratch->grid.rows);
    dilate(scratch, value, result, (size_t)reach);
    ink_invert(result, cells);
    dilate(scratch, result, result, (size_t)reach);
    ink_invert(result, cells);
}
