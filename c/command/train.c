#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifndef __wasi__
#include <signal.h>
#include <unistd.h>
#endif

#include "../train/recipe.h"
#include "../train/trainer.h"
#include "../train/validate.h"
#include "../weights/weights.h"
#include "checkpoint.h"
#include "command.h"
#include "replace.h"
#include "text.h"
#include "train_data.h"
#include "train_options.h"

enum {
    LONGEST_TEXT = 2048,
    LONGEST_NAME = 4096,
    CHECKPOINT_EPOCHS = 10,
    SHOW_SECONDS = 1 /* between two progress lines on a terminal */
};

/* One training: what was asked, what it works on and what it has found. */
typedef struct training {
    train_options asked;
    train_data data;
    network_parameters *taught[TRAINER_TEACHERS];
    char taught_digests[TRAINER_TEACHERS][SHA256_TEXT];
    teachers teachers;
    workers *team;
    trainer *trainer;
    char checkpoint[LONGEST_NAME], identity[LONGEST_TEXT];
    time_t began;
    size_t began_at; /* step */
    double loss;     /* sum of the steps' losses in this epoch, and their number */
    size_t losses;
} training;

/* Interruption --------------------------------------------------------------------------------------------------------- */

#ifdef __wasi__
static int interrupted(void) { return 0; }
static void heed_interruptions(void) {}
#else
static volatile sig_atomic_t interruption;
static void interrupt(int number) { interruption = number; }
static int interrupted(void) { return interruption; }

/* The second signal ends the program at once. */
static void heed_interruptions(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}
#endif

/* Progress ------------------------------------------------------------------------------------------------------------- */

static int on_terminal(void) {
#ifdef __wasi__
    return 0;
#else
    return isatty(2);
#endif
}

/* Seconds until the last step, at the pace so far. */
static long seconds_left(const training *t) {
    size_t done = trainer_done(t->trainer) - t->began_at, left = trainer_steps(t->trainer) - trainer_done(t->trainer);
    return done == 0 ? 0 : (long)(difftime(time(NULL), t->began) * (double)left / (double)done + 0.5);
}

static void show_progress(const training *t, const char *ending) {
    size_t per_epoch = trainer_steps_per_epoch(t->trainer), done = trainer_done(t->trainer);
    long left = seconds_left(t);
    fprintf(stderr, "%sepoch %zu of %d, step %zu of %zu, loss %.4f, %ld:%02ld:%02ld left%s", on_terminal() ? "\r" : "",
            (done - 1) / per_epoch + 1, t->asked.epochs, (done - 1) % per_epoch + 1, per_epoch,
            t->loss / (double)t->losses, left / 3600, left / 60 % 60, left % 60, ending);
}

/* One line of figures: the share of errors of each source's validation part. Returns an exit status; what is wrong with
 * standard output is said once, at the program's end. */
static int report_epoch(training *t) {
    size_t epoch = trainer_done(t->trainer) / trainer_steps_per_epoch(t->trainer);
    char errors[256] = "", *end = errors;
    for (int s = 0; s < SOURCE_SETS; s++) {
        validation v;
        if (!source_is_digits((source)s)) continue;
        if (!validate(&t->asked.how->shape, trainer_result(t->trainer), &t->data.sets, (source)s, &v))
            return command_fail(NULL, "not enough memory to validate");
        double share = v.count > 0 ? (double)validation_errors(&v) / (double)v.count : 0.0;
        if (v.count > 0 && t->asked.json)
            end += sprintf(end, "%s\"%s\":%.6f", end == errors ? "" : ",", source_name((source)s), share);
        else if (v.count > 0) end += sprintf(end, ", %s %.2f %%", source_name((source)s), 100.0 * share);
        validation_free(&v);
    }
    if (t->asked.json)
        printf("{\"epoch\":%zu,\"epochs\":%d,\"loss\":%.6f,\"secondsLeft\":%ld,\"validationErrorRate\":{%s}}\n", epoch,
               t->asked.epochs, t->loss / (double)t->losses, seconds_left(t), errors);
    else {
        show_progress(t, "");
        fprintf(stderr, "; validation errors%s\n", errors + (*errors != '\0'));
    }
    return fflush(stdout) == 0 ? COMMAND_OK : COMMAND_FAILED;
}

/* The training --------------------------------------------------------------------------------------------------------- */

static void identify(training *t) {
    char *end = t->identity;
    end += sprintf(end, "recipe %s, %d epochs, seed %llu, fold %d/%d", t->asked.how->name, t->asked.epochs,
                   (unsigned long long)t->asked.seed, t->asked.fold.number, t->asked.fold.of);
    for (int i = 0; i < TRAIN_FILES; i++)
        if (t->data.digests[i][0] != '\0') end += sprintf(end, ", %s", t->data.digests[i]);
    for (int i = 0; i < t->asked.teacher_count; i++) end += sprintf(end, ", teacher %s", t->taught_digests[i]);
}

/* Reads the teachers' weights; 1, or 0 after one line on stderr. */
static int read_teachers(training *t) {
    for (int i = 0; i < t->asked.teacher_count; i++) {
        file_bytes from;
        decide_rule unused;
        lenet5_fault fault;
        const char *name = t->asked.teachers[i], *wrong = file_read(name, &from);
        if (wrong != NULL) return command_fail(name, wrong), 0;
        t->taught[i] = malloc(sizeof *t->taught[i]);
        lenet5_status status = LENET5_BAD_WEIGHTS;
        if (t->taught[i] == NULL) snprintf(fault.message, sizeof fault.message, "not enough memory to read it");
        else status = weights_read(from.bytes, from.length, t->taught[i], &unused, &fault);
        sha256(from.bytes, from.length, t->taught_digests[i]);
        file_free(&from);
        if (status != LENET5_OK) return command_fail(name, fault.message), 0;
        t->teachers.parameters[t->teachers.count++] = (const float *)(const void *)t->taught[i];
    }
    return 1;
}

static const char *save_checkpoint(training *t) { return checkpoint_write(t->checkpoint, t->identity, t->trainer); }

/* Runs to the end or until interrupted. Returns an exit status, or −1 when interrupted and saved. */
static int run(training *t) {
    size_t per_epoch = trainer_steps_per_epoch(t->trainer);
    time_t shown = time(NULL);
    t->began = shown;
    t->began_at = trainer_done(t->trainer);
    while (trainer_done(t->trainer) < trainer_steps(t->trainer)) {
        if (interrupted()) {
            const char *wrong = save_checkpoint(t);
            if (wrong != NULL) return command_fail(t->checkpoint, wrong);
            return command_fail(t->checkpoint, "interrupted and saved; the same command with --resume goes on"), -1;
        }
        t->loss += (double)trainer_step(t->trainer);
        t->losses++;
        if (on_terminal() && !t->asked.json && difftime(time(NULL), shown) >= (double)SHOW_SECONDS) {
            show_progress(t, " ");
            shown = time(NULL);
        }
        if (trainer_done(t->trainer) % per_epoch != 0) continue;
        if (report_epoch(t) != COMMAND_OK) return COMMAND_FAILED;
        t->loss = 0.0;
        t->losses = 0;
        if (trainer_done(t->trainer) / per_epoch % CHECKPOINT_EPOCHS == 0) {
            const char *wrong = save_checkpoint(t);
            if (wrong != NULL) return command_fail(t->checkpoint, wrong);
        }
    }
    return COMMAND_OK;
}

/* Result --------------------------------------------------------------------------------------------------------------- */

/* What the weights' metadata says beside the recipe. */
typedef struct findings {
    char figures[LONGEST_TEXT], data[LONGEST_TEXT], temperature[32], threshold[32];
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
        if (!validate(&t->asked.how->shape, trainer_result(t->trainer), &t->data.sets, (source)s, &v)) return 0;
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
        if (!validate(&t->asked.how->shape, trainer_result(t->trainer), &t->data.sets, (source)s, &v)) return 0;
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
static void describe(const training *t, char text[LONGEST_TEXT]) {
    const recipe *how = t->asked.how;
    text += sprintf(text, "%s (%s), %d epochs", how->name, how->purpose, t->asked.epochs);
    if (how->share[SOURCE_PENS] > 0.0f)
        text += sprintf(text, ", without UNIPEN's writers of fold %d/%d", t->asked.fold.number, t->asked.fold.of);
    for (int i = 0; i < t->asked.teacher_count; i++)
        text += sprintf(text, "%s sha256:%s", i == 0 ? ", taught by" : ",", t->taught_digests[i]);
}

/* LeNet-5's own weights as safetensors. */
static int write_weights(const training *t, const findings *found) {
    char recipe_text[LONGEST_TEXT], seed[32];
    describe(t, recipe_text);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)t->asked.seed);
    const weights_entry metadata[] = {
        {"format", "pt"},
        {"recipe", recipe_text},
        {"seed", seed},
        {"data", found->data},
        {"figures", found->figures},
        {"temperature", found->temperature},
        {"reject_threshold", found->threshold},
    };
    enum { CAPACITY = sizeof(network_parameters) + 8 * LONGEST_TEXT };
    char *bytes = malloc(CAPACITY), digest[SHA256_TEXT];
    network_parameters *parameters = malloc(sizeof *parameters);
    const char *wrong = "not enough memory to write it";
    if (bytes != NULL && parameters != NULL) {
        memcpy(parameters, trainer_result(t->trainer), sizeof *parameters);
        size_t length = weights_write(parameters, metadata, sizeof metadata / sizeof *metadata, bytes, CAPACITY);
        sha256(bytes, length, digest);
        wrong = length > 0 ? replace_file(t->asked.output, bytes, length) : "the weights do not fit";
    }
    free(parameters);
    free(bytes);
    if (wrong != NULL) return command_fail(t->asked.output, wrong);
    if (t->asked.json) {
        fputs("{\"output\":", stdout);
        text_print_json(stdout, t->asked.output);
        printf(",\"sha256\":\"%s\",\"temperature\":%s,\"rejectThreshold\":%s,\"figures\":\"%s\"}\n", digest,
               found->temperature, found->threshold, found->figures);
    } else {
        text_print(stdout, t->asked.output);
        printf("  sha256:%s\n%s; temperature %s; threshold %s\n", digest, found->figures, found->temperature,
               found->threshold);
    }
    return COMMAND_OK;
}

/* Before anything is measured, so that figures, temperature and threshold are those of the weights in the file. */
static void round_result(training *t) {
    weights_round((network_parameters *)(void *)(trainer_state(t->trainer) + 2 * trainer_parameters(t->trainer)));
}

static int finish(training *t) {
    findings found;
    round_result(t);
    if (!find(t, &found)) return command_fail(NULL, "not enough memory to validate");
    int status = write_weights(t, &found);
    if (status == COMMAND_OK) remove(t->checkpoint);
    return status;
}

static int train(training *t) {
    const train_options *asked = &t->asked;
    const char *wrong = replace_check(asked->output);
    if (wrong != NULL) return command_fail(asked->output, wrong);
    if ((wrong = replace_check(t->checkpoint)) != NULL) return command_fail(t->checkpoint, wrong);
    if (!train_data_read(asked->data, asked->how, asked->fold, &t->data)) return COMMAND_FAILED;
    if (!read_teachers(t)) return COMMAND_FAILED;
    identify(t);
    t->team = workers_start(asked->workers);
    if (t->team != NULL)
        t->trainer =
            trainer_start(asked->how, &t->data.sets, &t->teachers, asked->seed, asked->epochs, t->team, asked->workers);
    if (t->trainer == NULL) return command_fail(NULL, "not enough memory or threads to train");
    if (trainer_steps(t->trainer) == 0) return command_fail(asked->data, "has too few pictures for one batch of 64");
    if (asked->resume && (wrong = checkpoint_read(t->checkpoint, t->identity, t->trainer)) != NULL)
        return command_fail(t->checkpoint, wrong);
    heed_interruptions();
    int status = run(t);
    return status == COMMAND_OK ? finish(t) : status;
}

int command_train(int argc, char **argv) {
    training *t = calloc(1, sizeof *t);
    if (t == NULL) return command_fail(NULL, "not enough memory to train");
    int status = COMMAND_FAILED;
    if (train_options_parse(argc, argv, &t->asked)) {
        const char *given = t->asked.checkpoint;
        int length = snprintf(t->checkpoint, sizeof t->checkpoint, "%s%s", given != NULL ? given : t->asked.output,
                              given != NULL ? "" : ".checkpoint");
        status = length < LONGEST_NAME ? train(t) : command_fail(t->asked.output, "the file's name is too long");
    }
    trainer_stop(t->trainer);
    workers_stop(t->team);
    train_data_free(&t->data);
    for (int i = 0; i < TRAINER_TEACHERS; i++) free(t->taught[i]);
    free(t);
    return status < 0 ? COMMAND_FAILED : status;
}
