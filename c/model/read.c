/* read: checks the header, spans and values of a safetensors file, then copies the parameters. */
#include <float.h>
#include <string.h>

#include "json.h"
#include "kind.h"
#include "layout.h"
#include "message.h"
#include "weights.h"

enum { LENGTH_BYTES = 8 };

typedef struct span {
    int present;
    uint64_t begin, end; /* in the data after the header */
} span;

/* The state of the parser, and what it has read. */
typedef struct header {
    json_reader json;
    const char *start; /* of the file */
    span tensors[LAYOUT_TENSORS];
    int has_metadata, has_temperature, has_threshold;
    decide_rule rule;
    network_options options;
    lenet5_error *fault;
} header;

static int bad_json(header *h, const char *where, const char *expected) {
    message_begin(h->fault, where, "the header is no safetensors, ");
    message_add(h->fault, expected);
    message_add(h->fault, " is due at byte ");
    message_add_number(h->fault, (uint64_t)(h->json.at - h->start));
    return 0;
}

static int read_dtype(header *h, const char *name) {
    json_text dtype;
    if (!json_take_text(&h->json, &dtype)) return bad_json(h, name, "a dtype in quotes");
    if (json_text_is(&dtype, "F32")) return 1;
    message_begin(h->fault, name, "dtype ");
    message_add(h->fault, dtype.characters);
    message_add(h->fault, " where F32 is due");
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

static int read_offsets(header *h, const char *name, span *tensor) {
    int read = json_take(&h->json, '[') && json_take_whole(&h->json, &tensor->begin) && json_take(&h->json, ',') &&
               json_take_whole(&h->json, &tensor->end) && json_take(&h->json, ']');
    return read || bad_json(h, name, "data_offsets as [begin,end]");
}

/* { "dtype": "F32", "shape": […], "data_offsets": […] } in any order, each exactly once. */
static int read_tensor(header *h, int index) {
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4, ALL = 7 };
    const layout_tensor *tensor = &LAYOUT[index];
    int seen = 0, known = 1;
    json_text key;
    if (h->tensors[index].present) return message_begin(h->fault, tensor->name, "is there twice");
    h->tensors[index].present = 1;
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
        if (which == DTYPE && !read_dtype(h, tensor->name)) return 0;
        if (which == SHAPE && !read_shape(h, tensor)) return 0;
        if (which == OFFSETS && !read_offsets(h, tensor->name, &h->tensors[index])) return 0;
    } while (json_take(&h->json, ','));
    if (!known || seen != ALL)
        return message_begin(h->fault, tensor->name, "needs dtype, shape and data_offsets, once each");
    return json_take(&h->json, '}') || bad_json(h, tensor->name, "the object's end");
}

/* One of the two numbers of the rule. */
static int read_number(header *h, const json_text *key, const json_text *value, int *seen, float *number) {
    if (*seen) return message_begin(h->fault, key->characters, "is there twice in the metadata");
    *seen = 1;
    return json_parse_float(value, number) ||
           message_begin(h->fault, key->characters, "is no decimal number of float's range");
}

/* What the metadata says to the engine; other keys are for people. */
static int read_entry(header *h, const json_text *key, const json_text *value) {
    if (json_text_is(key, "temperature")) return read_number(h, key, value, &h->has_temperature, &h->rule.temperature);
    if (json_text_is(key, "reject_threshold"))
        return read_number(h, key, value, &h->has_threshold, &h->rule.reject_threshold);
    return !json_text_is(key, "float32_border") ||
           read_number(h, key, value, &h->options.in_floats, &h->options.border);
}

static int read_metadata(header *h) {
    json_text key, value;
    if (h->has_metadata) return message_begin(h->fault, "__metadata__", "is there twice");
    h->has_metadata = 1;
    if (!json_take(&h->json, '{')) return bad_json(h, "__metadata__", "an object");
    if (json_take(&h->json, '}')) return 1;
    do {
        if (!json_take_text(&h->json, &key) || !json_take(&h->json, ':')) return bad_json(h, "__metadata__", "a key");
        if (!json_take_text(&h->json, &value)) return bad_json(h, "__metadata__", "a string");
        if (!read_entry(h, &key, &value)) return 0;
    } while (json_take(&h->json, ','));
    if (!json_take(&h->json, '}')) return bad_json(h, "__metadata__", "the object's end");
    const float border = h->options.border, farthest = WEIGHTS_LARGEST_BORDER;
    if (border < -farthest || border > farthest) return message_begin(h->fault, "float32_border", "is beyond 10");
    return h->rule.temperature >= FLT_MIN || message_begin(h->fault, "temperature", "is not above 0");
}

static int read_member(header *h, const json_text *name) {
    if (json_text_is(name, "__metadata__")) return read_metadata(h);
    for (int i = 0; i < LAYOUT_TENSORS; i++)
        if (json_text_is(name, LAYOUT[i].name)) return read_tensor(h, i);
    return message_begin(h->fault, name->characters, "is no tensor of LeNet-5");
}

static int read_header(header *h) {
    json_text name;
    if (!json_take(&h->json, '{')) return bad_json(h, "file", "an object");
    do {
        if (!json_take_text(&h->json, &name) || !json_take(&h->json, ':'))
            return bad_json(h, "file", "a tensor's name");
        if (!read_member(h, &name)) return 0;
    } while (json_take(&h->json, ','));
    if (!json_take(&h->json, '}') || !json_at_end(&h->json)) return bad_json(h, "file", "the header's end");
    for (int i = 0; i < LAYOUT_TENSORS; i++)
        if (!h->tensors[i].present) return message_begin(h->fault, LAYOUT[i].name, "is missing");
    return 1;
}

/* Each tensor inside the data with the length its shape asks for, no two sharing a byte, no byte without a tensor. */
static int check_spans(const header *h, uint64_t data_bytes) {
    uint64_t used = 0;
    for (int i = 0; i < LAYOUT_TENSORS; i++) {
        const span *a = &h->tensors[i];
        if (a->end < a->begin || a->end - a->begin != LAYOUT[i].count * sizeof(float)) {
            message_begin(h->fault, LAYOUT[i].name, "data_offsets do not span ");
            message_add_number(h->fault, LAYOUT[i].count * sizeof(float));
            message_add(h->fault, " bytes");
            return 0;
        }
        if (a->end > data_bytes) return message_begin(h->fault, LAYOUT[i].name, "reaches past the end: truncated");
        for (int j = 0; j < i; j++)
            if (a->begin < h->tensors[j].end && h->tensors[j].begin < a->end) {
                message_begin(h->fault, LAYOUT[i].name, "shares bytes with ");
                message_add(h->fault, LAYOUT[j].name);
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

static int check_values(const header *h, const uint8_t *data) {
    const float most = WEIGHTS_LARGEST;
    for (int i = 0; i < LAYOUT_TENSORS; i++)
        for (size_t k = 0; k < LAYOUT[i].count; k++) {
            float value;
            memcpy(&value, data + h->tensors[i].begin + k * sizeof value, sizeof value);
            if (value >= -most && value <= most) continue;
            int finite = value >= -FLT_MAX && value <= FLT_MAX;
            message_begin(h->fault, LAYOUT[i].name, "number ");
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

lenet5_status weights_read(const void *file, size_t bytes, network_parameters *parameters, decide_rule *rule,
                           lenet5_error *fault) {
    weights_settings unused;
    return weights_read_settings(file, bytes, parameters, rule, &unused, fault);
}

lenet5_status weights_read_settings(const void *file, size_t bytes, network_parameters *parameters, decide_rule *rule,
                                    weights_settings *settings, lenet5_error *fault) {
    const uint8_t *start = file;
    const char *kind = file == NULL ? NULL : weights_kind(start, bytes);
    if (kind != NULL) {
        message_begin(fault, "file", "is ");
        message_add(fault, kind);
        return LENET5_BAD_WEIGHTS;
    }
    if (file == NULL || bytes < LENGTH_BYTES) {
        message_begin(fault, "file", "too short for safetensors");
        return LENET5_BAD_WEIGHTS;
    }
    uint64_t header_bytes = little_endian(start);
    if (header_bytes > bytes - LENGTH_BYTES) {
        message_begin(fault, "file", "the header's length is past the end: truncated, or no safetensors");
        return LENET5_BAD_WEIGHTS;
    }
    const uint8_t *data = start + LENGTH_BYTES + header_bytes;
    header h = {.json = {(const char *)start + LENGTH_BYTES, (const char *)data},
                .start = file,
                .rule = {.temperature = 1, .reject_threshold = -FLT_MAX},
                .fault = fault};
    if (!read_header(&h) || !check_spans(&h, bytes - LENGTH_BYTES - header_bytes) || !check_values(&h, data))
        return LENET5_BAD_WEIGHTS;
    for (int i = 0; i < LAYOUT_TENSORS; i++)
        memcpy((char *)parameters + LAYOUT[i].offset, data + h.tensors[i].begin, LAYOUT[i].count * sizeof(float));
    *rule = h.rule;
    *settings = (weights_settings){h.options, h.has_temperature};
    return LENET5_OK;
}
