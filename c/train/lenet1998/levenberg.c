/* levenberg: the schedule, the rates and a step. */
#include "levenberg.h"

/* "0.0005 for the first two passes, 0.0002 for the next three, 0.0001 for the next three, 0.00005 for the next 4, and
 * 0.00001 thereafter." */
float levenberg_rate(int pass, float factor) {
    const float rate = pass < 2 ? 0.0005f : pass < 5 ? 0.0002f : pass < 8 ? 0.0001f : pass < 12 ? 0.00005f : 0.00001f;
    return factor * rate;
}

void levenberg_rates(float rate, float mu, parameters_1998 *curvature) {
    const float pictures = LEVENBERG_PICTURES;
    float *values = (float *)(void *)curvature;
    for (int i = 0; i < LENET5_1998_PARAMETERS; i++) values[i] = rate / (mu + values[i] / pictures);
}

void levenberg_step(const parameters_1998 *rates, const parameters_1998 *gradient, parameters_1998 *parameters) {
    const float *restrict rate = (const float *)(const void *)rates;
    const float *restrict slope = (const float *)(const void *)gradient;
    float *restrict value = (float *)(void *)parameters;
    for (int i = 0; i < LENET5_1998_PARAMETERS; i++) value[i] -= rate[i] * slope[i];
}
