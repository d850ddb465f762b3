/* sums: what the layers and their gradients are made of, in an order that no host's width of vectors changes.
 *
 * A map is taken as one row of pixels, so that a shifted map is the same row from another pixel on. Where a kernel would
 * reach over the map's right border, the sum is of no pixel of the output, and dropped.
 */
#ifndef LENET5_DIGIT_NETWORK_LENET1998_SUMS_H
#define LENET5_DIGIT_NETWORK_LENET1998_SUMS_H

#include <string.h>

/* sum += factor · from, number by number. */
static inline void sums_add(float *restrict sum, const float *restrict from, float factor, int count) {
    for (int i = 0; i < count; i++) sum[i] += factor * from[i];
}

/* Σ a·b: sixteen sums side by side, added by halving; then what is left, one by one. */
static inline float sums_dot(const float *restrict a, const float *restrict b, int count) {
    enum { LANES = 16 };
    float lane[LANES] = {0}, rest = 0;
    int i = 0;
    for (; i + LANES <= count; i += LANES)
        for (int k = 0; k < LANES; k++) lane[k] += a[i + k] * b[i + k];
    for (; i < count; i++) rest += a[i] * b[i];
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int k = 0; k < half; k++) lane[k] += lane[k + half];
    return lane[0] + rest;
}

#endif
