// Pen strokes of other people as training's pictures: how their files are read, split and drawn.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import fc from "fast-check";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { isBar } from "../eval/unipen-sets.js";
import { DATA } from "../support/mnist.js";
import { program } from "../support/programs.js";
import { STROKES, smooth } from "../support/strokes.js";
import { foldOf, hash, nameOf, pointsOf, readSamples } from "../support/unipen.js";

const PROGRAM = program("pens");
const DIGITS = 0;
const OTHERS = 1;
const SIDE = 28;
const AREA = SIDE * SIDE;

const run = (input, ...words) =>
  spawnSync(PROGRAM, words.map(String), { input, encoding: "latin1", maxBuffer: 1 << 28, timeout: 60_000 });

function answer(input, ...words) {
  const { status, stdout, signal } = run(input, ...words);
  assert.equal(status, 0, `${signal ?? ""}${stdout}`);
  return stdout.split("\n").slice(0, -1);
}

const lineOf = (writer, label, strokes) => JSON.stringify({ writer, label, strokes });
const GOOD = lineOf("abc/Ann", "7", [
  [0, 0, 10, 0, 4, 20],
  [2, 9, 8, 9],
]);

/** The project's own digits, as a coarse tablet would report them. */
const written = (digit) =>
  STROKES[digit].map((stroke) => smooth(stroke, 6).flatMap(([x, y]) => [Math.round(60 * x), Math.round(60 * y)]));

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

test("samples come out as JSON has them", () => {
  const coordinate = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const stroke = fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 20 })
    .map((points) => points.flat());
  const sample = fc.record({
    writer: fc
      .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[A-Za-z0-9_/-]{1,20}$/))
      .map((names) => names.join("/")),
    label: fc.stringMatching(/^[0-9A-Za-z!?&]$/),
    strokes: fc.array(stroke, { minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 8 }), fc.boolean(), (samples, ends) => {
      const lines = samples.map((one) => JSON.stringify(one));
      const found = answer(lines.join("\n") + (ends ? "\n" : ""), "samples");
      assert.deepEqual(
        found,
        samples.map(({ writer, label, strokes }, i) => {
          const hex = (text) => hash(text).toString(16).padStart(16, "0");
          const points = strokes.flatMap((flat, k) =>
            Array.from({ length: flat.length / 2 }, (_, p) => `${flat[2 * p]},${flat[2 * p + 1]},${k}`),
          );
          return [hex(nameOf(writer)), hex(lines[i]), label, ...points].join(" ");
        }),
      );
    }),
    { numRuns: 60 },
  );
});

test("what is no sample is refused by its line", () => {
  const many = (count, item) => new Array(count).fill(item);
  const cases = [
    ["7", /no JSON object/],
    ["", /no JSON object/],
    ['{"writer":"a/b"}', /is missing/],
    [GOOD.replace("abc/Ann", "Ann"), /COLLECTOR\/NAME/],
    [GOOD.replace("abc/Ann", "abc/"), /COLLECTOR\/NAME/],
    [GOOD.replace("abc/Ann", `abc/${"n".repeat(70)}`), /at most 63/],
    [GOOD.replace('"7"', '""'), /label is empty/],
    [GOOD.replace('"7"', "7"), /label is no text/],
    [GOOD.replace('"label"', '"lable"'), /another key/],
    [GOOD.replace('"label"', '"writer"'), /a key twice/],
    [GOOD.slice(0, -1), /does not end/],
    [`${GOOD}}`, /does not end/],
    [lineOf("a/b", "7", []), /no strokes/],
    [lineOf("a/b", "7", [[]]), /stroke is empty/],
    [lineOf("a/b", "7", [[1, 2, 3]]), /an x without a y/],
    [lineOf("a/b", "7", [[1, 2.5]]), /./],
    [lineOf("a/b", "7", [[1, "2"]]), /no integer/],
    [lineOf("a/b", "7", [[1, 1_000_001]]), /no integer/],
    [lineOf("a/b", "7", [[1, null]]), /no integer/],
    [lineOf("a/b", "7", many(257, [1, 2])), /over 256 strokes/],
    [lineOf("a/b", "7", [many(2 * 4097, 1)]), /over 4096 points/],
    [lineOf("a/b", "7", many(200, many(2 * 30, 1))), /over 4096 points/],
    [lineOf("a/b", "7", "[".repeat(1000)), /no list/],
    [lineOf("a/b", "7", 5), /no list/],
  ];
  for (const [line, pattern] of /** @type {[string, RegExp][]} */ (cases)) {
    const { status, stdout } = run(`${GOOD}\n${line}\n${GOOD}\n`, "samples");
    assert.equal(status, 3, `${line.slice(0, 80)}: ${stdout}`);
    assert.match(stdout, /^line 2: [^\n]+\n$/);
    assert.match(stdout, pattern);
  }
  assert.match(run("", "samples").stdout, /empty/);
});

test("any damage to a file is a reason, or another sample", () => {
  const file = Buffer.from(`${GOOD}\n${GOOD}\n`);
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), (place, byte, length) => {
      const damaged = Buffer.from(file);
      damaged[place] = byte;
      const { status, signal } = run(damaged.subarray(0, length), "samples");
      assert.equal(signal, null);
      assert.ok(status === 0 || status === 3);
    }),
    { numRuns: 200 },
  );
});

const PEOPLE = ["Ann", "Bob_B", "c-3", "Dee", "Eve", "f.f", "Guy", "Hal"];
const people = (label) =>
  PEOPLE.map((name, i) => lineOf(`${i % 2 ? "abc" : "xyz"}/${name}`, label, [[0, 0, 5, 9, 9, 0]])).join("\n");

test("a writer is in one fold, in every file and with every collector", () => {
  const OF = 3;
  const folds = PEOPLE.map((name) => foldOf(`any/${name}`, OF));
  assert.equal(new Set(folds).size, OF, "the names serve all folds");
  for (let number = 1; number <= OF; number++) {
    const numbers = (wanted) => PEOPLE.map((_, i) => i).filter((i) => (folds[i] === number) === wanted);
    for (const [kind, label] of [
      [DIGITS, "3"],
      [OTHERS, "k"],
    ]) {
      const [train, validate] = answer(people(label), "split", kind, number, OF).map((line) =>
        line.split(" ").filter(Boolean).map(Number),
      );
      assert.deepEqual(train, numbers(false));
      assert.deepEqual(
        validate.sort((a, b) => a - b),
        numbers(true),
      );
    }
  }
});

test("a digit's twins are no non-digits", () => {
  const labels = Array.from(
    "OoDQIliSsZzBbGgqyJ|/\\!().,'`-_" + 'ACEFHKLMNPRTUVWXYacdefhjkmnprtuvwx?&$%@#*+=:;<>[]{}"~^',
  );
  const file = labels.map((label) => lineOf("a/b", label, [[0, 0, 5, 9, 9, 0]])).join("\n");
  const [train] = answer(file, "split", OTHERS, 0, 1);
  const kept = train.split(" ").map((number) => labels[number]);
  assert.deepEqual(kept.join(""), 'ACEFHKLMNPRTUVWXYacdefhjkmnprtuvwx?&$%@#*+=:;<>[]{}"~^');
});

test("what is left of a letter as a mere bar is no non-digit", () => {
  const bars = [
    [[0, 0, 0, 40]],
    [[7, 0, 3, 20, 0, 40]],
    [[0, 0, 30, 2]],
    [
      [0, 0, 10, 10],
      [20, 20, 30, 31],
    ],
    [[4, 4]],
    [[4, 4, 4, 4]],
    [[0, 0, 1_000_000, -1_000_000]],
  ];
  const others = [
    [[0, 0, 9, 20, 0, 40]],
    [
      [0, 0, 0, 40],
      [20, 0, 20, 40],
    ],
    [
      [0, 20, 30, 20],
      [15, 0, 15, 40],
    ],
    [[0, 0, 40, 0, 40, 40]],
  ];
  const file = [...bars, ...others].map((strokes) => lineOf("a/b", "K", strokes)).join("\n");
  const [train] = answer(file, "split", OTHERS, 0, 1);
  assert.deepEqual(
    train.split(" ").map(Number),
    others.map((_, i) => bars.length + i),
  );
  for (const strokes of bars) assert.ok(isBar(pointsOf(strokes)), JSON.stringify(strokes));
  for (const strokes of others) assert.ok(!isBar(pointsOf(strokes)), JSON.stringify(strokes));
});

const TABLE = readFileSync(new URL("../../c/train/pens/pens_wrong.c", import.meta.url), "utf8");
const WRONG = Array.from(TABLE.matchAll(/0x([0-9A-F]{16})u/g), ([, identity]) => identity.toLowerCase());

test("the wrong labels are in order, and wrong to the eye, too", () => {
  assert.ok(WRONG.length > 0);
  assert.deepEqual(WRONG, [...new Set(WRONG)].sort());
  const { mislabelled } = JSON.parse(readFileSync(new URL("../eval/unipen-lists.json", import.meta.url), "utf8"));
  for (const identity of WRONG) assert.ok(mislabelled.includes(identity), identity);
});

const UNIPEN = path.join(DATA, "unipen/digits.jsonl.gz");
test("what is labelled wrong trains nobody, and is judged as labelled", {
  skip: !existsSync(UNIPEN) && `no ${UNIPEN}`,
}, () => {
  const isWrong = ({ line }) => WRONG.includes(hash(line).toString(16).padStart(16, "0"));
  const samples = readSamples(UNIPEN);
  const wrong = samples.filter(isWrong);
  assert.equal(wrong.length, WRONG.length);
  const written = [...wrong, ...samples.filter((sample, i) => i % 100 === 0 && !isWrong(sample))];
  const file = written.map(({ line }) => line).join("\n");
  for (let number = 1; number <= 5; number++) {
    const [train, validate] = answer(file, "split", DIGITS, number, 5).map((line) =>
      line.split(" ").filter(Boolean).map(Number),
    );
    const unseen = written.flatMap(({ writer }, i) => (foldOf(writer, 5) === number ? [i] : []));
    assert.deepEqual(
      validate.sort((a, b) => a - b),
      unseen,
    );
    const seen = written.flatMap(({ writer }, i) => (foldOf(writer, 5) !== number && i >= wrong.length ? [i] : []));
    assert.deepEqual(train, seen);
  }
});

test("labels that do not belong in a file are refused by their line", () => {
  for (const [kind, label, pattern] of /** @type {[number, string, RegExp][]} */ ([
    [DIGITS, "a", /no digit/],
    [DIGITS, "12", /no digit/],
    [OTHERS, "4", /letter or sign/],
    [OTHERS, "ab", /letter or sign/],
  ])) {
    const { status, stdout } = run(
      `${people(kind === DIGITS ? "3" : "k")}\n${lineOf("a/b", label, [[0, 0]])}\n`,
      "split",
      kind,
      1,
      2,
    );
    assert.equal(status, 3);
    assert.match(stdout, new RegExp(`^line ${PEOPLE.length + 1}: `));
    assert.match(stdout, pattern);
  }
});

/** The pictures of every sample: [{ label, pictures: [bytes] }]. */
function picturesOf(file, kind, count) {
  return answer(file, "pictures", kind, count).map((line) => {
    const [label, ...pictures] = line.split(" ");
    return { label: Number(label), pictures: pictures.map((hex) => Uint8Array.from(Buffer.from(hex, "hex"))) };
  });
}

/** Of the box of the ink. */
function longerSide(picture) {
  const inked = Array.from(picture.keys()).filter((i) => picture[i] > 0);
  const extent = (values) => Math.max(...values) - Math.min(...values) + 1;
  return Math.max(extent(inked.map((i) => i % SIDE)), extent(inked.map((i) => Math.floor(i / SIDE))));
}

test("digits are drawn by many pens, normalised as the engine normalises, and can be read", () => {
  const COUNT = 30;
  const file = Array.from({ length: 10 }, (_, digit) => lineOf("a/b", String(digit), written(digit))).join("\n");
  let right = 0;
  picturesOf(file, DIGITS, COUNT).forEach(({ label, pictures }, digit) => {
    assert.equal(label, digit);
    const different = new Set(pictures.map(String)).size;
    assert.ok(different > COUNT / 2, `${different} different pictures of a ${digit}`);
    for (const picture of pictures) {
      assert.equal(picture.length, AREA);
      const longer = longerSide(picture);
      assert.ok(longer >= 18 && longer <= 20, `a ${digit} is ${longer} long`);
      if (digit !== 0)
        right += Number(lenet5.predict({ width: SIDE, height: SIDE, data: rgba(picture) }).digit === digit);
    }
  });
  assert.ok(right >= 0.97 * 9 * COUNT, `${right} of ${9 * COUNT} are read`);
});

function rgba(picture) {
  return Uint8ClampedArray.from({ length: 4 * AREA }, (_, i) => (i % 4 === 3 ? 255 : picture[i >> 2]));
}

test("zeros get marks in training: slashes, bars, dots", () => {
  const COUNT = 200;
  const [{ pictures }] = picturesOf(lineOf("a/b", "0", written(0)), DIGITS, COUNT);
  // A ring around nothing is paper in the middle, whatever its width.
  const marked = pictures.filter((picture) => [13, 14].some((y) => [13, 14].some((x) => picture[y * SIDE + x] >= 128)));
  assert.ok(marked.length > 0.15 * COUNT && marked.length < 0.45 * COUNT, `${marked.length} of ${COUNT}`);
});

test("strokes of any shape become pictures", () => {
  const strokes = [
    [[5, 5]],
    [[5, 5, 5, 5]],
    [[0, 0, 1_000_000, 0]],
    [
      [0, -1_000_000, 0, 1_000_000],
      [7, 7],
    ],
    [
      [3, 3],
      [3, 3],
      [3, 3],
    ],
    [[0, 0, 1, 1]],
  ];
  const file = strokes.map((one) => lineOf("a/b", "1", one)).join("\n");
  for (const { pictures } of picturesOf(file, DIGITS, 20))
    for (const picture of pictures) assert.ok(picture.some((ink) => ink >= 128));
});
