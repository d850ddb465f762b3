/* fit_crf: the verb that fits the scoring model of the lattice and writes it as a C table.
 *
 * It writes c/number/lattice/model_table.c, for developers of the engine: natively only, from the top of the sources.
 * --data DIR, --output FILE, --weights FILE, --lines N, --epochs N, --seed N, --workers N. The model does not depend on
 * the number of workers. */
#include <stdio.h>
#include <stdlib.h>

#include "../../model/weights.h"
#include "../../train/crf/crf.h"
#include "../../train/workers.h"
#include "arguments.h"
#include "command.h"
#include "file.h"
#include "replace.h"
#include "../../base/formats/sha256.h"
#include "stock_data.h"
#include "train_data.h"
#include "weights.h"

typedef struct fit_crf_options {
    const char *data, *output, *weights;
    crf_options fit;
} fit_crf_options;

enum { MOST = 100000 };

static void show(const char *what, int done, int of, double value) {
    fprintf(stderr, "%s %d of %d: %.4f\n", what, done, of, value);
}

/* One option with its value: 1, or 0 after a line on stderr. */
static int set(const char *option, const char *value, fit_crf_options *out) {
    long number;
    if (argument_is(option, "--data")) return out->data = value, 1;
    if (argument_is(option, "--output")) return out->output = value, 1;
    if (argument_is(option, "--weights")) return out->weights = value, 1;
    if (argument_is(option, "--seed")) {
        if (!argument_number("--seed", value, 0, INT32_MAX, &number)) return 0;
        return out->fit.seed = (uint64_t)number, 1;
    }
    if (argument_is(option, "--workers")) {
        if (!argument_number("--workers", value, 1, WORKERS_MOST, &number)) return 0;
        return out->fit.workers = (int)number, 1;
    }
    const int lines = argument_is(option, "--lines");
    if (!argument_number(lines ? "--lines" : "--epochs", value, 1, MOST, &number)) return 0;
    *(lines ? &out->fit.lines : &out->fit.epochs) = (int)number;
    return 1;
}

static int is_option(const char *argument) {
    static const char *const NAMES[] = {"--data",   "--output", "--weights", "--lines",
                                        "--epochs", "--seed",   "--workers"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (argument_is(argument, NAMES[i])) return 1;
    return 0;
}

static int parse(int argc, char **argv, fit_crf_options *out) {
    static const char NONE[] =
        "is no option of this command; there are --data, --output, --weights, --lines, --epochs, --seed and --workers";
    const char *folder = getenv("LENET5_DATA");
    *out = (fit_crf_options){
        folder != NULL ? folder : "../shared", "c/number/lattice/model_table.c", NULL, {1, 88000, 8, 1, show}};
    for (int i = 0; i < argc; i++) {
        const char *option = argv[i];
        if (!is_option(option)) return command_fail(option, NONE), 0;
        const char *value = argument_value(argc, argv, &i, "needs a value");
        if (value == NULL || !set(option, value, out)) return 0;
    }
    return 1;
}

static int write_table(const fit_crf_options *options, const char *weights_digest, const lattice_model *model) {
    enum { ROOM = 1 << 16, IN_A_ROW = 26 };
    const char *name = options->output;
    const float *parameter = &model->sharpness;
    char *text = malloc(ROOM);
    if (text == NULL) return command_fail(name, "not enough memory");
    int used = snprintf(
        text, ROOM,
        "/* Written by `lenet5 fit-crf`: the parameters of the model that scores arcs, fitted on composed lines.\n"
        " * By `build/lenet5 fit-crf --seed %llu --lines %d --epochs %d` with the weights of SHA-256\n"
        " * %s. */\n#include \"model.h\"\n\n"
        "/* clang-format off */\n"
        "const int8_t lattice_fitted[LATTICE_MODEL_PARAMETERS] = {",
        (unsigned long long)options->fit.seed, options->fit.lines, options->fit.epochs, weights_digest);
    for (int i = 0; i < LATTICE_MODEL_PARAMETERS; i++) {
        const float units = parameter[i] * (float)LATTICE_MODEL_UNIT;
        const int whole = (int)(units < -INT8_MAX  ? -INT8_MAX
                                : units > INT8_MAX ? INT8_MAX
                                : units < 0        ? units - 0.5f
                                                   : units + 0.5f);
        used += snprintf(text + used, ROOM - (size_t)used, "%s%d,", i % IN_A_ROW == 0 ? "\n    " : " ", whole);
    }
    used += snprintf(text + used, ROOM - (size_t)used, "\n};\n");
    const char *wrong = write_file_atomically(name, text, (size_t)used);
    free(text);
    return wrong == NULL ? COMMAND_OK : command_fail(name, wrong);
}

/* What the fit works on. */
typedef struct fitting {
    train_data data;
    stock_data pens;
    network_parameters parameters;
    decide_rule rule;
    weights_settings settings;
    char weights_digest[SHA256_TEXT];
    lattice_model model;
} fitting;

/* The network: the file's, or the one inside. */
static int read_weights(const char *name, fitting *f) {
    lenet5_error fault;
    file_bytes file = {(uint8_t *)0, 0};
    const char *wrong = name == NULL ? NULL : file_read(name, &file);
    if (wrong != NULL) return command_fail(name, wrong), 0;
    const void *bytes = name == NULL ? (const void *)command_weights : file.bytes;
    const size_t length = name == NULL ? command_weights_length : file.length;
    const lenet5_status status = weights_read_settings(bytes, length, &f->parameters, &f->rule, &f->settings, &fault);
    sha256(bytes, length, f->weights_digest);
    file_free(&file);
    if (status != LENET5_OK) return command_fail(name == NULL ? "weights inside" : name, fault.message), 0;
    return 1;
}

static int fit(const fit_crf_options *options, fitting *f, network *net) {
    static const recipe SETS = {.name = "fit", .share = {[SOURCE_OPTDIGITS] = 1, [SOURCE_SEMEION] = 1}, .fold = {1, 1}};
    crf_result result;
    if (!train_data_read(options->data, &SETS, SETS.fold, &f->data)) return COMMAND_FAILED;
    if (!stock_data_read(options->data, &f->data.sets, (pens_fold){0, 0}, &f->pens)) return COMMAND_FAILED;
    network_pack(&f->parameters, net);
    network_set_options(net, &f->settings.run);
    if (!crf_fit(net, &f->rule, &f->data.sets, &f->pens.pens, &options->fit, &f->model, &result))
        return command_fail(NULL, "not enough memory to fit");
    if (write_table(options, f->weights_digest, &f->model) != COMMAND_OK) return COMMAND_FAILED;
    printf("%d lines, %d of them can be read right; %.4f nats a line\n%s\n", result.lines, result.found, result.loss,
           options->output);
    return COMMAND_OK;
}

int command_fit_crf(int argc, char **argv) {
    fit_crf_options options;
    if (!parse(argc, argv, &options)) return COMMAND_FAILED;
    const char *wrong = replace_check(options.output);
    if (wrong != NULL) return command_fail(options.output, wrong);
    fitting *f = calloc(1, sizeof *f);
    network *net = aligned_alloc(LENET5_ALIGNMENT, network_size());
    int status = COMMAND_FAILED;
    if (f == NULL || net == NULL) command_fail(NULL, "not enough memory for the network");
    else if (read_weights(options.weights, f)) status = fit(&options, f, net);
    if (f != NULL) train_data_free(&f->data), stock_data_free(&f->pens);
    free(f);
    free(net);
    return status;
}
