/* exports: the browser module's interface. The module has no imports; it is instantiated with nothing.
 *
 * Exports (addresses and lengths are i32 offsets into `memory`; structures are laid out as web/lib/layout.js says):
 *
 *   memory                              grows; take a fresh view of memory.buffer after reserve(), load(), read() and
 *                                       read_strokes()
 *   reserve(bytes) → address            the one input buffer, made at least that long, aligned to 64; what is in it stays.
 *                                       0 when the memory cannot grow. The address is the same every time.
 *   check() → status                    lenet5_check(): to be called before load(), which it would undo
 *   load(address, length) → status      a safetensors file. 0, or LENET5_BAD_WEIGHTS: then fault() says why and the
 *                                       weights in use stay as they were
 *   is_calibrated() → n                 lenet5_is_calibrated() of the weights in use; 0 before the first
 *   fault() → address                   NUL-terminated UTF-8: why the last load() failed, or empty
 *   predict(rgba, width, height) → n    the digit 0 … 9 in canvas pixels (ImageData.data), or a negative lenet5_status
 *   predict_normalised(picture) → n     the same for 28×28 bytes, 0 paper … 255 ink
 *   predict_batch(pictures, count, results) → status
 *                                       the same for count pictures, one after another; their lenet5_results go to results,
 *                                       which lies in the buffer of reserve(), aligned to 4
 *   predict_strokes(points, count) → n  the same for an array of lenet5_point
 *   result() → address                  the lenet5_result of the last predict…(); all 0 before the first
 *   request() → address                 the lenet5_request of the following read…() and request_…(), to be written to
 *   read(rgba, width, height) → status  the number in canvas pixels: 0, or a negative lenet5_status. The picture must end
 *                                       before the input buffer does: what is behind it is the reader's. LENET5_NO_MEMORY
 *                                       when the memory cannot grow for that
 *   read_strokes(points, count) → status
 *                                       the same for an array of lenet5_point
 *   request_fault() → address           NUL-terminated UTF-8: what is wrong with the request; 0 when it is possible
 *   pattern_place() → n                 where its pattern is wrong, in bytes from its beginning; −1 where it is not
 *   reading() → address                 the lenet5_reading of the last read…(); all 0 before the first
 *   read_cells(rgba, width, height) → status
 *                                       lenet5_read_cells, of the request's region; the picture as for read()
 *   table() → address                   the lenet5_table of the last read_cells(); all 0 before the first
 *   sweep(rgba, width, height, line) → status
 *                                       lenet5_sweep; the picture as for read()
 *   strip() → address                   the lenet5_sweep_result of the last sweep(); all 0 before the first
 *   activations() → address             the lenet5_activations of the last answered predict…(); 0 before load()
 *   status_text(status) → address       NUL-terminated UTF-8: one sentence
 *
 * Every address is checked against the size of the memory: outside it is LENET5_BAD_ARGUMENT. Before a successful
 * load() every predict…() and read…() returns LENET5_NOT_LOADED. The address of result() never changes.
 *
 * This file is a host's binding, so it holds what the engine itself never does: state. The engine's objects and the
 * input buffer stand one after another from __heap_base on. To be linked with a memory that may grow, and no malloc.
 */
#include <stddef.h>
#include <stdint.h>

#include "../../include/lenet5.h"
#include "memory.h"

#define EXPORT(name) __attribute__((export_name(#name), used)) name

enum { LONGEST = LENET5_MAX_PIXELS };

_Static_assert(sizeof(lenet5_result) == 896 && sizeof(lenet5_reading) == 13600 &&
                   sizeof(lenet5_sweep_result) == 87100 && sizeof(lenet5_activations) == 36472 &&
                   sizeof(lenet5_error) == 240 && sizeof(lenet5_table) == 131088,
               "lenet5.h states these sizes");

static lenet5_context *context; /* null until load() has succeeded once, like net */
static lenet5 *net;
static lenet5_error fault_of_load;
static lenet5_result last_result;
static lenet5_reading last_reading;
static lenet5_request asked;
static lenet5_sweep_result last_sweep;
static lenet5_table last_table;
static uint32_t reserved; /* bytes of the input buffer */

static uintptr_t net_address(void) { return memory_aligned((uintptr_t)&__heap_base); }
static uintptr_t context_address(void) { return memory_aligned(net_address() + lenet5_size()); }
static uintptr_t buffer_address(void) { return memory_aligned(context_address() + lenet5_context_size(LONGEST, 1)); }

/* For pictures of any size and shape. */
static lenet5_context *make_context(void) { return lenet5_context_init((void *)context_address(), LONGEST, 1); }

uint32_t EXPORT(reserve)(uint32_t bytes) {
    uintptr_t buffer = buffer_address();
    if (!memory_grow_to((uint64_t)buffer + bytes)) return 0;
    reserved = bytes > reserved ? bytes : reserved;
    return (uint32_t)buffer;
}

static lenet5_status refuse(const char *why) {
    size_t i = 0;
    for (; why[i] != '\0'; i++) fault_of_load.message[i] = why[i];
    fault_of_load.message[i] = '\0';
    return LENET5_BAD_WEIGHTS;
}

lenet5_status EXPORT(check)(void) {
    net = NULL;
    if (!memory_grow_to(buffer_address())) return LENET5_NO_MEMORY;
    return lenet5_check((lenet5 *)net_address(), make_context());
}

lenet5_status EXPORT(load)(uint32_t address, uint32_t length) {
    if (!memory_grow_to(buffer_address())) return refuse("weights: no memory for the engine");
    if (!memory_holds(address, length)) return refuse("weights: outside the memory");
    lenet5_status status = lenet5_load((lenet5 *)net_address(), (const void *)address, length, &fault_of_load);
    if (status != LENET5_OK) return status;
    fault_of_load.message[0] = '\0';
    net = (lenet5 *)net_address();
    context = make_context();
    return LENET5_OK;
}

int32_t EXPORT(is_calibrated)(void) { return lenet5_is_calibrated(net); }

const char *EXPORT(fault)(void) { return fault_of_load.message; }

/* What went wrong before the engine was asked is in the result too. */
static int32_t refused(lenet5_status status) {
    last_result = (lenet5_result){.status = status, .digit = -1};
    return status;
}

static int32_t answer(lenet5_status status) { return status == LENET5_OK ? last_result.digit : status; }

/* Of a picture; 0 where it can be none, which the engine then says. */
static uint64_t picture_bytes(int32_t width, int32_t height) {
    return width > 0 && height > 0 ? (uint64_t)width * (uint64_t)height * 4 : 0;
}

int32_t EXPORT(predict)(uint32_t rgba, int32_t width, int32_t height) {
    if (net == NULL) return refused(LENET5_NOT_LOADED);
    if (!memory_holds(rgba, picture_bytes(width, height))) return refused(LENET5_BAD_ARGUMENT);
    return answer(lenet5_predict(net, context, (const uint8_t *)rgba, width, height, &last_result));
}

int32_t EXPORT(predict_normalised)(uint32_t picture) {
    if (net == NULL) return refused(LENET5_NOT_LOADED);
    if (!memory_holds(picture, LENET5_SIDE * LENET5_SIDE)) return refused(LENET5_BAD_ARGUMENT);
    return answer(lenet5_predict_normalised(net, context, (const uint8_t *)picture, &last_result));
}

int32_t EXPORT(predict_batch)(uint32_t pictures, uint32_t count, uint32_t results) {
    if (net == NULL) return LENET5_NOT_LOADED;
    if (!memory_holds(pictures, (uint64_t)count * LENET5_SIDE * LENET5_SIDE) || results % 4 != 0 ||
        results < buffer_address() || !memory_holds(results, (uint64_t)count * sizeof(lenet5_result)))
        return LENET5_BAD_ARGUMENT;
    return lenet5_predict_batch(net, context, (const uint8_t *)pictures, count, (lenet5_result *)results);
}

int32_t EXPORT(predict_strokes)(uint32_t points, uint32_t count) {
    if (net == NULL) return refused(LENET5_NOT_LOADED);
    if (points % 4 != 0 || !memory_holds(points, (uint64_t)count * sizeof(lenet5_point)))
        return refused(LENET5_BAD_ARGUMENT);
    return answer(lenet5_predict_strokes(net, context, (const lenet5_point *)points, count, &last_result));
}

/* The reader's memory has no meaning between calls: it stands behind the input buffer, wherever that ends. */
static uintptr_t reader_address(void) { return memory_aligned(buffer_address() + reserved); }

static int32_t refused_reading(lenet5_status status) {
    last_reading = (lenet5_reading){.status = status, .line = -1};
    return status;
}

/* Whether input of that many bytes can be read from without the reader writing over it, and the reader has its
 * memory. */
static lenet5_status ready_to_read(uint32_t address, uint64_t bytes) {
    if (net == NULL) return LENET5_NOT_LOADED;
    if (address == 0 || address + bytes > reader_address()) return LENET5_BAD_ARGUMENT;
    return memory_grow_to((uint64_t)reader_address() + lenet5_reader_size()) ? LENET5_OK : LENET5_NO_MEMORY;
}

int32_t EXPORT(read)(uint32_t rgba, int32_t width, int32_t height) {
    const lenet5_status ready = ready_to_read(rgba, picture_bytes(width, height));
    if (ready != LENET5_OK) return refused_reading(ready);
    return lenet5_read(net, context, (lenet5_reader *)reader_address(), (const uint8_t *)rgba, width, height, &asked,
                       &last_reading);
}

int32_t EXPORT(read_strokes)(uint32_t points, uint32_t count) {
    lenet5_status ready = ready_to_read(points, (uint64_t)count * sizeof(lenet5_point));
    if (ready == LENET5_OK && points % 4 != 0) ready = LENET5_BAD_ARGUMENT;
    if (ready != LENET5_OK) return refused_reading(ready);
    return lenet5_read_strokes(net, context, (lenet5_reader *)reader_address(), (const lenet5_point *)points, count,
                               &asked, &last_reading);
}

int32_t EXPORT(read_cells)(uint32_t rgba, int32_t width, int32_t height) {
    const lenet5_status ready = ready_to_read(rgba, picture_bytes(width, height));
    if (ready != LENET5_OK) {
        last_table = (lenet5_table){.status = ready};
        return ready;
    }
    return lenet5_read_cells(net, context, (lenet5_reader *)reader_address(), (const uint8_t *)rgba, width, height,
                             &asked.region, &last_table);
}

const lenet5_table *EXPORT(table)(void) { return &last_table; }

int32_t EXPORT(sweep)(uint32_t rgba, int32_t width, int32_t height, int32_t line) {
    const lenet5_status ready = ready_to_read(rgba, picture_bytes(width, height));
    if (ready != LENET5_OK) return ready;
    return lenet5_sweep(net, context, (lenet5_reader *)reader_address(), (const uint8_t *)rgba, width, height, line,
                        &last_sweep);
}

const lenet5_sweep_result *EXPORT(strip)(void) { return &last_sweep; }

lenet5_request *EXPORT(request)(void) { return &asked; }

const char *EXPORT(request_fault)(void) { return lenet5_request_error(&asked); }

int32_t EXPORT(pattern_place)(void) { return lenet5_pattern_place(&asked); }

const lenet5_reading *EXPORT(reading)(void) { return &last_reading; }

const lenet5_result *EXPORT(result)(void) { return &last_result; }

const lenet5_activations *EXPORT(activations)(void) { return net != NULL ? lenet5_layers(net, context) : NULL; }

const char *EXPORT(status_text)(int32_t status) { return lenet5_status_text((lenet5_status)status); }
