/* loss: logits → the loss of one sample and its gradient.
 *
 * The maximum a posteriori criterion of LeCun et al. 1998 (section VI-C): beside the ten digits stands a class of
 * rubbish whose logit is constant, here 0. Posterior of digit i: e^(z_i) / (1 + Σ e^(z)), of rubbish: 1 / (1 + Σ
 * e^(z)). So the logits' log-sum-exp, by which decide refuses, is trained to be the log-odds of "a digit" against "no
 * digit", on digits and on pictures that are none (outlier exposure: D. Hendrycks, M. Mazeika, T. Dietterich, "Deep
 * Anomaly Detection with Outlier Exposure", ICLR 2019), without an output of its own.
 */
#ifndef LENET5_TRAIN_LOSS_H
#define LENET5_TRAIN_LOSS_H

#include "../include/lenet5.h"

enum {
    LOSS_NO_DIGIT = -1,               /* the label of non-digits */
    LOSS_CLASSES = LENET5_CLASSES + 1 /* the digits and, last, rubbish */
};

/* probabilities = softmax(logits / temperature) over the digits alone. */
void loss_softmax(const float logits[LENET5_CLASSES], float temperature, float probabilities[LENET5_CLASSES]);

/* The posteriors of logits / temperature, rubbish included. */
void loss_posteriors(const float logits[LENET5_CLASSES], float temperature, float posteriors[LOSS_CLASSES]);

/* The negative logarithm of the label's posterior, in nats; label: 0 … 9 or LOSS_NO_DIGIT. gradient receives scale
 * times its gradient with respect to the logits. */
float loss_map(const float logits[LENET5_CLASSES], int label, float scale, float gradient[LENET5_CLASSES]);

/* Distillation (G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015): moves gradient,
 * as loss_map left it, by share towards that of temperature² · KL(teacher ‖ student), both softened by temperature;
 * teacher holds posteriors. */
void loss_distil(const float logits[LENET5_CLASSES], const float teacher[LOSS_CLASSES], float temperature, float share,
                 float scale, float gradient[LENET5_CLASSES]);

#endif
