/* gradient: back-propagation through the network of 1998. One set of functions serves first and second derivatives: for
 * the latter they are given the squares of weights, inputs and slopes. */
#include "gradient.h"

#include <string.h>

#include "../../base/maths/maths.h"
#include "../../digit/network/lenet1998/sums.h"

enum {
    S2_AREA = S2_SIDE * S2_SIDE,
    C3_ROWS = C3_SIDE * S2_SIDE,                  /* C3's map in rows as wide as S2's */
    C3_FRAME = (KERNEL_SIDE - 1) * (S2_SIDE + 1), /* zeros before and after it, that kernels reach */
    C1_ROWS = C1_SIDE * LENET5_INPUT_SIDE
};

struct gradient_1998_scratch {
    parameters_1998 weights;                      /* squared */
    lenet5_activations inputs;                    /* squared */
    lenet5_activations slopes;                    /* of each unit's output by its sum */
    float s2_sums[C1_CHANNELS][S2_SIDE][S2_SIDE]; /* of four inputs */
    float s4_sums[C3_CHANNELS][S4_SIDE][S4_SIDE];
    float f6[F6_OUTPUTS], c5[C5_OUTPUTS], s4[C5_INPUTS];  /* derivatives by the units' sums */
    float c3[C3_CHANNELS][C3_FRAME + C3_ROWS + C3_FRAME]; /* likewise; what is no pixel stays 0 */
    float s2[C1_CHANNELS][S2_AREA];
    float c1[C1_CHANNELS][C1_ROWS]; /* what is no pixel stays 0 */
};

size_t gradient_1998_scratch_size(void) { return sizeof(gradient_1998_scratch); }

/* What derivatives are made of: as they are, or squared. */
typedef struct terms {
    const parameters_1998 *weights;
    const lenet5_activations *inputs, *slopes;
    gradient_1998_scratch *scratch;
    parameters_1998 *out;
} terms;

/* outputs units over inputs: derivatives by the units' sums → by weights, biases and inputs. */
static void backward_dense(const float *by_sum, int outputs, const float *input, int inputs, const float *weight,
                           float *by_weight, float *by_bias, float *by_input) {
    memset(by_input, 0, (size_t)inputs * sizeof *by_input);
    memset(by_weight, 0, (size_t)(outputs * inputs) * sizeof *by_weight);
    for (int o = 0; o < outputs; o++) {
        by_bias[o] = by_sum[o];
        sums_add(by_weight + o * inputs, input, by_sum[o], inputs);
        sums_add(by_input, weight + o * inputs, by_sum[o], inputs);
    }
}

/* By a unit's output → by its sum. */
static void multiply(float *derivative, const float *slope, int count) {
    for (int i = 0; i < count; i++) derivative[i] *= slope[i];
}

/* Subsampling: by the sums of maps of half² → by coefficients and biases, and by the sums of the layer before, whose maps
 * are written into rows of `stride`, one map `step` after another. */
static void backward_subsampling(const float *by_sum, const float *sum_of_four, int maps, int half,
                                 const float *coefficient, const float *slope, float *by_coefficient, float *by_bias,
                                 float *by_input, int stride, int step) {
    const int side = 2 * half, area = half * half;
    for (int m = 0; m < maps; m++, by_sum += area, sum_of_four += area, slope += side * side, by_input += step) {
        by_coefficient[m] = sums_dot(by_sum, sum_of_four, area);
        by_bias[m] = 0;
        for (int i = 0; i < area; i++) by_bias[m] += by_sum[i];
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
                by_input[y * stride + x] = by_sum[y / 2 * half + x / 2] * coefficient[m] * slope[y * side + x];
    }
}

/* By the sums of a map, in rows as wide as the input's → by the kernel over that input. */
static void backward_kernel(const float *by_sum, int count, const float *input, int side,
                            float by_weight[KERNEL_SIDE][KERNEL_SIDE]) {
    for (int y = 0; y < KERNEL_SIDE; y++)
        for (int x = 0; x < KERNEL_SIDE; x++) by_weight[y][x] = sums_dot(by_sum, input + y * side + x, count);
}

static float total(const float *values, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) sum += values[i];
    return sum;
}

static void backward_c3(const terms *t) {
    gradient_1998_scratch *s = t->scratch;
    memset(s->s2, 0, sizeof s->s2);
    for (int i = 0; i < LENET5_1998_CONNECTIONS; i++) {
        const lenet5_connection joined = CONNECTIONS_1998[i];
        const float *by_sum = s->c3[joined.to] + C3_FRAME;
        backward_kernel(by_sum, C3_ROWS - (KERNEL_SIDE - 1), &t->inputs->s2[joined.from][0][0], S2_SIDE,
                        t->out->c3_weight[i]);
        for (int y = 0; y < KERNEL_SIDE; y++)
            for (int x = 0; x < KERNEL_SIDE; x++)
                sums_add(s->s2[joined.from], by_sum - (y * S2_SIDE + x), t->weights->c3_weight[i][y][x], S2_AREA);
    }
    for (int m = 0; m < C3_CHANNELS; m++) t->out->c3_bias[m] = total(s->c3[m] + C3_FRAME, C3_ROWS);
    multiply(&s->s2[0][0], &t->slopes->s2[0][0][0], C1_CHANNELS * S2_AREA);
}

static void backward_c1(const terms *t) {
    for (int m = 0; m < C1_CHANNELS; m++) {
        const float *by_sum = t->scratch->c1[m];
        backward_kernel(by_sum, C1_ROWS - (KERNEL_SIDE - 1), &t->inputs->input[0][0], LENET5_INPUT_SIDE,
                        t->out->c1_weight[m][0]);
        t->out->c1_bias[m] = total(by_sum, C1_ROWS);
    }
}

/* From the derivatives by F6's outputs, in scratch->f6, to those by every parameter. */
static void backward(const terms *t) {
    gradient_1998_scratch *s = t->scratch;
    const parameters_1998 *w = t->weights;
    parameters_1998 *out = t->out;
    multiply(s->f6, t->slopes->f6, F6_OUTPUTS);
    backward_dense(s->f6, F6_OUTPUTS, t->inputs->c5, C5_OUTPUTS, &w->f6_weight[0][0], &out->f6_weight[0][0],
                   out->f6_bias, s->c5);
    multiply(s->c5, t->slopes->c5, C5_OUTPUTS);
    backward_dense(s->c5, C5_OUTPUTS, &t->inputs->s4[0][0][0], C5_INPUTS, &w->c5_weight[0][0][0][0],
                   &out->c5_weight[0][0][0][0], out->c5_bias, s->s4);
    multiply(s->s4, &t->slopes->s4[0][0][0], C5_INPUTS);
    backward_subsampling(s->s4, &s->s4_sums[0][0][0], C3_CHANNELS, S4_SIDE, w->s4_coefficient, &t->slopes->c3[0][0][0],
                         out->s4_coefficient, out->s4_bias, s->c3[0] + C3_FRAME, S2_SIDE,
                         (int)(sizeof s->c3[0] / sizeof(float)));
    backward_c3(t);
    backward_subsampling(&s->s2[0][0], &s->s2_sums[0][0][0], C1_CHANNELS, S2_SIDE, w->s2_coefficient,
                         &t->slopes->c1[0][0][0], out->s2_coefficient, out->s2_bias, s->c1[0], LENET5_INPUT_SIDE,
                         C1_ROWS);
    backward_c1(t);
}

static void sum_fours(const float *from, int maps, int side, float *to) {
    for (int m = 0; m < maps; m++, from += side * side)
        for (int y = 0; y < side; y += 2)
            for (int x = 0; x < side; x += 2) {
                const float *upper = from + y * side + x, *lower = upper + side;
                *to++ = (upper[0] + upper[1]) + (lower[0] + lower[1]);
            }
}

/* The slopes of every unit, and the inputs of the subsampling layers. */
static void prepare(const lenet5_activations *a, gradient_1998_scratch *s) {
    const float *from = &a->c1[0][0][0];
    float *to = &s->slopes.c1[0][0][0];
    const size_t first = offsetof(lenet5_activations, c1), last = offsetof(lenet5_activations, logits);
    for (size_t i = 0; i < (last - first) / sizeof(float); i++) to[i] = lenet1998_slope(from[i]);
    sum_fours(&a->c1[0][0][0], C1_CHANNELS, C1_SIDE, &s->s2_sums[0][0][0]);
    sum_fours(&a->c3[0][0][0], C3_CHANNELS, C3_SIDE, &s->s4_sums[0][0][0]);
}

static void square(const void *from, size_t bytes, void *to) {
    const float *in = from;
    float *out = to;
    for (size_t i = 0; i < bytes / sizeof *in; i++) out[i] = in[i] * in[i];
}

void gradient_1998_posteriors(const float logits[LENET5_CLASSES], float rubbish, float posterior[LENET5_CLASSES + 1]) {
    float most = -rubbish, sum = 0;
    for (int i = 0; i < LENET5_CLASSES; i++) most = logits[i] > most ? logits[i] : most;
    for (int i = 0; i <= LENET5_CLASSES; i++) {
        posterior[i] = maths_exp((i < LENET5_CLASSES ? logits[i] : -rubbish) - most);
        sum += posterior[i];
    }
    for (int i = 0; i <= LENET5_CLASSES; i++) posterior[i] /= sum;
}

float gradient_1998(const parameters_1998 *p, const lenet5_activations *a, int label, float rubbish,
                    gradient_1998_scratch *s, parameters_1998 *gradient) {
    const float LEAST = 1e-37f; /* of a posterior, so that the loss is finite */
    float posterior[LENET5_CLASSES + 1];
    gradient_1998_posteriors(a->logits, rubbish, posterior);
    memset(s->f6, 0, sizeof s->f6);
    for (int i = 0; i < LENET5_CLASSES; i++) {
        const float by_distance = (i == label ? 1.0f : 0.0f) - posterior[i];
        float code[LENET5_1998_CODE];
        lenet1998_code(i, code);
        for (int k = 0; k < F6_OUTPUTS; k++) s->f6[k] += by_distance * 2 * (a->f6[k] - code[k]);
    }
    prepare(a, s);
    backward(&(terms){p, a, &s->slopes, s, gradient});
    return -maths_log(posterior[label] > LEAST ? posterior[label] : LEAST);
}

/* By F6's output x: Σ (∂y_i/∂x)² p_i (1 − p_i) + Σ ∂E/∂y_i · 2, of which the latter is 2·(1 − Σ p_i). */
void gradient_1998_curvature(const parameters_1998 *p, const lenet5_activations *a, float rubbish,
                             gradient_1998_scratch *s, parameters_1998 *curvature) {
    float posterior[LENET5_CLASSES + 1];
    gradient_1998_posteriors(a->logits, rubbish, posterior);
    for (int k = 0; k < F6_OUTPUTS; k++) s->f6[k] = 2 * posterior[LENET5_CLASSES];
    for (int i = 0; i < LENET5_CLASSES; i++) {
        float code[LENET5_1998_CODE];
        lenet1998_code(i, code);
        for (int k = 0; k < F6_OUTPUTS; k++) {
            const float slope = 2 * (a->f6[k] - code[k]);
            s->f6[k] += slope * slope * posterior[i] * (1 - posterior[i]);
        }
    }
    prepare(a, s);
    square(&s->slopes, sizeof s->slopes, &s->slopes);
    square(&s->s2_sums, sizeof s->s2_sums, &s->s2_sums);
    square(&s->s4_sums, sizeof s->s4_sums, &s->s4_sums);
    square(p, sizeof *p, &s->weights);
    square(a, sizeof *a, &s->inputs);
    backward(&(terms){&s->weights, &s->inputs, &s->slopes, s, curvature});
}
