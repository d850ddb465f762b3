/* The interface's predictions: a picture, strokes or a normalised picture → a digit. */
#include <string.h>

#include "../digit/strokes/rasterise.h"
#include "arguments.h"
#include "frame.h"
#include "objects.h"

static lenet5_status finish(lenet5_result *result, lenet5_status status) {
    memset(result, 0, sizeof *result);
    result->status = status;
    result->digit = -1;
    return status;
}

/* Reads context's input, of which result->picture is the middle. */
static lenet5_status read_input(const lenet5 *net, lenet5_context *context, lenet5_box box, lenet5_result *result) {
    float logits[LENET5_CLASSES];
    result->box = box;
    network_logits(network_in(net), context->network, context->input, logits);
    decide(&net->rule, logits, result);
    return (lenet5_status)result->status;
}

static lenet5_status read_picture(const lenet5 *net, lenet5_context *context, lenet5_box box, lenet5_result *result) {
    network_frame(result->picture, context->input);
    return read_input(net, context, box, result);
}

lenet5_status lenet5_predict_normalised(const lenet5 *net, lenet5_context *context,
                                        const uint8_t picture[LENET5_SIDE * LENET5_SIDE], lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || picture == NULL) return finish(result, LENET5_BAD_ARGUMENT);
    memcpy(result->picture, picture, sizeof result->picture);
    return read_picture(net, context, (lenet5_box){0, 0, LENET5_SIDE, LENET5_SIDE}, result);
}

lenet5_status lenet5_predict_batch(const lenet5 *net, lenet5_context *context, const uint8_t *pictures, size_t count,
                                   lenet5_result *results) {
    if (net == NULL || context == NULL || pictures == NULL || results == NULL) return LENET5_BAD_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        lenet5_predict_normalised(net, context, pictures + i * LENET5_SIDE * LENET5_SIDE, &results[i]);
    return LENET5_OK;
}

lenet5_status lenet5_predict_input(const lenet5 *net, lenet5_context *context,
                                   const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], lenet5_result *result) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || input == NULL) return finish(result, LENET5_BAD_ARGUMENT);
    memcpy(context->input, input, sizeof context->input);
    for (int y = 0; y < LENET5_SIDE; y++)
        memcpy(&result->picture[y * LENET5_SIDE], &input[(y + BORDER) * LENET5_INPUT_SIDE + BORDER], LENET5_SIDE);
    return read_input(net, context, (lenet5_box){0, 0, LENET5_INPUT_SIDE, LENET5_INPUT_SIDE}, result);
}

/* The digit's ink → result->picture; its box in working pixels, of width 0 when there is none. */
static pixel_box normalise_map(lenet5_context *context, ink_map *map, lenet5_result *result) {
    pixel_box box = ink_choose_digit(map, context->map);
    if (box.width > 0) normalise_digit(map->ink, map->width, box, context->normalise, result->picture);
    return box;
}

static lenet5_box found_in(pixel_box box) { return (lenet5_box){box.x, box.y, box.width, box.height}; }

lenet5_status lenet5_predict(const lenet5 *net, lenet5_context *context, const uint8_t *rgba, int width, int height,
                             lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || !arguments_are_picture(rgba, width, height))
        return finish(result, LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return finish(result, LENET5_NO_MEMORY);
    ink_map map;
    ink_extract(rgba, width, height, context->ink, NULL, &map);
    pixel_box box = normalise_map(context, &map, result);
    if (box.width == 0) return finish(result, LENET5_BLANK);
    const frame to = frame_of_picture(&map, width, height);
    return read_picture(net, context, frame_box(&to, found_in(box)), result);
}

lenet5_status lenet5_predict_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points,
                                     size_t count, lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || count > LENET5_MAX_POINTS || (points == NULL && count > 0) ||
        !arguments_are_strokes(points, count))
        return finish(result, LENET5_BAD_ARGUMENT);
    if (count == 0) return finish(result, LENET5_BLANK);
    ink_map map;
    render_frame drawn;
    render_strokes(points, count, context->map, &map, &drawn);
    pixel_box box = normalise_map(context, &map, result);
    if (box.width == 0) return finish(result, LENET5_BLANK);
    const frame to = frame_of_strokes(&map, drawn.x, drawn.y, 1 / drawn.scale);
    return read_picture(net, context, frame_box(&to, found_in(box)), result);
}

const lenet5_activations *lenet5_layers(const lenet5 *net, lenet5_context *context) {
    network_see(network_in(net), context->input, context->activations.input);
    network_forward(network_in(net), context->network, &context->activations);
    return &context->activations;
}
