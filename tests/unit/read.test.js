// Reading numbers: formats, reasons, what every answer promises, and the same answer on every host.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { inkOfStrokes } from "../eval/canvas.js";
import { painted, penned } from "../support/drawings.js";
import { mnistPictures, skipWithoutMnist, TEST_LABELS } from "../support/mnist.js";
import { png } from "../support/picture-files.js";
import { generator } from "../support/random.js";
import { STROKES, smooth } from "../support/strokes.js";

const NATIVE = fileURLToPath(new URL("../../build/lenet5", import.meta.url));
const CLI = fileURLToPath(new URL("../../web/cli.js", import.meta.url));
const REASONS = ["blank", "not-a-number", "wrong-length", "uncertain", "too-long", "cancelled"];
const FORMATTED = {
  digits: /^[\d.,:\-/+=%()$€£¥ ]+$/,
  zip: /^\d{5}(-\d{4})?$/,
  amount: /^-?[$€£¥]\d{1,3}(,\d{3})*(\.\d{1,2})?$/,
};

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

const WHITE = [255, 255, 255, 255];

/** A sheet of white paper, grey 0 black … 255 white. */
const sheet = (width, height) => ({ width, height, grey: new Uint8Array(width * height).fill(255) });

const rgbaOf = ({ width, height, grey }) =>
  painted(width, height, (x, y) =>
    Array(3)
      .fill(grey[y * width + x])
      .concat(255),
  );

/** Puts a 28 × 28 picture (0 paper … 255 ink), enlarged by a whole factor, onto the sheet; returns its ink's columns. */
function put(onto, picture, left, top, factor) {
  for (let y = 0; y < 28 * factor; y++) {
    for (let x = 0; x < 28 * factor; x++) {
      const ink = picture[Math.floor(y / factor) * 28 + Math.floor(x / factor)];
      const at = (top + y) * onto.width + left + x;
      onto.grey[at] = Math.min(onto.grey[at], 255 - ink);
    }
  }
}

/** The first and last column with ink. */
function columnsOf(picture) {
  const inked = Array.from({ length: 28 }, (_, x) => x).filter((x) =>
    Array.from({ length: 28 }, (_, y) => picture[y * 28 + x]).some((ink) => ink > 40),
  );
  return [inked[0], inked.at(-1)];
}

/** A line of digits, `gap` pixels of 28 × 28 between their ink. */
function lineOf(pictures, gap, factor = 2) {
  const line = sheet((pictures.length * 32 + 20) * factor, 48 * factor);
  let x = 8 * factor;
  for (const picture of pictures) {
    const [first, last] = columnsOf(picture);
    put(line, picture, x - first * factor, 10 * factor, factor);
    x += (last - first + 1 + gap()) * factor;
  }
  return line;
}

function mnistLines(count, digits, gap, seed) {
  const labels = gunzipSync(readFileSync(TEST_LABELS)).subarray(8);
  const pictures = mnistPictures(10000);
  const random = generator(seed);
  return Array.from({ length: count }, () => {
    const chosen = Array.from({ length: digits }, () => Math.floor(random() * 10000));
    return {
      text: chosen.map((i) => labels[i]).join(""),
      line: lineOf(
        chosen.map((i) => pictures[i]),
        () => gap(random),
      ),
    };
  });
}

/** Strokes of digits side by side, each 60 wide and 100 high. */
const strokesOf = (digits) =>
  digits.flatMap((digit, i) =>
    penned(digit).map((stroke) => stroke.map((point) => ({ ...point, x: point.x * 0.6 + 75 * i }))),
  );

/** What holds for every reading. */
function checkReading(reading, format, width, height) {
  const { text, formatted, confidence, rejected, reason, alternatives, characters, box } = reading;
  assert.equal(rejected, text === null);
  assert.equal(rejected, reason !== null);
  assert.ok(reason === null || REASONS.includes(reason));
  assert.ok(confidence >= 0 && confidence <= 1);
  assert.ok(alternatives.length <= 5);
  assert.equal(new Set(alternatives.map((alternative) => alternative.formatted)).size, alternatives.length);
  alternatives.forEach((alternative, i) => {
    assert.match(alternative.formatted, FORMATTED[format]);
    assert.ok(i === 0 || alternative.confidence <= alternatives[i - 1].confidence);
    assert.ok(format === "amount" || alternative.formatted.replace(/\D/g, "") === alternative.text);
  });
  if (text !== null) {
    assert.equal(text, alternatives[0].text);
    assert.equal(formatted, alternatives[0].formatted);
  }
  assert.equal(characters.map((character) => character.text).join(""), alternatives[0]?.text ?? "");
  for (const { box: of, confidence: sure, outline, alternatives: others, text: digit } of characters) {
    assert.ok(of.x >= box.x - 2 && of.y >= box.y - 2);
    assert.ok(of.x + of.width <= box.x + box.width + 2 && of.y + of.height <= box.y + box.height + 2);
    assert.ok(of.x >= 0 && of.y >= 0 && of.x + of.width <= width && of.y + of.height <= height);
    assert.ok(sure >= 0 && sure <= 1);
    assert.equal(outline.length, 16);
    assert.ok(others.every((other) => other.text !== digit && other.confidence >= 0 && other.confidence <= 1));
  }
}

test("reads ZIP codes made of MNIST's test digits", { skip: skipWithoutMnist }, () => {
  const lines = mnistLines(200, 5, (random) => Math.floor(random() * 9), 3);
  const right = lines.filter(({ text, line }) => {
    const picture = rgbaOf(line);
    const reading = lenet5.read(picture, { format: "zip" });
    checkReading(reading, "zip", picture.width, picture.height);
    return reading.alternatives[0]?.text === text;
  });
  assert.ok(right.length >= 184, `${right.length} of 200 are right`);
});

test("what it is sure of is right", { skip: skipWithoutMnist }, () => {
  const lines = mnistLines(200, 4, (random) => Math.floor(random() * 6) - 1, 5);
  const sure = lines
    .map(({ text, line }) => ({ text, reading: lenet5.read(rgbaOf(line)) }))
    .filter(({ reading }) => reading.confidence >= 0.9);
  const wrong = sure.filter(({ text, reading }) => reading.text !== text);
  assert.ok(sure.length >= 100, `${sure.length} of 200 are sure`);
  assert.ok(wrong.length <= 0.05 * sure.length, `${wrong.length} of ${sure.length} are wrong`);
});

test("gives each digit the box of its ink", { skip: skipWithoutMnist }, () => {
  const [{ text, line }] = mnistLines(20, 3, () => 8, 9).filter(
    (one) => lenet5.read(rgbaOf(one.line)).text === one.text,
  );
  const { characters } = lenet5.read(rgbaOf(line), { length: text.length });
  for (const { box } of characters) {
    const column = (x) =>
      Array.from({ length: line.height }, (_, y) => line.grey[y * line.width + x]).some((grey) => grey < 128);
    assert.ok(column(box.x) || column(box.x + 1) || column(box.x + 2));
    assert.ok(!column(box.x - 4) && !column(box.x + box.width + 4));
  }
});

test("reads strokes, in their own unit and place", () => {
  const strokes = strokesOf([7, 3, 1]);
  const { text, characters, confidence } = lenet5.readStrokes(strokes);
  assert.equal(text, "731");
  characters.forEach(({ box }, i) => assert.ok(box.x > 75 * i - 20 && box.x + box.width < 75 * i + 85));
  const elsewhere = strokes.map((stroke) =>
    stroke.map((point) => ({ ...point, x: 8 * point.x - 512, y: 8 * point.y + 1024 })),
  );
  const moved = lenet5.readStrokes(elsewhere);
  assert.equal(moved.text, "731");
  assert.ok(Math.abs(moved.confidence - confidence) < 0.05);
});

test("says why there is no answer", () => {
  const paper = painted(120, 60, () => WHITE);
  assert.equal(lenet5.read(paper).reason, "blank");
  assert.equal(lenet5.readStrokes([]).reason, "blank");
  const one = lenet5.readStrokes(penned(7), { format: "zip" });
  assert.equal(one.text, null);
  assert.ok(["wrong-length", "not-a-number"].includes(one.reason), one.reason);
  assert.equal(lenet5.readStrokes(strokesOf([7, 3, 1]), { length: 4 }).text, null);
  assert.equal(lenet5.readStrokes(strokesOf([7, 3, 1]), { line: 3 }).reason, "blank");
  const long = lenet5.readStrokes(strokesOf(Array.from({ length: 70 }, (_, i) => [1, 3, 7][i % 3])));
  assert.equal(long.reason, "too-long");
});

test("refuses noise and wide fields without a guess, in bounded time", () => {
  const random = generator(21);
  const speckled = painted(600, 200, () => (random() < 0.2 ? [0, 0, 0, 255] : WHITE));
  const scribble = [Array.from({ length: 400 }, () => ({ x: random() * 400, y: random() * 80 }))];
  const wide = painted(4000, 30, (x, y) => ((x * 7 + y * 3) % 11 < 4 ? [0, 0, 0, 255] : WHITE));
  for (const format of ["digits", "zip", "amount"]) {
    for (const picture of [speckled, wide]) {
      const reading = lenet5.read(picture, { format });
      assert.equal(reading.text, null);
      assert.ok(REASONS.includes(reading.reason));
    }
    assert.equal(lenet5.readStrokes(scribble, { format }).text, null);
  }
});

test("refuses requests that cannot be", () => {
  const paper = painted(20, 20, () => WHITE);
  assert.throws(() => lenet5.read(paper, { format: "iban" }), TypeError);
  assert.throws(() => lenet5.read(paper, { length: 65 }), RangeError);
  assert.throws(() => lenet5.read(paper, { length: 1.5 }), RangeError);
  assert.throws(() => lenet5.read(paper, { format: "zip", length: 6 }), RangeError);
  assert.throws(() => lenet5.read(paper, { format: "amount", length: 4 }), RangeError);
  assert.throws(() => lenet5.read(paper, { line: -1 }), RangeError);
  assert.throws(() => lenet5.read({}), TypeError);
});

test("gives the same answer natively, under WASI and in the library", { skip: skipWithoutMnist }, (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "lenet5-read-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const lines = mnistLines(6, 5, (random) => Math.floor(random() * 8) - 2, 31).map(({ line }) => line);
  const files = lines.map((line, i) => {
    const name = path.join(folder, `${i}.png`);
    writeFileSync(name, png(line));
    return name;
  });
  for (const format of ["digits", "zip", "amount"]) {
    const args = ["read", "--json", "--format", format, ...files];
    const native = execFileSync(NATIVE, args).toString();
    assert.equal(execFileSync(process.execPath, [CLI, ...args]).toString(), native);
    native
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .forEach((answer, i) => {
        const { text, formatted, confidence, reason, characters } = lenet5.read(rgbaOf(lines[i]), { format });
        assert.deepEqual([answer.text, answer.formatted, answer.reason], [text, formatted, reason]);
        assert.equal(Math.fround(answer.confidence), confidence);
        assert.deepEqual(
          answer.characters.map((c) => [c.text, Math.fround(c.confidence), ...c.box]),
          characters.map(({ text: digit, confidence: sure, box: b }) => [digit, sure, b.x, b.y, b.width, b.height]),
        );
      });
  }
});

test("the command says what is wrong with a request", () => {
  const run = (...args) => spawnSync(NATIVE, ["read", ...args], { encoding: "utf8" });
  for (const args of [
    [],
    ["--format"],
    ["--format", "iban", "x.png"],
    ["--length", "0", "x.png"],
    ["--length", "65", "x.png"],
    ["--format=zip", "--length=6", "x.png"],
    ["--format=amount", "--length=4", "x.png"],
    ["no-such-file.png"],
  ]) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2, args.join(" "));
    assert.equal(stdout, "");
    assert.match(stderr, /^lenet5: .+\n$/);
  }
});

/** Characters side by side as pens report them, digits in cells of 60 × 90 and marks in cells `mark` times as wide; of
 * zeros behind a mark or a zero, cells and all are `zero` times as large. */
function written(text, mark, zero = 1) {
  let x = 0;
  return Array.from(text).flatMap((character, i) => {
    const size = character === "0" && /[^1-9]/.test(text[i - 1] ?? "1") ? zero : 1;
    const width = (/\d/.test(character) ? 60 : 60 * mark) * size;
    const left = x + width / 2 - 30 * size;
    x += width;
    return STROKES[character].map((stroke) =>
      smooth(stroke).map(([u, v]) => ({ x: left + 60 * size * u, y: 90 * (1 - size * (1 - v)) })),
    );
  });
}

for (const [text, formatted] of [
  ["12.50", "$12.50"],
  ["8.75", "$8.75"],
  ["1204.50", "$1,204.50"],
  ["1,204.50", "$1,204.50"],
  ["1.204", "$1,204"],
  ["37-", "$37"],
]) {
  test(`the points and dashes of ${text} are what they mean`, () => {
    for (const mark of [0.5, 1])
      assert.equal(lenet5.readStrokes(written(text, mark), { format: "amount" }).formatted, formatted);
  });
}

test("the small zeros of a round amount are no dashes", () => {
  for (const text of ["40.000", "25.000", "12.000", "150.000"]) {
    const { text: read } = lenet5.readStrokes(written(text, 0.5, 0.4), { format: "amount" });
    assert.equal(read, text.replace(".", ""));
  }
});

/** Zeros in one go behind drawn digits: side by side, `gap` apart, a link from top to top that sags by `sag`. */
function withLinkedZeros(digits, { width, height, gap, sag }) {
  const pen = [...digits].flatMap((digit, i) =>
    penned(Number(digit), 36).map((stroke) => stroke.map(({ x, y }) => ({ x: x + 34 * i, y }))),
  );
  const aside = (width + gap) / 2;
  const middle = Math.max(...pen.flat().map(({ x }) => x)) + 14 + width + gap / 2;
  const ring = (x) =>
    Array.from({ length: 41 }, (_, i) => (i / 20) * Math.PI).map((angle) => ({
      x: x + (width / 2) * Math.sin(angle),
      y: 36 - (height / 2) * (1 + Math.cos(angle)),
    }));
  const link = [-aside, 0, aside].map((x) => ({ x: middle + x, y: 36 - height + (x === 0 ? sag : 0) }));
  return [...pen, ring(middle - aside), link, ring(middle + aside)];
}

test("linked zeros are no word behind a number", () => {
  const digits = ["19", "7", "382", "25"];
  for (const of of digits)
    for (const height of [28, 31, 34])
      for (const width of [18, 22, 26])
        for (const gap of [0, 2])
          for (const sag of [-1, 0, 6]) {
            const strokes = withLinkedZeros(of, { width, height, gap, sag });
            const { text, formatted, after } = lenet5.readStrokes(strokes);
            const isLost = text === of && after !== null;
            assert.ok(!isLost, `${of}00, zeros ${width} × ${height}, ${gap} apart, link ${sag}: ${formatted}`);
          }
});

test("a 1 that bends a little is no bracket without its other half", () => {
  for (const before of ["6", "46", "25", "83"]) {
    const pen = [...before].flatMap((digit, i) =>
      penned(Number(digit)).map((stroke) => stroke.map(({ x, y }) => ({ x: x + 75 * i, y }))),
    );
    const right = Math.max(...pen.flat().map(({ x }) => x));
    const bent = [[22, 4], [30, 50], [6, 96]].map(([x, y]) => ({ x: right + x, y })); // biome-ignore format: points
    assert.equal(lenet5.readStrokes([...pen, bent]).text, `${before}1`);
  }
});

test("looks that disagree about a line leave it uncertain, not no number", () => {
  const rows = [
    { text: "7782", lean: 0.44, squeeze: 0.59, sag: 0.14 },
    { text: "53122", lean: -0.32, squeeze: 0.48, sag: 0 },
    { text: "8727", lean: 0.35, squeeze: 0.52, sag: 0.06 },
  ];
  let uncertain = 0;
  for (const { text, lean, squeeze, sag } of rows) {
    const place = ({ x, y }) => ({ x: x * squeeze + lean * (90 - y), y: y + sag * x });
    const reading = lenet5.readStrokes(written(text, 0.5).map((stroke) => stroke.map(place)));
    if (reading.text === text) continue;
    uncertain++;
    assert.deepEqual([reading.text, reading.reason], [null, "uncertain"]);
    assert.equal(reading.characters.map((character) => character.text).join(""), reading.alternatives[0].text);
  }
  assert.ok(uncertain > 0);
});

/**
 * Written characters as pixels: ink 0 … 1 with a margin around it; change(ink, x, y) → what is seen.
 * @param {string} text
 * @param {{ pen?: number, margin?: number, change?: (ink: number, x: number, y: number) => number }} [options]
 */
function penciled(text, { pen = 6, margin = 20, change = (ink) => ink } = {}) {
  const strokes = written(text, 0.5).map((stroke) => stroke.map(({ x, y }) => ({ x: x + margin, y: y + margin })));
  const width = Math.ceil(Math.max(...strokes.flat().map(({ x }) => x))) + margin;
  const height = 90 + 2 * margin;
  const ink = inkOfStrokes(width, height, strokes, pen);
  return painted(width, height, (x, y) =>
    Array(3)
      .fill(255 * (1 - change(ink[y * width + x], x, y)))
      .concat(255),
  );
}

test("the hairlines of security paper are no part of a number", () => {
  for (const apart of [9, 13]) {
    const hairline = (x, y) => (Math.round(y - 0.15 * x) % apart === 0 && (7 * x + 5 * y) % 40 < 22 ? 0.8 : 0);
    const change = (ink, x, y) => Math.max(ink, hairline(x, y));
    assert.equal(lenet5.read(penciled("47305", { change }), { format: "amount" }).text, "47305");
  }
});

test("a rule under a number on grainy paper is no part of it", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const random = generator(seed);
    const change = (ink, _x, y) =>
      0.2 + Math.max(0.3 * ink, y >= 106 && y < 109 ? 0.25 : 0) + 0.4 * (random() + random() - 1) * 0.5;
    assert.equal(lenet5.read(penciled("47305", { change }), { format: "amount" }).text, "47305", `${seed}`);
  }
});
