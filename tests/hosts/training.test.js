// The trainer's module: the training of the command, in slices, without files and threads.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { TrainerModule, TrainingProblem } from "../../web/app/training/module.js";
import { barFiles, bars } from "../support/bars.js";
import { program } from "../support/programs.js";
import { decode } from "../support/safetensors.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const COMMAND = at("build/lenet5");
const MODULE = new WebAssembly.Module(readFileSync(at("build/browser/lenet5.train.wasm")));

const COUNT = 800; // pictures, of which 667 are trained on: 10 steps an epoch
const EPOCHS = 12;
const HEADER = 104; // bytes of a checkpoint before its floats
const PARAMETERS = 61_706;

const files = barFiles(COUNT, 28);
const lesson = { mnist: { ...files, epochs: EPOCHS }, seed: 1 };
const start = (given = {}) => TrainerModule.start(MODULE, { ...lesson, ...given });

/** Twenty pictures, two of each digit. */
function twenty() {
  const { pictures, labels } = bars(20, 28);
  return { own: { pictures, labels }, seed: 1 };
}

function make(training, steps) {
  let loss = Number.NaN;
  for (let i = 0; i < steps; i++) loss = training.step();
  return loss;
}

/** The state in a checkpoint, as the floats that it is. */
const stateOf = (training) => Buffer.from(training.save()).subarray(HEADER, HEADER + 12 * PARAMETERS);

/** What the native trainer comes to, which goes on from a checkpoint of its own half way. */
function native(recipe, { images, labels }, epochs, steps, workers) {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(images.length, 0);
  lengths.writeUInt32LE(labels.length, 4);
  const { status, stdout } = spawnSync(program("training"), [recipe, epochs, steps, workers].map(String), {
    input: Buffer.concat([lengths, images, labels]),
    maxBuffer: 2 ** 24,
  });
  assert.equal(status, 0);
  return { loss: stdout.readFloatLE(0), state: stdout.subarray(4) };
}

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "lenet5-training-"));
  mkdirSync(join(folder, "mnist"));
  writeFileSync(join(folder, "mnist/train-images-idx3-ubyte"), files.images);
  writeFileSync(join(folder, "mnist/train-labels-idx1-ubyte"), files.labels);
});
after(() => rmSync(folder, { recursive: true }));

/** What `lenet5 train` writes for the same files. */
function trained(...args) {
  const output = join(folder, "native.safetensors");
  const options = ["--recipe", "mnist", "--epochs", String(EPOCHS), "--seed", "1", "--workers", "1"];
  const given = ["train", "--data", folder, "--output", output, ...options, ...args];
  const { status, stderr } = spawnSync(COMMAND, given, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return readFileSync(output);
}

describe("the same bits as native", () => {
  test("after 120 steps, with one thread and with three", async () => {
    const training = await start();
    const loss = make(training, 120);
    for (const workers of [1, 3]) {
      const there = native("mnist", files, EPOCHS, 120, workers);
      assert.equal(there.loss, loss);
      assert.ok(there.state.equals(stateOf(training)));
    }
  });

  test("of twenty pictures of one's own", async () => {
    const { own, seed } = twenty();
    const training = await TrainerModule.start(MODULE, { own, seed });
    make(training, 30);
    const epochs = training.steps / training.stepsPerEpoch;
    const { state } = native("own", barFiles(20, 28), epochs, 30, 1);
    assert.ok(state.equals(stateOf(training)));
  });

  test("a whole training makes the file that the command makes", async () => {
    const training = await start();
    make(training, training.steps);
    assert.equal(training.done, training.steps);
    const { weights, figures } = training.finish();
    assert.ok(trained().equals(weights));
    assert.equal(decode(Buffer.from(weights)).metadata.figures, figures);
    assert.match(figures, /^mnist validation: \d+ errors of 133; outliers refused: [\d.]+ %$/);
  });

  test("the command goes on from the module's checkpoint", async () => {
    const training = await start();
    make(training, 50);
    const checkpoint = join(folder, "from-module.checkpoint");
    writeFileSync(checkpoint, training.save());
    const whole = trained();
    assert.ok(trained("--resume", "--checkpoint", checkpoint).equals(whole));
  });
});

describe("in slices", () => {
  test("a checkpoint goes on in another instance as if nothing had been", async () => {
    const whole = await start();
    make(whole, 60);
    const before = await start();
    make(before, 25);
    const resumed = await start();
    resumed.resume(before.save());
    assert.equal(resumed.done, 25);
    make(resumed, 35);
    assert.ok(stateOf(resumed).equals(stateOf(whole)));
  });

  test("measuring changes nothing, and errors fall", async () => {
    const [looked, alone] = [await start(), await start()];
    const first = looked.measure();
    assert.deepEqual({ ...first, errors: null }, { errors: null, count: 133, drawn: false });
    for (let i = 0; i < 20; i++) {
      looked.step();
      looked.measure();
      looked.kernels();
    }
    make(alone, 20);
    assert.ok(stateOf(looked).equals(stateOf(alone)));
    make(alone, 100);
    assert.ok(first.errors > 90, `${first.errors} of random weights`);
    assert.ok(alone.measure().errors < 14, `${alone.measure().errors} of trained ones`);
  });

  test("kernels are those of the file", async () => {
    const training = await start();
    make(training, training.steps);
    training.kernels();
    const { weights } = training.finish();
    assert.deepEqual([...training.kernels()], [...decode(Buffer.from(weights)).tensors["convnet.c1.weight"]]);
  });
});

test("twenty pictures teach what they are, measured on digits that the project draws", async () => {
  const { own } = twenty();
  const training = await TrainerModule.start(MODULE, { own, seed: 1 });
  const { count, drawn } = training.measure();
  assert.deepEqual({ count, drawn }, { count: 4000, drawn: true });
  make(training, training.steps);
  const { weights, figures } = training.finish();
  assert.match(figures, /^digits validation: \d+ errors of 4000; outliers refused: [\d.]+ %$/);
  const { metadata } = decode(Buffer.from(weights));
  assert.match(metadata.recipe, /^own \(.*\), \d+ epochs$/);
  assert.match(metadata.data, /^own sha256:[0-9a-f]{64}; own sha256:[0-9a-f]{64}$/);
  const lenet5 = await loadLeNet5({ weights });
  const read = lenet5.predictBatch(own.pictures);
  assert.deepEqual(
    read.map(({ digit }) => digit),
    [...own.labels],
  );
});

describe("what is wrong is said, and nothing starts", () => {
  const refused = async (given, code, pattern) =>
    assert.rejects(start(given), (error) => {
      assert.ok(error instanceof TrainingProblem);
      assert.equal(error.code, code);
      assert.match(error.message, pattern);
      return true;
    });
  const mnist = (changed) => ({ mnist: { ...lesson.mnist, ...changed } });

  test("labels in the place of pictures", () => refused(mnist({ images: files.labels }), "refused", /./));
  test("pictures in the place of labels", () => refused(mnist({ labels: files.images }), "refused", /./));
  test("cut short", () => refused(mnist({ images: files.images.subarray(0, 1000) }), "refused", /./));
  test("empty", () => refused(mnist({ images: new Uint8Array(0) }), "refused", /./));
  test("labels of another set", () => refused(mnist({ labels: barFiles(70, 28).labels }), "refused", /another number/));
  test("pictures of another size", () => refused(mnist({ images: barFiles(COUNT, 16).images }), "refused", /size/));
  test("too few for a batch", () => refused(mnist(barFiles(70, 28)), "refused", /too few/));
  test("no epochs", () => refused(mnist({ epochs: 0 }), "refused", /epochs/));

  test("own pictures with another label", async () => {
    const { own } = twenty();
    own.labels[3] = 10;
    await assert.rejects(TrainerModule.start(MODULE, { own, seed: 1 }), { code: "refused", message: "a label over 9" });
  });

  test("a checkpoint of another training, and a damaged one", async () => {
    const training = await start();
    make(training, 3);
    const checkpoint = training.save();
    const state = stateOf(training);
    const other = await start({ seed: 2 });
    assert.throws(() => other.resume(checkpoint), { code: "other", message: /another training/ });
    const damaged = checkpoint.slice();
    damaged[HEADER + 5] ^= 1;
    assert.throws(() => training.resume(damaged), { code: "other", message: /damaged/ });
    assert.throws(() => training.resume(checkpoint.subarray(0, 5000)), { code: "other", message: /truncated/ });
    assert.throws(() => training.resume(new Uint8Array(3)), { code: "other", message: /no checkpoint/ });
    assert.ok(stateOf(training).equals(state));
  });

  test("no memory", async () => {
    // More than 32-bit addresses reach beside what is there.
    const images = { length: 2 ** 32 - 2 ** 16 };
    await refused(mnist({ images }), "memory", /memory/);
  });
});
