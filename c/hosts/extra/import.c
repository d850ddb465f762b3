/* import: the second browser module's interface for anyone's weights. Like the first it has no imports.
 *
 * Exports (addresses and lengths are i32 offsets into `memory`):
 *
 *   memory                                   grows; take a fresh view of memory.buffer after every call
 *   import_reserve(bytes) → address          room for the file; 0 when the memory cannot grow
 *   import_weights(length, mean, std, invert, side) → status
 *                                            imports the file of that length in there: 0, or LENET5_BAD_WEIGHTS.
 *                                            side: 28, 32, or 0 for what the file says
 *   import_fault() → address                 NUL-terminated ASCII: why it failed, or empty
 *   import_report() → address, import_report_length()
 *                                            JSON, as import/report.h has it; also after a failure
 *   import_file() → address, import_file_length()
 *                                            the safetensors file for the first module's load(); 0 after a failure
 *
 * One import an instance: the module is started anew for each, so that its memory is given back.
 */
#include <stddef.h>
#include <stdint.h>

#include "../../import/precision/precision.h"
#include "../../import/report.h"

#define EXPORT(name) __attribute__((export_name(#name), used)) exported_##name

enum { PAGE = 65536, FILE_ROOM = sizeof(network_parameters) + 8192 };

extern unsigned char __heap_base; /* where the linker's data and stack end */

static uintptr_t next; /* what is free */
static uint8_t *input;
static uint32_t reserved;
static lenet5_error fault;
static import_report report;
static report_outcome outcome;
static writer json, file;

/* Null when the memory cannot grow. */
static void *take(size_t bytes) {
    const uintptr_t from = next == 0 ? (uintptr_t)&__heap_base : next;
    const uint64_t at = (from + LENET5_ALIGNMENT - 1) & ~(uint64_t)(LENET5_ALIGNMENT - 1), end = at + bytes;
    const uint64_t there = (uint64_t)__builtin_wasm_memory_size(0) * PAGE;
    if (end > UINT32_MAX) return NULL;
    if (end > there && __builtin_wasm_memory_grow(0, (size_t)((end - there + PAGE - 1) / PAGE)) == (size_t)-1)
        return NULL;
    next = (uintptr_t)end;
    return (void *)(uintptr_t)at;
}

static lenet5_status refuse(const char *why) {
    size_t i = 0;
    for (; why[i] != '\0'; i++) fault.message[i] = why[i];
    fault.message[i] = '\0';
    return LENET5_BAD_WEIGHTS;
}

static void write_report(void) {
    writer measured = {NULL, 0, 0};
    report_put_json(&report, &outcome, &measured);
    json = (writer){take(measured.length), measured.length, 0};
    if (json.to == NULL) json.length = 0;
    else report_put_json(&report, &outcome, &json);
}

static int choose_arithmetic(const network_parameters *parameters) {
    void *memory = take(precision_memory_size());
    if (memory != NULL) precision_choose(parameters, memory, &report, &outcome);
    return memory != NULL;
}

static int write_file(const network_parameters *parameters) {
    file = (writer){take(FILE_ROOM), FILE_ROOM, 0};
    if (file.to == NULL) return 0;
    file.length = report_write_weights(&report, parameters, file.to, file.capacity);
    return file.length > 0;
}

/* The engine's own file is the result as it is. */
static int keep_own(uint32_t length, const fold_options *options, network_parameters *parameters) {
    if (!import_is_own(input, length, options, parameters, &report.run)) return 0;
    outcome.is_calibrated = 1;
    file = (writer){(char *)input, length, length};
    return 1;
}

uint32_t EXPORT(import_reserve)(uint32_t bytes) {
    input = take(bytes);
    reserved = input == NULL ? 0 : bytes;
    return (uint32_t)(uintptr_t)input;
}

lenet5_status EXPORT(import_weights)(uint32_t length, float mean, float std, int32_t invert, int32_t side) {
    const fold_options options = {mean, std, invert != 0, side};
    void *memory = take(IMPORT_MEMORY);
    network_parameters *parameters = take(sizeof *parameters);
    if (memory == NULL || parameters == NULL) return refuse("file: not enough memory to import it");
    if (input == NULL || length > reserved) return refuse("file: is not where import_reserve() said");
    const lenet5_status status = import_weights(input, length, &options, memory, parameters, &report, &fault);
    const int made = status == LENET5_OK && (keep_own(length, &options, parameters) ||
                                             (choose_arithmetic(parameters) && write_file(parameters)));
    write_report();
    return made || status != LENET5_OK ? status : refuse("file: not enough memory to import it");
}

const char *EXPORT(import_fault)(void) { return fault.message; }
const char *EXPORT(import_report)(void) { return json.to; }
uint32_t EXPORT(import_report_length)(void) { return (uint32_t)json.length; }
const char *EXPORT(import_file)(void) { return file.length > 0 ? file.to : NULL; }
uint32_t EXPORT(import_file_length)(void) { return (uint32_t)file.length; }
