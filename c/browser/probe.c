/* probe: a module of its own, of a few hundred bytes, that the library races before it chooses a build (web/lib/race.js).
 *
 *   relaxed(rounds), simd(rounds) → n   rounds × SUMS dot products of vectors, as the one build calculates and as the other
 *                                       does; n only keeps them from being optimised away
 *
 * For C3, where most of the time goes, the builds take about the same number of these: relaxed SIMD's has twice the
 * products, of which it needs twice as many. So the faster one here belongs to the faster build. The inputs change from
 * round to round, or compilers would take the products out of the loop. */
#include <stdint.h>
#include <wasm_simd128.h>

#include "../simd/rolled.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

enum { INPUTS = 2, WEIGHTS = 3, SUMS = INPUTS * WEIGHTS }; /* all of them in registers */

typedef v128_t (*add_product)(v128_t sum, v128_t input, v128_t weight);

static inline v128_t add_relaxed(v128_t sum, v128_t input, v128_t weight) {
    return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(weight, input, sum);
}

static inline v128_t add_simd(v128_t sum, v128_t input, v128_t weight) {
    return wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(input, weight));
}

static inline int32_t run(int32_t rounds, add_product add) {
    v128_t input[INPUTS], weight[WEIGHTS], sum[SUMS], all = wasm_i32x4_splat(0);
    for (int i = 0; i < INPUTS; i++) input[i] = wasm_i32x4_splat(rounds + i);
    for (int i = 0; i < WEIGHTS; i++) weight[i] = wasm_i32x4_splat(rounds ^ (i + 1));
    for (int i = 0; i < SUMS; i++) sum[i] = all;
    SIMD_ROLLED
    for (; rounds > 0; rounds--) {
        for (int i = 0; i < SUMS; i++) sum[i] = add(sum[i], input[i / WEIGHTS], weight[i % WEIGHTS]);
        for (int i = 0; i < INPUTS; i++) input[i] = wasm_i8x16_add(input[i], weight[i]);
    }
    for (int i = 0; i < SUMS; i++) all = wasm_i32x4_add(all, sum[i]);
    return wasm_i32x4_extract_lane(all, 0);
}

int32_t EXPORT(relaxed)(int32_t rounds) { return run(rounds, add_relaxed); }

int32_t EXPORT(simd)(int32_t rounds) { return run(rounds, add_simd); }
