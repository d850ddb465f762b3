/* train_strings: composes the lines that a recipe learns as strings, with the weights that the training begins with. */
#include <stdio.h>
#include <stdlib.h>

#include "../../train/crf/discriminative.h"
#include "command.h"
#include "stock_data.h"
#include "training.h"

struct training_strings {
    stock_data stock;
    network *net;
    lattice_model model;
    discriminative *lines;
};

static int compose(training *t, struct training_strings *s) {
    const train_options *options = &t->options;
    const discriminative_options how = {
        .examples = {.net = s->net,
                     .rule = &t->start_rule,
                     .digits = &t->data.sets,
                     .strokes = &s->stock.pens,
                     .part = SOURCE_TRAIN,
                     .keeps_pictures = 1,
                     .seed = options->seed,
                     .lines = options->recipe->strings.lines,
                     .workers = options->workers},
        .model = &s->model,
        .how = options->recipe->strings,
    };
    network_pack(t->start_parameters, s->net);
    lattice_model_unpack(&s->model);
    if ((s->lines = discriminative_start(&how)) == NULL) return 0;
    const trainer_beside beside = discriminative_beside(s->lines);
    return trainer_add(t->trainer, &beside);
}

int training_add_strings(training *t) {
    struct training_strings *s;
    if (t->options.recipe->strings.lines == 0 || t->mean != NULL) return 1;
    if (t->start_parameters == NULL)
        return command_fail(t->options.recipe->name, "is a recipe that goes on from weights; name them with --start"),
               0;
    if ((t->strings = s = calloc(1, sizeof *s)) != NULL) s->net = aligned_alloc(LENET5_ALIGNMENT, network_size());
    if (s == NULL || s->net == NULL) return command_fail(NULL, "not enough memory to train"), 0;
    if (!stock_data_read(t->options.data, t->options.fold, &s->stock)) return 0;
    return compose(t, s) || (command_fail(NULL, "not enough memory for the lines"), 0);
}

void training_put_strings(const training *t, char *end) {
    for (int i = 0; t->strings != NULL && i < STOCK_FILES; i++)
        end += sprintf(end, ", %s", t->strings->stock.digest[i]);
}

void training_free_strings(training *t) {
    if (t->strings == NULL) return;
    discriminative_stop(t->strings->lines);
    stock_data_free(&t->strings->stock);
    free(t->strings->net);
    free(t->strings);
}
