/* maths: series and reductions of range in double precision, rounded to float once.
 *
 * Each function works in double precision, where a short series leaves an error far below half a unit of float, and
 * rounds once at the end. Ranges are reduced as in W. J. Cody, W. Waite, "Software Manual for the Elementary
 * Functions", 1980; the series are Taylor's, cut off where the next term is below 1e-11.
 */
#include "maths.h"

#include <float.h>
#include <stdint.h>
#include <string.h>

#include "../simd/simd.h"

static const double LN2 = 0.693147180559945309417;
static const float EXP_LEAST = -87.3f, EXP_MOST = 88.7f; /* where e^x leaves the floats */
static const double PI = 3.14159265358979323846;
static const double HALF_PI_HIGH = 0x1.921fb544p0; /* 32 bits, so that its multiples up to 2^21 are exact */
static const double HALF_PI_LOW = 0x1.0b4611a626331p-34;

/* The nearest whole number for |x| < 2^31; halves away from zero. */
static int32_t nearest(double x) { return (int32_t)(x < 0 ? x - 0.5 : x + 0.5); }

static double power_of_two(int32_t exponent) { /* −1022 … 1023 */
    uint64_t bits = (uint64_t)(exponent + 1023) << 52;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* e^x − 1 for |x| ≤ ln 2 / 2. */
static double expm1_series(double x) {
    double sum = 0;
    for (int n = 11; n >= 1; n--) sum = (sum + 1) * x / n;
    return sum;
}

/* e^x − 1 for −700 ≤ x ≤ 700, exact to about 1e-13 of itself also around 0. */
static double expm1_wide(double x) {
    int32_t k = nearest(x / LN2);
    double scale = power_of_two(k);
    return expm1_series(x - k * LN2) * scale + (scale - 1);
}

float maths_exp(float x) {
    if (x < EXP_LEAST) return 0;
    if (x > EXP_MOST) return FLT_MAX;
    int32_t k = nearest(x / LN2);
    return (float)((expm1_series(x - k * LN2) + 1) * power_of_two(k));
}

/* The divisions take most of the time, and none of them here waits for another's result. */
void maths_exp_each(float x[MATHS_EACH]) {
    int32_t k[MATHS_EACH];
    double rest[MATHS_EACH], sum[MATHS_EACH] = {0};
    for (int i = 0; i < MATHS_EACH; i++) {
        float inside = x[i] < EXP_LEAST ? EXP_LEAST : x[i] > EXP_MOST ? EXP_MOST : x[i];
        k[i] = nearest(inside / LN2);
        rest[i] = inside - k[i] * LN2;
    }
    for (int n = 11; n >= 1; n--)
        for (int i = 0; i < MATHS_EACH; i += 2) {
            f64x2 two, factor;
            memcpy(&two, sum + i, sizeof two);
            memcpy(&factor, rest + i, sizeof factor);
            two = (two + 1.0) * factor / (double)n;
            memcpy(sum + i, &two, sizeof two);
        }
    for (int i = 0; i < MATHS_EACH; i++) {
        float power = (float)((sum[i] + 1) * power_of_two(k[i]));
        x[i] = x[i] < EXP_LEAST ? 0 : x[i] > EXP_MOST ? FLT_MAX : power;
    }
}

float maths_log(float x) {
    double wide = x; /* a float's subnormals are normal here */
    uint64_t bits;
    memcpy(&bits, &wide, sizeof bits);
    int32_t exponent = (int32_t)(bits >> 52) - 1023;
    double mantissa = wide * power_of_two(-exponent); /* 1 ≤ mantissa < 2 */
    if (mantissa > 1.41421356) {
        mantissa *= 0.5;
        exponent++;
    }
    double s = (mantissa - 1) / (mantissa + 1), square = s * s, sum = 0;
    for (int n = 15; n >= 1; n -= 2) sum = sum * square + 1.0 / n;
    return (float)(2 * s * sum + exponent * LN2);
}

float maths_log_add(float a, float b) {
    const float high = a > b ? a : b, low = a > b ? b : a;
    return low <= high - 80 ? high : high + maths_log(1 + maths_exp(low - high));
}

float maths_tanh(float x) {
    if (x > 10) return 1; /* 1 − tanh 10 is a fifteenth of a unit in the last place */
    if (x < -10) return -1;
    double e = expm1_wide(2.0 * x);
    return (float)(e / (e + 2));
}

static double sin_series(double x) {
    double square = x * x, sum = 0;
    for (int n = 15; n >= 3; n -= 2) sum = (sum + 1) * -square / (n * (n - 1));
    return x + x * sum;
}

static double cos_series(double x) {
    double square = x * x, sum = 0;
    for (int n = 14; n >= 2; n -= 2) sum = (sum + 1) * -square / (n * (n - 1));
    return 1 + sum;
}

/* The sine of x + quarter_turns · π/2. */
static float turned_sin(float x, int32_t quarter_turns) {
    int32_t k = nearest(x / (HALF_PI_HIGH + HALF_PI_LOW));
    double rest = (x - k * HALF_PI_HIGH) - k * HALF_PI_LOW;
    uint32_t quadrant = (uint32_t)(k + quarter_turns) & 3;
    double value = quadrant & 1 ? cos_series(rest) : sin_series(rest);
    return (float)(quadrant & 2 ? -value : value);
}

float maths_sin(float x) { return turned_sin(x, 0); }
float maths_cos(float x) { return turned_sin(x, 1); }

/* The arc tangent for 0 ≤ x ≤ 1. */
static double atan_unit(double x) {
    static const double TAN_EIGHTH_PI = 0.414213562373095;
    double offset = 0;
    if (x > TAN_EIGHTH_PI) {
        x = (x - 1) / (x + 1);
        offset = PI / 4;
    }
    double square = x * x, sum = 0;
    for (int n = 27; n >= 1; n -= 2) sum = 1.0 / n - square * sum;
    return offset + x * sum;
}

float maths_atan2(float y, float x) {
    double width = x < 0 ? -(double)x : x, height = y < 0 ? -(double)y : y;
    if (width == 0 && height == 0) return 0;
    double angle = height <= width ? atan_unit(height / width) : PI / 2 - atan_unit(width / height);
    if (x < 0) angle = PI - angle;
    return (float)(y < 0 ? -angle : angle);
}

float maths_sqrt(float x) { return __builtin_sqrtf(x); }
