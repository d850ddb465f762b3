/* What lies around a sheet of paper: a desk, a binding, a scanner's lid.
 *
 * Cells that are darker throughout than half way between the picture's two levels and are connected with its border are
 * surroundings, if enough cells that are lighter throughout are left: the paper. Strokes are narrower than cells that
 * they would fill, so that none leads away from the border. The surroundings take the grey of the paper beside them. */
#include <string.h>

#include "stages.h"

/* The grey between two levels (N. Otsu, "A threshold selection method from gray-level histograms", 1979). */
static int between_levels(const uint32_t histogram[256]) {
    int64_t total = 0, sum = 0, below = 0, sum_below = 0;
    double widest = 0;
    int best = 0;
    for (int v = 0; v < 256; v++) total += histogram[v], sum += (int64_t)v * histogram[v];
    for (int v = 0; v < 255; v++) {
        below += histogram[v], sum_below += (int64_t)v * histogram[v];
        if (below == 0 || below == total) continue;
        const double apart = (double)sum_below / (double)below - (double)(sum - sum_below) / (double)(total - below);
        const double spread = apart * apart * (double)below * (double)(total - below);
        if (spread > widest) widest = spread, best = v;
    }
    return best;
}

typedef struct search {
    const ink_grid *grid;
    uint8_t *outside; /* of cells */
    int32_t *queue;
    int count;
} search;

static void visit(search *s, int cell, int limit) {
    if (s->outside[cell] || s->grid->lightest[cell] > limit) return;
    s->outside[cell] = 1;
    s->queue[s->count++] = cell;
}

/* Marks the dark cells that are connected with the border. */
static void flood(search *s, int limit) {
    const int columns = s->grid->columns, rows = s->grid->rows;
    for (int x = 0; x < columns; x++) visit(s, x, limit), visit(s, (rows - 1) * columns + x, limit);
    for (int y = 0; y < rows; y++) visit(s, y * columns, limit), visit(s, y * columns + columns - 1, limit);
    for (int i = 0; i < s->count; i++) {
        const int cell = s->queue[i], x = cell % columns, y = cell / columns;
        if (x > 0) visit(s, cell - 1, limit);
        if (x + 1 < columns) visit(s, cell + 1, limit);
        if (y > 0) visit(s, cell - columns, limit);
        if (y + 1 < rows) visit(s, cell + columns, limit);
    }
}

/* The cells beside marked ones, which the paper's edge may run through, are marked too. */
static void widen(search *s, int reach) {
    const int columns = s->grid->columns, rows = s->grid->rows, first = s->count;
    for (int i = 0; i < first; i++) {
        const int x = s->queue[i] % columns, y = s->queue[i] / columns;
        for (int v = int_max(y - reach, 0); v <= int_min(y + reach, rows - 1); v++)
            for (int u = int_max(x - reach, 0); u <= int_min(x + reach, columns - 1); u++)
                visit(s, v * columns + u, 255);
    }
}

/* How many unmarked cells are lighter throughout than the limit. */
static int count_paper(const search *s, int limit) {
    int paper = 0;
    for (int i = 0; i < s->grid->columns * s->grid->rows; i++) paper += !s->outside[i] && s->grid->darkest[i] > limit;
    return paper;
}

/* The mean grey of a row's cells of paper; −1 where there is none. */
static int paper_of_row(const search *s, int row, int limit) {
    int sum = 0, count = 0;
    for (int x = 0; x < s->grid->columns; x++) {
        const int cell = row * s->grid->columns + x;
        if (s->outside[cell] || s->grid->darkest[cell] <= limit) continue;
        sum += s->grid->mean[cell], count++;
    }
    return count < s->grid->columns / 8 + 1 ? -1 : sum / count;
}

static void fill(ink_scratch *scratch, ink_size size, const search *s, int limit, int usual) {
    const ink_grid *grid = s->grid;
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        if (!s->outside[i]) continue;
        const int column = i % grid->columns, row = i / grid->columns, left = column * grid->cell;
        const int of_row = paper_of_row(s, row, limit), grey = of_row < 0 ? usual : of_row;
        const size_t width = (size_t)(int_min(left + grid->cell, size.width) - left);
        for (int y = row * grid->cell; y < int_min((row + 1) * grid->cell, size.height); y++)
            memset(scratch->grey + (size_t)y * (size_t)size.width + left, grey, width);
    }
}

/* The mean of the cells of paper. */
static int usual_paper(const search *s, int limit) {
    int sum = 0, count = 1;
    for (int i = 0; i < s->grid->columns * s->grid->rows; i++) {
        if (s->outside[i] || s->grid->darkest[i] <= limit) continue;
        sum += s->grid->mean[i], count++;
    }
    return sum / count;
}

/* Whether the marked cells are paper in a shadow: hardly darker, or not so dark and with ink on it. */
static int is_shadow(const search *s, int paper) {
    int inked = 0;
    int64_t sum = 0;
    for (int i = 0; i < s->count; i++) {
        const int cell = s->queue[i];
        sum += s->grid->mean[cell];
        inked += s->grid->lightest[cell] - s->grid->darkest[cell] > SHADOW_INK;
    }
    const int64_t lit = (int64_t)paper * s->count;
    return mass_exceeds(sum, SHADOW_LIGHT, lit) ||
           (mass_exceeds(sum, SHADOW_GREY, lit) && exceeds(inked, SHADOW_CELLS, s->count));
}

void ink_clear_surroundings(ink_scratch *scratch, ink_size size) {
    const ink_grid *grid = &scratch->grid;
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    const int cells = grid->columns * grid->rows;
    uint32_t histogram[256] = {0};
    if (int_min(size.width, size.height) < SURROUNDINGS_SIDE) return;
    ink_add_to_histogram(scratch->grey, pixels, 1 + pixels / CONTRAST_SAMPLES, histogram);
    const int limit = between_levels(histogram);
    search s = {grid, scratch->padded, scratch->sum[0], 0};
    memset(s.outside, 0, (size_t)cells);
    flood(&s, limit);
    if (!exceeds(s.count, SURROUNDINGS_CELLS, cells) || !exceeds(count_paper(&s, limit), PAPER_CELLS, cells)) return;
    if (is_shadow(&s, usual_paper(&s, limit))) return;
    widen(&s, (SURROUNDINGS_EDGE + grid->cell - 1) / grid->cell);
    fill(scratch, size, &s, limit, usual_paper(&s, limit));
    scratch->content_box = (pixel_box){0, 0, size.width, size.height};
    ink_lay_grid(scratch, size);
}
