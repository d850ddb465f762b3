/* The local paper: a grid of cells, each the lightest of its pixels, closed (maximum, then minimum over a window that
 * is wider than any stroke), blurred and interpolated. Contrast is paper − grey. */
#include "stages.h"

typedef struct grid {
    int cell, columns, rows;
    uint8_t value[INK_GRID_CELLS], other[INK_GRID_CELLS];
} grid;

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static void lay_grid(const ink_scratch *scratch, ink_plane_size size, grid *g) {
    g->cell = 1;
    while (((size.width + g->cell - 1) / g->cell) * ((size.height + g->cell - 1) / g->cell) > INK_GRID_CELLS) g->cell++;
    g->columns = (size.width + g->cell - 1) / g->cell;
    g->rows = (size.height + g->cell - 1) / g->cell;
    for (int i = 0; i < g->columns * g->rows; i++) g->value[i] = 0;
    for (int y = 0; y < size.height; y++) {
        uint8_t *row = g->value + (y / g->cell) * g->columns;
        const uint8_t *grey = scratch->grey + (size_t)y * (size_t)size.width;
        for (int x = 0; x < size.width; x++) row[x / g->cell] = (uint8_t)larger(row[x / g->cell], grey[x]);
    }
}

/* Maximum (or minimum) over 2·reach + 1 neighbours along one direction, borders cut off. */
static void extreme(const uint8_t *from, uint8_t *to, int count, int stride, int reach, int maximum) {
    for (int i = 0; i < count; i++) {
        int best = from[i * stride];
        for (int k = larger(0, i - reach); k <= smaller(count - 1, i + reach); k++) {
            best = maximum ? larger(best, from[k * stride]) : smaller(best, from[k * stride]);
        }
        to[i * stride] = (uint8_t)best;
    }
}

static void extreme_both_ways(grid *g, int reach, int maximum) {
    for (int y = 0; y < g->rows; y++) {
        extreme(g->value + y * g->columns, g->other + y * g->columns, g->columns, 1, reach, maximum);
    }
    for (int x = 0; x < g->columns; x++) extreme(g->other + x, g->value + x, g->rows, g->columns, reach, maximum);
}

static int paper_at(const grid *g, int x, int y) {
    const int unit = 2 * g->cell, u = 2 * x + 1 - g->cell, v = 2 * y + 1 - g->cell;
    const int left = u < 0 ? 0 : u / unit, top = v < 0 ? 0 : v / unit;
    const int right = smaller(left + (u >= 0), g->columns - 1), bottom = smaller(top + (v >= 0), g->rows - 1);
    const int across = u < 0 ? 0 : u % unit, down = v < 0 ? 0 : v % unit;
    const uint8_t *upper = g->value + top * g->columns, *lower = g->value + bottom * g->columns;
    const int a = upper[left] * (unit - across) + upper[right] * across;
    const int b = lower[left] * (unit - across) + lower[right] * across;
    return (a * (unit - down) + b * down + unit * unit / 2) / (unit * unit);
}

void ink_subtract_paper(ink_scratch *scratch, ink_plane_size size) {
    static const int MARGIN = 2;
    grid g;
    lay_grid(scratch, size, &g);
    const int reach = MARGIN + smaller(g.columns, g.rows) / 4;
    extreme_both_ways(&g, reach, 1);
    extreme_both_ways(&g, reach, 0);
    for (int y = 0; y < size.height; y++) {
        for (int x = 0; x < size.width; x++) {
            const size_t at = (size_t)y * (size_t)size.width + (size_t)x;
            const int contrast = paper_at(&g, x, y) - scratch->grey[at];
            scratch->contrast[at] = (uint8_t)larger(0, contrast);
        }
    }
}
