/* The interface's predictions: a picture, strokes or a normalised picture → a digit. */
#include "prepare.h"

/* Reads the context's input when that is ready. */
static lenet5_status answer(const lenet5 *net, lenet5_context *context, lenet5_status ready, lenet5_result *result) {
    float logits[LENET5_CLASSES];
    if (ready != LENET5_OK) return ready;
    network_logits(network_in(net), context->network, context->input, logits);
    decide(&net->rule, logits, result);
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

lenet5_status lenet5_predict(const lenet5 *net, lenet5_context *context, const uint8_t *rgba, int width, int height,
                             lenet5_result *result) {
    return answer(net, context, prepare_picture(prepare_usable(net, context), rgba, width, height, result), result);
}

lenet5_status lenet5_predict_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points,
                                     size_t count, lenet5_result *result) {
    return answer(net, context, prepare_strokes(prepare_usable(net, context), points, count, result), result);
}

const lenet5_activations *lenet5_layers(const lenet5 *net, lenet5_context *context) {
    network_see(network_in(net), context->input, context->activations.input);
    network_forward(network_in(net), context->network, &context->activations);
    return &context->activations;
}
