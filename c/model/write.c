/* write: puts metadata, header and tensors of a safetensors file into a buffer. */
#include <stdint.h>
#include <string.h>

#include "layout.h"
#include "weights.h"

enum { LENGTH_BYTES = 8, ALIGNMENT = 8 };

/* Bytes that are counted even where they no longer fit. */
typedef struct output {
    char *file;
    size_t capacity, length;
} output;

static void put(output *out, char byte) {
    if (out->length < out->capacity) out->file[out->length] = byte;
    out->length++;
}

static void put_text(output *out, const char *text) {
    while (*text != '\0') put(out, *text++);
}

static void put_number(output *out, size_t number) {
    if (number >= 10) put_number(out, number / 10);
    put(out, (char)('0' + number % 10));
}

static void put_quoted(output *out, const char *text) {
    static const char HEX[] = "0123456789abcdef";
    put(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < ' ') {
            put_text(out, "\\u00");
            put(out, HEX[byte >> 4]);
            put(out, HEX[byte & 15]);
            continue;
        }
        if (byte == '"' || byte == '\\') put(out, '\\');
        put(out, *text);
    }
    put(out, '"');
}

static void put_metadata(output *out, const weights_entry *metadata, size_t entries) {
    put_text(out, "\"__metadata__\":{");
    for (size_t i = 0; i < entries; i++) {
        if (i > 0) put(out, ',');
        put_quoted(out, metadata[i].key);
        put(out, ':');
        put_quoted(out, metadata[i].value);
    }
    put_text(out, "},");
}

static void put_tensor(output *out, const layout_tensor *tensor, size_t begin) {
    put_quoted(out, tensor->name);
    put_text(out, ":{\"dtype\":\"F32\",\"shape\":[");
    for (int i = 0; i < tensor->dimensions; i++) {
        if (i > 0) put(out, ',');
        put_number(out, (size_t)tensor->shape[i]);
    }
    put_text(out, "],\"data_offsets\":[");
    put_number(out, begin);
    put(out, ',');
    put_number(out, begin + tensor->count * sizeof(float));
    put_text(out, "]}");
}

static void put_header(output *out, const weights_entry *metadata, size_t entries) {
    size_t begin = 0;
    put(out, '{');
    if (entries > 0) put_metadata(out, metadata, entries);
    for (int i = 0; i < LAYOUT_TENSORS; i++) {
        if (i > 0) put(out, ',');
        put_tensor(out, &LAYOUT[i], begin);
        begin += LAYOUT[i].count * sizeof(float);
    }
    put(out, '}');
    while (out->length % ALIGNMENT != 0) put(out, ' ');
}

size_t weights_write(const network_parameters *parameters, const weights_entry *metadata, size_t entries, void *file,
                     size_t capacity) {
    output out = {file, capacity, LENGTH_BYTES};
    put_header(&out, metadata, entries);
    uint64_t header_bytes = out.length - LENGTH_BYTES;
    if (out.length > capacity || capacity - out.length < sizeof *parameters) return 0;
    for (int i = 0; i < LENGTH_BYTES; i++) out.file[i] = (char)(header_bytes >> (8 * i));
    for (int i = 0; i < LAYOUT_TENSORS; i++) {
        size_t bytes = LAYOUT[i].count * sizeof(float);
        memcpy(out.file + out.length, (const char *)parameters + LAYOUT[i].offset, bytes);
        out.length += bytes;
    }
    return out.length;
}
