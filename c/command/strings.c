/* The verb that fits how arcs are scored and writes c/lattice/table.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../train/fit_strings.h"
#include "../weights/weights.h"
#include "command.h"
#include "file.h"
#include "replace.h"
#include "train_data.h"
#include "weights.h"

typedef struct strings_options {
    const char *data, *output, *weights;
    fit_strings_options fit;
} strings_options;

enum { MOST = 100000 };

static void show(const char *what, int done, int of, double value) {
    fprintf(stderr, "%s %d of %d: %.4f\n", what, done, of, value);
}

static int parse(int argc, char **argv, strings_options *out) {
    const char *folder = getenv("LENET5_DATA");
    *out = (strings_options){folder != NULL ? folder : "../shared", "c/lattice/table.c", NULL, {1, 4000, 16, show}};
    for (int i = 0; i < argc; i += 2) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (value == NULL) return command_fail(name, "needs a value"), 0;
        const long number = strtol(value, NULL, 10);
        if (strcmp(name, "--data") == 0) out->data = value;
        else if (strcmp(name, "--output") == 0) out->output = value;
        else if (strcmp(name, "--weights") == 0) out->weights = value;
        else if (number < 1 || number > MOST) return command_fail(value, "is no number from 1 to 100000"), 0;
        else if (strcmp(name, "--lines") == 0) out->fit.lines = (int)number;
        else if (strcmp(name, "--epochs") == 0) out->fit.epochs = (int)number;
        else if (strcmp(name, "--seed") == 0) out->fit.seed = (uint64_t)number;
        else return command_fail(name, "is no option of this command; lenet5 --help lists them"), 0;
    }
    return 1;
}

static int print_row(char *to, size_t room, const float *values, int count) {
    int used = snprintf(to, room, "        {");
    for (int i = 0; i < count; i++) used += snprintf(to + used, room - (size_t)used, "%s%#.4gf", i > 0 ? ", " : "", (double)values[i]);
    return used + snprintf(to + used, room - (size_t)used, "},\n");
}

static int write_table(const char *name, const lattice_model *model) {
    enum { ROOM = 1 << 16 };
    char *text = malloc(ROOM);
    if (text == NULL) return command_fail(name, "not enough memory");
    int used = snprintf(text, ROOM, "/* Written by `lenet5 fit-strings`; fitted on composed lines. */\n#include \"model.h\"\n\n"
                                    "const lattice_model lattice_fitted = {\n    .sharpness = %#.4gf,\n    .linear = {\n", (double)model->sharpness);
    for (int k = 0; k < LATTICE_KINDS; k++) used += print_row(text + used, ROOM - (size_t)used, model->linear[k], LATTICE_FEATURES);
    used += snprintf(text + used, ROOM - (size_t)used, "    },\n    .hidden = {\n");
    for (int h = 0; h < LATTICE_HIDDEN; h++) used += print_row(text + used, ROOM - (size_t)used, model->hidden[h], LATTICE_FEATURES);
    used += snprintf(text + used, ROOM - (size_t)used, "    },\n    .out = {\n");
    for (int k = 0; k < LATTICE_KINDS; k++) used += print_row(text + used, ROOM - (size_t)used, model->out[k], LATTICE_HIDDEN);
    used += snprintf(text + used, ROOM - (size_t)used, "    },\n};\n");
    const char *wrong = replace_file(name, text, (size_t)used);
    free(text);
    return wrong == NULL ? COMMAND_OK : command_fail(name, wrong);
}

/* The network: the file's, or the one inside. */
static int read_weights(const char *name, network_parameters *parameters, decide_rule *rule) {
    lenet5_fault fault;
    file_bytes file = {(uint8_t *)0, 0};
    const char *wrong = name == NULL ? NULL : file_read(name, &file);
    if (wrong != NULL) return command_fail(name, wrong), 0;
    const void *bytes = name == NULL ? (const void *)command_weights : file.bytes;
    const lenet5_status status = weights_read(bytes, name == NULL ? command_weights_length : file.length, parameters, rule, &fault);
    file_free(&file);
    if (status != LENET5_OK) return command_fail(name == NULL ? "weights inside" : name, fault.message), 0;
    return 1;
}

int command_fit_strings(int argc, char **argv) {
    static const recipe SETS = {.name = "strings", .share = {[SOURCE_OPTDIGITS] = 1, [SOURCE_SEMEION] = 1}};
    static train_data data;
    static network_parameters parameters;
    static lattice_model model;
    strings_options asked;
    decide_rule rule;
    fit_strings_result result;
    if (!parse(argc, argv, &asked) || !read_weights(asked.weights, &parameters, &rule)) return COMMAND_FAILED;
    const char *wrong = replace_check(asked.output);
    if (wrong != NULL) return command_fail(asked.output, wrong);
    network *net = aligned_alloc(LENET5_ALIGNMENT, (network_size() + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT);
    int status = net == NULL ? command_fail(NULL, "not enough memory for the network") : COMMAND_OK;
    if (status == COMMAND_OK && !train_data_read(asked.data, &SETS, &data)) status = COMMAND_FAILED;
    if (status == COMMAND_OK) {
        network_arrange(&parameters, net);
        if (!fit_strings(net, &rule, &data.sets, &asked.fit, &model, &result)) status = command_fail(NULL, "not enough memory to fit");
        else status = write_table(asked.output, &model);
    }
    if (status == COMMAND_OK) printf("%d lines, %d of them can be read right; %.4f nats a line\n%s\n", result.lines, result.found, result.loss, asked.output);
    train_data_free(&data);
    free(net);
    return status;
}
