/* optimise: stochastic gradient descent with momentum, L2 decay, a cosine schedule and a moving average.
 *
 * Nesterov's momentum is in the form of I. Sutskever et al., "On the importance of initialization and momentum in deep
 * learning", ICML 2013, that PyTorch uses; the learning rate has a warm-up and a cosine (I. Loshchilov, F. Hutter,
 * "SGDR", ICLR 2017); the average of the parameters is exponential. */
#ifndef LENET5_TRAIN_OPTIMISE_H
#define LENET5_TRAIN_OPTIMISE_H

#include <stddef.h>

#include "../base/random.h"
#include "gradient.h"

typedef struct optimisation {
    float learning_rate; /* the highest */
    float warm_up;       /* epochs until it is reached */
    float momentum;
    float decay;     /* L2: decay times each parameter is added to its gradient */
    float ema_decay; /* of the moving average: the share of itself that it keeps at each step, in long trainings */
} optimisation;

/* The parameters' start: normal with variance 2 / fan-in, biases 0 (K. He et al., "Delving Deep into Rectifiers", ICCV
 * 2015). */
void optimise_start(const gradient_shape *shape, uint64_t seed, float *parameters);

/* The learning rate of one step of a training of steps in all, per_epoch of them an epoch. */
float optimise_rate(const optimisation *settings, size_t step, size_t steps, size_t per_epoch);

/* ema_decay, or less in a training of few steps, so that the average reaches back over a tenth of them: or else the random
 * parameters of the start would still be in it at the end. */
float optimise_ema_decay(const optimisation *settings, size_t steps);

/* One step on parameters first … last − 1, whose average keeps ema_decay of itself. gradients: count arrays of all the parameters, summed in their order. */
void optimise_step(const optimisation *settings, float rate, float ema_decay, const float *const *gradients, int count,
                   size_t first, size_t last, float *parameters, float *momentum, float *average);

#endif
