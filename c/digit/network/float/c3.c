/* C3 and S4 in float32: 5×5 convolution over six channels, ReLU, the maxima of 2×2. */
#include "layers.h"

/* C3 by Winograd's F(2×2, 5×5): the four outputs that one pixel of S4 is the maximum of take 36 products an input
 * channel instead of 100. A tile's 6×6 inputs d become Bᵀ d B, are multiplied with the transformed kernel and summed
 * over the channels, and the sums m become the outputs Aᵀ m A. */

enum { LANES = 4, POINTS = WINOGRAD_2_POINTS, OUTPUTS = 16, LINE = S4_SIDE * OUTPUTS };

/* Bᵀ d:
 *      4  0 −5  0  1  0
 *      0 −4 −4  1  1  0
 *      0  4 −4 −1  1  0
 *      0 −2 −1  2  1  0
 *      0  2 −1 −2  1  0
 *      0  4  0 −5  0  1
 * Even inputs lie `stride` apart, and so do odd ones. */
static inline void transform(const float *even, const float *odd, int stride, float *to, int stride_out) {
    const f32x4 d0 = f32x4_load(even), d2 = f32x4_load(even + stride), d4 = f32x4_load(even + 2 * stride);
    const f32x4 d1 = f32x4_load(odd), d3 = f32x4_load(odd + stride), d5 = f32x4_load(odd + 2 * stride);
    const f32x4 a = d4 - d2 * 4.0f, b = d3 - d1 * 4.0f, c = d4 - d2, d = (d3 - d1) * 2.0f;
    f32x4_store(to, (d0 - d2) * 4.0f + c);
    f32x4_store(to + stride_out, a + b);
    f32x4_store(to + 2 * stride_out, a - b);
    f32x4_store(to + 3 * stride_out, c + d);
    f32x4_store(to + 4 * stride_out, c - d);
    f32x4_store(to + 5 * stride_out, d5 - d3 - d * 2.0f);
}

/* Along y, for a row of tiles: all columns of the channels. */
static void transform_columns(int row, float_scratch *scratch) {
    enum { SIDE = 16 };
    const float *from = scratch->s2[0][2 * row][0];
    float *to = scratch->columns[0][0][0];
    SIMD_ROLLED
    for (int c = 0; c < 6; c++, from += (14 - 1) * SIDE) SIMD_ROLLED
    for (int i = 0; i < SIDE; i += LANES, from += LANES, to += LANES)
        transform(from, from + SIDE, 2 * SIDE, to, 6 * SIDE);
}

/* Along x, for a row of tiles; lanes are tiles. */
static void transform_rows(float_scratch *scratch) {
    const float *from = scratch->columns[0][0][0];
    float *to = scratch->points[0][0][0];
    SIMD_ROLLED
    for (int y = 0; y < POINTS; y++, to += (POINTS - 1) * 6 * 8) SIMD_ROLLED
    for (int c = 0; c < 6; c++, from += 8) SIMD_ROLLED
    for (int tile = 0; tile < S4_SIDE; tile += LANES, from += LANES, to += LANES)
        transform(from, from + 8, 1, to, 6 * 8);
}

/* One point of `tiles` tiles × `vectors` × 4 output channels, summed over the 6 input channels. Tiles × vectors is 6 or
 * 8: with fewer sums, each addition waits for the one before; with more, they leave the registers. */
static inline void multiply_tiles(const float *input, const float *weights, float *sums, int tiles, int vectors) {
    f32x4 sum[3][C3_VECTORS] = {0};
    SIMD_ROLLED
    for (int c = 0; c < 6; c++, input += 8, weights += OUTPUTS)
        for (int tile = 0; tile < tiles; tile++)
            for (int v = 0; v < vectors; v++)
                sum[tile][v] += f32x4_splat(input[tile]) * f32x4_load(weights + LANES * v);
    for (int tile = 0; tile < tiles; tile++)
        for (int v = 0; v < vectors; v++) f32x4_store(sums + OUTPUTS * tile + LANES * v, sum[tile][v]);
}

/* Aᵀ m:  1  1  1  1  1  0
 *        0  1 −1  2 −2  1
 * of sums that lie `stride` apart. */
static inline void invert(const float *m, int stride, f32x4 out[2]) {
    const f32x4 m1 = f32x4_load(m + stride), m2 = f32x4_load(m + 2 * stride);
    const f32x4 m3 = f32x4_load(m + 3 * stride), m4 = f32x4_load(m + 4 * stride);
    out[0] = f32x4_load(m) + (m1 + m2) + (m3 + m4);
    out[1] = (m1 - m2) + (m3 - m4) * 2.0f + f32x4_load(m + 5 * stride);
}

/* A row of points: multiplies, and inverts along x. */
static void multiply(const float_network *net, int y, float_scratch *scratch) {
    SIMD_ROLLED
    for (int x = 0; x < POINTS; x++) {
        const float *input = scratch->points[y][x][0], *weights = net->c3_weight[y][x][0];
        float *sums = scratch->products[x][0];
        multiply_tiles(input, weights, sums, 2, 4);
        SIMD_ROLLED
        for (int half = 0; half < OUTPUTS; half += 2 * LANES)
            multiply_tiles(input + 2, weights + half, sums + 2 * OUTPUTS + half, 3, 2);
    }
    const float *from = scratch->products[0][0];
    float *to = scratch->halves[y][0][0];
    SIMD_ROLLED
    for (int i = 0; i < LINE; i += LANES, from += LANES, to += LANES) {
        f32x4 out[2];
        invert(from, LINE, out);
        for (int x = 0; x < 2; x++) f32x4_store(to + x * LINE, out[x]);
    }
}

/* The tiles' four outputs each, from all rows of points. */
static void finish_tiles(const float_network *net, int row, float_scratch *scratch) {
    const float *from = scratch->halves[0][0][0];
    float *c3 = scratch->c3[2 * row][0], *s4 = scratch->s4[row][0];
    SIMD_ROLLED
    for (int tile = 0; tile < S4_SIDE; tile++, c3 += OUTPUTS) SIMD_ROLLED
    for (int channel = 0; channel < OUTPUTS; channel += LANES, from += LANES, c3 += LANES, s4 += LANES) {
        const f32x4 bias = f32x4_load(&net->c3_bias[channel]);
        f32x4 pooled = {0};
        for (int x = 0; x < 2; x++) {
            f32x4 out[2];
            invert(from + x * LINE, 2 * LINE, out);
            for (int y = 0; y < 2; y++) {
                out[y] = f32x4_relu(out[y] + bias);
                f32x4_store(c3 + (10 * y + x) * OUTPUTS, out[y]);
                pooled = f32x4_max(pooled, out[y]);
            }
        }
        f32x4_store(s4, pooled);
    }
}

/* [pixels][16] → [16][pixels] */
static void separate_channels(const float *from, int pixels, float *to) {
    const int whole = pixels / LANES * LANES;
    for (int channel = 0; channel < OUTPUTS; channel += LANES) {
        for (int pixel = 0; pixel < whole; pixel += LANES) {
            f32x4 rows[LANES];
            for (int i = 0; i < LANES; i++) rows[i] = f32x4_load(from + (pixel + i) * OUTPUTS + channel);
            f32x4_transpose(rows);
            for (int i = 0; i < LANES; i++) f32x4_store(to + (channel + i) * pixels + pixel, rows[i]);
        }
        for (int pixel = whole; pixel < pixels; pixel++)
            for (int i = 0; i < LANES; i++) to[(channel + i) * pixels + pixel] = from[pixel * OUTPUTS + channel + i];
    }
}

void float_c3_s4(const float_network *net, float_scratch *scratch, lenet5_activations *a) {
    for (int i = 0; i < 8; i += LANES) f32x4_store(scratch->columns_end + i, (f32x4){0});
    SIMD_ROLLED
    for (int row = 0; row < S4_SIDE; row++) {
        transform_columns(row, scratch);
        transform_rows(scratch);
        SIMD_ROLLED
        for (int y = 0; y < POINTS; y++) multiply(net, y, scratch);
        finish_tiles(net, row, scratch);
    }
    separate_channels(&scratch->c3[0][0][0], 100, &a->c3[0][0][0]);
    separate_channels(&scratch->s4[0][0][0], 25, &a->s4[0][0][0]);
}
