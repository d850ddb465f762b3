/* idx: the IDX files that MNIST comes in, from memory.
 *
 * Format: two zero bytes, a type byte (0x08 = unsigned bytes, the only one read here), the number of dimensions, each
 * dimension as 32-bit big-endian, then the items. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database".
 */
#ifndef LENET5_BASE_FORMATS_IDX_H
#define LENET5_BASE_FORMATS_IDX_H

#include <stddef.h>
#include <stdint.h>

typedef struct idx_file {
    const uint8_t *items; /* count items of height·width bytes (1×1 for labels), inside the caller's bytes */
    size_t count;
    int width, height;
} idx_file;

/* Reads pictures (three dimensions) or labels (one). Returns null, or what is wrong as one constant phrase. */
const char *idx_read_images(const uint8_t *bytes, size_t length, idx_file *out);
const char *idx_read_labels(const uint8_t *bytes, size_t length, idx_file *out);

#endif
