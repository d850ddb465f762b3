// What no answer ever exceeds, whatever the picture: boxes lie within it, confidences between 0 and 1, and those of one
// place, like those of different numbers, sum to one at most.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";

import fc from "fast-check";
import { PNG } from "pngjs";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { anyLine, anyPicture, anyStrokes, extremePicture, rgbaOf } from "../support/arbitraries.js";
import { penned } from "../support/drawings.js";

const FORMATTED = {
  digits: /^[-/+=:.,%()$€£¥ ]*\d[-/+=:.,%()$€£¥ \d]*$/,
  auto: /^[-/+=:.,%()$€£¥ ]*\d[-/+=:.,%()$€£¥ \u00a0\d]*$/,
  zip: /^\d{5}(-\d{4})?$/,
  date: /^[-/. \d]+$/,
  amount: /^-?[$€£¥]\d{1,3}(,\d{3})*(\.\d{1,2})?$/,
};
const FORMATS = Object.keys(FORMATTED);
const anyFormat = fc.constantFrom(...FORMATS);
const ROUNDING = 1e-6;
const SEEDED = { seed: 20260, includeErrorInReport: true };

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const isConfidence = (number) => number >= 0 && number <= 1;
const isWhole = (...numbers) => numbers.every(Number.isInteger);

function assertWithin({ x, y, width, height }, around, what) {
  const named = `${what} ${[x, y, width, height]}`;
  assert.ok(isWhole(x, y, width, height) && width > 0 && height > 0, `${named} is none`);
  assert.ok(x >= around.x && y >= around.y, `${named} begins outside`);
  assert.ok(x + width <= around.x + around.width && y + height <= around.y + around.height, `${named} ends outside`);
}

function assertPrediction({ confidence, probabilities, logits, score, box, digit, reason }, around) {
  assert.ok(isConfidence(confidence) && probabilities.every(isConfidence) && [score, ...logits].every(Number.isFinite));
  assert.ok(sum(probabilities) <= 1 + ROUNDING, `probabilities sum to ${sum(probabilities)}`);
  assert.equal(digit === null, reason !== null);
  assert.equal(box === null, reason === "blank");
  if (box !== null) assertWithin(box, around, "box");
}

function assertCharacter({ text, confidence, alternatives, box, outline }, around) {
  const all = [confidence, ...alternatives.map((one) => one.confidence)];
  assert.match(text, /^\d$/);
  assert.ok(all.every(isConfidence), `confidences ${all}`);
  assert.ok(sum(all) <= 1 + ROUNDING, `confidences of a place sum to ${sum(all)}`);
  assert.equal(new Set([text, ...alternatives.map((one) => one.text)]).size, all.length);
  assertWithin(box, around, "character's box");
  for (const { x, y } of outline) {
    assert.ok(isWhole(x, y) && x >= around.x && x <= around.x + around.width, `outline at ${[x, y]}`);
    assert.ok(y >= around.y && y <= around.y + around.height, `outline at ${[x, y]}`);
  }
}

function assertReading({ text, formatted, confidence, alternatives, characters, box, reason }, format, around) {
  const all = alternatives.map((one) => one.confidence);
  assert.ok([confidence, ...all].every(isConfidence), `confidences ${all}`);
  assert.ok(sum(all) <= 1 + ROUNDING, `confidences of different numbers sum to ${sum(all)}`);
  assert.equal(text === null, reason !== null);
  if (text !== null) assert.deepEqual([text, formatted], [alternatives[0].text, alternatives[0].formatted]);
  for (const one of alternatives) {
    assert.match(one.formatted, FORMATTED[format]);
    assert.match(one.text, /^\d{1,64}$/);
    if (format === "digits" || format === "zip") assert.equal(one.formatted.replace(/\D/g, ""), one.text);
  }
  assert.equal(characters.map((character) => character.text).join(""), alternatives[0]?.text ?? "");
  if (box !== null) assertWithin(box, around, "line's box");
  for (const character of characters) assertCharacter(character, around);
}

const wholeOf = ({ width, height }) => ({ x: 0, y: 0, width, height });

const checkReading = (picture, format) =>
  assertReading(lenet5.read(rgbaOf(picture), { format }), format, wholeOf(picture));

function assertSweep(picture) {
  const { outputs, width, picture: shown } = lenet5.sweep(rgbaOf(picture));
  assert.ok(outputs.flat().every(Number.isFinite));
  assert.equal(shown.length, 32 * width);
}

test("predictions of made pictures", () => {
  fc.assert(
    fc.property(anyPicture, (picture) => assertPrediction(lenet5.predict(rgbaOf(picture)), wholeOf(picture))),
    { ...SEEDED, numRuns: 3000 },
  );
});

test("readings of made pictures", () => {
  fc.assert(fc.property(anyPicture, anyFormat, checkReading), { ...SEEDED, numRuns: 2000 });
});

test("readings of made lines", () => {
  fc.assert(fc.property(anyLine, anyFormat, checkReading), { ...SEEDED, numRuns: 600 });
});

test("pictures thousands of times as long as broad", () => {
  const check = (picture, format) => {
    assertPrediction(lenet5.predict(rgbaOf(picture)), wholeOf(picture));
    checkReading(picture, format);
    assertSweep(picture);
  };
  fc.assert(fc.property(extremePicture, anyFormat, check), { ...SEEDED, numRuns: 200 });
});

test("sweeps of made lines", () => {
  fc.assert(fc.property(anyLine, assertSweep), { ...SEEDED, numRuns: 100 });
});

/** The strokes' own extent with room for the pen that they are drawn with: a quarter of their longer side. */
function around(strokes) {
  const points = strokes.flat();
  const [xs, ys] = [points.map(({ x }) => Math.fround(x)), points.map(({ y }) => Math.fround(y))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const room = Math.ceil(Math.max(width, height) / 4) + 16;
  return { x: left - room, y: top - room, width: width + 2 * room, height: height + 2 * room };
}

test("strokes, in their own unit", () => {
  const check = (strokes, format) => {
    assertPrediction(lenet5.predictStrokes(strokes), around(strokes));
    assertReading(lenet5.readStrokes(strokes, { format }), format, around(strokes));
  };
  fc.assert(fc.property(anyStrokes, anyFormat, check), { ...SEEDED, numRuns: 500 });
});

/** Digits in a row, more or less close. */
const rowOf = (digits, step) =>
  digits.flatMap((digit, i) =>
    penned(digit).map((stroke) => stroke.map((point) => ({ ...point, x: 0.6 * point.x + step * i }))),
  );

test("strokes of long numbers", () => {
  for (let count = 1; count <= 64; count += 7) {
    const digits = Array.from({ length: count }, (_, i) => (7 * i + count) % 10);
    for (const step of [50, 62]) {
      const strokes = rowOf(digits, step);
      assertReading(lenet5.readStrokes(strokes), "digits", around(strokes));
    }
  }
});

const HOSTILE = new URL("../fixtures/hostile/", import.meta.url);
for (const name of readdirSync(HOSTILE).filter((one) => one.endsWith(".png"))) {
  test(`fixtures/hostile/${name}`, () => {
    const { data, width, height } = PNG.sync.read(readFileSync(new URL(name, HOSTILE)));
    const rgba = { data: new Uint8ClampedArray(data), width, height };
    assertPrediction(lenet5.predict(rgba), { x: 0, y: 0, width, height });
    for (const format of FORMATS) assertReading(lenet5.read(rgba, { format }), format, { x: 0, y: 0, width, height });
  });
}
