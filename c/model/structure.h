/* structure: how both networks are built, from which the sizes of their layers are computed. */
#ifndef LENET5_MODEL_STRUCTURE_H
#define LENET5_MODEL_STRUCTURE_H

#include "../include/lenet5.h"

typedef enum layer_kind {
    LAYER_PICTURE,
    LAYER_CONVOLUTION, /* a kernel for each input map of each output map, a bias for each output map */
    LAYER_MAXIMUM,     /* of 2×2 */
    LAYER_SUBSAMPLING, /* the sum of 2×2, a coefficient and a bias for each map */
    LAYER_FULL,        /* a weight for each input, a bias */
    LAYER_DISTANCE     /* from a fixed code */
} layer_kind;

typedef struct layer_design {
    const char *name, *text; /* text: the kind for people, with the activation function */
    layer_kind kind;
    int maps;    /* of the output; units where it is a vector */
    int kernels; /* of a convolution */
} layer_design;

/* LENET5_LAYERS of them. */
const layer_design *structure_designs(lenet5_network network);

/* The sizes of a layer that has the one before as its input; of the first one, null. */
void structure_measure(const layer_design *design, const lenet5_layer *before, lenet5_layer *out);

#endif
