/* steps: what learning is made of, one file each. */
#ifndef LENET5_LEARN_STEPS_H
#define LENET5_LEARN_STEPS_H

#include "../base/arena.h"
#include "../digit/network/network.h"
#include "../synth/draw.h"
#include "learn.h"
#include "tuning.h"

enum {
    LEARN_NO_DIGIT = -1,
    LEARN_WIDEST = C5_OUTPUTS + 1, /* inputs of a layer that learns, and its bias */
    LEARN_SAMPLES = LEARN_REHEARSED + LEARN_VARIED
};
_Static_assert((int)LENET5_MAX_EXAMPLES <= (int)LEARN_VARIED, "each example is at least once among the samples");

/* A picture as the layers that learn see it. */
typedef struct learn_sample {
    float c5[C5_OUTPUTS], logits[LENET5_CLASSES]; /* by the network as it was, in float32 */
    int digit;                                    /* what it is, or LEARN_NO_DIGIT */
    double weight;                                /* of its squared errors */
} learn_sample;

typedef struct learn_samples {
    learn_sample *rehearsed, *taught; /* taught: each example, followed by its variations */
    int rehearsed_count, taught_count, variations;
} learn_samples;

/* What pictures are drawn and looked at with. */
typedef struct learn_eyes {
    const network *net;
    network_scratch *scratch;
    lenet5_activations *activations;
    draw_scratch *drawing;
} learn_eyes;

/* samples: examples → variations; drawn pictures; C5's activations of both. */
void learn_look(const learn_eyes *eyes, const decide_rule *rule, const lenet5_example *examples, size_t count,
                learn_samples *out);

/* targets: logits → by how much each is to change for the digit to be answered with the margins. 1, or 0 with all changes
 * 0 when none is. */
int learn_target(const decide_rule *rule, const float logits[LENET5_CLASSES], int digit, float change[LENET5_CLASSES]);

/* The answer of these logits: a digit, or LEARN_NO_DIGIT. */
int learn_answer(const decide_rule *rule, const float logits[LENET5_CLASSES]);

/* layers: C5's activations → F6's and the logits, in float32. */
void learn_forward(const network_parameters *parameters, const float c5[C5_OUTPUTS], float f6[F6_OUTPUTS],
                   float logits[LENET5_CLASSES]);

typedef enum learn_layer { LEARN_F6, LEARN_F7 } learn_layer;

/* Normal equations of one layer: matrix [n][n], of which the lower triangle counts; right [n][outputs]. */
typedef struct learn_equations {
    double matrix[LEARN_WIDEST * LEARN_WIDEST], right[LEARN_WIDEST * F6_OUTPUTS];
} learn_equations;

/* fit: solves for one layer; from: as it was before any learning. */
void learn_fit(learn_layer layer, const learn_samples *samples, const decide_rule *rule, const network_parameters *from,
               learn_equations *memory, network_parameters *parameters);

/* cholesky: solves matrix · x = right in place, x for right; matrix [n][n] symmetric and positive definite, of which the
 * lower triangle is read and written over. Only + − × ÷ and √, in one order. */
void cholesky_solve(double *matrix, int n, double *right, int columns);

#endif
