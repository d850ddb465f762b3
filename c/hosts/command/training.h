/* training: one run of `lenet5 train` and its steps: teachers, progress, saved state, result.
 *
 * Functions that return an int return an exit status (command.h) unless their comment says otherwise; COMMAND_FAILED
 * comes with one line on stderr.
 */
#ifndef LENET5_HOSTS_COMMAND_TRAINING_H
#define LENET5_HOSTS_COMMAND_TRAINING_H

#include <time.h>

#include "../../model/weights.h"
#include "../../train/trainer.h"
#include "train_data.h"
#include "train_options.h"

enum { TRAINING_TEXT = 4096, TRAINING_NAME = 4096 };

/* How a file of weights is run and decided by. */
typedef struct training_rule {
    decide_rule decide;
    network_options run;
} training_rule;

typedef struct training {
    train_options options;
    train_data data;
    network_parameters *start_parameters; /* null: random ones */
    training_rule start_rule;
    char start_digest[SHA256_TEXT];
    struct training_strings *strings; /* null: none */
    network_parameters *mean;         /* of the weights to average; null where there are none */
    char averaged_digests[TRAIN_AVERAGED][SHA256_TEXT];
    network_parameters *teacher_parameters[TRAINER_TEACHERS];
    char teacher_digests[TRAINER_TEACHERS][SHA256_TEXT];
    teachers teachers;
    workers *team;
    trainer *trainer;
    char checkpoint[TRAINING_NAME]; /* the file's name */
    char identity[TRAINING_TEXT];   /* recipe, seed and digests of the data: checkpoints of others are refused */
    time_t start_time;
    size_t start_step;
    double loss; /* sum over the steps of this epoch so far */
    size_t losses;
    float *kept_state; /* the trainer's state at the end of the last whole epoch */
    size_t kept_steps; /* steps made until then */
    int saved;         /* the checkpoint's file is of this training */
} training;

/* Whole epochs done. */
size_t training_epochs(const training *t);

/* train_teachers.c: reads the weights to begin with, those to average and those to distil, where there are any. Return
 * 1, or 0 after one line on stderr. */
int training_read_start(training *t);
int training_read_averaged(training *t);
int training_read_teachers(training *t);

/* train_strings.c: the lines that the recipe learns beside its samples: what they are made of, and themselves, given to the
 * trainer. Return 1, or 0 after one line on stderr; 1 also where the recipe has none. */
int training_read_strings(training *t);
int training_compose_strings(training *t);
void training_free_strings(training *t);
/* What they are made of beside the recipe's sets, as the metadata names it; and all that tells them from others. Return the
 * text's new end. */
char *training_describe_strings(const training *t, char *end);
char *training_identify_strings(const training *t, char *end);

/* train_progress.c */
int training_shows_progress(const training *t); /* a person watches: standard error is a terminal, without --json */
void training_show_progress(const training *t, const char *ending);
int training_report_epoch(training *t); /* one line: loss, and the share of errors on each validation set */

/* train_state.c */
size_t training_state_bytes(const training *t);
void training_keep(training *t);           /* copies the trainer's state to kept_state */
const char *training_save(training *t);    /* writes the checkpoint; null, or what is wrong */
const char *training_restore(training *t); /* reads it; null, or what is wrong, and then nothing has changed */
int training_diverged(training *t);        /* restores and saves what was kept; returns COMMAND_FAILED */
int training_interrupted(training *t);     /* saves the checkpoint; returns COMMAND_FAILED */

/* Prints "lenet5: SUBJECT: WHAT: WHY; REMEDY" as one line on stderr. Returns COMMAND_FAILED. */
int training_fail(const char *subject, const char *what, const char *why, const char *remedy);

/* train_result.c: rounds and measures the weights, sets the decision rule and writes the file. */
int training_finish(training *t);

#endif
