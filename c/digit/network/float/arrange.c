/* The trained parameters → the float32 network's, as its kernels want them. */
#include <string.h>

#include "layers.h"

static void arrange_c1(const network_parameters *parameters, float_network *net) {
    for (int c = 0; c < 6; c++)
        for (int x = 0; x < 5; x++) {
            double taps[5], points[WINOGRAD_4_POINTS];
            for (int y = 0; y < 5; y++) taps[y] = parameters->c1_weight[c][0][y][x];
            winograd_4(taps, points);
            for (int p = 0; p < WINOGRAD_4_POINTS; p++) net->c1_weight[p][x][c] = (float)points[p];
        }
}

static void arrange_c3(const network_parameters *parameters, float_network *net) {
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

void float_arrange(const network_parameters *parameters, float_network *net) {
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
}
