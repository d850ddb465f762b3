/* The working memory of lattice's files. */
#ifndef LENET5_NUMBER_LATTICE_SCRATCH_H
#define LENET5_NUMBER_LATTICE_SCRATCH_H

#include "model.h"

struct lattice_scratch {
    lattice_model model;
    uint8_t ink[SEGMENT_HEIGHT * SEGMENT_MAX_WIDTH]; /* of one arc alone, in its frame */
    uint8_t square[SEGMENT_HEIGHT * SEGMENT_HEIGHT]; /* the same when it is too wide */
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    _Alignas(LENET5_ALIGNMENT) uint8_t network[]; /* a network_scratch */
};

/* An arc's ink in a frame of its own, as large as its box or larger. */
typedef struct lattice_crop {
    const uint8_t *ink;
    ink_box frame; /* in the field */
    int32_t mass;
} lattice_crop;

/* What the network says of read->picture: sets the rest of read but its box. */
void lattice_look(const network *net, const decide_rule *rule, lattice_scratch *scratch, lenet5_result *read);

/* Fills arc->feature and arc->digit from the arc's ink and what the network said of it. */
void lattice_describe(const decide_rule *rule, const segment_field *field, const lattice_crop *crop,
                      const lenet5_result *read, lattice_arc *arc);

/* Fills arc->score from arc->feature and arc->digit. */
void lattice_weigh(const lattice_model *model, int is_amount, lattice_arc *arc);

#endif
