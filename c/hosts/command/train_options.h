/* train_options: the arguments of `lenet5 train`. */
#ifndef LENET5_HOSTS_COMMAND_TRAIN_OPTIONS_H
#define LENET5_HOSTS_COMMAND_TRAIN_OPTIONS_H

#include "../../train/lenet1998/recipe.h"
#include "../../train/recipe.h"
#include "../../train/trainer.h"

enum { TRAIN_AVERAGED = 8 };

typedef struct train_options {
    const char *data;                     /* a folder */
    const char *output;                   /* a file's name */
    const char *checkpoint;               /* likewise, or null: beside the output */
    const char *start;                    /* likewise: the weights to begin with; null: random ones */
    const char *averaged[TRAIN_AVERAGED]; /* the weights whose mean is the result; none: it is trained */
    int averaged_count;
    const char *teachers[TRAINER_TEACHERS];
    int teacher_count;
    lenet5_network network;
    const recipe *recipe;           /* of today's network */
    const recipe_1998 *recipe_1998; /* of the network of 1998 */
    const char *recipe_name;        /* as it was given, or null */
    pens_fold fold;                 /* the writers left out: the recipe's, unless another one is asked for */
    float learning_rate;            /* 0: the recipe's; of 1998: times the recipe's */
    int lines;                      /* 0: the recipe's */
    recipe changed;                 /* the recipe with these; `recipe` points to it then */
    int epochs, workers, resume, json;
    int hold_out; /* of 1998 alone: leaves MNIST's validation part out and counts errors on it */
    uint64_t seed;
} train_options;

/* 1, or 0 after one line on stderr. */
int train_options_parse(int argc, char **argv, train_options *out);

#endif
