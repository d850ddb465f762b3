// The integer network against a scalar model of it, to the bit, and against float32.
//
// The model is written from c/digit/network/int8/int8.h: the same integers, derived in double precision, and the
// plainest loops, one output after another.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { before, test } from "node:test";

import { BrowserModule } from "../support/browser-module.js";
import { mnistPictures, skipWithoutMnist } from "../support/mnist.js";
import { generator } from "../support/random.js";
import { decode, encode, randomTensors } from "../support/safetensors.js";

const SHIPPED = new URL("../../weights/lenet5.safetensors", import.meta.url);
const MOST = 32767;
const S2_MOST = 63;
const S2_SHIFT = 9;
const C5_SHIFT = 5;
const F6_SHIFT = 4;
const BYTE = 127;
const FACTOR_MOST = 16383;
const RANGE_MOST = 16000;

const indices = (count) => Array.from({ length: count }, (_, i) => i);
const rounded = (value, most) =>
  Math.max(-most, Math.min(most, value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5)));
const saturated = (value) => Math.max(-32768, Math.min(MOST, value));

/** The largest that Σ w x + bias can be in magnitude, with 0 ≤ x ≤ most. */
function largestSum(weights, most, bias) {
  let up = Math.max(bias, 0);
  let down = 0;
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
/** matrix · x · matrixᵀ, x [y][x]: first along x, then along y. */
function sandwich(matrix, x) {
  const along = (row, values) => row.reduce((sum, m, i) => sum + m * values[i], 0);
  const half = x.map((line) => matrix.map((row) => along(row, line)));
  return matrix.map((row) =>
    matrix.map((_, p) =>
      along(
        row,
        half.map((line) => line[p]),
      ),
    ),
  );
}

/** How large a channel is taken to get: its weights × its inputs' ranges, as if they were independent, × 0.9. */
const rangeOf = (weighted, bias) =>
  Math.max(1e-30, 0.9 * Math.sqrt(weighted.reduce((sum, v) => sum + v * v, 0) + bias * bias));

/** Sums of 16 bits → 0 … 127. scale: of the sums. */
function step(scale, range) {
  const factor = Math.max(1, rounded((BYTE * 32768) / (range * scale), FACTOR_MOST));
  return { factor, range, unit: 32768 / (factor * scale) };
}

function deriveC1(tensors) {
  const inkUnit = 4 / 255;
  return indices(6).map((c) => {
    const weights = Array.from(tensors["convnet.c1.weight"].subarray(c * 25, c * 25 + 25));
    const bias = tensors["convnet.c1.bias"][c] / inkUnit;
    const largest = largestSum(weights, 64, bias);
    const scale = (S2_MOST * 512 - 800) / largest;
    return {
      weights: weights.map((w) => rounded(w * scale, MOST)),
      bias: rounded(bias * scale + 256, MOST),
      unit: (inkUnit * 512) / scale,
      range: inkUnit * largest,
    };
  });
}

/** Over 1: too large for bytes in the one transform, or for 16 bits in the other. */
function kernelLimit(kernel) {
  const points = sandwich(G, kernel)
    .flat()
    .map((point) => Math.abs(point) / ((MOST - 481) / 576));
  const bytes = kernel.flatMap(([a, b, c, d, e]) =>
    [...[a, b, c, d, e].map((g) => 2 * g), a + c + b, a + c - b, 2 * (d + e)].map((g) => Math.abs(g) / 125),
  );
  return Math.max(...points, ...bytes);
}

function deriveC3(tensors, inputs) {
  return indices(16).map((o) => {
    const kernels = indices(6).map((c) =>
      indices(5).map((y) =>
        Array.from(tensors["convnet.c3.weight"].subarray((o * 6 + c) * 25 + 5 * y, (o * 6 + c) * 25 + 5 * y + 5)),
      ),
    );
    const bias = tensors["convnet.c3.bias"][o];
    const range = rangeOf(
      kernels.flatMap((kernel, c) => kernel.flat().map((w) => w * inputs[c].range)),
      bias,
    );
    const scaled = kernels.map((kernel, c) => kernel.map((row) => row.map((w) => w * inputs[c].unit)));
    const scale = Math.min(1 / Math.max(1e-30, ...scaled.map(kernelLimit)), RANGE_MOST / (9 / 16) / range);
    return {
      weights: scaled.map((kernel) => kernel.map((row) => row.map((w) => rounded(w * scale, MOST)))),
      bias: rounded(2 * (bias * scale + 0.5 / (9 / 16)), MOST * 8),
      ...step(scale * (9 / 16), range),
    };
  });
}

/** inputs: for each, [its index in the file, its unit and range], in the order in which they are summed. */
function deriveDense(weight, bias, inputs, shift) {
  return Array.from(bias, (b, o) => {
    const plain = inputs.map(([i]) => weight[o * inputs.length + i]);
    const weights = plain.map((w, i) => w * inputs[i][1].unit);
    const range = rangeOf(
      plain.map((w, i) => w * inputs[i][1].range),
      b,
    );
    const scale = Math.min(BYTE / Math.max(1e-30, ...weights.map(Math.abs)), (RANGE_MOST * 2 ** shift) / range);
    return {
      weights: weights.map((w) => rounded(w * scale, BYTE)),
      bias: rounded(b * scale + 2 ** shift / 2, 2147483647),
      sumUnit: 2 ** shift / scale,
      ...step(scale / 2 ** shift, range),
    };
  });
}

function deriveF7(weight, bias, units) {
  return Array.from(bias, (b, o) => {
    const weights = units.map((unit, i) => weight[o * units.length + i] * unit);
    const most = Math.max(1e-30, ...weights.map(Math.abs));
    const scale = Math.min(
      MOST / most,
      (2.1e9 - 0.5 * MOST * units.length) / (largestSum(weights, MOST, 0) + Math.abs(b)),
    );
    return { weights: weights.map((w) => rounded(w * scale, MOST)), bias: rounded(b * scale, 2147483647), scale };
  });
}

function derive(tensors) {
  const c1 = deriveC1(tensors);
  const c3 = deriveC3(tensors, c1);
  const s4 = indices(25).flatMap((i) => {
    const x = Math.floor(i / 5);
    const y = i % 5;
    return c3.map((channel, c) => [c * 25 + y * 5 + x, channel]);
  });
  const c5 = deriveDense(tensors["convnet.c5.weight"], tensors["convnet.c5.bias"], s4, C5_SHIFT);
  const f6 = deriveDense(tensors["fc.f6.weight"], tensors["fc.f6.bias"], [...c5.entries()], F6_SHIFT);
  const f7 = deriveF7(
    tensors["fc.f7.weight"],
    tensors["fc.f7.bias"],
    f6.map(({ sumUnit }) => sumUnit),
  );
  return { c1, c3, c5, f6, f7, s4Order: s4.map(([i]) => i) };
}

const within = (value, bits) =>
  assert.ok(value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1), `${value} fits ${bits} bits`);

function modelS2({ c1 }, input) {
  return c1.map(({ weights, bias }) => {
    const sum = (y, x) => {
      let total = 0;
      for (let ky = 0; ky < 5; ky++)
        for (let kx = 0; kx < 5; kx++) total += weights[5 * ky + kx] * input[y + ky][x + kx];
      within(total, 16);
      return total;
    };
    return indices(14).map((y) =>
      indices(14).map((x) => {
        const largest = Math.max(
          sum(2 * y, 2 * x),
          sum(2 * y, 2 * x + 1),
          sum(2 * y + 1, 2 * x),
          sum(2 * y + 1, 2 * x + 1),
        );
        const value = Math.max(0, saturated(largest + bias)) >> S2_SHIFT;
        assert.ok(value <= S2_MOST, `S2 ${value}`);
        return value;
      }),
    );
  });
}

const activation = (sum, shift, factor) =>
  Math.max(0, Math.min(BYTE, Math.floor((saturated(Math.floor(sum / 2 ** shift)) * factor + 2 ** 14) / 2 ** 15)));

/** The plainest convolution. Either build's transform of it must fit its lanes, which is required of what they multiply. */
function modelS4({ c3 }, s2) {
  for (const { weights } of c3) {
    for (const kernel of weights) {
      for (const point of sandwich(G, kernel).flat()) within(Math.round(576 * point), 16);
      for (const [a, b, c, d, e] of kernel)
        for (const g of [2 * a, 2 * c, 2 * d, 2 * e, a + b + c, a - b + c, 2 * (d + e)]) within(g, 8);
    }
  }
  return c3.flatMap(({ weights, bias, factor }) =>
    indices(25).map((t) => {
      const sum = (y, x) => {
        let total = 0;
        for (let c = 0; c < 6; c++)
          for (let ky = 0; ky < 5; ky++)
            for (let kx = 0; kx < 5; kx++) total += weights[c][ky][kx] * s2[c][y + ky][x + kx];
        within(576 * total + 288 * bias, 32);
        return total;
      };
      const y = Math.floor(t / 5) * 2;
      const x = (t % 5) * 2;
      const largest = Math.max(sum(y, x), sum(y, x + 1), sum(y + 1, x), sum(y + 1, x + 1));
      return activation((2 * largest + bias) * 9, 5, factor);
    }),
  );
}

const sums = (layer, input) =>
  layer.map(({ weights, bias }) => {
    const total = weights.reduce((sum, w, i) => sum + w * input[i], bias);
    within(total, 32);
    return total;
  });

function modelLogits(network, picture) {
  const input = indices(32).map((y) =>
    indices(32).map((x) => {
      const inside = y >= 2 && y < 30 && x >= 2 && x < 30;
      return inside ? Math.floor((picture[(y - 2) * 28 + x - 2] + 2) / 4) : 0;
    }),
  );
  const s4 = modelS4(network, modelS2(network, input));
  const c5 = sums(
    network.c5,
    network.s4Order.map((i) => s4[i]),
  ).map((sum, o) => activation(sum, C5_SHIFT, network.c5[o].factor));
  const f6 = sums(network.f6, c5).map((sum) => Math.max(0, saturated(Math.floor(sum / 2 ** F6_SHIFT))));
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
const noise = (share) =>
  Uint8Array.from({ length: 784 }, () => (random() < share ? Math.floor(random() * 255) + 1 : 0));
const EXTREMES = [
  new Uint8Array(784),
  new Uint8Array(784).fill(255),
  new Uint8Array(784).fill(1),
  Uint8Array.from({ length: 784 }, (_, i) => (((i % 28) + Math.floor(i / 28)) % 2) * 255),
];
const PICTURES = [...EXTREMES, ...[0.02, 0.2, 0.5, 0.51, 0.52, 0.65, 0.9, 1].map(noise)];

test("random weights: equal to the scalar model on blank, full, sparse and dense pictures", () => {
  for (const seed of [1, 2]) assertAsModel(randomTensors(seed), PICTURES);
});

const shipped = () => decode(readFileSync(SHIPPED)).tensors;

test(
  "shipped weights: equal to the scalar model on digits and on dense pictures",
  {
    skip: skipWithoutMnist || (!existsSync(SHIPPED) && "no weights/lenet5.safetensors"),
  },
  () => assertAsModel(shipped(), [...mnistPictures(60), ...PICTURES]),
);

/** Weights that drive sums to where they can go: one sign, one giant among dwarfs, zeros, the largest accepted. */
const ADVERSARIES = {
  "all the largest accepted": () => 10000,
  "all the smallest accepted": () => -10000,
  "all zero": () => 0,
  tiny: () => 1e-30,
  "all alike": () => 0.25,
  "one giant in a hundred": (w, i) => (i % 101 === 7 ? 5000 : w * 1e-3),
  "signs that alternate": (_w, i) => (i % 2 ? -0.7 : 0.7),
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
