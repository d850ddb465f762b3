/* objects: how the interface's objects lie in the caller's memory. */
#ifndef LENET5_API_OBJECTS_H
#define LENET5_API_OBJECTS_H

#include "../digit/decide/decide.h"
#include "../digit/ink/ink.h"
#include "../digit/network/network.h"
#include "../digit/normalise/normalise.h"
#include "../include/lenet5.h"

/* Both objects begin with what is known here; parts whose size only their own step knows follow it, aligned. */
struct lenet5 {
    decide_rule rule;
    int is_calibrated;
    network_parameters parameters;
};

struct lenet5_context {
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]; /* of the last prediction */
    lenet5_activations activations;
};

static inline size_t aligned(size_t bytes) {
    return (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT;
}

static inline network *network_of(lenet5 *net) { return (network *)((char *)net + aligned(sizeof *net)); }

static inline const network *network_in(const lenet5 *net) {
    return (const network *)((const char *)net + aligned(sizeof *net));
}

static inline ink_scratch *ink_scratch_of(lenet5_context *context) {
    return (ink_scratch *)((char *)context + aligned(sizeof *context));
}

static inline normalise_scratch *normalise_scratch_of(lenet5_context *context) {
    return (normalise_scratch *)((char *)ink_scratch_of(context) + aligned(ink_scratch_size()));
}

static inline network_scratch *network_scratch_of(lenet5_context *context) {
    return (network_scratch *)((char *)normalise_scratch_of(context) + aligned(normalise_scratch_size()));
}

static inline inkmap_scratch *inkmap_scratch_of(lenet5_context *context) {
    return ink_map_scratch(ink_scratch_of(context));
}

#endif
