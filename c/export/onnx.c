/* Protobuf messages are written twice: once to know their length, which comes first. */
#include "onnx.h"

#include <string.h>

#include "../model/layout.h"

/* Fields of onnx.proto's messages, and its constants. */
enum { MODEL_IR_VERSION = 1, MODEL_PRODUCER = 2, MODEL_GRAPH = 7, MODEL_OPSET = 8, OPSET_VERSION = 2 };
enum { GRAPH_NODE = 1, GRAPH_NAME = 2, GRAPH_INITIALIZER = 5, GRAPH_INPUT = 11, GRAPH_OUTPUT = 12 };
enum { NODE_INPUT = 1, NODE_OUTPUT = 2, NODE_KIND = 4, NODE_ATTRIBUTE = 5 };
enum { ATTRIBUTE_NAME = 1, ATTRIBUTE_INT = 3, ATTRIBUTE_INTS = 8, ATTRIBUTE_TYPE = 20, TYPE_INT = 2, TYPE_INTS = 7 };
enum { TENSOR_DIMS = 1, TENSOR_DTYPE = 2, TENSOR_NAME = 8, TENSOR_RAW = 9, FLOAT = 1 };
enum {
    VALUE_NAME = 1,
    VALUE_TYPE = 2,
    TYPE_TENSOR = 1,
    TENSOR_ELEMENT = 1,
    TENSOR_SHAPE = 2,
    SHAPE_DIM = 1,
    DIM_VALUE = 1,
    DIM_NAME = 2
};
enum { IR_VERSION = 8, OPSET = 13 };

static void put_varint(writer *to, uint64_t value) {
    for (; value > 127; value >>= 7) writer_put(to, (char)((value & 127) | 128));
    writer_put(to, (char)value);
}

static void put_number(writer *to, int field, uint64_t value) {
    put_varint(to, (uint64_t)field << 3);
    put_varint(to, value);
}

static void put_bytes(writer *to, int field, const void *bytes, size_t length) {
    put_varint(to, (uint64_t)field << 3 | 2);
    put_varint(to, length);
    writer_put_bytes(to, bytes, length);
}

static void put_text(writer *to, int field, const char *text) { put_bytes(to, field, text, strlen(text)); }

typedef void message_body(writer *to, const void *of);

static void put_message(writer *to, int field, message_body *body, const void *of) {
    writer measured = {NULL, 0, 0};
    body(&measured, of);
    put_varint(to, (uint64_t)field << 3 | 2);
    put_varint(to, measured.length);
    body(to, of);
}

/* Nodes ------------------------------------------------------------------------------------------------------------ */

typedef struct node {
    const char *kind, *input, *layer, *output; /* layer: of its weight and bias; null without */
} node;

static const node NODES[] = {
    {"Conv", "input", "convnet.c1", "c1"}, {"Relu", "c1", NULL, "c1_relu"}, {"MaxPool", "c1_relu", NULL, "s2"},
    {"Conv", "s2", "convnet.c3", "c3"},    {"Relu", "c3", NULL, "c3_relu"}, {"MaxPool", "c3_relu", NULL, "s4"},
    {"Conv", "s4", "convnet.c5", "c5"},    {"Relu", "c5", NULL, "c5_relu"}, {"Flatten", "c5_relu", NULL, "c5_flat"},
    {"Gemm", "c5_flat", "fc.f6", "f6"},    {"Relu", "f6", NULL, "f6_relu"}, {"Gemm", "f6_relu", "fc.f7", "logits"},
};

typedef struct attribute {
    const char *name;
    int value, count; /* count 0: a number; else so many of it */
} attribute;

static void put_attribute(writer *to, const void *of) {
    const attribute *a = of;
    put_text(to, ATTRIBUTE_NAME, a->name);
    if (a->count == 0) put_number(to, ATTRIBUTE_INT, (uint64_t)a->value);
    for (int i = 0; i < a->count; i++) put_number(to, ATTRIBUTE_INTS, (uint64_t)a->value);
    put_number(to, ATTRIBUTE_TYPE, a->count == 0 ? TYPE_INT : TYPE_INTS);
}

static void put_attributes(writer *to, const char *kind) {
    static const struct {
        const char *kind;
        attribute attribute;
    } OF[] = {{"Conv", {"kernel_shape", 5, 2}},
              {"MaxPool", {"kernel_shape", 2, 2}},
              {"MaxPool", {"strides", 2, 2}},
              {"Gemm", {"transB", 1, 0}}};
    for (size_t i = 0; i < sizeof OF / sizeof *OF; i++)
        if (strcmp(OF[i].kind, kind) == 0) put_message(to, NODE_ATTRIBUTE, put_attribute, &OF[i].attribute);
}

static void put_layer_input(writer *to, const char *layer, const char *part) {
    char name[32] = "";
    strncat(name, layer, sizeof name / 2);
    strncat(name, part, sizeof name / 2 - 1);
    put_text(to, NODE_INPUT, name);
}

static void put_node(writer *to, const void *of) {
    const node *n = of;
    put_text(to, NODE_INPUT, n->input);
    if (n->layer != NULL) {
        put_layer_input(to, n->layer, ".weight");
        put_layer_input(to, n->layer, ".bias");
    }
    put_text(to, NODE_OUTPUT, n->output);
    put_text(to, NODE_KIND, n->kind);
    put_attributes(to, n->kind);
}

/* Tensors ---------------------------------------------------------------------------------------------------------- */

typedef struct initializer {
    const layout_tensor *tensor;
    const float *values;
} initializer;

static void put_initializer(writer *to, const void *of) {
    const initializer *i = of;
    for (int d = 0; d < i->tensor->dimensions; d++) put_number(to, TENSOR_DIMS, (uint64_t)i->tensor->shape[d]);
    put_number(to, TENSOR_DTYPE, FLOAT);
    put_text(to, TENSOR_NAME, i->tensor->name);
    put_bytes(to, TENSOR_RAW, i->values, i->tensor->count * sizeof(float));
}

/* Sides of 0 stand for the batch, which may be of any size. */
typedef struct value {
    const char *name;
    int dimensions, shape[4];
} value;

static void put_dimension(writer *to, const void *of) {
    const int side = *(const int *)of;
    if (side == 0) put_text(to, DIM_NAME, "batch");
    else put_number(to, DIM_VALUE, (uint64_t)side);
}

static void put_shape(writer *to, const void *of) {
    const value *v = of;
    for (int i = 0; i < v->dimensions; i++) put_message(to, SHAPE_DIM, put_dimension, &v->shape[i]);
}

static void put_tensor_type(writer *to, const void *of) {
    put_number(to, TENSOR_ELEMENT, FLOAT);
    put_message(to, TENSOR_SHAPE, put_shape, of);
}

static void put_type(writer *to, const void *of) { put_message(to, TYPE_TENSOR, put_tensor_type, of); }

static void put_value(writer *to, const void *of) {
    put_text(to, VALUE_NAME, ((const value *)of)->name);
    put_message(to, VALUE_TYPE, put_type, of);
}

/* The model -------------------------------------------------------------------------------------------------------- */

static void put_graph(writer *to, const void *of) {
    static const value INPUT = {"input", 4, {0, 1, 32, 32}}, OUTPUT = {"logits", 2, {0, LENET5_CLASSES}};
    for (size_t i = 0; i < sizeof NODES / sizeof *NODES; i++) put_message(to, GRAPH_NODE, put_node, &NODES[i]);
    put_text(to, GRAPH_NAME, "lenet5");
    for (int i = 0; i < LAYOUT_TENSORS; i++) {
        const initializer one = {&LAYOUT[i], (const float *)(const void *)((const char *)of + LAYOUT[i].offset)};
        put_message(to, GRAPH_INITIALIZER, put_initializer, &one);
    }
    put_message(to, GRAPH_INPUT, put_value, &INPUT);
    put_message(to, GRAPH_OUTPUT, put_value, &OUTPUT);
}

static void put_opset(writer *to, const void *of) {
    (void)of;
    put_number(to, OPSET_VERSION, OPSET);
}

void onnx_write(const network_parameters *parameters, writer *to) {
    put_number(to, MODEL_IR_VERSION, IR_VERSION);
    put_text(to, MODEL_PRODUCER, "lenet5-wasm");
    put_message(to, MODEL_GRAPH, put_graph, parameters);
    put_message(to, MODEL_OPSET, put_opset, NULL);
}
