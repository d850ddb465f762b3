/* train_teachers: reads the weights that a training begins with, those whose mean it is and whose posteriors it distils.
 */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "training.h"

/* Training calculates in float32, as other weights may want it, but frames its pictures with paper. */
static lenet5_status read_framed(const file_bytes *from, network_parameters *parameters, training_rule *rule,
                                 lenet5_error *fault) {
    weights_settings settings;
    const lenet5_status status =
        weights_read_settings(from->bytes, from->length, parameters, &rule->decide, &settings, fault);
    if (status == LENET5_OK) rule->run = settings.run;
    if (status != LENET5_OK || settings.run.border == 0) return status;
    snprintf(fault->message, sizeof fault->message,
             "float32_border: these weights want %g around their input, where "
             "training has paper; take a network that was trained on 32x32",
             (double)settings.run.border);
    return LENET5_BAD_WEIGHTS;
}

/* The parameters of a file, its rule and its digest; null after one line on stderr. Free them. */
static network_parameters *read_parameters(const char *name, training_rule *rule, char digest[SHA256_TEXT]) {
    file_bytes from;
    lenet5_error fault;
    const char *wrong = file_read(name, &from);
    if (wrong != NULL) return command_fail(name, wrong), NULL;
    network_parameters *parameters = malloc(sizeof *parameters);
    lenet5_status status = LENET5_BAD_WEIGHTS;
    if (parameters == NULL) snprintf(fault.message, sizeof fault.message, "not enough memory to read it");
    else status = read_framed(&from, parameters, rule, &fault);
    sha256(from.bytes, from.length, digest);
    file_free(&from);
    if (status == LENET5_OK) return parameters;
    free(parameters);
    return command_fail(name, fault.message), NULL;
}

int training_read_start(training *t) {
    const char *name = t->options.start;
    return name == NULL || (t->start_parameters = read_parameters(name, &t->start_rule, t->start_digest)) != NULL;
}

int training_read_averaged(training *t) {
    const int count = t->options.averaged_count;
    if (count > 0 && (t->mean = calloc(1, sizeof *t->mean)) == NULL)
        return command_fail(NULL, "not enough memory to average"), 0;
    for (int i = 0; i < count; i++) {
        training_rule unused;
        network_parameters *one = read_parameters(t->options.averaged[i], &unused, t->averaged_digests[i]);
        if (one == NULL) return 0;
        const float *from = (const float *)(const void *)one;
        float *mean = (float *)(void *)t->mean;
        for (size_t k = 0; k < LENET5_PARAMETERS; k++) mean[k] += from[k] / (float)count;
        free(one);
    }
    return 1;
}

int training_read_teachers(training *t) {
    for (int i = 0; i < t->options.teacher_count; i++) {
        training_rule unused;
        t->teacher_parameters[i] = read_parameters(t->options.teachers[i], &unused, t->teacher_digests[i]);
        if (t->teacher_parameters[i] == NULL) return 0;
        t->teachers.parameters[t->teachers.count++] = (const float *)(const void *)t->teacher_parameters[i];
    }
    return 1;
}
