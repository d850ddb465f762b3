/* passes: an example and a scoring model → the scores of its arcs, and how likely each is on a path: forward-backward. */
#ifndef LENET5_TRAIN_CRF_PASSES_H
#define LENET5_TRAIN_CRF_PASSES_H

#include "../../number/lattice/model.h"
#include "example.h"

/* Scores of one example under the model, and the sums of its forward and backward passes. */
typedef struct passes {
    float hidden[LATTICE_MAX_ARCS][LATTICE_HIDDEN];
    float score[LATTICE_MAX_ARCS][LATTICE_SYMBOLS], sum[LATTICE_MAX_ARCS];
    float forward[2][EXAMPLE_NODES], backward[2][EXAMPLE_NODES]; /* over all paths, over the right ones */
} passes;

/* Scores arc i alone, from its features. */
void passes_score(const lattice_model *model, const example *e, int i, passes *p);

/* From the arcs' scores, both passes. Returns the loss, −ln P(right paths), nats. */
float passes_run(const example *e, passes *p);

/* Whether an arc is on any path that matters: most are on none, and have no gradient to speak of. */
int passes_matter(const example *e, const passes *p, int i);

/* The derivative of the loss by the score of symbol s of arc i. */
float passes_slope(const example *e, const passes *p, int i, int s);

#endif
