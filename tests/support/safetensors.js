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

export function decode(file) {
  const length = Number(file.readBigUInt64LE(0));
  const { __metadata__, ...header } = JSON.parse(file.subarray(8, 8 + length));
  const data = file.subarray(8 + length);
  const tensors = Object.fromEntries(
    Object.entries(header).map(
      ([
        name,
        {
          data_offsets: [begin, end],
        },
      ]) => [name, new Float32Array(Uint8Array.from(data.subarray(begin, end)).buffer)],
    ),
  );
  return { tensors, metadata: __metadata__ };
}
