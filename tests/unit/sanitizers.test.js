// The engine, the command and the test programs under the sanitizers of addresses and of undefined behaviour, as make
// asan builds them: nothing may be found in made pictures, lines and strokes, in any file of the fixtures, in the suites
// of the engine's steps.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import fc from "fast-check";
import { anyLine, anyPicture, anyStrokes, extremePicture, rgbaOf } from "../support/arbitraries.js";
import { askedOfPicture, askedOfStrokes, DIGIT, NUMBER, SWEEP } from "../support/asked.js";
import { damager } from "../support/damage.js";
import { PICTURES, STROKE_SETS } from "../support/drawings.js";
import { onnxModel } from "../support/onnx.js";
import { sanitized } from "../support/programs.js";
import { mulberry } from "../support/random.js";
import { randomTensors } from "../support/safetensors.js";
import {
  npz,
  numpyPickle,
  safetensors,
  tensor,
  tensorsOf,
  torchLegacy,
  torchPickle,
  torchZip,
} from "../support/weight-files.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const COMMAND = at("build/asan/lenet5");
const WEIGHTS = at("weights/lenet5.safetensors");
const PACKED = at("dist/lib/lenet5.safetensors");
const FIXTURES = at("tests/fixtures");
const SUITES = ["classify", "context", "ensemble", "features", "gradients", "grammar", "learn", "maths", "strings"];
const FOUND = /Sanitizer|runtime error/;
const UNTRACEABLE = /LeakSanitizer has encountered a fatal error/; // where ptrace is forbidden
const BATCH = 250; // questions

/** Resolves to { status, signal, output, complaint }. */
function runOnce(file, args, { input = "", env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { ...process.env, ...env } });
    const [output, complaint] = [[], []];
    child.stdout.on("data", (bytes) => output.push(bytes));
    child.stderr.on("data", (bytes) => complaint.push(bytes));
    child.on("error", reject);
    child.on("close", (status, signal) => {
      resolve({ status, signal, output: Buffer.concat(output), complaint: String(Buffer.concat(complaint)) });
    });
    child.stdin.on("error", () => {}); // it ended early: its status says so
    child.stdin.end(input);
  });
}

async function run(file, args, input) {
  const first = await runOnce(file, args, { input, env: { ASAN_OPTIONS: "detect_leaks=1" } });
  if (!UNTRACEABLE.test(first.complaint)) return first;
  return runOnce(file, args, { input, env: { ASAN_OPTIONS: "detect_leaks=0" } });
}

/** Every question answered, and nothing found. */
async function askAll(questions, bytes) {
  const { status, signal, output, complaint } = await run(sanitized("hosts"), [WEIGHTS], Buffer.concat(questions));
  assert.equal(complaint, "");
  assert.deepEqual({ status, signal }, { status: 0, signal: null });
  assert.equal(output.length, questions.length * bytes);
}

/** In two processes at a time. */
async function ask(questions, bytes) {
  for (let from = 0; from < questions.length; from += 2 * BATCH) {
    const halves = [from, from + BATCH].map((first) => questions.slice(first, first + BATCH));
    await Promise.all(halves.filter((half) => half.length > 0).map((half) => askAll(half, bytes)));
  }
}

const made = (arbitrary, numRuns, seed) => fc.sample(arbitrary, { numRuns, seed });
const digitsOf = (pictures) => pictures.map((picture) => askedOfPicture(DIGIT.picture, rgbaOf(picture)));
const sweepsOf = (pictures) => pictures.map((picture) => askedOfPicture(SWEEP.picture, rgbaOf(picture)));
const strokeDigitsOf = (many) => many.map((strokes) => askedOfStrokes(DIGIT.strokes, strokes));

/** One format after another. */
const kindOf = (first, i) => first + (i % NUMBER.formats);
const numbersOf = (pictures) =>
  pictures.map((picture, i) => askedOfPicture(kindOf(NUMBER.picture, i), rgbaOf(picture)));
const strokeNumbersOf = (many) => many.map((strokes, i) => askedOfStrokes(kindOf(NUMBER.strokes, i), strokes));

test("the sanitizers are at work", async () => {
  const { complaint } = await runOnce(COMMAND, ["--help"], { env: { ASAN_OPTIONS: "help=1" } });
  assert.match(complaint, /AddressSanitizer/);
});

test("predicting 5,000 made pictures", () =>
  ask(digitsOf([...made(anyPicture, 4900, 1), ...made(extremePicture, 100, 2)]), DIGIT.bytes));

test("predicting made strokes", () => ask(strokeDigitsOf(made(anyStrokes, 300, 3)), DIGIT.bytes));

test("predicting pictures and strokes of every kind that callers have", async () => {
  await ask(
    Object.values(PICTURES).map((picture) => askedOfPicture(DIGIT.picture, picture)),
    DIGIT.bytes,
  );
  await ask(strokeDigitsOf(Object.values(STROKE_SETS)), DIGIT.bytes);
});

test("reading 500 made lines", () => ask(numbersOf(made(anyLine, 500, 4)), NUMBER.bytes));

test("reading other made pictures", () =>
  ask(numbersOf([...made(anyPicture, 150, 5), ...made(extremePicture, 100, 6)]), NUMBER.bytes));

test("reading made strokes", () => ask(strokeNumbersOf(made(anyStrokes, 200, 7)), NUMBER.bytes));

test("sweeping made lines", () =>
  ask(sweepsOf([...made(anyLine, 30, 8), ...made(extremePicture, 30, 9)]), SWEEP.bytes));

test("the command and every file of the fixtures", async () => {
  const files = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  assert.ok(files.length >= 2);
  for (const verb of ["predict", "read"]) {
    const { status, signal, complaint } = await run(COMMAND, [verb, "--json", ...files]);
    assert.doesNotMatch(complaint, FOUND);
    assert.equal(signal, null);
    assert.ok(status === 0 || status === 2, `${verb} ends with ${status}`);
  }
});

/** Damaged copies of every kind of file; of what has checksums, damaged before they are made. */
function damagedWeights(damage) {
  const arrays = randomTensors(5);
  const whole = tensorsOf(arrays);
  const small = { a: tensor([2, 3], [1, 2, 3, 4, 5, 6]), b: tensor([4], [1, 2, 3, 4], "F16") };
  return [small, whole]
    .flatMap((tensors) => [
      torchZip(tensors, { change: damage }),
      damage(torchZip(tensors)),
      damage(torchZip(tensors, { packed: true })),
      damage(torchLegacy(tensors)),
      damage(torchPickle(tensors)),
      damage(numpyPickle(tensors)),
      npz(tensors, { change: damage }),
      damage(npz(tensors, { packed: true })),
      damage(safetensors(tensors)),
    ])
    .concat([damage(onnxModel(arrays, 1)), damage(readFileSync(PACKED))]);
}

test("importing damaged files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-import-"));
  const damage = damager(mulberry(10));
  try {
    for (let round = 0; round < 40; round++) {
      const names = damagedWeights(damage).map((bytes, i) => {
        const name = join(folder, String(i));
        writeFileSync(name, bytes);
        return name;
      });
      const { status, signal, output, complaint } = await run(sanitized("import"), names);
      assert.equal(complaint, "");
      assert.deepEqual({ status, signal }, { status: 0, signal: null });
      assert.match(String(output), new RegExp(`^(ok\n|\\S[ -~]*: [ -~]+\n){${names.length}}$`));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// A run within a run of tests reports to the outer one, unless this is taken from it.
const { NODE_TEST_CONTEXT, ...outside } = process.env;
for (const suite of SUITES) {
  test(`the suite of ${suite}`, async () => {
    const file = at(`tests/unit/${suite}.test.js`);
    const child = spawn(process.execPath, [file], { env: { ...outside, LENET5_SANITIZED: "1" } });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => said.push(bytes));
    const status = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(status, 0, String(Buffer.concat(said)));
  });
}
