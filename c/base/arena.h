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

/* The next part; null when the arena only counts. */
void *arena_take(arena *a, size_t bytes);

#endif
