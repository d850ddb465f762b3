/* lenet1998: a 32×32 picture → ten distances, by LeNet-5 as it was published.
 *
 *     input 1×32×32 ─C1 5×5─► 6×28×28 ─S2─► 6×14×14 ─C3 5×5, chosen maps─► 16×10×10 ─S4─► 16×5×5 ─C5 5×5─► 120 ─F6─► 84 ─RBF─► 10
 *
 * After Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document Recognition",
 * Proc. IEEE 86(11), 1998, section II-B. Every layer up to F6 ends in f(a) = A·tanh(S·a), A = 1.7159, S = 2/3, so that
 * f(±1) = ±1. A unit of S2 and S4 adds its four inputs, times a trainable coefficient, plus a trainable bias. Output i is
 * the squared Euclidean distance of F6 from a fixed code, a picture of the digit of 7×12 pixels: the smallest is the
 * answer.
 */
#ifndef LENET5_DIGIT_NETWORK_LENET1998_H
#define LENET5_DIGIT_NETWORK_LENET1998_H

#include "../../../include/lenet5.h"
#include "../../../model/parameters_1998.h"

/* Bytes 0 paper … 255 ink → the paper's levels, −0.1 and 1.175: mean about 0, variance about 1. */
void lenet1998_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                     float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]);

/* picture [28][28], 0 paper … 1 ink → the same, in a border of 2 of paper. */
void lenet1998_frame(const float picture[LENET5_SIDE * LENET5_SIDE], float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]);

/* Fills every layer of a from a->input; a->logits are the negative distances, so that the largest wins as elsewhere.
 * connected: 0 for the connections of C3 that are left out; null for none. */
void lenet1998_forward(const parameters_1998 *p, const uint8_t connected[LENET5_1998_CONNECTIONS],
                       lenet5_activations *a);

/* The code of a digit: −1 paper, +1 ink, row by row. */
void lenet1998_code(int digit, float code[LENET5_1998_CODE]);

/* f, in place; to within 4e-7 of the exact value. */
void lenet1998_squash(float *values, int count);

/* The derivative of f, from its value. */
static inline float lenet1998_slope(float value) {
    const float A = 1.7159f, S = 2.0f / 3;
    return S / A * (A * A - value * value);
}

#endif
