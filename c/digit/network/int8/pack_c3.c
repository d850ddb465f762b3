/* The places of C3's quantised weights in memory, as its kernels read them. */
#include "../../../base/maths/winograd.h"
#include "layers.h"

#if SIMD_GROUP == 4

static void place(int8_network *net, int sum, int point, int output, int i, int32_t weight) {
    net->c3_weight[sum][point][i / 4][output / 4][output % 4][i % 4] = (int8_t)weight;
    if (sum != C3_BOTH) net->c3_first[sum][output] -= S2_MOST * weight;
}

void int8_pack_c3(int8_network *net, int output, int32_t kernel[C1_CHANNELS][5][5], int32_t bias) {
    net->c3_first[C3_BOTH][output] = bias;
    for (int i = 0; i < 5 * C1_CHANNELS; i++) {
        const int32_t *g = kernel[i % C1_CHANNELS][i / C1_CHANNELS];
        place(net, C3_LEFT, 0, output, i, 2 * g[0]);
        place(net, C3_LEFT, 1, output, i, 2 * g[3]);
        place(net, C3_RIGHT, 0, output, i, 2 * g[2]);
        place(net, C3_RIGHT, 1, output, i, 2 * g[4]);
        place(net, C3_BOTH, 0, output, i, g[0] + g[1] + g[2]);
        place(net, C3_BOTH, 1, output, i, 2 * (g[3] + g[4]));
        place(net, C3_TURNED, 0, output, i, g[0] - g[1] + g[2]);
    }
}

#else

/* The transformed kernel × C3_WINOGRAD has no fractions. */
void int8_pack_c3(int8_network *net, int output, int32_t kernel[C1_CHANNELS][5][5], int32_t bias) {
    net->c3_bias[output] = C3_WINOGRAD / 2 * bias;
    for (int c = 0; c < C1_CHANNELS; c++) {
        double taps[5][5], points[C3_POINTS][C3_POINTS];
        for (int i = 0; i < 25; i++) taps[i / 5][i % 5] = C3_WINOGRAD * kernel[c][i / 5][i % 5];
        winograd_2x2(taps, points);
        for (int i = 0; i < 36; i++) {
            double point = points[i / 6][i % 6];
            net->c3_weight[output / 8][i / 6][i % 6][output / 4 % 2][c / 2][output % 4][c % 2] =
                (int16_t)(point < 0 ? point - 0.5 : point + 0.5);
        }
    }
}

#endif
