/* Illumination: a quadratic surface fitted to the grid's lightest pixels by trimmed least squares (each round
 * ignores the outliers of the one before: ink, edges). A closing sees nothing beyond the picture's border and takes
 * a slope there for ink; so the surface is subtracted before the closing and added again afterwards. */
#include "../../base/simd/simd.h"
#include "stages.h"

enum { TERMS = 6 };

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

/* Sums over some cells of two rows, one in each lane: of x to the power 0 … 4, and of the cells' value times x to the
 * power 0 … 2. */
typedef struct moments {
    f64x2 x[5], value[3];
} moments;

/* off[lane]: inlier threshold: cells whose residual to the previous fit, before[lane], exceeds it are ignored. */
static moments sum_rows(const uint8_t *const lightest[2], int columns, const curve before[2], f64x2 off) {
    const double unit = 2.0 / columns, start = place(0, columns);
    f64x2 term[3];
    for (int i = 0; i < 3; i++) term[i] = (f64x2){before[0].term[i], before[1].term[i]};
    moments sum = {{{0.0}}, {{0.0}}};
    for (int column = 0; column < columns; column++) {
        const double at = start + unit * column;
        const f64x2 x = {at, at}, square = x * x, value = {lightest[0][column], lightest[1][column]};
        const f64x2 miss = value - (term[0] + (term[1] + term[2] * x) * x);
        const f64x2 one = (f64x2)((i64x2)(miss <= off) & (i64x2)(miss >= -off) & (i64x2)((f64x2){1.0, 1.0}));
        sum.x[0] += one, sum.x[1] += one * x, sum.x[2] += one * square;
        sum.x[3] += one * (square * x), sum.x[4] += one * (square * square);
        sum.value[0] += one * value, sum.value[1] += one * (value * x), sum.value[2] += one * (value * square);
    }
    return sum;
}

static void add_row(double m[TERMS][TERMS + 1], const moments *sum, int lane, double y) {
    const double power[5] = {1.0, y, y * y, y * y * y, y * y * y * y};
    for (int i = 0; i < TERMS; i++) {
        for (int j = 0; j < TERMS; j++) m[i][j] += sum->x[ACROSS[i] + ACROSS[j]][lane] * power[DOWN[i] + DOWN[j]];
        m[i][TERMS] += sum->value[ACROSS[i]][lane] * power[DOWN[i]];
    }
}

static surface fit(const ink_grid *grid, const surface *before, double off) {
    double m[TERMS][TERMS + 1] = {{0.0}};
    for (int row = 0; row < grid->rows; row += 2) {
        const int both = row + 1 < grid->rows;
        const double y[2] = {place(row, grid->rows), place(row + 1, grid->rows)};
        const curve curves[2] = {row_of(before, y[0]), row_of(before, y[1])};
        const uint8_t *above = grid->lightest + row * grid->columns, *below = both ? above + grid->columns : above;
        const moments sum =
            sum_rows((const uint8_t *[]){above, below}, grid->columns, curves, (f64x2){off, both ? off : -1.0});
        for (int lane = 0; lane <= both; lane++) add_row(m, &sum, lane, y[lane]);
    }
    return solve(m);
}

static int rounded(double value) { return (int)(value + 1000.5) - 1000; }

/* The number of cells that a level plane explains as well as can be. */
static int level_cells(const ink_grid *grid) {
    uint32_t count[256] = {0};
    int most = 0;
    ink_add_to_histogram(grid->lightest, (size_t)(grid->columns * grid->rows), 1, count);
    for (int v = 0; v < 256; v++) {
        most = int_max(most, (int)(count[v] + (v > 0 ? count[v - 1] : 0) + (v < 255 ? count[v + 1] : 0)));
    }
    return most;
}

/* illumination: the surface's height in each cell. Returns whether there is one: not if too few cells lie on it, if
 * it is flat, or if it explains hardly more cells than one level does. */
static int find_illumination(ink_scratch *scratch) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows, level = level_cells(grid);
    if (exceeds(level, LEVEL_CELLS, cells)) return 0;
    surface s = {{0.0}};
    for (int round = 0; round < FIT_ROUNDS; round++) s = fit(grid, &s, OUTLIER[round]);
    int on = 0, low = 1000, high = -1000;
    for (int row = 0, cell = 0; row < grid->rows; row++) {
        const curve along = row_of(&s, place(row, grid->rows));
        for (int column = 0; column < grid->columns; column++, cell++) {
            const double x = place(column, grid->columns);
            const double height = along.term[0] + (along.term[1] + along.term[2] * x) * x;
            const int illumination = height < -500.0 ? -500 : height > 500.0 ? 500 : rounded(height);
            const int miss = grid->lightest[cell] - illumination;
            scratch->illumination[cell] = (int16_t)illumination;
            on += miss >= -ON_SURFACE && miss <= ON_SURFACE;
            low = int_min(low, illumination);
            high = int_max(high, illumination);
        }
    }
    return reaches(on, SURFACE_CELLS, cells) && high - low >= LEAST_RANGE && !exceeds(level, LEVEL_CELLS, on);
}

static int in_byte(int value) { return int_max(0, int_min(value, 255)); }

void ink_close_level(ink_scratch *scratch, uint8_t *result, int reach) {
    const int cells = scratch->grid.columns * scratch->grid.rows;
    const uint8_t *lightest = scratch->grid.lightest;
    if (!find_illumination(scratch)) {
        ink_close(scratch, lightest, result, reach);
        return;
    }
    for (int i = 0; i < cells; i++) result[i] = (uint8_t)in_byte(lightest[i] - scratch->illumination[i] + LEVEL_GREY);
    ink_close(scratch, result, result, reach);
    for (int i = 0; i < cells; i++) { /* what in_byte cut off must not leave paper darker than its own pixels */
        result[i] = (uint8_t)int_max(lightest[i], in_byte(result[i] + scratch->illumination[i] - LEVEL_GREY));
    }
}
