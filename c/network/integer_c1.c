#include "integer_layers.h"

/* C1, in two ways that give the same sums; the one that is quicker for the picture is taken.
 *
 * A digit is mostly paper. Its sums are made from the input's side: each pixel with ink adds its kernel, turned by 180°,
 * to the 5×5 outputs that it reaches, and paper costs nothing. Sums lie in columns, because neighbours along a row,
 * which follow each other, then add to the same vectors; in rows they would straddle those just stored, and wait.
 *
 * A picture full of ink is convolved as usual: vectors of 8 sums, of seven columns at a time to share the weights. */

enum { SIDE = LENET5_INPUT_SIDE, WORD = 64, WORDS = SIDE * SIDE / WORD, LANES = 8, TAPS = 25, TILE = 7 };

enum { MUCH_INK = 500 }; /* pixels, at which both ways take the same time */

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

/* Each vector's last two lanes belong to the next row, which overwrites them. */
static void spread(const uint8_t *input, int16_t *ink) {
    for (int y = 0; y < SIDE; y++) SIMD_ROLLED
    for (int x = 0; x < SIDE; x++)
        u16x8_store(ink + x * C1_INK_COLUMN + y * C1_CHANNELS, u16x8_splat(ink_of(input[y * SIDE + x])));
}

static inline void convolve_tile(const int16_t *weights, const int16_t *ink, const int reach[TAPS], int16_t *sums) {
    u16x8 sum[TILE] = {0};
    SIMD_ROLLED
    for (int tap = 0; tap < TAPS; tap++) {
        u16x8 weight = u16x8_load(weights + LANES * tap);
        const int16_t *from = ink + reach[tap];
        for (int i = 0; i < TILE; i++) sum[i] += weight * u16x8_load(from + i * C1_INK_COLUMN);
    }
    for (int i = 0; i < TILE; i++) u16x8_store(sums + i * C1_COLUMN, sum[i]);
}

static void convolve(const integer_network *net, const int16_t *ink, int16_t *sums) {
    int reach[TAPS]; /* from an output to the input under each weight */
    SIMD_ROLLED
    for (int tap = 0; tap < TAPS; tap++) reach[tap] = tap / 5 * C1_INK_COLUMN + tap % 5 * C1_CHANNELS;
    for (int x = 0; x < C1_SIDE; x += TILE)
        for (int i = 0; i < C1_SIDE * C1_CHANNELS; i += LANES)
            convolve_tile(net->c1_dense_weight[i / 2 % C1_PHASES][0], ink + x * C1_INK_COLUMN + i, reach,
                          sums + (C1_MARGIN + x) * C1_COLUMN + C1_MARGIN * C1_CHANNELS + i);
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
    } else {
        spread(input, scratch->ink);
        convolve(net, scratch->ink, scratch->c1);
    }
}

static inline i16x8 requantise(i16x8 sum, i16x8 bias) {
    return (i16x8)((u16x8)i16x8_max(i16x8_add_saturated(sum, bias), (i16x8){0}) >> S2_SHIFT);
}

static inline simd_input *s2_of(integer_scratch *scratch, int x, int y) {
#if SIMD_GROUP == 4
    return scratch->s2[x] + y * C1_CHANNELS;
#else
    return scratch->s2[x][y % 2] + y / 2 * C1_CHANNELS;
#endif
}

/* The largest of each 2×2, + bias, ReLU. A vector holds six channels and two lanes that the bias makes 0 and the next
 * pixel's store overwrites. */
void integer_s2(const integer_network *net, integer_scratch *scratch) {
    i16x8 bias = i16x8_load(net->c1_bias);
    for (int x = 0; x < 14; x++) {
        const int16_t *left = scratch->c1 + (C1_MARGIN + 2 * x) * C1_COLUMN + C1_MARGIN * C1_CHANNELS;
        const int16_t *right = left + C1_COLUMN;
        SIMD_ROLLED
        for (int y = 0; y < 14; y++, left += 2 * C1_CHANNELS, right += 2 * C1_CHANNELS) {
            i16x8 above = i16x8_max(i16x8_load(left), i16x8_load(right));
            i16x8 below = i16x8_max(i16x8_load(left + C1_CHANNELS), i16x8_load(right + C1_CHANNELS));
            simd_input_store(s2_of(scratch, x, y), requantise(i16x8_max(above, below), bias));
        }
    }
}
