#include "float/layers.h"

size_t network_size(void) { return sizeof(struct network); }

static void arrange_c1(const network_parameters *parameters, network *net) {
    for (int c = 0; c < 6; c++)
        for (int x = 0; x < 5; x++) {
            double taps[5], points[WINOGRAD_4_POINTS];
            for (int y = 0; y < 5; y++) taps[y] = parameters->c1_weight[c][0][y][x];
            winograd_4(taps, points);
            for (int p = 0; p < WINOGRAD_4_POINTS; p++) net->c1_weight[p][x][c] = (float)points[p];
        }
}

static void arrange_c3(const network_parameters *parameters, network *net) {
    for (int o = 0; o < 16; o++)
        for (int c = 0; c < 6; c++) {
            double kernel[5][5], points[WINOGRAD_2_POINTS][WINOGRAD_2_POINTS];
            for (int i = 0; i < 25; i++) kernel[i / 5][i % 5] = parameters->c3_weight[o][c][i / 5][i % 5];
            winograd_2x2(kernel, points);
            for (int y = 0; y < WINOGRAD_2_POINTS; y++)
                for (int x = 0; x < WINOGRAD_2_POINTS; x++) net->c3_weight[y][x][c][o] = (float)points[y][x];
        }
}

/* from [outputs][inputs] → to [blocks][inputs][lanes]; padding stays as it is. */
static void arrange_dense(const float *from, int outputs, int inputs, float *to) {
    for (int o = 0; o < outputs; o++)
        for (int i = 0; i < inputs; i++)
            to[(o / DENSE_LANES * inputs + i) * DENSE_LANES + o % DENSE_LANES] = from[o * inputs + i];
}

void network_pack(const network_parameters *parameters, network *net) {
    memset(net, 0, sizeof *net);
    arrange_c1(parameters, net);
    arrange_c3(parameters, net);
    arrange_dense(&parameters->c5_weight[0][0][0][0], 120, C5_INPUTS, &net->c5_weight[0][0][0]);
    arrange_dense(&parameters->f6_weight[0][0], 84, 120, &net->f6_weight[0][0][0]);
    arrange_dense(&parameters->f7_weight[0][0], 10, 84, &net->f7_weight[0][0][0]);
    memcpy(net->c1_bias, parameters->c1_bias, sizeof parameters->c1_bias);
    memcpy(net->c3_bias, parameters->c3_bias, sizeof parameters->c3_bias);
    memcpy(net->c5_bias, parameters->c5_bias, sizeof parameters->c5_bias);
    memcpy(net->f6_bias, parameters->f6_bias, sizeof parameters->f6_bias);
    memcpy(net->f7_bias, parameters->f7_bias, sizeof parameters->f7_bias);
    int8_quantise(parameters, &net->integers);
}

void network_set_options(network *net, const network_options *options) { net->options = *options; }

/* A prediction is made in one kind of numbers or the other. */
struct network_scratch {
    union {
        struct int8_scratch integers;
        struct layers_scratch layers;
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
    layer_c1_s2(net, &scratch->of.layers, a);
    layer_c3_s4(net, &scratch->of.layers, a);
}

void network_classify(const network *net, lenet5_activations *a) {
    layer_c5(net, a);
    layer_f6(net, a);
    layer_f7(net, a);
}

void network_forward(const network *net, network_scratch *scratch, lenet5_activations *a) {
    network_features(net, scratch, a);
    network_classify(net, a);
}
