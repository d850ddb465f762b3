// The network of 1998 against a plain model of it: every layer, the loss, its gradient by differences, its second derivatives.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";

import {
  CODES_1998,
  CONNECTIONS,
  COUNT_1998,
  curvature1998,
  describeUnits,
  forward1998,
  loss1998,
  OFFSETS_1998,
  posteriors1998,
  SHAPES_1998,
} from "../support/lenet1998.js";
import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const PROGRAM = program("lenet1998");
const LAYERS = { input: 1024, c1: 4704, s2: 1176, c3: 1600, s4: 400, c5: 120, f6: 84, rbf: 10 };
const ON = new Float32Array(60).fill(1);
const RUBBISH = 10;

// Large enough that no layer's units are all near 0, as those of a trained network aren't.
function randomParameters(random) {
  const parameters = new Float32Array(COUNT_1998);
  for (const [name, shape] of Object.entries(SHAPES_1998)) {
    const count = shape.reduce((a, b) => a * b);
    const most = name.endsWith("coefficient") ? 0.6 : name.endsWith("bias") ? 0.3 : 2.2 / Math.sqrt(count / shape[0]);
    for (let i = 0; i < count; i++) parameters[OFFSETS_1998[name] + i] = (2 * random() - 1) * most;
  }
  return parameters;
}

function randomPicture(random) {
  const picture = new Float32Array(32 * 32);
  for (let i = 0; i < 300; i++) picture[Math.floor(random() * 1024)] = Math.floor(random() * 256);
  return picture;
}

function run(parameters, picture, label, connected = ON) {
  const input = [parameters, connected, picture, Float32Array.of(label, RUBBISH)];
  const bytes = execFileSync(PROGRAM, {
    input: Buffer.concat(input.map((values) => Buffer.from(values.buffer))),
    maxBuffer: 2 ** 22,
  });
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  let at = 0;
  const take = (count) => floats.subarray(at, (at += count));
  const layers = Object.fromEntries(Object.entries(LAYERS).map(([name, count]) => [name, take(count)]));
  layers.rbf = layers.rbf.map((logit) => -logit);
  return { layers, loss: take(1)[0], gradient: take(COUNT_1998), curvature: take(COUNT_1998) };
}

// Of numbers over 1, as a share of them.
function assertNear(actual, expected, most, what) {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((value, i) => {
    const off = Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
    assert.ok(off <= most, `${what}[${i}] is ${actual[i]}, not ${value}`);
  });
}

let cases;
before(() => {
  const random = generator(1998);
  cases = Array.from({ length: 3 }, (_, i) => {
    const parameters = randomParameters(random);
    const picture = randomPicture(random);
    const label = (7 * i + 3) % 10;
    // Codes nearer than j, so that no posterior is rubbish's alone: F6 is drawn to the label's and another's.
    for (let k = 0; k < 84; k++) {
      const pixel = (2 * CODES_1998[label][k] + CODES_1998[(label + 1) % 10][k]) / 3;
      parameters[OFFSETS_1998["f6.bias"] + k] = pixel;
      for (let n = 0; n < 120; n++) parameters[OFFSETS_1998["f6.weight"] + 120 * k + n] *= 0.3;
    }
    return { parameters, picture, label, found: run(parameters, picture, label) };
  });
});

test("as many parameters and connections as the paper says follow from its units", () => {
  assert.equal(COUNT_1998, 60000);
  const connections = describeUnits().flatMap(({ units }) => units);
  const count = (unit) => 1 + unit.terms.reduce((sum, term) => sum + term.inputs.length, 0);
  assert.equal(connections.reduce((sum, unit) => sum + count(unit), 0) + 84 * 10, 340908);
  assert.equal(CONNECTIONS.length, 60);
});

test("every layer is the plain model's", () => {
  for (const { parameters, picture, found } of cases) {
    const expected = forward1998(parameters, picture);
    for (const name of Object.keys(LAYERS)) assertNear(found.layers[name], Array.from(expected[name]), 1e-5, name);
  }
});

test("a connection that is off takes no part, one by one and all at once", () => {
  const [{ parameters, picture, label }] = cases;
  for (const off of [[0], [33], [59], CONNECTIONS.map((_, i) => i)]) {
    const connected = Float32Array.from(ON, (on, i) => (off.includes(i) ? 0 : on));
    const without = Float32Array.from(parameters);
    for (const i of off) without.fill(0, OFFSETS_1998["c3.weight"] + 25 * i, OFFSETS_1998["c3.weight"] + 25 * (i + 1));
    const expected = forward1998(without, picture);
    const { layers } = run(parameters, picture, label, connected);
    for (const name of Object.keys(LAYERS)) assertNear(layers[name], Array.from(expected[name]), 1e-5, name);
  }
});

test("the loss is the paper's, and its gradient what differences say", () => {
  const random = generator(9);
  for (const { parameters, picture, label, found } of cases.slice(0, 2)) {
    const exact = Float64Array.from(parameters);
    assertNear([found.loss], [loss1998(exact, picture, label, RUBBISH)], 1e-4, "loss");
    const least = 1e-5;
    for (const [name, shape] of Object.entries(SHAPES_1998)) {
      const count = shape.reduce((a, b) => a * b);
      const largest = found.gradient
        .subarray(OFFSETS_1998[name], OFFSETS_1998[name] + count)
        .reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(largest > 0, name);
      for (let k = 0; k < 3; k++) {
        const i = OFFSETS_1998[name] + Math.floor(random() * count);
        const value = exact[i];
        exact[i] = value + least;
        const above = loss1998(exact, picture, label, RUBBISH);
        exact[i] = value - least;
        const below = loss1998(exact, picture, label, RUBBISH);
        exact[i] = value;
        const difference = (above - below) / (2 * least);
        assert.ok(
          Math.abs(found.gradient[i] - difference) <= 2e-4 * largest,
          `${name}[${i - OFFSETS_1998[name]}]: ${found.gradient[i]}, by differences ${difference}`,
        );
      }
    }
  }
});

test("second derivatives are the paper's recursion, from differences by the distances", () => {
  for (const { parameters, picture, label, found } of cases) {
    const exact = Float64Array.from(parameters);
    const { f6, rbf } = forward1998(exact, picture);
    const lossAt = (i, by) =>
      -Math.log(
        posteriors1998(
          rbf.map((y, k) => (k === i ? y + by : y)),
          RUBBISH,
        )[label],
      );
    const least = 1e-3;
    const slopes = rbf.map((_, i) => (lossAt(i, least) - lossAt(i, -least)) / (2 * least));
    const bends = rbf.map((_, i) => (lossAt(i, least) - 2 * lossAt(i, 0) + lossAt(i, -least)) / least ** 2);
    // y = (x - code)²: its derivatives by x are 2 (x - code) and 2.
    const byOutput = Float64Array.from(f6, (x, k) =>
      CODES_1998.reduce((sum, code, i) => sum + bends[i] * (2 * (x - code[k])) ** 2 + slopes[i] * 2, 0),
    );
    const expected = curvature1998(exact, picture, byOutput);
    for (const [name, shape] of Object.entries(SHAPES_1998)) {
      const first = OFFSETS_1998[name];
      const last = first + shape.reduce((a, b) => a * b);
      const largest = expected.subarray(first, last).reduce((most, value) => Math.max(most, value), 0);
      assert.ok(largest > 0, name);
      for (let i = first; i < last; i++)
        assert.ok(
          Math.abs(found.curvature[i] - expected[i]) <= 1e-4 * largest,
          `${name}[${i - first}]: ${found.curvature[i]}, by the recursion ${expected[i]}`,
        );
    }
  }
});
