/* gradient: convolution, pooling and dense layers of 16 samples, forwards and backwards. */
#include "gradient.h"

#include <stdint.h>
#include <string.h>

#include "../base/box.h"

enum {
    LANES = GRADIENT_LANES,
    KERNEL = 5,
    TAPS = KERNEL * KERNEL,
    INPUT = LENET5_INPUT_SIDE,
    C1 = INPUT - KERNEL + 1, /* 28 */
    S2 = C1 / 2,             /* 14 */
    C3 = S2 - KERNEL + 1,    /* 10 */
    S4 = C3 / 2,             /* 5 */
    DENSE_BLOCK = 12
};

/* A tile is calculated a part of the lanes at a time: as many as a register of the machine holds. Its feature maps (block)
 * and its width are chosen so that all its sums stay in registers, of which the widest have 32 and the others 16. How the
 * work is cut changes no sum. */
#ifdef __AVX512F__
enum { PART = 16, C1_BLOCK = 3, C1_WIDTH = 7, C3_BLOCK = 4, C3_WIDTH = 5, C1_SLOPES = 3, C3_SLOPES = 4 };
#else
#ifdef __AVX__
enum { PART = 8 };
#else
enum { PART = 4 };
#endif
enum { C1_BLOCK = 3, C1_WIDTH = 4, C3_BLOCK = 2, C3_WIDTH = 5, C1_SLOPES = 2, C3_SLOPES = 2 };
#endif
enum { PARTS = LANES / PART };

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef float part __attribute__((vector_size(PART * sizeof(float))));
typedef int32_t lane_integers __attribute__((vector_size(LANES * sizeof(int32_t))));
typedef part unaligned_part __attribute__((aligned(4)));

/* A vector's parts, one behind the other: the same part of the next vector is PARTS further. */
static inline const part *parts_of(const lanes *v) { return (const part *)(const void *)v; }
static inline part *parts_to(lanes *v) { return (part *)(void *)v; }

/* Constant arguments must reach the loops' bounds, for the sums of a tile to stay in registers. */
#define SPECIALISED static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

const gradient_shape gradient_lenet5 = {6, 16, 120, 84};

struct gradient_batch {
    gradient_shape shape;
    lanes *input;                         /* [32][32] */
    lanes *s2, *s2_gradient;              /* [c1][14][14] */
    lanes *s4, *s4_gradient;              /* [c3][5][5] */
    lane_integers *s2_source, *s4_source; /* argmax of each 2×2 window, 0 … 3; 4: ReLU is off */
    lanes *c5, *c5_gradient, *f6, *f6_gradient, *f7, *f7_gradient;
    lanes *c1_gradient, *c3_gradient;  /* before pooling: [c1][28][28], [c3][10][10] */
    lanes *window_rows;                /* two rows of a block of maps before pooling */
    lanes *by_sample_inputs;           /* [16 samples][inputs, padded to 16] of a dense layer */
    float (*by_sample_outputs)[LANES]; /* [outputs][16 samples] as floats */
};

/* Where each tensor begins in the parameters. */
typedef struct layout {
    size_t c1_weight, c1_bias, c3_weight, c3_bias, c5_weight, c5_bias, f6_weight, f6_bias, f7_weight, f7_bias, count;
} layout;

static layout layout_of(const gradient_shape *shape) {
    size_t c1 = (size_t)shape->c1, c3 = (size_t)shape->c3, c5 = (size_t)shape->c5, f6 = (size_t)shape->f6;
    layout at = {0};
    at.c1_bias = at.c1_weight + c1 * TAPS;
    at.c3_weight = at.c1_bias + c1;
    at.c3_bias = at.c3_weight + c3 * c1 * TAPS;
    at.c5_weight = at.c3_bias + c3;
    at.c5_bias = at.c5_weight + c5 * c3 * S4 * S4;
    at.f6_weight = at.c5_bias + c5;
    at.f6_bias = at.f6_weight + f6 * c5;
    at.f7_weight = at.f6_bias + f6;
    at.f7_bias = at.f7_weight + LENET5_CLASSES * f6;
    at.count = at.f7_bias + LENET5_CLASSES;
    return at;
}

size_t gradient_parameter_count(const gradient_shape *shape) { return layout_of(shape).count; }

/* Hands out count vectors of the batch's memory; counts only, while batch is null. */
static lanes *take(lanes *base, size_t *used, int count) {
    lanes *taken = base != NULL ? base + *used : NULL;
    *used += (size_t)count;
    return taken;
}

static size_t arrange(const gradient_shape *shape, gradient_batch *batch) {
    gradient_batch unused;
    lanes *base = NULL;
    if (batch != NULL) base = (lanes *)(void *)batch;
    else batch = &unused;
    size_t used = (sizeof *batch + sizeof(lanes) - 1) / sizeof(lanes);
    int widest = int_max(shape->c3 * S4 * S4, int_max(shape->c5, shape->f6));
    batch->shape = *shape;
    batch->input = take(base, &used, INPUT * INPUT);
    batch->s2 = take(base, &used, shape->c1 * S2 * S2);
    batch->s2_gradient = take(base, &used, shape->c1 * S2 * S2);
    batch->s2_source = (lane_integers *)take(base, &used, shape->c1 * S2 * S2);
    batch->s4 = take(base, &used, shape->c3 * S4 * S4);
    batch->s4_gradient = take(base, &used, shape->c3 * S4 * S4);
    batch->s4_source = (lane_integers *)take(base, &used, shape->c3 * S4 * S4);
    batch->c5 = take(base, &used, shape->c5);
    batch->c5_gradient = take(base, &used, shape->c5);
    batch->f6 = take(base, &used, shape->f6);
    batch->f6_gradient = take(base, &used, shape->f6);
    batch->f7 = take(base, &used, LENET5_CLASSES);
    batch->f7_gradient = take(base, &used, LENET5_CLASSES);
    batch->c1_gradient = take(base, &used, shape->c1 * C1 * C1);
    batch->c3_gradient = take(base, &used, shape->c3 * C3 * C3);
    batch->window_rows = take(base, &used, int_max(C1_BLOCK * C1, C3_BLOCK * C3) * 2);
    batch->by_sample_inputs = take(base, &used, widest + LANES);
    batch->by_sample_outputs = (float(*)[LANES])(void *)take(base, &used, widest);
    return used * sizeof(lanes);
}

size_t gradient_batch_size(const gradient_shape *shape) { return arrange(shape, NULL); }

void gradient_prepare(const gradient_shape *shape, gradient_batch *batch) {
    memset(batch, 0, gradient_batch_size(shape));
    arrange(shape, batch);
}

void gradient_set_input(gradient_batch *batch, int lane, const float picture[LENET5_SIDE * LENET5_SIDE]) {
    enum { BORDER = (INPUT - LENET5_SIDE) / 2 };
    for (int y = 0; y < LENET5_SIDE; y++)
        for (int x = 0; x < LENET5_SIDE; x++)
            batch->input[(y + BORDER) * INPUT + x + BORDER][lane] = picture[y * LENET5_SIDE + x];
}

/* The sum of a vector's lanes, by halving. */
static float sum_of_lanes(const lanes *v) {
    float each[LANES];
    memcpy(each, v, sizeof each);
    UNROLL for (int half = LANES / 2; half > 0; half /= 2) UNROLL for (int i = 0; i < half; i++) each[i] +=
        each[i + half];
    return each[0];
}

/* Convolutions ------------------------------------------------------------------------------------------------- */

/* One part of block maps of width outputs of one row; input and weight point at the tile's first; output
 * [block][2][out_side]. */
SPECIALISED void convolve_part(const part *input, int channels, int side, const float *weight, const float *bias,
                               int block, int width, part *output) {
    int out_side = side - KERNEL + 1, stride = channels * TAPS;
    part sum[4][7];
    UNROLL for (int o = 0; o < block; o++) UNROLL for (int i = 0; i < width; i++) sum[o][i] = (part){0} + bias[o];
    for (int c = 0; c < channels; c++)
        for (int ky = 0; ky < KERNEL; ky++)
            for (int kx = 0; kx < KERNEL; kx++) {
                const part *row = input + ((c * side + ky) * side + kx) * PARTS;
                const float *w = weight + c * TAPS + ky * KERNEL + kx;
                UNROLL for (int o = 0; o < block; o++) UNROLL for (int i = 0; i < width; i++) sum[o][i] +=
                    row[i * PARTS] * w[o * stride];
            }
    UNROLL for (int o = 0; o < block; o++) UNROLL for (int i = 0; i < width; i++)
        output[(o * 2 * out_side + i) * PARTS] = sum[o][i];
}

SPECIALISED void convolve_tile(const lanes *input, int channels, int side, const float *weight, const float *bias,
                               int block, int width, lanes *output) {
    for (int q = 0; q < PARTS; q++)
        convolve_part(parts_of(input) + q, channels, side, weight, bias, block, width, parts_to(output) + q);
}

/* ReLU and the maximum of each 2×2 window of two rows; source: its argmax, or 4. */
static void pool_rows(const lanes *rows, int out_side, lanes *pooled, lane_integers *source) {
    for (int x = 0; x < out_side / 2; x++) {
        const lanes *window[4] = {rows + 2 * x, rows + 2 * x + 1, rows + out_side + 2 * x, rows + out_side + 2 * x + 1};
        lanes best = {0};
        lane_integers winner = (lane_integers){0} + 4;
        UNROLL for (int k = 0; k < 4; k++) {
            lane_integers more = *window[k] > best;
            best = (lanes)(((lane_integers)*window[k] & more) | ((lane_integers)best & ~more));
            winner = (k & more) | (winner & ~more);
        }
        pooled[x] = best;
        source[x] = winner;
    }
}

/* Convolution, ReLU and max-pooling: input [channels][side][side] → pooled [maps][half][half]. */
SPECIALISED void convolve_and_pool(const lanes *input, int channels, int side, const float *weight, const float *bias,
                                   int maps, int block, int width, lanes *rows, lanes *pooled, lane_integers *source) {
    int out_side = side - KERNEL + 1, half = out_side / 2;
    for (int o = 0; o < maps; o += block)
        for (int y = 0; y < half; y++) {
            for (int row = 0; row < 2; row++)
                for (int x = 0; x < out_side; x += width)
                    convolve_tile(input + (2 * y + row) * side + x, channels, side, weight + o * channels * TAPS,
                                  bias + o, block, width, rows + row * out_side + x);
            for (int i = 0; i < block; i++) {
                int at = ((o + i) * half + y) * half;
                pool_rows(rows + i * 2 * out_side, out_side, pooled + at, source + at);
            }
        }
}

/* The gradient before pooling from that after it: [maps][half][half] → [maps][2·half][2·half]. */
static void unpool(const lanes *pooled, const lane_integers *source, int maps, int half, lanes *gradient) {
    int side = 2 * half;
    for (int row = 0; row < maps * half; row++)
        for (int x = 0; x < half; x++) {
            lane_integers g = (lane_integers)pooled[row * half + x], winner = source[row * half + x];
            lanes *window = gradient + 2 * row * side + 2 * x;
            window[0] = (lanes)(g & (winner == 0));
            window[1] = (lanes)(g & (winner == 1));
            window[side] = (lanes)(g & (winner == 2));
            window[side + 1] = (lanes)(g & (winner == 3));
        }
}

/* One part of the gradients of one kernel row in block maps, as sums over the samples that are left to be made; input and
 * gradient [block][out_side][out_side] point at the first. */
SPECIALISED void weight_gradient_part(const part *input, int side, const part *gradient, int block,
                                      part sums[4 * KERNEL]) {
    int out_side = side - KERNEL + 1;
    part sum[4][KERNEL];
    UNROLL for (int o = 0; o < block; o++) UNROLL for (int kx = 0; kx < KERNEL; kx++) sum[o][kx] = (part){0};
    for (int y = 0; y < out_side; y++)
        for (int x = 0; x < out_side; x++) {
            const part *row = input + (y * side + x) * PARTS, *g = gradient + (y * out_side + x) * PARTS;
            UNROLL for (int o = 0; o < block; o++) UNROLL for (int kx = 0; kx < KERNEL; kx++) sum[o][kx] +=
                row[kx * PARTS] * g[o * out_side * out_side * PARTS];
        }
    UNROLL for (int o = 0; o < block; o++) UNROLL for (int kx = 0; kx < KERNEL; kx++) sums[(o * KERNEL + kx) * PARTS] =
        sum[o][kx];
}

SPECIALISED void weight_gradient_tile(const lanes *input, int side, const lanes *gradient, int block, int stride,
                                      float *weight_gradient) {
    lanes sums[4 * KERNEL];
    for (int q = 0; q < PARTS; q++)
        weight_gradient_part(parts_of(input) + q, side, parts_of(gradient) + q, block, parts_to(sums) + q);
    for (int o = 0; o < block; o++)
        for (int kx = 0; kx < KERNEL; kx++) weight_gradient[o * stride + kx] = sum_of_lanes(&sums[o * KERNEL + kx]);
}

SPECIALISED void convolution_gradient(const lanes *input, int channels, int side, const lanes *gradient, int maps,
                                      int block, float *weight_gradient, float *bias_gradient) {
    int out_area = (side - KERNEL + 1) * (side - KERNEL + 1), stride = channels * TAPS;
    for (int o = 0; o < maps; o += block)
        for (int c = 0; c < channels; c++)
            for (int ky = 0; ky < KERNEL; ky++)
                weight_gradient_tile(input + (c * side + ky) * side, side, gradient + o * out_area, block, stride,
                                     weight_gradient + o * stride + c * TAPS + ky * KERNEL);
    for (int o = 0; o < maps; o++) {
        lanes sum = {0};
        for (int i = 0; i < out_area; i++) sum += gradient[o * out_area + i];
        bias_gradient[o] = sum_of_lanes(&sum);
    }
}

/* One part of half a row of C3's gradient with respect to its input, from output first on. weight and gradient point at the
 * channel's kernels and at the first map, stride apart. */
SPECIALISED void c3_input_part(const float *weight, int stride, const part *gradient, int maps, int y, int first,
                               part *row) {
    enum { HALF = S2 / 2 };
    part sum[HALF];
    UNROLL for (int i = 0; i < HALF; i++) sum[i] = (part){0};
    int top = int_max(0, y - C3 + 1), bottom = y < KERNEL - 1 ? y : KERNEL - 1;
    for (int o = 0; o < maps; o++)
        for (int ky = top; ky <= bottom; ky++) {
            const part *g = gradient + (o * C3 + y - ky) * C3 * PARTS;
            const float *w = weight + o * stride + ky * KERNEL;
            UNROLL for (int x = 0; x < C3; x++)
                UNROLL for (int kx = 0; kx < KERNEL; kx++) if (x + kx >= first && x + kx < first + HALF)
                    sum[x + kx - first] += g[x * PARTS] * w[kx];
        }
    UNROLL for (int i = 0; i < HALF; i++) row[(first + i) * PARTS] = sum[i];
}

/* C3's gradient with respect to its input, half a row at a time. */
static void c3_input_gradient(const float *weight, const lanes *gradient, int channels, int maps,
                              lanes *input_gradient) {
    for (int c = 0; c < channels; c++)
        for (int y = 0; y < S2; y++)
            for (int q = 0; q < PARTS; q++) {
                const float *kernels = weight + c * TAPS;
                part *row = parts_to(input_gradient + (c * S2 + y) * S2) + q;
                c3_input_part(kernels, channels * TAPS, parts_of(gradient) + q, maps, y, 0, row);
                c3_input_part(kernels, channels * TAPS, parts_of(gradient) + q, maps, y, S2 / 2, row);
            }
}

/* Dense layers ------------------------------------------------------------------------------------------------- */

SPECIALISED void dense_part(const part *input, int inputs, const float *weight, const float *bias, int block,
                            part *output) {
    part sum[DENSE_BLOCK];
    UNROLL for (int o = 0; o < block; o++) sum[o] = (part){0} + bias[o];
    for (int i = 0; i < inputs; i++)
        UNROLL for (int o = 0; o < block; o++) sum[o] += input[i * PARTS] * weight[o * inputs + i];
    UNROLL for (int o = 0; o < block; o++) output[o * PARTS] = sum[o];
}

SPECIALISED void dense_tile(const lanes *input, int inputs, const float *weight, const float *bias, int block,
                            lanes *output) {
    for (int q = 0; q < PARTS; q++) dense_part(parts_of(input) + q, inputs, weight, bias, block, parts_to(output) + q);
}

static void dense(const lanes *input, int inputs, const float *weight, const float *bias, int outputs, lanes *output) {
    int o = 0;
    for (; o + DENSE_BLOCK <= outputs; o += DENSE_BLOCK)
        dense_tile(input, inputs, weight + o * inputs, bias + o, DENSE_BLOCK, output + o);
    for (; o < outputs; o += 2) dense_tile(input, inputs, weight + o * inputs, bias + o, 2, output + o);
}

static void rectify(lanes *values, int count) {
    for (int i = 0; i < count; i++) values[i] = (lanes)((lane_integers)values[i] & (values[i] > 0.0f));
}

/* Lets a gradient through where ReLU's output is positive. */
static void rectify_gradient(const lanes *outputs, int count, lanes *gradient) {
    for (int i = 0; i < count; i++) gradient[i] = (lanes)((lane_integers)gradient[i] & (outputs[i] > 0.0f));
}

SPECIALISED void dense_input_part(const float *weight, int inputs, const part *gradient, int outputs, int block,
                                  part *input_gradient) {
    part sum[DENSE_BLOCK];
    UNROLL for (int i = 0; i < block; i++) sum[i] = (part){0};
    for (int o = 0; o < outputs; o++)
        UNROLL for (int i = 0; i < block; i++) sum[i] += gradient[o * PARTS] * weight[o * inputs + i];
    UNROLL for (int i = 0; i < block; i++) input_gradient[i * PARTS] = sum[i];
}

SPECIALISED void dense_input_tile(const float *weight, int inputs, const lanes *gradient, int outputs, int block,
                                  lanes *input_gradient) {
    for (int q = 0; q < PARTS; q++)
        dense_input_part(weight, inputs, parts_of(gradient) + q, outputs, block, parts_to(input_gradient) + q);
}

static void dense_input_gradient(const float *weight, int inputs, const lanes *gradient, int outputs,
                                 lanes *input_gradient) {
    int i = 0;
    for (; i + DENSE_BLOCK <= inputs; i += DENSE_BLOCK)
        dense_input_tile(weight + i, inputs, gradient, outputs, DENSE_BLOCK, input_gradient + i);
    for (; i < inputs; i += 2) dense_input_tile(weight + i, inputs, gradient, outputs, 2, input_gradient + i);
}

/* A part's weights' gradients in each of block outputs: here the lanes are inputs, and the sum runs over the samples. */
SPECIALISED void dense_weight_tile(const float *by_sample_inputs, int padded, float (*by_sample_outputs)[LANES],
                                   int block, int inputs, int wanted, float *weight_gradient) {
    part sum[DENSE_BLOCK];
    UNROLL for (int o = 0; o < block; o++) sum[o] = (part){0};
    for (int s = 0; s < LANES; s++) {
        part input = *(const part *)(const void *)(by_sample_inputs + s * padded);
        UNROLL for (int o = 0; o < block; o++) sum[o] += input * by_sample_outputs[o][s];
    }
    for (int o = 0; o < block; o++) {
        if (wanted == PART) *(unaligned_part *)(void *)(weight_gradient + o * inputs) = sum[o];
        else memcpy(weight_gradient + o * inputs, &sum[o], (size_t)wanted * sizeof(float));
    }
}

static void dense_gradient(gradient_batch *batch, const lanes *input, int inputs, const lanes *gradient, int outputs,
                           float *weight_gradient, float *bias_gradient) {
    int padded = (inputs + LANES - 1) / LANES * LANES;
    float *turned = (float *)(void *)batch->by_sample_inputs;
    for (int i = 0; i < inputs; i++)
        for (int s = 0; s < LANES; s++) turned[s * padded + i] = input[i][s];
    memcpy(batch->by_sample_outputs, gradient, (size_t)outputs * sizeof(lanes));
    for (int i = 0; i < inputs; i += PART) {
        int wanted = inputs - i < PART ? inputs - i : PART, o = 0;
        for (; o + DENSE_BLOCK <= outputs; o += DENSE_BLOCK)
            dense_weight_tile(turned + i, padded, batch->by_sample_outputs + o, DENSE_BLOCK, inputs, wanted,
                              weight_gradient + o * inputs + i);
        for (; o < outputs; o += 2)
            dense_weight_tile(turned + i, padded, batch->by_sample_outputs + o, 2, inputs, wanted,
                              weight_gradient + o * inputs + i);
    }
    for (int o = 0; o < outputs; o++) bias_gradient[o] = sum_of_lanes(&gradient[o]);
}

/* The network -------------------------------------------------------------------------------------------------- */

void gradient_forward(const float *parameters, gradient_batch *batch, float logits[GRADIENT_LANES][LENET5_CLASSES]) {
    const gradient_shape *shape = &batch->shape;
    const layout at = layout_of(shape);
    convolve_and_pool(batch->input, 1, INPUT, parameters + at.c1_weight, parameters + at.c1_bias, shape->c1, C1_BLOCK,
                      C1_WIDTH, batch->window_rows, batch->s2, batch->s2_source);
    convolve_and_pool(batch->s2, shape->c1, S2, parameters + at.c3_weight, parameters + at.c3_bias, shape->c3, C3_BLOCK,
                      C3_WIDTH, batch->window_rows, batch->s4, batch->s4_source);
    dense(batch->s4, shape->c3 * S4 * S4, parameters + at.c5_weight, parameters + at.c5_bias, shape->c5, batch->c5);
    rectify(batch->c5, shape->c5);
    dense(batch->c5, shape->c5, parameters + at.f6_weight, parameters + at.f6_bias, shape->f6, batch->f6);
    rectify(batch->f6, shape->f6);
    dense(batch->f6, shape->f6, parameters + at.f7_weight, parameters + at.f7_bias, LENET5_CLASSES, batch->f7);
    for (int s = 0; s < LANES; s++)
        for (int i = 0; i < LENET5_CLASSES; i++) logits[s][i] = batch->f7[i][s];
}

void gradient_backward(const float *parameters, gradient_batch *batch,
                       float logits_gradient[GRADIENT_LANES][LENET5_CLASSES], float *gradient) {
    const gradient_shape *shape = &batch->shape;
    const layout at = layout_of(shape);
    int s4_units = shape->c3 * S4 * S4;
    for (int i = 0; i < LENET5_CLASSES; i++)
        for (int s = 0; s < LANES; s++) batch->f7_gradient[i][s] = logits_gradient[s][i];
    dense_gradient(batch, batch->f6, shape->f6, batch->f7_gradient, LENET5_CLASSES, gradient + at.f7_weight,
                   gradient + at.f7_bias);
    dense_input_gradient(parameters + at.f7_weight, shape->f6, batch->f7_gradient, LENET5_CLASSES, batch->f6_gradient);
    rectify_gradient(batch->f6, shape->f6, batch->f6_gradient);
    dense_gradient(batch, batch->c5, shape->c5, batch->f6_gradient, shape->f6, gradient + at.f6_weight,
                   gradient + at.f6_bias);
    dense_input_gradient(parameters + at.f6_weight, shape->c5, batch->f6_gradient, shape->f6, batch->c5_gradient);
    rectify_gradient(batch->c5, shape->c5, batch->c5_gradient);
    dense_gradient(batch, batch->s4, s4_units, batch->c5_gradient, shape->c5, gradient + at.c5_weight,
                   gradient + at.c5_bias);
    dense_input_gradient(parameters + at.c5_weight, s4_units, batch->c5_gradient, shape->c5, batch->s4_gradient);
    unpool(batch->s4_gradient, batch->s4_source, shape->c3, S4, batch->c3_gradient);
    convolution_gradient(batch->s2, shape->c1, S2, batch->c3_gradient, shape->c3, C3_SLOPES, gradient + at.c3_weight,
                         gradient + at.c3_bias);
    c3_input_gradient(parameters + at.c3_weight, batch->c3_gradient, shape->c1, shape->c3, batch->s2_gradient);
    unpool(batch->s2_gradient, batch->s2_source, shape->c1, S2, batch->c1_gradient);
    convolution_gradient(batch->input, 1, INPUT, batch->c1_gradient, shape->c1, C1_SLOPES, gradient + at.c1_weight,
                         gradient + at.c1_bias);
}
