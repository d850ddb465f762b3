/* The light's slope over the whole picture: a quadratic surface through the paper, fitted to the grid's cells by least
 * squares, again and again without the cells that lie off it (ink, edges). Closing knows nothing beyond the picture's
 * border, where it would take a slope for ink; on what is left after the surface is taken away it does not. */
#include <string.h>

#include "stages.h"

enum { TERMS = 6, ROUNDS = 5, NEAR = 4, LEAST_RANGE = 6 };

typedef struct surface {
    double term[TERMS];
} surface;

static void terms_at(const ink_grid *grid, int cell, double term[TERMS]) {
    const double x = (2.0 * (cell % grid->columns) + 1.0) / grid->columns - 1.0;
    const double y = (2.0 * (cell / grid->columns) + 1.0) / grid->rows - 1.0;
    term[0] = 1.0, term[1] = x, term[2] = y;
    term[3] = x * x, term[4] = x * y, term[5] = y * y;
}

static double height_at(const ink_grid *grid, int cell, const surface *s) {
    double term[TERMS], sum = 0.0;
    terms_at(grid, cell, term);
    for (int i = 0; i < TERMS; i++) sum += term[i] * s->term[i];
    return sum;
}

/* Gauss-Jordan with a little added to the diagonal, which keeps rows of one cell solvable. */
static surface solve(double m[TERMS][TERMS + 1]) {
    surface s;
    for (int i = 0; i < TERMS; i++) m[i][i] += 1e-3;
    for (int i = 0; i < TERMS; i++) {
        for (int j = 0; j < TERMS; j++) {
            if (j == i) continue;
            const double factor = m[j][i] / m[i][i];
            for (int k = i; k <= TERMS; k++) m[j][k] -= factor * m[i][k];
        }
    }
    for (int i = 0; i < TERMS; i++) s.term[i] = m[i][TERMS] / m[i][i];
    return s;
}

/* off: how far from the surface before a cell may be that still counts. */
static surface fit(const ink_grid *grid, const surface *before, double off) {
    double m[TERMS][TERMS + 1] = {{0.0}};
    for (int cell = 0; cell < grid->columns * grid->rows; cell++) {
        double term[TERMS];
        const double value = grid->lightest[cell], miss = before == NULL ? 0.0 : value - height_at(grid, cell, before);
        if (miss > off || miss < -off) continue;
        terms_at(grid, cell, term);
        for (int i = 0; i < TERMS; i++) {
            for (int j = 0; j < TERMS; j++) m[i][j] += term[i] * term[j];
            m[i][TERMS] += term[i] * value;
        }
    }
    return solve(m);
}

static int rounded(double value) { return (int)(value + 1000.5) - 1000; }

/* The number of cells that a level plane explains as well as can be. */
static int level_cells(const ink_grid *grid) {
    int count[256] = {0}, most = 0;
    for (int i = 0; i < grid->columns * grid->rows; i++) count[grid->lightest[i]]++;
    for (int v = 0; v < 256; v++) {
        const int near = count[v] + (v > 0 ? count[v - 1] : 0) + (v < 255 ? count[v + 1] : 0);
        most = near > most ? near : most;
    }
    return most;
}

/* trend: the surface's height in each cell, or 0 everywhere when it lies on fewer than 4 of 10 cells, is flat, or explains
 * hardly more than a plane. */
void ink_find_trend(ink_scratch *scratch) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows;
    static const double OFF[ROUNDS] = {0.0, 40.0, 20.0, 10.0, NEAR};
    surface s = fit(grid, NULL, 0.0);
    for (int round = 1; round < ROUNDS; round++) s = fit(grid, &s, OFF[round]);
    int on = 0, low = 1000, high = -1000;
    for (int cell = 0; cell < cells; cell++) {
        const double height = height_at(grid, cell, &s);
        const int trend = height < -500.0 ? -500 : height > 500.0 ? 500 : rounded(height);
        scratch->trend[cell] = (int16_t)trend;
        const int miss = grid->lightest[cell] - trend;
        on += miss >= -NEAR && miss <= NEAR;
        low = trend < low ? trend : low;
        high = trend > high ? trend : high;
    }
    if (10 * on < 4 * cells || high - low < LEAST_RANGE || 5 * level_cells(grid) > 4 * on) {
        memset(scratch->trend, 0, (size_t)cells * sizeof *scratch->trend);
    }
}

static int in_byte(int value) { return value < 0 ? 0 : value > 255 ? 255 : value; }

void ink_close_level(ink_scratch *scratch, const uint8_t *value, uint8_t *result, int reach) {
    enum { MIDDLE = 200 }; /* of what is left: ink is far below the surface, paper near it */
    const int cells = scratch->grid.columns * scratch->grid.rows;
    int sloping = 0;
    for (int i = 0; i < cells; i++) sloping |= scratch->trend[i];
    if (!sloping) {
        ink_close(scratch, value, result, reach);
        return;
    }
    for (int i = 0; i < cells; i++) result[i] = (uint8_t)in_byte(value[i] - scratch->trend[i] + MIDDLE);
    ink_close(scratch, result, result, reach);
    for (int i = 0; i < cells; i++) result[i] = (uint8_t)in_byte(result[i] + scratch->trend[i] - MIDDLE);
}
