// The gradient of how a line is read as a string, against differences of what is lost on it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { program } from "../support/programs.js";

const WEIGHTS = fileURLToPath(new URL("../../weights/lenet5.safetensors", import.meta.url));
const LINES = 80;
const STEEP = 0.1; // square of a gradient's length below which a line is learnt and its differences are rounding

let lines;

before(() => {
  const text = execFileSync(program("strings"), [WEIGHTS, String(LINES)], { encoding: "utf8" });
  lines = text
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number));
});

test("most composed lines have a path that reads them right, and what is lost on one is 0 to 2", () => {
  assert.ok(lines.length > LINES / 2 && lines.length <= LINES, `${lines.length} lines`);
  for (const [loss] of lines) assert.ok(loss > -1e-5 && loss <= 2, `${loss}`); // (1 − P^q) / q, q = 1/2
});

test("the gradient is the slope of the loss, by differences", () => {
  const steep = lines.filter(([, square]) => square > STEEP);
  assert.ok(steep.length > 10, `${steep.length} lines`);
  const off = steep.map(([, square, step, up, down]) => Math.abs((up - down) / (2 * step) / square - 1));
  const [median] = off.toSorted((a, b) => a - b).slice(off.length >> 1);
  assert.ok(median < 0.01, `half are off by ${median}`);
  for (const one of off) assert.ok(one < 0.1, `off by ${one}`); // pools and ReLUs have corners
});

test("a step down the gradient reads the line better", () => {
  for (const [loss, square, , up, down] of lines)
    if (square > STEEP) assert.ok(down < loss && loss < up, `${down}, ${loss}, ${up}`);
});
