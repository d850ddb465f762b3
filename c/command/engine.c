#include "engine.h"

#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "weights.h"

static int load(command_engine *out, const char *name, const void *bytes, size_t length) {
    lenet5_fault fault;
    if (lenet5_load(out->net, bytes, length, &fault) == LENET5_OK) return 1;
    command_fail(name, fault.message);
    return 0;
}

static int load_file(command_engine *out, const char *name) {
    file_bytes weights;
    const char *wrong = file_read(name, &weights);
    if (wrong != NULL) return command_fail(name, wrong), 0;
    int loaded = load(out, name, weights.bytes, weights.length);
    file_free(&weights);
    return loaded;
}

int engine_open(const char *weights, command_engine *out) {
    *out = (command_engine){.net = aligned_alloc(LENET5_ALIGNMENT, lenet5_size()),
                    .context = aligned_alloc(LENET5_ALIGNMENT, lenet5_context_size())};
    int opened = 0;
    if (out->net == NULL || out->context == NULL) command_fail(NULL, "not enough memory for the network");
    else if (weights != NULL) opened = load_file(out, weights);
    else opened = load(out, "weights inside", command_weights, command_weights_length);
    if (!opened) engine_close(out);
    return opened;
}

void engine_close(command_engine *engine) {
    free(engine->net);
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

lenet5_status engine_read(command_engine *engine, const picture_file *file, size_t index, int as_picture, lenet5_result *result) {
    const picture *single = &file->single;
    if (!file->is_idx)
        return lenet5_predict(engine->net, engine->context, single->rgba, single->width, single->height, result);
    int width = file->idx.width, height = file->idx.height;
    const uint8_t *grey = file->idx.items + index * (size_t)width * (size_t)height;
    if (!as_picture && width == LENET5_SIDE && height == LENET5_SIDE)
        return lenet5_predict_normalised(engine->net, engine->context, grey, result);
    if (!as_picture && width == LENET5_INPUT_SIDE && height == LENET5_INPUT_SIDE)
        return lenet5_predict_input(engine->net, engine->context, grey, result);
    return lenet5_predict(engine->net, engine->context, rgba_of(engine, grey, width, height), width, height, result);
}

lenet5_status engine_read_number(command_engine *engine, const picture_file *file, size_t index, const lenet5_request *request,
                                 lenet5_reading *out) {
    if (engine->reader == NULL) engine->reader = aligned_alloc(LENET5_ALIGNMENT, lenet5_reader_size());
    if (file->is_idx) {
        const size_t pixels = (size_t)file->idx.width * (size_t)file->idx.height;
        const uint8_t *rgba = rgba_of(engine, file->idx.items + index * pixels, file->idx.width, file->idx.height);
        return lenet5_read(engine->net, engine->context, engine->reader, rgba, file->idx.width, file->idx.height, request, out);
    }
    const picture *seen = &file->single;
    return lenet5_read(engine->net, engine->context, engine->reader, seen->rgba, seen->width, seen->height, request, out);
}
