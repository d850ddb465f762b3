/* dtype: the number types of a safetensors file that parameters may be stored in. */
#ifndef LENET5_MODEL_DTYPE_H
#define LENET5_MODEL_DTYPE_H

#include <stdint.h>

enum { DTYPE_F8_E4M3, DTYPE_F16, DTYPE_F32, DTYPES }; /* the smallest first */

/* F8_E4M3 has no infinity, and one NaN of each sign (P. Micikevicius et al., "FP8 Formats for Deep Learning", 2022). */
typedef struct dtype {
    const char *name; /* the file's */
    int bytes, exponent_bits, mantissa_bits;
    uint32_t first_not_finite; /* of the numbers without their sign; all above it are so too */
} dtype;

extern const dtype dtypes[DTYPES];

/* The number at `at`, which need not be aligned; NaN where it is not finite. Every type's are floats exactly. */
float dtype_value(const dtype *type, const uint8_t *at);

/* Writes a number; 0 where the type does not have it. */
int dtype_put(const dtype *type, float value, uint8_t *at);

#endif
