/* layers: the verb that prints shape, size and range of values of each layer. */
#include <stdio.h>

#include "command.h"
#include "engine.h"
#include "options.h"
#include "output.h"
#include "stages.h"
#include "text.h"

/* Connections as the paper counts them: one for each weight and each bias that an output is computed from. */
typedef struct layer_facts {
    const char *name, *kind;
    int maps, side; /* side 1: a vector */
    int parameters, connections;
    size_t offset; /* of the values in lenet5_activations */
} layer_facts;

#define VALUES(member) offsetof(lenet5_activations, member)

static const layer_facts LAYERS[] = {
    {"input", "picture", 1, 32, 0, 0, VALUES(input)},
    {"C1", "convolution 5x5, ReLU", 6, 28, 156, 122304, VALUES(c1)},
    {"S2", "max-pooling 2x2", 6, 14, 0, 4704, VALUES(s2)},
    {"C3", "convolution 5x5, ReLU", 16, 10, 2416, 241600, VALUES(c3)},
    {"S4", "max-pooling 2x2", 16, 5, 0, 1600, VALUES(s4)},
    {"C5", "convolution 5x5, ReLU", 120, 1, 48120, 48120, VALUES(c5)},
    {"F6", "full, ReLU", 84, 1, 10164, 10164, VALUES(f6)},
    {"F7", "full", 10, 1, 850, 850, VALUES(logits)},
};
enum { COUNT = sizeof LAYERS / sizeof *LAYERS };

typedef struct range {
    float low, high;
} range;

static int units(const layer_facts *layer) { return layer->maps * layer->side * layer->side; }

static range range_of(const layer_facts *layer, const lenet5_activations *activations) {
    const float *values = (const float *)(const void *)((const char *)activations + layer->offset);
    range r = {values[0], values[0]};
    for (int i = 1; i < units(layer); i++) {
        r.low = values[i] < r.low ? values[i] : r.low;
        r.high = values[i] > r.high ? values[i] : r.high;
    }
    return r;
}

static void print_shape(const layer_facts *layer, const char *between, char *shape, size_t capacity) {
    if (layer->side == 1) snprintf(shape, capacity, "%d", layer->maps);
    else snprintf(shape, capacity, "%d%s%d%s%d", layer->maps, between, layer->side, between, layer->side);
}

/* activations: null when the picture is blank. */
static void print_table(const char *name, const lenet5_activations *activations) {
    char shape[32];
    int parameters = 0, connections = 0;
    text_print(stdout, name);
    puts(activations == NULL ? ": blank" : "");
    printf("%-6s %-22s %9s %6s %11s %12s %10s %10s\n", "layer", "kind", "output", "units", "parameters", "connections",
           "least", "largest");
    for (int i = 0; i < COUNT; i++) {
        const layer_facts *layer = &LAYERS[i];
        print_shape(layer, "x", shape, sizeof shape);
        printf("%-6s %-22s %9s %6d %11d %12d", layer->name, layer->kind, shape, units(layer), layer->parameters,
               layer->connections);
        if (activations != NULL) {
            range r = range_of(layer, activations);
            printf(" %10.4f %10.4f", (double)r.low, (double)r.high);
        }
        putchar('\n');
        parameters += layer->parameters;
        connections += layer->connections;
    }
    printf("%-6s %-22s %9s %6s %11d %12d\n", "total", "", "", "", parameters, connections);
}

static void print_layer_json(const layer_facts *layer, const lenet5_activations *activations) {
    char shape[32];
    print_shape(layer, ",", shape, sizeof shape);
    printf("{\"name\":\"%s\",\"kind\":\"%s\",\"shape\":[%s],\"units\":%d,\"parameters\":%d,\"connections\":%d",
           layer->name, layer->kind, shape, units(layer), layer->parameters, layer->connections);
    if (activations != NULL) {
        range r = range_of(layer, activations);
        fputs(",\"min\":", stdout);
        text_print_float(stdout, r.low);
        fputs(",\"max\":", stdout);
        text_print_float(stdout, r.high);
        putchar('}');
    } else fputs(",\"min\":null,\"max\":null}", stdout);
}

static void print_json(const char *name, int64_t index, const lenet5_activations *activations) {
    fputs("{\"file\":", stdout);
    text_print_json(stdout, name);
    if (index >= 0) printf(",\"index\":%lld", (long long)index);
    fputs(",\"layers\":[", stdout);
    for (int i = 0; i < COUNT; i++) {
        if (i > 0) putchar(',');
        print_layer_json(&LAYERS[i], activations);
    }
    puts("]}");
}

static int write_stages(const command_options *options, const char *name, const picture_file *file) {
    if (options->stages == NULL) return COMMAND_OK;
    if (file->is_idx) return output_fail_file(options->json, name, "--stages needs a picture, not an IDX file");
    return stages_write(&file->single, options->stages) ? COMMAND_OK : COMMAND_FAILED;
}

static int examine(command_engine *engine, const command_options *options, const char *name) {
    picture_file file;
    if (!picture_open(name, &file)) return output_fail_file(options->json, name, file.fault);
    int status = write_stages(options, name, &file);
    for (size_t i = 0; i < file.count && status == COMMAND_OK && !output_failed(); i++) {
        lenet5_result result;
        if (!engine_read(engine, &file, i, options->picture, name, &result)) {
            status = COMMAND_FAILED;
            break;
        }
        const int blank = result.status == LENET5_BLANK;
        const lenet5_activations *activations = blank ? NULL : lenet5_layers(engine->net, engine->context);
        if (options->json) print_json(name, file.is_idx ? (int64_t)i : -1, activations);
        else print_table(name, activations);
    }
    picture_close(&file);
    return status;
}

int command_layers(int argc, char **argv) {
    command_options options;
    command_engine engine;
    if (!options_parse(argc, argv, OPTION_PICTURE | OPTION_STAGES, &options)) return COMMAND_FAILED;
    if (options.files == 0) return command_fail("layers", "which FILE? (PNG, JPEG, BMP, PGM, PPM or IDX)");
    if (options.stages != NULL && options.files > 1) return command_fail("--stages", "takes one FILE at a time");
    if (!engine_open(options.weights, options.json, &engine)) return COMMAND_FAILED;
    int status = COMMAND_OK;
    for (int i = 0; i < options.files && !output_failed(); i++)
        if (examine(&engine, &options, options.names[i]) != COMMAND_OK) status = COMMAND_FAILED;
    engine_close(&engine);
    return status;
}
