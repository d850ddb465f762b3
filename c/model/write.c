/* write: puts metadata, header and tensors of a safetensors file into a buffer. */
#include <stdint.h>
#include <string.h>

#include "../base/writer.h"
#include "layout.h"
#include "weights.h"

enum { LENGTH_BYTES = 8, ALIGNMENT = 8 };

static void put_metadata(writer *out, const weights_entry *metadata, size_t entries) {
    writer_put_text(out, "\"__metadata__\":{");
    for (size_t i = 0; i < entries; i++) {
        if (i > 0) writer_put(out, ',');
        writer_put_quoted(out, metadata[i].key);
        writer_put(out, ':');
        writer_put_quoted(out, metadata[i].value);
    }
    writer_put_text(out, "},");
}

static void put_tensor(writer *out, const layout_tensor *tensor, size_t begin) {
    writer_put_quoted(out, tensor->name);
    writer_put_text(out, ":{\"dtype\":\"F32\",\"shape\":[");
    for (int i = 0; i < tensor->dimensions; i++) {
        if (i > 0) writer_put(out, ',');
        writer_put_number(out, (size_t)tensor->shape[i]);
    }
    writer_put_text(out, "],\"data_offsets\":[");
    writer_put_number(out, begin);
    writer_put(out, ',');
    writer_put_number(out, begin + tensor->count * sizeof(float));
    writer_put_text(out, "]}");
}

static void put_header(writer *out, const weights_entry *metadata, size_t entries) {
    size_t begin = 0;
    writer_put(out, '{');
    if (entries > 0) put_metadata(out, metadata, entries);
    for (int i = 0; i < LAYOUT_TENSORS; i++) {
        if (i > 0) writer_put(out, ',');
        put_tensor(out, &LAYOUT[i], begin);
        begin += LAYOUT[i].count * sizeof(float);
    }
    writer_put(out, '}');
    while (out->length % ALIGNMENT != 0) writer_put(out, ' ');
}

size_t weights_write(const network_parameters *parameters, const weights_entry *metadata, size_t entries, void *file,
                     size_t capacity) {
    writer out = {file, capacity, LENGTH_BYTES};
    put_header(&out, metadata, entries);
    uint64_t header_bytes = out.length - LENGTH_BYTES;
    if (out.length > capacity || capacity - out.length < sizeof *parameters) return 0;
    for (int i = 0; i < LENGTH_BYTES; i++) out.to[i] = (char)(header_bytes >> (8 * i));
    for (int i = 0; i < LAYOUT_TENSORS; i++) {
        size_t bytes = LAYOUT[i].count * sizeof(float);
        memcpy(out.to + out.length, (const char *)parameters + LAYOUT[i].offset, bytes);
        out.length += bytes;
    }
    return out.length;
}
