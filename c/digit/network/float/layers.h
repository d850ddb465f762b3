/* layers: the network in float32: its parameters and working memory as its kernels want them, and the kernels.
 *
 * Vectors run across outputs (pixels in C1, channels elsewhere), never along a sum: each output is one sum, in an order
 * that does not depend on the number of lanes, so that every host computes the same bits. Engines for wasm load all that a
 * block of code needs before they compute, so a loop's body holds few enough operands for 16 registers.
 */
#ifndef LENET5_DIGIT_NETWORK_FLOAT_LAYERS_H
#define LENET5_DIGIT_NETWORK_FLOAT_LAYERS_H

#include "../../../base/maths/winograd.h"
#include "../../../base/simd/simd.h"
#include "../../../include/lenet5.h"
#include "../../../model/parameters.h"

enum {
    C1_ROWS = 4,     /* of outputs, that F(4, 5) makes at once */
    C3_VECTORS = 4,  /* of 4 output channels */
    DENSE_LANES = 24 /* outputs that are summed at once: C5 has five such blocks, F6 four and F7 one; padding is 0 */
};

typedef struct float_network {
    float c1_weight[WINOGRAD_4_POINTS][5][6], c1_bias[6]; /* [point in y][column][channel] */
    _Alignas(
        64) float c3_weight[WINOGRAD_2_POINTS][WINOGRAD_2_POINTS][6][16]; /* [point in y][point in x][input][output] */
    float c3_bias[16];
    _Alignas(64) float c5_weight[5][C5_INPUTS][DENSE_LANES], c5_bias[5 * DENSE_LANES];
    _Alignas(64) float f6_weight[4][120][DENSE_LANES], f6_bias[4 * DENSE_LANES];
    _Alignas(64) float f7_weight[1][84][DENSE_LANES], f7_bias[DENSE_LANES];
} float_network;

typedef struct float_scratch {
    _Alignas(64) float c1_points[WINOGRAD_4_POINTS][LENET5_INPUT_SIDE];
    _Alignas(64) float c1_products[WINOGRAD_4_POINTS][2][28]; /* [point][channel of two][x] */
    _Alignas(64) float c1_pooled[2][32];
    _Alignas(64) float s2[6][14][2][8]; /* [channel][y][x even, odd][x / 2]; the last lane is padding */
    _Alignas(64) float columns[WINOGRAD_2_POINTS][6][2]
                              [8]; /* [point in y][channel][x even, odd][x / 2], of one row of tiles */
    float columns_end[8];          /* that whole vectors from the last column reach */
    _Alignas(
        64) float points[WINOGRAD_2_POINTS][WINOGRAD_2_POINTS][6][8]; /* [y][x][channel][tile in x; 3 are padding] */
    _Alignas(64) float products[WINOGRAD_2_POINTS][S4_SIDE][16];      /* [x][tile in x][channel], of one point in y */
    _Alignas(64) float halves[WINOGRAD_2_POINTS][2][S4_SIDE][16]; /* [y][x of the tile's outputs][tile in x][channel] */
    _Alignas(64) float c3[10][10][16];                            /* [y][x][channel] */
    _Alignas(64) float s4[5][5][16];
} float_scratch;

/* Everything of net, padding too. */
void float_arrange(const network_parameters *parameters, float_network *net);

/* Convolution 5×5 of one channel into six, ReLU; the largest of each 2×2: input → c1, s2. */
void float_c1_s2(const float_network *net, float_scratch *scratch, lenet5_activations *a);

/* Convolution 5×5 of six channels into sixteen, ReLU; the largest of each 2×2: the scratch's s2 → c3, s4. */
void float_c3_s4(const float_network *net, float_scratch *scratch, lenet5_activations *a);

/* Fully connected: s4 → c5 (its kernel covers its input), c5 → f6, both with ReLU, and f6 → logits. */
void float_c5(const float_network *net, lenet5_activations *a);
void float_f6(const float_network *net, lenet5_activations *a);
void float_f7(const float_network *net, lenet5_activations *a);

#endif
