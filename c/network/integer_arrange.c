#include "integer_layers.h"
#include "winograd.h"

/* Parameters → integers. In doubles, and only by + − × ÷, so that every host derives the same integers. For each output
 * channel `scale` is what its weights are multiplied by; what comes out has the unit 2^shift / scale. */

enum { INK_MOST = 64, C1_MOST = 480 << S2_SHIFT };

static const int32_t NARROW = 32767;

static const double TINY = 1e-30; /* keeps scales finite; a channel whose sums are this small is 0 */
static const double WIDE = 2.1e9; /* sums in 32 bits, less than 2³¹ by what rounding can add to them */

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

static void set_c1_weight(integer_network *net, int channel, int y, int x, int16_t weight) {
    net->c1_weight[4 - x][(4 - y) * C1_CHANNELS + channel] = weight;
    for (int phase = 0; phase < C1_PHASES; phase++)
        for (int lane = 0; lane < 8; lane++)
            if ((2 * phase + lane) % C1_CHANNELS == channel) net->c1_dense_weight[phase][5 * x + y][lane] = weight;
}

/* unit[c]: what 1 in channel c of S2 stands for. Each of 25 rounded weights may be half too large. */
static void arrange_c1(const network_parameters *parameters, integer_network *net, double unit[6]) {
    static const double INK_UNIT = 4.0 / 255, MOST = (C1_MOST) - 25 * (INK_MOST) / 2;
    for (int c = 0; c < 6; c++) {
        double weights[25], bias = parameters->c1_bias[c] / INK_UNIT;
        for (int i = 0; i < 25; i++) weights[i] = parameters->c1_weight[c][0][i / 5][i % 5];
        double scale = MOST / largest_sum(weights, 25, INK_MOST, bias);
        for (int i = 0; i < 25; i++) set_c1_weight(net, c, i / 5, i % 5, (int16_t)rounded(weights[i] * scale, NARROW));
        net->c1_bias[c] = (int16_t)rounded(bias * scale + (1 << S2_SHIFT) / 2.0, NARROW);
        unit[c] = INK_UNIT * (1 << S2_SHIFT) / scale;
    }
}

/* The largest sum of C3, less what half a unit in each of 36 × 6 weights can add: Bᵀ makes S2's range up to 68-fold, and
 * Σ |Aᵀ| is at most 7 along each axis. */
static const double C3_MOST = 32767.0 * (1 << S4_SHIFT) - 0.5 * 68 * 480 * 7 * 7 * 6;

static void arrange_c3(const network_parameters *parameters, const double unit[6], integer_network *net,
                       double unit_out[16]) {
    for (int o = 0; o < 16; o++) {
        double kernel[6][5][5], point[6][C3_POINTS][C3_POINTS], most = TINY, bias = parameters->c3_bias[o];
        for (int c = 0; c < 6; c++) {
            for (int i = 0; i < 25; i++) kernel[c][i / 5][i % 5] = parameters->c3_weight[o][c][i / 5][i % 5] * unit[c];
            winograd_2x2(kernel[c], point[c]);
            for (int i = 0; i < 36; i++) most = larger(most, magnitude(point[c][i / 6][i % 6]));
        }
        double sum = largest_sum(&kernel[0][0][0], 150, S2_MOST, bias);
        double scale = smaller(NARROW / most, C3_MOST / sum);
        for (int c = 0; c < 6; c++)
            for (int i = 0; i < 36; i++)
                net->c3_weight[i / 6][i % 6][o / 8][o / 4 % 2][c / 2][o % 4][c % 2] =
                    (int16_t)rounded(point[c][i / 6][i % 6] * scale, NARROW);
        net->c3_bias[o] = rounded(bias * scale + (1 << S4_SHIFT) / 2.0, NARROW << S4_SHIFT);
        unit_out[o] = (1 << S4_SHIFT) / scale;
    }
}

/* For one output of a dense layer: weights [count] for inputs of unit 1. The rounding of each may add half an input. */
static double scale_dense(const double *weights, int count, double bias) {
    double most = TINY;
    for (int i = 0; i < count; i++) most = larger(most, magnitude(weights[i]));
    double sum = largest_sum(weights, count, NARROW, 0) + magnitude(bias);
    return smaller(NARROW / most, (WIDE - 0.5 * NARROW * count) / sum);
}

static int32_t dense_bias(double bias, double scale, int shift) {
    return rounded(bias * scale + (shift > 0 ? 1 << (shift - 1) : 0), INT32_MAX);
}

/* C5 sees S4 as [x][y][channel], the parameters have it as [channel][y][x]. */
static void arrange_c5(const network_parameters *parameters, const double unit[16], integer_network *net,
                       double unit_out[120]) {
    for (int o = 0; o < 120; o++) {
        double weights[400], bias = parameters->c5_bias[o];
        for (int i = 0; i < 400; i++) weights[i] = parameters->c5_weight[o][i % 16][i / 16 % 5][i / 80] * unit[i % 16];
        double scale = scale_dense(weights, 400, bias);
        for (int i = 0; i < 400; i++)
            net->c5_weight[o / 24][i / 2][o / 4 % 6][o % 4][i % 2] = (int16_t)rounded(weights[i] * scale, NARROW);
        net->c5_bias[o] = dense_bias(bias, scale, C5_SHIFT);
        unit_out[o] = (1 << C5_SHIFT) / scale;
    }
}

static void arrange_f6(const network_parameters *parameters, const double unit[120], integer_network *net,
                       double unit_out[84]) {
    for (int o = 0; o < 84; o++) {
        double weights[120], bias = parameters->f6_bias[o];
        for (int i = 0; i < 120; i++) weights[i] = parameters->f6_weight[o][i] * unit[i];
        double scale = scale_dense(weights, 120, bias);
        for (int i = 0; i < 120; i++)
            net->f6_weight[o / 28][i / 2][o / 4 % 7][o % 4][i % 2] = (int16_t)rounded(weights[i] * scale, NARROW);
        net->f6_bias[o] = dense_bias(bias, scale, F6_SHIFT);
        unit_out[o] = (1 << F6_SHIFT) / scale;
    }
}

static void arrange_f7(const network_parameters *parameters, const double unit[84], integer_network *net) {
    for (int o = 0; o < LENET5_CLASSES; o++) {
        double weights[84], bias = parameters->f7_bias[o];
        for (int i = 0; i < 84; i++) weights[i] = parameters->f7_weight[o][i] * unit[i];
        double scale = scale_dense(weights, 84, bias);
        for (int i = 0; i < 84; i++)
            net->f7_weight[i / 2][o / 4][o % 4][i % 2] = (int16_t)rounded(weights[i] * scale, NARROW);
        net->f7_bias[o] = dense_bias(bias, scale, 0);
        net->f7_unit[o] = (float)(1 / scale);
    }
}

void integer_arrange(const network_parameters *parameters, integer_network *net) {
    double c1_unit[6], c3_unit[16], c5_unit[120], f6_unit[84];
    memset(net, 0, sizeof *net);
    net->c1_bias[6] = net->c1_bias[7] = INT16_MIN;
    arrange_c1(parameters, net, c1_unit);
    arrange_c3(parameters, c1_unit, net, c3_unit);
    arrange_c5(parameters, c3_unit, net, c5_unit);
    arrange_f6(parameters, c5_unit, net, f6_unit);
    arrange_f7(parameters, f6_unit, net);
}
