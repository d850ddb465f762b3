/* learn: the second browser module's interface for learning. Like the first it has no imports.
 *
 * Exports (addresses and lengths are i32 offsets into `memory`):
 *
 *   memory                                   grows; take a fresh view of memory.buffer after every call
 *   learn_reserve(bytes, count) → address    room for a file of weights and, behind it at the next multiple of 4, count
 *                                            lenet5_example; 0 when the memory cannot grow
 *   learn(bytes, count) → status             lenet5_learn() of what lies there: 0, or a lenet5_status
 *   learn_fault() → address                  NUL-terminated ASCII: why it failed, or empty
 *   learn_report() → address                 lenet5_learned
 *   learn_file() → address                   the safetensors file for the first module's load()
 *
 * An instance is for this, for an import or for the network of 1998: all begin their objects at __heap_base.
 */
#include <stddef.h>
#include <stdint.h>

#include "../../include/lenet5.h"
#include "../browser/memory.h"

#define EXPORT(name) __attribute__((export_name(#name), used)) exported_##name

static lenet5_learned report;
static lenet5_error fault;

static uintptr_t memory_address(void) { return memory_aligned((uintptr_t)&__heap_base); }
static uintptr_t learned_address(void) { return memory_aligned(memory_address() + lenet5_learn_size()); }
static uintptr_t file_address(void) { return memory_aligned(learned_address() + LENET5_LEARNED_BYTES); }

static uint64_t offset_of_examples(uint32_t bytes) { return ((uint64_t)bytes + 3) / 4 * 4; }

static uint64_t room(uint32_t bytes, uint32_t count) {
    return offset_of_examples(bytes) + (uint64_t)count * sizeof(lenet5_example);
}

uint32_t EXPORT(learn_reserve)(uint32_t bytes, uint32_t count) {
    return memory_grow_to(file_address() + room(bytes, count)) ? (uint32_t)file_address() : 0;
}

lenet5_status EXPORT(learn)(uint32_t bytes, uint32_t count) {
    const uint32_t file = (uint32_t)file_address();
    if (!memory_holds(file, room(bytes, count))) return LENET5_BAD_ARGUMENT;
    const lenet5_example *examples = (const lenet5_example *)(uintptr_t)(file + offset_of_examples(bytes));
    fault.message[0] = '\0';
    return lenet5_learn((const void *)(uintptr_t)file, bytes, examples, count, (void *)memory_address(),
                        (void *)learned_address(), &report, &fault);
}

const char *EXPORT(learn_fault)(void) { return fault.message; }
const lenet5_learned *EXPORT(learn_report)(void) { return &report; }
uint32_t EXPORT(learn_file)(void) { return (uint32_t)learned_address(); }
