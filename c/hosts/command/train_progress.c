/* train_progress: prints step, loss and time left of a training, and the figures of each epoch. */
#include <stdio.h>
#ifndef __wasi__
#include <unistd.h>
#endif

#include "../../train/validate.h"
#include "command.h"
#include "output.h"
#include "training.h"

static int is_terminal(void) {
#ifdef __wasi__
    return 0;
#else
    return isatty(2);
#endif
}

int training_shows_progress(const training *t) { return is_terminal() && !t->options.json; }

/* Seconds until the last step, at the pace so far. */
static long seconds_left(const training *t) {
    size_t done = trainer_done(t->trainer) - t->start_step, left = trainer_steps(t->trainer) - trainer_done(t->trainer);
    return done == 0 ? 0 : (long)(difftime(time(NULL), t->start_time) * (double)left / (double)done + 0.5);
}

void training_show_progress(const training *t, const char *ending) {
    size_t per_epoch = trainer_steps_per_epoch(t->trainer), done = trainer_done(t->trainer);
    long left = seconds_left(t);
    fprintf(stderr, "%sepoch %zu of %d, step %zu of %zu, loss %.4f, %ld:%02ld:%02ld left%s", is_terminal() ? "\r" : "",
            (done - 1) / per_epoch + 1, t->options.epochs, (done - 1) % per_epoch + 1, per_epoch,
            t->loss / (double)t->losses, left / 3600, left / 60 % 60, left % 60, ending);
}

/* A failure of standard output is reported once, at the program's end. */
int training_report_epoch(training *t) {
    size_t epoch = trainer_done(t->trainer) / trainer_steps_per_epoch(t->trainer);
    char errors[256] = "", *end = errors;
    for (int s = 0; s < SOURCE_SETS; s++) {
        validation v;
        if (!source_is_digits((source)s)) continue;
        if (!validate(&t->options.recipe->shape, trainer_result(t->trainer), &t->data.sets, (source)s, &v))
            return command_fail(NULL, "not enough memory to validate");
        double share = v.count > 0 ? (double)validation_errors(&v) / (double)v.count : 0.0;
        if (v.count > 0 && t->options.json)
            end += sprintf(end, "%s\"%s\":%.6f", end == errors ? "" : ",", source_name((source)s), share);
        else if (v.count > 0) end += sprintf(end, ", %s %.2f %%", source_name((source)s), 100.0 * share);
        validation_free(&v);
    }
    if (t->options.json)
        printf("{\"epoch\":%zu,\"epochs\":%d,\"loss\":%.6f,\"secondsLeft\":%ld,\"validationErrorRate\":{%s}}\n", epoch,
               t->options.epochs, t->loss / (double)t->losses, seconds_left(t), errors);
    else {
        training_show_progress(t, "");
        fprintf(stderr, "; validation errors%s\n", errors + (*errors != '\0'));
    }
    fflush(stdout);
    return output_failed() ? COMMAND_FAILED : COMMAND_OK;
}
