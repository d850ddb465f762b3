/* squash: the scaled hyperbolic tangent on many numbers at once. */
#include <string.h>

#include "lenet1998.h"

/* x, or ±30 where it is beyond: by the order of the floats' bits, since a comparison of floats would be a branch. */
static float clamp(float x) {
    const int32_t most = 0x41F00000, sign = INT32_MIN;
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    const int32_t size = bits & ~sign;
    bits = (bits & sign) | (size < most ? size : most);
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 2^k for −126 ≤ k ≤ 127. */
static float power_of_two(int32_t k) {
    const int32_t bits = (k + 127) * (1 << 23);
    float power;
    memcpy(&power, &bits, sizeof power);
    return power;
}

/* A·tanh(S·x) = A − 2A / (e^t + 1) with t = 2S·x; e^t = 2^k · e^r, |r| ≤ ln 2 / 2, by Taylor's series. Without a branch,
 * so that compilers make vectors of it. Beyond ±30 it is ±A to the last bit. */
void lenet1998_squash(float *values, int count) {
    const float A = 1.7159f, TWO_S = 4.0f / 3, LOG2_E = 1.44269504f;
    const float LN2_HIGH = 0.693359375f, LN2_LOW = -2.12194440e-4f; /* k times the first is exact */
    for (int i = 0; i < count; i++) {
        const float t = clamp(values[i] * TWO_S);
        const int32_t k = (int32_t)(t * LOG2_E + 64.5f) - 64; /* the nearest: what is truncated is positive */
        const float r = (t - (float)k * LN2_HIGH) - (float)k * LN2_LOW;
        float e = r * (1.0f / 720) + 1.0f / 120;
        e = e * r + 1.0f / 24;
        e = e * r + 1.0f / 6;
        e = e * r + 0.5f;
        e = e * r + 1;
        e = e * r + 1;
        values[i] = A - 2 * A / (e * power_of_two(k) + 1);
    }
}
