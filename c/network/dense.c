#include "layers.h"

/* C5, F6 and F7: each input is broadcast and multiplied into a block of outputs that stay in registers. After ReLU many
 * inputs are 0; a product with one changes no sum, so they are left out. */

enum { LANES = 4, MOST_INPUTS = C5_INPUTS };

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

/* `vectors` × 4 sums: the bias, then the products in the order of the inputs. */
static inline void block(const struct active_inputs *active, const float *weight, const float *bias, float *output,
                         int vectors, int rectified) {
    f32x4 sum[F6_LANES / LANES];
    for (int v = 0; v < vectors; v++) sum[v] = f32x4_load(bias + LANES * v);
    SIMD_ROLLED
    for (int i = 0; i < active->count; i++) {
        const f32x4 value = f32x4_splat(active->value[i]);
        const float *from = (const float *)((uintptr_t)weight + active->index[i] * (uintptr_t)(16 * vectors));
        for (int v = 0; v < vectors; v++) sum[v] += value * f32x4_load(from + LANES * v);
    }
    for (int v = 0; v < vectors; v++) f32x4_store(output + LANES * v, rectified ? f32x4_relu(sum[v]) : sum[v]);
}

void layer_c5(const struct network *net, lenet5_activations *a) {
    struct active_inputs active;
    list_active(&a->s4[0][0][0], C5_INPUTS, &active);
    SIMD_ROLLED
    for (int i = 0; i < 120 / C5_LANES; i++)
        block(&active, net->c5_weight[i][0], net->c5_bias + i * C5_LANES, a->c5 + i * C5_LANES, C5_LANES / LANES, 1);
}

void layer_f6(const struct network *net, lenet5_activations *a) {
    struct active_inputs active;
    list_active(a->c5, 120, &active);
    SIMD_ROLLED
    for (int i = 0; i < 84 / F6_LANES; i++)
        block(&active, net->f6_weight[i][0], net->f6_bias + i * F6_LANES, a->f6 + i * F6_LANES, F6_LANES / LANES, 1);
}

void layer_f7(const struct network *net, lenet5_activations *a) {
    struct active_inputs active;
    float logits[F7_LANES];
    list_active(a->f6, 84, &active);
    block(&active, net->f7_weight[0], net->f7_bias, logits, F7_LANES / LANES, 0);
    memcpy(a->logits, logits, sizeof a->logits);
}
