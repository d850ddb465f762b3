/* A bump allocator: nothing is given back before the whole import ends. */
#include "memory.h"

#include <string.h>

void *import_take(import_memory *memory, size_t bytes) {
    enum { ALIGNMENT = 16 };
    const size_t left = (size_t)(memory->end - memory->at);
    const size_t skipped = (ALIGNMENT - (uintptr_t)memory->at % ALIGNMENT) % ALIGNMENT;
    if (skipped > left || bytes > left - skipped) return NULL;
    uint8_t *taken = memory->at + skipped;
    memory->at = taken + bytes;
    return memset(taken, 0, bytes);
}
