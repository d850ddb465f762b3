/* The network's two forms, packed from the trained parameters, and their forward passes. */
#include "network.h"

#include <string.h>

#include "float/layers.h"
#include "int8/layers.h"

struct network {
    float_network floats;
    int8_network integers;
    network_options options;
};

#define HAS_SHAPE(layer, count)                                                                                        \
    _Static_assert(sizeof((lenet5_activations *)0)->layer == (count) * sizeof(float),                                  \
                   "the public layer has the shape of " #layer)
HAS_SHAPE(c1, C1_CHANNELS *C1_SIDE *C1_SIDE);
HAS_SHAPE(s2, C1_CHANNELS *S2_SIDE *S2_SIDE);
HAS_SHAPE(c3, C3_CHANNELS *C3_SIDE *C3_SIDE);
HAS_SHAPE(s4, C5_INPUTS);
HAS_SHAPE(c5, C5_OUTPUTS);
HAS_SHAPE(f6, F6_OUTPUTS);

size_t network_size(void) { return sizeof(struct network); }

void network_pack(const network_parameters *parameters, network *net) {
    float_arrange(parameters, &net->floats);
    int8_quantise(parameters, &net->integers);
    net->options = (network_options){0};
}

void network_set_options(network *net, const network_options *options) { net->options = *options; }

/* A prediction is made in one kind of numbers or the other. */
struct network_scratch {
    union {
        int8_scratch integers;
        float_scratch floats;
    } of;
    lenet5_activations activations; /* of a prediction in floats */
};

size_t network_scratch_size(void) { return sizeof(network_scratch); }

/* Everything outside of the middle 28×28. */
static void set_border(float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE], float value) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2, END = LENET5_INPUT_SIDE - BORDER };
    for (int y = 0; y < LENET5_INPUT_SIDE; y++)
        for (int x = 0; x < LENET5_INPUT_SIDE; x++)
            if (y < BORDER || y >= END || x < BORDER || x >= END) input[y][x] = value;
}

void network_see(const network *net, const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                 float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    network_input(picture, input);
    if (net->options.border != 0) set_border(input, net->options.border);
}

void network_logits(const network *net, network_scratch *scratch,
                    const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], float logits[LENET5_CLASSES]) {
    if (!net->options.in_floats) {
        int8_forward(&net->integers, &scratch->of.integers, input, logits);
        return;
    }
    network_see(net, input, scratch->activations.input);
    network_forward(net, scratch, &scratch->activations);
    memcpy(logits, scratch->activations.logits, sizeof scratch->activations.logits);
}

void network_features(const network *net, network_scratch *scratch, lenet5_activations *a) {
    float_c1_s2(&net->floats, &scratch->of.floats, a);
    float_c3_s4(&net->floats, &scratch->of.floats, a);
}

void network_classify(const network *net, lenet5_activations *a) {
    float_c5(&net->floats, a);
    float_f6(&net->floats, a);
    float_f7(&net->floats, a);
}

void network_forward(const network *net, network_scratch *scratch, lenet5_activations *a) {
    network_features(net, scratch, a);
    network_classify(net, a);
}
