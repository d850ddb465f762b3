#include "layers.h"

enum { LANES = 4, VECTORS = 6 };

/* The sums of `vectors` times four neighbouring outputs; the constant at the call lets them stay in registers. */
static inline void block(const float *weight, const float *bias, const float *input, int inputs, float *output, int outputs,
                         int rectified, int vectors) {
    f32x4 sum[VECTORS];
    for (int v = 0; v < vectors; v++) sum[v] = f32x4_load(bias + LANES * v);
    for (int i = 0; i < inputs; i++, weight += outputs) {
        f32x4 value = f32x4_splat(input[i]);
        for (int v = 0; v < vectors; v++) sum[v] += value * f32x4_load(weight + LANES * v);
    }
    for (int v = 0; v < vectors; v++) f32x4_store(output + LANES * v, rectified ? f32x4_relu(sum[v]) : sum[v]);
}

void layer_dense(const float *weight, const float *bias, const float *input, int inputs, float *output, int outputs,
                 int rectified) {
    int o = 0;
    for (; o + LANES * VECTORS <= outputs; o += LANES * VECTORS)
        block(weight + o, bias + o, input, inputs, output + o, outputs, rectified, VECTORS);
    for (; o + LANES * 3 <= outputs; o += LANES * 3)
        block(weight + o, bias + o, input, inputs, output + o, outputs, rectified, 3);
    for (; o < outputs; o += LANES) block(weight + o, bias + o, input, inputs, output + o, outputs, rectified, 1);
}
