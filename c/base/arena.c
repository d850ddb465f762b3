/* Parts of a block begin at multiples of ARENA_ALIGNMENT. */
#include "arena.h"

void *arena_take(arena *a, size_t bytes) {
    char *part = a->memory == NULL ? NULL : a->memory + a->used;
    a->used += arena_part_size(bytes);
    return part;
}
