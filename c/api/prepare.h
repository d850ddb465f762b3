/* prepare: a picture, strokes or a normalised picture → the input of either network. */
#ifndef LENET5_API_PREPARE_H
#define LENET5_API_PREPARE_H

#include "../digit/strokes/rasterise.h"
#include "frame.h"
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

/* What a picture or strokes show, and where that lies in their unit. */
typedef struct prepared_map {
    ink_map ink;
    frame to;
} prepared_map;

/* The steps of the above for who looks at the ink in between; returns and writes as they do, but sets nothing of *result
 * where all is well. */
lenet5_status prepare_map_of_picture(lenet5_context *context, const uint8_t *rgba, int width, int height,
                                     prepared_map *map, lenet5_result *result);
lenet5_status prepare_map_of_strokes(lenet5_context *context, const lenet5_point *points, size_t count, render_pen pen,
                                     prepared_map *map, lenet5_result *result);

/* Ink in the box → the context's input, *result's picture, and its box in working pixels. Returns LENET5_OK. */
lenet5_status prepare_ink(lenet5_context *context, const ink_map *map, pixel_box box, lenet5_result *result);

lenet5_box prepare_box(pixel_box box);

/* No digit: *result is empty but for why, which is returned. */
lenet5_status prepare_none(lenet5_result *result, lenet5_status why);

#endif
