/* structure: the tables of both networks, and the counts that follow from them. */
#include "structure.h"

#include <string.h>

#include "parameters.h"

static const layer_design TODAY[LENET5_LAYERS] = {
    {"input", "picture", LAYER_PICTURE, 1, 0},
    {"C1", "convolution 5x5, ReLU", LAYER_CONVOLUTION, C1_CHANNELS, C1_CHANNELS},
    {"S2", "max-pooling 2x2", LAYER_MAXIMUM, C1_CHANNELS, 0},
    {"C3", "convolution 5x5, ReLU", LAYER_CONVOLUTION, C3_CHANNELS, C1_CHANNELS *C3_CHANNELS},
    {"S4", "max-pooling 2x2", LAYER_MAXIMUM, C3_CHANNELS, 0},
    {"C5", "convolution 5x5, ReLU", LAYER_CONVOLUTION, C5_OUTPUTS, C3_CHANNELS *C5_OUTPUTS},
    {"F6", "full, ReLU", LAYER_FULL, F6_OUTPUTS, 0},
    {"F7", "full", LAYER_FULL, LENET5_CLASSES, 0},
};

static const layer_design OF_1998[LENET5_LAYERS] = {
    {"input", "picture", LAYER_PICTURE, 1, 0},
    {"C1", "convolution 5x5, tanh", LAYER_CONVOLUTION, C1_CHANNELS, C1_CHANNELS},
    {"S2", "subsampling 2x2, tanh", LAYER_SUBSAMPLING, C1_CHANNELS, 0},
    {"C3", "convolution 5x5, tanh", LAYER_CONVOLUTION, C3_CHANNELS, LENET5_1998_CONNECTIONS},
    {"S4", "subsampling 2x2, tanh", LAYER_SUBSAMPLING, C3_CHANNELS, 0},
    {"C5", "convolution 5x5, tanh", LAYER_CONVOLUTION, C5_OUTPUTS, C3_CHANNELS *C5_OUTPUTS},
    {"F6", "full, tanh", LAYER_FULL, F6_OUTPUTS, 0},
    {"RBF", "distance from a code", LAYER_DISTANCE, LENET5_CLASSES, 0},
};

const layer_design *structure_designs(lenet5_network network) {
    return network == LENET5_NETWORK_1998 ? OF_1998 : TODAY;
}

static int side_of(const layer_design *design, const lenet5_layer *before) {
    switch (design->kind) {
    case LAYER_PICTURE: return LENET5_INPUT_SIDE;
    case LAYER_CONVOLUTION: return before->side - KERNEL_SIDE + 1;
    case LAYER_MAXIMUM:
    case LAYER_SUBSAMPLING: return before->side / 2;
    default: return 1;
    }
}

/* What one map or unit of the output has: `weights` that its units share, a bias or none, and inputs of each unit. */
static void count(const layer_design *design, const lenet5_layer *before, lenet5_layer *out) {
    const int area = out->side * out->side, kernel = KERNEL_SIDE * KERNEL_SIDE, four = 2 * 2;
    switch (design->kind) {
    case LAYER_PICTURE: break;
    case LAYER_CONVOLUTION:
        out->parameters = design->kernels * kernel + out->maps;
        out->connections = out->parameters * area;
        out->multiplications = design->kernels * kernel * area;
        break;
    case LAYER_MAXIMUM: out->connections = out->units * four; break;
    case LAYER_SUBSAMPLING:
        out->parameters = 2 * out->maps;
        out->connections = out->units * (four + 1);
        out->multiplications = out->units;
        break;
    case LAYER_FULL:
        out->parameters = out->connections = out->maps * (before->units + 1);
        out->multiplications = out->maps * before->units;
        break;
    case LAYER_DISTANCE: out->connections = out->multiplications = out->maps * before->units; break;
    }
}

/* Without what doesn't fit; the rest of to stays as it is. */
static void copy_text(char *to, size_t size, const char *text) {
    const size_t length = strlen(text);
    memcpy(to, text, length < size ? length : size - 1);
}

void structure_measure(const layer_design *design, const lenet5_layer *before, lenet5_layer *out) {
    memset(out, 0, sizeof *out);
    copy_text(out->name, sizeof out->name, design->name);
    copy_text(out->kind, sizeof out->kind, design->text);
    out->maps = design->maps;
    out->side = side_of(design, before);
    out->units = out->maps * out->side * out->side;
    count(design, before, out);
}

void lenet5_structure(lenet5_network network, lenet5_layer layers[LENET5_LAYERS]) {
    const layer_design *designs = structure_designs(network);
    for (int i = 0; i < LENET5_LAYERS; i++) structure_measure(&designs[i], i == 0 ? NULL : &layers[i - 1], &layers[i]);
}
