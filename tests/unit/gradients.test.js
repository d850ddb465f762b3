// The C trainer's gradients against an independent framework with autograd and against differences in double precision.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";

import * as tf from "@tensorflow/tfjs";
import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const PROGRAM = program("gradients");
const SAMPLES = 16;
const DIFFERENT = 4; // of them, where the plain forward pass is used
const SIDE = 28;

// In the order of the parameters in memory.
/** @type {[string, number[]][]} */
const SHAPES = [
  ["c1.weight", [6, 1, 5, 5]],
  ["c1.bias", [6]],
  ["c3.weight", [16, 6, 5, 5]],
  ["c3.bias", [16]],
  ["c5.weight", [120, 16, 5, 5]],
  ["c5.bias", [120]],
  ["f6.weight", [84, 120]],
  ["f6.bias", [84]],
  ["f7.weight", [10, 84]],
  ["f7.bias", [10]],
];
const TENSORS = SHAPES.map(([name, shape]) => ({
  name,
  shape,
  size: shape.reduce((product, side) => product * side, 1),
}));

const PARAMETERS = TENSORS.reduce((sum, tensor) => sum + tensor.size, 0);

function makeCase(seed) {
  const random = generator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const parameters = new Float32Array(PARAMETERS);
  let at = 0;
  for (const { shape, size } of TENSORS) {
    const deviation = shape.length > 1 ? Math.sqrt((2 * shape[0]) / size) : 0.1;
    for (let i = 0; i < size; i++) parameters[at++] = deviation * normal();
  }
  // Blots on empty paper: like digits, most of the picture ties at 0.
  const pictures = new Float32Array(SAMPLES * SIDE * SIDE);
  for (let s = 0; s < SAMPLES; s++) {
    for (let blot = 0; blot < 6; blot++) {
      const x = 4 + Math.floor(random() * 20);
      const y = 4 + Math.floor(random() * 20);
      for (let i = -2; i <= 2; i++) {
        for (let j = -2; j <= 2; j++) pictures[(s * SIDE + y + i) * SIDE + x + j] = random();
      }
    }
  }
  const labels = Float32Array.from({ length: SAMPLES }, (_, s) => (s % 4 === 3 ? -1 : (s * 7) % 10));
  return { parameters, pictures, labels };
}

function fromProgram({ parameters, pictures, labels }) {
  const input = Buffer.concat([parameters, pictures, labels].map((floats) => Buffer.from(floats.buffer)));
  const output = execFileSync(PROGRAM, { input, maxBuffer: 1 << 22 });
  const floats = new Float32Array(new Uint8Array(output).buffer);
  assert.equal(floats.length, 1 + SAMPLES * 10 + PARAMETERS);
  return { loss: floats[0], logits: floats.slice(1, 161), gradient: floats.slice(161) };
}

/** One-hot over the ten digits and, last, rubbish. */
const targetOf = (label) => Array.from({ length: 11 }, (_, k) => Number(k === (label < 0 ? 10 : label)));

function fromFramework({ parameters, pictures, labels }) {
  let at = 0;
  const variables = TENSORS.map(({ shape, size }) => tf.variable(tf.tensor(parameters.slice(at, (at += size)), shape)));
  const input = tf.pad(tf.tensor4d(pictures, [SAMPLES, SIDE, SIDE, 1]), [
    [0, 0],
    [2, 2],
    [2, 2],
    [0, 0],
  ]);
  const targets = tf.tensor2d(Array.from(labels, targetOf));
  /** @returns {any} */
  const convolve = (x, weight, bias) =>
    tf.relu(tf.add(tf.conv2d(x, tf.transpose(weight, [2, 3, 1, 0]), 1, "valid"), bias));
  const dense = (x, weight, bias) => tf.add(tf.matMul(x, weight, false, true), bias);
  const { value, grads } = tf.variableGrads(() => {
    const [c1, c1b, c3, c3b, c5, c5b, f6, f6b, f7, f7b] = variables;
    const s2 = tf.maxPool(convolve(input, c1, c1b), 2, 2, "valid");
    const s4 = tf.maxPool(convolve(s2, c3, c3b), 2, 2, "valid");
    const c5Out = tf.reshape(convolve(s4, c5, c5b), [SAMPLES, 120]);
    const logits = dense(tf.relu(dense(c5Out, f6, f6b)), f7, f7b);
    const withRubbish = tf.concat([logits, tf.zeros([SAMPLES, 1])], 1);
    return /** @type {tf.Scalar} */ (tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(withRubbish)), 1))));
  });
  return { loss: value.dataSync()[0], tensors: variables.map((variable) => grads[variable.name].dataSync()) };
}

/** The plainest forward pass, in double precision: one sample's logits. */
function plainLogits(parameters, picture) {
  let at = 0;
  const [c1, c1b, c3, c3b, c5, c5b, f6, f6b, f7, f7b] = TENSORS.map(({ size }) =>
    parameters.subarray(at, (at += size)),
  );
  const relu = (values) => values.map((value) => Math.max(0, value));
  const convolve = (input, channels, side, weight, bias) => {
    const out = side - 4;
    const result = new Float64Array(bias.length * out * out);
    for (let o = 0; o < bias.length; o++) {
      for (let y = 0; y < out; y++) {
        for (let x = 0; x < out; x++) {
          let sum = bias[o];
          for (let c = 0; c < channels; c++) {
            for (let i = 0; i < 25; i++) {
              const row = y + Math.floor(i / 5);
              sum += weight[(o * channels + c) * 25 + i] * input[(c * side + row) * side + x + (i % 5)];
            }
          }
          result[(o * out + y) * out + x] = sum;
        }
      }
    }
    return relu(result);
  };
  const pool = (input, maps, side) => {
    const half = side / 2;
    return Float64Array.from({ length: maps * half * half }, (_, i) => {
      const corner = Math.floor(i / half) * 2 * side + (i % half) * 2;
      return Math.max(input[corner], input[corner + 1], input[corner + side], input[corner + side + 1]);
    });
  };
  const dense = (input, weight, bias) =>
    Float64Array.from(bias, (start, o) =>
      input.reduce((sum, value, i) => sum + weight[o * input.length + i] * value, start),
    );

  const input = new Float64Array(32 * 32);
  picture.forEach((ink, i) => (input[(Math.floor(i / SIDE) + 2) * 32 + (i % SIDE) + 2] = ink));
  const s2 = pool(convolve(input, 1, 32, c1, c1b), 6, 28);
  const s4 = pool(convolve(s2, 6, 14, c3, c3b), 16, 10);
  return dense(relu(dense(convolve(s4, 16, 5, c5, c5b), f6, f6b)), f7, f7b);
}

function plainLoss(parameters, pictures, labels, samples) {
  let loss = 0;
  for (let s = 0; s < samples; s++) {
    const logits = [...plainLogits(parameters, pictures.subarray(s * SIDE * SIDE, (s + 1) * SIDE * SIDE)), 0];
    const largest = Math.max(...logits);
    const logSum = largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
    targetOf(labels[s]).forEach((target, k) => (loss += target * (logSum - logits[k])));
  }
  return loss / samples;
}

/** Largest difference, relative to the largest gradient of the tensor. */
function relativeDifference(found, expected) {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0) / scale;
}

before(async () => {
  await tf.setBackend("cpu");
});

for (const seed of [1, 2]) {
  test(`every tensor's gradient is the framework's (case ${seed})`, () => {
    const example = makeCase(seed);
    const found = fromProgram(example);
    const expected = fromFramework(example);
    assert.ok(
      Math.abs(found.loss - expected.loss) < 1e-5 * expected.loss,
      `loss ${found.loss}, expected ${expected.loss}`,
    );
    let at = 0;
    TENSORS.forEach(({ name, size }, i) => {
      const difference = relativeDifference(found.gradient.slice(at, (at += size)), expected.tensors[i]);
      assert.ok(difference <= 1e-5, `${name}: relative difference ${difference}`);
    });
  });
}

test("the gradient is the slope of the loss, by differences in double precision", () => {
  const example = makeCase(3);
  for (let s = DIFFERENT; s < SAMPLES; s++) {
    const from = s % DIFFERENT; // repeated samples leave the mean as it is and spare the plain pass their time
    example.pictures.copyWithin(s * SIDE * SIDE, from * SIDE * SIDE, (from + 1) * SIDE * SIDE);
    example.labels[s] = example.labels[from];
  }
  const { loss, logits, gradient } = fromProgram(example);
  const parameters = Float64Array.from(example.parameters);
  assert.ok(Math.abs(loss - plainLoss(parameters, example.pictures, example.labels, DIFFERENT)) < 1e-5 * loss);
  const first = plainLogits(parameters, example.pictures.subarray(0, SIDE * SIDE));
  assert.ok(first.every((logit, k) => Math.abs(logit - logits[k]) < 1e-4));

  let at = 0;
  for (const { name, size } of TENSORS) {
    const scale = gradient.slice(at, at + size).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let k = 0; k < 6; k++) {
      const i = at + Math.floor((size * (2 * k + 1)) / 12);
      const kept = parameters[i];
      const step = 1e-6;
      parameters[i] = kept + step;
      const above = plainLoss(parameters, example.pictures, example.labels, DIFFERENT);
      parameters[i] = kept - step;
      const below = plainLoss(parameters, example.pictures, example.labels, DIFFERENT);
      parameters[i] = kept;
      const slope = (above - below) / (2 * step);
      assert.ok(
        Math.abs(slope - gradient[i]) <= 1e-4 * scale,
        `${name} ${i - at}: ${gradient[i]}, differences give ${slope}`,
      );
    }
    at += size;
  }
});
