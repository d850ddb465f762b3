// Parts of digits that look like something else for themselves: feet and bases like underlines, halves like small type.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { pictureOf, rowOf } from "../support/rows.js";
import { STROKES } from "../support/strokes.js";

const PEN = 7;

/** Its base goes on far to the right. */
const WIDE_TWO = [[...STROKES[2][0].slice(0, -1), [1.2, 0.92], [1.5, 0.91]]];
// biome-ignore format: a stroke a line
const RINGS = [
  [[0.3, 0.1], [0.5, 0.06], [0.8, 0.1], [0.82, 0.24], [0.6, 0.32], [0.3, 0.3], [0.2, 0.2], [0.3, 0.1]],
  [[0.4, 0.56], [0.1, 0.66], [0.1, 0.86], [0.3, 0.95], [0.7, 0.94], [0.86, 0.8], [0.7, 0.6], [0.4, 0.56]],
];
// biome-ignore format: a stroke a line
const FOOTED_ONE = [
  [[0.18, 0.12], [0.5, 0.06], [0.48, 0.82]],
  [[0.2, 0.93], [0.8, 0.92]],
];

/** Its strokes do not quite meet. */
const OPEN_FOUR = [
  [
    [0.18, 0.14],
    [0.14, 0.5],
    [0.67, 0.5],
  ],
  [
    [0.76, 0.06],
    [0.74, 0.95],
  ],
];

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

function isRead(numbers, signs, pen = PEN) {
  for (const text of numbers)
    assert.equal(lenet5.read(pictureOf(rowOf(text, { gap: 20, signs: { ...STROKES, ...signs } }), pen)).text, text);
}

test("a foot clear of its 1 is no underline where it stands as low as the digits beside it", () => {
  isRead(["614", "21", "910", "31", "1180"], { 1: FOOTED_ONE });
});

test("the wide base of a 2 is no underline of what is above it", () => {
  isRead(["2504", "724", "27", "1729"], { 2: WIDE_TWO });
});

test("two rings below each other are an 8, and no small type", () => {
  isRead(["8164", "381", "5380", "2824"], { 8: RINGS });
});

test("rings of several 8s are no line of their own", () => {
  isRead(["78877", "8808"], { 8: RINGS }, 3);
});

test("a part of a 4 right beside its stem is no small type", () => {
  isRead(["149", "31734", "4104"], { 4: OPEN_FOUR }, 3);
});

test("digits that each stand on a line of their own are not read with it", () => {
  const lined = (digit) => [
    ...STROKES[digit],
    [
      [-0.4, 0.95],
      [1.4, 0.95],
    ],
  ];
  const signs = { ...STROKES, ...Object.fromEntries([3, 5, 6, 7, 8, 9].map((digit) => [digit, lined(digit)])) };
  for (const text of ["583", "796", "65", "397"]) {
    const { text: read } = lenet5.read(pictureOf(rowOf(text, { gap: 30, signs }), PEN));
    assert.ok(read === null || read === text, `${text}: ${read}`);
  }
});
