/* layers: the verb that prints shape, size and range of values of each layer. */
#include <stdio.h>

#include "command.h"
#include "engine.h"
#include "options.h"
#include "output.h"
#include "stages.h"
#include "text.h"

#define VALUES(member) offsetof(lenet5_activations, member)

/* Of each layer's values in lenet5_activations. */
static const size_t OFFSETS[LENET5_LAYERS] = {VALUES(input), VALUES(c1), VALUES(s2), VALUES(c3),
                                              VALUES(s4),    VALUES(c5), VALUES(f6), VALUES(logits)};

/* The layers of a network, and their values; null when the picture is blank. */
typedef struct layer_table {
    lenet5_network network;
    lenet5_layer layers[LENET5_LAYERS];
    const lenet5_activations *activations;
} layer_table;

typedef struct range {
    float low, high;
} range;

/* Of 1998's output, distances are shown: the logits are these, negative. */
static range range_of(const layer_table *table, int layer) {
    const float *values = (const float *)(const void *)((const char *)table->activations + OFFSETS[layer]);
    range r = {values[0], values[0]};
    for (int i = 1; i < table->layers[layer].units; i++) {
        r.low = values[i] < r.low ? values[i] : r.low;
        r.high = values[i] > r.high ? values[i] : r.high;
    }
    return table->network == LENET5_NETWORK_1998 && layer == LENET5_LAYERS - 1 ? (range){-r.high, -r.low} : r;
}

static void print_shape(const lenet5_layer *layer, const char *between, char *shape, size_t capacity) {
    if (layer->side == 1) snprintf(shape, capacity, "%d", (int)layer->maps);
    else
        snprintf(shape, capacity, "%d%s%d%s%d", (int)layer->maps, between, (int)layer->side, between, (int)layer->side);
}

static void print_table(const char *name, const layer_table *table) {
    char shape[32];
    int parameters = 0, connections = 0, multiplications = 0;
    text_print(stdout, name);
    puts(table->activations == NULL ? ": blank" : "");
    printf("%-6s %-22s %9s %6s %11s %12s %16s %10s %10s\n", "layer", "kind", "output", "units", "parameters",
           "connections", "multiplications", "least", "largest");
    for (int i = 0; i < LENET5_LAYERS; i++) {
        const lenet5_layer *layer = &table->layers[i];
        print_shape(layer, "x", shape, sizeof shape);
        printf("%-6s %-22s %9s %6d %11d %12d %16d", layer->name, layer->kind, shape, (int)layer->units,
               (int)layer->parameters, (int)layer->connections, (int)layer->multiplications);
        if (table->activations != NULL) {
            range r = range_of(table, i);
            printf(" %10.4f %10.4f", (double)r.low, (double)r.high);
        }
        putchar('\n');
        parameters += layer->parameters;
        connections += layer->connections;
        multiplications += layer->multiplications;
    }
    printf("%-6s %-22s %9s %6s %11d %12d %16d\n", "total", "", "", "", parameters, connections, multiplications);
}

static void print_layer_json(const layer_table *table, int index) {
    const lenet5_layer *layer = &table->layers[index];
    char shape[32];
    print_shape(layer, ",", shape, sizeof shape);
    printf("{\"name\":\"%s\",\"kind\":\"%s\",\"shape\":[%s],\"units\":%d,\"parameters\":%d,\"connections\":%d,"
           "\"multiplications\":%d",
           layer->name, layer->kind, shape, (int)layer->units, (int)layer->parameters, (int)layer->connections,
           (int)layer->multiplications);
    if (table->activations != NULL) {
        range r = range_of(table, index);
        fputs(",\"min\":", stdout);
        text_print_float(stdout, r.low);
        fputs(",\"max\":", stdout);
        text_print_float(stdout, r.high);
        putchar('}');
    } else fputs(",\"min\":null,\"max\":null}", stdout);
}

static void print_json(const char *name, int64_t index, const layer_table *table) {
    fputs("{\"file\":", stdout);
    text_print_json(stdout, name);
    if (index >= 0) printf(",\"index\":%lld", (long long)index);
    fputs(",\"layers\":[", stdout);
    for (int i = 0; i < LENET5_LAYERS; i++) {
        if (i > 0) putchar(',');
        print_layer_json(table, i);
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
    layer_table table = {.network = options->network};
    lenet5_structure(table.network, table.layers);
    for (size_t i = 0; i < file.count && status == COMMAND_OK && !output_failed(); i++) {
        lenet5_result result;
        if (!engine_read(engine, &file, i, options->picture, name, &result)) {
            status = COMMAND_FAILED;
            break;
        }
        table.activations = result.status == LENET5_BLANK ? NULL : engine_layers(engine);
        if (options->json) print_json(name, file.is_idx ? (int64_t)i : -1, &table);
        else print_table(name, &table);
    }
    picture_close(&file);
    return status;
}

int command_layers(int argc, char **argv) {
    command_options options;
    command_engine engine;
    if (!options_parse(argc, argv, OPTION_PICTURE | OPTION_STAGES | OPTION_NETWORK, &options)) return COMMAND_FAILED;
    if (options.files == 0) return command_fail("layers", "which FILE? (PNG, JPEG, BMP, PGM, PPM or IDX)");
    if (options.stages != NULL && options.files > 1) return command_fail("--stages", "takes one FILE at a time");
    if (!engine_open(&options, &engine)) return COMMAND_FAILED;
    int status = COMMAND_OK;
    for (int i = 0; i < options.files && !output_failed(); i++)
        if (examine(&engine, &options, options.names[i]) != COMMAND_OK) status = COMMAND_FAILED;
    engine_close(&engine);
    return status;
}
