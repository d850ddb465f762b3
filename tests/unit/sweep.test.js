// The sweep: the network along a line, against the network on each window alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import * as onnxruntime from "onnxruntime-web";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { painted } from "../support/drawings.js";
import { onnxModel } from "../support/onnx.js";
import { decode, encode, randomTensors } from "../support/safetensors.js";
import { STROKES, smooth } from "../support/strokes.js";

const SIDE = 32;
const STRIDE = 4;
const SHIPPED = new URL("../../weights/lenet5.safetensors", import.meta.url);
const WHITE = [255, 255, 255, 255];

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** Rows of digits, 60 × 90 pixels each, on white. */
function rowsOf(...rows) {
  const inked = new Set();
  const width = 80 + 75 * Math.max(...rows.map((row) => row.length));
  rows.forEach((row, line) =>
    [...row].forEach((digit, i) => {
      for (const [x, y] of STROKES[digit].flatMap((stroke) => smooth(stroke, 40))) {
        const [cx, cy] = [40 + 75 * i + 60 * x, 40 + 170 * line + 90 * y];
        for (let dy = -3; dy <= 3; dy++)
          for (let dx = -3; dx <= 3; dx++) inked.add(Math.round(cy + dy) * width + Math.round(cx + dx));
      }
    }),
  );
  return painted(width, 170 * rows.length, (x, y) => (inked.has(y * width + x) ? [0, 0, 0, 255] : WHITE));
}

function windowsOf({ picture, width, outputs }) {
  const windows = new Float32Array(outputs.length * SIDE * SIDE);
  outputs.forEach((_, place) => {
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++)
        windows[(place * SIDE + y) * SIDE + x] = picture[y * width + place * STRIDE + x] / 255;
  });
  return windows;
}

async function largestDifference(tensors, swept) {
  const count = swept.outputs.length;
  const session = await onnxruntime.InferenceSession.create(onnxModel(tensors, count));
  const { logits } = await session.run({
    input: new onnxruntime.Tensor("float32", windowsOf(swept), [count, 1, SIDE, SIDE]),
  });
  await session.release();
  return Math.max(...swept.outputs.flat().map((logit, i) => Math.abs(logit - Number(logits.data[i]))));
}

test("every output is the network's on its own window, as onnxruntime has it", async () => {
  const picture = rowsOf("90210");
  const shipped = decode(readFileSync(SHIPPED)).tensors;
  assert.ok((await largestDifference(shipped, lenet5.sweep(picture))) <= 1e-3, "its logits are ten times as large");
  const tensors = randomTensors(7);
  const other = await loadLeNet5({ weights: encode(tensors) });
  for (const row of ["7", "31", "9021", "731492586"]) {
    const swept = other.sweep(rowsOf(row));
    assert.equal(swept.outputs.length, Math.floor((swept.width - SIDE) / STRIDE) + 1);
    assert.ok((await largestDifference(tensors, swept)) <= 1e-4, row);
  }
});

test("over each digit of a row some window says that digit, in their order", () => {
  const { outputs } = lenet5.sweep(rowsOf("90210"));
  let place = 0;
  for (const digit of [9, 0, 2, 1, 0]) {
    while (place < outputs.length && outputs[place].indexOf(Math.max(...outputs[place])) !== digit) place++;
    assert.ok(place < outputs.length, `no ${digit} in its turn`);
  }
});

test("any line can be swept, and one that is not there is blank", () => {
  const picture = rowsOf("731", "20500");
  const [first, second] = [0, 1].map((line) => lenet5.sweep(picture, { line }));
  assert.deepEqual([first.line, first.lines, second.line], [0, 2, 1]);
  assert.ok(first.width < second.width);
  assert.deepEqual(lenet5.sweep(picture).outputs, second.outputs);
  const nothing = { reason: "blank", outputs: [], width: 0 };
  for (const swept of [lenet5.sweep(picture, { line: 2 }), lenet5.sweep(painted(60, 40, () => WHITE))]) {
    const { reason, outputs, width } = swept;
    assert.deepEqual({ reason, outputs, width }, nothing);
  }
  assert.throws(() => lenet5.sweep({}), TypeError);
  assert.throws(() => lenet5.sweep(picture, { line: -1 }), RangeError);
});
