/* model: an arc's features → scores of its symbols: one hidden layer of ReLU beside a linear part.
 *
 *   score(kind)  = Σ linear[kind][i]·feature[i] + Σ out[kind][h]·max(0, Σ hidden[h][i]·feature[i])
 *   score(digit) = score(LATTICE_DIGIT) + sharpness·ln p(digit) + Σ amount[digit][i]·feature[i]
 *
 * The last sum is taken in amounts only: their zeros are many, often small and joined. In other numbers all digits are
 * equally likely beforehand, and the network alone decides between them.
 */
#ifndef LENET5_NUMBER_LATTICE_MODEL_H
#define LENET5_NUMBER_LATTICE_MODEL_H

#include "arc.h"

enum { LATTICE_HIDDEN = 12 };

typedef struct lattice_model {
    float sharpness;
    float amount[LENET5_CLASSES][LATTICE_FEATURES];
    float linear[LATTICE_KINDS][LATTICE_FEATURES];
    float hidden[LATTICE_HIDDEN][LATTICE_FEATURES];
    float out[LATTICE_KINDS][LATTICE_HIDDEN];
} lattice_model;

enum { LATTICE_MODEL_PARAMETERS = (int)(sizeof(lattice_model) / sizeof(float)) };

/* The fitted one, in model_table.c: the parameters in their order, as multiples of 1/LATTICE_MODEL_UNIT. */
enum { LATTICE_MODEL_UNIT = 24 };
extern const int8_t lattice_fitted[LATTICE_MODEL_PARAMETERS];
void lattice_model_unpack(lattice_model *model);

/* What a digit adds to LATTICE_DIGIT's score; ln_p: of each digit. */
float lattice_model_digit(const lattice_model *model, int is_amount, int digit, const float ln_p[LENET5_CLASSES],
                          const float feature[LATTICE_FEATURES]);

/* hidden: the hidden layer's outputs, kind: the kinds' scores. */
void lattice_model_run(const lattice_model *model, const float feature[LATTICE_FEATURES], float hidden[LATTICE_HIDDEN],
                       float kind[LATTICE_KINDS]);

/* Fills arc->score from arc->feature and arc->digit. */
void lattice_weigh(const lattice_model *model, int is_amount, lattice_arc *arc);

#endif
