/* layout: which tensors a file of weights holds, in the order in which they are written. */
#ifndef LENET5_MODEL_LAYOUT_H
#define LENET5_MODEL_LAYOUT_H

#include <stddef.h>

#include "weights.h"

enum { LAYOUT_TENSORS = 10, LAYOUT_MAX_DIMENSIONS = 4 };

typedef struct layout_tensor {
    const char *name; /* in PyTorch's state dictionary */
    int dimensions, shape[LAYOUT_MAX_DIMENSIONS];
    size_t count;  /* of floats: the product of the shape */
    size_t offset; /* of the first byte in network_parameters */
} layout_tensor;

extern const layout_tensor LAYOUT[LAYOUT_TENSORS];

#endif
