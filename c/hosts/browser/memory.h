/* memory: what a module's binding has to know of its own memory, which may grow. */
#ifndef LENET5_HOSTS_BROWSER_MEMORY_H
#define LENET5_HOSTS_BROWSER_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#include "../../include/lenet5.h"

enum { MEMORY_PAGE = 65536 };

extern unsigned char __heap_base; /* where the linker's data and stack end */

static inline uintptr_t memory_aligned(uintptr_t address) {
    return (address + LENET5_ALIGNMENT - 1) & ~(uintptr_t)(LENET5_ALIGNMENT - 1);
}

static inline uint64_t memory_bytes(void) { return (uint64_t)__builtin_wasm_memory_size(0) * MEMORY_PAGE; }

/* 1, or 0 when it can't grow that far. */
static inline int memory_grow_to(uint64_t end) {
    if (end <= memory_bytes()) return 1;
    if (end > UINT32_MAX) return 0;
    size_t pages = (size_t)((end - memory_bytes() + MEMORY_PAGE - 1) / MEMORY_PAGE);
    return __builtin_wasm_memory_grow(0, pages) != (size_t)-1;
}

static inline int memory_holds(uint32_t address, uint64_t bytes) {
    return address != 0 && address + bytes <= memory_bytes();
}

#endif
