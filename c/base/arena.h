/* arena: a block of memory that is handed out in parts, each aligned to LENET5_ALIGNMENT. */
#ifndef LENET5_BASE_ARENA_H
#define LENET5_BASE_ARENA_H

#include <stddef.h>

#include "../include/lenet5.h"

/* Bytes of the block that a part takes, given the bytes that it needs; also what aligned_alloc wants. */
static inline size_t arena_part_size(size_t bytes) {
    return (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT;
}

/* The part at *next, which is aligned; *next moves behind it. */
static inline void *arena_take(char **next, size_t bytes) {
    char *part = *next;
    *next += arena_part_size(bytes);
    return part;
}

#endif
