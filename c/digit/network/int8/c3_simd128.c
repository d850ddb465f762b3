/* C3 and S4 in integers of 16 bits, for machines without dot products of bytes. */
#include "layers.h"

#if SIMD_GROUP == 2

/* C3 by Winograd's F(2×2, 5×5) with the points 0, ±1, ±2, ∞ (S. Winograd, "Arithmetic Complexity of Computations",
 * 1980; A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2016): the four outputs that one
 * pixel of S4 is the maximum of take 36 products an input channel instead of 100. A tile's 6×6 inputs d become Bᵀ d
 * B, are multiplied with the transformed kernel and summed over the channels, and the sums m become the outputs Aᵀ m
 * A. */

enum { LANES = 8, TILE = 2 * C1_CHANNELS };

/* Bᵀ d, on 8 lanes at once:
 *      4  0 −5  0  1  0
 *      0 −4 −4  1  1  0
 *      0  4 −4 −1  1  0
 *      0 −2 −1  2  1  0
 *      0  2 −1 −2  1  0
 *      0  4  0 −5  0  1   */
static inline void transform(const int16_t *from0, const int16_t *from1, const int16_t *from2, const int16_t *from3,
                             const int16_t *from4, const int16_t *from5, int16_t *to, int stride) {
    u16x8 d0 = u16x8_load(from0), d1 = u16x8_load(from1), d2 = u16x8_load(from2);
    u16x8 d3 = u16x8_load(from3), d4 = u16x8_load(from4), d5 = u16x8_load(from5);
    u16x8 a = d4 - d2 * 4, b = d3 - d1 * 4, c = d4 - d2, d = (d3 - d1) * 2;
    u16x8_store(to, (d0 - d2) * 4 + c);
    u16x8_store(to + stride, a + b);
    u16x8_store(to + 2 * stride, a - b);
    u16x8_store(to + 3 * stride, c + d);
    u16x8_store(to + 4 * stride, c - d);
    u16x8_store(to + 5 * stride, d5 - d3 - d * 2);
}

/* Along y, for the five tiles of each column at once: their rows are every other one, so even and odd ones lie
 * apart. */
static void transform_columns(int8_scratch *scratch) {
    enum { NEXT = C1_CHANNELS };
    const int16_t *d = scratch->s2[0];
    int16_t *to = scratch->columns[0][0];
    SIMD_ROLLED
    for (int x = 0; x < 14; x++, d += S2_COLUMN - C3_LANES, to += (C3_POINTS - 1) * C3_LANES) SIMD_ROLLED
    for (int i = 0; i < C3_LANES; i += LANES, d += LANES, to += LANES)
        transform(d, d + S2_ODD, d + NEXT, d + S2_ODD + NEXT, d + 2 * NEXT, d + S2_ODD + 2 * NEXT, to, C3_LANES);
}

/* Along x, for one column of tiles. */
static void transform_rows(int tile, int8_scratch *scratch) {
    enum { NEXT = C3_POINTS * C3_LANES };
    const int16_t *d = scratch->columns[2 * tile][0];
    int16_t *to = scratch->points[0][0];
    SIMD_ROLLED
    for (int y = 0; y < C3_POINTS; y++, to += (C3_POINTS - 1) * C3_LANES) SIMD_ROLLED
    for (int i = 0; i < C3_LANES; i += LANES, d += LANES, to += LANES)
        transform(d, d + NEXT, d + 2 * NEXT, d + 3 * NEXT, d + 4 * NEXT, d + 5 * NEXT, to, C3_LANES);
}

static inline u32x4 product(const i16x8 input[3], const i16x8 weight[3]) {
    return i16x8_dot(input[0], weight[0]) + i16x8_dot(input[1], weight[1]) + i16x8_dot(input[2], weight[2]);
}

/* One point of five tiles × 8 output channels, summed over the 6 input channels. */
static inline void multiply(const int16_t *input, const int16_t *weights, uint32_t *sums) {
    i16x8 weight[2][3];
    for (int i = 0; i < 6; i++) weight[i / 3][i % 3] = i16x8_load(weights + LANES * i);
    for (int tile = 0; tile < C3_TILES; tile++) {
        const int16_t *from = input + C1_CHANNELS * tile;
        i16x8 pairs[3] = {i16x8_splat_pair(from), i16x8_splat_pair(from + 2), i16x8_splat_pair(from + 4)};
        for (int v = 0; v < 2; v++) u32x4_store(sums + LANES * tile + 4 * v, product(pairs, weight[v]));
    }
}

static void multiply_all(const int16_t *input, const int16_t *weights, uint32_t *sums) {
    SIMD_ROLLED
    for (int i = 0; i < C3_POINTS * C3_POINTS; i++) {
        multiply(input, weights, sums);
        input += C3_LANES;
        weights += 6 * LANES;
        sums += C3_TILES * LANES;
    }
}

/* Aᵀ m:  1  1  1  1  1  0
 *        0  1 −1  2 −2  1  */
static inline void invert(const uint32_t *m, int stride, u32x4 out[2]) {
    u32x4 m1 = u32x4_load(m + stride), m2 = u32x4_load(m + 2 * stride);
    u32x4 m3 = u32x4_load(m + 3 * stride), m4 = u32x4_load(m + 4 * stride);
    out[0] = u32x4_load(m) + (m1 + m2) + (m3 + m4);
    out[1] = (m1 - m2) + (m3 - m4) * 2 + u32x4_load(m + 5 * stride);
}

/* The largest of a tile's four outputs, for 4 channels. */
static inline i32x4 tile_maximum(int tile, int vector, int8_scratch *scratch) {
    u32x4 out[2];
    for (int y = 0; y < C3_POINTS; y++) {
        invert(scratch->products[y][0][tile][vector], C3_TILES * LANES, out);
        for (int x = 0; x < 2; x++) u32x4_store(scratch->halves[x][y], out[x]);
    }
    invert(scratch->halves[0][0], 4, out);
    i32x4 left = i32x4_max((i32x4)out[0], (i32x4)out[1]);
    invert(scratch->halves[1][0], 4, out);
    return i32x4_max(left, i32x4_max((i32x4)out[0], (i32x4)out[1]));
}

void int8_c3(const int8_network *net, int8_scratch *scratch) {
    transform_columns(scratch);
    for (int column = 0; column < C3_TILES; column++) {
        transform_rows(column, scratch);
        SIMD_ROLLED
        for (int half = 0; half < 2; half++) {
            multiply_all(scratch->points[0][0], net->c3_weight[half][0][0][0][0][0], scratch->products[0][0][0][0]);
            SIMD_ROLLED
            for (int i = 0; i < 2 * C3_TILES; i++) {
                int tile = i / 2, vector = i % 2, channel = 8 * half + 4 * vector;
                u32x4 sum = (u32x4)tile_maximum(tile, vector, scratch) + u32x4_load(net->c3_bias + channel);
                u32x4_store(scratch->totals + (column * C3_TILES + tile) * 16 + channel, sum);
            }
        }
    }
    SIMD_ROLLED
    for (int i = 0; i < 400; i += 8) {
        u32x4 sums[2] = {u32x4_load(scratch->totals + i), u32x4_load(scratch->totals + i + 4)};
        int8_requantise(sums, 2, C3_WINOGRAD_SHIFT, net->c3_factor + i % 16, scratch->s4 + i);
    }
}

#endif
