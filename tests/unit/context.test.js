// The memory of a context: how much it takes, what it has room for, and that what is found doesn't depend on it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import fc from "fast-check";
import { anyLine, anyPicture, anyStrokes, extremePicture, rgbaOf } from "../support/arbitraries.js";
import { askedOfPicture, askedOfStrokes, DIGIT, NUMBER, SWEEP } from "../support/asked.js";
import { drawn, PICTURES, painted, penned, STROKE_SETS } from "../support/drawings.js";
import { program } from "../support/programs.js";

const WEIGHTS = fileURLToPath(new URL("../../weights/lenet5.safetensors", import.meta.url));
const MAX_PIXELS = 16 * 1024 * 1024;
const MEGABYTE = 1_000_000;
const [BLANK, BAD_ARGUMENT, NO_MEMORY] = [-1, -3, -10];

const bytesOf = (...sizes) =>
  execFileSync(program("context"), sizes.flat().map(String), { encoding: "utf8" }).trim().split("\n").map(Number);

function answers(questions, ...context) {
  return execFileSync(program("hosts"), [WEIGHTS, ...context.map(String)], {
    input: Buffer.concat(questions),
    maxBuffer: 2 ** 30,
  });
}

const statusOf = (question, ...context) => answers([question], ...context).readInt32LE(0);

test("digits from strokes and normalised pictures take less than a megabyte", () => {
  for (const bytes of bytesOf([0, 0], [28, 28], [32, 32])) assert.ok(bytes > 0 && bytes < MEGABYTE, `${bytes} bytes`);
});

test("pictures of any size and shape take 20 megabytes at most", () => {
  const [bytes] = bytesOf([MAX_PIXELS, 1]);
  assert.ok(bytes <= 20 * MEGABYTE, `${bytes} bytes`);
});

test("a larger picture takes as much at least, either way up", () => {
  const sizes = [
    [0, 0],
    [1, 1],
    [28, 28],
    [170, 170],
    [280, 280],
    [640, 480],
    [1920, 1080],
    [4096, 4096],
    [MAX_PIXELS, 1],
  ];
  const bytes = bytesOf(...sizes);
  for (let i = 1; i < bytes.length; i++) assert.ok(bytes[i] >= bytes[i - 1], `${sizes[i]}: ${bytes[i]}`);
  assert.ok(bytes[4] < 3 * MEGABYTE && bytes[4] < bytes[5] && bytes[5] < bytes[6]);
  assert.deepEqual(bytesOf([1080, 1920]), bytesOf([1920, 1080]));
});

test("a size that no picture can have makes no context", () => {
  const none = [
    [0, 1],
    [1, 0],
    [-1, -1],
    [-28, 28],
    [4097, 4096],
    [MAX_PIXELS, 2],
    [2 ** 31 - 1, 2 ** 31 - 1],
  ];
  assert.deepEqual(
    bytesOf(...none),
    none.map(() => 0),
  );
});

const paper = (width, height) => painted(width, height, () => [255, 255, 255, 255]);
const KINDS = { "a digit": DIGIT.picture, "a number": NUMBER.picture, "a sweep": SWEEP.picture };

for (const [name, kind] of Object.entries(KINDS)) {
  test(`${name}: what is larger than the context is refused, what fits is not`, () => {
    const status = (width, height) => statusOf(askedOfPicture(kind, paper(width, height)), 280, 100);
    for (const [width, height] of [
      [280, 100],
      [100, 280],
      [167, 167],
      [1, 280],
    ])
      assert.equal(status(width, height), BLANK);
    for (const [width, height] of [
      [281, 100],
      [281, 1],
      [1, 281],
      [168, 168],
    ])
      assert.equal(status(width, height), NO_MEMORY);
  });

  test(`${name}: a context for strokes has room for no picture`, () => {
    assert.equal(statusOf(askedOfPicture(kind, paper(1, 1)), 0, 0), NO_MEMORY);
    assert.equal(
      statusOf(askedOfPicture(kind, { ...paper(1, 1), width: 0, data: Buffer.alloc(0) }), 0, 0),
      BAD_ARGUMENT,
    );
  });
}

test("a refusal leaves nothing of a digit or a number", () => {
  const picture = drawn(3);
  const digit = answers([askedOfPicture(DIGIT.picture, picture)], 99, 99);
  assert.deepEqual([digit.readInt32LE(0), digit.readInt32LE(4)], [NO_MEMORY, -1]);
  assert.ok(digit.subarray(8, 896).every((byte) => byte === 0));
  const number = answers([askedOfPicture(NUMBER.picture, picture)], 99, 99);
  assert.deepEqual([number.readInt32LE(0), number.readInt32LE(12)], [NO_MEMORY, -1]);
  assert.ok(number.subarray(16).every((byte) => byte === 0));
});

const line = (digits) =>
  [...digits].flatMap((digit, i) => penned(digit).map((stroke) => stroke.map((p) => ({ ...p, x: p.x + 80 * i }))));

test("a line of strokes is read in a context that it fits, and refused in a smaller one", () => {
  const asked = askedOfStrokes(NUMBER.strokes, line("90210"));
  assert.equal(statusOf(asked, 0, 0), NO_MEMORY);
  assert.deepEqual(answers([asked], 640, 100), answers([asked]));
  assert.equal(statusOf(asked), 0);
});

const made = (arbitrary, numRuns, seed) => fc.sample(arbitrary, { numRuns, seed }).map(rgbaOf);

function assertSame(questions, bytes) {
  const [own, full] = [answers(questions, "own"), answers(questions)];
  assert.equal(own.length, bytes * questions.length);
  for (let i = 0; i < questions.length; i++) {
    const [from, to] = [i * bytes, (i + 1) * bytes];
    assert.ok(own.subarray(from, to).equals(full.subarray(from, to)), `question ${i}`);
  }
}

test("the smallest context finds the same digits, to the bit", () => {
  const pictures = [...Object.values(PICTURES), ...made(anyPicture, 300, 11), ...made(extremePicture, 20, 12)];
  assertSame(
    pictures.map((picture) => askedOfPicture(DIGIT.picture, picture)),
    DIGIT.bytes,
  );
});

test("the smallest context finds the same digits in strokes, to the bit", () => {
  const strokes = [...Object.values(STROKE_SETS), ...fc.sample(anyStrokes, { numRuns: 200, seed: 13 })];
  assertSame(
    strokes.map((set) => askedOfStrokes(DIGIT.strokes, set)),
    DIGIT.bytes,
  );
});

test("the smallest context finds the same numbers, to the bit", () => {
  const pictures = [...made(anyLine, 40, 14), ...made(anyPicture, 40, 15), ...made(extremePicture, 10, 16)];
  assertSame(
    pictures.map((picture) => askedOfPicture(NUMBER.picture, picture)),
    NUMBER.bytes,
  );
});

test("the smallest context holds a picture that is scaled down", () => {
  const large = drawn(8, {
    width: 900,
    height: 800,
    side: 600,
    x: 450,
    y: 400,
    pen: 60,
    paper: [255, 255, 255, 128],
  });
  assertSame([askedOfPicture(DIGIT.picture, large)], DIGIT.bytes);
});
