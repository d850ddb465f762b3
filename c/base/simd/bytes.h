/* bytes: 16 lanes of pixels from one source for wasm SIMD128, x86-64 and scalar machines; all give the same bytes.
 *
 * Loops over pixels step 16 at a time and may go up to 15 past the end of the engine's own planes, which are made that
 * much longer: compiled for size, no remainder is worth its code.
 */
#ifndef LENET5_BASE_SIMD_BYTES_H
#define LENET5_BASE_SIMD_BYTES_H

#include "integer.h"

typedef uint8_t u8x16 __attribute__((vector_size(16)));

enum { U8_LANES = 16 };

/* Loads and stores need no alignment. */
static inline u8x16 u8x16_load(const uint8_t *from) {
    u8x16 lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

static inline void u8x16_store(uint8_t *to, u8x16 lanes) { memcpy(to, &lanes, sizeof lanes); }

static inline u8x16 u8x16_splat(uint8_t v) { return (u8x16){v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v}; }

static inline int u8x16_largest(u8x16 a) {
    int largest = 0;
    for (int k = 0; k < U8_LANES; k++) largest = a[k] > largest ? a[k] : largest;
    return largest;
}

#if defined(__wasm_simd128__)

static inline u8x16 u8x16_max(u8x16 a, u8x16 b) { return (u8x16)wasm_u8x16_max((v128_t)a, (v128_t)b); }
static inline u8x16 u8x16_min(u8x16 a, u8x16 b) { return (u8x16)wasm_u8x16_min((v128_t)a, (v128_t)b); }
/* a − b, or 0; a + b, or 255. */
static inline u8x16 u8x16_subtract(u8x16 a, u8x16 b) { return (u8x16)wasm_u8x16_sub_sat((v128_t)a, (v128_t)b); }
static inline u8x16 u8x16_add(u8x16 a, u8x16 b) { return (u8x16)wasm_u8x16_add_sat((v128_t)a, (v128_t)b); }
static inline int u8x16_is_zero(u8x16 a) { return !wasm_v128_any_true((v128_t)a); }
/* The lanes 0 … 7 and 8 … 15 in 16 bits; and back, each brought into 0 … 255. */
static inline u16x8 u8x16_low(u8x16 a) { return (u16x8)wasm_u16x8_extend_low_u8x16((v128_t)a); }
static inline u16x8 u8x16_high(u8x16 a) { return (u16x8)wasm_u16x8_extend_high_u8x16((v128_t)a); }
static inline u8x16 i16x8_narrow(i16x8 a, i16x8 b) { return (u8x16)wasm_u8x16_narrow_i16x8((v128_t)a, (v128_t)b); }

#elif defined(__SSE2__)

static inline u8x16 u8x16_max(u8x16 a, u8x16 b) { return (u8x16)_mm_max_epu8((__m128i)a, (__m128i)b); }
static inline u8x16 u8x16_min(u8x16 a, u8x16 b) { return (u8x16)_mm_min_epu8((__m128i)a, (__m128i)b); }
static inline u8x16 u8x16_subtract(u8x16 a, u8x16 b) { return (u8x16)_mm_subs_epu8((__m128i)a, (__m128i)b); }
static inline u8x16 u8x16_add(u8x16 a, u8x16 b) { return (u8x16)_mm_adds_epu8((__m128i)a, (__m128i)b); }
static inline int u8x16_is_zero(u8x16 a) {
    return _mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)a, _mm_setzero_si128())) == 0xffff;
}
static inline u16x8 u8x16_low(u8x16 a) { return (u16x8)_mm_unpacklo_epi8((__m128i)a, _mm_setzero_si128()); }
static inline u16x8 u8x16_high(u8x16 a) { return (u16x8)_mm_unpackhi_epi8((__m128i)a, _mm_setzero_si128()); }
static inline u8x16 i16x8_narrow(i16x8 a, i16x8 b) { return (u8x16)_mm_packus_epi16((__m128i)a, (__m128i)b); }

#else

static inline u8x16 u8x16_max(u8x16 a, u8x16 b) {
    u8x16 greater = (u8x16)(a > b);
    return (greater & a) | (~greater & b);
}
static inline u8x16 u8x16_min(u8x16 a, u8x16 b) {
    u8x16 greater = (u8x16)(a > b);
    return (greater & b) | (~greater & a);
}
static inline u8x16 u8x16_subtract(u8x16 a, u8x16 b) { return a - u8x16_min(a, b); }
static inline u8x16 u8x16_add(u8x16 a, u8x16 b) { return a + u8x16_min(~a, b); }
static inline int u8x16_is_zero(u8x16 a) {
    uint64_t half[2];
    memcpy(half, &a, sizeof half);
    return (half[0] | half[1]) == 0;
}
static inline u16x8 u8x16_low(u8x16 a) {
    u16x8 lanes;
    for (int i = 0; i < 8; i++) lanes[i] = a[i];
    return lanes;
}
static inline u16x8 u8x16_high(u8x16 a) {
    u16x8 lanes;
    for (int i = 0; i < 8; i++) lanes[i] = a[i + 8];
    return lanes;
}
static inline u8x16 i16x8_narrow(i16x8 a, i16x8 b) {
    u8x16 lanes;
    for (int i = 0; i < 8; i++) {
        lanes[i] = (uint8_t)(a[i] < 0 ? 0 : a[i] > 255 ? 255 : a[i]);
        lanes[i + 8] = (uint8_t)(b[i] < 0 ? 0 : b[i] > 255 ? 255 : b[i]);
    }
    return lanes;
}

#endif

#endif
