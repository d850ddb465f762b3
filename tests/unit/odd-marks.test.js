// What marks that are odd in rows of digits weigh, against plain probability.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { program } from "../support/programs.js";

const PROGRAM = program("odd_marks");
const LOW = 90; // of a slash, where digits are 100 high
const HIGH = 140;

/** @param {{ text: string, slash?: number, posterior: number }[]} readings @returns {number[]} their posteriors afterwards */
function weighed(readings) {
  const lines = readings.map(({ text, slash = HIGH, posterior }) => `${text} ${slash} ${posterior}`);
  const output = execFileSync(PROGRAM, { input: [readings.length, ...lines].join("\n"), encoding: "utf8" });
  return output.trim().split(" ").map(Number);
}

/** How much less likely a reading has become against one without marks. */
function weightOf(text, slash) {
  const [marked, plain] = weighed([
    { text, slash, posterior: 0.5 },
    { text: "42", posterior: 0.25 },
  ]);
  return marked / plain / 2;
}

test("readings without odd marks keep their posteriors", () => {
  const readings = [
    { text: "8/4", posterior: 0.5 },
    { text: "814", posterior: 0.25 },
  ];
  assert.deepEqual(weighed(readings), [0.5, 0.25]);
});

test("what an odd mark loses goes to the other readings and to the rest in their proportion", () => {
  const [odd, plain, other] = weighed([
    { text: "8/456", posterior: 0.5 },
    { text: "81456", posterior: 0.3 },
    { text: "84456", posterior: 0.1 },
  ]);
  const rest = 1 - odd - plain - other;
  assert.ok(odd < 0.5, `${odd}`);
  assert.ok(Math.abs(plain / other - 3) < 1e-4 && Math.abs(rest / other - 1) < 1e-4, `${plain} ${other} ${rest}`);
});

test("posteriors stay probabilities where nearly all of them is lost", () => {
  for (const slash of [5, 20, 50, 90])
    for (const posterior of [1, 0.99999994, 0.9999])
      for (const others of [[], [1e-7], [1e-5, 1e-6]]) {
        const readings = [{ text: "8/1", slash, posterior }, ...others.map((p) => ({ text: "81", posterior: p }))];
        const after = weighed(readings);
        const sum = after.reduce((a, b) => a + b, 0);
        assert.ok(after.every((p) => p >= 0 && p <= 1) && sum <= 1 + 1e-6, `${JSON.stringify(readings)}: ${after}`);
      }
});

test("a low slash in an odd place is less likely than one with either fault", () => {
  const both = weightOf("8/456", LOW);
  assert.ok(both < weightOf("8/4", LOW), `${both}, low: ${weightOf("8/4", LOW)}`);
  assert.ok(both < weightOf("8/456", HIGH), `${both}, odd: ${weightOf("8/456", HIGH)}`);
});

test("half a pair of brackets is odder than a sign of per cent, and a pair is not odd", () => {
  assert.ok(weightOf("12)", HIGH) < weightOf("12%", HIGH) && weightOf("(12", HIGH) < weightOf("12%", HIGH));
  assert.ok(weightOf("12%", HIGH) < 0.5);
  assert.ok(Math.abs(weightOf("(12)", HIGH) - 1) < 1e-6);
});
