/* discriminative: composed lines → the network's gradient by how they are read as strings.
 *
 * Discriminative forward training of a graph transformer network (LeCun et al. 1998, section VI): what is lost on a line
 * depends on P, the posterior of the paths that read it right among all its paths. The derivative by the score of an arc
 * flows through the scoring model, which stays as it is (number/lattice/model.h), into the arc's logits, and from there
 * through the network. So right cuts with flaws are learnt as digits, and pieces and pairs that compete with them as
 * none, each as much as it changes what is read.
 *
 * The loss is the generalised cross entropy (1 − P^q) / q (Z. Zhang, M. Sabuncu, "Generalized Cross Entropy Loss for
 * Training Deep Neural Networks with Noisy Labels", NeurIPS 2018), between ln P and the share of lines read right: lines
 * that nobody could read weigh little.
 */
#ifndef LENET5_TRAIN_CRF_DISCRIMINATIVE_H
#define LENET5_TRAIN_CRF_DISCRIMINATIVE_H

#include "../trainer.h"
#include "example.h"
#include "passes.h"

typedef struct discriminative_options {
    example_options examples; /* with a model */
    recipe_strings how;
} discriminative_options;

typedef struct discriminative discriminative;

/* Composes the lines; the arcs that an example chooses are trained on, and the others stay what the options' network says
 * of them. What the options point to must outlive it. Null when out of memory. */
discriminative *discriminative_start(const discriminative_options *options);
void discriminative_stop(discriminative *d); /* null does nothing */

/* Lines that there are to learn. */
int discriminative_lines(const discriminative *d);

/* The loss of line number `line`; gradient receives scale times its gradient with respect to the network's parameters. Each
 * arc is looked at plainly or as classify.c varies its picture, by the stream. */
float discriminative_gradient(discriminative *d, int line, random_stream *stream, float scale, int worker,
                              const float *parameters, gradient_batch *batch, float *gradient);

/* As the trainer has it beside its samples: how.a_step lines a step. d must outlive the training. */
trainer_beside discriminative_beside(discriminative *d);

#endif
