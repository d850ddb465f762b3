#include "integer_layers.h"

/* C1 and S2, in two ways that give the same integers; the one that is quicker for the picture is taken.
 *
 * A digit is mostly paper. Its sums are made from the input's side: each pixel with ink adds its kernel, turned by 180°,
 * to the 5×5 outputs that it reaches, and paper costs nothing. Sums lie in columns, because neighbours along a row,
 * which follow each other, then add to the same vectors; in rows they would straddle those just stored, and wait.
 *
 * A picture full of ink is convolved (integer_c1_full.c). */

enum { SIDE = LENET5_INPUT_SIDE, WORD = 64, WORDS = SIDE * SIDE / WORD, LANES = 8 };

enum { MUCH_INK = 330 }; /* pixels, at which both ways take the same time */

static uint16_t ink_of(uint8_t pixel) { return (uint16_t)((pixel + 2) / 4); }

static uint64_t ink_mask(const uint8_t *pixels) {
    uint64_t mask = 0;
    for (int i = 0; i < WORD; i += 16) mask |= (uint64_t)u8x16_mask(pixels + i) << i;
    return mask;
}

static inline void add_pixel(const integer_network *net, uint16_t ink, int16_t *sums) {
    u16x8 value = u16x8_splat(ink);
    for (int column = 0; column < 5; column++, sums += C1_COLUMN)
        for (int i = 0; i < C1_LANES; i += LANES)
            u16x8_store(sums + i, u16x8_load(sums + i) + value * u16x8_load(net->c1_weight[column] + i));
}

static void add_pixels(const integer_network *net, const uint8_t *input, const uint64_t masks[WORDS], int16_t *sums) {
    int16_t *first = sums + C1_MARGIN * C1_COLUMN;
    SIMD_ROLLED
    for (int i = 0; i < C1_SIDE * C1_COLUMN; i += LANES) u16x8_store(first + i, (u16x8){0});
    for (int word = 0; word < WORDS; word++)
        for (uint64_t mask = masks[word]; mask != 0; mask &= mask - 1) {
            int i = word * WORD + __builtin_ctzll(mask), y = i / SIDE, x = i % SIDE;
            add_pixel(net, ink_of(input[i]), sums + x * C1_COLUMN + y * C1_CHANNELS);
        }
}

static inline i16x8 requantise(i16x8 sum, i16x8 bias) {
    return (i16x8)((u16x8)i16x8_max(i16x8_add_saturated(sum, bias), (i16x8){0}) >> S2_SHIFT);
}

/* The largest of each 2×2, + bias, ReLU. A vector holds six channels and two lanes that the bias makes 0 and the next
 * pixel's store overwrites. */
static void pool(const integer_network *net, integer_scratch *scratch) {
    i16x8 bias = i16x8_load(net->c1_bias);
    for (int x = 0; x < 14; x++) {
        const int16_t *left = scratch->c1 + (C1_MARGIN + 2 * x) * C1_COLUMN + C1_MARGIN * C1_CHANNELS;
        const int16_t *right = left + C1_COLUMN;
        SIMD_ROLLED
        for (int y = 0; y < 14; y++, left += 2 * C1_CHANNELS, right += 2 * C1_CHANNELS) {
            i16x8 above = i16x8_max(i16x8_load(left), i16x8_load(right));
            i16x8 below = i16x8_max(i16x8_load(left + C1_CHANNELS), i16x8_load(right + C1_CHANNELS));
            simd_input_store(integer_s2_of(scratch, x, y), requantise(i16x8_max(above, below), bias));
        }
    }
}

void integer_c1(const integer_network *net, const uint8_t *input, integer_scratch *scratch) {
    uint64_t masks[WORDS];
    int pixels = 0;
    SIMD_ROLLED
    for (int word = 0; word < WORDS; word++) {
        masks[word] = ink_mask(input + word * WORD);
        pixels += __builtin_popcountll(masks[word]);
    }
    if (pixels <= MUCH_INK) {
        add_pixels(net, input, masks, scratch->c1);
        pool(net, scratch);
    } else {
        integer_c1_full(net, input, scratch);
    }
}
