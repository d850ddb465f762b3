/* layers: the kinds of layer that LeNet-5 is made of, and its parameters as they want them.
 *
 * An output is one sum in float32, always in this order: the bias, then the products by input channel, kernel row, kernel
 * column. Vectors run across outputs (pixels in C1, channels elsewhere), never along a sum, so that the order, and with
 * it every bit, is the same for scalar code and for lanes of any width.
 */
#ifndef LENET5_LAYERS_H
#define LENET5_LAYERS_H

#include "../simd/simd.h"
#include "integer_layers.h"

enum {
    C5_INPUTS = 16 * 5 * 5,
    F7_LANES = 12 /* 10 classes, rounded up to whole vectors; the padding is 0 */
};

/* Weights as [input][output], so that the outputs of one input lie side by side. */
struct network {
    float c1_weight[5][5][6], c1_bias[6];
    _Alignas(64) float c3_weight[6][5][5][16], c3_bias[16];
    _Alignas(64) float c5_weight[C5_INPUTS][120], c5_bias[120];
    _Alignas(64) float f6_weight[120][84], f6_bias[84];
    _Alignas(64) float f7_weight[84][F7_LANES], f7_bias[F7_LANES];
    struct integer_network integers;
};

/* Convolution 5×5 of one channel into six, ReLU: input → c1. Four pixels in the lanes. */
void layer_c1(const struct network *net, lenet5_activations *a);

/* Convolution 5×5 of six channels into sixteen, ReLU: s2 → c3. Four output channels in the lanes. */
void layer_c3(const struct network *net, lenet5_activations *a);

/* The largest of each 2×2, stride 2: input [maps][side][side] ≥ 0, side even → output [maps][side/2][side/2]. */
void layer_max_pool(const float *input, int maps, int side, float *output);

/* output = weight · input + bias, outputs a multiple of 4; rectified: ReLU. C5 is one too: its kernel covers its input. */
void layer_dense(const float *weight, const float *bias, const float *input, int inputs, float *output, int outputs,
                 int rectified);

#endif
