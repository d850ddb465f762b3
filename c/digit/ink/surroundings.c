/* What lies around a sheet of paper: a desk, a binding, a scanner's lid, a frame.
 *
 * Cells that are much darker throughout than the lightest ones, broader than strokes and connected with the border are
 * surroundings, if enough cells that are lighter throughout are left: the paper. The cells of a large picture are wider than
 * strokes; those of a small one are not, and it may be cut so that writing runs along its border: narrow surroundings are
 * such only where sides of the picture that meet are dark. The surroundings take the grey of the paper. */
#include <string.h>

#include "stages.h"

typedef struct search {
    const ink_grid *grid;
    uint8_t *outside; /* of cells */
    uint8_t *breadth; /* of cells: side of the square of dark cells whose last one it is */
    int32_t *queue;
    int count;
    int has_frame;
} search;

static void visit(search *s, int cell, int limit) {
    if (s->outside[cell] || s->grid->lightest[cell] > limit) return;
    s->outside[cell] = 1;
    s->queue[s->count++] = cell;
}

/* Marks the dark cells beside marked ones from number `from` on, and those beside them, a number of rounds. */
static void spread(search *s, int from, int limit, int rounds) {
    const int columns = s->grid->columns, rows = s->grid->rows;
    for (int end = s->count; from < end && rounds > 0; end = s->count, rounds--) {
        for (; from < end; from++) {
            const int cell = s->queue[from], x = cell % columns, y = cell / columns;
            if (x > 0) visit(s, cell - 1, limit);
            if (x + 1 < columns) visit(s, cell + 1, limit);
            if (y > 0) visit(s, cell - columns, limit);
            if (y + 1 < rows) visit(s, cell + columns, limit);
        }
    }
}

/* The largest squares of dark cells, by dynamic programming. */
static void measure_breadth(search *s, int limit) {
    const int columns = s->grid->columns;
    for (int i = 0; i < columns * s->grid->rows; i++) {
        const int has_before = i >= columns && i % columns > 0;
        const int before =
            has_before ? int_min(s->breadth[i - columns - 1], int_min(s->breadth[i - 1], s->breadth[i - columns])) : 0;
        s->breadth[i] = (uint8_t)(s->grid->lightest[i] > limit ? 0 : int_min(before + 1, UINT8_MAX));
    }
}

/* Whether nearly all of `count` pixels, `step` apart, are dark. */
static int is_dark(const uint8_t *first, int count, size_t step, int limit) {
    int dark = 0;
    for (int i = 0; i < count; i++) dark += first[(size_t)i * step] <= limit;
    return exceeds(dark, FRAME_SIDE, count);
}

/* Whether two sides of the picture or more that meet are dark, as no digit's are. */
static int has_frame(const ink_scratch *scratch, ink_size size, int limit) {
    const size_t width = (size_t)size.width, height = (size_t)size.height;
    const uint8_t *grey = scratch->grey;
    return (is_dark(grey, size.width, 1, limit) || is_dark(grey + (height - 1) * width, size.width, 1, limit)) &&
           (is_dark(grey, size.height, width, limit) || is_dark(grey + width - 1, size.height, width, limit));
}

/* Whether the marked cells from number `first` on are no stroke: broader somewhere, or one of the frame's sides. */
static int lie_around(const search *s, int first) {
    const int columns = s->grid->columns, rows = s->grid->rows, shorter = int_min(columns, rows);
    int broadest = 0, along = 0;
    for (int i = first; i < s->count; i++) {
        const int cell = s->queue[i], x = cell % columns, y = cell / columns;
        broadest = int_max(broadest, s->breadth[cell]);
        along += x == 0 || y == 0 || x == columns - 1 || y == rows - 1;
    }
    return exceeds(broadest, SURROUNDINGS_BREADTH, shorter) || (s->has_frame && exceeds(along, FRAME_ALONG, shorter));
}

/* Marks the dark cells that are connected with one of the border, unless they are a stroke's. */
static void flood_from(search *s, int cell, int limit) {
    const int first = s->count;
    visit(s, cell, limit);
    spread(s, first, limit, INK_GRID_CELLS);
    if (lie_around(s, first)) return;
    for (int i = first; i < s->count; i++) s->outside[s->queue[i]] = 0;
    s->count = first;
}

/* Marks the dark cells that are connected with the border. */
static void flood(search *s, int limit) {
    const int columns = s->grid->columns, rows = s->grid->rows;
    for (int x = 0; x < columns; x++) flood_from(s, x, limit), flood_from(s, (rows - 1) * columns + x, limit);
    for (int y = 0; y < rows; y++) flood_from(s, y * columns, limit), flood_from(s, y * columns + columns - 1, limit);
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

static void fill(ink_scratch *scratch, ink_size size, const search *s, int grey) {
    const ink_grid *grid = s->grid;
    for (int i = 0; i < s->count; i++) {
        const int left = s->queue[i] % grid->columns * grid->cell, top = s->queue[i] / grid->columns * grid->cell;
        const size_t width = (size_t)(int_min(left + grid->cell, size.width) - left);
        for (int y = top; y < int_min(top + grid->cell, size.height); y++)
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

/* Whether the marked cells end where others are much lighter, as a desk does and darker paper does not. */
static int has_edge(const search *s) {
    const ink_grid *grid = s->grid;
    const int columns = grid->columns, rows = grid->rows;
    int pairs = 0, sharp = 0;
    for (int i = 0; i < s->count; i++) {
        const int cell = s->queue[i], x = cell % columns, y = cell / columns;
        const int beside[4] = {x > 0 ? cell - 1 : cell, x + 1 < columns ? cell + 1 : cell,
                               y > 0 ? cell - columns : cell, y + 1 < rows ? cell + columns : cell};
        for (int k = 0; k < 4; k++) {
            if (s->outside[beside[k]]) continue;
            pairs++;
            sharp += exceeds(grid->lightest[beside[k]], SURROUNDINGS_STEP, grid->mean[cell]);
        }
    }
    return exceeds(sharp, SURROUNDINGS_SHARP, pairs);
}

/* Whether the marked cells are paper in a shadow: not so dark, and with ink on it. */
static int is_shadow(const search *s, int paper) {
    int inked = 0;
    int64_t sum = 0;
    for (int i = 0; i < s->count; i++) {
        const int cell = s->queue[i];
        sum += s->grid->mean[cell];
        inked += s->grid->lightest[cell] - s->grid->darkest[cell] > SHADOW_INK;
    }
    return mass_exceeds(sum, SHADOW_GREY, (int64_t)paper * s->count) && exceeds(inked, SHADOW_CELLS, s->count);
}

void ink_clear_surroundings(ink_scratch *scratch, ink_size size) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows;
    int lightest = 0;
    if (int_min(size.width, size.height) < SURROUNDINGS_SIDE) return;
    for (int i = 0; i < cells; i++) lightest = int_max(lightest, grid->mean[i]);
    const int limit = share_of(SURROUNDINGS_GREY, lightest);
    search s = {
        grid, scratch->padded, scratch->padded + INK_GRID_CELLS, scratch->sum[0], 0, has_frame(scratch, size, limit)};
    memset(s.outside, 0, INK_GRID_CELLS);
    measure_breadth(&s, limit);
    flood(&s, limit);
    if (!exceeds(s.count, SURROUNDINGS_CELLS, cells) || !exceeds(count_paper(&s, limit), PAPER_CELLS, cells)) return;
    const int paper = usual_paper(&s, limit);
    if (is_shadow(&s, paper) || !has_edge(&s)) return;
    spread(&s, 0, share_of(SURROUNDINGS_SHADE, paper), SURROUNDINGS_SHADE_REACH / grid->cell);
    widen(&s, (SURROUNDINGS_EDGE + grid->cell - 1) / grid->cell);
    fill(scratch, size, &s, paper);
    scratch->content_box = (pixel_box){0, 0, size.width, size.height};
    ink_lay_grid(scratch, size);
}
