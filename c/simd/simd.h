/* simd: lanes of numbers from one source for wasm SIMD128, x86-64 and Arm, by GCC's and Clang's vector extensions.
 *
 * Arithmetic is the operators' own (+ − * on whole vectors), lane by lane and without contraction, so that a vector of
 * any width gives the bits that scalar code gives. A type wider than the machine's registers becomes several of them.
 */
#ifndef LENET5_SIMD_H
#define LENET5_SIMD_H

#include <stdint.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));
typedef float f32x8 __attribute__((vector_size(32)));
typedef float f32x16 __attribute__((vector_size(64)));
typedef int32_t i32x4 __attribute__((vector_size(16)));

static inline f32x4 f32x4_splat(float value) { return (f32x4){value, value, value, value}; }

/* No alignment needed. */
static inline f32x4 f32x4_load(const float *from) {
    f32x4 lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

static inline void f32x4_store(float *to, f32x4 lanes) { memcpy(to, &lanes, sizeof lanes); }

/* The larger of each lane; b where they are equal or either is NaN. */
static inline f32x4 f32x4_max(f32x4 a, f32x4 b) {
    i32x4 greater = (i32x4)(a > b);
    return (f32x4)((greater & (i32x4)a) | (~greater & (i32x4)b));
}

/* max(x, +0); +0 for −0 and NaN too. */
static inline f32x4 f32x4_relu(f32x4 x) { return (f32x4)((i32x4)(x > (f32x4){0}) & (i32x4)x); }

#endif
