/* The working memory of lattice's files. */
#ifndef LENET5_NUMBER_LATTICE_SCRATCH_H
#define LENET5_NUMBER_LATTICE_SCRATCH_H

#include "lattice.h"
#include "model.h"

struct lattice_scratch {
    lattice_model model;
    uint8_t ink[SEGMENT_HEIGHT * SEGMENT_MAX_WIDTH]; /* of one arc alone, in its frame */
    uint8_t square[SEGMENT_HEIGHT * SEGMENT_HEIGHT]; /* the same when it is too wide */
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    _Alignas(LENET5_ALIGNMENT) uint8_t network[]; /* a network_scratch */
};

#endif
