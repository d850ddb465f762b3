/* The working memory of lattice's files. */
#ifndef LENET5_LATTICE_SCRATCH_H
#define LENET5_LATTICE_SCRATCH_H

#include "lattice.h"

struct lattice_scratch {
    uint8_t ink[SEGMENT_HEIGHT * SEGMENT_MAX_WIDTH]; /* of one arc alone, in its own box */
    lenet5_activations activations;
    uint8_t normalise[];
};

/* Fills arc->feature and arc->digit from the arc's ink. */
void lattice_describe(const decide_rule *rule, const segment_field *field, const lenet5_result *read, int32_t mass,
                      int gap, lattice_arc *arc);

/* Fills arc->kind from arc->feature. */
void lattice_weigh(lattice_arc *arc);

#endif
