// Pictures that a program enlarged or reduced: such kernels overshoot, and leave faint rings beside every stroke.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { pictureOf, rowOf } from "../support/rows.js";

const PAPER = 255; // white, from which the brighter half of every ring is cut off
const INK = 34;
const LOBES = 3; // of the kernel, on either side

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const lanczos = (x) => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);

/** One side of `from`, at(i), as `length` values of which each is 1/scale of one before (C. Duchon, "Lanczos filtering", 1979). */
function resample(at, count, scale, length) {
  const reach = LOBES * Math.max(1, 1 / scale);
  return Array.from({ length }, (_, i) => {
    const middle = (i + 0.5) / scale - 0.5;
    let sum = 0;
    let weights = 0;
    for (let k = Math.ceil(middle - reach); k <= middle + reach; k++) {
      const weight = lanczos((k - middle) * Math.min(1, scale));
      sum += weight * at(Math.min(Math.max(k, 0), count - 1));
      weights += weight;
    }
    return sum / weights;
  });
}

/** A grey picture so many times as large, rounded as programs do. */
function resized({ data, width, height }, scale) {
  const wide = Math.round(width * scale);
  const high = Math.round(height * scale);
  const rows = Array.from({ length: height }, (_, y) =>
    resample((x) => PAPER - ((PAPER - INK) * (255 - data[4 * (y * width + x)])) / 255, width, scale, wide),
  );
  const columns = Array.from({ length: wide }, (_, x) => resample((y) => rows[y][x], height, scale, high));
  const out = new Uint8ClampedArray(4 * wide * high).fill(255);
  for (let i = 0; i < wide * high; i++) out.fill(columns[i % wide][Math.floor(i / wide)], 4 * i, 4 * i + 3);
  return { data: out, width: wide, height: high };
}

/** An amount whose last two digits are small, high and underlined, its characters `gap` apart. */
function raisedCents(text, gap) {
  const row = rowOf(text, { gap, others: { from: text.length - 2, size: 0.5 } });
  const xs = row
    .slice(-2)
    .flat()
    .map(({ x }) => x);
  const y = 122;
  return [
    ...row,
    [
      { x: Math.min(...xs), y },
      { x: Math.max(...xs) + 6, y },
    ],
  ];
}

describe("raised cents, their underline and the digit before are not one by faint rings", () => {
  for (const [scale, pen] of [
    [0.5, 6],
    [0.75, 6],
    [0.75, 9],
  ])
    test(`at ${scale} of their size, by a pen ${pen} wide`, () => {
      for (const [text, want] of [
        ["3650", "36.50"],
        ["7425", "74.25"],
      ])
        for (const gap of [12, 18]) {
          const picture = resized(pictureOf(raisedCents(text, gap), pen), scale);
          const { value, confidence } = lenet5.read(picture, { format: "amount" });
          assert.ok(value === want && confidence > 0.9, `${want}, ${gap} apart: ${value}, ${confidence}`);
        }
    });
});
