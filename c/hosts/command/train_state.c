/* train_state: keeps and saves the state of a training, and restores it where the training diverged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../train/checkpoint.h"
#include "command.h"
#include "file.h"
#include "replace.h"
#include "training.h"

size_t training_epochs(const training *t) { return trainer_done(t->trainer) / trainer_steps_per_epoch(t->trainer); }

const char *training_save(training *t) {
    const size_t length = checkpoint_size(t->trainer);
    char *bytes = malloc(length);
    if (bytes == NULL) return "not enough memory to write it";
    checkpoint_write(t->identity, t->trainer, bytes);
    const char *wrong = write_file_atomically(t->checkpoint, bytes, length);
    free(bytes);
    if (wrong == NULL) t->saved = 1;
    return wrong;
}

const char *training_restore(training *t) {
    file_bytes from;
    const char *wrong = file_read(t->checkpoint, &from);
    if (wrong != NULL) return wrong;
    wrong = checkpoint_read(from.bytes, from.length, t->identity, t->trainer);
    file_free(&from);
    return wrong;
}

int training_fail(const char *subject, const char *what, const char *why, const char *remedy) {
    char text[2 * TRAINING_TEXT];
    snprintf(text, sizeof text, "%s: %s; %s", what, why, remedy);
    return command_fail(subject, text);
}

size_t training_state_bytes(const training *t) { return 3 * trainer_parameters(t->trainer) * sizeof(float); }

void training_keep(training *t) {
    memcpy(t->kept_state, trainer_state(t->trainer), training_state_bytes(t));
    t->kept_steps = trainer_done(t->trainer);
}

/* The beginning is not worth a file: only a state after an epoch is saved. */
int training_diverged(training *t) {
    char text[TRAINING_TEXT], rest[TRAINING_TEXT / 2] = "";
    const size_t epoch = training_epochs(t) + (trainer_done(t->trainer) % trainer_steps_per_epoch(t->trainer) != 0);
    memcpy(trainer_state(t->trainer), t->kept_state, training_state_bytes(t));
    trainer_continue(t->trainer, t->kept_steps);
    const char *wrong = t->kept_steps > 0 ? training_save(t) : NULL;
    if (wrong != NULL) snprintf(rest, sizeof rest, " (the state before could not be saved: %s)", wrong);
    else if (t->kept_steps > 0)
        snprintf(rest, sizeof rest, ", or go on after epoch %zu with --resume and the smaller one", training_epochs(t));
    snprintf(
        text, sizeof text,
        "not written, for the training diverged in epoch %zu: its weights grew beyond all bounds; start again with a "
        "--learning-rate below %g%s",
        epoch, (double)t->options.recipe->optimisation.learning_rate, rest);
    return command_fail(t->options.output, text);
}

int training_interrupted(training *t) {
    const char *wrong = training_save(t);
    if (wrong == NULL)
        return command_fail(t->checkpoint, "interrupted and saved; the same command with --resume goes on");
    return training_fail(t->checkpoint, "interrupted, and not saved", wrong,
                         t->saved ? "--resume goes on from the checkpoint before" : "nothing is left of this training");
}
