/* C1 and S2 in integers, for pictures that are mostly paper, and the choice between the two ways. */
#include "layers.h"

/* C1 and S2, in two ways that give the same integers; the one that is quicker for the picture is taken.
 *
 * A digit is mostly paper. Its sums are made from the input's side: each pixel with ink adds its kernel, turned by
 * 180°, to the 5×5 outputs that it reaches, and paper costs nothing. Sums lie in columns, because neighbours along a
 * row, which follow each other, then add to the same vectors; in rows they would straddle those just stored, and wait.
 *
 * A picture full of ink is convolved (c1_dense.c). */

enum { SIDE = LENET5_INPUT_SIDE, LANES = 8 };

enum { MUCH_INK = 400 }; /* pixels, at which both ways take the same time */

static uint16_t ink_of(uint8_t pixel) { return (uint16_t)((pixel + 2) / 4); }

/* Two neighbours, which have four of five columns in common. */
static inline void add_pair(const int8_network *net, uint16_t left, uint16_t right, int16_t *sums) {
    const int16_t *weights = net->c1_weight[0];
    u16x8 ink[2] = {u16x8_splat(left), u16x8_splat(right)};
    SIMD_ROLLED
    for (int i = 0; i < C1_LANES; i += LANES, weights += LANES, sums += LANES) {
        u16x8 weight[5];
        for (int column = 0; column < 5; column++) weight[column] = u16x8_load(weights + column * C1_LANES);
        for (int column = 0; column < 6; column++) {
            u16x8 sum = u16x8_load(sums + column * C1_COLUMN);
            if (column < 5) sum += ink[0] * weight[column];
            if (column > 0) sum += ink[1] * weight[column - 1];
            u16x8_store(sums + column * C1_COLUMN, sum);
        }
    }
}

static void add_pixels(const int8_network *net, const uint8_t *input, const uint32_t masks[SIDE], int16_t *sums) {
    int16_t *first = sums + C1_MARGIN * C1_COLUMN;
    SIMD_ROLLED
    for (int i = 0; i < C1_SIDE * C1_COLUMN; i += LANES) u16x8_store(first + i, (u16x8){0});
    for (int y = 0; y < SIDE; y++, input += SIDE, sums += C1_CHANNELS)
        for (uint32_t mask = masks[y]; mask != 0;) {
            int x = __builtin_ctz(mask);
            add_pair(net, ink_of(input[x]), x < SIDE - 1 ? ink_of(input[x + 1]) : 0, sums + x * C1_COLUMN);
            mask &= ~(3u << x);
        }
}

static inline i16x8 larger_of_columns(const int16_t *left) {
    return i16x8_max(i16x8_load(left), i16x8_load(left + C1_COLUMN));
}

/* The largest of each 2×2, + bias, ReLU. A vector holds six channels and two lanes that the bias makes 0 and the next
 * pixel's store overwrites. */
static void pool(const int8_network *net, int8_scratch *scratch) {
    i16x8 bias = i16x8_load(net->c1_bias);
    for (int x = 0; x < 14; x++) {
        const int16_t *from = scratch->c1 + (C1_MARGIN + 2 * x) * C1_COLUMN + C1_MARGIN * C1_CHANNELS;
        simd_input *to = scratch->s2[x];
        SIMD_ROLLED
        for (int y = 0; y < 14; y += 2, to += S2_NEXT)
            for (int odd = 0; odd < 2; odd++, from += 2 * C1_CHANNELS) {
                i16x8 sum = i16x8_max(larger_of_columns(from), larger_of_columns(from + C1_CHANNELS));
                simd_input_store(to + odd * S2_ODD, int8_requantise_s2(sum, bias));
            }
    }
}

void int8_c1_sparse(const int8_network *net, const uint8_t *input, int8_scratch *scratch) {
    uint32_t masks[SIDE];
    int pixels = 0;
    SIMD_ROLLED
    for (int y = 0; y < SIDE; y++) {
        masks[y] = u8x16_mask(input + y * SIDE) | u8x16_mask(input + y * SIDE + 16) << 16;
        pixels += __builtin_popcount(masks[y]);
    }
    if (pixels <= MUCH_INK) {
        add_pixels(net, input, masks, scratch->c1);
        pool(net, scratch);
    } else {
        int8_c1_dense(net, input, scratch);
    }
}
