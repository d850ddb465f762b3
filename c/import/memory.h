/* memory: what an import works in, one piece after another of a block that the caller gives. */
#ifndef LENET5_IMPORT_MEMORY_H
#define LENET5_IMPORT_MEMORY_H

#include <stddef.h>
#include <stdint.h>

typedef struct import_memory {
    uint8_t *at, *end; /* what is free */
} import_memory;

/* Bytes of zeros, aligned for every type; null when there are not so many. */
void *import_take(import_memory *memory, size_t bytes);

#endif
