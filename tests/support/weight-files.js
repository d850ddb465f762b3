// Files of weights as PyTorch, NumPy and Python write them, put together here byte by byte. Tensors are
// { name: { dtype, shape, bytes } }; a dtype is F16, BF16, F32, F64, or I64.

import { deflateRawSync } from "node:zlib";

import { crc32 } from "./picture-files.js";
import { assemble, SHAPES } from "./safetensors.js";

const BYTES = { F16: 2, BF16: 2, F32: 4, F64: 8, I64: 8 };
const product = (numbers) => numbers.reduce((a, b) => a * b, 1);
const le = (bytes, value) => {
  const out = Buffer.alloc(bytes);
  out.writeUIntLE(value, 0, Math.min(bytes, 6));
  return out;
};

// Numbers ---------------------------------------------------------------------------------------------------------------

/** The nearest float16, ties to even, of what is in its normal or subnormal range. */
export function toHalf(value) {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return sign | (Number.isNaN(size) ? 0x7e00 : 0x7c00);
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -24)));
  const steps = size / 2 ** (exponent - 10);
  const floor = Math.floor(steps);
  const rest = steps - floor;
  const rounded = floor + (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? 1 : 0);
  return sign | (exponent === -14 ? rounded : (exponent + 14) * 1024 + rounded);
}

const MAKE = {
  F32: (values) => Buffer.from(Float32Array.from(values).buffer),
  F64: (values) => Buffer.from(Float64Array.from(values).buffer),
  F16: (values) => Buffer.from(Uint16Array.from(values, toHalf).buffer),
  BF16: (values) =>
    Buffer.from(Uint16Array.from(new Uint32Array(Float32Array.from(values).buffer), (bits) => bits >>> 16).buffer),
  I64: (values) => Buffer.from(BigInt64Array.from(values, (value) => BigInt(Math.round(value))).buffer),
};

export const tensor = (shape, values, dtype = "F32") => ({ dtype, shape, bytes: MAKE[dtype](values) });

/** { name: Float32Array } by the engine's names → tensors. */
export const tensorsOf = (arrays, dtype) =>
  Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, tensor(SHAPES[name], values, dtype)]));

/** The same under other names: layers are those of c1, c3, c5, f6 and f7. */
export function renamed(tensors, layers, leaf = (name) => name) {
  const own = ["convnet.c1", "convnet.c3", "convnet.c5", "fc.f6", "fc.f7"];
  return Object.fromEntries(
    Object.entries(tensors).map(([name, value]) => {
      const [, layer, part] = name.match(/(.*)\.(\w+)$/);
      return [`${layers[own.indexOf(layer)]}.${leaf(part)}`, value];
    }),
  );
}

/** Its elements in another order of dimensions: axes[i] of the old one is the i-th of the new one. */
export function permuted({ dtype, shape, bytes }, axes) {
  const size = BYTES[dtype];
  const sides = axes.map((axis) => shape[axis]);
  const strides = shape.map((_, i) => product(shape.slice(i + 1)));
  const out = Buffer.alloc(bytes.length);
  for (let to = 0; to < product(sides); to++) {
    let rest = to;
    let from = 0;
    for (let i = sides.length - 1; i >= 0; i--) {
      from += (rest % sides[i]) * strides[axes[i]];
      rest = Math.floor(rest / sides[i]);
    }
    bytes.copy(out, to * size, from * size, (from + 1) * size);
  }
  return { dtype, shape: sides, bytes: out };
}

export const reshaped = (from, shape) => ({ ...from, shape });

/** As Keras orders them: kernels [height, width, in, out], full layers [in, out], C5's inputs by pixel. */
export function kerasOf(tensors) {
  const axes = { 4: [2, 3, 1, 0], 2: [1, 0], 1: [0] };
  const turned = Object.fromEntries(
    Object.entries(tensors).map(([name, value]) => [name, permuted(value, axes[value.shape.length])]),
  );
  turned["convnet.c5.weight"] = reshaped(turned["convnet.c5.weight"], [400, 120]);
  return renamed(turned, ["conv2d", "conv2d_1", "dense", "dense_1", "dense_2"], (part) =>
    part === "weight" ? "kernel" : part,
  );
}

// Containers ------------------------------------------------------------------------------------------------------------

export function safetensors(tensors) {
  const header = {};
  const data = [];
  let begin = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [begin, begin + bytes.length] };
    begin += bytes.length;
    data.push(bytes);
  }
  return assemble(header, Buffer.concat(data));
}

/** files: [[name, content]]; packed: by deflate. */
export function zip(files, { packed = false } = {}) {
  const local = [];
  const central = [];
  let at = 0;
  for (const [name, content] of files) {
    const data = packed ? deflateRawSync(content) : content;
    const title = Buffer.from(name);
    const facts = Buffer.concat([
      le(2, packed ? 8 : 0),
      le(4, 0),
      le(4, crc32(content)),
      le(4, data.length),
      le(4, content.length),
      le(2, title.length),
    ]);
    central.push(
      Buffer.from("PK\x01\x02"),
      le(2, 20),
      le(2, 20),
      le(2, 0),
      facts,
      le(2, 0),
      le(2, 0),
      le(2, 0),
      le(2, 0),
      le(4, 0),
      le(4, at),
      title,
    );
    local.push(Buffer.from("PK\x03\x04"), le(2, 20), le(2, 0), facts, le(2, 0), title, data);
    at += 30 + title.length + data.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([
    ...local,
    directory,
    Buffer.from("PK\x05\x06"),
    le(4, 0),
    le(2, files.length),
    le(2, files.length),
    le(4, directory.length),
    le(4, at),
    le(2, 0),
  ]);
}

const NUMPY = { F16: "<f2", F32: "<f4", F64: "<f8", I64: "<i8" };

export function npy({ dtype, shape, bytes }, { fortran = false, descr = "" } = {}) {
  const text = `{'descr': '${descr || NUMPY[dtype]}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\0", "latin1"), le(2, padded.length), Buffer.from(padded), bytes]);
}

export const npz = (tensors, { packed = false, change = (content) => content, fortran = false, descr = "" } = {}) =>
  zip(
    Object.entries(tensors).map(([name, value]) => [`${name}.npy`, change(npy(value, { fortran, descr }))]),
    { packed },
  );

// Pickles ---------------------------------------------------------------------------------------------------------------

const op = (...parts) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));

/** Python's values as protocol 2 has them. */
export const py = {
  text: (value) => op("X", le(4, Buffer.byteLength(value)), Buffer.from(value)),
  int: (value) => op("J", le(4, value)),
  float: () => op("G", Buffer.alloc(8)),
  none: op("N"),
  no: op("\x89"),
  global: (module, name) => op(`c${module}\n${name}\n`),
  tuple: (...values) => op("(", ...values, "t"),
  list: (...values) => op("](", ...values, "e"),
  call: (callable, ...values) => op(callable, py.tuple(...values), "R"),
  dict: (entries) => op("}(", ...Object.entries(entries).flatMap(([key, value]) => [py.text(key), value]), "u"),
  ordered: (entries) =>
    op(
      "ccollections\nOrderedDict\n)R(",
      ...Object.entries(entries).flatMap(([key, value]) => [py.text(key), value]),
      "u",
    ),
  bytes: (value) => op("B", le(4, value.length), value), // of protocol 3
};

export const pickle = (value, protocol = 2) => op(`\x80${String.fromCharCode(protocol)}`, value, ".");

const STORAGES = {
  F16: "HalfStorage",
  BF16: "BFloat16Storage",
  F32: "FloatStorage",
  F64: "DoubleStorage",
  I64: "LongStorage",
};
const elements = ({ shape }) => product(shape);

const storage = ({ dtype, shape }, key, ...more) =>
  op(
    py.tuple(
      py.text("storage"),
      py.global("torch", STORAGES[dtype]),
      py.text(key),
      py.text("cpu"),
      py.int(elements({ shape })),
      ...more,
    ),
    "Q",
  );

function rebuilt(value, stored) {
  const strides = value.shape.map((_, i) => product(value.shape.slice(i + 1)));
  return py.call(
    py.global("torch._utils", "_rebuild_tensor_v2"),
    stored,
    py.int(0),
    py.tuple(...value.shape.map(py.int)),
    py.tuple(...strides.map(py.int)),
    py.no,
    py.call(py.global("collections", "OrderedDict")),
  );
}

/**
 * Objects with tensors in them → [pickle of the object, the tensors in the order of their keys "0", "1" …].
 *
 * @returns {[Buffer, { dtype: string, shape: number[], bytes: Buffer }[]]}
 */
function pickled(object, ...more) {
  const stored = [];
  const walk = (value) => {
    if (Buffer.isBuffer(value)) return value;
    if (!Buffer.isBuffer(value.bytes))
      return py.ordered(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)])));
    stored.push(value);
    return rebuilt(value, storage(value, String(stored.length - 1), ...more));
  };
  return [pickle(walk(object)), stored];
}

/**
 * torch.save since 1.6.
 *
 * @param object tensors, nested as one likes, with pickled values between them
 * @param options change: what is done to the pickle before its checksum is made
 */
export function torchZip(object, { packed = false, change = (content) => content } = {}) {
  const [data, stored] = pickled(object);
  return zip(
    [
      ["archive/data.pkl", change(data)],
      ...Array.from(stored, ({ bytes }, i) => [`archive/data/${i}`, bytes]),
      ["archive/version", Buffer.from("3\n")],
    ],
    { packed },
  );
}

const MAGIC = pickle(op("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"));
const LEGACY_HEAD = op(MAGIC, pickle(op("M\xe9\x03")), pickle(py.dict({ little_endian: op("\x88") })));
const legacyTail = (stored) =>
  op(
    pickle(py.list(...stored.map((_, i) => py.text(String(i))))),
    ...stored.flatMap((value) => [le(8, elements(value)), value.bytes]),
  );

/** torch.save before 1.6. */
export function torchLegacy(object) {
  const [data, stored] = pickled(object, py.none);
  return op(LEGACY_HEAD, data, legacyTail(stored));
}

/** pickle.dump of a state dict: each storage is what torch.save of it wrote. */
export function torchPickle(tensors) {
  const saved = (value) => op(LEGACY_HEAD, pickle(storage(value, "0", py.none)), legacyTail([value]));
  const members = Object.entries(tensors).map(([name, value]) => [
    name,
    rebuilt(value, py.call(py.global("torch.storage", "_load_from_bytes"), py.bytes(saved(value)))),
  ]);
  return pickle(py.ordered(Object.fromEntries(members)), 3);
}

/** pickle.dump of a dict of NumPy arrays. */
export function numpyPickle(tensors) {
  const array = ({ dtype, shape, bytes }) => {
    const descr = op(
      py.call(py.global("numpy", "dtype"), py.text(NUMPY[dtype].slice(1)), py.no, op("\x88")),
      py.tuple(py.int(3), py.text("<"), py.none, py.none, py.none, py.int(0xffffffff), py.int(0xffffffff), py.int(0)),
      "b",
    );
    return op(
      py.call(
        py.global("numpy.core.multiarray", "_reconstruct"),
        py.global("numpy", "ndarray"),
        py.tuple(py.int(0)),
        py.bytes(Buffer.from("b")),
      ),
      py.tuple(py.int(1), py.tuple(...shape.map(py.int)), descr, py.no, py.bytes(bytes)),
      "b",
    );
  };
  return pickle(py.dict(Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, array(value)]))), 3);
}
