/* lenet5 import FILE --output OUT: what became of each tensor, and the weights as the engine's safetensors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "command.h"
#include "imported.h"
#include "output.h"
#include "replace.h"
#include "text.h"

typedef struct import_options {
    int json;
    const char *file, *output;
    fold_options fold;
} import_options;

/* Options ---------------------------------------------------------------------------------------------------------- */

static int set_float(const char *name, const char *value, float least, float most, float *to) {
    char *end, range[80];
    *to = strtof(value, &end);
    if (end != value && *end == '\0' && *to >= least && *to <= most) return 1;
    snprintf(range, sizeof range, "%s is from %g to %g", name, (double)least, (double)most);
    return command_fail(value, range), 0;
}

static int set_mean(const char *value, import_options *out) {
    return set_float("--mean", value, -WEIGHTS_LARGEST_BORDER, WEIGHTS_LARGEST_BORDER, &out->fold.mean);
}

static int set_std(const char *value, import_options *out) {
    return set_float("--std", value, 0.001f, 1000, &out->fold.std);
}

static int set_side(const char *value, import_options *out) {
    out->fold.side = strcmp(value, "28") == 0 ? 28 : strcmp(value, "32") == 0 ? 32 : 0;
    return out->fold.side != 0 ||
           (command_fail(value, "--input is 28 or 32, the side of what the network was trained on"), 0);
}

static int set_activation(const char *value, import_options *out) {
    (void)out;
    return strcmp(value, "relu") == 0 ||
           (command_fail(value, "this engine runs no activation function but relu; train the network with it"), 0);
}

static int set_pooling(const char *value, import_options *out) {
    (void)out;
    return strcmp(value, "max") == 0 ||
           (command_fail(value, "this engine runs no pooling but max; train the network with it"), 0);
}

static int set_output(const char *value, import_options *out) {
    out->output = value;
    return 1;
}

static const struct valued {
    const char *name, *needs;
    int (*set)(const char *value, import_options *out);
} VALUED[] = {
    {"--output", "needs a file's name", set_output},
    {"--mean", "needs a number", set_mean},
    {"--std", "needs a number", set_std},
    {"--input", "needs 28 or 32", set_side},
    {"--activation", "needs relu", set_activation},
    {"--pooling", "needs max", set_pooling},
};

static const struct valued *valued(const char *argument) {
    for (size_t i = 0; i < sizeof VALUED / sizeof *VALUED; i++)
        if (argument_is(argument, VALUED[i].name)) return &VALUED[i];
    return NULL;
}

static int parse(int argc, char **argv, import_options *out) {
    int names_only = 0;
    *out = (import_options){.fold = {.std = 1}};
    for (int i = 0; i < argc; i++) {
        const struct valued *option = names_only ? NULL : valued(argv[i]);
        if (option != NULL) {
            const char *value = argument_value(argc, argv, &i, option->needs);
            if (value == NULL || !option->set(value, out)) return 0;
        } else if (!names_only && strcmp(argv[i], "--") == 0) names_only = 1;
        else if (!names_only && strcmp(argv[i], "--json") == 0) out->json = 1;
        else if (!names_only && strcmp(argv[i], "--invert") == 0) out->fold.inverted = 1;
        else if (!names_only && argv[i][0] == '-' && argv[i][1] != '\0')
            return command_fail(argv[i], "is no option of this command; lenet5 --help lists them"), 0;
        else if (out->file != NULL) return command_fail(argv[i], "import takes one FILE at a time"), 0;
        else out->file = argv[i];
    }
    return out->file != NULL || (command_fail("import", "which FILE? (safetensors, PyTorch's, .npz or ONNX)"), 0);
}

/* The report ------------------------------------------------------------------------------------------------------- */

static int shape_text(const import_tensor *t, char *text, size_t capacity) {
    int length = snprintf(text, capacity, "%s [", t->dtype_name);
    for (int i = 0; i < t->dimensions; i++)
        length += snprintf(text + length, capacity - (size_t)length, "%s%llu", i > 0 ? "," : "",
                           (unsigned long long)t->shape[i]);
    return length + snprintf(text + length, capacity - (size_t)length, "]");
}

static const char *layer_of(const import_tensor *t) { return t->role < 0 ? "" : LAYOUT[t->role].name; }

static void print_verdict(const import_tensor *t) {
    const char *note = report_note(t);
    switch (t->verdict) {
    case IMPORT_EXTRA: fputs("left out", stdout); break;
    case IMPORT_USED: printf("%s%s%s", layer_of(t), note == NULL ? "" : ", ", note == NULL ? "" : note); break;
    case IMPORT_WRONG_SHAPE: printf("%s? of another shape", layer_of(t)); break;
    case IMPORT_WRONG_DTYPE: printf("%s? no floats", layer_of(t)); break;
    }
    putchar('\n');
}

static void print_tensors(const import_report *report) {
    enum { SHAPE = 16 + IMPORT_DIMENSIONS * 22 };
    char shape[SHAPE];
    int names = 0, shapes = 0;
    for (size_t i = 0; i < report->count; i++) {
        const int name = (int)strlen(report->tensors[i].name), length = shape_text(&report->tensors[i], shape, SHAPE);
        names = name > names ? name : names;
        shapes = length > shapes ? length : shapes;
    }
    for (size_t i = 0; i < report->count; i++) {
        shape_text(&report->tensors[i], shape, SHAPE);
        printf("  %-*s  %-*s  ", names, report->tensors[i].name, shapes, shape);
        print_verdict(&report->tensors[i]);
    }
    for (int role = 0; role < LAYOUT_TENSORS; role++)
        if (report->missing[role]) printf("  %s is missing\n", LAYOUT[role].name);
}

static void print_settings(const imported *file) {
    const fold_options *o = &file->report.options;
    printf("assumed: input %dx%d, mean %g, std %g, %s, ReLU, max-pooling\n", o->side, o->side, (double)o->mean,
           (double)o->std, o->inverted ? "inverted" : "not inverted");
    if (file->outcome.changed > 0)
        printf("answers in floats: in integers %d of %d drawn digits are read otherwise\n", file->outcome.changed,
               file->outcome.checked);
    else if (file->report.run.in_floats) puts("answers in floats: integers have no border that is not paper");
    else if (file->outcome.checked > 0) puts("answers in integers: drawn digits are read as in floats");
    else puts("answers in integers");
    puts(file->outcome.is_calibrated ? "confidence: calibrated"
                                     : "confidence: not calibrated, and nothing is refused as no digit");
}

static void print_report(const import_options *options, const imported *file, int made) {
    if (file->report.count == 0) return;
    text_print(stdout, options->file);
    printf(": %s, %zu tensors\n", file->report.container, file->report.count);
    print_tensors(&file->report);
    if (made) print_settings(file);
}

/* error: null when all went well. */
static void print_json(const import_options *options, const imported *file, const char *error) {
    writer measured = {NULL, 0, 0};
    report_put_json(&file->report, &file->outcome, &measured);
    writer to = {malloc(measured.length), measured.length, 0};
    if (to.to == NULL) return;
    report_put_json(&file->report, &file->outcome, &to);
    fputs("{\"file\":", stdout);
    text_print_json(stdout, options->file);
    fputs(error == NULL ? ",\"output\":" : ",\"error\":", stdout);
    if (error == NULL && options->output == NULL) fputs("null", stdout);
    else text_print_json(stdout, error == NULL ? options->output : error);
    putchar(',');
    fwrite(to.to + 1, 1, to.length - 1, stdout); /* without its brace */
    putchar('\n');
    free(to.to);
}

/* The verb --------------------------------------------------------------------------------------------------------- */

static int finish(const import_options *options, const imported *file, int made) {
    const char *wrong = made ? NULL : file->fault.message, *subject = options->file;
    if (made && options->output != NULL) {
        wrong = write_file_atomically(options->output, file->weights.bytes, file->weights.length);
        subject = options->output;
    }
    if (options->json) print_json(options, file, wrong);
    else print_report(options, file, made);
    if (wrong != NULL) return command_fail(subject, wrong);
    if (!options->json && options->output == NULL) puts("not written: --output FILE is missing");
    return COMMAND_OK;
}

int command_import(int argc, char **argv) {
    import_options options;
    file_bytes from;
    imported file;
    if (!parse(argc, argv, &options)) return COMMAND_FAILED;
    const char *wrong = file_read(options.file, &from);
    if (wrong != NULL) return output_fail_file(options.json, options.file, wrong);
    const int made = imported_open(&from, &options.fold, &file);
    const int status = finish(&options, &file, made);
    imported_close(&file);
    file_free(&from);
    return status;
}
