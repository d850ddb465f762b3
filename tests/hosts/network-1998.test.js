// The network of 1998 in the library, by the second module: answers, layers, and what a page shows of it, as the plain model has
// them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { loadLeNet5 } from "../../web/lib/lenet5.js";
import { drawn } from "../support/drawings.js";
import {
  CODES_1998,
  CONNECTIONS,
  forward1998,
  OFFSETS_1998,
  posteriors1998,
  SHAPES_1998,
} from "../support/lenet1998.js";
import { decode } from "../support/safetensors.js";

const at = (path) => new URL(`../../${path}`, import.meta.url);
const bytesOf = (path) => new Uint8Array(readFileSync(at(path)));
const WASM = bytesOf("build/browser/lenet5.extra.wasm");
const WEIGHTS = readFileSync(at("weights/lenet5-1998.safetensors"));
const TODAY = bytesOf("weights/lenet5.safetensors");
const { tensors, metadata } = decode(WEIGHTS);
const RUBBISH = Number(metadata.rubbish);
const picture = Uint8Array.from({ length: 784 }, (_, i) => {
  const across = (i % 28) - 13.5;
  const down = Math.floor(i / 28) - 13.5;
  return Math.abs(Math.hypot(1.4 * across, down) - 8) < 1.6 ? 230 : 0;
});

const PYTHON = "/usr/bin/python3"; // Debian's, whichever comes first in PATH
const torch = spawnSync(PYTHON, ["-c", "import torch"]).status === 0;

/** @type {import("../../web/lib/lenet5.d.ts").LeNet5Of1998} */
let lenet5;
let parameters;
before(async () => {
  lenet5 = await loadLeNet5({ network: "1998", wasm: WASM, weights: new Uint8Array(WEIGHTS) });
  parameters = new Float64Array(60000);
  for (const name of Object.keys(SHAPES_1998)) parameters.set(tensors[name], OFFSETS_1998[name]);
});

// The border is of 2.
function framed(from) {
  const input = new Uint8Array(32 * 32);
  for (let y = 0; y < 28; y++) input.set(from.subarray(28 * y, 28 * (y + 1)), 32 * (y + 2) + 2);
  return input;
}

function assertNear(actual, expected, most, what) {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((value, i) => {
    const off = Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
    assert.ok(off <= most, `${what}[${i}] is ${actual[i]}, not ${value}`);
  });
}

test("answers and layers are the plain model's, to 1e-4", () => {
  const found = lenet5.predictNormalised(picture);
  const expected = forward1998(parameters, framed(picture));
  assert.equal(found.digit, 0);
  assertNear(found.distances, expected.rbf, 1e-4, "distances");
  assert.deepEqual(
    found.logits,
    found.distances.map((distance) => -distance),
  );
  const layers = lenet5.layers();
  assert.deepEqual(
    layers.map(({ name }) => name),
    ["input", "c1", "s2", "c3", "s4", "c5", "f6", "rbf"],
  );
  for (const { name, data } of layers) assertNear(data, Array.from(expected[name]), 1e-4, name);
});

test("PyTorch's layers are the same, to 1e-4", { skip: !torch && "no python3-torch" }, () => {
  const pictures = Array.from({ length: 5 }, (_, k) => picture.map((ink, i) => (i % (k + 3) === 0 ? 255 - ink : ink)));
  const { stdout, stderr } = spawnSync(
    PYTHON,
    [
      fileURLToPath(new URL("network-1998.py", import.meta.url)),
      fileURLToPath(at("weights/lenet5-1998.safetensors")),
      JSON.stringify(CODES_1998),
    ],
    { input: Buffer.concat(pictures), maxBuffer: 2 ** 22 },
  );
  const theirs = new Float32Array(Uint8Array.from(stdout).buffer);
  let from = 0;
  for (const one of pictures) {
    lenet5.predictNormalised(one);
    for (const { name, data } of lenet5.layers().slice(1)) {
      assertNear(data, Array.from(theirs.subarray(from, from + data.length)), 1e-4, `${name} ${stderr}`);
      from += data.length;
    }
  }
  assert.equal(from, theirs.length);
});

test("rubbish has the paper's posterior, and above a half there is no digit", () => {
  const found = lenet5.predictNormalised(picture);
  assertNear([found.rubbish], [posteriors1998(found.distances, RUBBISH)[10]], 1e-4, "rubbish");
  // Stripes, checks, corners, dots: some of it is rubbish to any training.
  const others = Array.from({ length: 16 }, (_, kind) =>
    Uint8Array.from({ length: 784 }, (_, i) => {
      const [x, y] = [i % 28, Math.floor(i / 28)];
      return [x % (2 + kind) < 2, (x + y) % (2 + kind) < 2, x < kind && y < kind, (x * y) % (2 + kind) === 1][kind % 4]
        ? 255
        : 0;
    }),
  );
  const refused = others.map((other) => lenet5.predictNormalised(other));
  for (const { rubbish, distances, digit, rejected, reason } of refused) {
    assertNear([rubbish], [posteriors1998(distances, RUBBISH)[10]], 1e-4, "rubbish");
    assert.deepEqual([digit === null, reason], rubbish > 0.5 ? [true, "not-a-digit"] : [false, null]);
    assert.equal(rejected, rubbish > 0.5);
  }
  assert.ok(refused.some(({ rejected }) => rejected));
});

test("pixels come to the network as they come to today's", async () => {
  const today = await loadLeNet5({ wasm: bytesOf("build/browser/lenet5.wasm"), weights: TODAY });
  for (const digit of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const image = drawn(digit);
    const [then, now] = [lenet5.predict(image), today.predict(image)];
    assert.deepEqual(then.picture, now.picture);
    assert.deepEqual(then.box, now.box);
  }
  const blank = { data: new Uint8Array(4 * 64).fill(255), width: 8, height: 8 };
  assert.deepEqual([lenet5.predict(blank).reason, lenet5.predict(blank).rubbish], ["blank", 0]);
  assert.deepEqual(lenet5.layers(), []);
  const [one, other] = lenet5.predictBatch([picture, picture]);
  assert.deepEqual(one, lenet5.predictNormalised(picture));
  assert.deepEqual(one, other);
});

test("kernels, connections and codes are those of the file and of the paper", () => {
  const own = lenet5.weights();
  assert.equal(own.metadata.network, "1998");
  assert.deepEqual(
    own.tensors.map(({ name, shape }) => [name, shape]),
    Object.entries(SHAPES_1998),
  );
  for (const { name, data } of own.tensors) assert.deepEqual(data, tensors[name]);
  assert.deepEqual(
    lenet5.connections().map(({ from, to }) => [from, to]),
    CONNECTIONS,
  );
  assert.deepEqual(
    lenet5.codes().map((code) => Array.from(code)),
    CODES_1998,
  );
});

test("a connection that is switched off changes its map of C3 and what follows, at once, until it is on again", () => {
  const before = lenet5.predictNormalised(picture);
  const whole = lenet5.layers();
  const off = CONNECTIONS.findIndex(([, to]) => to === 9);
  lenet5.connect(CONNECTIONS.map((_, i) => i !== off));
  const changed = lenet5.layers();
  const without = Float64Array.from(parameters);
  without.fill(0, OFFSETS_1998["c3.weight"] + 25 * off, OFFSETS_1998["c3.weight"] + 25 * (off + 1));
  const expected = forward1998(without, framed(picture));
  for (const { name, data } of changed) assertNear(data, Array.from(expected[name]), 1e-4, name);
  changed[3].data.forEach((value, i) => {
    if (Math.floor(i / 100) !== 9) assert.equal(value, whole[3].data[i]);
  });
  assertNear(lenet5.predictNormalised(picture).distances, expected.rbf, 1e-4, "distances");
  lenet5.connect(CONNECTIONS.map(() => true));
  assert.deepEqual(lenet5.predictNormalised(picture), before);
  assert.throws(() => lenet5.connect([true]), {
    name: "RangeError",
    message: /^connected: expected 60 values.* got 1$/,
  });
});

// The paper's numbers, as it prints them; multiplications by hand.
const PAPER = {
  input: [1024, 0, 0, 0],
  C1: [4704, 156, 122304, 117600],
  S2: [1176, 12, 5880, 1176],
  C3: [1600, 1516, 151600, 150000],
  S4: [400, 32, 2000, 400],
  C5: [120, 48120, 48120, 48000],
  F6: [84, 10164, 10164, 10080],
  RBF: [10, 0, 840, 840],
};
const NOW = {
  input: [1024, 0, 0, 0],
  C1: [4704, 156, 122304, 117600],
  S2: [1176, 0, 4704, 0],
  C3: [1600, 2416, 241600, 240000],
  S4: [400, 0, 1600, 0],
  C5: [120, 48120, 48120, 48000],
  F6: [84, 10164, 10164, 10080],
  F7: [10, 850, 850, 840],
};

test("the layer tables have the paper's numbers, and today's", () => {
  const rows = (network) =>
    Object.fromEntries(
      lenet5
        .structure(network)
        .map(({ name, units, parameters, connections, multiplications }) => [
          name,
          [units, parameters, connections, multiplications],
        ]),
    );
  assert.deepEqual(rows("1998"), PAPER);
  assert.deepEqual(rows("today"), NOW);
  const total = (network, column) => Object.values(rows(network)).reduce((sum, row) => sum + row[column], 0);
  assert.deepEqual([total("1998", 1), total("1998", 2)], [60000, 340908]);
  assert.deepEqual([total("today", 1), total("today", 3)], [61706, 416520]);
  const [input, c1, , , , c5] = lenet5.structure();
  assert.deepEqual([input.shape, c1.shape, c5.shape], [[1, 32, 32], [6, 28, 28], [120]]);
  assert.deepEqual([c1.kind, lenet5.structure("today")[1].kind], ["convolution 5x5, tanh", "convolution 5x5, ReLU"]);
});

test("each network refuses the other's weights and module by name, and keeps its own", async () => {
  const before = lenet5.predictNormalised(picture);
  await assert.rejects(lenet5.loadWeights(TODAY), {
    code: "bad-weights",
    message: /^convnet.c1.weight: is no tensor of the network of 1998/,
  });
  assert.deepEqual(lenet5.predictNormalised(picture), before);
  const today = bytesOf("build/browser/lenet5.wasm");
  await assert.rejects(loadLeNet5({ wasm: today, weights: new Uint8Array(WEIGHTS) }), {
    code: "bad-weights",
    message: /^1998: is another network/,
  });
  await assert.rejects(loadLeNet5({ network: "1998", wasm: today, weights: new Uint8Array(WEIGHTS) }), {
    code: "bad-module",
    message: /is not lenet5.extra.wasm/,
  });
  await assert.rejects(loadLeNet5({ wasm: WASM, weights: TODAY }), {
    code: "bad-module",
    message: /is not lenet5.wasm/,
  });
});

test("what it can't do is said", async () => {
  for (const call of ["read", "readStrokes", "sweep"])
    assert.throws(() => lenet5[call](drawn(3)), { name: "TypeError", message: /numbers are read by today's network/ });
  // @ts-expect-error there is no such network
  await assert.rejects(loadLeNet5({ network: "1989" }), {
    name: "RangeError",
    message: /"today" or "1998"; got "1989"/,
  });
  // @ts-expect-error likewise
  assert.throws(() => lenet5.structure("1989"), RangeError);
});
