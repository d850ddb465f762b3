/* said: an arc's logits → the features that the scoring model takes from them, and back: the loss's derivative by the
 * logits. What features.c does with a lenet5_result, made differentiable. */
#ifndef LENET5_TRAIN_CRF_SAID_H
#define LENET5_TRAIN_CRF_SAID_H

#include "passes.h"

/* What the network says of an arc. */
typedef struct said {
    float share[LENET5_CLASSES];       /* softmax of the logits */
    float probability[LENET5_CLASSES]; /* of logits / temperature */
    float ln[LENET5_CLASSES];          /* its logarithm, not limited */
    float score;                       /* log-sum-exp of the logits */
    int best, second;                  /* digits, by their logits */
} said;

said said_by(const decide_rule *rule, const float logits[LENET5_CLASSES]);

/* Puts it into the arc's features. */
void said_describe(const decide_rule *rule, const said *it, example_arc *arc);

/* slopes: scale times the derivative of −ln P(right paths) by the logits of arc i, after passes_run. */
void said_slopes(const decide_rule *rule, const lattice_model *model, const example *e, const passes *p, int i,
                 const said *it, float scale, float slopes[LENET5_CLASSES]);

#endif
