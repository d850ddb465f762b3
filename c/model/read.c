/* read: checks the header, spans and values of a safetensors file. */
#include <float.h>
#include <string.h>

#include "json.h"
#include "kind.h"
#include "message.h"
#include "tensors.h"
#include "weights.h"

enum { LENGTH_BYTES = 8 };

/* The state of the parser, and what it has read. */
typedef struct header {
    json_reader json;
    const char *start; /* of the file */
    tensors_found *found;
    tensors_number *numbers;
    int number_count;
    lenet5_error *fault;
} header;

static int bad_json(header *h, const char *where, const char *expected) {
    message_begin(h->fault, where, "the header is no safetensors, ");
    message_add(h->fault, expected);
    message_add(h->fault, " is due at byte ");
    message_add_number(h->fault, (uint64_t)(h->json.at - h->start));
    return 0;
}

static int read_dtype(header *h, const char *name, tensors_span *tensor) {
    json_text type;
    if (!json_take_text(&h->json, &type)) return bad_json(h, name, "a dtype in quotes");
    for (int i = 0; i < DTYPES; i++)
        if (json_text_is(&type, dtypes[i].name)) return tensor->type = &dtypes[i], 1;
    message_begin(h->fault, name, "dtype ");
    message_add(h->fault, type.characters);
    message_add(h->fault, " where F32, F16 or F8_E4M3 is due");
    return 0;
}

static int read_shape(header *h, const layout_tensor *tensor) {
    uint64_t shape[LAYOUT_MAX_DIMENSIONS];
    int dimensions = 0, same = 1;
    if (!json_take(&h->json, '[')) return bad_json(h, tensor->name, "a shape in brackets");
    if (!json_take(&h->json, ']')) {
        do {
            if (dimensions == LAYOUT_MAX_DIMENSIONS)
                return message_begin(h->fault, tensor->name, "shape with over 4 dimensions");
            if (!json_take_whole(&h->json, &shape[dimensions])) return bad_json(h, tensor->name, "a whole number");
            dimensions++;
        } while (json_take(&h->json, ','));
        if (!json_take(&h->json, ']')) return bad_json(h, tensor->name, "the end of the shape");
    }
    uint64_t expected[LAYOUT_MAX_DIMENSIONS];
    for (int i = 0; i < tensor->dimensions; i++) {
        expected[i] = (uint64_t)tensor->shape[i];
        if (i < dimensions && shape[i] != expected[i]) same = 0;
    }
    if (same && dimensions == tensor->dimensions) return 1;
    message_begin(h->fault, tensor->name, "shape ");
    message_add_shape(h->fault, shape, dimensions);
    message_add(h->fault, " where ");
    message_add_shape(h->fault, expected, tensor->dimensions);
    message_add(h->fault, " is due");
    return 0;
}

static int read_offsets(header *h, const char *name, tensors_span *tensor) {
    int read = json_take(&h->json, '[') && json_take_whole(&h->json, &tensor->begin) && json_take(&h->json, ',') &&
               json_take_whole(&h->json, &tensor->end) && json_take(&h->json, ']');
    return read || bad_json(h, name, "data_offsets as [begin,end]");
}

/* { "dtype": "F32", "shape": […], "data_offsets": […] } in any order, each exactly once. */
static int read_tensor(const tensors_form *form, header *h, int index) {
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4, ALL = 7 };
    const layout_tensor *tensor = &form->tensors[index];
    int seen = 0, known = 1;
    json_text key;
    if (h->found->spans[index].present) return message_begin(h->fault, tensor->name, "is there twice");
    h->found->spans[index].present = 1;
    if (!json_take(&h->json, '{')) return bad_json(h, tensor->name, "an object");
    do {
        if (!json_take_text(&h->json, &key) || !json_take(&h->json, ':')) return bad_json(h, tensor->name, "a key");
        int which = json_text_is(&key, "dtype")          ? DTYPE
                    : json_text_is(&key, "shape")        ? SHAPE
                    : json_text_is(&key, "data_offsets") ? OFFSETS
                                                         : 0;
        known = which != 0 && (seen & which) == 0;
        seen |= which;
        if (!known) break;
        if (which == DTYPE && !read_dtype(h, tensor->name, &h->found->spans[index])) return 0;
        if (which == SHAPE && !read_shape(h, tensor)) return 0;
        if (which == OFFSETS && !read_offsets(h, tensor->name, &h->found->spans[index])) return 0;
    } while (json_take(&h->json, ','));
    if (!known || seen != ALL)
        return message_begin(h->fault, tensor->name, "needs dtype, shape and data_offsets, once each");
    return json_take(&h->json, '}') || bad_json(h, tensor->name, "the object's end");
}

static int read_number(header *h, tensors_number *number, const json_text *value) {
    if (number->present) return message_begin(h->fault, number->key, "is there twice in the metadata");
    number->present = 1;
    return json_parse_float(value, &number->value) ||
           message_begin(h->fault, number->key, "is no decimal number of float's range");
}

/* What the metadata says to the engine; other keys are for people. */
static int read_entry(const tensors_form *form, header *h, const json_text *key, const json_text *value) {
    for (int i = 0; i < h->number_count; i++)
        if (json_text_is(key, h->numbers[i].key)) return read_number(h, &h->numbers[i], value);
    return !json_text_is(key, "network") || json_text_is(value, form->network) ||
           message_begin(h->fault, value->characters, "is another network");
}

static int read_metadata(const tensors_form *form, header *h) {
    json_text key, value;
    if (h->found->metadata != NULL) return message_begin(h->fault, "__metadata__", "is there twice");
    h->found->metadata = h->json.at;
    if (!json_take(&h->json, '{')) return bad_json(h, "__metadata__", "an object");
    int more = !json_take(&h->json, '}');
    const int empty = !more;
    for (; more; more = json_take(&h->json, ',')) {
        if (!json_take_text(&h->json, &key) || !json_take(&h->json, ':')) return bad_json(h, "__metadata__", "a key");
        if (!json_take_text(&h->json, &value)) return bad_json(h, "__metadata__", "a string");
        if (!read_entry(form, h, &key, &value)) return 0;
    }
    if (!empty && !json_take(&h->json, '}')) return bad_json(h, "__metadata__", "the object's end");
    h->found->metadata_end = h->json.at;
    return 1;
}

static int read_member(const tensors_form *form, header *h, const json_text *name) {
    if (json_text_is(name, "__metadata__")) return read_metadata(form, h);
    for (int i = 0; i < form->count; i++)
        if (json_text_is(name, form->tensors[i].name)) return read_tensor(form, h, i);
    return message_begin(h->fault, name->characters, form->stranger);
}

static int read_header(const tensors_form *form, header *h) {
    json_text name;
    if (!json_take(&h->json, '{')) return bad_json(h, "file", "an object");
    do {
        if (!json_take_text(&h->json, &name) || !json_take(&h->json, ':'))
            return bad_json(h, "file", "a tensor's name");
        if (!read_member(form, h, &name)) return 0;
    } while (json_take(&h->json, ','));
    if (!json_take(&h->json, '}') || !json_at_end(&h->json)) return bad_json(h, "file", "the header's end");
    for (int i = 0; i < form->count; i++)
        if (!h->found->spans[i].present) return message_begin(h->fault, form->tensors[i].name, "is missing");
    return 1;
}

/* Each tensor inside the data with the length its shape asks for, no two sharing a byte, no byte without a tensor. */
static int check_spans(const tensors_form *form, const header *h, uint64_t data_bytes) {
    uint64_t used = 0;
    for (int i = 0; i < form->count; i++) {
        const tensors_span *a = &h->found->spans[i];
        const uint64_t due = form->tensors[i].count * (uint64_t)a->type->bytes;
        if (a->end < a->begin || a->end - a->begin != due) {
            message_begin(h->fault, form->tensors[i].name, "data_offsets do not span ");
            message_add_number(h->fault, due);
            message_add(h->fault, " bytes");
            return 0;
        }
        if (a->end > data_bytes)
            return message_begin(h->fault, form->tensors[i].name, "reaches past the end: truncated");
        for (int j = 0; j < i; j++)
            if (a->begin < h->found->spans[j].end && h->found->spans[j].begin < a->end) {
                message_begin(h->fault, form->tensors[i].name, "shares bytes with ");
                message_add(h->fault, form->tensors[j].name);
                return 0;
            }
        used += a->end - a->begin;
    }
    if (used == data_bytes) return 1;
    message_begin(h->fault, "file", "");
    message_add_number(h->fault, data_bytes - used);
    message_add(h->fault, " bytes belong to no tensor");
    return 0;
}

static float value_at(const tensors_span *tensor, const uint8_t *data, size_t k) {
    return dtype_value(tensor->type, data + tensor->begin + k * (size_t)tensor->type->bytes);
}

static int check_values(const tensors_form *form, const header *h, const uint8_t *data) {
    const float most = WEIGHTS_LARGEST;
    for (int i = 0; i < form->count; i++)
        for (size_t k = 0; k < form->tensors[i].count; k++) {
            const float value = value_at(&h->found->spans[i], data, k);
            if (value >= -most && value <= most) continue;
            int finite = value >= -FLT_MAX && value <= FLT_MAX;
            message_begin(h->fault, form->tensors[i].name, "number ");
            message_add_number(h->fault, k);
            message_add(h->fault, finite ? " is larger than 10000, as no trained network's are" : " is not finite");
            return 0;
        }
    return 1;
}

static uint64_t little_endian(const uint8_t bytes[LENGTH_BYTES]) {
    uint64_t value = 0;
    for (int i = LENGTH_BYTES - 1; i >= 0; i--) value = value << 8 | bytes[i];
    return value;
}

int tensors_read(const tensors_form *form, const void *file, size_t bytes, tensors_number *numbers, int count,
                 tensors_found *found, lenet5_error *fault) {
    const uint8_t *start = file;
    const char *kind = file == NULL ? NULL : weights_kind(start, bytes);
    if (kind != NULL) {
        message_begin(fault, "file", "is ");
        message_add(fault, kind);
        return 0;
    }
    if (file == NULL || bytes < LENGTH_BYTES) return message_begin(fault, "file", "too short for safetensors");
    uint64_t header_bytes = little_endian(start);
    if (header_bytes > bytes - LENGTH_BYTES)
        return message_begin(fault, "file", "the header's length is past the end: truncated, or no safetensors");
    *found = (tensors_found){.data = start + LENGTH_BYTES + header_bytes};
    header h = {.json = {(const char *)start + LENGTH_BYTES, (const char *)found->data},
                .start = file,
                .found = found,
                .numbers = numbers,
                .number_count = count,
                .fault = fault};
    return read_header(form, &h) && check_spans(form, &h, bytes - LENGTH_BYTES - header_bytes) &&
           check_values(form, &h, found->data);
}

void tensors_copy(const tensors_form *form, const tensors_found *found, void *parameters) {
    for (int i = 0; i < form->count; i++) {
        const layout_tensor *tensor = &form->tensors[i];
        float *to = (float *)(void *)((char *)parameters + tensor->offset);
        for (size_t k = 0; k < tensor->count; k++) to[k] = value_at(&found->spans[i], found->data, k);
    }
}
