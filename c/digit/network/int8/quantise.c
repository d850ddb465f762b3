/* Trained parameters → integers and their scales, per output channel. */
#include "../../../base/maths/winograd.h"
#include "layers.h"

/* Parameters → integers. In doubles, and only by + − × ÷ and √, so that every host derives the same integers. For
 * each output channel `scale` is what its weights are multiplied by. What comes out has a range of its own, beyond
 * which it is saturated, and a unit. */

typedef struct channel {
    double unit, range; /* what 1 stands for, and about how large the channel gets */
} channel;

enum { INK_MOST = 64, C1_MOST = S2_MOST << S2_SHIFT, FACTOR_MOST = 16383 };

static const int32_t NARROW = 32767;

static const double TINY = 1e-30; /* keeps scales finite; a channel whose sums are this small is 0 */
static const double WIDE = 2.1e9; /* sums in 32 bits, less than 2³¹ by what rounding can add to them */

/* A range in 16 bits: F6's outputs are not cut off there. */
static const double RANGE_MOST = 16000;

/* A sum of independent terms stays within this many times the root of their squares' sum. Found on MNIST's training set
 * with the weights that ship: smaller, and large activations saturate; larger, and all become coarse. */
static const double SPREAD = 0.9;

static double larger(double a, double b) { return a > b ? a : b; }
static double smaller(double a, double b) { return a < b ? a : b; }
static double magnitude(double a) { return a < 0 ? -a : a; }

/* The nearest integer in −most … most. */
static int32_t rounded(double value, int32_t most) {
    if (value >= most) return most;
    if (value <= -most) return -most;
    return (int32_t)(value < 0 ? value - 0.5 : value + 0.5);
}

/* The largest that Σ wᵢ xᵢ + bias can be, either way, with 0 ≤ xᵢ ≤ most. */
static double largest_sum(const double *weights, int count, double most, double bias) {
    double up = larger(bias, 0), down = 0;
    for (int i = 0; i < count; i++) {
        if (weights[i] > 0) up += weights[i] * most;
        else down -= weights[i] * most;
    }
    return larger(larger(up, down), TINY);
}

static void set_c1_weight(int8_network *net, int output, int y, int x, int16_t weight) {
    net->c1_weight[4 - x][(4 - y) * C1_CHANNELS + output] = weight;
}

/* One term of the transform along one axis: an input, how much further it lies, and the taps that it is multiplied
 * by. */
typedef struct c1_term {
    uint8_t sum, form, shift, taps;
} c1_term;
static const c1_term C1_TERM[C1_TERMS] = {{0, C1_LEFT, 0, 1},  {0, C1_LEFT, 1, 4}, {0, C1_EVEN, 2, 16},
                                          {1, C1_ODD, 0, 3},   {1, C1_ODD, 1, 12}, {2, C1_RIGHT, 0, 2},
                                          {2, C1_RIGHT, 1, 8}, {2, C1_ODD, 2, 16}};

static void place_full(int8_network *net, int16_t kernel[C1_CHANNELS][25]) {
    int n = 0;
    for (int sum = 0; sum < 9; sum++)
        for (int i = 0; i < C1_TERMS * C1_TERMS; i++) {
            const c1_term *y = &C1_TERM[i / C1_TERMS], *x = &C1_TERM[i % C1_TERMS];
            if (3 * y->sum + x->sum != sum) continue;
            net->c1_reach[n] = (uint16_t)((4 * y->form + x->form) * C1_PLANE + y->shift * C1_PLANE_SIDE + x->shift);
            for (int c = 0; c < C1_CHANNELS; c++) {
                int w = 0;
                for (int t = 0; t < 25; t++)
                    if (y->taps >> t / 5 & 1 && x->taps >> t % 5 & 1) w += kernel[c][t];
                for (int lane = 0; lane < 8; lane++) net->c1_dense_weight[c / 2][n][c % 2][lane] = (int16_t)w;
            }
            n++;
        }
}

/* Each of 25 rounded weights may be half too large. */
static void arrange_c1(const network_parameters *parameters, int8_network *net, channel out[6]) {
    static const double INK_UNIT = 4.0 / 255, MOST = (C1_MOST)-25 * (INK_MOST) / 2;
    int16_t kernel[C1_CHANNELS][25];
    for (int c = 0; c < 6; c++) {
        double weights[25], bias = parameters->c1_bias[c] / INK_UNIT;
        for (int i = 0; i < 25; i++) weights[i] = parameters->c1_weight[c][0][i / 5][i % 5];
        double largest = largest_sum(weights, 25, INK_MOST, bias), scale = MOST / largest;
        for (int i = 0; i < 25; i++) {
            kernel[c][i] = (int16_t)rounded(weights[i] * scale, NARROW);
            set_c1_weight(net, c, i / 5, i % 5, kernel[c][i]);
        }
        net->c1_bias[c] = (int16_t)rounded(bias * scale + (1 << S2_SHIFT) / 2.0, NARROW);
        out[c] = (channel){INK_UNIT * (1 << S2_SHIFT) / scale, INK_UNIT * largest};
    }
    place_full(net, kernel);
}

static double range_of(double squares, double bias) {
    return larger(TINY, SPREAD * __builtin_sqrt(squares + bias * bias));
}

/* What brings sums of 16 bits, `scale` to 1, to 0 … ACTIVATION_MOST: a factor / 2¹⁵. → the result's unit. */
static double set_factor(double scale, double range, int16_t *factor) {
    *factor = (int16_t)larger(1, rounded((double)(ACTIVATION_MOST * 32768) / (range * scale), FACTOR_MOST));
    return 32768 / (*factor * scale);
}

/* What a kernel's largest weight is to stay below 1: the transformed kernels in 16 bits and C3's 7 products along a
 * row in 8, both less than they hold by what rounding the kernel can add. */
static double kernel_limit(double kernel[5][5]) {
    static const double IN_BYTES = 125, IN_POINTS = (32767 - 31 * 31 / 2 - 1) / (double)C3_WINOGRAD;
    double points[C3_POINTS][C3_POINTS], most = TINY;
    winograd_2x2(kernel, points);
    for (int i = 0; i < C3_POINTS * C3_POINTS; i++)
        most = larger(most, magnitude(points[i / C3_POINTS][i % C3_POINTS]) / IN_POINTS);
    for (int y = 0; y < 5; y++) {
        const double *g = kernel[y];
        for (int x = 0; x < 5; x++) most = larger(most, 2 * magnitude(g[x]) / IN_BYTES);
        most = larger(most, larger(magnitude(g[0] + g[2] + g[1]), magnitude(g[0] + g[2] - g[1])) / IN_BYTES);
        most = larger(most, 2 * magnitude(g[3] + g[4]) / IN_BYTES);
    }
    return most;
}

static void arrange_c3(const network_parameters *parameters, const channel in[6], int8_network *net, channel out[16]) {
    static const double UNIT = (double)C3_FACTOR / (1 << C3_SHIFT); /* of the sums in 16 bits, per output of C3 */
    for (int o = 0; o < 16; o++) {
        double kernel[C1_CHANNELS][5][5], limit = TINY, squares = 0, bias = parameters->c3_bias[o];
        int32_t whole[C1_CHANNELS][5][5];
        for (int c = 0; c < C1_CHANNELS; c++) {
            for (int i = 0; i < 25; i++) {
                double weight = parameters->c3_weight[o][c][i / 5][i % 5];
                kernel[c][i / 5][i % 5] = weight * in[c].unit;
                squares += weight * in[c].range * (weight * in[c].range);
            }
            limit = larger(limit, kernel_limit(kernel[c]));
        }
        out[o].range = range_of(squares, bias);
        double scale = smaller(1 / limit, RANGE_MOST / UNIT / out[o].range);
        for (int i = 0; i < 150; i++)
            whole[i / 25][i / 5 % 5][i % 5] = rounded(kernel[i / 25][i / 5 % 5][i % 5] * scale, NARROW);
        int8_pack_c3(net, o, whole, rounded(2 * (bias * scale + 0.5 / UNIT), NARROW * 8));
        out[o].unit = set_factor(scale * UNIT, out[o].range, &net->c3_factor[o]);
    }
}

/* One output of C5 or F6, with its weights [count] on inputs [count]. → its integers' range and the sums' scale in
 * 16 bits */
static double arrange_output(const float *weights, const channel *inputs, int count, double bias, int shift,
                             int32_t *whole, int32_t *whole_bias, double *range) {
    double scaled[400], most = TINY, squares = 0;
    for (int i = 0; i < count; i++) {
        scaled[i] = weights[i] * inputs[i].unit;
        most = larger(most, magnitude(scaled[i]));
        squares += weights[i] * inputs[i].range * (weights[i] * inputs[i].range);
    }
    *range = range_of(squares, bias);
    double scale = smaller((double)DENSE_WEIGHT_MOST / most, RANGE_MOST * (1 << shift) / *range);
    for (int i = 0; i < count; i++) whole[i] = rounded(scaled[i] * scale, DENSE_WEIGHT_MOST);
    *whole_bias = rounded(bias * scale + (1 << shift) / 2.0, INT32_MAX);
    return scale / (1 << shift);
}

/* C5 sees S4 as [x][y][channel], the parameters have it as [channel][y][x]. */
static void arrange_c5(const network_parameters *parameters, const channel in[16], int8_network *net,
                       channel out[120]) {
    channel inputs[400];
    for (int i = 0; i < 400; i++) inputs[i] = in[i % 16];
    for (int o = 0; o < 120; o++) {
        float weights[400];
        int32_t whole[400];
        for (int i = 0; i < 400; i++) weights[i] = parameters->c5_weight[o][i % 16][i / 16 % 5][i / 80];
        double scale = arrange_output(weights, inputs, 400, parameters->c5_bias[o], C5_SHIFT, whole, &net->c5_bias[o],
                                      &out[o].range);
        out[o].unit = set_factor(scale, out[o].range, &net->c5_factor[o]);
        for (int i = 0; i < 400; i++)
            net->c5_weight[o / 24][i / SIMD_GROUP][o / 4 % 6][o % 4][i % SIMD_GROUP] = (simd_weight)whole[i];
    }
}

static void arrange_f6(const network_parameters *parameters, const channel in[120], int8_network *net,
                       double unit_out[84]) {
    for (int o = 0; o < 84; o++) {
        int32_t whole[120];
        double range;
        unit_out[o] = 1 / arrange_output(parameters->f6_weight[o], in, 120, parameters->f6_bias[o], F6_SHIFT, whole,
                                         &net->f6_bias[o], &range);
        for (int i = 0; i < 120; i++)
            net->f6_weight[o / 28][i / SIMD_GROUP][o / 4 % 7][o % 4][i % SIMD_GROUP] = (simd_weight)whole[i];
    }
}

static void arrange_f7(const network_parameters *parameters, const double unit[84], int8_network *net) {
    for (int o = 0; o < LENET5_CLASSES; o++) {
        double weights[84], bias = parameters->f7_bias[o];
        for (int i = 0; i < 84; i++) weights[i] = parameters->f7_weight[o][i] * unit[i];
        double most = TINY, sum = largest_sum(weights, 84, NARROW, 0) + magnitude(bias);
        for (int i = 0; i < 84; i++) most = larger(most, magnitude(weights[i]));
        double scale = smaller(NARROW / most, (WIDE - 0.5 * NARROW * 84) / sum);
        for (int i = 0; i < 84; i++)
            net->f7_weight[i / 2][o / 4][o % 4][i % 2] = (int16_t)rounded(weights[i] * scale, NARROW);
        net->f7_bias[o] = rounded(bias * scale, INT32_MAX);
        net->f7_unit[o] = (float)(1 / scale);
    }
}

void int8_quantise(const network_parameters *parameters, int8_network *net) {
    channel s2[6], s4[16], c5[120];
    double f6_unit[84];
    memset(net, 0, sizeof *net);
    net->c1_bias[6] = net->c1_bias[7] = INT16_MIN;
    arrange_c1(parameters, net, s2);
    arrange_c3(parameters, s2, net, s4);
    arrange_c5(parameters, s4, net, c5);
    arrange_f6(parameters, c5, net, f6_unit);
    arrange_f7(parameters, f6_unit, net);
}
