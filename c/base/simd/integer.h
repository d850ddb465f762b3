/* integer: lanes of 16- and 32-bit integers from one source for wasm SIMD128, x86-64, Arm and scalar machines.
 *
 * Arithmetic is the operators' own. What they cannot say (a product of pairs, saturation, a mask of lanes) is a
 * function here, with one form for wasm, one for SSE2 and one in plain C; all give the same integers. Sums that may
 * wrap are made in unsigned lanes.
 */
#ifndef LENET5_BASE_SIMD_INTEGER_H
#define LENET5_BASE_SIMD_INTEGER_H

#include <stdint.h>
#include <string.h>

#include "rolled.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef int16_t i16x8 __attribute__((vector_size(16)));
typedef uint16_t u16x8 __attribute__((vector_size(16)));
typedef int32_t i32x4 __attribute__((vector_size(16)));
typedef uint32_t u32x4 __attribute__((vector_size(16)));

/* Loads and stores need no alignment. */
static inline i16x8 i16x8_load(const int16_t *from) {
    i16x8 lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

static inline void i16x8_store(int16_t *to, i16x8 lanes) { memcpy(to, &lanes, sizeof lanes); }

static inline u32x4 u32x4_load(const void *from) {
    u32x4 lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

static inline void u32x4_store(void *to, u32x4 lanes) { memcpy(to, &lanes, sizeof lanes); }

static inline u16x8 u16x8_load(const void *from) {
    u16x8 lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

static inline void u16x8_store(void *to, u16x8 lanes) { memcpy(to, &lanes, sizeof lanes); }

static inline u16x8 u16x8_splat(uint16_t value) {
    return (u16x8){value, value, value, value, value, value, value, value};
}

/* from[0], from[1], from[0], from[1], … */
static inline i16x8 i16x8_splat_pair(const int16_t *from) {
    uint32_t pair;
    memcpy(&pair, from, sizeof pair);
    return (i16x8)(u32x4){pair, pair, pair, pair};
}

#if defined(__wasm_simd128__)

/* a₀b₀ + a₁b₁, a₂b₂ + a₃b₃, … in 32 bits, which the sums must fit. */
static inline u32x4 i16x8_dot(i16x8 a, i16x8 b) { return (u32x4)wasm_i32x4_dot_i16x8((v128_t)a, (v128_t)b); }
static inline i16x8 i16x8_max(i16x8 a, i16x8 b) { return (i16x8)wasm_i16x8_max((v128_t)a, (v128_t)b); }
static inline i16x8 i16x8_min(i16x8 a, i16x8 b) { return (i16x8)wasm_i16x8_min((v128_t)a, (v128_t)b); }
static inline i16x8 i16x8_add_saturated(i16x8 a, i16x8 b) { return (i16x8)wasm_i16x8_add_sat((v128_t)a, (v128_t)b); }
/* a b / 2¹⁵, rounded to the nearest, halves up; 0 ≤ b < 2¹⁴. */
static inline i16x8 i16x8_scale(i16x8 a, i16x8 b) { return (i16x8)wasm_i16x8_q15mulr_sat((v128_t)a, (v128_t)b); }
static inline i32x4 i32x4_max(i32x4 a, i32x4 b) { return (i32x4)wasm_i32x4_max((v128_t)a, (v128_t)b); }

/* The lanes of a, then b, each brought into −32768 … 32767. */
static inline i16x8 i32x4_narrow(i32x4 a, i32x4 b) { return (i16x8)wasm_i16x8_narrow_i32x4((v128_t)a, (v128_t)b); }

/* Bit i: byte i of 16, or 32-bit lane i of 4, is not 0. */
static inline uint32_t u8x16_mask(const uint8_t *from) {
    return wasm_i8x16_bitmask(wasm_i8x16_ne(wasm_v128_load(from), wasm_i8x16_splat(0)));
}
static inline uint32_t u32x4_mask(u32x4 lanes) { return wasm_i32x4_bitmask((v128_t)(lanes != 0)); }

#elif defined(__SSE2__)

static inline u32x4 i16x8_dot(i16x8 a, i16x8 b) { return (u32x4)_mm_madd_epi16((__m128i)a, (__m128i)b); }
static inline i16x8 i16x8_max(i16x8 a, i16x8 b) { return (i16x8)_mm_max_epi16((__m128i)a, (__m128i)b); }
static inline i16x8 i16x8_min(i16x8 a, i16x8 b) { return (i16x8)_mm_min_epi16((__m128i)a, (__m128i)b); }
static inline i16x8 i16x8_add_saturated(i16x8 a, i16x8 b) { return (i16x8)_mm_adds_epi16((__m128i)a, (__m128i)b); }
static inline i16x8 i16x8_scale(i16x8 a, i16x8 b) {
    u16x8 high = (u16x8)_mm_mulhi_epi16((__m128i)a, (__m128i)b), low = (u16x8)_mm_mullo_epi16((__m128i)a, (__m128i)b);
    return ((i16x8)(high << 2 | low >> 14) + 1) >> 1;
}
static inline i32x4 i32x4_max(i32x4 a, i32x4 b) {
    i32x4 greater = a > b;
    return (greater & a) | (~greater & b);
}
static inline i16x8 i32x4_narrow(i32x4 a, i32x4 b) { return (i16x8)_mm_packs_epi32((__m128i)a, (__m128i)b); }
static inline uint32_t u8x16_mask(const uint8_t *from) {
    __m128i zero = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)from), _mm_setzero_si128());
    return 0xffffu ^ (uint32_t)_mm_movemask_epi8(zero);
}
static inline uint32_t u32x4_mask(u32x4 lanes) { return (uint32_t)_mm_movemask_ps((__m128)(lanes != 0)); }

#else

static inline int32_t saturated(int32_t value) {
    return value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value;
}
static inline u32x4 i16x8_dot(i16x8 a, i16x8 b) {
    u32x4 sum;
    for (int i = 0; i < 4; i++) sum[i] = (uint32_t)(a[2 * i] * b[2 * i]) + (uint32_t)(a[2 * i + 1] * b[2 * i + 1]);
    return sum;
}
static inline i16x8 i16x8_max(i16x8 a, i16x8 b) {
    i16x8 greater = a > b;
    return (greater & a) | (~greater & b);
}
static inline i16x8 i16x8_min(i16x8 a, i16x8 b) {
    i16x8 greater = a > b;
    return (greater & b) | (~greater & a);
}
static inline i16x8 i16x8_scale(i16x8 a, i16x8 b) {
    i16x8 product;
    for (int i = 0; i < 8; i++) product[i] = (int16_t)((a[i] * b[i] + (1 << 14)) >> 15);
    return product;
}
static inline i16x8 i16x8_add_saturated(i16x8 a, i16x8 b) {
    i16x8 sum;
    for (int i = 0; i < 8; i++) sum[i] = (int16_t)saturated(a[i] + b[i]);
    return sum;
}
static inline i32x4 i32x4_max(i32x4 a, i32x4 b) {
    i32x4 greater = a > b;
    return (greater & a) | (~greater & b);
}
static inline i16x8 i32x4_narrow(i32x4 a, i32x4 b) {
    i16x8 both;
    for (int i = 0; i < 4; i++) {
        both[i] = (int16_t)saturated(a[i]);
        both[i + 4] = (int16_t)saturated(b[i]);
    }
    return both;
}
static inline uint32_t u8x16_mask(const uint8_t *from) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) mask |= (uint32_t)(from[i] != 0) << i;
    return mask;
}
static inline uint32_t u32x4_mask(u32x4 lanes) {
    uint32_t mask = 0;
    for (int i = 0; i < 4; i++) mask |= (uint32_t)(lanes[i] != 0) << i;
    return mask;
}

#endif

#endif
