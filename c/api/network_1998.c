/* The interface's predictions by the network of 1998: everything before the network is that of today's. */
#include <string.h>

#include "../base/maths/maths.h"
#include "../digit/network/lenet1998/lenet1998.h"
#include "../model/weights_1998.h"
#include "prepare.h"

struct lenet5_1998 {
    rule_1998 rule;
    uint8_t connected[LENET5_1998_CONNECTIONS];
    parameters_1998 parameters;
};

size_t lenet5_1998_size(void) { return arena_part_size(sizeof(lenet5_1998)); }

lenet5_status lenet5_1998_load(lenet5_1998 *net, const void *file, size_t bytes, lenet5_error *fault) {
    lenet5_error unwanted;
    if (fault == NULL) fault = &unwanted;
    if (net == NULL) return LENET5_BAD_ARGUMENT;
    const lenet5_status status = weights_1998_read(file, bytes, &net->parameters, &net->rule, fault);
    if (status == LENET5_OK) memset(net->connected, 1, sizeof net->connected);
    return status;
}

int lenet5_1998_is_calibrated(const lenet5_1998 *net) { return net != NULL && net->rule.is_calibrated; }

const lenet5_activations *lenet5_1998_layers(const lenet5_1998 *net, lenet5_context *context) {
    lenet1998_input(context->input, context->activations.input);
    lenet1998_forward(&net->parameters, net->connected, &context->activations);
    return &context->activations;
}

/* Reads the context's input when that is ready. */
static lenet5_status answer(const lenet5_1998 *net, lenet5_context *context, lenet5_status ready,
                            lenet5_result *result) {
    if (ready != LENET5_OK) return ready;
    decide(&net->rule.decide, lenet5_1998_layers(net, context)->logits, result);
    return (lenet5_status)result->status;
}

lenet5_status lenet5_1998_predict(const lenet5_1998 *net, lenet5_context *context, const uint8_t *rgba, int width,
                                  int height, lenet5_result *result) {
    return answer(net, context, prepare_picture(prepare_usable(net, context), rgba, width, height, result), result);
}

lenet5_status lenet5_1998_predict_normalised(const lenet5_1998 *net, lenet5_context *context,
                                             const uint8_t picture[LENET5_SIDE * LENET5_SIDE], lenet5_result *result) {
    return answer(net, context, prepare_normalised(prepare_usable(net, context), picture, result), result);
}

lenet5_status lenet5_1998_predict_input(const lenet5_1998 *net, lenet5_context *context,
                                        const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                                        lenet5_result *result) {
    return answer(net, context, prepare_input(prepare_usable(net, context), input, result), result);
}

lenet5_status lenet5_1998_predict_strokes(const lenet5_1998 *net, lenet5_context *context, const lenet5_point *points,
                                          size_t count, lenet5_result *result) {
    return answer(net, context, prepare_strokes(prepare_usable(net, context), points, count, result), result);
}

/* 1 / (1 + e^(score + j)), since the score is ln Σ e^−y. */
float lenet5_1998_rubbish(const lenet5_1998 *net, const lenet5_result *result) {
    return 1 / (1 + maths_exp(result->score + net->rule.rubbish));
}

lenet5_connection lenet5_1998_connection(int number) { return CONNECTIONS_1998[number]; }

void lenet5_1998_connect(lenet5_1998 *net, const uint8_t connected[LENET5_1998_CONNECTIONS]) {
    memcpy(net->connected, connected, sizeof net->connected);
}

void lenet5_1998_code(int digit, float code[LENET5_1998_CODE]) { lenet1998_code(digit, code); }
