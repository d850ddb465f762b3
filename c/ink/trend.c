/* The light's slope over the whole picture: a quadratic surface through the paper, fitted to the grid's cells by least
 * squares, again and again without the cells that lie off it (ink, edges). Closing knows nothing beyond the picture's
 * border, where it would take a slope for ink; on what is left after the surface is taken away it does not. */
#include "stages.h"

enum { TERMS = 6, ROUNDS = 5, NEAR = 4, LEAST_RANGE = 6 };

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

typedef struct surface {
    double term[TERMS];
} surface;

/* The exponents of x and y in each term; both run from −1 to 1 over the picture. */
static const int ACROSS[TERMS] = {0, 1, 0, 2, 1, 0}, DOWN[TERMS] = {0, 0, 1, 0, 1, 2};

static double place(int index, int count) { return (2.0 * index + 1.0) / count - 1.0; }

/* The surface along one row: term[0] + term[1] · x + term[2] · x². */
typedef struct curve {
    double term[3];
} curve;

static curve row_of(const surface *s, double y) {
    const double *t = s->term;
    return (curve){{t[0] + t[2] * y + t[5] * y * y, t[1] + t[4] * y, t[3]}};
}

static double height_at(curve c, double x) { return c.term[0] + (c.term[1] + c.term[2] * x) * x; }

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

/* Sums over some cells: of x to the power 0 … 4, and of the cells' value times x to the power 0 … 2. */
typedef struct moments {
    double x[5], value[3];
} moments;

/* off: how far from the surface before a cell may be that still counts. */
static moments sum_row(const ink_grid *grid, int row, curve before, double off) {
    const uint8_t *lightest = grid->lightest + row * grid->columns;
    const double unit = 2.0 / grid->columns, start = place(0, grid->columns);
    moments sum = {{0.0}, {0.0}};
    for (int column = 0; column < grid->columns; column++) {
        const double value = lightest[column], x = start + unit * column, square = x * x;
        const double miss = value - height_at(before, x);
        if (miss > off || miss < -off) continue;
        sum.x[0] += 1.0, sum.x[1] += x, sum.x[2] += square, sum.x[3] += square * x, sum.x[4] += square * square;
        sum.value[0] += value, sum.value[1] += value * x, sum.value[2] += value * square;
    }
    return sum;
}

static surface fit(const ink_grid *grid, const surface *before, double off) {
    double m[TERMS][TERMS + 1] = {{0.0}};
    for (int row = 0; row < grid->rows; row++) {
        const double y = place(row, grid->rows), power[5] = {1.0, y, y * y, y * y * y, y * y * y * y};
        const moments sum = sum_row(grid, row, row_of(before, y), off);
        for (int i = 0; i < TERMS; i++) {
            for (int j = 0; j < TERMS; j++) m[i][j] += sum.x[ACROSS[i] + ACROSS[j]] * power[DOWN[i] + DOWN[j]];
            m[i][TERMS] += sum.value[ACROSS[i]] * power[DOWN[i]];
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

/* trend: the surface's height in each cell. Returns whether there is one: not when it lies on fewer than 4 of 10 cells,
 * is flat, or explains hardly more than a plane. */
static int find_trend(ink_scratch *scratch) {
    static const double OFF[ROUNDS] = {1000.0, 40.0, 20.0, 10.0, NEAR};
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows, level = level_cells(grid);
    if (5 * level > 4 * cells) return 0;
    surface s = {{0.0}};
    for (int round = 0; round < ROUNDS; round++) s = fit(grid, &s, OFF[round]);
    int on = 0, low = 1000, high = -1000;
    for (int cell = 0; cell < cells; cell++) {
        const double x = place(cell % grid->columns, grid->columns), y = place(cell / grid->columns, grid->rows);
        const double height = height_at(row_of(&s, y), x);
        const int trend = height < -500.0 ? -500 : height > 500.0 ? 500 : rounded(height);
        scratch->trend[cell] = (int16_t)trend;
        const int miss = grid->lightest[cell] - trend;
        on += miss >= -NEAR && miss <= NEAR;
        low = smaller(low, trend);
        high = larger(high, trend);
    }
    return 10 * on >= 4 * cells && high - low >= LEAST_RANGE && 5 * level <= 4 * on;
}

static int in_byte(int value) { return larger(0, smaller(value, 255)); }

void ink_close_level(ink_scratch *scratch, uint8_t *result, int reach) {
    enum { MIDDLE = 200 }; /* of what is left: ink is far below the surface, paper near it */
    const int cells = scratch->grid.columns * scratch->grid.rows;
    const uint8_t *lightest = scratch->grid.lightest;
    if (!find_trend(scratch)) {
        ink_close(scratch, lightest, result, reach);
        return;
    }
    for (int i = 0; i < cells; i++) result[i] = (uint8_t)in_byte(lightest[i] - scratch->trend[i] + MIDDLE);
    ink_close(scratch, result, result, reach);
    for (int i = 0; i < cells; i++) { /* what in_byte cut off must not leave paper darker than its own pixels */
        result[i] = (uint8_t)larger(lightest[i], in_byte(result[i] + scratch->trend[i] - MIDDLE));
    }
}
