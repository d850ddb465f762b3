// A decimal point hardly wider than the pen is read in pictures as soft as photos are, and an amount that may have lost its
// point is not answered with confidence.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { inkOfStrokes } from "../eval/canvas.js";
import { heldOut, mnistTest } from "../eval/data-sets.js";
import { scannedAmounts, strokeAmounts } from "../eval/points.js";
import { painted, penned } from "../support/drawings.js";
import { DATA, skipWithoutMnist } from "../support/mnist.js";

const CONFIDENT = 0.9;
const hasDigits = existsSync(path.join(DATA, "digits"));
const skipWithoutDigits = skipWithoutMnist || (!hasDigits && `no digits in ${DATA} (set LENET5_DATA)`);

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

function readingsOf(items) {
  return Array.from(items, ({ truths: [truth], picture, name }) => {
    const { confidence, alternatives } = lenet5.read(picture, { format: "amount" });
    return { truth, name, confidence, said: alternatives[0]?.formatted ?? null };
  });
}

const withoutPoint = ({ said, confidence }) => said !== null && !said.includes(".") && confidence > CONFIDENT;

test("the points of 960 soft amounts are read, and none is lost with confidence", () => {
  const readings = readingsOf(strokeAmounts());
  assert.equal(readings.length, 960);
  assert.deepEqual(readings.filter(withoutPoint), []);
  const right = readings.filter(({ said, truth }) => said === truth).length;
  assert.ok(right >= 0.97 * readings.length, `${right} right`);
});

test("no point of scanned digits' amounts is lost with confidence", { skip: skipWithoutDigits }, () => {
  const readings = readingsOf(scannedAmounts([mnistTest(DATA), heldOut(DATA, "optdigits32")]));
  assert.deepEqual(readings.filter(withoutPoint), []);
});

/** 4520 as strokes on white paper, with a disc `dot` wide where its point would stand. */
function amountWithDot(dot) {
  const [width, height, pen, size] = [420, 160, 8, 80];
  const digits = [4, 5, 2, 0].map((digit, i) =>
    penned(digit, size).map((stroke) =>
      stroke.map(({ x, y }) => ({ x: x + 30 + 85 * i + (i > 1 ? 20 : 0), y: y + 40 })),
    ),
  );
  const ink = inkOfStrokes(width, height, digits.flat(), pen);
  const dots = inkOfStrokes(width, height, [[{ x: 208, y: 112 }]], dot);
  return painted(width, height, (x, y) => {
    const grey = Math.round(255 * (1 - Math.max(ink[y * width + x], dot > 0 ? dots[y * width + x] : 0)));
    return [grey, grey, grey, 255];
  });
}

test("a mark too small for a point costs confidence where a point would stand", () => {
  const [none, speck, point] = [0, 4, 9].map((dot) => lenet5.read(amountWithDot(dot), { format: "amount" }));
  assert.equal(none.formatted, "$4,520");
  assert.ok(none.confidence > CONFIDENT, `${none.confidence}`);
  assert.ok(
    speck.alternatives[0].formatted === "$45.20" || speck.confidence <= CONFIDENT,
    JSON.stringify(speck.alternatives),
  );
  assert.equal(point.formatted, "$45.20");
  assert.ok(point.confidence > CONFIDENT, `${point.confidence}`);
});

/** Two-decimal numbers as strokes: digits 80 high, and a point `gap` behind the first digit, at its foot. */
function decimalStrokes(number, gap) {
  const strokes = [];
  let x = 0;
  for (const [i, digit] of [...number.replace(".", "")].entries()) {
    const pen = penned(Number(digit), 80);
    const across = pen.flat().map((point) => point.x);
    const [left, right] = [Math.min(...across), Math.max(...across)];
    strokes.push(...pen.map((stroke) => stroke.map((point) => ({ x: point.x - left + x, y: point.y }))));
    x += right - left;
    if (i === 0) strokes.push([{ x: x + gap, y: 79 }]);
    x += i === 0 ? 28 : 16;
  }
  return strokes;
}

const PEN = 8; // what a pen of these strokes is wide: nearer than that, its dot lies in the digit's ink

test("a point that a pen set close behind a digit is read", () => {
  const numbers = ["8.66", "4.52", "1.20", "9.99", "1.75", "8.31", "2.64", "3.70"];
  const readings = numbers.flatMap((number) =>
    [3, 4, 5, 6, 7, 8, 10].map((gap) => {
      const { confidence, alternatives } = lenet5.readStrokes(decimalStrokes(number, gap), { format: "number" });
      return { number, gap, said: alternatives[0]?.value ?? null, confidence };
    }),
  );
  const misread = readings.filter(({ said, number }) => said !== number);
  assert.ok(misread.length <= 0.15 * readings.length, JSON.stringify(misread));
  assert.deepEqual(
    misread.filter(({ gap }) => gap > PEN / 2),
    [],
  );
  assert.deepEqual(
    misread.filter(({ confidence }) => confidence > CONFIDENT),
    [],
  );
});
