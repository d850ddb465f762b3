// The 28×28 picture against MNIST's method written down slowly, and its independence of place, size, polarity and pen.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { difference } from "../support/differences.js";
import { inked, painted } from "../support/drawings.js";
import { mnistPictures, skipWithoutMnist } from "../support/mnist.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

// Lopsided, so that no centre of mass lies half-way between two pixels.
const SHAPES = {
  ring: (x, y) => Math.abs(Math.hypot(x / 0.8, y) - 0.87) < 0.13 || (x > 0.5 && y > 0.75),
  cross: (x, y) => Math.abs(x + 0.1) < 0.13 || Math.abs(y + 0.2) < 0.13,
  bar: (x) => Math.abs(x) < 0.13,
  angle: (x, y) => x < -0.75 || y > 0.75,
  hook: (x, y) => y < -0.75 || (Math.abs(x - y * -0.6) < 0.2 && y < 0.9),
};

/** Ink 0 … 1, side × side. */
function shape(inside, side) {
  const ink = new Float64Array(side * side);
  for (let i = 0; i < ink.length; i++) {
    const x = ((i % side) + 0.5) / (side / 2) - 1;
    const y = (Math.floor(i / side) + 0.5) / (side / 2) - 1;
    ink[i] = inside(x, y) ? 1 : 0;
  }
  return ink;
}

/** LeCun et al. 1998, III-A: the box to 20×20 by area, the centre of mass to index 14. Real numbers, pixel by pixel. */
function reference(ink, side) {
  const inked = [...ink.keys()].filter((i) => ink[i] > 0);
  const xs = inked.map((i) => i % side);
  const ys = inked.map((i) => Math.floor(i / side));
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const width = Math.max(...xs) + 1 - left;
  const height = Math.max(...ys) + 1 - top;
  const longest = Math.max(width, height);
  const columns = Math.max(1, Math.round((20 * width) / longest));
  const rows = Math.max(1, Math.round((20 * height) / longest));
  const small = new Float64Array(columns * rows);
  for (const i of inked) {
    const x0 = (((i % side) - left) * columns) / width;
    const x1 = x0 + columns / width;
    const y0 = ((Math.floor(i / side) - top) * rows) / height;
    const y1 = y0 + rows / height;
    for (let y = Math.floor(y0); y < y1 && y < rows; y++)
      for (let x = Math.floor(x0); x < x1 && x < columns; x++)
        small[y * columns + x] +=
          ink[i] * (Math.min(x1, x + 1) - Math.max(x0, x)) * (Math.min(y1, y + 1) - Math.max(y0, y));
  }
  const mass = small.reduce((a, b) => a + b);
  const centre = (f) => small.reduce((sum, value, i) => sum + value * f(i), 0) / mass;
  const offset = (position, length) => Math.min(28 - length, Math.max(0, Math.round(14 - position)));
  const dx = offset(
    centre((i) => i % columns),
    columns,
  );
  const dy = offset(
    centre((i) => Math.floor(i / columns)),
    rows,
  );
  const picture = new Uint8Array(784);
  small.forEach((value, i) => {
    picture[(dy + Math.floor(i / columns)) * 28 + dx + (i % columns)] = Math.round(255 * Math.min(1, value));
  });
  return picture;
}

const inkOn = (ink, side, options) =>
  inked((x, y) => (x < side && y < side ? ink[y * side + x] : 0), side, side, options);

for (const [name, inside] of Object.entries(SHAPES)) {
  for (const side of [80, 120, 163, 300]) {
    test(`${name} of ${side} pixels is as the reference has it`, () => {
      const ink = shape(inside, side);
      const { picture } = lenet5.predict(inkOn(ink, side, { margin: 30 }));
      const off = difference(picture, reference(ink, side));
      assert.ok(off <= 3, `mean difference ${off}`);
    });
  }

  test(`${name}: place, polarity and colour change no bit`, () => {
    const ink = shape(inside, 100);
    const plain = lenet5.predict(inkOn(ink, 100, { margin: 40 })).picture;
    const others = {
      corner: { margin: 40, shift: [-40, -40] },
      "opposite corner": { margin: 40, shift: [40, 40] },
      inverted: { margin: 40, paper: [0, 0, 0], pen: [255, 255, 255] },
      "blue on black": { margin: 40, paper: [0, 0, 0], pen: [0, 0, 255] },
      "yellow on white": { margin: 40, paper: [255, 255, 255], pen: [255, 255, 0] },
    };
    for (const [how, options] of Object.entries(others))
      assert.deepEqual(lenet5.predict(inkOn(ink, 100, options)).picture, plain, how);
  });
}

test("size changes little", () => {
  const small = lenet5.predict(inkOn(shape(SHAPES.ring, 60), 60, { margin: 20 })).picture;
  for (const side of [90, 140, 240, 500]) {
    const off = difference(lenet5.predict(inkOn(shape(SHAPES.ring, side), side, { margin: 40 })).picture, small);
    assert.ok(off < 4, `${side} pixels: mean difference ${off}`);
  }
});

test("whatever the pen's width, strokes come out as wide as MNIST's", () => {
  for (const half of [0.01, 0.03, 0.06, 0.13, 0.2, 0.28]) {
    const ring = (x, y) => Math.abs(Math.hypot(x, y) - (1 - half)) < half;
    const { picture } = lenet5.predict(inkOn(shape(ring, 200), 200, { margin: 40 }));
    const area = picture.reduce((a, b) => a + b) / 255; // of a ring of radius 10: π · (10² − (10 − width)²)
    const width = 10 - Math.sqrt(Math.max(0, 100 - area / Math.PI));
    assert.ok(width > 1.2 && width < 4.8, `pen of ${Math.round(200 * half)} of 200: width ${width}`);
  }
});

test("MNIST's pictures come out as they went in", { skip: skipWithoutMnist }, () => {
  const count = 2000;
  let equal = 0;
  let off = 0;
  for (const digit of mnistPictures(count)) {
    const { picture } = lenet5.predict(painted(28, 28, (x, y) => Array(3).fill(digit[28 * y + x])));
    const distance = difference(picture, digit);
    equal += Number(distance === 0);
    off += distance;
  }
  assert.ok(equal > 0.92 * count, `${equal} of ${count} are bit-equal`);
  assert.ok(off / count < 1, `mean difference ${off / count}`);
});
