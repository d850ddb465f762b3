/* recipe: the table of recipes. What the paper doesn't say was chosen on MNIST's last 10,000 training pictures. */
#include "recipe.h"

#include <string.h>

/* The paper's distortions are planar affine: shifts, scaling, squeezing (narrower and higher, or wider and lower) and
 * horizontal shear. It doesn't say how strong. */
#define AFFINE                                                                                                         \
    { .clean = 0.1f, .scale = 0.1f, .shear = 0.12f, .shift = 1.0f }

/* As today's network is trained. */
#define HANDWRITING                                                                                                    \
    {                                                                                                                  \
        .clean = 0.1f, .rotation = 0.2618f, .scale = 0.15f, .shear = 0.2f, .shift = 1.5f, .elastic = 1.3f,             \
        .smooth_least = 4.0f, .smooth_most = 6.0f, .thicker = 0.25f, .thinner = 0.25f, .contrast = 1.5f,               \
        .contrast_middle = 0.35f                                                                                       \
    }

static const recipe_1998 RECIPES[] = {
    {.name = "distorted",
     .purpose = "the paper's, with distortions",
     .method = METHOD_LEVENBERG,
     .passes = 20,
     .learning_rate = 1.0f,
     .mu = 0.84f,
     .rubbish = 10.0f,
     .distorts = 1,
     .distortion = AFFINE,
     .temperature = 4.0f},
    {.name = "paper",
     .purpose = "the paper's, without distortions",
     .method = METHOD_LEVENBERG,
     .passes = 20,
     .learning_rate = 1.0f,
     .mu = 0.84f,
     .rubbish = 10.0f,
     .temperature = 4.0f},
    {.name = "modern",
     .purpose = "the network of 1998, trained as today's",
     .method = METHOD_ADAM,
     .passes = 24,
     .learning_rate = 0.002f,
     .rubbish = 10.0f,
     .distorts = 1,
     .distortion = HANDWRITING,
     .temperature = 4.0f},
};

const recipe_1998 *recipe_1998_number(int number) {
    return number < (int)(sizeof RECIPES / sizeof *RECIPES) ? &RECIPES[number] : NULL;
}

const recipe_1998 *recipe_1998_find(const char *name) {
    for (int i = 0; recipe_1998_number(i) != NULL; i++)
        if (strcmp(recipe_1998_number(i)->name, name) == 0) return recipe_1998_number(i);
    return NULL;
}
