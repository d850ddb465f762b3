/* adam: the schedule and a step. */
#include "adam.h"

#include <string.h>

#include "../../base/maths/maths.h"

static const float MEAN_DECAY = 0.9f, SQUARE_DECAY = 0.999f, LEAST = 1e-8f; /* the paper's */

void adam_start(adam_state *state) {
    memset(state, 0, sizeof *state);
    state->mean_weight = state->square_weight = 1;
}

float adam_rate(float largest, size_t step, size_t steps) {
    const float WARM_UP = 1000;
    const float falling = 0.5f * (1 + maths_cos(3.14159265f * (float)step / (float)steps));
    return largest * falling * ((float)step < WARM_UP ? (float)(step + 1) / WARM_UP : 1);
}

void adam_step(adam_state *state, float rate, float share, const parameters_1998 *gradient,
               parameters_1998 *parameters) {
    const float *restrict sum = (const float *)(const void *)gradient;
    float *restrict mean = (float *)(void *)&state->mean, *restrict square = (float *)(void *)&state->square;
    float *restrict value = (float *)(void *)parameters;
    state->mean_weight *= MEAN_DECAY;
    state->square_weight *= SQUARE_DECAY;
    const float whole_mean = 1 - state->mean_weight, whole_square = 1 - state->square_weight;
    for (int i = 0; i < LENET5_1998_PARAMETERS; i++) {
        const float slope = share * sum[i];
        mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * slope;
        square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * (slope * slope);
        value[i] -= rate * (mean[i] / whole_mean) / (maths_sqrt(square[i] / whole_square) + LEAST);
    }
}
