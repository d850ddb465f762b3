/* Normalisation and inversion of the input, taken into C1. */
#include "fold.h"

void fold_input(const fold_options *options, network_parameters *parameters, network_options *run) {
    enum { CHANNELS = 6, TAPS = 25 };
    const double paper = options->inverted ? 1 : 0, scale = (options->inverted ? -1 : 1) / (double)options->std;
    const double shift = (paper - (double)options->mean) / (double)options->std;
    for (int c = 0; c < CHANNELS; c++) {
        float *kernel = &parameters->c1_weight[c][0][0][0];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            sum += (double)kernel[i];
            kernel[i] = (float)(scale * (double)kernel[i]);
        }
        parameters->c1_bias[c] = (float)((double)parameters->c1_bias[c] + shift * sum);
    }
    *run = (network_options){0};
    if (options->side == LENET5_INPUT_SIDE) return;
    run->border = options->inverted ? 1 - options->mean : options->mean;
    run->in_floats = run->border != 0;
}
