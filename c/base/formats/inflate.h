/* inflate: deflate data (RFC 1951) → its content, into memory of a known size. */
#ifndef LENET5_BASE_FORMATS_INFLATE_H
#define LENET5_BASE_FORMATS_INFLATE_H

#include <stddef.h>
#include <stdint.h>

#define INFLATE_FAILED ((size_t)-1)

/* The number of bytes made, at most capacity; INFLATE_FAILED when the data is bad, ends early, makes more, or is in
 * over 64 + capacity / 64 blocks. Of `from`
 * nothing behind the last block is read. */
size_t inflate(const uint8_t *from, size_t length, uint8_t *to, size_t capacity);

#endif
