// Learning as users have it: from JavaScript, by the command on both hosts.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { learn } from "../../dist/lib/learn.js";
import { LeNet5Error, loadLeNet5 } from "../../dist/lib/lenet5.js";
import { signs, write } from "../eval/hand.js";
import { Random } from "../eval/random.js";
import { CommandFolder } from "../support/command-hosts.js";
import { drawn } from "../support/drawings.js";
import { SHAPES } from "../support/misread-shapes.js";
import { decode, encode, randomTensors } from "../support/safetensors.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const WEIGHTS = readFileSync(at("dist/lib/lenet5.safetensors"));
const SHA256 = createHash("sha256").update(WEIGHTS).digest("hex");
const SEVEN_LIKE_2 = SHAPES.find(({ name }) => name === "a 7 like a 2");

const folder = new CommandFolder("learn");
after(() => folder.remove());

let lenet5;
let examples;
before(async () => {
  lenet5 = await loadLeNet5();
  examples = SEVEN_LIKE_2.drawings(0, 3).map((strokes) => ({
    picture: lenet5.predictStrokes(strokes).picture,
    digit: /** @type {any} */ (7),
  }));
});

/** A picture that is read straight into the network. */
function idx(...pictures) {
  const head = Buffer.alloc(16);
  [0x803, pictures.length, 28, 28].forEach((value, i) => head.writeUInt32BE(value, 4 * i));
  return Buffer.concat([head, ...pictures]);
}

describe("in JavaScript", () => {
  test("the file says what it came from, keeps the decision rule, and has other F6 and F7 alone", async () => {
    const { weights, report } = await learn(examples);
    const [from, to] = [decode(WEIGHTS), decode(Buffer.from(weights))];
    assert.equal(to.metadata.learned_from, `sha256:${SHA256}`);
    assert.equal(to.metadata.learned_examples, "3");
    for (const key of ["temperature", "reject_threshold"])
      assert.equal(Math.fround(to.metadata[key]), Math.fround(from.metadata[key]), key);
    for (const [name, values] of Object.entries(from.tensors)) {
      if (/f[67]/.test(name)) assert.notDeepEqual(to.tensors[name], values, name);
      else assert.deepEqual(to.tensors[name], values, name);
    }
    assert.deepEqual(
      { ...report, kept: null, rightBefore: null },
      { right: 3, rehearsed: 350, kept: null, rightBefore: null },
    );
    assert.ok(report.rightBefore < 3 && report.kept > 340 && report.kept <= 350, JSON.stringify(report));
  });

  test("undone to the bit", async () => {
    const own = await loadLeNet5();
    const answers = () => JSON.stringify(own.predictBatch(examples.map(({ picture }) => picture)));
    const before = answers();
    await own.loadWeights((await learn(examples)).weights);
    assert.notEqual(answers(), before);
    await own.loadWeights(WEIGHTS);
    assert.equal(answers(), before);
  });

  test("what is read right by a margin changes nothing", async () => {
    const { picture, digit, confidence } = lenet5.predict(drawn(3));
    assert.deepEqual([digit, confidence > 0.99], [3, true]);
    const { weights, report } = await learn([{ picture, digit: 3 }]);
    assert.deepEqual(decode(Buffer.from(weights)).tensors, decode(WEIGHTS).tensors);
    assert.deepEqual({ ...report, rehearsed: 0 }, { rightBefore: 1, right: 1, rehearsed: 0, kept: report.rehearsed });
  });

  test("as many examples as there may be", async () => {
    const { picture } = examples[0];
    const many = Array.from({ length: 200 }, (_, i) => {
      const own = picture.slice();
      own[i] = 1;
      return { picture: own, digit: /** @type {any} */ (7) };
    });
    assert.equal((await learn(many)).report.right, 200);
    await assert.rejects(learn([...many, examples[1]]), /RangeError: examples: from 1 to 200 can be learned; got 201/);
  });

  test("what can't be learned from is refused with its place", async () => {
    const { picture } = examples[0];
    const blank = new Uint8Array(784);
    const refused = (given, error, words) =>
      assert.rejects(
        learn(given),
        (/** @type {any} */ thrown) => thrown instanceof error && words.test(thrown.message),
        String(words),
      );
    await refused([], RangeError, /from 1 to 200/);
    await refused("7", TypeError, /examples: expected an array/);
    await refused([null], TypeError, /examples\[0\]: expected \{ picture, digit \}; got null/);
    await refused([examples[0], { picture, digit: NaN }], RangeError, /examples\[1\]: digit.*NaN/);
    await refused([{ picture, digit: 10 }], RangeError, /0 to 9.*10/);
    await refused([{ picture, digit: 1.5 }], RangeError, /1\.5/);
    await refused([{ picture, digit: "7" }], TypeError, /digit.*String/);
    await refused([{ picture }], TypeError, /digit/);
    await refused([{ picture: new Float32Array(784).fill(NaN), digit: 7 }], TypeError, /picture.*Float32Array/);
    await refused([{ picture: picture.subarray(1), digit: 7 }], RangeError, /784.*783/);
    await refused([examples[0], { picture: blank, digit: 7 }], RangeError, /example 2: there is no ink/);
    await refused([...examples, { picture, digit: 2 }], RangeError, /example 4: the picture of example 1/);
  });

  test("weights that are none, and those that refuse nothing", async () => {
    await assert.rejects(learn(examples, { weights: new Uint8Array(100) }), { code: "bad-weights" });
    const { tensors } = decode(WEIGHTS);
    const plain = encode(tensors, {});
    const { weights } = await learn(examples, { weights: plain });
    assert.deepEqual(Object.keys(decode(Buffer.from(weights)).metadata).sort(), [
      "format",
      "learned_examples",
      "learned_from",
    ]);
    const none = [{ picture: examples[0].picture, digit: null }];
    await assert.rejects(learn(none, { weights: plain }), /example 1: these weights have no reject_threshold/);
    await assert.rejects(learn(examples, { wasm: at("dist/lib/lenet5.wasm") }), LeNet5Error);
  });

  test("weights of any kind end in a file that loads, or are refused", async () => {
    const random = randomTensors(5);
    const scaled = (by) =>
      Object.fromEntries(Object.entries(random).map(([name, values]) => [name, values.map((v) => by * v)]));
    for (const by of [0, 1e-6, 1, 100, 9000]) {
      const outcome = await learn(examples, { weights: encode(scaled(by)) }).catch((error) => error);
      if (outcome instanceof LeNet5Error) assert.match(outcome.message, /^weights: /, `times ${by}`);
      else await loadLeNet5({ weights: outcome.weights });
    }
  });

  test("what is taught to be no digit is refused", async () => {
    const { template } = signs["Greek letters"].find(({ name }) => name === "xi");
    const [first, ...others] = Array.from({ length: 21 }, (_, i) => write(template, new Random("xi", i)));
    const { picture, digit } = lenet5.predictStrokes(first);
    assert.equal(digit, 5);
    const own = await loadLeNet5({ weights: (await learn([{ picture, digit: null }])).weights });
    assert.equal(own.predictNormalised(picture).reason, "not-a-digit");
    assert.ok(others.filter((strokes) => own.predictStrokes(strokes).rejected).length >= 18);
    for (const known of [1, 3, 7]) assert.equal(own.predict(drawn(known)).digit, known);
  });
});

describe("by the command", () => {
  const named = () => folder.save("sevens.idx", idx(...examples.map(({ picture }) => picture)));

  test("the same bytes on every host, as from JavaScript", async () => {
    const made = [];
    const own = folder.save("own.safetensors", WEIGHTS); // the command has the same numbers inside, as float32
    for (const host of ["native", "WASI"]) {
      const { status, stderr } = folder.runOn(host, [
        "learn",
        `7=${named()}`,
        "--weights",
        own,
        "--output",
        `${host}.safetensors`,
      ]);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
      made.push(readFileSync(join(folder.path, `${host}.safetensors`)));
    }
    const { weights } = await learn(examples);
    for (const file of made) assert.ok(file.equals(weights));
  });

  test("it says what came of it, and --weights takes the file", () => {
    const [report] = folder.json(["learn", `7=${named()}`, "--output", "seven.safetensors"]);
    assert.deepEqual([report.output, report.examples, report.right], ["seven.safetensors", 3, 3]);
    const { stdout } = folder.run(["learn", `7=${named()}`, "--output", "seven.safetensors"]);
    assert.match(
      stdout,
      /^seven\.safetensors: of 3 pictures 3 are read right, \d were before; of 350 drawn ones 3\d\d are/,
    );
    const read = folder.json(["predict", named(), "--weights", "seven.safetensors"]);
    assert.deepEqual(
      read.map(({ digit }) => digit),
      [7, 7, 7],
    );
  });

  test("what it can't use it refuses in one line, and writes nothing", () => {
    const output = ["--output", "never.safetensors"];
    writeFileSync(
      join(folder.path, "blank.pgm"),
      Buffer.concat([Buffer.from("P5\n9 9\n255\n"), Buffer.alloc(81, 255)]),
    );
    folder.refused(["learn"], /which pictures\?/);
    folder.refused(["learn", `7=${named()}`], /--output FILE is missing/);
    folder.refused(["learn", named(), ...output], /what is it\?/);
    folder.refused(["learn", `12=${named()}`, ...output], /what is it\?/);
    folder.refused(["learn", "7=", ...output], /what is it\?/);
    folder.refused(["learn", "7=blank.pgm", ...output], /blank\.pgm: there is no ink/);
    folder.refused(["learn", "7=missing.png", ...output], /missing\.png/);
    folder.refused(["learn", `7=${named()}`, `2=${named()}`, ...output], /example 4: the picture of example 1/);
    assert.throws(() => readFileSync(join(folder.path, "never.safetensors")), { code: "ENOENT" });
  });
});
