/* prepare: what comes before the networks. */
#include "prepare.h"

#include <string.h>

#include "../digit/strokes/rasterise.h"
#include "arguments.h"
#include "frame.h"

static lenet5_status finish(lenet5_result *result, lenet5_status status) {
    memset(result, 0, sizeof *result);
    result->status = status;
    result->digit = -1;
    return status;
}

static lenet5_status prepared(lenet5_context *context, lenet5_box box, lenet5_result *result) {
    result->box = box;
    network_frame(result->picture, context->input);
    return LENET5_OK;
}

lenet5_status prepare_normalised(lenet5_context *context, const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                                 lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || picture == NULL) return finish(result, LENET5_BAD_ARGUMENT);
    memcpy(result->picture, picture, sizeof result->picture);
    return prepared(context, (lenet5_box){0, 0, LENET5_SIDE, LENET5_SIDE}, result);
}

lenet5_status prepare_input(lenet5_context *context, const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                            lenet5_result *result) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || input == NULL) return finish(result, LENET5_BAD_ARGUMENT);
    memcpy(context->input, input, sizeof context->input);
    for (int y = 0; y < LENET5_SIDE; y++)
        memcpy(&result->picture[y * LENET5_SIDE], &input[(y + BORDER) * LENET5_INPUT_SIDE + BORDER], LENET5_SIDE);
    result->box = (lenet5_box){0, 0, LENET5_INPUT_SIDE, LENET5_INPUT_SIDE};
    return LENET5_OK;
}

/* The digit's ink → result->picture; its box in working pixels, of width 0 when there is none. */
static pixel_box normalise_map(lenet5_context *context, ink_map *map, lenet5_result *result) {
    pixel_box box = ink_choose_digit(map, context->map);
    if (box.width > 0) normalise_digit(map->ink, map->width, box, context->normalise, result->picture);
    return box;
}

static lenet5_box found_in(pixel_box box) { return (lenet5_box){box.x, box.y, box.width, box.height}; }

lenet5_status prepare_picture(lenet5_context *context, const uint8_t *rgba, int width, int height,
                              lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || !arguments_are_picture(rgba, width, height)) return finish(result, LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return finish(result, LENET5_NO_MEMORY);
    ink_map map;
    ink_extract(rgba, width, height, context->ink, NULL, &map);
    pixel_box box = normalise_map(context, &map, result);
    if (box.width == 0) return finish(result, LENET5_BLANK);
    const frame to = frame_of_picture(&map, width, height);
    return prepared(context, frame_box(&to, found_in(box)), result);
}

lenet5_status prepare_strokes(lenet5_context *context, const lenet5_point *points, size_t count,
                              lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || !arguments_are_strokes(points, count)) return finish(result, LENET5_BAD_ARGUMENT);
    if (count == 0) return finish(result, LENET5_BLANK);
    ink_map map;
    render_frame drawn;
    render_strokes(points, count, RENDER_MNIST, context->map, &map, &drawn);
    pixel_box box = normalise_map(context, &map, result);
    if (box.width == 0) return finish(result, LENET5_BLANK);
    const frame to = frame_of_strokes(&map, drawn.x, drawn.y, 1 / drawn.scale);
    return prepared(context, frame_box(&to, found_in(box)), result);
}
