// Digits that are taken for something beside their number: what is left is never a sure answer.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { pictureOf, rowOf } from "../support/rows.js";
import { STROKES } from "../support/strokes.js";

const PEN = 7;

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** Open like a U, its foot to the right, its head at `top`. */
const openFour = (top) =>
  [
    [
      [0.1, 0.28],
      [0.2, 0.5],
      [0.35, 0.95],
      [0.75, 0.85],
      [1, 0.86],
    ],
    [
      [0.72, 0.45],
      [0.85, 0.7],
      [0.92, 0.93],
    ],
  ].map((stroke) => stroke.map(([x, y]) => [x, 0.95 - ((0.95 - y) * (0.95 - top)) / 0.67]));

test("a low digit that no network reads is a doubt, and no word behind the number", () => {
  for (const digit of ["3", "5", "6", "7"])
    for (const top of [0.28, 0.3, 0.32, 0.34])
      for (const gap of [20, 30, 45]) {
        const signs = { ...STROKES, 4: openFour(top) };
        const { text, confidence } = lenet5.read(pictureOf(rowOf(`${digit}4`, { gap, signs }), PEN));
        assert.ok(text !== digit, `${digit}4, its head at ${top}, ${gap} apart: ${text}, ${confidence}`);
      }
});

test("a number is in doubt beside which a line ends that may be the beginning of it", () => {
  for (const [begin, end] of [
    ["879", "23"],
    ["486", "35"],
    ["905", "62"],
    ["387", "45"],
  ])
    for (const down of [70, 80, 90])
      for (const overlap of [-30, -38, -46]) {
        const first = rowOf(begin, { gap: overlap }); // over each other, so that it can't be read
        const right = Math.max(...first.flat().map(({ x }) => x));
        const last = rowOf(end, { gap: 12 }).map((stroke) =>
          stroke.map((point) => ({ ...point, x: point.x + right - 50, y: point.y + down - 40 })),
        );
        const raised = first.map((stroke) => stroke.map((point) => ({ ...point, y: point.y - 40 })));
        const { text, confidence } = lenet5.read(pictureOf([...raised, ...last], PEN));
        assert.equal(text, null, `${begin} ${end}, ${down} lower: ${text}, ${confidence}`);
      }
});
