/* forward: the layers of 1998 in their order. */
#include "lenet1998.h"
#include "sums.h"

static const float PAPER = -0.1f, INK = 1.175f;

static float level(float ink) { return PAPER + (INK - PAPER) * ink; }

void lenet1998_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                     float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    for (int y = 0; y < LENET5_INPUT_SIDE; y++)
        for (int x = 0; x < LENET5_INPUT_SIDE; x++)
            input[y][x] = level((float)picture[y * LENET5_INPUT_SIDE + x] / 255);
}

void lenet1998_frame(const float picture[LENET5_SIDE * LENET5_SIDE],
                     float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    for (int y = 0; y < LENET5_INPUT_SIDE; y++)
        for (int x = 0; x < LENET5_INPUT_SIDE; x++) {
            const int row = y - BORDER, column = x - BORDER;
            const int inside = row >= 0 && row < LENET5_SIDE && column >= 0 && column < LENET5_SIDE;
            input[y][x] = level(inside ? picture[row * LENET5_SIDE + column] : 0);
        }
}

/* Adds the cross-correlation of a map, `side` wide, with a kernel to sums, of which there is one for each pixel of as many
 * rows as the output has, but the last four. */
static void correlate(const float *map, int side, const float kernel[KERNEL_SIDE][KERNEL_SIDE], float *sums) {
    const int count = side * (side - KERNEL_SIDE + 1) - (KERNEL_SIDE - 1);
    for (int y = 0; y < KERNEL_SIDE; y++)
        for (int x = 0; x < KERNEL_SIDE; x++) sums_add(sums, map + y * side + x, kernel[y][x], count);
}

static void fill(float *sums, float value, int count) {
    for (int i = 0; i < count; i++) sums[i] = value;
}

/* The first columns of rows that are `side` wide → the output's map. */
static void squash_map(const float *sums, int side, float *map) {
    const int width = side - KERNEL_SIDE + 1;
    for (int y = 0; y < width; y++) memcpy(map + y * width, sums + y * side, (size_t)width * sizeof *map);
    lenet1998_squash(map, width * width);
}

static void forward_c1(const parameters_1998 *p, lenet5_activations *a) {
    float sums[C1_SIDE * LENET5_INPUT_SIDE];
    for (int m = 0; m < C1_CHANNELS; m++) {
        fill(sums, p->c1_bias[m], C1_SIDE * LENET5_INPUT_SIDE);
        correlate(&a->input[0][0], LENET5_INPUT_SIDE, p->c1_weight[m][0], sums);
        squash_map(sums, LENET5_INPUT_SIDE, &a->c1[m][0][0]);
    }
}

static void forward_c3(const parameters_1998 *p, const uint8_t *connected, lenet5_activations *a) {
    float sums[C3_CHANNELS][C3_SIDE * S2_SIDE];
    for (int m = 0; m < C3_CHANNELS; m++) fill(sums[m], p->c3_bias[m], C3_SIDE * S2_SIDE);
    for (int i = 0; i < LENET5_1998_CONNECTIONS; i++) {
        const lenet5_connection joined = CONNECTIONS_1998[i];
        if (connected != NULL && !connected[i]) continue;
        correlate(&a->s2[joined.from][0][0], S2_SIDE, p->c3_weight[i], sums[joined.to]);
    }
    for (int m = 0; m < C3_CHANNELS; m++) squash_map(sums[m], S2_SIDE, &a->c3[m][0][0]);
}

/* maps of side² → maps of (side / 2)². */
static void subsample(const float *from, int maps, int side, const float *coefficient, const float *bias, float *to) {
    const int half = side / 2;
    for (int m = 0; m < maps; m++)
        for (int y = 0; y < half; y++)
            for (int x = 0; x < half; x++) {
                const float *upper = from + (m * side + 2 * y) * side + 2 * x, *lower = upper + side;
                const float sum = (upper[0] + upper[1]) + (lower[0] + lower[1]);
                to[(m * half + y) * half + x] = sum * coefficient[m] + bias[m];
            }
    lenet1998_squash(to, maps * half * half);
}

static void forward_dense(const float *from, int inputs, const float *weight, const float *bias, int outputs,
                          float *to) {
    for (int o = 0; o < outputs; o++) to[o] = bias[o] + sums_dot(from, weight + o * inputs, inputs);
    lenet1998_squash(to, outputs);
}

static void forward_rbf(lenet5_activations *a) {
    for (int i = 0; i < LENET5_CLASSES; i++) {
        float code[LENET5_1998_CODE], distance = 0;
        lenet1998_code(i, code);
        for (int k = 0; k < LENET5_1998_CODE; k++) distance += (a->f6[k] - code[k]) * (a->f6[k] - code[k]);
        a->logits[i] = -distance;
    }
}

void lenet1998_forward(const parameters_1998 *p, const uint8_t connected[LENET5_1998_CONNECTIONS],
                       lenet5_activations *a) {
    forward_c1(p, a);
    subsample(&a->c1[0][0][0], C1_CHANNELS, C1_SIDE, p->s2_coefficient, p->s2_bias, &a->s2[0][0][0]);
    forward_c3(p, connected, a);
    subsample(&a->c3[0][0][0], C3_CHANNELS, C3_SIDE, p->s4_coefficient, p->s4_bias, &a->s4[0][0][0]);
    forward_dense(&a->s4[0][0][0], C5_INPUTS, &p->c5_weight[0][0][0][0], p->c5_bias, C5_OUTPUTS, a->c5);
    forward_dense(a->c5, C5_OUTPUTS, &p->f6_weight[0][0], p->f6_bias, F6_OUTPUTS, a->f6);
    forward_rbf(a);
}
