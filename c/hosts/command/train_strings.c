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

int training_read_strings(training *t) {
    struct training_strings *s;
    if (t->options.recipe->strings.lines == 0 || t->mean != NULL) return 1;
    if ((t->strings = s = calloc(1, sizeof *s)) != NULL) s->net = aligned_alloc(LENET5_ALIGNMENT, network_size());
    if (s == NULL || s->net == NULL) return command_fail(NULL, "not enough memory to train"), 0;
    network_pack(t->start_parameters, s->net);
    network_set_options(s->net, &t->start_rule.run);
    lattice_model_unpack(&s->model);
    return stock_data_read(t->options.data, &t->data.sets, t->options.fold, &s->stock);
}

int training_compose_strings(training *t) {
    const train_options *options = &t->options;
    struct training_strings *s = t->strings;
    if (s == NULL) return 1;
    const discriminative_options how = {
        .examples = {.net = s->net,
                     .rule = &t->start_rule.decide,
                     .digits = &t->data.sets,
                     .strokes = &s->stock.pens,
                     .model = &s->model,
                     .part = SOURCE_TRAIN,
                     .seed = options->seed,
                     .lines = options->recipe->strings.lines,
                     .workers = options->workers},
        .how = options->recipe->strings,
    };
    if (training_shows_progress(t)) fprintf(stderr, "composing %d lines\n", how.how.lines);
    if ((s->lines = discriminative_start(&how)) == NULL)
        return command_fail(NULL, "not enough memory for the lines"), 0;
    if (discriminative_lines(s->lines) == 0)
        return command_fail("--lines", "none of the lines can be read right; take more of them"), 0;
    const trainer_beside beside = discriminative_beside(s->lines);
    return trainer_add(t->trainer, &beside) || (command_fail(NULL, "not enough memory to train"), 0);
}

char *training_describe_strings(const training *t, char *end) {
    if (t->strings == NULL) return end;
    return end + sprintf(end, "; numbers.jsonl sha256:%s", t->strings->stock.numbers_digest);
}

/* Of the scoring model, too, which is fitted anew from time to time. */
char *training_identify_strings(const training *t, char *end) {
    char digest[SHA256_TEXT];
    if (t->strings == NULL) return end;
    sha256(lattice_fitted, sizeof lattice_fitted, digest);
    return end + sprintf(end, ", numbers %s, model %s", t->strings->stock.numbers_digest, digest);
}

void training_free_strings(training *t) {
    if (t->strings == NULL) return;
    discriminative_stop(t->strings->lines);
    stock_data_free(&t->strings->stock);
    free(t->strings->net);
    free(t->strings);
}
