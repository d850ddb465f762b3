/* train_teachers: reads the weights of the networks whose posteriors a training distils. */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "training.h"

int training_read_teachers(training *t) {
    for (int i = 0; i < t->options.teacher_count; i++) {
        file_bytes from;
        decide_rule unused;
        lenet5_error fault;
        const char *name = t->options.teachers[i], *wrong = file_read(name, &from);
        if (wrong != NULL) return command_fail(name, wrong), 0;
        t->teacher_parameters[i] = malloc(sizeof *t->teacher_parameters[i]);
        lenet5_status status = LENET5_BAD_WEIGHTS;
        if (t->teacher_parameters[i] == NULL)
            snprintf(fault.message, sizeof fault.message, "not enough memory to read it");
        else status = weights_read(from.bytes, from.length, t->teacher_parameters[i], &unused, &fault);
        sha256(from.bytes, from.length, t->teacher_digests[i]);
        file_free(&from);
        if (status != LENET5_OK) return command_fail(name, fault.message), 0;
        t->teachers.parameters[t->teachers.count++] = (const float *)(const void *)t->teacher_parameters[i];
    }
    return 1;
}
