/* rolled: SIMD_ROLLED before a loop that is not to be unrolled.
 *
 * Engines for wasm move the loads of an unrolled body together and then run out of registers, so a body holds one step
 * of a sum; and loops around such bodies gain nothing by being written out, but bytes that a page has to fetch.
 */
#ifndef LENET5_BASE_SIMD_ROLLED_H
#define LENET5_BASE_SIMD_ROLLED_H

#if defined(__clang__)
#define SIMD_ROLLED _Pragma("clang loop unroll(disable)")
#else
#define SIMD_ROLLED _Pragma("GCC unroll 1")
#endif

#endif
