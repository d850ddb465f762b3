/* fold: a network trained on other numbers than the engine's input → the same network for the engine's.
 *
 * The engine's input is x = 0 paper … 1 ink. Trained on z = (i − mean) / std, where i = x or, inverted, 1 − x, C1's
 * sums are w·z + b = (±w / std)·x + (b + Σ w · (i₀ − mean) / std), i₀ being i for paper: weights and biases take it
 * in exactly.
 *
 * A network for 28×28 whose C1 pads with two pixels of 0 sees z = 0 there, which is x = mean (inverted: 1 − mean).
 * Paper is that only where mean is 0 (inverted: 1); otherwise the border gets this value, which only the floats can
 * have.
 */
#ifndef LENET5_IMPORT_FOLD_H
#define LENET5_IMPORT_FOLD_H

#include "../digit/network/network.h"

/* What tensors can't say. All 0 but std is the tutorial's network: nothing normalised, 32×32. */
typedef struct fold_options {
    float mean, std; /* of the normalised input; 0 and 1: none. std > 0 */
    int inverted;    /* trained on 1 paper … 0 ink */
    int side;        /* of the input: 32, or 28 which C1 pads by 2 */
} fold_options;

void fold_input(const fold_options *options, network_parameters *parameters, network_options *run);

#endif
