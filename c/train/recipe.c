/* recipe: the table of recipes: shares of the sources, augmentation, optimiser, distillation. */
#include "recipe.h"

#include <string.h>

/* Rotation ±15°, scales ±15 %, and so on: chosen on MNIST's validation part. */
#define HANDWRITING                                                                                                    \
    {                                                                                                                  \
        .clean = 0.1f, .rotation = 0.2618f, .scale = 0.15f, .shear = 0.2f, .shift = 1.5f, .elastic = 1.3f,             \
        .smooth_least = 4.0f, .smooth_most = 6.0f, .thicker = 0.25f, .thinner = 0.25f, .contrast = 1.5f,               \
        .contrast_middle = 0.35f                                                                                       \
    }

#define NESTEROV(RATE)                                                                                                 \
    { .learning_rate = (RATE), .warm_up = 1.0f, .momentum = 0.9f, .decay = 3e-4f, .ema_decay = 0.999f }

#define WORLD                                                                                                          \
    {                                                                                                                  \
        [SOURCE_OPTDIGITS] = 0.055f, [SOURCE_SEMEION] = 0.04f, [SOURCE_PENS] = 0.13f, [SOURCE_DIGITS] = 0.06f,         \
        [SOURCE_TOUCHING] = 0.1f, [SOURCE_OUTLIERS] = 0.08f, [SOURCE_UPPER] = 0.05f, [SOURCE_LOWER] = 0.06f,           \
        [SOURCE_SYMBOLS] = 0.06f, [SOURCE_FASHION] = 0.015f                                                            \
    }

#define DISTILLATION .distillation = 0.7f, .distillation_temperature = 2.0f

static const recipe RECIPES[] = {
    {.name = "world",
     .purpose =
         "MNIST, pens and hands of other countries, drawn digits; letters and what else is no digit give no answer",
     .epochs = 300,
     .shape = {6, 16, 120, 84},
     .share = WORLD,
     .fold = {4, 5},
     .augmentation = HANDWRITING,
     .optimisation = NESTEROV(0.05f),
     DISTILLATION},
    {.name = "strings",
     .purpose = "as world, and lines of digits and marks by how they are read, going on from weights that read",
     .epochs = 12,
     .shape = {6, 16, 120, 84},
     .share = WORLD,
     .fold = {4, 5},
     .augmentation = HANDWRITING,
     .optimisation = NESTEROV(0.005f),
     DISTILLATION,
     .strings = {.lines = 30000, .a_step = 8, .weight = 0.6f}},
    {.name = "mnist",
     .purpose = "MNIST alone",
     .epochs = 150,
     .shape = {6, 16, 120, 84},
     .share = {[SOURCE_MNIST] = 1.0f},
     .augmentation = HANDWRITING,
     .optimisation = NESTEROV(0.05f),
     DISTILLATION},
};

const recipe recipe_own = {.name = "own",
                           .purpose = "a few digits of one's own",
                           .epochs = 8,
                           .shape = {6, 16, 120, 84},
                           .share = {[SOURCE_OUTLIERS] = 0.08f},
                           .repeats = 320,
                           .augmentation = HANDWRITING,
                           .optimisation = NESTEROV(0.05f)};

const recipe *recipe_number(int number) {
    return number < (int)(sizeof RECIPES / sizeof *RECIPES) ? &RECIPES[number] : NULL;
}

const recipe *recipe_find(const char *name) {
    for (int i = 0; recipe_number(i) != NULL; i++)
        if (strcmp(recipe_number(i)->name, name) == 0) return recipe_number(i);
    return NULL;
}

void recipe_put_text(writer *w, const recipe *r, int epochs) {
    writer_put_text(w, r->name);
    writer_put_text(w, " (");
    writer_put_text(w, r->purpose);
    writer_put(w, ')');
    if (epochs == 0) return;
    writer_put_text(w, ", ");
    writer_put_number(w, (uint64_t)epochs);
    writer_put_text(w, " epochs");
    if (r->strings.lines == 0) return;
    writer_put_text(w, ", ");
    writer_put_number(w, (uint64_t)r->strings.lines);
    writer_put_text(w, " lines");
}
