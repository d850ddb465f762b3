/* C1 and S2 in integers, for pictures full of ink. */
#include "layers.h"

/* C1 and S2 of a picture full of ink. A pixel of S2 is the maximum of two outputs by two. Along each axis two outputs
 * of five taps g on six inputs d take 8 products instead of 10 (S. Winograd, "Arithmetic Complexity of Computations",
 * 1980):
 *
 *     y₀ = left + both       left  = (d₀ − d₁) g₀ + (d₂ − d₃) g₂ + d₄ g₄
 *     y₁ = right + both      right = (d₂ − d₁) g₁ + (d₄ − d₃) g₃ + d₅ g₄
 *                            both  = d₁ (g₀ + g₁) + d₃ (g₂ + g₃)
 *
 * and so 64 instead of 100 along both. Nothing is divided: sums are right modulo 2¹⁶, and what comes out fits 16
 * bits. Lanes are neighbouring pixels of S2. */

enum { LANES = 8, SIDE = LENET5_INPUT_SIDE, ROW = C1_PLANE_SIDE, BLOCK = 2, TILES = 4 };

/* Along y: even columns, then odd ones. */
static void separate_rows(const uint8_t *input, int16_t (*planes)[4][C1_PLANE]) {
    SIMD_ROLLED
    for (int i = 0; i < ROW * ROW; i += LANES, input += i % ROW == 0 ? SIDE + 2 * LANES : 2 * LANES) SIMD_ROLLED
    for (int odd = 0; odd < 2; odd++) {
        u16x8 rows[3];
        for (int y = 0; y < 3; y++) {
            const uint8_t *row = input + (i < ROW * ROW - ROW ? y : y % 2) * SIDE; /* no row follows the last */
            rows[y] = (((u16x8_load(row) >> 8 * odd) & u16x8_splat(255)) + u16x8_splat(2)) >> 2;
        }
        u16x8_store(planes[C1_EVEN][odd] + i, rows[0]);
        u16x8_store(planes[C1_ODD][odd] + i, rows[1]);
        u16x8_store(planes[C1_LEFT][odd] + i, rows[0] - rows[1]);
        u16x8_store(planes[C1_RIGHT][odd] + i, rows[2] - rows[1]);
    }
}

static void separate_columns(int16_t (*planes)[C1_PLANE]) {
    SIMD_ROLLED
    for (int i = 0; i < ROW * ROW; i += LANES) {
        u16x8 even = u16x8_load(planes[C1_EVEN] + i), odd = u16x8_load(planes[C1_ODD] + i);
        u16x8_store(planes[C1_LEFT] + i, even - odd);
        u16x8_store(planes[C1_RIGHT] + i, u16x8_load(planes[C1_EVEN] + i + 1) - odd);
    }
}

/* One of the 3 × 3 sums, of two channels and two rows of S2. */
static inline void add_terms(const int16_t *planes, const uint16_t *reach, int terms, const int16_t *weights,
                             uint16_t *sums) {
    u16x8 sum[BLOCK][TILES] = {0};
    SIMD_ROLLED
    for (int term = 0; term < terms; term++, weights += BLOCK * LANES) {
        const int16_t *from = planes + reach[term];
        u16x8 weight[BLOCK];
        for (int c = 0; c < BLOCK; c++) weight[c] = u16x8_load(weights + LANES * c);
        for (int i = 0; i < TILES; i++)
            for (int c = 0; c < BLOCK; c++) sum[c][i] += weight[c] * u16x8_load(from + LANES * i);
    }
    for (int c = 0; c < BLOCK; c++)
        for (int i = 0; i < TILES; i++) u16x8_store(sums + (TILES * c + i) * LANES, sum[c][i]);
}

static inline i16x8 pool(const uint16_t *sums) {
    enum { NEXT = BLOCK * TILES * LANES };
    i16x8 most[2];
    u16x8 above[3], below[3];
    for (int x = 0; x < 3; x++) {
        u16x8 both = u16x8_load(sums + (3 + x) * NEXT);
        above[x] = u16x8_load(sums + x * NEXT) + both;
        below[x] = u16x8_load(sums + (6 + x) * NEXT) + both;
    }
    most[0] = i16x8_max((i16x8)(above[0] + above[1]), (i16x8)(above[1] + above[2]));
    most[1] = i16x8_max((i16x8)(below[0] + below[1]), (i16x8)(below[1] + below[2]));
    return i16x8_max(most[0], most[1]);
}

/* Lane i of the first half, lane i of the second, …: three times, and eight maps of pixels are pixels of eight maps.
 * Maps 6 and 7 are whatever lay there: the next pixel is written over them, and behind the last one C3 has no
 * weights for them. */
static void interleave(const int16_t *from, int16_t *to) {
    SIMD_ROLLED
    for (int i = 0; i < C1_POOLED / 2; i += LANES, to += 2 * LANES) {
        i16x8 a = i16x8_load(from + i), b = i16x8_load(from + i + C1_POOLED / 2);
        i16x8_store(to, __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
        i16x8_store(to + LANES, __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15));
    }
}

void int8_c1_dense(const int8_network *net, const uint8_t *input, int8_scratch *scratch) {
    separate_rows(input, scratch->planes);
    SIMD_ROLLED
    for (int form = 0; form < 4; form++) separate_columns(scratch->planes[form]);
    SIMD_ROLLED
    for (int block = 0; block < C1_CHANNELS / BLOCK; block++) {
        SIMD_ROLLED
        for (int y = 0; y < 14; y += 2) {
            const int16_t *planes = scratch->planes[0][0] + y * ROW;
            int term = 0;
            SIMD_ROLLED
            for (int sum = 0; sum < 9; sum++) {
                int terms = (sum / 3 == 1 ? 2 : 3) * (sum % 3 == 1 ? 2 : 3);
                add_terms(planes, net->c1_reach + term, terms, net->c1_dense_weight[block][term][0],
                          scratch->sums[sum][0]);
                term += terms;
            }
            const uint16_t *sums = scratch->sums[0][0];
            SIMD_ROLLED
            for (int channel = BLOCK * block; channel < BLOCK * (block + 1); channel++) {
                i16x8 bias = (i16x8)u16x8_splat((uint16_t)net->c1_bias[channel]);
                int16_t *to = scratch->pooled[0] + (channel * 14 + y) * ROW;
                SIMD_ROLLED
                for (int i = 0; i < TILES; i++, sums += LANES, to += LANES)
                    i16x8_store(to, int8_requantise_s2(pool(sums), bias));
            }
        }
    }
    SIMD_ROLLED
    for (int i = 0; i < 3; i++) interleave(scratch->pooled[i % 2], scratch->pooled[(i + 1) % 2]);
    const int16_t *from = scratch->pooled[1];
    simd_input *to = scratch->s2[0];
    SIMD_ROLLED
    for (int y = 0; y < 14; y++, from += (ROW - 14) * LANES, to += y % 2 == 1 ? S2_ODD : S2_NEXT - S2_ODD) SIMD_ROLLED
    for (int x = 0; x < 14; x++, from += LANES) simd_input_store(to + x * S2_COLUMN, i16x8_load(from));
}
