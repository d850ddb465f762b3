// The engine's elementary functions against Math's in double precision, over their ranges.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const PROGRAM = program("maths");
const FUNCTIONS = ["exp", "log", "tanh", "sin", "cos", "atan2", "sqrt", "exp of each"];
const SAMPLES = 50000;
const FLOAT_MAX = 3.4028234663852886e38;
const LEAST_NORMAL = 2 ** -126;
const random = generator(5);

/** pairs: [[x, y], …] in float32 → what the C function makes of each. */
function compute(name, pairs) {
  const input = Buffer.alloc(pairs.length * 12);
  pairs.forEach(([x, y = 0], i) => {
    input.writeInt32LE(FUNCTIONS.indexOf(name), 12 * i);
    input.writeFloatLE(x, 12 * i + 4);
    input.writeFloatLE(y, 12 * i + 8);
  });
  const output = execFileSync(PROGRAM, { input, maxBuffer: 1 << 28 });
  return new Float32Array(Uint8Array.from(output).buffer);
}

/** How far apart in units of the last place of a float near the exact value. */
function ulps(value, exact) {
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(exact))), -126) - 23);
  return value === exact ? 0 : Math.abs(value - exact) / unit;
}

function check(name, xs, exact, bound) {
  const pairs = xs.map((x) => [x].flat().map(Math.fround));
  const results = compute(name, pairs);
  assert.equal(results.length, pairs.length);
  let worst = 0;
  let where;
  pairs.forEach((pair, i) => {
    const error = ulps(results[i], exact(...pair));
    if (!(error <= worst)) [worst, where] = [error, pair];
  });
  assert.ok(worst <= bound, `${name}(${where}): ${worst} units in the last place`);
}

const between = (low, high, count = SAMPLES) => Array.from({ length: count }, () => low + (high - low) * random());
/** Spread over the magnitudes from 10^-a to 10^b. */
const magnitudes = (a, b) => between(-a, b).map((exponent) => 10 ** exponent);
const signed = (values) => values.map((value) => (random() < 0.5 ? -value : value));

test("exp", () => {
  check("exp", [...between(-87.3, 88.7), ...signed(magnitudes(30, 0)), 0, -0], Math.exp, 0.51);
  assert.deepEqual([...compute("exp", [[-88], [-1e30], [89], [1e30]])], [0, 0, FLOAT_MAX, FLOAT_MAX]);
});

test("ten exponentials at once are the same bits as each alone", () => {
  const xs = [...between(-95, 95, 5000), ...signed(magnitudes(30, 30)), -87.3, 88.7, 0, -0];
  const places = xs.map((x, i) => [x, i % 10]);
  assert.deepEqual(compute("exp of each", places), compute("exp", places));
});

test("log", () => {
  check("log", [...magnitudes(37, 38), ...between(0.5, 2), 1, LEAST_NORMAL, 2 ** -149, FLOAT_MAX], Math.log, 0.51);
});

test("tanh", () => {
  check("tanh", [...between(-12, 12), ...signed(magnitudes(30, 2)), 0], Math.tanh, 0.51);
});

test("sin and cos", () => {
  const nearMultiples = Array.from({ length: 637 }, (_, k) => (k * Math.PI) / 2);
  const xs = [...between(-1000, 1000), ...signed(magnitudes(30, 3)), ...nearMultiples, 0];
  check("sin", xs, Math.sin, 0.51);
  check("cos", xs, Math.cos, 0.51);
});

test("atan2", () => {
  const ys = signed([...between(0, 1000), ...magnitudes(30, 30)]);
  const xs = signed([...between(0, 1000), ...magnitudes(30, 30)]);
  // Quotients below float's range round to its least steps, so the pairs stay within 60 decimal orders.
  check(
    "atan2",
    xs.map((x, i) => [x, ys[i]]).filter(([x, y]) => Math.abs(y / x) > 1e-37),
    (x, y) => Math.atan2(y, x),
    0.51,
  );
  const axes = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
    [0, 0],
  ];
  check("atan2", axes, (x, y) => Math.atan2(y, x), 0.51);
});

test("sqrt is correctly rounded", () => {
  const xs = [...magnitudes(40, 38), 0, 1, 4, FLOAT_MAX, 2 ** -149].map(Math.fround);
  assert.deepEqual(
    [
      ...compute(
        "sqrt",
        xs.map((x) => [x]),
      ),
    ],
    xs.map((x) => Math.fround(Math.sqrt(x))),
  );
});
