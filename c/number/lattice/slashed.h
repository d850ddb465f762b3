/* slashed: whether a picture shows a zero with a slash through it, which some writers keep from an O in that way. */
#ifndef LENET5_NUMBER_LATTICE_SLASHED_H
#define LENET5_NUMBER_LATTICE_SLASHED_H

#include "../../include/lenet5.h"

/* Of the network's input, [32][32], of what is most like a 0: whether lines along x and along y meet three strokes, the
 * ring's sides and the slash. Of two digits beside each other none along y does, and of an 8 none along x. */
int slashed_is_zero(const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]);

#endif
