/* What lies around a sheet of paper: a desk, a binding, a scanner's lid, a frame; or, in the negative, around a board.
 *
 * Cells that are much darker throughout than the lightest ones, broader than strokes and connected with the border are
 * surroundings, if what they enclose is a sheet. The cells of a large picture are wider than strokes; those of a small one
 * are not, and it may be cut so that writing runs along its border: narrow surroundings are such only where sides of the
 * picture that meet are dark, and so are all around a single digit, whose strokes may be as broad as anything. The
 * surroundings take the grey of the paper. */
#include <string.h>

#include "stages.h"

typedef struct search {
    const ink_grid *grid;
    uint8_t *outside; /* of cells */
    uint8_t *breadth; /* of cells: side of the square of dark cells whose last one it is */
    int32_t *queue;
    int count;
    int is_page, has_frame;
} search;

static void visit(search *s, int cell, int limit) {
    if (s->outside[cell] || s->grid->lightest[cell] > limit) return;
    s->outside[cell] = 1;
    s->queue[s->count++] = cell;
}

/* The cells on a cell's left and right, above and below it: at most four; returns how many. */
static int list_beside(const ink_grid *grid, int cell, int beside[4]) {
    const int columns = grid->columns, x = cell % columns, y = cell / columns;
    int count = 0;
    if (x > 0) beside[count++] = cell - 1;
    if (x + 1 < columns) beside[count++] = cell + 1;
    if (y > 0) beside[count++] = cell - columns;
    if (y + 1 < grid->rows) beside[count++] = cell + columns;
    return count;
}

/* Marks the dark cells beside marked ones from number `from` on, and those beside them, a number of rounds. */
static void spread(search *s, int from, int limit, int rounds) {
    int beside[4];
    for (int end = s->count; from < end && rounds > 0; end = s->count, rounds--)
        for (; from < end; from++)
            for (int k = list_beside(s->grid, s->queue[from], beside); k-- > 0;) visit(s, beside[k], limit);
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

/* Whether the marked cells from number `first` on are no stroke: broader somewhere and as a blob or along a side, or one of
 * the frame's sides. */
static int lie_around(const search *s, int first) {
    const int columns = s->grid->columns, rows = s->grid->rows, shorter = int_min(columns, rows);
    int broadest = 0, along = 0;
    pixel_box box = box_of_nothing(columns, rows);
    for (int i = first; i < s->count; i++) {
        const int cell = s->queue[i], x = cell % columns, y = cell / columns;
        broadest = int_max(broadest, s->breadth[cell]);
        along += x == 0 || y == 0 || x == columns - 1 || y == rows - 1;
        box = box_united(box, (pixel_box){x, y, 1, 1});
    }
    const int is_along = exceeds(along, FRAME_ALONG, shorter);
    const int is_blob = along >= broadest && exceeds(broadest, SURROUNDINGS_BLOB, int_max(box.width, box.height));
    return s->is_page && exceeds(broadest, SURROUNDINGS_BREADTH, shorter) ? is_along || is_blob
                                                                          : s->has_frame && is_along;
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

/* Whether no cell beside this one is marked or missing, as at the sheet's edge. */
static int is_inner(const search *s, int cell) {
    int beside[4], inside = 0;
    for (int k = list_beside(s->grid, cell, beside); k-- > 0;) inside += !s->outside[beside[k]];
    return inside == 4;
}

/* Whether what is not marked is a sheet and no light ink. Its outline, so many pairs of cells, is hardly longer than its
 * box's, however it is turned. Much of the picture of a page is lighter than the limit on average, however much is drawn on it;
 * a smaller sheet and one around a single digit fills its box, is mostly paper, lighter throughout, and has ink on it. */
static int is_sheet(const search *s, int limit, int pairs) {
    const int columns = s->grid->columns, cells = columns * s->grid->rows, inside = cells - s->count;
    int paper = 0, light = 0, inked = 0;
    pixel_box box = box_of_nothing(columns, s->grid->rows);
    for (int i = 0; i < cells; i++) {
        if (s->outside[i]) continue;
        paper += s->grid->darkest[i] > limit;
        light += s->grid->mean[i] > limit;
        inked += s->grid->lightest[i] - s->grid->darkest[i] > SHADOW_INK && is_inner(s, i);
        box = box_united(box, (pixel_box){i % columns, i / columns, 1, 1});
    }
    if (exceeds(pairs, SHEET_OUTLINE, 2 * (box.width + box.height))) return 0;
    if (s->is_page && exceeds(light, PAPER_CELLS, cells)) return 1;
    return inked > 0 && exceeds(paper, SMALL_SHEET_CELLS, cells) && exceeds(paper, SHEET_PAPER, inside) &&
           exceeds(inside, SHEET_FILL, box.width * box.height);
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

/* How many pairs of a marked cell and one beside it that is not, and in how many the latter is much lighter. */
typedef struct outline {
    int pairs, sharp;
} outline;

static outline trace(const search *s) {
    const ink_grid *grid = s->grid;
    outline traced = {0, 0};
    for (int i = 0; i < s->count; i++) {
        const int cell = s->queue[i];
        int beside[4];
        for (int k = list_beside(grid, cell, beside); k-- > 0;) {
            if (s->outside[beside[k]]) continue;
            traced.pairs++;
            traced.sharp += exceeds(grid->lightest[beside[k]], SURROUNDINGS_STEP, grid->mean[cell]);
        }
    }
    return traced;
}

/* Whether the marked cells are paper in a shadow: not so dark, and with ink on it here and there. */
static int is_shadow(const search *s, int paper) {
    int inked = 0;
    int64_t sum = 0;
    for (int i = 0; i < s->count; i++) {
        const int cell = s->queue[i];
        sum += s->grid->mean[cell];
        inked += s->grid->lightest[cell] - s->grid->darkest[cell] > SHADOW_INK;
    }
    return mass_exceeds(sum, SHADOW_GREY, (int64_t)paper * s->count) && exceeds(inked, SHADOW_CELLS, s->count) &&
           !exceeds(inked, DESK_TEXTURE, s->count);
}

/* Whether there were surroundings, darker than what they lie around. */
static int clear(ink_scratch *scratch, ink_size size, int is_page) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows;
    int lightest = 0;
    for (int i = 0; i < cells; i++) lightest = int_max(lightest, grid->mean[i]);
    const int limit = share_of(is_page ? SURROUNDINGS_GREY : FRAME_GREY, lightest);
    search s = {.grid = grid,
                .outside = scratch->padded,
                .breadth = scratch->padded + INK_GRID_CELLS,
                .queue = scratch->sum[0],
                .is_page = is_page,
                .has_frame = has_frame(scratch, size, limit)};
    if (!is_page && !s.has_frame) return 0;
    memset(s.outside, 0, INK_GRID_CELLS);
    measure_breadth(&s, limit);
    flood(&s, limit);
    const outline traced = trace(&s);
    if (!exceeds(s.count, SURROUNDINGS_CELLS, cells) || !is_sheet(&s, limit, traced.pairs)) return 0;
    const int paper = usual_paper(&s, limit);
    /* A desk ends where paper is much lighter, the dark end of paper does not. */
    if (is_shadow(&s, paper) || !exceeds(traced.sharp, SURROUNDINGS_SHARP, traced.pairs)) return 0;
    spread(&s, 0, share_of(SURROUNDINGS_SHADE, paper), SURROUNDINGS_SHADE_REACH / grid->cell);
    widen(&s, (SURROUNDINGS_EDGE + grid->cell - 1) / grid->cell);
    fill(scratch, size, &s, paper);
    scratch->content_box = (pixel_box){0, 0, size.width, size.height};
    ink_lay_grid(scratch, size);
    return 1;
}

/* Whether enough cells are dark throughout for a board, on which one writes with chalk. */
static int may_be_board(const ink_grid *grid) {
    int dark = 0;
    for (int i = 0; i < grid->columns * grid->rows; i++) dark += grid->lightest[i] < BOARD_GREY;
    return exceeds(dark, BOARD_CELLS, grid->columns * grid->rows);
}

void ink_clear_surroundings(ink_scratch *scratch, ink_size size, int is_page) {
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    if (int_min(size.width, size.height) < SURROUNDINGS_SIDE || clear(scratch, size, is_page)) return;
    if (!may_be_board(&scratch->grid)) return;
    ink_make_negative(scratch, pixels);
    clear(scratch, size, 0);
    ink_make_negative(scratch, pixels);
}
