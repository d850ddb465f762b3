/* start: the weights that a training of the network of 1998 begins with. */
#ifndef LENET5_TRAIN_LENET1998_START_H
#define LENET5_TRAIN_LENET1998_START_H

#include <stdint.h>

#include "../../model/parameters_1998.h"

/* Evenly from ±2.4 / fan-in, the number of a unit's inputs (the paper's section II-B). The paper doesn't say what a
 * bias is, and how many inputs a unit of S2 or S4 has: here the bias is one more input, whose weight is drawn as the
 * others are, and there are 5, the four pixels and the bias. */
void start_1998(uint64_t seed, parameters_1998 *parameters);

#endif
