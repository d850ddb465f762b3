/* prepare: a picture, strokes or a normalised picture → the input of either network. */
#ifndef LENET5_API_PREPARE_H
#define LENET5_API_PREPARE_H

#include "objects.h"

/* The context; null where there is no network, so that nothing is prepared for it. */
static inline lenet5_context *prepare_usable(const void *net, lenet5_context *context) {
    return net == NULL ? NULL : context;
}

/* Each returns LENET5_OK with the context's input and the result's picture and box set, the rest of *result left as it
 * was; or why there is nothing to read, with all of *result written (unless null): LENET5_BLANK, LENET5_NO_MEMORY, or
 * LENET5_BAD_ARGUMENT, also for a null context. */
lenet5_status prepare_picture(lenet5_context *context, const uint8_t *rgba, int width, int height,
                              lenet5_result *result);
lenet5_status prepare_strokes(lenet5_context *context, const lenet5_point *points, size_t count, lenet5_result *result);
lenet5_status prepare_normalised(lenet5_context *context, const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                                 lenet5_result *result);
lenet5_status prepare_input(lenet5_context *context, const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                            lenet5_result *result);

#endif
