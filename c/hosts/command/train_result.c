/* train_result: measures the trained weights, sets the decision rule and writes the safetensors file. */
#include <stdio.h>
#include <stdlib.h>

#include "../../train/validate.h"
#include "command.h"
#include "replace.h"
#include "text.h"
#include "training.h"

/* Entries of the weights' metadata. */
typedef struct findings {
    char figures[TRAINING_TEXT], data[TRAINING_TEXT], temperature[32], threshold[32];
} findings;

/* Refuses at most these shares of the validation digits: somewhat less than what may be refused of digits never seen. */
static double most_refused(source s) {
    switch (s) {
    case SOURCE_MNIST: return 0.007;
    case SOURCE_PENS: return 0.012;
    default: return 0.02;
    }
}

/* The shares of what is no digit that the threshold refuses; returns 0 when out of memory. */
static int find_refused(training *t, double threshold, char *figures) {
    for (int s = 0; s < SOURCE_COUNT; s++) {
        validation v;
        if (source_is_digits((source)s)) continue;
        if (!validate(&t->options.recipe->shape, trainer_result(t->trainer), &t->data.sets, (source)s, &v)) return 0;
        if (v.count > 0)
            figures += sprintf(figures, "; %s refused: %.1f %%", source_name((source)s),
                               100.0 * validation_refused(&v, threshold));
        validation_free(&v);
    }
    return 1;
}

static int find(training *t, findings *out) {
    char *figures = out->figures;
    double threshold = 0.0;
    int first = 1;
    for (int s = 0; s < SOURCE_SETS; s++) {
        validation v;
        if (!source_is_digits((source)s)) continue;
        if (!validate(&t->options.recipe->shape, trainer_result(t->trainer), &t->data.sets, (source)s, &v)) return 0;
        if (v.count == 0) continue;
        figures += sprintf(figures, "%s%s validation: %zu errors of %zu", first ? "" : "; ", source_name((source)s),
                           validation_errors(&v), v.count);
        if (s == SOURCE_MNIST) snprintf(out->temperature, sizeof out->temperature, "%.4f", validation_temperature(&v));
        double lowest = validation_score(&v, most_refused((source)s));
        threshold = first || lowest < threshold ? lowest : threshold;
        first = 0;
        validation_free(&v);
    }
    snprintf(out->threshold, sizeof out->threshold, "%.4f", threshold);
    if (!find_refused(t, threshold, figures)) return 0;
    char *data = out->data;
    for (int i = 0; i < TRAIN_FILES; i++)
        if (t->data.digests[i][0] != '\0')
            data += sprintf(data, "%s%s sha256:%s", i == 0 ? "" : "; ", train_data_name(i), t->data.digests[i]);
    return 1;
}

/* "world (MNIST, …), 200 epochs, without UNIPEN's writers of fold 4/5, taught by sha256:…" */
static void describe(const training *t, char text[TRAINING_TEXT]) {
    const recipe *how = t->options.recipe;
    text += sprintf(text, "%s (%s)", how->name, how->purpose);
    if (t->mean == NULL) text += sprintf(text, ", %d epochs", t->options.epochs);
    for (int i = 0; i < t->options.averaged_count; i++)
        text += sprintf(text, "%s sha256:%s", i == 0 ? ", the mean of" : ",", t->averaged_digests[i]);
    if (t->options.learning_rate > 0.0f) text += sprintf(text, ", learning rate %g", (double)t->options.learning_rate);
    if (how->share[SOURCE_PENS] > 0.0f)
        text += sprintf(text, ", without UNIPEN's writers of fold %d/%d", t->options.fold.number, t->options.fold.of);
    if (t->start_parameters != NULL) text += sprintf(text, ", from sha256:%s", t->start_digest);
    for (int i = 0; i < t->options.teacher_count; i++)
        text += sprintf(text, "%s sha256:%s", i == 0 ? ", taught by" : ",", t->teacher_digests[i]);
}

/* The file of LeNet-5's own weights: its length, or 0 when it does not fit. */
static size_t build_weights(const training *t, const findings *found, char *bytes, size_t capacity) {
    char recipe_text[TRAINING_TEXT], seed[32];
    describe(t, recipe_text);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)t->options.seed);
    const weights_entry metadata[] = {
        {"format", "pt"},
        {"recipe", recipe_text},
        {"seed", seed},
        {"data", found->data},
        {"figures", found->figures},
        {"temperature", found->temperature},
        {"reject_threshold", found->threshold},
    };
    return weights_write((const network_parameters *)(const void *)trainer_result(t->trainer), metadata,
                         sizeof metadata / sizeof *metadata, bytes, capacity);
}

/* Null, or why the loader would refuse the file. */
static const char *check_weights(const char *bytes, size_t length, lenet5_error *fault) {
    network_parameters *unused = malloc(sizeof *unused);
    decide_rule rule;
    if (unused == NULL) return "not enough memory to check it";
    const lenet5_status status = weights_read(bytes, length, unused, &rule, fault);
    free(unused);
    return status == LENET5_OK ? NULL : fault->message;
}

static void print_result(const training *t, const findings *found, const char *digest) {
    if (t->options.json) {
        fputs("{\"output\":", stdout);
        text_print_json(stdout, t->options.output);
        printf(",\"sha256\":\"%s\",\"temperature\":%s,\"rejectThreshold\":%s,\"figures\":\"%s\"}\n", digest,
               found->temperature, found->threshold, found->figures);
    } else {
        text_print(stdout, t->options.output);
        printf("  sha256:%s\n%s; temperature %s; threshold %s\n", digest, found->figures, found->temperature,
               found->threshold);
    }
}

/* The trained state is worth hours: it is saved where the weights can't be. */
static int fail_output(training *t, const char *wrong) {
    char remedy[TRAINING_TEXT];
    const char *unsaved = training_save(t);
    if (unsaved == NULL)
        snprintf(remedy, sizeof remedy, "all that was learnt is in %.1000s: --resume writes it to another --output",
                 t->checkpoint);
    else snprintf(remedy, sizeof remedy, "nor can the checkpoint be saved: %s", unsaved);
    return training_fail(t->options.output, "not written", wrong, remedy);
}

static int write_weights(training *t, const findings *found) {
    enum { CAPACITY = sizeof(network_parameters) + 8 * TRAINING_TEXT };
    char digest[SHA256_TEXT], *bytes = malloc(CAPACITY);
    const char *wrong = "not enough memory to write it";
    lenet5_error fault;
    if (bytes != NULL) {
        const size_t length = build_weights(t, found, bytes, CAPACITY);
        sha256(bytes, length, digest);
        wrong = check_weights(bytes, length, &fault);
        if (wrong == NULL) wrong = write_file_atomically(t->options.output, bytes, length);
    }
    free(bytes);
    if (wrong != NULL) return fail_output(t, wrong);
    print_result(t, found, digest);
    return COMMAND_OK;
}

/* Before anything is measured, so that figures, temperature and threshold are those of the weights in the file. */
static void round_result(training *t) {
    weights_round((network_parameters *)(void *)(trainer_state(t->trainer) + 2 * trainer_parameters(t->trainer)));
}

int training_finish(training *t) {
    findings found;
    round_result(t);
    if (!find(t, &found)) return command_fail(NULL, "not enough memory to validate");
    int status = write_weights(t, &found);
    if (status == COMMAND_OK && t->saved) replace_remove(t->checkpoint);
    return status;
}
