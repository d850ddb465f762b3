/* C3 and S4 in integers of 7 bits, for machines with dot products of bytes. */
#include "layers.h"

#if SIMD_GROUP == 4

/* C3 in bytes, by Winograd along x only: a tile's kernel row of five taps is one of three, F(2, 3) at 0, ±1, ∞, and one
 * of two, F(2, 2) at 0, −1, ∞: 7 products for two outputs instead of 10. Along both axes, or with more points, what is
 * multiplied would not fit 7 bits. With a tile's inputs d, the taps g, and outputs y (S. Winograd, "Arithmetic
 * Complexity of Computations", 1980):
 *
 *     2 y₀ = left + both + turned      left   = (d₀ − d₂) 2g₀ + (d₃ − d₄) 2g₃
 *     2 y₁ = right + both − turned     right  = (d₃ − d₁) 2g₂ + (d₅ − d₄) 2g₄
 *                                      both   = (d₁ + d₂) (g₀ + g₁ + g₂) + d₄ 2(g₃ + g₄)
 *                                      turned = (d₂ − d₁) (g₀ − g₁ + g₂)
 *
 * Along y and over the channels the sums are as usual: the 5 × 6 inputs of an output lie together. Differences are
 * stored + S2_MOST, which the sums' first values take back. */

enum { LANES = 16, NEXT = C1_CHANNELS };

static void transform(int tile, int8_scratch *scratch) {
    const u8x16 most = u8x16_splat(S2_MOST);
    SIMD_ROLLED
    for (int i = 0; i < S2_COLUMN; i += LANES) {
        u8x16 d[6];
        for (int x = 0; x < 6; x++) d[x] = u8x16_load(scratch->s2[2 * tile + x] + i);
        u8x16_store(scratch->points[C3_LEFT][0] + i, d[0] - d[2] + most);
        u8x16_store(scratch->points[C3_LEFT][1] + i, d[3] - d[4] + most);
        u8x16_store(scratch->points[C3_RIGHT][0] + i, d[3] - d[1] + most);
        u8x16_store(scratch->points[C3_RIGHT][1] + i, d[5] - d[4] + most);
        u8x16_store(scratch->points[C3_BOTH][0] + i, d[1] + d[2]);
        u8x16_store(scratch->points[C3_BOTH][1] + i, d[4]);
        u8x16_store(scratch->points[C3_TURNED][0] + i, d[2] - d[1] + most);
    }
}

/* Adds one point of two rows to 16 channels. */
static inline void add_point(const uint8_t *input, const int8_group weights[C3_QUADS][4], u32x4 sums[2][4]) {
    SIMD_ROLLED
    for (int quad = 0; quad < C3_QUADS; quad++, input += 4) {
        simd_group above = simd_group_splat(input), below = simd_group_splat(input + NEXT);
        for (int v = 0; v < 4; v++) {
            simd_group weight = simd_group_load(&weights[quad][v][0][0]);
            sums[0][v] = simd_group_add(sums[0][v], above, weight);
            sums[1][v] = simd_group_add(sums[1][v], below, weight);
        }
    }
}

static inline void add_sum(const int8_network *net, int sum, int row, int8_scratch *scratch) {
    u32x4 sums[2][4];
    for (int v = 0; v < 4; v++) sums[0][v] = sums[1][v] = u32x4_load(net->c3_first[sum] + 4 * v);
    SIMD_ROLLED
    for (int point = 0; point < (sum == C3_TURNED ? 1 : 2); point++)
        add_point(scratch->points[sum][point] + row * NEXT, net->c3_weight[sum][point], sums);
    for (int v = 0; v < 4; v++) {
        u32x4_store(scratch->products[sum][v][0], sums[0][v]);
        u32x4_store(scratch->products[sum][v][1], sums[1][v]);
    }
}

/* The largest of a tile's four outputs × 2, for 4 channels. */
static inline i32x4 tile_maximum(int vector, const int8_scratch *scratch) {
    i32x4 most[2];
    for (int row = 0; row < 2; row++) {
        u32x4 both = u32x4_load(scratch->products[C3_BOTH][vector][row]);
        u32x4 turned = u32x4_load(scratch->products[C3_TURNED][vector][row]);
        most[row] = i32x4_max((i32x4)(u32x4_load(scratch->products[C3_LEFT][vector][row]) + (both + turned)),
                              (i32x4)(u32x4_load(scratch->products[C3_RIGHT][vector][row]) + (both - turned)));
    }
    return i32x4_max(most[0], most[1]);
}

void int8_c3(const int8_network *net, int8_scratch *scratch) {
    for (int tile = 0; tile < C3_TILES; tile++) {
        transform(tile, scratch);
        SIMD_ROLLED
        for (int y = 0; y < C3_TILES; y++) {
            SIMD_ROLLED
            for (int sum = C3_LEFT; sum <= C3_TURNED; sum++) add_sum(net, sum, 2 * y, scratch);
            u32x4 sums[4];
            for (int v = 0; v < 4; v++) sums[v] = (u32x4)tile_maximum(v, scratch) * C3_FACTOR;
            int8_requantise(sums, 4, C3_SHIFT + 1, net->c3_factor, scratch->s4 + (tile * C3_TILES + y) * 16);
        }
    }
}

#endif
