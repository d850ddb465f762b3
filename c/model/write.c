/* write: puts metadata, header and tensors of a safetensors file into a buffer. */
#include <stdint.h>
#include <string.h>

#include "../base/writer.h"
#include "tensors.h"

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

/* What is written. */
typedef struct contents {
    const tensors_form *form;
    const void *parameters;
    const dtype *types[TENSORS_MOST];
} contents;

static const float *values_of(const contents *what, int tensor) {
    return (const float *)(const void *)((const char *)what->parameters + what->form->tensors[tensor].offset);
}

static void put_tensor(writer *out, const contents *what, int index, size_t begin, size_t end) {
    const layout_tensor *tensor = &what->form->tensors[index];
    writer_put_quoted(out, tensor->name);
    writer_put_text(out, ":{\"dtype\":");
    writer_put_quoted(out, what->types[index]->name);
    writer_put_text(out, ",\"shape\":[");
    for (int i = 0; i < tensor->dimensions; i++) {
        if (i > 0) writer_put(out, ',');
        writer_put_number(out, (size_t)tensor->shape[i]);
    }
    writer_put_text(out, "],\"data_offsets\":[");
    writer_put_number(out, begin);
    writer_put(out, ',');
    writer_put_number(out, end);
    writer_put_text(out, "]}");
}

/* Behind the metadata; returns the bytes that the tensors take. */
static size_t put_tensors(writer *out, const contents *what) {
    size_t begin = 0;
    for (int i = 0; i < what->form->count; i++) {
        const size_t end = begin + what->form->tensors[i].count * (size_t)what->types[i]->bytes;
        if (i > 0) writer_put(out, ',');
        put_tensor(out, what, i, begin, end);
        begin = end;
    }
    writer_put(out, '}');
    while (out->length % ALIGNMENT != 0) writer_put(out, ' ');
    return begin;
}

static void put_values(writer *out, const contents *what) {
    for (int i = 0; i < what->form->count; i++)
        for (size_t k = 0; k < what->form->tensors[i].count; k++) {
            dtype_put(what->types[i], values_of(what, i)[k], (uint8_t *)out->to + out->length);
            out->length += (size_t)what->types[i]->bytes;
        }
}

/* Ends a header that holds the metadata, and writes what it describes; the file's length, or 0. */
static size_t finish(writer *out, const contents *what) {
    const size_t size = put_tensors(out, what), header_bytes = out->length - LENGTH_BYTES;
    if (out->length > out->capacity || out->capacity - out->length < size) return 0;
    for (int i = 0; i < LENGTH_BYTES; i++) out->to[i] = (char)((uint64_t)header_bytes >> (8 * i));
    put_values(out, what);
    return out->length;
}

size_t tensors_write(const tensors_form *form, const void *parameters, const weights_entry *metadata, size_t entries,
                     void *file, size_t capacity) {
    writer out = {file, capacity, LENGTH_BYTES};
    contents what = {form, parameters, {NULL}};
    for (int i = 0; i < form->count; i++) what.types[i] = &dtypes[DTYPE_F32];
    writer_put(&out, '{');
    if (entries > 0) put_metadata(&out, metadata, entries);
    return finish(&out, &what);
}

/* The smallest type that has all numbers of a tensor. */
static const dtype *smallest_of(const contents *what, int tensor) {
    const float *values = values_of(what, tensor);
    uint8_t unused[sizeof(float)];
    for (int i = 0; i < DTYPE_F32; i++) {
        size_t k = 0;
        while (k < what->form->tensors[tensor].count && dtype_put(&dtypes[i], values[k], unused)) k++;
        if (k == what->form->tensors[tensor].count) return &dtypes[i];
    }
    return &dtypes[DTYPE_F32];
}

size_t tensors_pack(const tensors_form *form, const tensors_found *found, const void *parameters, void *file,
                    size_t capacity) {
    writer out = {file, capacity, LENGTH_BYTES};
    contents what = {form, parameters, {NULL}};
    for (int i = 0; i < form->count; i++) what.types[i] = smallest_of(&what, i);
    writer_put(&out, '{');
    if (found->metadata != NULL) {
        writer_put_text(&out, "\"__metadata__\":");
        for (const char *c = found->metadata; c < found->metadata_end; c++) writer_put(&out, *c);
        writer_put(&out, ',');
    }
    return finish(&out, &what);
}
