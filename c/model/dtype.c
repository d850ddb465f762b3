/* dtype: numbers of fewer bits ↔ floats, by their sign, exponent and mantissa. */
#include "dtype.h"

#include <math.h>
#include <string.h>

enum { FLOAT_BIAS = 127, FLOAT_MANTISSA = 23 };

const dtype dtypes[DTYPES] = {{"F8_E4M3", 1, 4, 3, 0x7F}, {"F16", 2, 5, 10, 0x7C00}, {"F32", 4, 8, 23, 0x7F800000}};

static float float_of(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint32_t bits_of(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static int bias_of(const dtype *type) { return (1 << (type->exponent_bits - 1)) - 1; }

float dtype_value(const dtype *type, const uint8_t *at) {
    uint32_t bits = 0;
    for (int i = 0; i < type->bytes; i++) bits |= (uint32_t)at[i] << (8 * i);
    const int mantissa_bits = type->mantissa_bits, width = type->exponent_bits + mantissa_bits;
    const uint32_t magnitude = bits & ((1u << width) - 1), sign = bits >> width << 31;
    if (magnitude >= type->first_not_finite) return NAN;
    if (type->bytes == (int)sizeof(float)) return float_of(bits);
    const int rebias = FLOAT_BIAS - bias_of(type);
    if (magnitude >> mantissa_bits != 0)
        return float_of(sign |
                        ((magnitude << (FLOAT_MANTISSA - mantissa_bits)) + ((uint32_t)rebias << FLOAT_MANTISSA)));
    const float unit = float_of((uint32_t)(rebias + 1 - mantissa_bits) << FLOAT_MANTISSA); /* of subnormal numbers */
    const float value = (float)magnitude * unit;
    return sign != 0 ? -value : value;
}

/* The number without its sign, where the type has it; anything where it has not. */
static uint32_t magnitude_of(const dtype *type, float value) {
    const uint32_t bits = bits_of(value);
    const int mantissa_bits = type->mantissa_bits, rebias = FLOAT_BIAS - bias_of(type);
    const int exponent = (int)(bits >> FLOAT_MANTISSA & 0xFF) - rebias;
    const uint32_t magnitude = bits & 0x7FFFFFFF;
    if (type->bytes == (int)sizeof(float)) return magnitude;
    if (exponent > 0) return (magnitude - ((uint32_t)rebias << FLOAT_MANTISSA)) >> (FLOAT_MANTISSA - mantissa_bits);
    return (uint32_t)(fabsf(value) / float_of((uint32_t)(rebias + 1 - mantissa_bits) << FLOAT_MANTISSA));
}

int dtype_put(const dtype *type, float value, uint8_t *at) {
    const int width = type->exponent_bits + type->mantissa_bits;
    const uint32_t magnitude = magnitude_of(type, value);
    if (!(fabsf(value) < float_of(0x7F800000)) || magnitude >= type->first_not_finite) return 0;
    const uint32_t bits = magnitude | (uint32_t)(signbit(value) != 0) << width;
    for (int i = 0; i < type->bytes; i++) at[i] = (uint8_t)(bits >> (8 * i));
    return bits_of(dtype_value(type, at)) == bits_of(value);
}
