// Strokes: drawn by the engine as a picture of them would be read, whatever their unit.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import fc from "fast-check";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { difference, differenceMoved } from "../support/differences.js";
import { drawn, penned } from "../support/drawings.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

const DIGITS = [1, 3, 7];

const moved = (strokes, scale, dx, dy) =>
  strokes.map((stroke) => stroke.map((point) => ({ ...point, x: point.x * scale + dx, y: point.y * scale + dy })));

for (const digit of DIGITS) {
  test(`strokes of a ${digit} and the picture of them look the same to the network`, () => {
    const strokes = lenet5.predictStrokes(penned(digit));
    for (const [width, side, pen] of [
      [280, 200, 22],
      [140, 100, 12],
      [500, 300, 34],
    ]) {
      const picture = lenet5.predict(drawn(digit, { width, height: width, x: width / 2, y: width / 2, side, pen }));
      const off = differenceMoved(picture.picture, strokes.picture);
      assert.ok(off < 7, `${side} pixels with a pen of ${pen}: mean difference ${off}`);
      assert.equal(picture.digit, digit);
      assert.equal(strokes.digit, digit);
    }
  });

  test(`the unit and the place of a ${digit}'s points change nothing that can be seen`, () => {
    const { picture } = lenet5.predictStrokes(penned(digit));
    for (const [scale, dx, dy] of [
      [1e-3, 0, 0],
      [1, -5000, 300],
      [64, 1000, 1000],
      [1e5, -1e6, 7e6],
    ]) {
      const off = difference(lenet5.predictStrokes(moved(penned(digit), scale, dx, dy)).picture, picture);
      assert.ok(off < 2, `scale ${scale}, moved by ${dx}, ${dy}: mean difference ${off}`);
    }
  });
}

test("pressure makes strokes wider", () => {
  const ink = (pressure) => {
    const strokes = penned(3).map((stroke) => stroke.map((point) => ({ ...point, pressure })));
    return lenet5.predictStrokes(strokes).picture.reduce((a, b) => a + b);
  };
  assert.ok(ink(0) < ink(0.5) && ink(0.5) < ink(1));
});

test("the box is around the points, by the pen's width", () => {
  const { box } = lenet5.predictStrokes([
    [
      { x: 1000, y: 2000 },
      { x: 1060, y: 2100 },
    ],
  ]);
  assert.ok(box.x <= 1000 && box.x > 985 && box.y <= 2000 && box.y > 1985);
  assert.ok(box.width >= 60 && box.width < 90 && box.height >= 100 && box.height < 130);
});

test("dots, lines and any finite points get an answer", () => {
  const number = fc.oneof(
    fc.double({ min: -1e8, max: 1e8, noNaN: true }),
    fc.integer({ min: -300, max: 300 }),
    fc.constant(1e-30),
  );
  const point = fc.record({ x: number, y: number, pressure: fc.double({ min: 0, max: 1, noNaN: true }) });
  const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(strokes, (given) => {
      const { digit, reason, probabilities } = lenet5.predictStrokes(given);
      assert.ok(digit === null ? reason !== null : digit >= 0 && digit <= 9);
      assert.ok(probabilities.every((p) => p >= 0 && p <= 1));
    }),
    { numRuns: 300, seed: 1998 },
  );
});
