/* probe: a module of its own, of a few hundred bytes, that the library races before it chooses a build (race.js).
 *
 *   relaxed(rounds), simd(rounds) → n   rounds × 16 dot products of vectors, as the one build calculates and as the
 *                                       other does; n only keeps them from being optimised away
 *
 * A round is long, so that what it costs to enter one does not count in code that no compiler has optimised yet. Its
 * products all differ and change from round to round, or compilers would calculate them once. Its sums are short, so that
 * rounds overlap and the number of instructions counts, not how long one takes. */
#include <stdint.h>
#include <wasm_simd128.h>

#include "../../base/simd/rolled.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

enum { INPUTS = 4, WEIGHTS = 4 }; /* all of them in registers */

typedef v128_t (*add_product)(v128_t sum, v128_t input, v128_t weight);

static inline v128_t add_relaxed(v128_t sum, v128_t input, v128_t weight) {
    return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(weight, input, sum);
}

static inline v128_t add_simd(v128_t sum, v128_t input, v128_t weight) {
    return wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(input, weight));
}

static inline int32_t run(int32_t rounds, add_product add) {
    v128_t input[INPUTS], weight[WEIGHTS], all = wasm_i32x4_splat(0);
    for (int i = 0; i < INPUTS; i++) input[i] = wasm_i32x4_splat(rounds + i);
    for (int k = 0; k < WEIGHTS; k++) weight[k] = wasm_i32x4_splat(rounds ^ (k + 1));
    SIMD_ROLLED
    for (; rounds > 0; rounds--) {
        for (int i = 0; i < INPUTS; i++) {
            v128_t sum = weight[i];
            for (int k = 0; k < WEIGHTS; k++) sum = add(sum, input[i], weight[k]);
            all = wasm_v128_xor(all, sum);
            input[i] = wasm_i8x16_add(input[i], weight[i]);
        }
    }
    return wasm_i32x4_extract_lane(all, 0);
}

int32_t EXPORT(relaxed)(int32_t rounds) { return run(rounds, add_relaxed); }

int32_t EXPORT(simd)(int32_t rounds) { return run(rounds, add_simd); }
