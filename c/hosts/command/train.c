/* train: the verb that trains weights: sets a training up, runs its epochs and has the result written. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../train/checkpoint.h"
#include "command.h"
#include "interrupt.h"
#include "replace.h"
#include "train_1998.h"
#include "training.h"

enum {
    CHECKPOINT_EPOCHS = 10,
    SHOW_SECONDS = 1 /* between two progress lines on a terminal */
};

/* A checkpoint that can't be saved is no reason to lose what has been learnt: the training goes on. */
static int end_epoch(training *t) {
    training_keep(t);
    if (training_report_epoch(t) != COMMAND_OK) return COMMAND_FAILED;
    t->loss = 0.0;
    t->losses = 0;
    if (training_epochs(t) % CHECKPOINT_EPOCHS != 0) return COMMAND_OK;
    const char *wrong = training_save(t);
    if (wrong != NULL)
        training_fail(t->checkpoint, "not saved", wrong, "the training goes on and tries again in 10 epochs");
    return COMMAND_OK;
}

/* Makes the steps that are left; COMMAND_FAILED also when interrupted. */
static int run(training *t) {
    size_t per_epoch = trainer_steps_per_epoch(t->trainer);
    time_t shown = time(NULL);
    t->start_time = shown;
    t->start_step = trainer_done(t->trainer);
    training_keep(t);
    while (trainer_done(t->trainer) < trainer_steps(t->trainer)) {
        const double loss = (double)trainer_step(t->trainer);
        const int whole = trainer_done(t->trainer) % per_epoch == 0, stopped = interrupt_received();
        t->loss += loss;
        t->losses++;
        if (!isfinite(loss) || ((whole || stopped) && !trainer_is_sound(t->trainer))) return training_diverged(t);
        if (training_shows_progress(t) && difftime(time(NULL), shown) >= (double)SHOW_SECONDS) {
            training_show_progress(t, " ");
            shown = time(NULL);
        }
        if (whole && end_epoch(t) != COMMAND_OK) return COMMAND_FAILED;
        if (stopped) return training_interrupted(t);
    }
    return COMMAND_OK;
}

/* What a checkpoint must have in common with a training that continues it. */
static void identify(training *t) {
    const char *digests[TRAIN_FILES];
    for (int i = 0; i < TRAIN_FILES; i++) digests[i] = t->data.digests[i];
    writer begun = {t->identity, sizeof t->identity - 1, 0};
    checkpoint_put_identity(&begun, t->options.recipe, t->options.epochs, t->options.seed, t->options.fold, digests,
                            TRAIN_FILES);
    char *end = t->identity + begun.length;
    *end = '\0';
    for (int i = 0; i < t->options.averaged_count; i++) end += sprintf(end, ", mean of %s", t->averaged_digests[i]);
    if (t->start_parameters != NULL) end += sprintf(end, ", from %s", t->start_digest);
    for (int i = 0; i < t->options.teacher_count; i++) end += sprintf(end, ", teacher %s", t->teacher_digests[i]);
    training_identify_strings(t, end);
}

static int train(training *t) {
    const train_options *options = &t->options;
    const char *wrong = replace_check(options->output);
    if (wrong != NULL) return command_fail(options->output, wrong);
    if ((wrong = replace_check(t->checkpoint)) != NULL) return command_fail(t->checkpoint, wrong);
    if (!train_data_read(options->data, options->recipe, options->fold, &t->data)) return COMMAND_FAILED;
    if (!training_read_start(t) || !training_read_averaged(t) || !training_read_teachers(t)) return COMMAND_FAILED;
    if (!training_read_strings(t)) return COMMAND_FAILED;
    identify(t);
    t->team = workers_start(options->workers);
    if (t->team != NULL)
        t->trainer = trainer_start(options->recipe, &t->data.sets, &t->teachers, options->seed, options->epochs,
                                   t->team, options->workers);
    if (t->trainer == NULL) return command_fail(NULL, "not enough memory or threads to train");
    if (t->start_parameters != NULL) trainer_begin_at(t->trainer, (const float *)(const void *)t->start_parameters);
    if (t->mean != NULL) trainer_end_at(t->trainer, (const float *)(const void *)t->mean);
    if (trainer_steps(t->trainer) == 0) return command_fail(options->data, "has too few pictures for one batch of 64");
    if (options->resume && (wrong = training_restore(t)) != NULL) return command_fail(t->checkpoint, wrong);
    if (!trainer_is_sound(t->trainer))
        return command_fail(t->checkpoint,
                            "holds a training that has diverged; start again with a smaller --learning-rate");
    if (!training_compose_strings(t)) return COMMAND_FAILED;
    t->saved = options->resume;
    t->kept_state = malloc(training_state_bytes(t));
    if (t->kept_state == NULL) return command_fail(NULL, "not enough memory to train");
    interrupt_install_handlers();
    int status = run(t);
    return status == COMMAND_OK ? training_finish(t) : status;
}

int command_train(int argc, char **argv) {
    training *t = calloc(1, sizeof *t);
    if (t == NULL) return command_fail(NULL, "not enough memory to train");
    int status = COMMAND_FAILED;
    const int parsed = train_options_parse(argc, argv, &t->options);
    if (parsed && t->options.network == LENET5_NETWORK_1998) status = train_1998(&t->options);
    else if (parsed) {
        const char *given = t->options.checkpoint, *output = t->options.output;
        const char *beside = replace_is_file(output) ? output : "lenet5.safetensors"; /* and not beside a device */
        int length = snprintf(t->checkpoint, sizeof t->checkpoint, "%s%s", given != NULL ? given : beside,
                              given != NULL ? "" : ".checkpoint");
        status = length < TRAINING_NAME ? train(t) : command_fail(t->options.output, "the file's name is too long");
    }
    trainer_stop(t->trainer);
    training_free_strings(t);
    workers_stop(t->team);
    train_data_free(&t->data);
    free(t->kept_state);
    free(t->start_parameters);
    free(t->mean);
    for (int i = 0; i < TRAINER_TEACHERS; i++) free(t->teacher_parameters[i]);
    free(t);
    return status;
}
