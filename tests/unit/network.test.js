// The forward pass against an independent runtime and, layer by layer, against a plain scalar network.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { before, test } from "node:test";

import * as onnxruntime from "onnxruntime-web";

import { BrowserModule } from "../support/browser-module.js";
import { mnistPictures, skipWithoutMnist } from "../support/mnist.js";
import { onnxModel } from "../support/onnx.js";
import { generator } from "../support/random.js";
import { decode, encode, randomTensors } from "../support/safetensors.js";

const SHIPPED = new URL("../../weights/lenet5.safetensors", import.meta.url);
const random = generator(11);
const dense = Array.from({ length: 200 }, () => Uint8Array.from({ length: 784 }, () => Math.floor(random() * 256)));
const noise = (share) => Uint8Array.from({ length: 784 }, () => (random() < share ? Math.floor(random() * 256) : 0));
const EDGES = [new Uint8Array(784), new Uint8Array(784).fill(255)];

let engine;

before(async () => {
  engine = await BrowserModule.open();
});

/** 28×28 bytes → the network's 32×32. */
function inputOf(picture) {
  const input = new Float32Array(1024);
  for (let y = 0; y < 28; y++) for (let x = 0; x < 28; x++) input[(y + 2) * 32 + x + 2] = picture[y * 28 + x] / 255;
  return input;
}

async function maxDifference(tensors, pictures) {
  assert.equal(engine.load(encode(tensors)), "");
  const session = await onnxruntime.InferenceSession.create(onnxModel(tensors, pictures.length));
  const input = new Float32Array(pictures.length * 1024);
  pictures.forEach((picture, i) => input.set(inputOf(picture), i * 1024));
  const { logits } = await session.run({
    input: new onnxruntime.Tensor("float32", input, [pictures.length, 1, 32, 32]),
  });
  await session.release();
  let largest = 0;
  let scale = 0;
  pictures.forEach((picture, i) => {
    engine.predictNormalised(picture);
    engine.activations().logits.forEach((logit, k) => {
      largest = Math.max(largest, Math.abs(logit - Number(logits.data[i * 10 + k])));
      scale = Math.max(scale, Math.abs(logit));
    });
  });
  assert.ok(scale > 1, "the logits are not all near 0");
  return largest;
}

test("random weights, dense pictures: logits within 1e-4 of onnxruntime", async () => {
  assert.ok((await maxDifference(randomTensors(3), [...dense, ...EDGES])) <= 1e-4);
});

test("shipped weights, 1,000 digits of MNIST: logits within 1e-4 of onnxruntime", {
  skip: skipWithoutMnist || (!existsSync(SHIPPED) && "no weights/lenet5.safetensors"),
}, async () => {
  assert.ok((await maxDifference(decode(readFileSync(SHIPPED)).tensors, mnistPictures(1000))) <= 1e-4);
});

test("every byte of a picture comes in as its 255th, correctly rounded", () => {
  assert.equal(engine.load(encode(randomTensors(3))), "");
  const picture = Uint8Array.from({ length: 784 }, (_, i) => i);
  engine.predictNormalised(picture);
  assert.deepEqual(engine.activations().input, inputOf(picture));
});

const relu = (x) => Math.max(x, 0);

/** One output after another: the bias, then the products by input channel, kernel row, kernel column. `round` each sum. */
function convolve(input, channels, side, weight, bias, { kernel = 5, round = (x) => x } = {}) {
  const out = side - kernel + 1;
  const output = new Float64Array(bias.length * out * out);
  for (let o = 0; o < bias.length; o++)
    for (let y = 0; y < out; y++)
      for (let x = 0; x < out; x++) {
        let sum = bias[o];
        for (let c = 0; c < channels; c++)
          for (let ky = 0; ky < kernel; ky++)
            for (let kx = 0; kx < kernel; kx++) {
              const w = weight[((o * channels + c) * kernel + ky) * kernel + kx];
              sum = round(sum + round(w * input[(c * side + y + ky) * side + x + kx]));
            }
        output[(o * out + y) * out + x] = sum;
      }
  return output;
}

function maxPool(input, maps, side) {
  const half = side / 2;
  return Float32Array.from({ length: maps * half * half }, (_, i) => {
    const map = Math.floor(i / (half * half));
    const y = Math.floor(i / half) % half;
    const x = i % half;
    const at = (dy, dx) => input[(map * side + 2 * y + dy) * side + 2 * x + dx];
    return Math.max(at(0, 0), at(0, 1), at(1, 0), at(1, 1));
  });
}

const layer = (tensors, name) => [tensors[`${name}.weight`], tensors[`${name}.bias`]];

/** Winograd's sums are made in another order, so they differ by what rounding does to sums of their size. */
function assertClose(actual, expected, name) {
  const largest = Math.max(...expected.map(Math.abs));
  const tolerance = largest * 2 ** -19;
  expected.forEach((value, i) =>
    assert.ok(Math.abs(actual[i] - value) <= tolerance, `${name}[${i}]: ${actual[i]}, not ${value}`),
  );
}

test("every layer is the scalar network's of the layer before it: convolutions closely, the others to the bit", () => {
  for (const seed of [4, 5]) {
    const tensors = randomTensors(seed);
    assert.equal(engine.load(encode(tensors)), "");
    for (const picture of [...EDGES, ...dense.slice(0, 6), noise(0.2)]) {
      engine.predictNormalised(picture);
      const { input, c1, s2, c3, s4, c5, f6, logits } = engine.activations();
      const full = (from, inputs, name) =>
        convolve(from, inputs, 1, ...layer(tensors, name), { kernel: 1, round: Math.fround });
      assert.deepEqual(bits(input), bits(inputOf(picture)), "input");
      assertClose(c1, convolve(input, 1, 32, ...layer(tensors, "convnet.c1")).map(relu), "c1");
      assert.deepEqual(bits(s2), bits(maxPool(c1, 6, 28)), "s2");
      assertClose(c3, convolve(s2, 6, 14, ...layer(tensors, "convnet.c3")).map(relu), "c3");
      assert.deepEqual(bits(s4), bits(maxPool(c3, 16, 10)), "s4");
      assert.deepEqual(bits(c5), bits(full(s4, 400, "convnet.c5").map(relu)), "c5");
      assert.deepEqual(bits(f6), bits(full(c5, 120, "fc.f6").map(relu)), "f6");
      assert.deepEqual(bits(logits), bits(full(f6, 84, "fc.f7")), "logits");
    }
  }
});

const bits = (floats) => new Uint32Array(Float32Array.from(floats).buffer);

test("the largest accepted weights leave every activation finite", () => {
  const tensors = randomTensors(6);
  for (const values of Object.values(tensors)) values.fill(10000);
  assert.equal(engine.load(encode(tensors)), "");
  engine.predictNormalised(EDGES[1]);
  for (const values of Object.values(engine.activations())) assert.ok(values.every(Number.isFinite));
  const { probabilities, score } = engine.result();
  assert.ok(probabilities.every((p) => p >= 0 && p <= 1) && Number.isFinite(score));
});

test("probabilities are the softmax of logits / temperature, the score their log-sum-exp", () => {
  const tensors = randomTensors(8);
  for (const temperature of [0.25, 1, 7.5]) {
    assert.equal(engine.load(encode(tensors, { temperature: String(temperature) })), "");
    for (const picture of dense.slice(0, 20)) {
      engine.predictNormalised(picture);
      const { logits, probabilities, confidence, score, digit } = engine.result();
      const scaled = logits.map((logit) => Math.exp(logit / temperature));
      const sum = scaled.reduce((a, b) => a + b);
      probabilities.forEach((p, i) => assert.ok(Math.abs(p - scaled[i] / sum) < 1e-6));
      assert.ok(Math.abs(score - Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0))) < 1e-5);
      assert.equal(confidence, Math.max(...probabilities));
      assert.equal(digit, logits.indexOf(Math.max(...logits)));
    }
  }
});
