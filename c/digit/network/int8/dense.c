/* The fully connected layers C5, F6 and F7 in integers. */
#include "../../../base/simd/simd.h"
#include "layers.h"

/* C5, F6 and F7: each group of inputs is broadcast and multiplied into a block of outputs that stay in registers. To
 * leave out the groups that are 0, a third of C5's in a digit, takes longer than to multiply by them. */

/* The bias and the products of all inputs, for `blocks` × `vectors` × 4 outputs. */
static inline void sum_groups(const simd_input *input, int groups, const int8_group *weights, const int32_t *bias,
                              int blocks, int vectors, uint32_t *sums) {
    SIMD_ROLLED
    for (int block = 0; block < blocks; block++, bias += 4 * vectors, sums += 4 * vectors) {
        u32x4 sum[7];
        for (int v = 0; v < vectors; v++) sum[v] = u32x4_load(bias + 4 * v);
        const simd_input *from = input;
        SIMD_ROLLED
        for (int i = 0; i < groups; i++, from += SIMD_GROUP, weights += vectors) {
            simd_group group = simd_group_splat(from);
            for (int v = 0; v < vectors; v++)
                sum[v] = simd_group_add(sum[v], group, simd_group_load(&weights[v][0][0]));
        }
        for (int v = 0; v < vectors; v++) u32x4_store(sums + 4 * v, sum[v]);
    }
}

void int8_c5(const int8_network *net, int8_scratch *scratch) {
    sum_groups(scratch->s4, C5_GROUPS, net->c5_weight[0][0], net->c5_bias, C5_BLOCKS, 6, scratch->totals);
    SIMD_ROLLED
    for (int i = 0; i < 120; i += 8) {
        u32x4 sums[2] = {u32x4_load(scratch->totals + i), u32x4_load(scratch->totals + i + 4)};
        int8_requantise(sums, 2, C5_SHIFT, net->c5_factor + i, scratch->c5 + i);
    }
}

void int8_f6(const int8_network *net, int8_scratch *scratch) {
    sum_groups(scratch->c5, F6_GROUPS, net->f6_weight[0][0], net->f6_bias, F6_BLOCKS, 7, scratch->totals);
    SIMD_ROLLED
    for (int i = 0; i < 84; i += 4) {
        i32x4 lanes = (i32x4)u32x4_load(scratch->totals + i) >> F6_SHIFT;
        i16x8_store(scratch->f6 + i, i16x8_max(i32x4_narrow(lanes, lanes), (i16x8){0}));
    }
}

void int8_f7(const int8_network *net, const int8_scratch *scratch, float logits[LENET5_CLASSES]) {
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
