/* The coarse view, and greyscale morphology on it. */
#include <string.h>

#include "stages.h"

static int cell_for(ink_size size) {
    int cell = 1;
    while (((size.width + cell - 1) / cell) * ((size.height + cell - 1) / cell) > INK_GRID_CELLS) cell++;
    return cell;
}

/* Extremes and sums down the columns of a band of rows, which compilers vectorise. */
static void gather_columns(ink_scratch *scratch, ink_size size, int top, int rows) {
    const size_t width = (size_t)size.width;
    const uint8_t *restrict grey = scratch->grey + (size_t)top * width;
    uint8_t *restrict low = scratch->column_low, *restrict high = scratch->column_high;
    uint16_t *restrict sum = scratch->column_sum;
    memcpy(low, grey, width);
    memcpy(high, grey, width);
    for (size_t x = 0; x < width; x++) sum[x] = grey[x];
    for (int y = 1; y < rows; y++) {
        grey += width;
        for (size_t x = 0; x < width; x++) {
            low[x] = grey[x] < low[x] ? grey[x] : low[x];
            high[x] = grey[x] > high[x] ? grey[x] : high[x];
            sum[x] = (uint16_t)(sum[x] + grey[x]);
        }
    }
}

static void fill_row(ink_scratch *scratch, ink_size size, int row, int rows) {
    ink_grid *grid = &scratch->grid;
    for (int column = 0; column < grid->columns; column++) {
        const int left = column * grid->cell;
        const int right = left + grid->cell < size.width ? left + grid->cell : size.width;
        int low = 255, high = 0, sum = 0;
        for (int x = left; x < right; x++) {
            if (scratch->column_low[x] < low) low = scratch->column_low[x];
            if (scratch->column_high[x] > high) high = scratch->column_high[x];
            sum += scratch->column_sum[x];
        }
        const int at = row * grid->columns + column, area = (right - left) * rows;
        grid->darkest[at] = (uint8_t)low;
        grid->lightest[at] = (uint8_t)high;
        grid->mean[at] = (uint8_t)((sum + area / 2) / area);
    }
}

void ink_lay_grid(ink_scratch *scratch, ink_size size) {
    ink_grid *grid = &scratch->grid;
    grid->cell = cell_for(size);
    grid->columns = (size.width + grid->cell - 1) / grid->cell;
    grid->rows = (size.height + grid->cell - 1) / grid->cell;
    for (int row = 0; row < grid->rows; row++) {
        const int top = row * grid->cell, rows = size.height - top < grid->cell ? size.height - top : grid->cell;
        gather_columns(scratch, size, top, rows);
        fill_row(scratch, size, row, rows);
    }
}

static void larger_of(const uint8_t *restrict a, const uint8_t *restrict b, uint8_t *restrict to, int count) {
    for (int i = 0; i < count; i++) to[i] = a[i] > b[i] ? a[i] : b[i];
}

/* Maximum over the 2·reach + 1 neighbours of each of count values, by doubling the width that is covered: log₂ steps. */
static void dilate_line(ink_scratch *scratch, uint8_t *value, int count, int reach) {
    uint8_t *now = scratch->spare[0], *next = scratch->spare[1];
    int length = count + 2 * reach, covered = 1;
    const int window = 2 * reach + 1;
    memset(now, 0, (size_t)length);
    memcpy(now + reach, value, (size_t)count);
    while (2 * covered <= window) {
        length -= covered;
        larger_of(now, now + covered, next, length);
        uint8_t *swap = now;
        now = next, next = swap;
        covered *= 2;
    }
    larger_of(now, now + (window - covered), value, count);
}

/* The same down the columns, all of them at once: the maximum of three rows that are up to 2·done + 1 apart widens a
 * reach of done without a gap. */
static void dilate_columns(ink_scratch *scratch, uint8_t *value, int columns, int rows, int reach) {
    uint8_t *copy = scratch->spare[2];
    for (int done = 0; done < reach;) {
        const int step = 2 * done + 1 < reach - done ? 2 * done + 1 : reach - done;
        memcpy(copy, value, (size_t)(columns * rows));
        for (int y = 0; y < rows; y++) {
            const int above = y - step < 0 ? 0 : y - step, below = y + step >= rows ? rows - 1 : y + step;
            larger_of(copy + above * columns, copy + below * columns, scratch->spare[0], columns);
            larger_of(copy + y * columns, scratch->spare[0], value + y * columns, columns);
        }
        done += step;
    }
}

static void dilate(ink_scratch *scratch, uint8_t *value, int reach) {
    const int columns = scratch->grid.columns, rows = scratch->grid.rows;
    for (int y = 0; y < rows; y++) dilate_line(scratch, value + y * columns, columns, reach);
    dilate_columns(scratch, value, columns, rows, reach);
}

static void invert(uint8_t *value, int count) {
    for (int i = 0; i < count; i++) value[i] = (uint8_t)(255 - value[i]);
}

void ink_close(ink_scratch *scratch, const uint8_t *value, uint8_t *result, int reach) {
    const int cells = scratch->grid.columns * scratch->grid.rows;
    if (value != result) memcpy(result, value, (size_t)cells);
    dilate(scratch, result, reach);
    invert(result, cells);
    dilate(scratch, result, reach);
    invert(result, cells);
}
