/* train_1998: sets a training of the network of 1998 up, runs its passes and has the result written. */
#include "train_1998.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../digit/network/lenet1998/lenet1998.h"
#include "../../model/weights_1998.h"
#include "../../train/lenet1998/trainer.h"
#include "../../train/validate.h"
#include "command.h"
#include "output.h"
#include "replace.h"
#include "../../base/formats/sha256.h"
#include "text.h"
#include "train_data.h"

enum { TEXT = 1024 };

typedef struct training_1998 {
    const train_options *options;
    const recipe_1998 *recipe;
    train_data data;
    lesson_1998 lesson;
    validation held_out; /* of no pictures unless --hold-out */
    workers *team;
    trainer_1998 *trainer;
    parameters_1998 rounded;
} training_1998;

/* The held-out pictures' logits. */
static void validate_1998(const training_1998 *t, const parameters_1998 *parameters, validation *v) {
    static lenet5_activations a;
    const uint8_t *pictures = t->lesson.pictures + t->lesson.count * AUGMENT_AREA;
    for (size_t i = 0; i < v->count; i++) {
        uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
        network_frame(pictures + i * AUGMENT_AREA, input);
        lenet1998_input(input, a.input);
        lenet1998_forward(parameters, NULL, &a);
        memcpy(v->logits[i], a.logits, sizeof a.logits);
        v->labels[i] = t->lesson.labels[t->lesson.count + i];
    }
}

static double share_of_errors(const validation *v) { return (double)validation_errors(v) / (double)v->count; }

static void report_pass(training_1998 *t, int pass, float loss) {
    const int passes = t->options->epochs;
    if (t->held_out.count > 0) validate_1998(t, trainer_1998_result(t->trainer), &t->held_out);
    if (t->options->json) {
        printf("{\"epoch\":%d,\"epochs\":%d,\"loss\":%.6f,\"validationErrorRate\":{", pass, passes, (double)loss);
        if (t->held_out.count > 0) printf("\"mnist\":%.6f", share_of_errors(&t->held_out));
        puts("}}");
    } else {
        fprintf(stderr, "pass %d of %d: loss %.4f", pass, passes, (double)loss);
        if (t->held_out.count > 0) fprintf(stderr, "; validation errors %.2f %%", 100 * share_of_errors(&t->held_out));
        fputc('\n', stderr);
    }
    fflush(stdout);
}

static int run(training_1998 *t) {
    for (int pass = 1; pass <= t->options->epochs && !output_failed(); pass++) {
        const float loss = trainer_1998_pass(t->trainer);
        if (!trainer_1998_is_sound(t->trainer))
            return command_fail(t->options->output, "not written, for the training diverged: its weights grew beyond "
                                                    "all bounds; start again with a smaller --learning-rate");
        report_pass(t, pass, loss);
    }
    return output_failed() ? COMMAND_FAILED : COMMAND_OK;
}

static size_t build_weights(const training_1998 *t, char *bytes, size_t capacity) {
    char method[TEXT], seed[32], data[TEXT], rubbish[32], threshold[32], temperature[32];
    const recipe_1998 *how = t->recipe;
    int length = snprintf(method, sizeof method, "%s (%s), %d passes over %zu pictures", how->name, how->purpose,
                          t->options->epochs, t->lesson.count);
    if (t->options->learning_rate > 0)
        snprintf(method + length, sizeof method - (size_t)length, ", learning rate times %g",
                 (double)t->options->learning_rate);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)t->options->seed);
    snprintf(data, sizeof data, "%s sha256:%s; %s sha256:%s", train_data_name(0), t->data.digests[0],
             train_data_name(1), t->data.digests[1]);
    snprintf(rubbish, sizeof rubbish, "%g", (double)how->rubbish);
    snprintf(threshold, sizeof threshold, "%g", -(double)how->rubbish);
    snprintf(temperature, sizeof temperature, "%g", (double)how->temperature);
    const weights_entry metadata[] = {
        {"format", "pt"}, {"network", "1998"},  {"recipe", method},           {"seed", seed},
        {"data", data},   {"rubbish", rubbish}, {"temperature", temperature}, {"reject_threshold", threshold},
    };
    return weights_1998_write(&t->rounded, metadata, sizeof metadata / sizeof *metadata, bytes, capacity);
}

static void print_result(training_1998 *t, const char *digest) {
    char figures[TEXT] = "";
    if (t->held_out.count > 0) {
        validate_1998(t, &t->rounded, &t->held_out);
        snprintf(figures, sizeof figures, "mnist validation: %zu errors of %zu; temperature of the least loss %.2f",
                 validation_errors(&t->held_out), t->held_out.count, validation_temperature(&t->held_out));
    }
    if (t->options->json) {
        fputs("{\"output\":", stdout);
        text_print_json(stdout, t->options->output);
        printf(",\"sha256\":\"%s\",\"figures\":\"%s\"}\n", digest, figures);
    } else {
        text_print(stdout, t->options->output);
        printf("  sha256:%s\n", digest);
        if (*figures != '\0') puts(figures);
    }
}

static int write_result(training_1998 *t) {
    enum { CAPACITY = sizeof(parameters_1998) + 8 * TEXT };
    char digest[SHA256_TEXT], *bytes = malloc(CAPACITY);
    if (bytes == NULL) return command_fail(t->options->output, "not enough memory to write it");
    t->rounded = *trainer_1998_result(t->trainer);
    weights_1998_round(&t->rounded);
    const size_t length = build_weights(t, bytes, CAPACITY);
    sha256(bytes, length, digest);
    const char *wrong = write_file_atomically(t->options->output, bytes, length);
    free(bytes);
    if (wrong != NULL) return command_fail(t->options->output, wrong);
    print_result(t, digest);
    return COMMAND_OK;
}

static int allocate_validation(size_t count, validation *v) {
    v->logits = malloc(count * sizeof *v->logits);
    v->labels = malloc(count * sizeof *v->labels);
    v->count = count;
    return v->logits != NULL && v->labels != NULL;
}

static int train(training_1998 *t) {
    const train_options *options = t->options;
    const char *wrong = replace_check(options->output);
    if (wrong != NULL) return command_fail(options->output, wrong);
    if (!train_data_read(options->data, recipe_find("mnist"), options->fold, &t->data)) return COMMAND_FAILED;
    const idx_file *images = &t->data.sets.images[SOURCE_MNIST];
    const size_t held_out = options->hold_out ? source_count(&t->data.sets, SOURCE_MNIST, SOURCE_VALIDATE) : 0;
    t->lesson = (lesson_1998){images->items, t->data.sets.labels[SOURCE_MNIST].items, images->count - held_out};
    if (t->lesson.count < LESSON_1998_LEAST) return command_fail(options->data, "has too few pictures: 500 are needed");
    if (held_out > 0 && !allocate_validation(held_out, &t->held_out))
        return command_fail(NULL, "not enough memory to validate");
    t->team = workers_start(options->workers);
    if (t->team != NULL)
        t->trainer =
            trainer_1998_start(t->recipe, &t->lesson, options->seed, options->epochs, t->team, options->workers);
    if (t->trainer == NULL) return command_fail(NULL, "not enough memory or threads to train");
    const int status = run(t);
    return status == COMMAND_OK ? write_result(t) : status;
}

int train_1998(const train_options *options) {
    training_1998 *t = calloc(1, sizeof *t);
    if (t == NULL) return command_fail(NULL, "not enough memory to train");
    recipe_1998 changed = *options->recipe_1998;
    if (options->learning_rate > 0) changed.learning_rate *= options->learning_rate;
    t->options = options;
    t->recipe = &changed;
    const int status = train(t);
    trainer_1998_stop(t->trainer);
    workers_stop(t->team);
    validation_free(&t->held_out);
    train_data_free(&t->data);
    free(t);
    return status;
}
