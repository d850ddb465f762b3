/* network_1998: the second browser module's interface for the network of 1998. Like the first it has no imports.
 *
 * Exports as the first module's (../browser/exports.c), with the same meaning, structures and checks: memory, reserve, load,
 * fault, predict, predict_normalised, predict_batch, predict_strokes, result, activations, status_text. A result's logits
 * are the negative distances. And:
 *
 *   rubbish() → float                   the posterior of rubbish in the last predict…(); 0 when it was blank
 *   is_calibrated() → 1 or 0            lenet5_1998_is_calibrated()
 *   connections() → address             [60][2] bytes: the maps of S2 and of C3 that each connection joins
 *   connect(connected) → status         [60] bytes, 0 for off: from the next predict…() on, and in activations()
 *   codes() → address                   [10][12][7] floats, −1 and +1
 *   structure(network) → address        [8] lenet5_layer: of today's network (0) or of 1998's (1)
 *
 * An instance is for this or for an import: both begin their objects at __heap_base.
 */
#include <stddef.h>
#include <stdint.h>

#include "../../include/lenet5.h"
#include "../browser/memory.h"

#define EXPORT(name) __attribute__((export_name(#name), used)) of_1998_##name

enum { LONGEST = LENET5_MAX_PIXELS };

static lenet5_context *context; /* null until load() has succeeded once, like net */
static lenet5_1998 *net;
static lenet5_error fault_of_load;
static lenet5_result last_result;
static lenet5_connection connections[LENET5_1998_CONNECTIONS];
static float codes[LENET5_CLASSES][LENET5_1998_CODE];
static lenet5_layer layers[LENET5_LAYERS];

static uintptr_t net_address(void) { return memory_aligned((uintptr_t)&__heap_base); }
static uintptr_t context_address(void) { return memory_aligned(net_address() + lenet5_1998_size()); }
static uintptr_t buffer_address(void) { return memory_aligned(context_address() + lenet5_context_size(LONGEST, 1)); }

uint32_t EXPORT(reserve)(uint32_t bytes) {
    uintptr_t buffer = buffer_address();
    return memory_grow_to((uint64_t)buffer + bytes) ? (uint32_t)buffer : 0;
}

static lenet5_status refuse(const char *why) {
    size_t i = 0;
    for (; why[i] != '\0'; i++) fault_of_load.message[i] = why[i];
    fault_of_load.message[i] = '\0';
    return LENET5_BAD_WEIGHTS;
}

lenet5_status EXPORT(load)(uint32_t address, uint32_t length) {
    if (!memory_grow_to(buffer_address())) return refuse("weights: no memory for the engine");
    if (!memory_holds(address, length)) return refuse("weights: the file's address is outside the memory");
    lenet5_1998 *loaded = (lenet5_1998 *)net_address();
    const lenet5_status status = lenet5_1998_load(loaded, (const void *)address, length, &fault_of_load);
    if (status != LENET5_OK) return status;
    fault_of_load.message[0] = '\0';
    net = loaded;
    context = lenet5_context_init((void *)context_address(), LONGEST, 1);
    return LENET5_OK;
}

const char *EXPORT(fault)(void) { return fault_of_load.message; }

static int32_t refused(lenet5_status status) {
    last_result = (lenet5_result){.status = status, .digit = -1};
    return status;
}

static int32_t answer(lenet5_status status) { return status == LENET5_OK ? last_result.digit : status; }

int32_t EXPORT(predict)(uint32_t rgba, int32_t width, int32_t height) {
    const uint64_t bytes = width > 0 && height > 0 ? (uint64_t)width * (uint64_t)height * 4 : 0;
    if (net == NULL) return refused(LENET5_NOT_LOADED);
    if (!memory_holds(rgba, bytes)) return refused(LENET5_BAD_ARGUMENT);
    return answer(lenet5_1998_predict(net, context, (const uint8_t *)rgba, width, height, &last_result));
}

int32_t EXPORT(predict_normalised)(uint32_t picture) {
    if (net == NULL) return refused(LENET5_NOT_LOADED);
    if (!memory_holds(picture, LENET5_SIDE * LENET5_SIDE)) return refused(LENET5_BAD_ARGUMENT);
    return answer(lenet5_1998_predict_normalised(net, context, (const uint8_t *)picture, &last_result));
}

int32_t EXPORT(predict_batch)(uint32_t pictures, uint32_t count, uint32_t results) {
    enum { AREA = LENET5_SIDE * LENET5_SIDE };
    if (net == NULL) return LENET5_NOT_LOADED;
    if (!memory_holds(pictures, (uint64_t)count * AREA) || results % 4 != 0 || results < buffer_address() ||
        !memory_holds(results, (uint64_t)count * sizeof(lenet5_result)))
        return LENET5_BAD_ARGUMENT;
    for (uint32_t i = 0; i < count; i++)
        lenet5_1998_predict_normalised(net, context, (const uint8_t *)pictures + (size_t)i * AREA,
                                       (lenet5_result *)results + i);
    return LENET5_OK;
}

int32_t EXPORT(predict_strokes)(uint32_t points, uint32_t count) {
    if (net == NULL) return refused(LENET5_NOT_LOADED);
    if (points % 4 != 0 || !memory_holds(points, (uint64_t)count * sizeof(lenet5_point)))
        return refused(LENET5_BAD_ARGUMENT);
    return answer(lenet5_1998_predict_strokes(net, context, (const lenet5_point *)points, count, &last_result));
}

const lenet5_result *EXPORT(result)(void) { return &last_result; }

const lenet5_activations *EXPORT(activations)(void) { return net != NULL ? lenet5_1998_layers(net, context) : NULL; }

const char *EXPORT(status_text)(int32_t status) { return lenet5_status_text((lenet5_status)status); }

float EXPORT(rubbish)(void) {
    const int answered = last_result.status == LENET5_OK || last_result.status == LENET5_NOT_A_DIGIT;
    return net != NULL && answered ? lenet5_1998_rubbish(net, &last_result) : 0;
}

int32_t EXPORT(is_calibrated)(void) { return lenet5_1998_is_calibrated(net); }

const lenet5_connection *EXPORT(connections)(void) {
    for (int i = 0; i < LENET5_1998_CONNECTIONS; i++) connections[i] = lenet5_1998_connection(i);
    return connections;
}

lenet5_status EXPORT(connect)(uint32_t connected) {
    if (net == NULL) return LENET5_NOT_LOADED;
    if (!memory_holds(connected, LENET5_1998_CONNECTIONS)) return LENET5_BAD_ARGUMENT;
    lenet5_1998_connect(net, (const uint8_t *)connected);
    return LENET5_OK;
}

const float *EXPORT(codes)(void) {
    for (int i = 0; i < LENET5_CLASSES; i++) lenet5_1998_code(i, codes[i]);
    return &codes[0][0];
}

const lenet5_layer *EXPORT(structure)(int32_t network) {
    lenet5_structure(network == LENET5_NETWORK_1998 ? LENET5_NETWORK_1998 : LENET5_NETWORK_TODAY, layers);
    return layers;
}
