#include "layers.h"

enum { LANES = 4, ROWS = 2, CHANNELS = 6 };

/* A tile is 2 rows × 4 pixels × 6 channels: 12 accumulators, which with their operands fit 16 registers. */
static void tile(const struct network *net, lenet5_activations *a, int y, int x) {
    f32x4 sum[CHANNELS][ROWS];
    for (int c = 0; c < CHANNELS; c++)
        for (int r = 0; r < ROWS; r++) sum[c][r] = f32x4_splat(net->c1_bias[c]);
    for (int ky = 0; ky < 5; ky++)
        for (int kx = 0; kx < 5; kx++) {
            f32x4 above = f32x4_load(&a->input[y + ky][x + kx]), below = f32x4_load(&a->input[y + 1 + ky][x + kx]);
            for (int c = 0; c < CHANNELS; c++) {
                f32x4 weight = f32x4_splat(net->c1_weight[ky][kx][c]);
                sum[c][0] += weight * above;
                sum[c][1] += weight * below;
            }
        }
    for (int c = 0; c < CHANNELS; c++)
        for (int r = 0; r < ROWS; r++) f32x4_store(&a->c1[c][y + r][x], f32x4_relu(sum[c][r]));
}

void layer_c1(const struct network *net, lenet5_activations *a) {
    for (int y = 0; y < 28; y += ROWS)
        for (int x = 0; x < 28; x += LANES) tile(net, a, y, x);
}
