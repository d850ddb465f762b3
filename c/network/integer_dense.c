#include "../simd/simd.h"
#include "integer_layers.h"

/* C5, F6 and F7: each group of inputs is broadcast and multiplied into a block of outputs that stay in registers. */

/* Adds the products of one group of inputs to `vectors` × 4 outputs. */
static inline void add_group(const simd_input *input, const integer_group *weights, u32x4 *sums, int vectors) {
    simd_group group = simd_group_splat(input);
    for (int v = 0; v < vectors; v++) sums[v] = simd_group_add(sums[v], group, simd_group_load(&weights[v][0][0]));
}

static inline void begin(const int32_t *bias, u32x4 *sums, int vectors) {
    for (int v = 0; v < vectors; v++) sums[v] = u32x4_load(bias + 4 * v);
}

/* A group of inputs that are not all 0, and which. */
typedef struct active_group {
    simd_input inputs[SIMD_GROUP];
    uint32_t index;
} active_group;

/* Lists the groups that are not all 0: of pairs, two thirds in a digit. A group is written before it is known whether it
 * stays, because a branch on it would be a guess. */
static inline int list_active(const simd_input *input, int groups, active_group *active) {
    int count = 0;
    SIMD_ROLLED
    for (int i = 0; i < groups; i++) {
        uint32_t all;
        memcpy(&all, input + SIMD_GROUP * i, sizeof all);
        memcpy(active[count].inputs, &all, sizeof all);
        active[count].index = (uint32_t)i * 6 * sizeof(integer_group);
        count += all != 0;
    }
    return count;
}

void integer_c5(const integer_network *net, integer_scratch *scratch) {
    enum { VECTORS = 6 };
    active_group active[C5_GROUPS + 1];
    int count = list_active(scratch->s4, C5_GROUPS, active);
    SIMD_ROLLED
    for (int block = 0; block < C5_BLOCKS; block++) {
        u32x4 sums[VECTORS];
        begin(net->c5_bias + 4 * VECTORS * block, sums, VECTORS);
        SIMD_ROLLED
        for (int i = 0; i < count; i++)
            add_group(active[i].inputs, (const integer_group *)((uintptr_t)net->c5_weight[block] + active[i].index), sums, VECTORS);
        integer_requantise(sums, VECTORS, C5_SHIFT, net->c5_factor + 4 * VECTORS * block,
                           scratch->c5 + 4 * VECTORS * block);
    }
}

void integer_f6(const integer_network *net, integer_scratch *scratch) {
    enum { VECTORS = 7 };
    SIMD_ROLLED
    for (int block = 0; block < F6_BLOCKS; block++) {
        u32x4 sums[VECTORS];
        begin(net->f6_bias + 4 * VECTORS * block, sums, VECTORS);
        const simd_input *input = scratch->c5;
        const integer_group *weights = net->f6_weight[block][0];
        SIMD_ROLLED
        for (int i = 0; i < F6_GROUPS; i++, input += SIMD_GROUP, weights += VECTORS)
            add_group(input, weights, sums, VECTORS);
        SIMD_ROLLED
        for (int v = 0; v < VECTORS; v++) {
            i32x4 lanes = (i32x4)sums[v] >> F6_SHIFT;
            i16x8_store(scratch->f6 + 4 * (VECTORS * block + v), i16x8_max(i32x4_narrow(lanes, lanes), (i16x8){0}));
        }
    }
}

void integer_f7(const integer_network *net, const integer_scratch *scratch, float logits[LENET5_CLASSES]) {
    u32x4 sums[F7_VECTORS];
    begin(net->f7_bias, sums, F7_VECTORS);
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
