/* engine: loads the weights and hands pictures to the public interface of the library. */
#include "engine.h"

#include <stdlib.h>

#include "command.h"
#include "imported.h"
#include "output.h"
#include "weights.h"

static lenet5_status load_bytes(command_engine *out, const void *bytes, size_t length, lenet5_error *fault) {
    return out->net_1998 != NULL ? lenet5_1998_load(out->net_1998, bytes, length, fault)
                                 : lenet5_load(out->net, bytes, length, fault);
}

static int load(command_engine *out, const char *name, const void *bytes, size_t length) {
    lenet5_error fault;
    if (load_bytes(out, bytes, length, &fault) == LENET5_OK) return 1;
    command_fail(name, fault.message);
    return 0;
}

/* Weights of any other kind, taken for what the tutorial's are. */
static int load_imported(command_engine *out, const char *name, const file_bytes *from) {
    static const fold_options ASSUMED = {.std = 1};
    imported file;
    const int loaded = imported_open(from, &ASSUMED, &file) ? load(out, name, file.weights.bytes, file.weights.length)
                                                            : (command_fail(name, file.fault.message), 0);
    imported_close(&file);
    return loaded;
}

static int load_file(command_engine *out, const char *name) {
    file_bytes weights;
    const char *wrong = file_read(name, &weights);
    if (wrong != NULL) return command_fail(name, wrong), 0;
    const int imports = out->net_1998 == NULL && load_bytes(out, weights.bytes, weights.length, NULL) != LENET5_OK;
    const int loaded = imports ? load_imported(out, name, &weights) : load(out, name, weights.bytes, weights.length);
    file_free(&weights);
    return loaded;
}

/* For pictures of any size and shape. */
static lenet5_context *make_context(void) {
    void *memory = aligned_alloc(LENET5_ALIGNMENT, lenet5_context_size(LENET5_MAX_PIXELS, 1));
    return lenet5_context_init(memory, LENET5_MAX_PIXELS, 1);
}

static int load_inside(command_engine *out) {
    return out->net_1998 != NULL ? load(out, "weights inside", command_weights_1998, command_weights_1998_length)
                                 : load(out, "weights inside", command_weights, command_weights_length);
}

int engine_open(const command_options *options, command_engine *out) {
    const int of_1998 = options->network == LENET5_NETWORK_1998;
    void *net = aligned_alloc(LENET5_ALIGNMENT, of_1998 ? lenet5_1998_size() : lenet5_size());
    *out = (command_engine){.json = options->json,
                            .net = of_1998 ? NULL : net,
                            .net_1998 = of_1998 ? net : NULL,
                            .context = make_context()};
    int opened = 0;
    if (net == NULL || out->context == NULL) command_fail(NULL, "not enough memory for the network");
    else if (options->weights != NULL) opened = load_file(out, options->weights);
    else opened = load_inside(out);
    if (!opened) engine_close(out);
    return opened;
}

int engine_is_calibrated(const command_engine *engine) {
    return engine->net_1998 != NULL ? lenet5_1998_is_calibrated(engine->net_1998) : lenet5_is_calibrated(engine->net);
}

const lenet5_activations *engine_layers(const command_engine *engine) {
    return engine->net_1998 != NULL ? lenet5_1998_layers(engine->net_1998, engine->context)
                                    : lenet5_layers(engine->net, engine->context);
}

void engine_close(command_engine *engine) {
    free(engine->net);
    free(engine->net_1998);
    free(engine->context);
    free(engine->reader);
    free(engine->rgba);
}

/* An IDX picture as RGBA, in the engine's room for it; null when there is no memory. */
static const uint8_t *rgba_of(command_engine *engine, const uint8_t *grey, int width, int height) {
    size_t pixels = (size_t)width * (size_t)height;
    if (engine->capacity < pixels) {
        free(engine->rgba);
        engine->rgba = malloc(pixels * 4);
        engine->capacity = engine->rgba == NULL ? 0 : pixels;
    }
    for (size_t i = 0; i < pixels && engine->rgba != NULL; i++) {
        uint8_t *pixel = engine->rgba + 4 * i;
        pixel[0] = pixel[1] = pixel[2] = grey[i];
        pixel[3] = 255;
    }
    return engine->rgba;
}

static lenet5_status predict(command_engine *engine, const uint8_t *rgba, int width, int height,
                             lenet5_result *result) {
    return engine->net_1998 != NULL
               ? lenet5_1998_predict(engine->net_1998, engine->context, rgba, width, height, result)
               : lenet5_predict(engine->net, engine->context, rgba, width, height, result);
}

static lenet5_status predict_normalised(command_engine *engine, const uint8_t *seen, lenet5_result *result) {
    return engine->net_1998 != NULL ? lenet5_1998_predict_normalised(engine->net_1998, engine->context, seen, result)
                                    : lenet5_predict_normalised(engine->net, engine->context, seen, result);
}

static lenet5_status predict_input(command_engine *engine, const uint8_t *input, lenet5_result *result) {
    return engine->net_1998 != NULL ? lenet5_1998_predict_input(engine->net_1998, engine->context, input, result)
                                    : lenet5_predict_input(engine->net, engine->context, input, result);
}

static lenet5_status read_idx(command_engine *engine, const idx_file *idx, size_t index, int as_picture,
                              lenet5_result *result) {
    const int width = idx->width, height = idx->height;
    const uint8_t *grey = idx->items + index * (size_t)width * (size_t)height;
    if (!as_picture && width == LENET5_SIDE && height == LENET5_SIDE) return predict_normalised(engine, grey, result);
    if (!as_picture && width == LENET5_INPUT_SIDE && height == LENET5_INPUT_SIDE)
        return predict_input(engine, grey, result);
    const uint8_t *rgba = rgba_of(engine, grey, width, height);
    return rgba == NULL ? LENET5_NO_MEMORY : predict(engine, rgba, width, height, result);
}

/* Ends a reading that has a status: 1, or 0 after a line on stderr when it is no answer. */
static int is_answer(const command_engine *engine, lenet5_status status, const char *name) {
    if (status != LENET5_BAD_ARGUMENT && status != LENET5_NO_MEMORY) return 1;
    output_fail_file(engine->json, name, lenet5_status_text(status));
    return 0;
}

int engine_read(command_engine *engine, const picture_file *file, size_t index, int as_picture, const char *name,
                lenet5_result *result) {
    const picture *seen = &file->single;
    return is_answer(engine,
                     file->is_idx ? read_idx(engine, &file->idx, index, as_picture, result)
                                  : predict(engine, seen->rgba, seen->width, seen->height, result),
                     name);
}

static lenet5_status read_number(command_engine *engine, const picture_file *file, size_t index,
                                 const lenet5_request *request, lenet5_reading *out) {
    const picture *seen = &file->single;
    const uint8_t *rgba = seen->rgba;
    int width = seen->width, height = seen->height;
    if (file->is_idx) {
        width = file->idx.width, height = file->idx.height;
        rgba = rgba_of(engine, file->idx.items + index * (size_t)width * (size_t)height, width, height);
    }
    if (engine->reader == NULL) engine->reader = aligned_alloc(LENET5_ALIGNMENT, lenet5_reader_size());
    if (engine->reader == NULL || rgba == NULL) return LENET5_NO_MEMORY;
    return lenet5_read(engine->net, engine->context, engine->reader, rgba, width, height, request, out);
}

int engine_read_cells(command_engine *engine, const picture *seen, const lenet5_box *region, const char *name,
                      lenet5_table *out) {
    if (engine->reader == NULL) engine->reader = aligned_alloc(LENET5_ALIGNMENT, lenet5_reader_size());
    const lenet5_status status = engine->reader == NULL
                                     ? LENET5_NO_MEMORY
                                     : lenet5_read_cells(engine->net, engine->context, engine->reader, seen->rgba,
                                                         seen->width, seen->height, region, out);
    return is_answer(engine, status, name);
}

int engine_read_number(command_engine *engine, const picture_file *file, size_t index, const lenet5_request *request,
                       const char *name, lenet5_reading *out) {
    return is_answer(engine, read_number(engine, file, index, request, out), name);
}
