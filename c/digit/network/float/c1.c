/* C1 and S2 in float32: 5×5 convolution, ReLU, the maxima of 2×2. */
#include "layers.h"

/* C1 by Winograd's F(4, 5) along y: four rows of outputs from eight of the input, with 8 × 5 products for an output
 * of each instead of 4 × 25. A vector holds four neighbours along x. */

enum { LANES = 4, POINTS = WINOGRAD_4_POINTS, SIDE = LENET5_INPUT_SIDE, OUT = 28, CHANNELS = 6, BLOCK = 2 };
enum { POOLED = 32 }; /* a row of pooled pixels, with room for whole pairs of vectors */

/* Bᵀ d:
 *      1    0  −21/4     0   21/4     0  −1  0
 *      0    1      1 −17/4  −17/4     1   1  0
 *      0   −1      1  17/4  −17/4    −1   1  0
 *      0  1/2    1/4  −5/2   −5/4     2   1  0
 *      0 −1/2    1/4   5/2   −5/4    −2   1  0
 *      0    2      4  −5/2     −5   1/2   1  0
 *      0   −2      4   5/2     −5  −1/2   1  0
 *      0   −1      0  21/4      0 −21/4   0  1   */
static inline void transform(const float *input, float *points) {
    f32x4 d[POINTS];
    for (int i = 0; i < POINTS; i++) d[i] = f32x4_load(input + i * SIDE);
    const f32x4 even1 = d[2] + d[6] - d[4] * 4.25f, odd1 = d[1] + d[5] - d[3] * 4.25f;
    const f32x4 even2 = d[6] + d[2] * 0.25f - d[4] * 1.25f, odd2 = d[1] * 0.5f + d[5] * 2.0f - d[3] * 2.5f;
    const f32x4 even3 = d[6] + d[2] * 4.0f - d[4] * 5.0f, odd3 = d[1] * 2.0f + d[5] * 0.5f - d[3] * 2.5f;
    f32x4_store(points, d[0] - d[6] + (d[4] - d[2]) * 5.25f);
    f32x4_store(points + SIDE, even1 + odd1);
    f32x4_store(points + 2 * SIDE, even1 - odd1);
    f32x4_store(points + 3 * SIDE, even2 + odd2);
    f32x4_store(points + 4 * SIDE, even2 - odd2);
    f32x4_store(points + 5 * SIDE, even3 + odd3);
    f32x4_store(points + 6 * SIDE, even3 - odd3);
    f32x4_store(points + 7 * SIDE, d[7] - d[1] + (d[3] - d[5]) * 5.25f);
}

/* One point: `vectors` × 4 sums over the kernel's columns, for two channels. */
static inline void multiply(const float *points, const float (*weights)[CHANNELS], float *products, int vectors) {
    f32x4 sum[BLOCK][4] = {0};
    SIMD_ROLLED
    for (int x = 0; x < 5; x++, points++, weights++)
        for (int c = 0; c < BLOCK; c++)
            for (int v = 0; v < vectors; v++) sum[c][v] += f32x4_splat(weights[0][c]) * f32x4_load(points + LANES * v);
    for (int c = 0; c < BLOCK; c++)
        for (int v = 0; v < vectors; v++) f32x4_store(products + c * OUT + LANES * v, sum[c][v]);
}

/* Aᵀ m:  1  1  1  1  1    1    1  0
 *        0  1 −1  2 −2  1/2 −1/2  0
 *        0  1  1  4  4  1/4  1/4  0
 *        0  1 −1  8 −8  1/8 −1/8  1   */
static inline void invert(const float *products, f32x4 out[C1_ROWS]) {
    f32x4 m[POINTS];
    for (int i = 0; i < POINTS; i++) m[i] = f32x4_load(products + i * BLOCK * OUT);
    const f32x4 sum1 = m[1] + m[2], sum2 = m[3] + m[4], sum3 = m[5] + m[6];
    const f32x4 odd1 = m[1] - m[2], odd2 = m[3] - m[4], odd3 = m[5] - m[6];
    out[0] = m[0] + sum1 + (sum2 + sum3);
    out[1] = odd1 + (odd2 * 2.0f + odd3 * 0.5f);
    out[2] = sum1 + (sum2 * 4.0f + sum3 * 0.25f);
    out[3] = m[7] + odd1 + (odd2 * 8.0f + odd3 * 0.125f);
}

/* Four rows of one channel: → c1, and the larger of each two of them. */
static inline void finish_rows(const float *products, float bias, float *c1, float *pooled) {
    SIMD_ROLLED
    for (int x = 0; x < OUT; x += LANES, products += LANES, c1 += LANES, pooled += LANES) {
        f32x4 out[C1_ROWS];
        invert(products, out);
        for (int y = 0; y < C1_ROWS; y++) {
            out[y] = f32x4_relu(out[y] + f32x4_splat(bias));
            f32x4_store(c1 + y * OUT, out[y]);
        }
        for (int y = 0; y < 2; y++) f32x4_store(pooled + y * POOLED, f32x4_max(out[2 * y], out[2 * y + 1]));
    }
}

/* The larger of each two of 28 in a row: 14, once in a row and once with even and odd ones apart. */
static inline void pool_row(const float *row, float *s2, float (*apart)[8]) {
    f32x4 out[4];
    for (int v = 0; v < 4; v++) {
        const f32x4 low = f32x4_load(row + 8 * v), high = f32x4_load(row + 8 * v + LANES);
        out[v] = f32x4_max(f32x4_even(low, high), f32x4_odd(low, high));
    }
    for (int v = 0; v < 3; v++) f32x4_store(s2 + LANES * v, out[v]);
    memcpy(s2 + 3 * LANES, &out[3], 2 * sizeof *s2);
    for (int v = 0; v < 4; v += 2) {
        f32x4_store(&apart[0][2 * v], f32x4_even(out[v], out[v + 1]));
        f32x4_store(&apart[1][2 * v], f32x4_odd(out[v], out[v + 1]));
    }
}

static inline void finish_channel(const float_network *net, int channel, int of_block, int y, float_scratch *scratch,
                                  lenet5_activations *a) {
    finish_rows(scratch->c1_products[0][of_block], net->c1_bias[channel], a->c1[channel][y], scratch->c1_pooled[0]);
    SIMD_ROLLED
    for (int half = 0; half < 2; half++)
        pool_row(scratch->c1_pooled[half], a->s2[channel][y / 2 + half], scratch->s2[channel][y / 2 + half]);
}

void float_c1_s2(const float_network *net, float_scratch *scratch, lenet5_activations *a) {
    for (int half = 0; half < 2; half++) f32x4_store(scratch->c1_pooled[half] + OUT, (f32x4){0});
    for (int y = 0; y < OUT; y += C1_ROWS) {
        SIMD_ROLLED
        for (int x = 0; x < SIDE; x += LANES) transform(&a->input[y][x], &scratch->c1_points[0][x]);
        for (int c = 0; c < CHANNELS; c += BLOCK) {
            SIMD_ROLLED
            for (int p = 0; p < POINTS; p++) {
                const float(*weights)[CHANNELS] = (const float(*)[CHANNELS]) & net->c1_weight[p][0][c];
                multiply(scratch->c1_points[p], weights, scratch->c1_products[p][0], 4);
                multiply(scratch->c1_points[p] + 4 * LANES, weights, scratch->c1_products[p][0] + 4 * LANES, 3);
            }
            SIMD_ROLLED
            for (int i = 0; i < BLOCK; i++) finish_channel(net, c + i, i, y, scratch, a);
        }
    }
}
