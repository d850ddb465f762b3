/* A hard shadow: paper of two levels, each along a part of the picture's border. Which level a pixel of paper has is
 * known exactly, whichever way the edge between them runs; ink belongs to the paper that is nearest to its cell. What is
 * in the shadow is made as light as it would be in the light. */
#include "stages.h"

enum { UNKNOWN, LIT, SHADED };
enum { NO_GREY = -1000 }; /* that no level is near */

typedef struct shadow {
    const ink_grid *grid;
    int light, dark; /* the two levels of grey */
    uint8_t *side;   /* of cells */
} shadow;

static int is_plain(const ink_grid *grid, int cell) {
    return grid->lightest[cell] - grid->darkest[cell] <= SHADOW_PLAIN;
}

static int is_near(int grey, int level) { return grey >= level - SHADOW_LEVEL && grey <= level + SHADOW_LEVEL; }

/* The mean grey of most of the border's cells, all near each other, but for those near another level; how many through
 * *cells. */
static int find_level(const uint32_t histogram[256], int other, int *cells) {
    int best = 0;
    *cells = 0;
    for (int level = 0; level < 256; level++) {
        int near = 0, sum = 0;
        for (int v = int_max(level - SHADOW_LEVEL, 0); v <= int_min(level + SHADOW_LEVEL, 255); v++)
            if (!is_near(v, other)) near += (int)histogram[v], sum += v * (int)histogram[v];
        if (near > *cells) best = sum / near, *cells = near;
    }
    return best;
}

static int find_levels(shadow *s) {
    const ink_grid *grid = s->grid;
    uint32_t histogram[256] = {0};
    int border = 0, darkest = 255, lightest = 0, first, second;
    for (int y = 0; y < grid->rows; y++) {
        const int step = y == 0 || y == grid->rows - 1 || grid->columns == 1 ? 1 : grid->columns - 1;
        for (int cell = y * grid->columns; cell < (y + 1) * grid->columns; cell += step, border++) {
            if (!is_plain(grid, cell)) continue;
            histogram[grid->mean[cell]]++;
            darkest = int_min(darkest, grid->mean[cell]), lightest = int_max(lightest, grid->mean[cell]);
        }
    }
    if (exceeds(darkest, SHADOW_DARK, lightest)) return 0; /* mostly, in no time */
    const int a = find_level(histogram, NO_GREY, &first), b = find_level(histogram, a, &second);
    s->light = int_max(a, b), s->dark = int_min(a, b);
    return reaches(second, SHADOW_BORDER, border) && reaches(first + second, SHADOW_BORDERS, border) &&
           !exceeds(s->dark, SHADOW_DARK, s->light) && SHADOW_MOST * s->dark >= s->light;
}

/* Whether a cell is lit that is near another one in a direction. */
static int is_lit_beyond(const shadow *s, int x, int y, int across, int down) {
    const int columns = s->grid->columns, rows = s->grid->rows;
    for (int reach = int_max(columns, rows) / SHADOW_STROKES; reach > 0; reach--) {
        x += across, y += down;
        if (x < 0 || y < 0 || x >= columns || y >= rows) return 0;
        if (s->side[y * columns + x] == LIT) return 1;
    }
    return 0;
}

/* Ink in the light may be as grey as paper in the shadow: what has light near on two sides is a stroke. */
static int is_stroke(const shadow *s, int cell) {
    static const int ACROSS[4] = {1, 0, 1, 1}, DOWN[4] = {0, 1, 1, -1};
    const int x = cell % s->grid->columns, y = cell / s->grid->columns;
    for (int k = 0; k < 4; k++)
        if (is_lit_beyond(s, x, y, ACROSS[k], DOWN[k]) && is_lit_beyond(s, x, y, -ACROSS[k], -DOWN[k])) return 1;
    return 0;
}

/* Gives cells of no side yet that of the nearest cell in the queue, which grows by them. */
static void spread(shadow *s, int32_t *queue, int count) {
    const int columns = s->grid->columns, cells = columns * s->grid->rows;
    for (int i = 0; i < count; i++) {
        const int cell = queue[i], x = cell % columns;
        const int next[4] = {x > 0 ? cell - 1 : cell, x + 1 < columns ? cell + 1 : cell, cell - columns,
                             cell + columns};
        for (int k = 0; k < 4; k++) {
            if (next[k] < 0 || next[k] >= cells || s->side[next[k]] != UNKNOWN) continue;
            s->side[next[k]] = s->side[cell];
            queue[count++] = next[k];
        }
    }
}

/* Gives every cell its side. queue: of cells. Returns whether most are plain and of either level, few between them, as
 * under a soft shadow's edge. */
static int find_sides(shadow *s, int32_t *queue) {
    const int cells = s->grid->columns * s->grid->rows, quarter = (s->light - s->dark) / 4;
    int count = 0, between = 0;
    for (int i = 0; i < cells; i++) {
        const int mean = is_plain(s->grid, i) ? s->grid->mean[i] : NO_GREY;
        s->side[i] = is_near(mean, s->light) ? LIT : is_near(mean, s->dark) ? SHADED : UNKNOWN;
        between += mean > s->dark + quarter && mean < s->light - quarter;
    }
    for (int i = 0; i < cells; i++) {
        if (s->side[i] == SHADED && is_stroke(s, i)) s->side[i] = UNKNOWN;
        if (s->side[i] != UNKNOWN) queue[count++] = i;
    }
    spread(s, queue, count);
    return reaches(count, SHADOW_CELLS_PLAIN, cells) && !exceeds(between, SHADOW_SOFT, cells);
}

/* Whether the shadow's edge may run through a cell. */
static int is_edge(const shadow *s, int column, int row) {
    int sides = 0;
    for (int y = int_max(row - 1, 0); y <= int_min(row + 1, s->grid->rows - 1); y++)
        for (int x = int_max(column - 1, 0); x <= int_min(column + 1, s->grid->columns - 1); x++)
            sides |= s->side[y * s->grid->columns + x];
    return sides == (LIT | SHADED);
}

/* At the edge, what is as light as either paper is paper. */
static void light_up(const shadow *s, ink_scratch *scratch, ink_size size, int column, int row) {
    const int cell = s->grid->cell, edge = is_edge(s, column, row);
    if (!edge && s->side[row * s->grid->columns + column] == LIT) return;
    for (int y = row * cell; y < int_min((row + 1) * cell, size.height); y++) {
        for (int x = column * cell; x < int_min((column + 1) * cell, size.width); x++) {
            uint8_t *grey = &scratch->grey[(size_t)y * (size_t)size.width + (size_t)x];
            const int is_paper = edge && *grey >= s->dark - SHADOW_LEVEL && *grey <= s->light + SHADOW_LEVEL;
            *grey = (uint8_t)(is_paper ? s->light : int_min(*grey * s->light / s->dark, 255));
        }
    }
}

void ink_light_shadow(ink_scratch *scratch, ink_size size) {
    const ink_grid *grid = &scratch->grid;
    shadow s = {grid, 0, 0, scratch->padded};
    if (!find_levels(&s) || !find_sides(&s, scratch->sum[0])) return;
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++) light_up(&s, scratch, size, column, row);
    scratch->content_box = (pixel_box){0, 0, size.width, size.height};
    ink_lay_grid(scratch, size);
}
