/* group: products of whole groups of inputs, added in 32 bits: the fastest that the machine has.
 *
 * SIMD_GROUP is 4 where wasm has relaxed SIMD's dot product: weights in int8, inputs in 0 … 127. With inputs of 7 bits
 * its result is the same on every machine, because no pair of products leaves 16 bits. Elsewhere it is 2, in int16. The
 * sums are the same integers.
 */
#ifndef LENET5_BASE_SIMD_GROUP_H
#define LENET5_BASE_SIMD_GROUP_H

#include "bytes.h"

#if defined(__wasm_relaxed_simd__)

#define SIMD_GROUP 4
typedef int8_t simd_weight;
typedef uint8_t simd_input;
typedef u8x16 simd_group;

static inline simd_group simd_group_load(const simd_weight *from) { return u8x16_load((const uint8_t *)from); }

/* sum + a₀b₀ + a₁b₁ + a₂b₂ + a₃b₃, … */
static inline u32x4 simd_group_add(u32x4 sum, simd_group inputs, simd_group weights) {
    return (u32x4)wasm_i32x4_relaxed_dot_i8x16_i7x16_add((v128_t)weights, (v128_t)inputs, (v128_t)sum);
}

/* Eight inputs from lanes that are 0 … 127. */
static inline void simd_input_store(simd_input *to, i16x8 lanes) {
    wasm_v128_store64_lane(to, (v128_t)i16x8_narrow(lanes, lanes), 0);
}

#else

#define SIMD_GROUP 2
typedef int16_t simd_weight, simd_input;
typedef i16x8 simd_group;

static inline simd_group simd_group_load(const simd_weight *from) { return i16x8_load(from); }
static inline u32x4 simd_group_add(u32x4 sum, simd_group inputs, simd_group weights) {
    return sum + i16x8_dot(inputs, weights);
}
static inline void simd_input_store(simd_input *to, i16x8 lanes) { i16x8_store(to, lanes); }

#endif

/* One group in every lane. */
static inline simd_group simd_group_splat(const simd_input *from) {
    uint32_t group;
    memcpy(&group, from, sizeof group);
    return (simd_group)(u32x4){group, group, group, group};
}

#endif
