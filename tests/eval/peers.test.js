// What the peers are given and what is taken for their answer: against values worked out by hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOfPages, squeezed } from "./peers.js";

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

test("a page is a digit when it holds one and nothing else", () => {
  assert.deepEqual(digitsOfPages("7\n\f\n\f12\n\f 3 \n\f", 5), [7, null, null, 3, null]);
});
