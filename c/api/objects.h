/* objects: how the interface's objects lie in the caller's memory. */
#ifndef LENET5_API_OBJECTS_H
#define LENET5_API_OBJECTS_H

#include "../base/arena.h"
#include "../digit/decide/decide.h"
#include "../digit/ink/ink.h"
#include "../digit/network/network.h"
#include "../digit/normalise/normalise.h"
#include "../include/lenet5.h"

_Static_assert((int)ARENA_ALIGNMENT == (int)LENET5_ALIGNMENT, "parts are aligned as the objects are");

/* The network's parameters, packed for the kernels, follow it, aligned. */
struct lenet5 {
    decide_rule rule;
    int is_calibrated;
    network_parameters parameters;
};

/* What the steps work in follows it, aligned. */
struct lenet5_context {
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]; /* of the last prediction */
    lenet5_activations activations;
    int pixels, longest; /* of the pictures that there is room for; 0: of none */
    network_scratch *network;
    normalise_scratch *normalise;
    inkmap_scratch *map;
    ink_scratch *ink; /* null where there is room for no picture */
};

static inline network *network_of(lenet5 *net) { return (network *)((char *)net + arena_part_size(sizeof *net)); }

static inline const network *network_in(const lenet5 *net) {
    return (const network *)((const char *)net + arena_part_size(sizeof *net));
}

/* Whether there is room for a picture, which arguments_are_picture has let pass. */
static inline int context_holds(const lenet5_context *context, int width, int height) {
    return int_max(width, height) <= context->longest && width * height <= context->pixels;
}

#endif
