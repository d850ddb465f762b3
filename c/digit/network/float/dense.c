/* The fully connected layers C5, F6 and F7 in float32. */
#include <float.h>

#include "layers.h"

/* C5, F6 and F7: each input is broadcast and multiplied into a block of outputs that stay in registers. After ReLU many
 * inputs are 0; a product with one changes no sum, so they are left out. */

enum { LANES = 4, VECTORS = DENSE_LANES / LANES, MOST_INPUTS = C5_INPUTS };

/* The inputs that are not 0, and which they are. */
struct active_inputs {
    float value[MOST_INPUTS];
    uint32_t index[MOST_INPUTS];
    int count;
};

/* Written before it is known whether it stays, because a branch on it would be a guess. */
static inline void list_active(const float *input, int inputs, struct active_inputs *active) {
    int count = 0;
    SIMD_ROLLED
    for (int i = 0; i < inputs; i++) {
        uint32_t bits;
        memcpy(&bits, input + i, sizeof bits);
        memcpy(active->value + count, &bits, sizeof bits);
        active->index[count] = (uint32_t)i;
        count += bits != 0;
    }
    active->count = count;
}

/* A whole layer: the bias, then the products in the order of the inputs. Its outputs are whole vectors, and at least
 * `least`. */
static void connect(const float *input, int inputs, const float *weight, const float *bias, float *output, int outputs,
                    float least) {
    struct active_inputs active;
    list_active(input, inputs, &active);
    for (int first = 0; first < outputs; first += DENSE_LANES, weight += inputs * DENSE_LANES) {
        f32x4 sum[VECTORS];
        for (int v = 0; v < VECTORS; v++) sum[v] = f32x4_load(bias + first + LANES * v);
        SIMD_ROLLED
        for (int i = 0; i < active.count; i++) {
            const f32x4 value = f32x4_splat(active.value[i]);
            const float *from = weight + active.index[i] * DENSE_LANES;
            for (int v = 0; v < VECTORS; v++) sum[v] += value * f32x4_load(from + LANES * v);
        }
        float sums[DENSE_LANES];
        for (int v = 0; v < VECTORS; v++) f32x4_store(sums + LANES * v, sum[v]);
        const int count = outputs - first < DENSE_LANES ? outputs - first : DENSE_LANES;
        SIMD_ROLLED
        for (int i = 0; i < count; i += LANES)
            f32x4_store(output + first + i, f32x4_max(f32x4_load(sums + i), f32x4_splat(least)));
    }
}

void float_c5(const float_network *net, lenet5_activations *a) {
    connect(&a->s4[0][0][0], C5_INPUTS, net->c5_weight[0][0], net->c5_bias, a->c5, 120, 0);
}

void float_f6(const float_network *net, lenet5_activations *a) {
    connect(a->c5, 120, net->f6_weight[0][0], net->f6_bias, a->f6, 84, 0);
}

void float_f7(const float_network *net, lenet5_activations *a) {
    float logits[12];
    connect(a->f6, 84, net->f7_weight[0][0], net->f7_bias, logits, 12, -FLT_MAX);
    memcpy(a->logits, logits, sizeof a->logits);
}
