/* optimise: initial weights, the learning rate of a step, and the momentum update. */
#include "optimise.h"

#include <string.h>

#include "../base/maths/maths.h"

/* Draws one layer's weights and clears its biases; returns where the next layer begins. */
static float *start_layer(random_stream *stream, int outputs, int inputs, float *parameters) {
    float deviation = maths_sqrt(2.0f / (float)inputs);
    for (int i = 0; i < outputs * inputs; i++) *parameters++ = deviation * random_normal(stream);
    for (int i = 0; i < outputs; i++) *parameters++ = 0.0f;
    return parameters;
}

void optimise_start(const gradient_shape *shape, uint64_t seed, float *parameters) {
    enum { KERNEL = 25 };
    random_stream stream = random_start(seed, UINT64_MAX, 0);
    parameters = start_layer(&stream, shape->c1, KERNEL, parameters);
    parameters = start_layer(&stream, shape->c3, shape->c1 * KERNEL, parameters);
    parameters = start_layer(&stream, shape->c5, shape->c3 * KERNEL, parameters);
    parameters = start_layer(&stream, shape->f6, shape->c5, parameters);
    start_layer(&stream, LENET5_CLASSES, shape->f6, parameters);
}

float optimise_rate(const optimisation *settings, size_t step, size_t steps, size_t per_epoch) {
    float warm_up = settings->warm_up * (float)per_epoch;
    if ((float)step < warm_up) return settings->learning_rate * (float)(step + 1) / (warm_up + 1.0f);
    float progress = ((float)step - warm_up) / ((float)steps - warm_up);
    return settings->learning_rate * 0.5f * (1.0f + maths_cos(3.14159265f * progress));
}

float optimise_ema_decay(const optimisation *settings, size_t steps) {
    const float reach = 0.1f * (float)steps, shorter = reach > 1.0f ? 1.0f - 1.0f / reach : 0.0f;
    return shorter < settings->ema_decay ? shorter : settings->ema_decay;
}

/* The sum of count gradients' parameters first … first + length − 1. */
static void sum_gradients(const float *const *gradients, int count, size_t first, size_t length, float *restrict sum) {
    memcpy(sum, gradients[0] + first, length * sizeof(float));
    for (int k = 1; k < count; k++) {
        const float *restrict gradient = gradients[k] + first;
        for (size_t i = 0; i < length; i++) sum[i] += gradient[i];
    }
}

static void step_block(const optimisation *settings, float rate, float ema_decay, const float *restrict gradient,
                       size_t length, float *restrict parameters, float *restrict momentum, float *restrict average) {
    const float kept = settings->momentum, decay = settings->decay, towards = 1.0f - ema_decay;
    for (size_t i = 0; i < length; i++) {
        float slope = gradient[i] + decay * parameters[i];
        momentum[i] = kept * momentum[i] + slope;
        parameters[i] -= rate * (slope + kept * momentum[i]);
        average[i] += towards * (parameters[i] - average[i]);
    }
}

void optimise_step(const optimisation *settings, float rate, float ema_decay, const float *const *gradients, int count,
                   size_t first, size_t last, float *parameters, float *momentum, float *average) {
    enum { BLOCK = 512 };
    float sum[BLOCK];
    while (first < last) {
        size_t length = last - first < BLOCK ? last - first : BLOCK;
        sum_gradients(gradients, count, first, length, sum);
        step_block(settings, rate, ema_decay, sum, length, parameters + first, momentum + first, average + first);
        first += length;
    }
}
