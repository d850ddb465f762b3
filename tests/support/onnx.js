// LeNet-5 as an ONNX model, written by hand: protobuf fields as onnx.proto (IR version 8, opset 13) numbers them.

import { SHAPES } from "./safetensors.js";

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

const number = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);

function message(field, ...parts) {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
}

const FLOAT = 1;
const INTS = 7;
const INT = 2;
const RAW = 9;

const intAttribute = (name, value) => message(5, message(1, name), number(3, value), number(20, INT));
const intsAttribute = (name, values) =>
  message(5, message(1, name), ...values.map((value) => number(8, value)), number(20, INTS));

const node = (kind, inputs, output, ...attributes) =>
  message(1, ...inputs.map((input) => message(1, input)), message(2, output), message(4, kind), ...attributes);

const initializer = (name, shape, values, field) =>
  message(
    5,
    ...shape.map((side) => number(1, side)),
    number(2, FLOAT),
    message(8, name),
    message(field, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );

const valueInfo = (field, name, shape) =>
  message(
    field,
    message(1, name),
    message(2, message(1, number(1, FLOAT), message(2, ...shape.map((side) => message(1, number(1, side)))))),
  );

const convolution = (input, layer, output, ...attributes) =>
  node(
    "Conv",
    [input, `${layer}.weight`, `${layer}.bias`],
    output,
    intsAttribute("kernel_shape", [5, 5]),
    ...attributes,
  );
const pool = (kind, input, output) =>
  node(kind, [input], output, intsAttribute("kernel_shape", [2, 2]), intsAttribute("strides", [2, 2]));
const full = (input, layer, output) =>
  node("Gemm", [input, `${layer}.weight`, `${layer}.bias`], output, intAttribute("transB", 1));

/** An initialiser whose elements lie in a file beside the model, in a model of nothing else. */
export const onnxBeside = (name, location) =>
  Buffer.concat([
    number(1, 8),
    message(
      7,
      message(
        5,
        number(1, 10),
        number(2, FLOAT),
        message(8, name),
        message(13, message(1, "location"), message(2, location)),
        number(14, 1),
      ),
    ),
    message(8, number(2, 13)),
  ]);

/**
 * The model: input [batch, 1, 32, 32] → logits [batch, 10].
 *
 * @param tensors as in the safetensors file
 * @param options padding: of C1; elements: the field of TensorProto that they lie in, raw_data or 4, float_data;
 *   activation, pooling: kinds of nodes
 */
export function onnxModel(
  tensors,
  batch,
  { padding = 0, elements = RAW, activation = "Relu", pooling = "MaxPool" } = {},
) {
  const graph = message(
    7,
    convolution(
      "input",
      "convnet.c1",
      "c1",
      ...(padding ? [intsAttribute("pads", [padding, padding, padding, padding])] : []),
    ),
    node(activation, ["c1"], "c1r"),
    pool(pooling, "c1r", "s2"),
    convolution("s2", "convnet.c3", "c3"),
    node(activation, ["c3"], "c3r"),
    pool(pooling, "c3r", "s4"),
    convolution("s4", "convnet.c5", "c5"),
    node(activation, ["c5"], "c5r"),
    node("Flatten", ["c5r"], "flat"),
    full("flat", "fc.f6", "f6"),
    node(activation, ["f6"], "f6r"),
    full("f6r", "fc.f7", "logits"),
    message(2, "lenet5"),
    ...Object.entries(tensors).map(([name, values]) => initializer(name, SHAPES[name], values, elements)),
    valueInfo(11, "input", [batch, 1, 32, 32]),
    valueInfo(12, "logits", [batch, 10]),
  );
  return Buffer.concat([number(1, 8), graph, message(8, number(2, 13))]);
}
