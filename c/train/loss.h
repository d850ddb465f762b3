/* loss: logits → the loss of one sample and its gradient.
 *
 * Cross-entropy between softmax(logits) and a target: the label's class, with label smoothing; or, for a picture that is no
 * digit, all classes alike (outlier exposure: D. Hendrycks, M. Mazeika, T. Dietterich, "Deep Anomaly Detection with
 * Outlier Exposure", ICLR 2019).
 */
#ifndef LENET5_LOSS_H
#define LENET5_LOSS_H

#include "../lenet5.h"

enum { LOSS_NO_DIGIT = -1 };

/* probabilities = softmax(logits / temperature). */
void loss_softmax(const float logits[LENET5_CLASSES], float temperature, float probabilities[LENET5_CLASSES]);

/* label: 0 … 9 or LOSS_NO_DIGIT; smoothing: the share of the target that all classes divide. gradient receives
 * scale times the loss's gradient with respect to the logits. Returns the loss, in nats. */
float loss_cross_entropy(const float logits[LENET5_CLASSES], int label, float smoothing, float scale,
                         float gradient[LENET5_CLASSES]);

/* Distillation (G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015): moves gradient, as
 * loss_cross_entropy left it, by share towards that of temperature² · KL(teacher ‖ student), both softened by temperature;
 * teacher holds probabilities. */
void loss_distil(const float logits[LENET5_CLASSES], const float teacher[LENET5_CLASSES], float temperature, float share,
                 float scale, float gradient[LENET5_CLASSES]);

#endif
