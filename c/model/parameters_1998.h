/* parameters_1998: the trained parameters of LeNet-5 as it was published, and which maps of S2 each map of C3 sees.
 *
 * The layers have the shapes of ./parameters.h; what differs is that C3 is not connected to every map of S2, that S2 and
 * S4 have parameters, and that the output has none.
 */
#ifndef LENET5_MODEL_PARAMETERS_1998_H
#define LENET5_MODEL_PARAMETERS_1998_H

#include "parameters.h"

/* In the order in which they are written: floats without padding. A kernel of C3 belongs to a connection, by C3's map
 * and then by S2's. */
typedef struct parameters_1998 {
    float c1_weight[C1_CHANNELS][1][KERNEL_SIDE][KERNEL_SIDE], c1_bias[C1_CHANNELS];
    float s2_coefficient[C1_CHANNELS], s2_bias[C1_CHANNELS];
    float c3_weight[LENET5_1998_CONNECTIONS][KERNEL_SIDE][KERNEL_SIDE], c3_bias[C3_CHANNELS];
    float s4_coefficient[C3_CHANNELS], s4_bias[C3_CHANNELS];
    float c5_weight[C5_OUTPUTS][C3_CHANNELS][S4_SIDE][S4_SIDE], c5_bias[C5_OUTPUTS];
    float f6_weight[F6_OUTPUTS][C5_OUTPUTS], f6_bias[F6_OUTPUTS];
} parameters_1998;

_Static_assert(sizeof(parameters_1998) == LENET5_1998_PARAMETERS * sizeof(float),
               "the public number of parameters is the network's");
_Static_assert((int)F6_OUTPUTS == (int)LENET5_1998_CODE, "F6 is a picture of as many pixels as a code has");

/* The paper's Table I. */
extern const lenet5_connection CONNECTIONS_1998[LENET5_1998_CONNECTIONS];

#endif
