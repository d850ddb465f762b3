/* The interface's predictions: a picture, strokes or a normalised picture → a digit. */
#include "arguments.h"
#include "examine.h"

/* Reads the context's input when that is ready. */
static lenet5_status answer(const lenet5 *net, lenet5_context *context, lenet5_status ready, lenet5_result *result) {
    if (ready != LENET5_OK) return ready;
    examine_input(net, context, result);
    return (lenet5_status)result->status;
}

lenet5_status lenet5_predict_normalised(const lenet5 *net, lenet5_context *context,
                                        const uint8_t picture[LENET5_SIDE * LENET5_SIDE], lenet5_result *result) {
    return answer(net, context, prepare_normalised(prepare_usable(net, context), picture, result), result);
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
    return answer(net, context, prepare_input(prepare_usable(net, context), input, result), result);
}

/* What was found, in the frame of the picture or of the strokes. */
static lenet5_status located(const prepared_map *map, lenet5_result *result) {
    result->box = frame_box(&map->to, result->box);
    return (lenet5_status)result->status;
}

lenet5_status lenet5_predict(const lenet5 *net, lenet5_context *context, const uint8_t *rgba, int width, int height,
                             lenet5_result *result) {
    prepared_map map;
    const lenet5_status ready = prepare_map_of_picture(prepare_usable(net, context), rgba, width, height, &map, result);
    if (ready != LENET5_OK) return ready;
    examine_map(net, context, &map.ink, result);
    return located(&map, result);
}

/* What several strokes draw is examined as drawn with a pen that is fine enough for what may be around the digit. What
 * turns out to be one digit and nothing else is drawn with the pen that the network knows best. */
lenet5_status lenet5_predict_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points,
                                     size_t count, lenet5_result *result) {
    prepared_map map;
    context = prepare_usable(net, context);
    if (count > 0 && arguments_are_strokes(points, count) && points[0].stroke != points[count - 1].stroke &&
        prepare_map_of_strokes(context, points, count, RENDER_FINE, &map, result) == LENET5_OK &&
        examine_drawn(net, context, &map.ink, result))
        return located(&map, result);
    const lenet5_status ready = prepare_map_of_strokes(context, points, count, RENDER_MNIST, &map, result);
    if (ready != LENET5_OK) return ready;
    examine_digit(net, context, &map.ink, result);
    return located(&map, result);
}

const lenet5_activations *lenet5_layers(const lenet5 *net, lenet5_context *context) {
    network_see(network_in(net), context->input, context->activations.input);
    network_forward(network_in(net), context->network, &context->activations);
    return &context->activations;
}
