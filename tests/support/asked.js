// Questions to tests/unit/hosts.c, and the bytes of its answers. A number's format adds to its kind.

import { ACTIVATIONS_BYTES, READING_BYTES, RESULT_BYTES, SWEEP_BYTES } from "../../web/lib/layout.js";

export const DIGIT = { picture: 0, strokes: 1, bytes: RESULT_BYTES + ACTIVATIONS_BYTES };
export const NUMBER = { picture: 2, strokes: 5, formats: 3, bytes: READING_BYTES };
export const SWEEP = { picture: 8, bytes: SWEEP_BYTES };

const ints = (...numbers) => Buffer.from(Int32Array.from(numbers).buffer);

export function askedOfPicture(kind, { data, width, height }) {
  return Buffer.concat([ints(kind, width, height), Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

export function askedOfStrokes(kind, strokes) {
  const points = strokes.flatMap((stroke, number) => stroke.map((point) => ({ ...point, number })));
  return Buffer.concat([
    ints(kind, points.length, 0),
    ...points.map(({ x, y, pressure, number }) =>
      Buffer.concat([Buffer.from(Float32Array.of(x, y, pressure).buffer), ints(number)]),
    ),
  ]);
}
