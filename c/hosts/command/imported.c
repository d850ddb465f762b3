/* Memory for an import, its check on drawn digits, and the file that comes out. */
#include "imported.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../import/precision/precision.h"
#include "../../model/weights.h"

enum { HEADER_ROOM = 8192 };

static int no_memory(imported *out) {
    snprintf(out->fault.message, sizeof out->fault.message, "not enough memory to import it");
    return 0;
}

static int choose_arithmetic(const network_parameters *parameters, imported *out) {
    void *memory = aligned_alloc(LENET5_ALIGNMENT, precision_memory_size());
    if (memory == NULL) return no_memory(out);
    precision_choose(parameters, memory, &out->report, &out->outcome);
    free(memory);
    return 1;
}

static int write_weights(const network_parameters *parameters, imported *out) {
    const size_t capacity = sizeof *parameters + HEADER_ROOM;
    out->weights.bytes = malloc(capacity);
    if (out->weights.bytes == NULL) return no_memory(out);
    out->weights.length = report_write_weights(&out->report, parameters, out->weights.bytes, capacity);
    return out->weights.length > 0 || no_memory(out);
}

/* The engine's own file, whose bytes are the result: 1 when it is one. */
static int keep_own(const file_bytes *from, const fold_options *options, network_parameters *parameters,
                    imported *out) {
    if (!import_is_own(from->bytes, from->length, options, parameters, &out->report.run)) return 0;
    out->weights.bytes = malloc(from->length);
    if (out->weights.bytes == NULL) return 0;
    memcpy(out->weights.bytes, from->bytes, from->length);
    out->weights.length = from->length;
    out->outcome.is_calibrated = 1;
    return 1;
}

static int import_into(const file_bytes *from, const fold_options *options, network_parameters *parameters,
                       imported *out) {
    if (out->memory == NULL || parameters == NULL) return no_memory(out);
    const lenet5_status status =
        import_weights(from->bytes, from->length, options, out->memory, parameters, &out->report, &out->fault);
    if (status != LENET5_OK) return 0;
    return keep_own(from, options, parameters, out) ||
           (choose_arithmetic(parameters, out) && write_weights(parameters, out));
}

int imported_open(const file_bytes *from, const fold_options *options, imported *out) {
    *out = (imported){.memory = malloc(IMPORT_MEMORY)};
    network_parameters *parameters = malloc(sizeof *parameters);
    const int made = import_into(from, options, parameters, out);
    free(parameters);
    return made;
}

void imported_close(imported *file) {
    free(file->memory);
    file_free(&file->weights);
}
