#include "layers.h"

enum { LANES = 4, PIXELS = 5, VECTORS = 2 };

/* A tile is 5 pixels of a row × 8 channels: 10 accumulators, which with their operands fit 16 registers. */
static void tile(const struct network *net, lenet5_activations *a, int y, int x, int channel) {
    f32x4 sum[PIXELS][VECTORS];
    for (int p = 0; p < PIXELS; p++)
        for (int v = 0; v < VECTORS; v++) sum[p][v] = f32x4_load(&net->c3_bias[channel + LANES * v]);
    for (int in = 0; in < 6; in++)
        for (int ky = 0; ky < 5; ky++)
            for (int kx = 0; kx < 5; kx++) {
                const float *pixel = &a->s2[in][y + ky][x + kx], *weight = &net->c3_weight[in][ky][kx][channel];
                f32x4 low = f32x4_load(weight), high = f32x4_load(weight + LANES);
                for (int p = 0; p < PIXELS; p++) {
                    f32x4 value = f32x4_splat(pixel[p]);
                    sum[p][0] += value * low;
                    sum[p][1] += value * high;
                }
            }
    for (int p = 0; p < PIXELS; p++)
        for (int v = 0; v < VECTORS; v++) {
            f32x4 rectified = f32x4_relu(sum[p][v]);
            for (int lane = 0; lane < LANES; lane++) a->c3[channel + LANES * v + lane][y][x + p] = rectified[lane];
        }
}

void layer_c3(const struct network *net, lenet5_activations *a) {
    for (int channel = 0; channel < 16; channel += LANES * VECTORS)
        for (int y = 0; y < 10; y++)
            for (int x = 0; x < 10; x += PIXELS) tile(net, a, y, x, channel);
}
