// What a pen leaves on a pad that is no digit by its size and slope alone: dots, taps, lying bars; and bars that are a 1.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { colour, inkOfStrokes, paint } from "../eval/canvas.js";

const INK_ON_PAPER = { pen: colour("#000000"), paper: colour("#ffffff") };
const PADS = [280, 560];
const PENS = [6, 16, 24]; // of a pad of 280

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** Answers to a mark in the middle of pads, whose ends are a polar vector apart; `length` in pens. */
function answers(length, degrees) {
  return PADS.flatMap((side) =>
    PENS.map((thickness) => {
      const pen = (thickness * side) / 280;
      const [x, y] = [Math.cos((degrees * Math.PI) / 180), -Math.sin((degrees * Math.PI) / 180)];
      const half = (length * pen) / 2;
      const ends = [-half, half].map((along) => ({ x: side / 2 + along * x, y: side / 2 + along * y }));
      const { digit, reason } = lenet5.predict(paint(side, side, inkOfStrokes(side, side, [ends], pen), INK_ON_PAPER));
      return { digit, reason, about: `pad ${side}, pen ${pen}, ${length} pens at ${degrees}°` };
    }),
  );
}

describe("a mark on a pad", () => {
  test("is not a digit when it is a dot or a tap", () => {
    for (const [length, degrees] of [
      [0, 0],
      [0.3, 0],
      [0.3, 45],
      [0.3, 90],
      [0.5, 120],
    ])
      for (const { digit, reason, about } of answers(length, degrees)) {
        assert.equal(digit, null, about);
        assert.equal(reason, "not-a-digit", about);
      }
  });

  test("is not a digit when it is a bar that lies", () => {
    for (const length of [2, 4, 8])
      for (const degrees of [-20, -10, 0, 10, 20])
        for (const { digit, about } of answers(length, degrees)) assert.equal(digit, null, about);
  });

  test("is a 1 when it is a bar that stands", () => {
    for (const length of [5, 8])
      for (const degrees of [70, 80, 90, 100])
        for (const { digit, about } of answers(length, degrees)) assert.equal(digit, 1, about);
  });
});
