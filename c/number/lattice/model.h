/* model: an arc's features and its small picture → scores of its symbols: one hidden layer of ReLU beside a linear part.
 *
 *   score(kind)  = Σ linear[kind][i]·feature[i] + Σ out[kind][h]·max(0, Σ shape[i][h]·feature[i] + Σ look[p][h]·pixel[p])
 *   score(digit) = score(LATTICE_DIGIT) + sharpness·ln p(digit) + Σ amount[digit][i]·feature[i]
 *
 * The features say how high, how wide and where an arc is, the pixels what it looks like: together they tell the marks
 * from digits and from each other. Only the hidden units from LATTICE_PLAIN on see the pixels, and only marks are scored by
 * those. The last sum is taken in amounts only: their zeros are many, often small and joined.
 * In other numbers all digits are equally likely beforehand, and the network alone decides between them.
 */
#ifndef LENET5_NUMBER_LATTICE_MODEL_H
#define LENET5_NUMBER_LATTICE_MODEL_H

#include "arc.h"

enum {
    LATTICE_PLAIN = 12, /* units of the hidden layer that see the features alone; all kinds are scored by them */
    LATTICE_HIDDEN = 36 /* the others see the picture too, and score the marks alone: digits are the network's */
};

/* How many units of the hidden layer score a kind: the first ones. */
static inline int lattice_units_of(lattice_kind kind) {
    return kind == LATTICE_DIGIT || kind >= LATTICE_NOISE ? LATTICE_PLAIN : LATTICE_HIDDEN;
}

typedef struct lattice_model {
    float sharpness;
    float amount[LENET5_CLASSES][LATTICE_FEATURES];
    float linear[LATTICE_KINDS][LATTICE_FEATURES];
    float shape[LATTICE_FEATURES][LATTICE_HIDDEN];
    float look[LATTICE_LOOK][LATTICE_HIDDEN - LATTICE_PLAIN];
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

/* A pixel as the hidden layer takes it: small, so that the parameters of all pixels together are of the size of the
 * others. */
static inline float lattice_pixel(uint8_t ink) { return (float)ink * (0.25f / 255); }

/* hidden: the hidden layer's outputs, kind: the kinds' scores. */
void lattice_model_run(const lattice_model *model, const float feature[LATTICE_FEATURES],
                       const uint8_t look[LATTICE_LOOK], float hidden[LATTICE_HIDDEN], float kind[LATTICE_KINDS]);

/* Fills arc->score from arc->feature, arc->look and arc->digit. */
void lattice_weigh(const lattice_model *model, int is_amount, lattice_arc *arc);

#endif
