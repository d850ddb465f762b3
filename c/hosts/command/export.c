/* lenet5 export --format F --output OUT: the weights in files that other programs read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../export/onnx.h"
#include "../../model/layout.h"
#include "../../model/weights.h"
#include "arguments.h"
#include "command.h"
#include "imported.h"
#include "output.h"
#include "replace.h"
#include "text.h"
#include "weights.h"

typedef struct export_options {
    int json;
    const char *weights, *output, *format;
} export_options;

/* What is exported: the file of weights, and its parameters. */
typedef struct exported {
    file_bytes file;
    network_parameters parameters;
    weights_settings settings;
} exported;

/* Formats: each null, or what is wrong; the bytes are allocated ---------------------------------------------------- */

static const char *as_safetensors(const exported *from, file_bytes *out) {
    out->length = from->file.length;
    out->bytes = malloc(out->length);
    if (out->bytes == NULL) return "not enough memory";
    memcpy(out->bytes, from->file.bytes, out->length);
    return NULL;
}

static const char *as_packed(const exported *from, file_bytes *out) {
    *out = (file_bytes){malloc(from->file.length), 0};
    if (out->bytes == NULL) return "not enough memory";
    out->length = weights_pack(from->file.bytes, from->file.length, out->bytes, from->file.length);
    return out->length > 0 ? NULL : "these weights do not get any smaller";
}

static const char *as_onnx(const exported *from, file_bytes *out) {
    writer to = {NULL, 0, 0};
    if (from->settings.run.border != 0)
        return "these weights need a border of another value than paper, which the model's input could not say";
    onnx_write(&from->parameters, &to);
    to = (writer){malloc(to.length), to.length, 0};
    if (to.to == NULL) return "not enough memory";
    onnx_write(&from->parameters, &to);
    *out = (file_bytes){(uint8_t *)to.to, to.length};
    return NULL;
}

/* As C has them, with the digits that read back as the same float. */
static void put_array(writer *to, const layout_tensor *tensor, const float *values) {
    enum { A_LINE = 8 };
    char number[32];
    writer_put_text(to, "static const float ");
    for (const char *c = tensor->name; *c != '\0'; c++) writer_put(to, *c == '.' ? '_' : *c);
    writer_put(to, '[');
    writer_put_number(to, tensor->count);
    writer_put_text(to, "] = { /* ");
    for (int i = 0; i < tensor->dimensions; i++) {
        if (i > 0) writer_put(to, 'x');
        writer_put_number(to, (uint64_t)tensor->shape[i]);
    }
    writer_put_text(to, " */");
    for (size_t i = 0; i < tensor->count; i++) {
        snprintf(number, sizeof number, "%.8ef,", (double)values[i]);
        writer_put_text(to, i % A_LINE == 0 ? "\n    " : " ");
        writer_put_text(to, number);
    }
    writer_put_text(to, "\n};\n\n");
}

static void put_header(const exported *from, writer *to) {
    char border[64];
    writer_put_text(
        to, "/* LeNet-5's parameters, in PyTorch's order: convolutions [out][in][y][x], full layers [out][in].\n"
            " * Input 32x32, 0 paper to 1 ink; ReLU after c1, c3, c5 and f6; max-pooling 2x2 after c1 and c3. */\n"
            "#ifndef LENET5_PARAMETERS_H\n#define LENET5_PARAMETERS_H\n\n");
    if (from->settings.run.border != 0) {
        snprintf(border, sizeof border, "#define LENET5_BORDER %.8ef\n\n", (double)from->settings.run.border);
        writer_put_text(to, "/* What the two outer pixels of the input are to be, in place of paper. */\n");
        writer_put_text(to, border);
    }
    for (int i = 0; i < LAYOUT_TENSORS; i++)
        put_array(to, &LAYOUT[i], (const float *)(const void *)((const char *)&from->parameters + LAYOUT[i].offset));
    writer_put_text(to, "#endif\n");
}

static const char *as_header(const exported *from, file_bytes *out) {
    writer to = {NULL, 0, 0};
    put_header(from, &to);
    to = (writer){malloc(to.length), to.length, 0};
    if (to.to == NULL) return "not enough memory";
    put_header(from, &to);
    *out = (file_bytes){(uint8_t *)to.to, to.length};
    return NULL;
}

static const struct format {
    const char *name;
    const char *(*write)(const exported *from, file_bytes *out);
} FORMATS[] = {{"safetensors", as_safetensors}, {"packed", as_packed}, {"onnx", as_onnx}, {"c-header", as_header}};

static const struct format *format_of(const char *name) {
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(name, FORMATS[i].name) == 0) return &FORMATS[i];
    return command_fail(name, "is no format; there are safetensors, packed, onnx and c-header"), NULL;
}

/* The weights ------------------------------------------------------------------------------------------------------ */

static int read_own(exported *out) {
    decide_rule rule;
    lenet5_error unused;
    return weights_read_settings(out->file.bytes, out->file.length, &out->parameters, &rule, &out->settings, &unused) ==
           LENET5_OK;
}

/* A file of any other kind: its bytes are replaced by what import makes of them. */
static int import_file(const char *name, exported *out) {
    static const fold_options ASSUMED = {.std = 1};
    imported file;
    const int made = imported_open(&out->file, &ASSUMED, &file);
    if (made) {
        file_free(&out->file);
        out->file = file.weights;
        file.weights = (file_bytes){0};
    } else command_fail(name, file.fault.message);
    imported_close(&file);
    return made && read_own(out);
}

static int read_inside(exported *out) {
    out->file = (file_bytes){malloc(command_weights_length), command_weights_length};
    if (out->file.bytes == NULL) return command_fail(NULL, "not enough memory"), 0;
    memcpy(out->file.bytes, command_weights, command_weights_length);
    return read_own(out);
}

static int read_weights(const char *name, exported *out) {
    out->file = (file_bytes){0};
    if (name == NULL) return read_inside(out);
    const char *wrong = file_read(name, &out->file);
    if (wrong != NULL) return command_fail(name, wrong), 0;
    return read_own(out) || import_file(name, out);
}

/* The verb --------------------------------------------------------------------------------------------------------- */

static int parse(int argc, char **argv, export_options *out) {
    *out = (export_options){.format = "safetensors"};
    for (int i = 0; i < argc; i++) {
        const char **to = argument_is(argv[i], "--weights")  ? &out->weights
                          : argument_is(argv[i], "--output") ? &out->output
                          : argument_is(argv[i], "--format") ? &out->format
                                                             : NULL;
        if (strcmp(argv[i], "--json") == 0) out->json = 1;
        else if (to == NULL) return command_fail(argv[i], "is no option of this command; lenet5 --help lists them"), 0;
        else if ((*to = argument_value(argc, argv, &i, "needs a value")) == NULL) return 0;
    }
    return out->output != NULL || (command_fail("export", "where to? --output FILE"), 0);
}

static void print_done(const export_options *options, size_t length) {
    if (options->json) {
        fputs("{\"output\":", stdout);
        text_print_json(stdout, options->output);
        printf(",\"format\":\"%s\",\"bytes\":%zu}\n", options->format, length);
    } else if (replace_is_file(options->output)) {
        text_print(stdout, options->output);
        printf("  %s, %zu bytes\n", options->format, length);
    }
}

static int write_format(const export_options *options, const struct format *format, const exported *from) {
    file_bytes bytes = {0};
    const char *wrong = format->write(from, &bytes);
    if (wrong == NULL) wrong = write_file_atomically(options->output, bytes.bytes, bytes.length);
    const size_t length = bytes.length;
    file_free(&bytes);
    if (wrong != NULL) return output_fail_file(options->json, options->output, wrong);
    print_done(options, length);
    return COMMAND_OK;
}

int command_export(int argc, char **argv) {
    export_options options;
    if (!parse(argc, argv, &options)) return COMMAND_FAILED;
    const struct format *format = format_of(options.format);
    exported *from = format == NULL ? NULL : malloc(sizeof *from);
    if (format == NULL) return COMMAND_FAILED;
    if (from == NULL) return command_fail(NULL, "not enough memory");
    const int read = read_weights(options.weights, from);
    const int status = read ? write_format(&options, format, from) : COMMAND_FAILED;
    file_free(&from->file);
    free(from);
    return status;
}
