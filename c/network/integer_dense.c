#include "../simd/simd.h"
#include "integer_layers.h"

/* C5, F6 and F7: each group of inputs is broadcast and multiplied into a block of outputs that stay in registers. To leave
 * out the groups that are 0, a third of C5's in a digit, takes longer than to multiply by them. */

/* The bias and the products of all inputs, for `vectors` × 4 outputs. */
static inline void sum_groups(const simd_input *input, int groups, const integer_group *weights, const int32_t *bias,
                              u32x4 *sums, int vectors) {
    for (int v = 0; v < vectors; v++) sums[v] = u32x4_load(bias + 4 * v);
    SIMD_ROLLED
    for (int i = 0; i < groups; i++, input += SIMD_GROUP, weights += vectors) {
        simd_group group = simd_group_splat(input);
        for (int v = 0; v < vectors; v++) sums[v] = simd_group_add(sums[v], group, simd_group_load(&weights[v][0][0]));
    }
}

void integer_c5(const integer_network *net, integer_scratch *scratch) {
    enum { VECTORS = 6, OUTPUTS = 4 * VECTORS };
    SIMD_ROLLED
    for (int block = 0; block < C5_BLOCKS; block++) {
        u32x4 sums[VECTORS];
        sum_groups(scratch->s4, C5_GROUPS, net->c5_weight[block][0], net->c5_bias + OUTPUTS * block, sums, VECTORS);
        integer_requantise(sums, VECTORS, C5_SHIFT, net->c5_factor + OUTPUTS * block, scratch->c5 + OUTPUTS * block);
    }
}

void integer_f6(const integer_network *net, integer_scratch *scratch) {
    enum { VECTORS = 7, OUTPUTS = 4 * VECTORS };
    SIMD_ROLLED
    for (int block = 0; block < F6_BLOCKS; block++) {
        u32x4 sums[VECTORS];
        sum_groups(scratch->c5, F6_GROUPS, net->f6_weight[block][0], net->f6_bias + OUTPUTS * block, sums, VECTORS);
        SIMD_ROLLED
        for (int v = 0; v < VECTORS; v++) {
            i32x4 lanes = (i32x4)sums[v] >> F6_SHIFT;
            i16x8_store(scratch->f6 + OUTPUTS * block + 4 * v, i16x8_max(i32x4_narrow(lanes, lanes), (i16x8){0}));
        }
    }
}

void integer_f7(const integer_network *net, const integer_scratch *scratch, float logits[LENET5_CLASSES]) {
    u32x4 sums[F7_VECTORS];
    for (int v = 0; v < F7_VECTORS; v++) sums[v] = u32x4_load(net->f7_bias + 4 * v);
    SIMD_ROLLED
    for (int i = 0; i < F7_PAIRS; i++) {
        i16x8 pair = i16x8_splat_pair(scratch->f6 + 2 * i);
        for (int v = 0; v < F7_VECTORS; v++) sums[v] += i16x8_dot(pair, i16x8_load(&net->f7_weight[i][v][0][0]));
    }
    float all[4 * F7_VECTORS];
    for (int v = 0; v < F7_VECTORS; v++)
        f32x4_store(all + 4 * v, __builtin_convertvector((i32x4)sums[v], f32x4) * f32x4_load(net->f7_unit + 4 * v));
    memcpy(logits, all, sizeof(float) * LENET5_CLASSES);
}
