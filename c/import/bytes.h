/* bytes: whole numbers in the order of bytes that all these formats have. */
#ifndef LENET5_IMPORT_BYTES_H
#define LENET5_IMPORT_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Little-endian; count ≤ 8. */
static inline uint64_t bytes_number(const uint8_t *bytes, size_t count) {
    uint64_t value = 0;
    while (count-- > 0) value = value << 8 | bytes[count];
    return value;
}

/* The same of at most 4 bytes. */
static inline uint32_t bytes_word(const uint8_t *bytes, size_t count) { return (uint32_t)bytes_number(bytes, count); }

/* Whether a text of a known length is the literal. */
static inline int bytes_are(const void *text, size_t length, const char *literal) {
    return strlen(literal) == length && memcmp(text, literal, length) == 0;
}

static inline int bytes_end_with(const void *text, size_t length, const char *literal) {
    const size_t tail = strlen(literal);
    return length >= tail && memcmp((const char *)text + length - tail, literal, tail) == 0;
}

#endif
