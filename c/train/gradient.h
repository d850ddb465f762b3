/* gradient: the network on 16 samples at once, forwards and backwards, for training.
 *
 * Each sample has one lane of every vector, so that a sum over pixels or channels is one chain of lane-wise
 * multiplications and additions in one fixed order: the result does not depend on the width of the machine's vectors.
 * Sums over the samples are made last, by halving.
 *
 * The layers are network.h's; the widths may be others, so that a larger network can be trained as a teacher.
 */
#ifndef LENET5_TRAIN_GRADIENT_H
#define LENET5_TRAIN_GRADIENT_H

#include <stddef.h>

#include "../digit/network/network.h"

enum { GRADIENT_LANES = 16 };

/* Numbers of feature maps and units. c1 is a multiple of 3, c3 of 4, c5 and f6 of 2; LeNet-5 is { 6, 16, 120, 84 }. */
typedef struct gradient_shape {
    int c1, c3, c5, f6;
} gradient_shape;

extern const gradient_shape gradient_lenet5;

/* Parameters are one array of floats in the order of network_parameters, which for LeNet-5 it is. */
size_t gradient_parameter_count(const gradient_shape *shape);

/* The layers' outputs and gradients of 16 samples: the caller's memory, aligned to LENET5_ALIGNMENT, one a thread. */
typedef struct gradient_batch gradient_batch;
size_t gradient_batch_size(const gradient_shape *shape);
void gradient_prepare(const gradient_shape *shape, gradient_batch *batch);

/* Sets one lane's input: [28][28], 0 paper … 1 ink; the border of 2 stays 0. */
void gradient_set_input(gradient_batch *batch, int lane, const float picture[LENET5_SIDE * LENET5_SIDE]);

/* Computes the 16 samples' logits. */
void gradient_forward(const float *parameters, gradient_batch *batch, float logits[GRADIENT_LANES][LENET5_CLASSES]);

/* After gradient_forward with the same parameters: writes (does not add) the gradient of the sum over the samples of
 * loss with respect to every parameter, from that with respect to the logits. Where inputs of a maximum tie, the first
 * takes the gradient, and ReLU'(0) = 0, as in PyTorch. */
void gradient_backward(const float *parameters, gradient_batch *batch,
                       float logits_gradient[GRADIENT_LANES][LENET5_CLASSES], float *gradient);

#endif
