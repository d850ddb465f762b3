/* round: weights → the nearest multiples of a power of two. */
#ifndef LENET5_MODEL_ROUND_H
#define LENET5_MODEL_ROUND_H

/* Rounds count weights, in place, to multiples that `bits` hold, either way: of the step of least squared error. */
void round_layer(float *weights, int count, int bits);

#endif
