/* Names of tensors: parts with dots or slashes between them, the last two of which say layer and role. */
#include "name.h"

#include <string.h>

#include "bytes.h"

typedef struct part {
    const char *at;
    size_t length;
} part;

/* Takes the last part off; Keras' ":0" is none. */
static part take_last(const char *name, size_t *length) {
    if (bytes_end_with(name, *length, ":0")) *length -= 2;
    size_t first = *length;
    while (first > 0 && name[first - 1] != '.' && name[first - 1] != '/') first--;
    const part last = {name + first, *length - first};
    *length = first > 0 ? first - 1 : 0;
    return last;
}

static int part_is(const part *p, const char *word) {
    const size_t length = strlen(word);
    if (p->length != length) return 0;
    for (size_t i = 0; i < length; i++) {
        const char c = p->at[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[i]) return 0;
    }
    return 1;
}

static int part_begins(const part *p, const char *word) {
    const part beginning = {p->at, strlen(word)};
    return p->length >= beginning.length && part_is(&beginning, word);
}

static name_leaf leaf_of(const part *p) {
    if (part_is(p, "weight") || part_is(p, "kernel") || part_is(p, "w")) return NAME_WEIGHT;
    return part_is(p, "bias") || part_is(p, "b") ? NAME_BIAS : NAME_UNKNOWN;
}

int name_role(const char *name, int three_full) {
    static const struct {
        const char *word;
        int layer, layer_of_three;
    } LAYERS[] = {{"c1", 0, 0},     {"conv1", 0, 0},   {"c3", 1, 1},      {"conv2", 1, 1},   {"c5", 2, 2},
                  {"conv3", 2, 2},  {"f6", 3, 3},      {"f7", 4, 4},      {"fc1", 3, 2},     {"fc2", 4, 3},
                  {"fc3", 4, 4},    {"linear1", 3, 2}, {"linear2", 4, 3}, {"linear3", 4, 4}, {"dense1", 3, 2},
                  {"dense2", 4, 3}, {"dense3", 4, 4},  {"output", 4, 4}};
    size_t length = strlen(name);
    const part leaf = take_last(name, &length), layer = take_last(name, &length);
    const name_leaf kind = leaf_of(&leaf);
    if (kind == NAME_UNKNOWN) return -1;
    for (size_t i = 0; i < sizeof LAYERS / sizeof *LAYERS; i++)
        if (part_is(&layer, LAYERS[i].word))
            return 2 * (three_full ? LAYERS[i].layer_of_three : LAYERS[i].layer) + (kind == NAME_BIAS);
    return -1;
}

int name_is_third_full(const char *name) {
    size_t length = strlen(name);
    take_last(name, &length);
    const part layer = take_last(name, &length);
    return part_is(&layer, "fc3") || part_is(&layer, "linear3") || part_is(&layer, "dense3");
}

const char *name_of_foreign_layer(const char *name) {
    size_t length = strlen(name);
    const part leaf = take_last(name, &length), layer = take_last(name, &length);
    if (part_begins(&leaf, "running_") || part_begins(&leaf, "moving_") || part_is(&leaf, "num_batches_tracked") ||
        part_begins(&layer, "bn") || part_begins(&layer, "batch_norm") || part_begins(&layer, "batchnorm"))
        return "batch normalisation, which this engine does not run; fold it into the layer before it";
    if (part_begins(&layer, "norm") || part_begins(&layer, "layernorm") || part_begins(&layer, "layer_norm"))
        return "normalisation, which this engine does not run";
    if (part_is(&layer, "s2") || part_is(&layer, "s4") || part_begins(&layer, "subsampl"))
        return "subsampling with parameters, as in the network of 1998, which this engine does not run";
    return NULL;
}
