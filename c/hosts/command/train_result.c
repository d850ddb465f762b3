/* train_result: has the trained weights measured, and writes the safetensors file. */
#include <stdio.h>
#include <stdlib.h>

#include "../../train/result.h"
#include "command.h"
#include "replace.h"
#include "text.h"
#include "training.h"

/* "digits.jsonl sha256:…; …" */
static void describe_data(const training *t, char text[TRAINING_TEXT]) {
    for (int i = 0; i < TRAIN_FILES; i++)
        if (t->data.digests[i][0] != '\0')
            text += sprintf(text, "%s%s sha256:%s", i == 0 ? "" : "; ", train_data_name(i), t->data.digests[i]);
    training_describe_strings(t, text);
}

/* "world (MNIST, …), 200 epochs, without UNIPEN's writers of fold 4/5, taught by sha256:…" */
static void describe(const training *t, char text[TRAINING_TEXT]) {
    const recipe *how = t->options.recipe;
    writer begun = {text, TRAINING_TEXT, 0};
    recipe_put_text(&begun, how, t->mean == NULL ? t->options.epochs : 0);
    text[begun.length] = '\0';
    text += begun.length;
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
static size_t build_weights(const training *t, const result_findings *found, char *bytes, size_t capacity) {
    char recipe_text[TRAINING_TEXT], data[TRAINING_TEXT];
    describe(t, recipe_text);
    describe_data(t, data);
    const result_origin origin = {recipe_text, data, t->options.seed};
    return result_write(t->trainer, &origin, found, bytes, capacity);
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

static void print_result(const training *t, const result_findings *found, const char *digest) {
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

static int write_weights(training *t, const result_findings *found) {
    char digest[SHA256_TEXT], *bytes = malloc(RESULT_FILE);
    const char *wrong = "not enough memory to write it";
    lenet5_error fault;
    if (bytes != NULL) {
        const size_t length = build_weights(t, found, bytes, RESULT_FILE);
        sha256(bytes, length, digest);
        wrong = check_weights(bytes, length, &fault);
        if (wrong == NULL) wrong = write_file_atomically(t->options.output, bytes, length);
    }
    free(bytes);
    if (wrong != NULL) return fail_output(t, wrong);
    print_result(t, found, digest);
    return COMMAND_OK;
}

int training_finish(training *t) {
    result_findings found;
    result_round(t->trainer);
    if (!result_find(t->trainer, t->options.recipe, &t->data.sets, &found))
        return command_fail(NULL, "not enough memory to validate");
    int status = write_weights(t, &found);
    if (status == COMMAND_OK && t->saved) replace_remove(t->checkpoint);
    return status;
}
