// LeNet-5's parameters as a safetensors file, for tests that need weights which are known, or broken on purpose.

import { generator } from "./random.js";

export const SHAPES = {
  "convnet.c1.weight": [6, 1, 5, 5],
  "convnet.c1.bias": [6],
  "convnet.c3.weight": [16, 6, 5, 5],
  "convnet.c3.bias": [16],
  "convnet.c5.weight": [120, 16, 5, 5],
  "convnet.c5.bias": [120],
  "fc.f6.weight": [84, 120],
  "fc.f6.bias": [84],
  "fc.f7.weight": [10, 84],
  "fc.f7.bias": [10],
};

const product = (numbers) => numbers.reduce((a, b) => a * b, 1);

/** Random tensors whose activations neither die out nor explode: { name: Float32Array }. */
export function randomTensors(seed) {
  const random = generator(seed);
  return Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => {
      const fanIn = shape.length > 1 ? product(shape.slice(1)) : 100;
      return [name, Float32Array.from({ length: product(shape) }, () => (random() - 0.5) * 2 * Math.sqrt(6 / fanIn))];
    }),
  );
}

/** The header's entries for tensors that follow one another. */
export function describe(tensors) {
  const header = {};
  let begin = 0;
  for (const [name, values] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape: SHAPES[name], data_offsets: [begin, begin + values.byteLength] };
    begin += values.byteLength;
  }
  return header;
}

/** A file of any header (an object, or text as it is) and any data. */
export function assemble(header, data) {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

export function dataOf(tensors) {
  return Buffer.concat(Object.values(tensors).map((v) => Buffer.from(v.buffer, v.byteOffset, v.byteLength)));
}

export function encode(tensors, metadata) {
  return assemble({ ...(metadata && { __metadata__: metadata }), ...describe(tensors) }, dataOf(tensors));
}

/** What the codes of the smaller dtypes stand for, in their order, the positive ones; NaN where there is no number. */
export const NUMBERS = { F16: numbersOf(5, 10, 31), F8_E4M3: numbersOf(4, 3, 16) };
NUMBERS.F8_E4M3[127] = Number.NaN;

function numbersOf(exponentBits, mantissaBits, infinite) {
  const steps = 2 ** mantissaBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const numbers = [];
  for (let exponent = 0; exponent < 2 ** exponentBits; exponent++)
    for (let step = 0; step < steps; step++) {
      const number = exponent === 0 ? 2 ** (1 - bias) * (step / steps) : 2 ** (exponent - bias) * (1 + step / steps);
      numbers.push(exponent < infinite ? number : Number.NaN);
    }
  return numbers;
}

function valuesOf(dtype, bytes) {
  const buffer = Uint8Array.from(bytes).buffer;
  if (dtype === "F32") return new Float32Array(buffer);
  const positive = NUMBERS[dtype];
  return Float32Array.from(dtype === "F16" ? new Uint16Array(buffer) : new Uint8Array(buffer), (code) =>
    code < positive.length ? positive[code] : -positive[code - positive.length],
  );
}

export function decode(file) {
  const length = Number(file.readBigUInt64LE(0));
  const { __metadata__, ...header } = JSON.parse(file.subarray(8, 8 + length));
  const data = file.subarray(8 + length);
  const tensors = Object.fromEntries(
    Object.entries(header).map(
      ([
        name,
        {
          dtype,
          data_offsets: [begin, end],
        },
      ]) => [name, valuesOf(dtype, data.subarray(begin, end))],
    ),
  );
  return { tensors, metadata: __metadata__ };
}
