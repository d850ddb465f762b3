/* arena: aligned parts, one after another, of one block of the caller's memory. */
#ifndef LENET5_BASE_ARENA_H
#define LENET5_BASE_ARENA_H

#include <stddef.h>

enum { ARENA_ALIGNMENT = 64 };

/* memory: aligned to ARENA_ALIGNMENT; null only counts, so that one function lays parts out and tells their size. */
typedef struct arena {
    char *memory;
    size_t used; /* bytes */
} arena;

/* Bytes of the block that a part takes, given the bytes that it needs; also what aligned_alloc wants. */
static inline size_t arena_part_size(size_t bytes) { return (bytes + ARENA_ALIGNMENT - 1) & -(size_t)ARENA_ALIGNMENT; }

/* The next part; null when the arena only counts. */
void *arena_take(arena *a, size_t bytes);

#endif
