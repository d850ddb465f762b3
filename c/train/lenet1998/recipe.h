/* recipe: how the network of 1998 is trained, under a name: as the paper did, or as one would today. */
#ifndef LENET5_TRAIN_LENET1998_RECIPE_H
#define LENET5_TRAIN_LENET1998_RECIPE_H

#include "../augment.h"

typedef enum method_1998 {
    METHOD_LEVENBERG, /* stochastic diagonal Levenberg-Marquardt: levenberg.h */
    METHOD_ADAM       /* adam.h */
} method_1998;

typedef struct recipe_1998 {
    const char *name, *purpose;
    method_1998 method;
    int passes;
    float learning_rate; /* a factor of Levenberg-Marquardt's schedule; Adam's largest */
    float mu;            /* Levenberg-Marquardt's, of the loss in nats */
    float rubbish;       /* the loss's j */
    int distorts;        /* 0: the pictures are taken as they are */
    augmentation distortion;
    float temperature; /* of the probabilities: of least log-loss where the last 10,000 pictures were held out */
} recipe_1998;

/* The recipe of that name, or null. */
const recipe_1998 *recipe_1998_find(const char *name);

/* All of them, in order; null after the last. The first one's network ships. */
const recipe_1998 *recipe_1998_number(int number);

#endif
