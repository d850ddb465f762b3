#include "integer_layers.h"

/* C5, F6 and F7: each input pair is broadcast and multiplied into a block of outputs that stay in registers. */

/* Adds the products of one pair of inputs to `vectors` × 4 outputs. */
static inline void add_pair(const int16_t *input, const integer_pairs *weights, u32x4 *sums, int vectors) {
    i16x8 pair = i16x8_splat_pair(input);
    for (int v = 0; v < vectors; v++) sums[v] += i16x8_dot(pair, i16x8_load(&weights[v][0][0]));
}

static inline void begin(const int32_t *bias, u32x4 *sums, int vectors) {
    for (int v = 0; v < vectors; v++) sums[v] = u32x4_load(bias + 4 * v);
}

/* ReLU and the unit of the next layer; writes whole vectors, up to four lanes more than there are outputs. */
static inline void requantise(const u32x4 *sums, int vectors, int shift, int16_t *output) {
    for (int v = 0; v < vectors; v += 2) {
        i32x4 low = (i32x4)sums[v] >> shift, high = (i32x4)sums[v + 1 < vectors ? v + 1 : v] >> shift;
        i16x8_store(output + 4 * v, i16x8_max(i32x4_narrow(low, high), (i16x8){0}));
    }
}

/* A pair of inputs that is not 0, 0, and which. */
typedef struct active_pair {
    int16_t inputs[2];
    uint32_t index;
} active_pair;

/* Lists the pairs that are not 0, 0: two thirds of them in a digit. A pair is written before it is known whether it
 * stays, because a branch on it would be a guess. */
static inline int list_active(const int16_t *input, int pairs, active_pair *active) {
    int count = 0;
    SIMD_ROLLED
    for (int i = 0; i < pairs; i++) {
        uint32_t both;
        memcpy(&both, input + 2 * i, sizeof both);
        memcpy(active[count].inputs, &both, sizeof both);
        active[count].index = (uint32_t)i;
        count += both != 0;
    }
    return count;
}

void integer_c5(const integer_network *net, integer_scratch *scratch) {
    enum { VECTORS = 6 };
    active_pair active[C5_PAIRS + 1];
    int count = list_active(scratch->s4, C5_PAIRS, active);
    SIMD_ROLLED
    for (int block = 0; block < C5_BLOCKS; block++) {
        u32x4 sums[VECTORS];
        begin(net->c5_bias + 4 * VECTORS * block, sums, VECTORS);
        SIMD_ROLLED
        for (int i = 0; i < count; i++) add_pair(active[i].inputs, net->c5_weight[block][active[i].index], sums, VECTORS);
        requantise(sums, VECTORS, C5_SHIFT, scratch->c5 + 4 * VECTORS * block);
    }
}

void integer_f6(const integer_network *net, integer_scratch *scratch) {
    enum { VECTORS = 7 };
    SIMD_ROLLED
    for (int block = 0; block < F6_BLOCKS; block++) {
        u32x4 sums[VECTORS];
        begin(net->f6_bias + 4 * VECTORS * block, sums, VECTORS);
        SIMD_ROLLED
        for (int i = 0; i < F6_PAIRS; i++) add_pair(scratch->c5 + 2 * i, net->f6_weight[block][i], sums, VECTORS);
        requantise(sums, VECTORS, F6_SHIFT, scratch->f6 + 4 * VECTORS * block);
    }
}

void integer_f7(const integer_network *net, const integer_scratch *scratch, float logits[LENET5_CLASSES]) {
    u32x4 sums[F7_VECTORS];
    begin(net->f7_bias, sums, F7_VECTORS);
    SIMD_ROLLED
    for (int i = 0; i < F7_PAIRS; i++) add_pair(scratch->f6 + 2 * i, net->f7_weight[i], sums, F7_VECTORS);
    for (int o = 0; o < LENET5_CLASSES; o++) logits[o] = (float)(int32_t)sums[o / 4][o % 4] * net->f7_unit[o];
}
