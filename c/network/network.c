#include "layers.h"

size_t network_size(void) { return sizeof(struct network); }

/* from [outputs][inputs] → to [inputs][lanes], lanes ≥ outputs; what is over stays as it is. */
static void transpose(const float *from, int outputs, int inputs, float *to, int lanes) {
    for (int i = 0; i < inputs; i++)
        for (int o = 0; o < outputs; o++) to[(size_t)i * (size_t)lanes + (size_t)o] = from[(size_t)o * (size_t)inputs + (size_t)i];
}

void network_arrange(const network_parameters *parameters, network *net) {
    memset(net, 0, sizeof *net);
    transpose(&parameters->c1_weight[0][0][0][0], 6, 25, &net->c1_weight[0][0][0], 6);
    transpose(&parameters->c3_weight[0][0][0][0], 16, 150, &net->c3_weight[0][0][0][0], 16);
    transpose(&parameters->c5_weight[0][0][0][0], 120, C5_INPUTS, &net->c5_weight[0][0], 120);
    transpose(&parameters->f6_weight[0][0], 84, 120, &net->f6_weight[0][0], 84);
    transpose(&parameters->f7_weight[0][0], 10, 84, &net->f7_weight[0][0], F7_LANES);
    memcpy(net->c1_bias, parameters->c1_bias, sizeof parameters->c1_bias);
    memcpy(net->c3_bias, parameters->c3_bias, sizeof parameters->c3_bias);
    memcpy(net->c5_bias, parameters->c5_bias, sizeof parameters->c5_bias);
    memcpy(net->f6_bias, parameters->f6_bias, sizeof parameters->f6_bias);
    memcpy(net->f7_bias, parameters->f7_bias, sizeof parameters->f7_bias);
    integer_arrange(parameters, &net->integers);
}

size_t network_scratch_size(void) { return integer_scratch_size(); }

void network_logits(const network *net, network_scratch *scratch,
                    const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], float logits[LENET5_CLASSES]) {
    integer_forward(&net->integers, (integer_scratch *)scratch, input, logits);
}

void network_forward(const network *net, lenet5_activations *a) {
    float logits[F7_LANES];
    layer_c1(net, a);
    layer_max_pool(&a->c1[0][0][0], 6, 28, &a->s2[0][0][0]);
    layer_c3(net, a);
    layer_max_pool(&a->c3[0][0][0], 16, 10, &a->s4[0][0][0]);
    layer_dense(&net->c5_weight[0][0], net->c5_bias, &a->s4[0][0][0], C5_INPUTS, a->c5, 120, 1);
    layer_dense(&net->f6_weight[0][0], net->f6_bias, a->c5, 120, a->f6, 84, 1);
    layer_dense(&net->f7_weight[0][0], net->f7_bias, a->f6, 84, logits, F7_LANES, 0);
    memcpy(a->logits, logits, sizeof a->logits);
}

void network_frame(const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                   uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    memset(input, 0, LENET5_INPUT_SIDE * LENET5_INPUT_SIDE);
    for (int y = 0; y < LENET5_SIDE; y++)
        memcpy(&input[(y + BORDER) * LENET5_INPUT_SIDE + BORDER], &picture[y * LENET5_SIDE], LENET5_SIDE);
}

void network_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                   float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    float *to = &input[0][0];
    for (int i = 0; i < LENET5_INPUT_SIDE * LENET5_INPUT_SIDE; i++) to[i] = (float)picture[i] / 255.0f;
}
