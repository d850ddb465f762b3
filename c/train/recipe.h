/* recipe: everything that decides what a training makes, under a name. */
#ifndef LENET5_TRAIN_RECIPE_H
#define LENET5_TRAIN_RECIPE_H

#include "../base/writer.h"
#include "augment.h"
#include "optimise.h"
#include "sources.h"

/* Composed lines that are learnt as strings beside the samples (crf/discriminative.h). */
typedef struct recipe_strings {
    int lines;    /* composed in all, before those that nobody could read right are left out; 0: no strings */
    int a_step;   /* of them are learnt */
    float weight; /* of a line's loss beside a sample's */
} recipe_strings;

typedef struct recipe {
    const char *name, *purpose;
    int epochs;
    gradient_shape shape;
    float
        share[SOURCE_COUNT]; /* of an epoch's pictures; MNIST's is the rest, so that each of its pictures comes once */
    int repeats;             /* times that each of MNIST's pictures comes in an epoch; 0 is once */
    pens_fold fold;          /* UNIPEN's writers that are for validation */
    augmentation augmentation;
    optimisation optimisation;
    float distillation,
        distillation_temperature; /* share of the loss that teachers have, where there are any; their softmax's */
    recipe_strings strings;
} recipe;

enum { RECIPE_BATCH = 64 };

/* The recipe of that name, or null. */
const recipe *recipe_find(const char *name);

/* All of them, in order; null after the last. */
const recipe *recipe_number(int number);

/* For a few digits of somebody's own in the place of MNIST, all of which are trained on. It has no number and is not found
 * by its name, as the command has no such pictures. */
extern const recipe recipe_own;

/* "mnist (MNIST alone), 150 epochs", as the weights' metadata has it; epochs 0: without them. */
void recipe_put_text(writer *w, const recipe *r, int epochs);

#endif
