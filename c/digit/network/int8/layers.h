/* layers: the integer network's parameters and activations as its kernels want them, and the kernels.
 *
 * How they are shaped. Output channels are in the lanes and inputs are broadcast, so that no sum is ever made across
 * lanes; where products are made in groups (simd_group_add), the group is two or four inputs. Engines for wasm load all
 * that a block of code needs before they compute, so a loop's body holds few enough operands for 16 registers.
 */
#ifndef LENET5_DIGIT_NETWORK_INT8_LAYERS_H
#define LENET5_DIGIT_NETWORK_INT8_LAYERS_H

#include "../../../base/simd/group.h"
#include "int8.h"

enum {
    /* C1's sums lie [x][y][channel], with the four rows and columns before the first and after the last that a pixel at
     * the border reaches too, and one more column for its right neighbour. Nothing reads those. */
    C1_MARGIN = 4,
    C1_SPAN = C1_MARGIN + C1_SIDE + C1_MARGIN,
    C1_COLUMN = C1_SPAN * C1_CHANNELS,
    C1_PLANE_SIDE = LENET5_INPUT_SIDE / 2,
    C1_PLANE = C1_PLANE_SIDE * C1_PLANE_SIDE + 8, /* and what whole vectors reach beyond it */
    C1_POOLED = 8 * 14 * C1_PLANE_SIDE,
    C1_TERMS = 8, /* of a transformed kernel, along each axis */
    C1_EVEN = 0,  /* its inputs, as c1_dense.c says */
    C1_ODD,
    C1_LEFT,
    C1_RIGHT,
    C1_LANES = 32,  /* of one column of a kernel: 5 rows × 6 channels, rounded up to whole vectors; the padding is 0 */
    S2_MOST = 63,   /* differences and sums of two fit 7 bits */
    S2_COLUMN = 96, /* 14 rows × 6 channels, and room for the whole vectors that begin in them */
    S2_ODD = SIMD_GROUP == 4 ? C1_CHANNELS : S2_COLUMN / 2,    /* from an even row to the next one */
    S2_NEXT = SIMD_GROUP == 4 ? 2 * C1_CHANNELS : C1_CHANNELS, /* and to the next even one */
    C3_POINTS = 6,                                             /* of the transform, along each axis */
    C3_TILES = S4_SIDE, /* along each axis; a tile is what one pixel of S4 is the maximum of */
    C3_LANES = 32,      /* 5 tiles × 6 channels, rounded up to whole vectors */
    C3_QUADS = 8,       /* of 5 rows × 6 channels, rounded up to whole quads */
    C5_GROUPS = C5_INPUTS / SIMD_GROUP,
    C5_BLOCKS = 5, /* of 6 vectors of 4 outputs */
    F6_GROUPS = 120 / SIMD_GROUP,
    F6_BLOCKS = 3, /* of 7 vectors */
    F7_PAIRS = 42,
    F7_VECTORS = 3,
    S2_SHIFT = 9,
    C3_FACTOR = 9, /* C3's sums × 9 / 16 fit 16 bits: C3_WINOGRAD is a multiple of 9 and a power of two */
    C3_SHIFT = 4,
    C3_WINOGRAD = 576, /* what makes the transformed kernels whole numbers: 24 along each axis */
    C3_WINOGRAD_SHIFT = 10,
    C5_SHIFT = 5,
    F6_SHIFT = 4,
    C3_LEFT = 0, /* C3's sums in groups of four, as c3_relaxed.c says */
    C3_RIGHT,
    C3_BOTH,
    C3_TURNED,
    ACTIVATION_MOST = 127,
    DENSE_WEIGHT_MOST = 127
};

/* Weights of a group of inputs: [lane of 4 outputs][input of the group]. */
typedef simd_weight int8_group[4][SIMD_GROUP];

/* Weights of pairs of inputs: [lane of 4 outputs][input of the pair]. */
typedef int16_t int8_pairs[4][2];

struct int8_network {
    _Alignas(64) int16_t c1_weight[5][C1_LANES]; /* [column, last first][row, last first][channel] */
    _Alignas(64) int16_t c1_dense_weight[3][C1_TERMS * C1_TERMS][2][8]; /* [channel / 2][term][of two][8 times] */
    uint16_t c1_reach[C1_TERMS * C1_TERMS];                             /* from the first plane to a term's input */
    int16_t c1_bias[8];
#if SIMD_GROUP == 4
    _Alignas(64) int8_group c3_weight[4][2][C3_QUADS][4]; /* [sum][point][row, input channel][4 channels] */
    int32_t c3_first[4][16];                              /* [sum][channel]: what sums begin with */
#else
    _Alignas(64) int8_pairs c3_weight[2][C3_POINTS][C3_POINTS][2][3]; /* [8 channels][y][x][4 of them][input pair] */
    int32_t c3_bias[16];
#endif
    int16_t c3_factor[16];
    _Alignas(64) int8_group c5_weight[C5_BLOCKS][C5_GROUPS][6];
    int32_t c5_bias[120];
    int16_t c5_factor[120];
    _Alignas(64) int8_group f6_weight[F6_BLOCKS][F6_GROUPS][7];
    int32_t f6_bias[84];
    _Alignas(64) int8_pairs f7_weight[F7_PAIRS][F7_VECTORS];
    int32_t f7_bias[4 * F7_VECTORS];
    float f7_unit[4 * F7_VECTORS];
};

struct int8_scratch {
    _Alignas(64) int16_t c1[(C1_SPAN + 1) * C1_COLUMN + 8];
    _Alignas(64) int16_t planes[4][4][C1_PLANE];
    _Alignas(64) uint16_t sums[9][8][8];
    _Alignas(64) int16_t pooled[2][C1_POOLED];
    _Alignas(64) simd_input s2[14][S2_COLUMN]; /* [x], then [y][channel], or [y even, odd][y / 2][channel] */
#if SIMD_GROUP == 4
    _Alignas(64) uint8_t points[4][2][S2_COLUMN]; /* [sum][point][y][channel], of one column of tiles */
    _Alignas(64) uint32_t products[4][4][2][4];   /* [sum][4 channels][row] */
#else
    _Alignas(64) int16_t columns[14][C3_POINTS][C3_LANES]; /* [x][point in y][tile in y][channel] */
    _Alignas(
        64) int16_t points[C3_POINTS][C3_POINTS][C3_LANES]; /* [y][x][tile in y][channel], of one column of tiles */
    _Alignas(64) uint32_t products[C3_POINTS][C3_POINTS][C3_TILES][2][4]; /* [y][x][tile in y][4 channels] */
    _Alignas(64) uint32_t halves[2][C3_POINTS][4];                        /* [x of the tile's outputs][y] */
#endif
    _Alignas(64) simd_input s4[400];   /* [x][y][channel] */
    _Alignas(64) uint32_t totals[400]; /* S4, C5 or F6 before they are brought into their ranges */
    _Alignas(64) simd_input c5[120];
    _Alignas(64) int16_t f6[88];
};

/* An output channel's kernel of C3 → net, as C3 wants it. bias: of 2 × the outputs. */
void int8_pack_c3(int8_network *net, int output, int32_t kernel[C1_CHANNELS][5][5], int32_t bias);

/* ReLU and the next layer's unit: an even number of vectors of sums → 0 … ACTIVATION_MOST. */
static inline void int8_requantise(const u32x4 *sums, int vectors, int shift, const int16_t *factor,
                                   simd_input *output) {
    for (int v = 0; v < vectors; v += 2) {
        i16x8 lanes = i32x4_narrow((i32x4)sums[v] >> shift, (i32x4)sums[v + 1] >> shift);
        lanes = i16x8_min(i16x8_scale(lanes, i16x8_load(factor + 4 * v)), (i16x8)u16x8_splat(ACTIVATION_MOST));
        simd_input_store(output + 4 * v, i16x8_max(lanes, (i16x8){0}));
    }
}

/* The same for S2: the largest of C1's sums + bias → 0 … S2_MOST. */
static inline i16x8 int8_requantise_s2(i16x8 sum, i16x8 bias) {
    return (i16x8)((u16x8)i16x8_max(i16x8_add_saturated(sum, bias), (i16x8){0}) >> S2_SHIFT);
}

void int8_c1_sparse(const int8_network *net, const uint8_t *input, int8_scratch *scratch); /* → s2 */
void int8_c1_dense(const int8_network *net, const uint8_t *input, int8_scratch *scratch);  /* → s2 */
void int8_c3(const int8_network *net, int8_scratch *scratch);                              /* s2 → s4 */
void int8_c5(const int8_network *net, int8_scratch *scratch);                              /* s4 → c5 */
void int8_f6(const int8_network *net, int8_scratch *scratch);                              /* c5 → f6 */
void int8_f7(const int8_network *net, const int8_scratch *scratch, float logits[LENET5_CLASSES]);

#endif
