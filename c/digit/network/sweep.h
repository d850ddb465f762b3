/* sweep: LeNet-5 along a wide picture, as a space displacement neural network (LeCun et al. 1998, section VIII).
 *
 * The network is moved in steps of SWEEP_STRIDE pixels, the product of its two poolings. C5, F6 and F7 are then convolutions
 * over S4, so that what neighbouring places have in common is computed once. Each output equals, to the bit, what
 * network_forward gives for the window of 32×32 at its place.
 */
#ifndef LENET5_DIGIT_NETWORK_SWEEP_H
#define LENET5_DIGIT_NETWORK_SWEEP_H

#include "network.h"

enum { SWEEP_STRIDE = LENET5_SWEEP_STRIDE };
_Static_assert((int)SWEEP_STRIDE == C1_SIDE / S2_SIDE * (C3_SIDE / S4_SIDE),
               "the stride is the product of the poolings");

/* How many places a picture of a width ≥ 32 has. */
static inline int sweep_places(int width) { return (width - LENET5_INPUT_SIDE) / SWEEP_STRIDE + 1; }

/* picture [32][width] 0 paper … 255 ink → logits [sweep_places(width)][10]. activations are
 * written over. */
void network_sweep(const network *net, network_scratch *scratch, const uint8_t *picture, int width,
                   lenet5_activations *activations, float logits[][LENET5_CLASSES]);

#endif
