// The integer network against a scalar model of it, to the bit, and against float32.
//
// The model is written from c/network/integer.h: the same integers, derived in double precision, and the plainest loops: matrices for
// Winograd's transforms, one output after another.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { before, test } from "node:test";

import { BrowserModule } from "./browser-module.js";
import { mnistPictures, skipWithoutMnist } from "./mnist.js";
import { decode, encode, generator, randomTensors } from "./safetensors.js";

const SHIPPED = new URL("../weights/lenet5.safetensors", import.meta.url);
const MOST = 32767, S2_MOST = 480, S2_SHIFT = 6, S4_SHIFT = 14, C5_SHIFT = 12, F6_SHIFT = 14;

const indices = (count) => Array.from({ length: count }, (_, i) => i);
const rounded = (value, most) => Math.max(-most, Math.min(most, value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5)));
const saturated = (value) => Math.max(-32768, Math.min(MOST, value));

/** The largest that Σ w x + bias can be in magnitude, with 0 ≤ x ≤ most. */
function largestSum(weights, most, bias) {
  let up = Math.max(bias, 0), down = 0;
  for (const w of weights) {
    if (w > 0) up += w * most;
    else down -= w * most;
  }
  return Math.max(up, down, 1e-30);
}

const G = [
  [1 / 4, 0, 0, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 2 / 24, 4 / 24, 8 / 24, 16 / 24],
  [1 / 24, -2 / 24, 4 / 24, -8 / 24, 16 / 24],
  [0, 0, 0, 0, 1],
];
const B = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
const A = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 1],
];

/** matrix · x · matrixᵀ, x [y][x]: first along x, then along y. */
function sandwich(matrix, x) {
  const along = (row, values) => row.reduce((sum, m, i) => sum + m * values[i], 0);
  const half = x.map((line) => matrix.map((row) => along(row, line)));
  return matrix.map((row) => matrix.map((_, p) => along(row, half.map((line) => line[p]))));
}

function deriveC1(tensors) {
  const inkUnit = 4 / 255;
  return indices(6).map((c) => {
    const weights = Array.from(tensors["convnet.c1.weight"].subarray(c * 25, c * 25 + 25));
    const bias = tensors["convnet.c1.bias"][c] / inkUnit;
    const scale = (S2_MOST * 64 - 800) / largestSum(weights, 64, bias);
    return {
      weights: weights.map((w) => rounded(w * scale, MOST)),
      bias: rounded(bias * scale + 32, MOST),
      unit: (inkUnit * 64) / scale,
    };
  });
}

function deriveC3(tensors, units) {
  return indices(16).map((o) => {
    const kernels = indices(6).map((c) =>
      Array.from(tensors["convnet.c3.weight"].subarray((o * 6 + c) * 25, (o * 6 + c + 1) * 25), (w) => w * units[c]));
    const points = kernels.map((k) => sandwich(G, indices(5).map((y) => k.slice(5 * y, 5 * y + 5))));
    const bias = tensors["convnet.c3.bias"][o];
    const most = Math.max(1e-30, ...points.flat(2).map(Math.abs));
    const scale = Math.min(
      MOST / most,
      (MOST * 2 ** S4_SHIFT - 0.5 * 68 * 480 * 7 * 7 * 6) / largestSum(kernels.flat(), S2_MOST, bias),
    );
    return {
      points: points.map((point) => point.map((row) => row.map((w) => rounded(w * scale, MOST)))),
      bias: rounded(bias * scale + 2 ** (S4_SHIFT - 1), MOST * 2 ** S4_SHIFT),
      unit: 2 ** S4_SHIFT / scale,
    };
  });
}

/** inputs: for each, [its index in the file, its unit], in the order in which sums of magnitudes are made. */
function deriveDense(weight, bias, inputs, shift) {
  const count = inputs.length;
  return Array.from(bias, (b, o) => {
    const weights = inputs.map(([i, unit]) => weight[o * count + i] * unit);
    const most = Math.max(1e-30, ...weights.map(Math.abs));
    const scale = Math.min(MOST / most, (2.1e9 - 0.5 * MOST * count) / (largestSum(weights, MOST, 0) + Math.abs(b)));
    return {
      weights: weights.map((w) => rounded(w * scale, MOST)),
      bias: rounded(b * scale + (shift ? 2 ** (shift - 1) : 0), 2147483647),
      unit: 2 ** shift / scale,
      scale,
    };
  });
}

function derive(tensors) {
  const c1 = deriveC1(tensors), c3 = deriveC3(tensors, c1.map(({ unit }) => unit));
  const s4 = indices(25).flatMap((i) => {
    const x = Math.floor(i / 5), y = i % 5;
    return c3.map(({ unit }, c) => [c * 25 + y * 5 + x, unit]);
  });
  const follow = (layer) => layer.map(({ unit }, i) => [i, unit]);
  const c5 = deriveDense(tensors["convnet.c5.weight"], tensors["convnet.c5.bias"], s4, C5_SHIFT);
  const f6 = deriveDense(tensors["fc.f6.weight"], tensors["fc.f6.bias"], follow(c5), F6_SHIFT);
  const f7 = deriveDense(tensors["fc.f7.weight"], tensors["fc.f7.bias"], follow(f6), 0);
  return { c1, c3, c5, f6, f7, s4Order: s4.map(([i]) => i) };
}

const within = (value, bits) => assert.ok(value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1), `${value} fits ${bits} bits`);

function modelS2({ c1 }, input) {
  return c1.map(({ weights, bias }) => {
    const sum = (y, x) => {
      let total = 0;
      for (let ky = 0; ky < 5; ky++) for (let kx = 0; kx < 5; kx++) total += weights[5 * ky + kx] * input[y + ky][x + kx];
      within(total, 16);
      return total;
    };
    return indices(14).map((y) => indices(14).map((x) => {
      const largest = Math.max(sum(2 * y, 2 * x), sum(2 * y, 2 * x + 1), sum(2 * y + 1, 2 * x), sum(2 * y + 1, 2 * x + 1));
      const value = Math.max(0, saturated(largest + bias)) >> S2_SHIFT;
      assert.ok(value <= S2_MOST, `S2 ${value}`);
      return value;
    }));
  });
}

/** Sums in whole numbers below 2^53, which are then required to fit 32 bits. */
function modelS4({ c3 }, s2) {
  const tiles = indices(25).map((t) => {
    const y = Math.floor(t / 5) * 2, x = (t % 5) * 2;
    return s2.map((map) => sandwich(B, map.slice(y, y + 6).map((row) => row.slice(x, x + 6))));
  });
  for (const value of tiles.flat(3)) within(value, 16);
  return c3.flatMap(({ points, bias }) => tiles.map((tile) => {
    const m = indices(6).map((y) => indices(6).map((x) => tile.reduce((sum, v, c) => sum + v[y][x] * points[c][y][x], 0)));
    const outputs = sandwich(A, m).flat();
    for (const value of outputs) within(value + bias, 32);
    return Math.max(0, saturated(Math.floor((Math.max(...outputs) + bias) / 2 ** S4_SHIFT)));
  }));
}

const sums = (layer, input) => layer.map(({ weights, bias }) => {
  const total = weights.reduce((sum, w, i) => sum + w * input[i], bias);
  within(total, 32);
  return total;
});

const dense = (layer, input, shift) => sums(layer, input).map((sum) => Math.max(0, saturated(Math.floor(sum / 2 ** shift))));

function modelLogits(network, picture) {
  const input = indices(32).map((y) => indices(32).map((x) => {
    const inside = y >= 2 && y < 30 && x >= 2 && x < 30;
    return inside ? Math.floor((picture[(y - 2) * 28 + x - 2] + 2) / 4) : 0;
  }));
  const s4 = modelS4(network, modelS2(network, input));
  const c5 = dense(network.c5, network.s4Order.map((i) => s4[i]), C5_SHIFT);
  const f6 = dense(network.f6, c5, F6_SHIFT);
  return sums(network.f7, f6).map((sum, o) => Math.fround(Math.fround(sum | 0) * Math.fround(1 / network.f7[o].scale)));
}

let engine;
before(async () => (engine = await BrowserModule.open()));

const bits = (numbers) => Array.from(new Uint32Array(Float32Array.from(numbers).buffer));

function assertAsModel(tensors, pictures) {
  assert.equal(engine.load(encode(tensors)), "");
  const network = derive(tensors);
  pictures.forEach((picture, i) => {
    engine.predictNormalised(picture);
    assert.deepEqual(bits(engine.result().logits), bits(modelLogits(network, picture)), `picture ${i}`);
  });
}

const random = generator(21);
/** About `share` of the pixels have ink: sparse pictures and full ones take different ways through C1. */
const noise = (share) => Uint8Array.from({ length: 784 }, () => (random() < share ? Math.floor(random() * 255) + 1 : 0));
const EXTREMES = [new Uint8Array(784), new Uint8Array(784).fill(255), new Uint8Array(784).fill(1),
  Uint8Array.from({ length: 784 }, (_, i) => ((i % 28) + Math.floor(i / 28)) % 2 * 255)];
const PICTURES = [...EXTREMES, ...[0.02, 0.2, 0.5, 0.63, 0.64, 0.65, 0.9, 1].map(noise)];

test("random weights: equal to the scalar model on blank, full, sparse and dense pictures", () => {
  for (const seed of [1, 2]) assertAsModel(randomTensors(seed), PICTURES);
});

const shipped = () => decode(readFileSync(SHIPPED)).tensors;

test("shipped weights: equal to the scalar model on digits and on dense pictures", {
  skip: skipWithoutMnist || (!existsSync(SHIPPED) && "no weights/lenet5.safetensors"),
}, () => assertAsModel(shipped(), [...mnistPictures(60), ...PICTURES]));

/** Weights that drive sums to where they can go: one sign, one giant among dwarfs, zeros, the largest accepted. */
const ADVERSARIES = {
  "all the largest accepted": () => 10000,
  "all the smallest accepted": () => -10000,
  "all zero": () => 0,
  "tiny": () => 1e-30,
  "all alike": () => 0.25,
  "one giant in a hundred": (w, i) => (i % 101 === 7 ? 5000 : w * 1e-3),
  "signs that alternate": (w, i) => (i % 2 ? -0.7 : 0.7),
  "magnitudes from 1e-6 to 1e3": (w, i) => w * 10 ** ((i % 10) - 6),
};

for (const [name, change] of Object.entries(ADVERSARIES)) {
  test(`weights ${name}: no sum overflows, and all equal the scalar model`, () => {
    const tensors = randomTensors(9);
    for (const values of Object.values(tensors)) values.forEach((w, i) => (values[i] = change(w, i)));
    assertAsModel(tensors, [...EXTREMES, noise(0.2), noise(1)]);
  });
}

test("huge biases: no sum overflows, and all equal the scalar model", () => {
  for (const bias of [9000, -9000]) {
    const tensors = randomTensors(10);
    for (const [name, values] of Object.entries(tensors)) if (name.endsWith("bias")) values.fill(bias);
    assertAsModel(tensors, [...EXTREMES, noise(0.2)]);
  }
});

test("MNIST's test set: integers and float32 give the same answer to 99.9 %", {
  skip: skipWithoutMnist || (!existsSync(SHIPPED) && "no weights/lenet5.safetensors"),
}, () => {
  assert.equal(engine.load(readFileSync(SHIPPED)), "");
  const pictures = mnistPictures(10000);
  let others = 0;
  for (const picture of pictures) {
    engine.predictNormalised(picture);
    const best = (logits) => logits.indexOf(Math.max(...logits));
    if (best(engine.result().logits) !== best(Array.from(engine.activations().logits))) others++;
  }
  assert.ok(others <= pictures.length / 1000, `${others} answers differ`);
});
