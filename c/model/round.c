/* round: rounds the weights of each layer to multiples of the power of two of least squared error. */
#include "round.h"

#include "weights.h"

/* The largest multiple of a step that `bits` hold, either way. */
static double most_of(int bits) { return (double)((1 << (bits - 1)) - 1); }

static double rounded(double weight, double step, double most) {
    double steps = weight / step;
    if (steps > most) return most * step;
    if (steps < -most) return -most * step;
    return (double)(int)(steps < 0 ? steps - 0.5 : steps + 0.5) * step;
}

static double squared_error(const float *weights, int count, double step, double most) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        double error = rounded(weights[i], step, most) - weights[i];
        sum += error * error;
    }
    return sum;
}

/* The power of two at which the largest weight still fits; a smaller one cuts the largest off and is finer for the
 * rest. */
static double widest_step(const float *weights, int count, double most) {
    double largest = 1e-30, step = 1;
    for (int i = 0; i < count; i++) {
        double magnitude = weights[i] < 0 ? -weights[i] : weights[i];
        if (magnitude > largest) largest = magnitude;
    }
    while (step * most < largest) step *= 2;
    while (step * most >= 2 * largest) step /= 2;
    return step;
}

void round_layer(float *weights, int count, int bits) {
    enum { TRIED = 4 };
    double most = most_of(bits), step = widest_step(weights, count, most), best = step, least = 0;
    for (int i = 0; i < TRIED; i++, step /= 2) {
        double error = squared_error(weights, count, step, most);
        if (i > 0 && error >= least) continue;
        least = error;
        best = step;
    }
    for (int i = 0; i < count; i++) weights[i] = (float)rounded(weights[i], best, most);
}

void weights_round(network_parameters *parameters) {
    round_layer(&parameters->c1_weight[0][0][0][0], 6 * 25, 8);
    round_layer(&parameters->c3_weight[0][0][0][0], 16 * 150, 6);
    round_layer(&parameters->c5_weight[0][0][0][0], 120 * 400, 5);
    round_layer(&parameters->f6_weight[0][0], 84 * 120, 5);
    round_layer(&parameters->f7_weight[0][0], 10 * 84, 6);
}
