/* train_teachers: reads the weights of the networks whose posteriors a training distils. */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "training.h"

/* Training calculates in float32, as a teacher may want it, but frames its pictures with paper. */
static lenet5_status read_teacher(const file_bytes *from, network_parameters *parameters, lenet5_error *fault) {
    decide_rule unused;
    weights_settings settings;
    const lenet5_status status =
        weights_read_settings(from->bytes, from->length, parameters, &unused, &settings, fault);
    if (status != LENET5_OK || settings.run.border == 0) return status;
    snprintf(fault->message, sizeof fault->message,
             "float32_border: these weights want %g around their input, where "
             "training has paper; teach with a network that was trained on 32x32",
             (double)settings.run.border);
    return LENET5_BAD_WEIGHTS;
}

int training_read_teachers(training *t) {
    for (int i = 0; i < t->options.teacher_count; i++) {
        file_bytes from;
        lenet5_error fault;
        const char *name = t->options.teachers[i], *wrong = file_read(name, &from);
        if (wrong != NULL) return command_fail(name, wrong), 0;
        t->teacher_parameters[i] = malloc(sizeof *t->teacher_parameters[i]);
        lenet5_status status = LENET5_BAD_WEIGHTS;
        if (t->teacher_parameters[i] == NULL)
            snprintf(fault.message, sizeof fault.message, "not enough memory to read it");
        else status = read_teacher(&from, t->teacher_parameters[i], &fault);
        sha256(from.bytes, from.length, t->teacher_digests[i]);
        file_free(&from);
        if (status != LENET5_OK) return command_fail(name, fault.message), 0;
        t->teachers.parameters[t->teachers.count++] = (const float *)(const void *)t->teacher_parameters[i];
    }
    return 1;
}
