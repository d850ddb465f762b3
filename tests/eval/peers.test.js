// What the peers are given and what is taken for their answer: against values worked out by hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOfPages, squeezed } from "./peers.js";
import { digitsOfSteps, planes } from "./pp-ocr.js";

const picture = (width, height, grey) => {
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) data.fill(grey(i % width, Math.floor(i / width)), 4 * i, 4 * i + 3);
  return { width, height, data };
};

test("a whole picture is squeezed to 28×28 by the mean of what a pixel covers, ink is light", () => {
  const halves = squeezed(picture(56, 14, (x) => (x < 29 ? 255 : 0)));
  assert.deepEqual(
    [...halves.subarray(0, 28)].slice(13, 16),
    [0, 128, 255],
    "29 columns of paper are 14 and a half pixels",
  );
  for (let y = 1; y < 28; y++) assert.deepEqual(halves.subarray(28 * y, 28 * y + 28), halves.subarray(0, 28));
});

test("dark pictures are not turned over", () => {
  const inside = (x, y) => (x > 8 && x < 20 && y > 4 && y < 24 ? 255 : 0);
  assert.deepEqual(squeezed(picture(28, 28, inside)), squeezed(picture(28, 28, (x, y) => 255 - inside(x, y))));
  assert.equal(squeezed(picture(28, 28, inside))[28 * 14 + 14], 255);
});

test("a page is a number when it holds digits and nothing else", () => {
  assert.deepEqual(digitsOfPages("7\n\f\n\f1 2\n\f 3 \n\f4a", 6), ["7", null, "12", "3", null, null]);
});

test("a line is 48 high, blue first, on grey up to 320 columns", () => {
  const { values, width } = planes(picture(96, 24, (x) => (x < 48 ? 255 : 0)));
  assert.equal(width, 320);
  assert.equal(values.length, 3 * 48 * 320);
  const row = (plane, y) => [...values.subarray((48 * plane + y) * 320, (48 * plane + y + 1) * 320)];
  for (const plane of [0, 1, 2])
    assert.deepEqual(
      row(plane, 20).map((value, x) => (x === 95 || x === 96 ? null : Math.round(value))),
      Array.from({ length: 320 }, (_, x) => (x === 95 || x === 96 ? null : x < 95 ? 1 : x < 192 ? -1 : 0)),
    );
  const red = { width: 2, height: 2, data: new Uint8Array(16).map((_, i) => (i % 4 === 0 || i % 4 === 3 ? 255 : 0)) };
  const { values: coloured, width: across } = planes(red);
  assert.deepEqual(
    [0, 1, 2].map((plane) => coloured[48 * plane * across]),
    [-1, -1, 1],
  );
});

test("steps become digits: the likeliest of digits and blank, repeats once, none when unsure", () => {
  const digits = new Map([
    [1, "4"],
    [3, "2"],
  ]);
  const steps = (...rows) => Float32Array.from(rows.flat());
  const four = [0.1, 0.8, 0.05, 0.05];
  const blank = [0.9, 0.05, 0, 0.05];
  const letter = [0.02, 0.01, 0.96, 0.01];
  assert.equal(digitsOfSteps(steps(four, four, blank, four, letter, [0, 0.1, 0, 0.9]), 4, digits), "442");
  assert.equal(digitsOfSteps(steps(blank, letter), 4, digits), null);
  assert.equal(digitsOfSteps(steps([0.1, 0.3, 0.5, 0.1]), 4, digits), null, "its mean probability is below 0.5");
});
