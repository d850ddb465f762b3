/* parameters: LeNet-5's shapes (drawn in ../digit/network/network.h), and its trained parameters. */
#ifndef LENET5_MODEL_PARAMETERS_H
#define LENET5_MODEL_PARAMETERS_H

#include "../include/lenet5.h"

/* The shapes of the layers' outputs; a kernel's are their channels and KERNEL_SIDE. */
enum {
    KERNEL_SIDE = 5,
    C1_CHANNELS = 6,
    C1_SIDE = LENET5_INPUT_SIDE - KERNEL_SIDE + 1,
    S2_SIDE = C1_SIDE / 2,
    C3_CHANNELS = 16,
    C3_SIDE = S2_SIDE - KERNEL_SIDE + 1,
    S4_SIDE = C3_SIDE / 2,
    C5_INPUTS = C3_CHANNELS * S4_SIDE * S4_SIDE,
    C5_OUTPUTS = 120,
    F6_OUTPUTS = 84
};

/* In PyTorch's shapes and order: floats without padding. */
typedef struct network_parameters {
    float c1_weight[C1_CHANNELS][1][KERNEL_SIDE][KERNEL_SIDE], c1_bias[C1_CHANNELS];
    float c3_weight[C3_CHANNELS][C1_CHANNELS][KERNEL_SIDE][KERNEL_SIDE], c3_bias[C3_CHANNELS];
    float c5_weight[C5_OUTPUTS][C3_CHANNELS][S4_SIDE][S4_SIDE], c5_bias[C5_OUTPUTS];
    float f6_weight[F6_OUTPUTS][C5_OUTPUTS], f6_bias[F6_OUTPUTS];
    float f7_weight[LENET5_CLASSES][F6_OUTPUTS], f7_bias[LENET5_CLASSES];
} network_parameters;

/* How a network is run. */
typedef struct network_options {
    int in_floats; /* network_logits answers in float32: for networks that integers are too coarse for */
    float border;  /* the value of the two pixels around the 28×28, 0 paper … 1 ink; only in float32 */
} network_options;

_Static_assert(sizeof(network_parameters) == LENET5_PARAMETERS * sizeof(float),
               "the public number of parameters is the network's");
_Static_assert((int)S4_SIDE == (int)KERNEL_SIDE, "C5's kernel covers its input");

#endif
