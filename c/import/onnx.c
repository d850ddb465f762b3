/* ONNX models (onnx.proto, IR versions 3 to 10): the graph's initialisers, and what its nodes calculate. */
#include "onnx.h"

#include <string.h>

#include "bytes.h"
#include "protobuf.h"

/* Fields of onnx.proto's messages. */
enum { MODEL_GRAPH = 7, MODEL_OPSET = 8, GRAPH_NODE = 1, GRAPH_INITIALIZER = 5, NODE_KIND = 4, NODE_ATTRIBUTE = 5 };
enum { ATTRIBUTE_NAME = 1, ATTRIBUTE_FLOAT = 2, ATTRIBUTE_TEXT = 4, ATTRIBUTE_INTS = 8 };
enum {
    TENSOR_DIMS = 1,
    TENSOR_DTYPE = 2,
    TENSOR_FLOATS = 4,
    TENSOR_INTS = 5,
    TENSOR_NAME = 8,
    TENSOR_RAW = 9,
    TENSOR_DOUBLES = 10,
    TENSOR_EXTERNAL = 13
};

int onnx_is(const uint8_t *file, size_t length) { return length > 2 && file[0] == 8 && file[1] > 0 && file[1] < 32; }

static int damaged(import_job *job, const char *where) {
    return import_fail(job, where, "the ONNX model is damaged or truncated");
}

/* Tensors ---------------------------------------------------------------------------------------------------------- */

static int add_side(import_job *job, import_tensor *to, uint64_t side) {
    if (to->dimensions == IMPORT_DIMENSIONS) return import_fail(job, to->name, "shape with over 8 dimensions");
    to->shape[to->dimensions++] = side;
    return 1;
}

static int read_dims(import_job *job, protobuf_field *field, import_tensor *to) {
    uint64_t side;
    if (field->wire != PROTOBUF_BYTES) return add_side(job, to, field->value);
    while (field->body.at < field->body.end)
        if (!protobuf_varint(&field->body, &side) || !add_side(job, to, side)) return damaged(job, to->name);
    return 1;
}

static void set_dtype(import_tensor *to, uint64_t number) {
    static const struct {
        uint8_t number;
        import_dtype dtype;
        const char *name;
    } DTYPES[] = {{1, IMPORT_F32, "F32"},    {10, IMPORT_F16, "F16"},  {11, IMPORT_F64, "F64"},
                  {16, IMPORT_BF16, "BF16"}, {7, IMPORT_OTHER, "I64"}, {6, IMPORT_OTHER, "I32"}};
    import_set_dtype(to, IMPORT_OTHER, "other");
    for (size_t i = 0; i < sizeof DTYPES / sizeof *DTYPES; i++)
        if (DTYPES[i].number == number) import_set_dtype(to, DTYPES[i].dtype, DTYPES[i].name);
}

/* The elements: of a dtype's own field only where that is packed, as exporters write it. */
static int read_elements(import_job *job, const protobuf_field *field, import_tensor *to) {
    if (to->bytes != NULL || field->wire != PROTOBUF_BYTES)
        return import_fail(job, to->name, "is not stored in one piece; save the model anew");
    to->bytes = field->body.at;
    to->length = (size_t)(field->body.end - field->body.at);
    return 1;
}

static int read_name(protobuf_reader from, protobuf_field *name) {
    int got;
    while ((got = protobuf_next(&from, name)) == 1)
        if (name->number == TENSOR_NAME && name->wire == PROTOBUF_BYTES) return 1;
    name->body = (protobuf_reader){from.end, from.end};
    return got == 0;
}

/* A dtype's own field holds that dtype. */
static int is_of_dtype(const protobuf_field *field, const import_tensor *to) {
    return field->number == TENSOR_RAW || to->dtype == (field->number == TENSOR_FLOATS ? IMPORT_F32 : IMPORT_F64);
}

static int read_field(import_job *job, protobuf_field *field, import_tensor *to) {
    switch (field->number) {
    case TENSOR_DIMS: return read_dims(job, field, to);
    case TENSOR_DTYPE: set_dtype(to, field->value); return 1;
    case TENSOR_FLOATS:
    case TENSOR_DOUBLES:
    case TENSOR_RAW:
        return is_of_dtype(field, to) ? read_elements(job, field, to)
                                      : import_fail(job, to->name, "is stored as another dtype than it has");
    case TENSOR_INTS: return import_fail(job, to->name, "is stored as int32_data; save the model anew with raw data");
    case TENSOR_EXTERNAL:
        return import_fail(job, to->name, "lies in a file beside the model; save the model with its data inside");
    default: return 1;
    }
}

static int read_tensor(import_job *job, protobuf_reader from) {
    protobuf_field field;
    int got;
    if (!read_name(from, &field)) return damaged(job, "file");
    import_tensor *to = import_add(job, (const char *)field.body.at, (size_t)(field.body.end - field.body.at));
    if (to == NULL) return 0;
    while ((got = protobuf_next(&from, &field)) == 1)
        if (!read_field(job, &field, to)) return 0;
    if (got < 0) return damaged(job, to->name);
    return import_set_row_major(to) || import_fail(job, to->name, "is too large");
}

/* Nodes ------------------------------------------------------------------------------------------------------------ */

/* Those that leave the numbers as they are, and those that LeNet-5 has. */
static int is_known(const protobuf_reader *kind) {
    static const char *const KNOWN[] = {"Conv",      "Relu",       "MaxPool",  "Gemm",     "MatMul",
                                        "Add",       "Flatten",    "Reshape",  "Identity", "Dropout",
                                        "Softmax",   "LogSoftmax", "Constant", "Shape",    "Gather",
                                        "Unsqueeze", "Squeeze",    "Concat",   "Cast",     "Slice"};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (bytes_are(kind->at, (size_t)(kind->end - kind->at), KNOWN[i])) return 1;
    return 0;
}

typedef struct attribute {
    protobuf_reader name, text;
    uint64_t ints[IMPORT_DIMENSIONS];
    int count;
    float number;
    int has_number;
} attribute;

static int add_int(attribute *out, uint64_t value) {
    if (out->count < IMPORT_DIMENSIONS) out->ints[out->count++] = value;
    return 1;
}

static int read_attribute(protobuf_reader from, attribute *out) {
    protobuf_field field;
    int got;
    *out = (attribute){0};
    while ((got = protobuf_next(&from, &field)) == 1) {
        uint64_t value;
        if (field.number == ATTRIBUTE_NAME) out->name = field.body;
        if (field.number == ATTRIBUTE_TEXT && field.wire == PROTOBUF_BYTES) out->text = field.body;
        if (field.number == ATTRIBUTE_FLOAT && field.wire == PROTOBUF_FIXED32) {
            const uint32_t bits = (uint32_t)field.value;
            memcpy(&out->number, &bits, sizeof bits);
            out->has_number = 1;
        }
        if (field.number == ATTRIBUTE_INTS && field.wire == PROTOBUF_VARINT) add_int(out, field.value);
        if (field.number == ATTRIBUTE_INTS && field.wire == PROTOBUF_BYTES)
            while (protobuf_varint(&field.body, &value)) add_int(out, value);
    }
    return got == 0 && out->name.at != NULL;
}

static int attribute_is(const attribute *a, const char *name) {
    return bytes_are(a->name.at, (size_t)(a->name.end - a->name.at), name);
}

static int all_are(const attribute *a, uint64_t value) {
    for (int i = 0; i < a->count; i++)
        if (a->ints[i] != value) return 0;
    return 1;
}

/* "SAME_UPPER" or "SAME_LOWER": a kernel of 5×5 is padded by 2 on each side. */
static int pads_itself(const attribute *a) {
    return attribute_is(a, "auto_pad") && a->text.end - a->text.at >= 4 && memcmp(a->text.at, "SAME", 4) == 0;
}

static int check_convolution(import_job *job, const attribute *a, int is_first) {
    if (attribute_is(a, "strides") && !all_are(a, 1))
        return import_fail(job, "Conv", "has a stride; LeNet-5's have none");
    if (attribute_is(a, "dilations") && !all_are(a, 1))
        return import_fail(job, "Conv", "is dilated; LeNet-5's are not");
    if (!pads_itself(a) && (!attribute_is(a, "pads") || all_are(a, 0))) return 1;
    if (!is_first || !all_are(a, 2)) return import_fail(job, "Conv", "is padded; only C1 may be, by 2");
    job->pads_its_input = 1;
    return 1;
}

static int check_pooling(import_job *job, const attribute *a) {
    const int halves = !(attribute_is(a, "kernel_shape") || attribute_is(a, "strides")) || all_are(a, 2);
    const int plain = !attribute_is(a, "pads") || all_are(a, 0);
    return (halves && plain) || import_fail(job, "MaxPool", "is not 2x2 with a stride of 2");
}

static int check_full(import_job *job, const attribute *a) {
    const int scales = (attribute_is(a, "alpha") || attribute_is(a, "beta")) && a->has_number && a->number != 1.0f;
    return !scales || import_fail(job, "Gemm", "scales its sums; save the model without alpha and beta");
}

static int check_attribute(import_job *job, const protobuf_reader *kind, const attribute *a, int is_first) {
    const size_t length = (size_t)(kind->end - kind->at);
    if (bytes_are(kind->at, length, "Conv")) return check_convolution(job, a, is_first);
    if (bytes_are(kind->at, length, "MaxPool")) return check_pooling(job, a);
    return !bytes_are(kind->at, length, "Gemm") || check_full(job, a);
}

static int read_kind(protobuf_reader from, protobuf_reader *kind) {
    protobuf_field field;
    int got;
    *kind = (protobuf_reader){from.end, from.end};
    while ((got = protobuf_next(&from, &field)) == 1)
        if (field.number == NODE_KIND && field.wire == PROTOBUF_BYTES) *kind = field.body;
    return got == 0;
}

/* The layers so far, a letter each, in the order in which ONNX has them, that of calculation. */
typedef struct layers {
    char kinds[16];
    size_t count; /* more than there are places for, where there are too many */
    int convolutions;
} layers;

static char letter_of(const protobuf_reader *kind) {
    const size_t length = (size_t)(kind->end - kind->at);
    if (bytes_are(kind->at, length, "Relu")) return 'R';
    if (bytes_are(kind->at, length, "MaxPool")) return 'P';
    const int has_weights = bytes_are(kind->at, length, "Conv") || bytes_are(kind->at, length, "Gemm") ||
                            bytes_are(kind->at, length, "MatMul");
    return has_weights ? 'L' : '\0';
}

static void add_layer(layers *seen, char letter) {
    if (letter == '\0') return;
    if (seen->count < sizeof seen->kinds) seen->kinds[seen->count] = letter;
    seen->count++;
}

/* ReLU before max-pooling is the same as after it. */
static int are_of_lenet5(layers *seen) {
    static const char DUE[] = "LRPLRPLRLRL";
    if (seen->count != strlen(DUE)) return 0;
    for (size_t i = 0; i + 1 < seen->count; i++)
        if (seen->kinds[i] == 'P' && seen->kinds[i + 1] == 'R') seen->kinds[i] = 'R', seen->kinds[i + 1] = 'P';
    return memcmp(seen->kinds, DUE, seen->count) == 0;
}

static int check_node(import_job *job, protobuf_reader from, layers *seen) {
    protobuf_reader kind;
    protobuf_field field;
    if (!read_kind(from, &kind)) return damaged(job, "file");
    const size_t length = (size_t)(kind.end - kind.at);
    if (!is_known(&kind))
        return import_fail_naming(job, "file", "the model has a node ", (const char *)kind.at, length,
                                  ", which this engine does not run: it has Conv, Relu, MaxPool and Gemm");
    const int is_first = bytes_are(kind.at, length, "Conv") && seen->convolutions++ == 0;
    add_layer(seen, letter_of(&kind));
    while (protobuf_next(&from, &field) == 1) {
        attribute a;
        if (field.number != NODE_ATTRIBUTE || field.wire != PROTOBUF_BYTES) continue;
        if (!read_attribute(field.body, &a)) return damaged(job, "file");
        if (!check_attribute(job, &kind, &a, is_first)) return 0;
    }
    return 1;
}

static int read_graph(import_job *job, protobuf_reader from) {
    protobuf_field field;
    layers seen = {0};
    int got;
    while ((got = protobuf_next(&from, &field)) == 1) {
        if (field.wire != PROTOBUF_BYTES) continue;
        if (field.number == GRAPH_NODE && !check_node(job, field.body, &seen)) return 0;
        if (field.number == GRAPH_INITIALIZER && !read_tensor(job, field.body)) return 0;
    }
    if (got < 0) return damaged(job, "file");
    return are_of_lenet5(&seen) ||
           import_fail(job, "file",
                       "the model has not LeNet-5's layers in their order, with four Relu and two MaxPool");
}

int onnx_read(import_job *job) {
    protobuf_reader from = {job->file, job->file + job->length};
    protobuf_field field;
    int got, has_opset = 0;
    job->container = "an ONNX model";
    while ((got = protobuf_next(&from, &field)) == 1) {
        if (field.number == MODEL_GRAPH && field.wire == PROTOBUF_BYTES && !read_graph(job, field.body)) return 0;
        has_opset |= field.number == MODEL_OPSET;
    }
    return (got == 0 && has_opset) || damaged(job, "file");
}
