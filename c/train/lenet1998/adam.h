/* adam: D. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, with a cosine schedule. */
#ifndef LENET5_TRAIN_LENET1998_ADAM_H
#define LENET5_TRAIN_LENET1998_ADAM_H

#include <stddef.h>

#include "../../model/parameters_1998.h"

typedef struct adam_state {
    parameters_1998 mean, square;     /* moving averages of the gradient and of its square */
    float mean_weight, square_weight; /* what of them is still the zeros that they began with */
} adam_state;

/* All zeros, weights one. */
void adam_start(adam_state *state);

/* The rate of a step, from 0 on, of `steps`: rises for the first thousand, then falls along a cosine to 0. */
float adam_rate(float largest, size_t step, size_t steps);

/* gradient: the sum over a batch, of which each picture has the share. */
void adam_step(adam_state *state, float rate, float share, const parameters_1998 *gradient,
               parameters_1998 *parameters);

#endif
