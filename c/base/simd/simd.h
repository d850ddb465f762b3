/* simd: lanes of numbers from one source for wasm SIMD128, x86-64 and Arm, by GCC's and Clang's vector extensions.
 *
 * Arithmetic is the operators' own (+ − * on whole vectors), lane by lane and without contraction, so that a vector of
 * any width gives the bits that scalar code gives. A type wider than the machine's registers becomes several of them.
 */
#ifndef LENET5_BASE_SIMD_H
#define LENET5_BASE_SIMD_H

#include <stdint.h>
#include <string.h>

#include "rolled.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef float f32x4 __attribute__((vector_size(16)));
typedef float f32x8 __attribute__((vector_size(32)));
typedef float f32x16 __attribute__((vector_size(64)));
typedef double f64x2 __attribute__((vector_size(16)));
typedef int32_t i32x4 __attribute__((vector_size(16)));
typedef int64_t i64x2 __attribute__((vector_size(16)));

static inline f32x4 f32x4_splat(float value) { return (f32x4){value, value, value, value}; }

/* No alignment needed. */
static inline f32x4 f32x4_load(const float *from) {
    f32x4 lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

static inline void f32x4_store(float *to, f32x4 lanes) { memcpy(to, &lanes, sizeof lanes); }

static inline f32x4 f32x4_from_bytes(const uint8_t from[4]) {
    typedef uint8_t bytes __attribute__((vector_size(16)));
    i32x4 word = {0};
    memcpy(&word, from, 4);
    bytes spread = __builtin_shufflevector((bytes)word, (bytes){0}, 0, 4, 5, 6, 1, 4, 5, 6, 2, 4, 5, 6, 3, 4, 5, 6);
    return __builtin_convertvector((i32x4)spread, f32x4);
}

/* The larger of each lane; b where they are equal or either is NaN. */
static inline f32x4 f32x4_max(f32x4 a, f32x4 b) {
#if defined(__wasm_simd128__)
    return (f32x4)wasm_f32x4_pmax((v128_t)b, (v128_t)a);
#elif defined(__SSE2__)
    return (f32x4)_mm_max_ps((__m128)a, (__m128)b);
#else
    i32x4 greater = (i32x4)(a > b);
    return (f32x4)((greater & (i32x4)a) | (~greater & (i32x4)b));
#endif
}

/* max(x, +0); +0 for −0 and NaN too. */
static inline f32x4 f32x4_relu(f32x4 x) { return f32x4_max(x, (f32x4){0}); }

/* a₀ a₂ b₀ b₂ and a₁ a₃ b₁ b₃ */
static inline f32x4 f32x4_even(f32x4 a, f32x4 b) { return __builtin_shufflevector(a, b, 0, 2, 4, 6); }
static inline f32x4 f32x4_odd(f32x4 a, f32x4 b) { return __builtin_shufflevector(a, b, 1, 3, 5, 7); }

/* rows[i][j] → rows[j][i] */
static inline void f32x4_transpose(f32x4 rows[4]) {
    f32x4 a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5),
          b = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
    f32x4 c = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7),
          d = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
    rows[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
    rows[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    rows[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
    rows[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}

#endif
