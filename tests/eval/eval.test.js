// The evaluation itself: its statistics against definitions worked out by hand and against the command's, its pictures,
// its contact sheets, its command line.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { PNG } from "pngjs";
import { DATA, skipWithoutMnist } from "../support/mnist.js";
import { idx } from "../support/picture-files.js";
import { foldOf } from "../support/unipen.js";
import { colour, fitStrokes, greyPicture, inkOfScan, inkOfStrokes, paint } from "./canvas.js";
import { canvasSets } from "./canvas-sets.js";
import { digitsInConditions, numbersInConditions } from "./condition-sets.js";
import { heldOut, mnistTest } from "./data-sets.js";
import { Engine } from "./engine.js";
import { digitStyles, write } from "./hand.js";
import { outcomesOf } from "./measure.js";
import { nonDigitSets } from "./non-digits.js";
import { unipenNumbers } from "./number-sets.js";
import { photograph } from "./photograph.js";
import { Random } from "./random.js";
import { writeSheet } from "./sheet.js";
import { areaUnderRoc, bestGuess, calibrationError, rejectCurve, summary, thresholdAccepting } from "./statistics.js";
import { stringSets } from "./string-sets.js";
import { shareRead, stringOutcomesOf } from "./strings.js";
import { foldOfWeights, inked, TWINS, unipenDigits, unipenNonDigits } from "./unipen-sets.js";

const file = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const EVAL = file("tests/eval/eval.js");
const [MODULE, WEIGHTS] = [file("dist/lib/lenet5.wasm"), file("dist/lib/lenet5.safetensors")];
const skipWithoutDigits = !existsSync(path.join(DATA, "digits")) && `no digits in ${DATA} (set LENET5_DATA)`;

let folder;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lenet5-eval-"));
});
after(() => rmSync(folder, { recursive: true }));

/** An answer that gives `confidence` to one digit and shares the rest. */
function answer(truth, guess, confidence) {
  const probabilities = new Array(10).fill((1 - confidence) / 9);
  probabilities[guess] = confidence;
  return { truth, probabilities, score: confidence, accepted: true };
}

const blank = (truth) => ({ truth, probabilities: new Array(10).fill(0), score: -Infinity, accepted: false });

describe("statistics", () => {
  test("the reject curve leaves out the least confident answers", () => {
    const outcomes = [answer(1, 1, 0.9), answer(2, 3, 0.5), answer(4, 4, 0.8), answer(5, 6, 0.95)];
    const errors = rejectCurve(outcomes, [0, 0.25, 0.5]).map(({ error }) => error);
    assert.deepEqual(errors, [2 / 4, 1 / 3, 1 / 2]);
  });

  test("calibration is right when every bin is as good as it says, and off by the gap otherwise", () => {
    const bin = (right) => Array.from({ length: 10 }, (_, i) => answer(0, i < right ? 0 : 1, 0.7));
    assert.ok(calibrationError(bin(7)) < 1e-12);
    assert.ok(Math.abs(calibrationError(bin(3)) - 0.4) < 1e-12);
  });

  test("a blank picture is an error, refused, and has no guess", () => {
    const report = summary([answer(3, 3, 1), blank(3)]);
    assert.equal(bestGuess(blank(3).probabilities), null);
    assert.deepEqual([report.errors, report.accepted, report.answeredRight], [1, 0.5, 0.5]);
    assert.deepEqual(report.confusion[3], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
    assert.ok(Math.abs(report.nll - Math.log(10) / 2) < 1e-12);
  });

  test("the area under the ROC is the share of pairs in the right order", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(scores, scores, (digits, others) => {
        const pairs = digits.flatMap((digit) => others.map((other) => (digit > other ? 1 : digit === other ? 0.5 : 0)));
        const expected = pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
        assert.ok(Math.abs(areaUnderRoc(digits, others) - expected) < 1e-12);
      }),
    );
  });

  test("the threshold accepts at least the share that is asked for, and the next higher one does not", () => {
    const scores = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 100 }), (list, share) => {
        const threshold = thresholdAccepting(list, share / 100);
        const accepted = (limit) => list.filter((score) => score >= limit).length;
        assert.ok(accepted(threshold) >= (share / 100) * list.length);
        assert.ok(accepted(threshold + 1) < (share / 100) * list.length);
      }),
    );
  });
});

describe("the command and the evaluation", () => {
  /** Scans [{ truth, values }] of one size, by both. */
  function both(scans, asPicture) {
    const { width, height } = scans[0];
    const [images, labels] = ["images.idx", "labels.idx"].map((name) => path.join(folder, name));
    writeFileSync(images, idx([scans.length, height, width], Buffer.concat(scans.map(({ values }) => values))));
    writeFileSync(labels, idx([scans.length], Buffer.from(scans.map(({ truth }) => truth))));
    const args = ["eval", images, labels, "--weights", WEIGHTS, "--json", ...(asPicture ? ["--picture"] : [])];
    const { stdout, stderr } = spawnSync(file("build/lenet5"), args, { encoding: "utf8" });
    assert.equal(stderr, "");
    return JSON.parse(stdout);
  }

  async function agree(scans, asPicture) {
    const engine = new Engine(MODULE, WEIGHTS);
    const items = scans.map((scan) => ({
      ...scan,
      ...(asPicture ? { picture: greyPicture(scan) } : { normalised: scan.values }),
    }));
    const own = summary(await outcomesOf(engine, { items: () => items }));
    const command = both(scans, asPicture);
    const close = (a, b, what) => assert.ok(Math.abs(a - b) < 2e-6, `${what}: ${a} and ${b}`);
    assert.deepEqual([command.count, command.errors], [own.count, own.errors]);
    assert.deepEqual(
      command.confusion,
      own.confusion.map((row) => row.slice(0, 10)),
    );
    assert.equal(command.refused, Math.round((1 - own.accepted) * own.count));
    command.rejectCurve.forEach(({ reject, error }, i) => {
      assert.equal(reject, own.rejectCurve[i].reject);
      close(error, own.rejectCurve[i].error, `error at ${reject} rejected`);
    });
    command.perDigit.forEach(({ digit, accuracy }) =>
      close(accuracy, own.perDigit[digit] ?? 0, `accuracy of ${digit}`),
    );
    close(command.ece, own.ece, "ECE");
    close(command.nll, own.nll, "NLL");
  }

  test("agree on digits that the evaluation draws", async () => {
    const scans = digitStyles.flatMap(({ digit, template }, index) =>
      [0, 1, 2].map((hand) => {
        const strokes = fitStrokes(write(template, new Random("agree", index, hand)), { left: 6, top: 6, size: 50 }, 4);
        return {
          truth: digit,
          width: 64,
          height: 64,
          values: Uint8Array.from(inkOfStrokes(64, 64, strokes, 4), (ink) => Math.round(255 * ink)),
        };
      }),
    );
    await agree(scans, true);
  });

  test("agree on MNIST, straight into the network", { skip: skipWithoutMnist }, () => agree(mnistTest(DATA), false));

  test("agree on MNIST through the picture pipeline", { skip: skipWithoutMnist }, () =>
    agree(mnistTest(DATA).slice(0, 2000), true),
  );

  test("agree on optdigits32", { skip: skipWithoutDigits }, () => agree(heldOut(DATA, "optdigits32"), true));
});

describe("pictures", () => {
  test("a stroke's ink is its length times the pen, plus the round caps", () => {
    const ink = inkOfStrokes(
      100,
      100,
      [
        [
          { x: 20, y: 50.3 },
          { x: 80, y: 50.3 },
        ],
      ],
      9,
    );
    const sum = ink.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - (60 * 9 + Math.PI * 4.5 ** 2)) < 8, `ink ${sum}`);
  });

  test("an enlarged scan has the scan's ink, and none elsewhere", () => {
    const values = new Uint8Array(64);
    for (let y = 2; y < 6; y++) values.fill(255, y * 8 + 3, y * 8 + 5);
    const ink = inkOfScan(80, 80, { width: 8, height: 8, values }, { left: 30, top: 20, across: 8, down: 8 });
    const sum = ink.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - 8 * 64) < 30, `ink ${sum}`);
    assert.equal(ink[10 * 80 + 10], 0);
    assert.equal(ink[36 * 80 + 38], 1);
  });

  test("the pen's colour is the ink's and the paper's the rest", () => {
    const { data } = paint(2, 1, new Float32Array([1, 0]), {
      pen: colour("#102030"),
      paper: colour("#f0e0d0"),
    });
    assert.deepEqual([...data], [16, 32, 48, 255, 240, 224, 208, 255]);
  });

  test("no digit on a canvas is cut off at its edge", () => {
    const items = [
      ...canvasSets(DATA)
        .find(({ name }) => name === "canvas-sizes")
        .items(),
    ].filter(({ conditions }) => conditions.look.endsWith("on nothing"));
    assert.ok(new Set(items.map(({ conditions }) => conditions.place)).size === 9, "every place is tried");
    for (const { picture, name } of items) {
      const { width, height, data } = picture;
      const edge = Array.from({ length: width }, (_, i) => [i, (height - 1) * width + i])
        .flat()
        .concat(Array.from({ length: height }, (_, i) => [i * width, i * width + width - 1]).flat());
      assert.ok(
        edge.every((at) => data[4 * at + 3] === 0),
        name,
      );
    }
  });

  test("are the same every time", async () => {
    const first = async (set) => (await set.items())[Symbol.iterator]().next().value;
    const inConditions = [digitsInConditions(DATA, null), numbersInConditions(DATA, null)];
    for (const set of [...canvasSets(DATA), ...inConditions, ...nonDigitSets()].filter(
      ({ needs }) => needs.length === 0 || needs.every(existsSync),
    )) {
      assert.deepEqual(await first(set), await first(set), set.name);
    }
  });
});

test("a contact sheet shows the picture, what the network saw, and both answers", () => {
  const sheet = path.join(folder, "sheet.png");
  const picture = paint(84, 84, new Float32Array(84 * 84), {
    pen: colour("#000000"),
    paper: colour("#336699"),
  });
  writeSheet(sheet, [{ picture, seen: new Uint8Array(784).fill(255), text: "4>9 98" }]);
  const { width, data } = PNG.sync.read(readFileSync(sheet));
  const at = (x, y) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
  assert.deepEqual(at(6 + 40, 6 + 14 + 40), [51, 102, 153]);
  assert.deepEqual(at(6 + 84 + 40, 6 + 14 + 40), [255, 255, 255]);
  assert.notDeepEqual(at(6, 6), at(6, 18), "the left stroke of the 4");
});

describe("numbers", () => {
  const drawn = new Map();

  /** Each set is drawn once, whichever test asks first. @returns {any[]} */
  function itemsOf(name) {
    if (!drawn.has(name))
      drawn.set(name, [
        ...stringSets(DATA)
          .find((set) => set.name === name)
          .items(),
      ]);
    return drawn.get(name);
  }
  const isInk = ({ width, data }, x, y) => data[4 * (y * width + x)] < 150;
  const columns = (picture) =>
    Array.from({ length: picture.width }, (_, x) =>
      Array.from({ length: picture.height }, (_, y) => isInk(picture, x, y)).some(Boolean),
    );

  /** How many pieces of ink there are, each connected by sides or corners. */
  function pieces(picture) {
    const { width, height } = picture;
    const left = Uint8Array.from({ length: width * height }, (_, i) =>
      isInk(picture, i % width, Math.floor(i / width)) ? 1 : 0,
    );
    const steps = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
    let count = 0;
    for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start)) {
      count++;
      const queue = [start];
      left[start] = 0;
      for (const at of queue) {
        for (const step of steps) {
          if (left[at + step] !== 1) continue;
          left[at + step] = 0;
          queue.push(at + step);
        }
      }
    }
    return count;
  }

  test("the share that is read holds at most so many errors, the most confident first, equals together", () => {
    const number = (right, confidence) => ({ truth: "12", guess: right ? "12" : "13", confidence });
    const outcomes = [number(true, 0.9), number(true, 0.8), number(false, 0.7), number(true, 0.7), number(true, 0.2)];
    assert.equal(shareRead(outcomes, 0), 2 / 5);
    assert.equal(shareRead(outcomes, 0.2), 1);
    assert.equal(shareRead(outcomes, 0.25), 1);
    assert.equal(shareRead([number(false, 0.9), number(true, 0.1)], 0.4), 0);
    assert.equal(shareRead([...outcomes, { truth: "12", guess: null, confidence: 0 }], 0.5), 5 / 6);
  });

  test("composed digits are as far apart as is said", { skip: skipWithoutMnist || skipWithoutDigits }, () => {
    for (const { picture, conditions } of itemsOf("zips").filter(({ conditions: { gap } }) => gap === 8)) {
      // A digit that is written in two pieces has a gap of its own, a narrower one.
      const runs =
        columns(picture)
          .map((ink) => (ink ? "x" : " "))
          .join("")
          .trim()
          .match(/ {13,}/g) ?? [];
      assert.equal(runs.length, 4);
      assert.ok(
        runs.every(({ length }) => Math.abs(length - 2 * conditions.gap) <= 2),
        runs.map(({ length }) => length).join(),
      );
    }
  });

  test("three in ten neighbours touch", { skip: skipWithoutMnist || skipWithoutDigits }, () => {
    const counts = itemsOf("zips-touching").map(({ picture }) => pieces(picture));
    const apart = itemsOf("zips")
      .filter(({ conditions: { gap } }) => gap > 2)
      .map(({ picture }) => pieces(picture));
    const mean = (list) => list.reduce((sum, count) => sum + count) / list.length;
    const joined = mean(apart) - mean(counts);
    assert.ok(joined > 0.8 && joined < 1.6, `${joined} of 4 neighbours`);
  });

  test("a photographed sheet is askew, unevenly lit, and still dark where the ink is", () => {
    const [width, height] = [200, 100];
    const ink = Float32Array.from({ length: width * height }, (_, i) => (Math.abs((i % width) - 100) < 10 ? 1 : 0));
    const { data } = photograph(ink, width, height, new Random("photograph"));
    const row = (y) => Array.from({ length: width }, (_, x) => data[4 * (y * width + x)]);
    for (const y of [10, 50, 90]) {
      const darkest = row(y).indexOf(Math.min(...row(y)));
      assert.ok(Math.abs(darkest - 100) < 25, `row ${y}: ${darkest}`);
      assert.ok(Math.max(...row(y)) > 1.5 * Math.min(...row(y)));
    }
    assert.notDeepEqual(photograph(ink, width, height, new Random("another")).data, data);
    assert.deepEqual(photograph(ink, width, height, new Random("photograph")).data, data);
  });

  test("every line of a sheet is an outcome of its own", () => {
    const engine = new Engine(MODULE, WEIGHTS);
    const set = stringSets(DATA).find(({ name }) => name === "rows-on-paper");
    const sheet = [...set.items()].find(({ truths }) => truths.length > 1);
    const outcomes = stringOutcomesOf(engine, { ...set, items: () => [sheet] }, () => false);
    assert.deepEqual(
      outcomes.map(({ truth }) => truth),
      sheet.truths,
    );
    assert.ok(outcomes.filter(({ truth, guess }) => truth === guess).length >= 2);
  });
});

describe("pen strokes of other people", () => {
  const PEOPLE = ["Ann", "Bob", "Cid", "Dee", "Eve"];
  const CHARACTERS = { digits: "0123456789", upper: "AOKS", lower: "aklz", symbols: "?!#." };
  let data;

  before(() => {
    data = path.join(folder, "people");
    mkdirSync(path.join(data, "unipen"), { recursive: true });
    for (const [name, characters] of Object.entries(CHARACTERS)) {
      const lines = PEOPLE.flatMap((person, p) =>
        [...characters].map((label) =>
          JSON.stringify({
            writer: `${p < 2 ? "abc" : "xyz"}/${person}`,
            label,
            strokes: [
              [0, 0, 10 + p, 40],
              [5, 5, 30, 5],
            ],
          }),
        ),
      );
      writeFileSync(path.join(data, `unipen/${name}.jsonl.gz`), gzipSync(`${lines.join("\n")}\n`));
    }
  });

  test("are read from writers alone that the weights have not seen", () => {
    const fold = { number: foldOf("abc/Ann", 3), of: 3 };
    const mates = PEOPLE.filter((person) => foldOf(`any/${person}`, 3) === fold.number);
    const [all, clean] = unipenDigits(data, fold);
    assert.deepEqual([...new Set(all.items().map(({ conditions }) => conditions.writer))], mates);
    assert.equal(all.items().length, 10 * mates.length);
    assert.equal(clean.items().length, 10 * mates.length);
    assert.equal(unipenDigits(data, null)[0].items().length, 10 * PEOPLE.length);
    const [upper, lower, symbols] = unipenNonDigits(data, fold).map(({ items }) => items());
    const characters = (items) => [...new Set(items.map(({ conditions }) => conditions.character))].join("");
    assert.deepEqual([upper, lower, symbols].map(characters), ["AK", "ak", "?#"]);
    assert.equal(upper.length, 2 * mates.length);
    assert.ok(["O", "z", "!", "."].every((twin) => TWINS.has(twin)));
  });

  test("are whole numbers too, by plain digits and by the format of their label", () => {
    const line = (label) =>
      JSON.stringify({
        writer: "abc/Ann",
        label,
        strokes: [
          [0, 0, 0, 40],
          [20, 0, 20, 40],
        ],
      });
    writeFileSync(
      path.join(data, "unipen/numbers.jsonl.gz"),
      gzipSync(`${["46", "5/27", "1-800", "08967"].map(line).join("\n")}\n`),
    );
    const [plain, formatted] = unipenNumbers(data, null);
    assert.deepEqual(
      plain.items().map(({ truths, format }) => [...truths, format]),
      [
        ["46", undefined],
        ["527", undefined],
        ["1800", undefined],
        ["08967", undefined],
      ],
    );
    assert.deepEqual(
      formatted.items().map(({ format }) => format),
      ["digits", "date", "phone", "zip"],
    );
    assert.equal(unipenNumbers(data, { number: (foldOf("a/Ann", 3) % 3) + 1, of: 3 })[0].items().length, 0);
  });

  test("are those of the fold that the weights tell of", () => {
    const weights = (metadata) => {
      const header = Buffer.from(JSON.stringify({ __metadata__: metadata }));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(header.length));
      const file = path.join(folder, "told.safetensors");
      writeFileSync(file, Buffer.concat([length, header]));
      return file;
    };
    assert.deepEqual(foldOfWeights(weights({ recipe: "world (x), 3 epochs, without UNIPEN's writers of fold 2/7" })), {
      number: 2,
      of: 7,
    });
    assert.equal(foldOfWeights(weights({ recipe: "mnist (MNIST alone), 3 epochs" })), null);
    assert.equal(foldOfWeights(weights(undefined)), null);
  });

  test("are as high as they should be when a pen draws them, and its strokes as wide", () => {
    const bar = [
      [
        { x: 0, y: 0 },
        { x: 0, y: 500 },
      ],
    ];
    for (const share of [0.03, 0.06, 0.09, 0.12]) {
      const { width, height, data: rgba } = inked(bar, share);
      const ink = (x, y) => 1 - rgba[4 * (y * width + x)] / 255;
      const sum = (count, value) => Array.from({ length: count }, (_, i) => value(i)).reduce((a, b) => a + b);
      const across = sum(width, (x) => ink(x, height >> 1));
      const down = sum(height, (y) => ink(width >> 1, y));
      assert.ok(Math.abs(down - 120) < 2, `${down} high`);
      assert.ok(Math.abs(across - 120 * share) < 0.5, `${across} wide at ${share}`);
    }
  });
});

describe("the command line", () => {
  const run = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [EVAL, "--out", folder, ...args], {
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  test("reports sets as JSON, on stdout and in a file, and writes their tables into a card, and nothing else of it", () => {
    const card = path.join(folder, "card.md");
    writeFileSync(card, "# Weights\n<!-- eval -->\nold\n<!-- /eval -->\nend\n");
    const { status, stdout, stderr } = run("--only", "strokes,scribbles", "--json", "--card", card);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    const report = JSON.parse(stdout);
    assert.deepEqual(report, JSON.parse(readFileSync(path.join(folder, "eval.json"), "utf8")));
    assert.deepEqual(
      report.sets.map(({ name, count }) => [name, count]),
      [["strokes", digitStyles.length * 20]],
    );
    assert.equal(report.nonDigits.kinds[0].count, 240);
    const text = readFileSync(card, "utf8");
    assert.match(text, /^# Weights\n<!-- eval -->\n\n\| set [^]*\n\| strokes \| 900 \|[^]*\n\n<!-- \/eval -->\nend\n$/);
    assert.doesNotMatch(text, /old/);
  });

  test("refuses a card without a place for the tables, before any work", () => {
    const card = path.join(folder, "plain.md");
    writeFileSync(card, "# Weights\n");
    const { status, stdout, stderr } = run("--only", "strokes", "--card", card);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
    assert.match(stderr, /plain\.md: no <!-- eval -->/);
  });

  test("reports numbers with the share that is read at each error", {
    skip: skipWithoutMnist || skipWithoutDigits,
  }, () => {
    const { status, stdout } = run("--only", "zips-touching", "--json", "--data", DATA);
    assert.equal(status, 0);
    const [report] = JSON.parse(stdout).strings;
    assert.deepEqual([report.name, report.count], ["zips-touching", 1000]);
    assert.ok(report.accuracy > 0.5 && report.answeredRight <= report.accuracy);
    const reads = report.readCurve.map(({ read }) => read);
    assert.deepEqual(
      reads,
      [...reads].sort((a, b) => a - b),
    );
    assert.ok(existsSync(path.join(folder, "zips-touching.png")));
  });

  test("says which sets it skips", () => {
    const { status, stderr } = run("--only", "photos", "--data", path.join(folder, "nowhere"));
    assert.equal(status, 0);
    assert.match(stderr, /^skipped photos: no [^\n]*labels\.csv\n$/);
  });

  test("refuses a set that it does not know, and names those that it does", () => {
    const { status, stdout, stderr } = run("--only", "mnist");
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
    assert.match(stderr, /^eval: there is no set mnist; there are: mnist-test, [^\n]*\n$/);
  });
});
