// The features of a lattice's arcs: against lines whose geometry is known, and within the ranges of their list.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const WEIGHTS = fileURLToPath(new URL("../../weights/lenet5.safetensors", import.meta.url));
const ROUNDING = 1e-5;
const random = generator(17);
const below = (n) => Math.floor(random() * n);

/** Full ink in boxes on paper. */
function line(width, height, boxes) {
  const ink = new Uint8Array(width * height);
  for (const { x, y, width: across, height: down } of boxes)
    for (let row = y; row < y + down; row++) ink.fill(255, row * width + x, row * width + x + across);
  return { width, height, ink };
}

/** { features: [{ name, scale, least, most }], arcs: [{ from, to, NAME: value, … }] } */
function measured({ width, height, ink }) {
  const input = Buffer.concat([Buffer.from(Int32Array.of(width, height).buffer), ink]);
  const [head, body] = execFileSync(program("features"), [WEIGHTS], { input, encoding: "utf8" }).split("\n\n");
  const features = head.split("\n").map((text) => {
    const [name, scale, least, most, unit, meaning] = text.split("\t");
    return { name, scale: Number(scale), least: Number(least), most: Number(most), unit, meaning };
  });
  const arcs = body
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((text) => {
      const [from, to, ...values] = text.split(" ").map(Number);
      /** @type {Record<string, number>} */
      const arc = { from, to, ...Object.fromEntries(features.map(({ name }, i) => [name, values[i]])) };
      return arc;
    });
  return { features, arcs };
}

function assertNear(arc, expected, tolerance) {
  for (const [name, value] of Object.entries(expected))
    assert.ok(Math.abs(arc[name] - value) <= tolerance, `${name}: ${arc[name]} instead of ${value}`);
}

// Bars 12 wide and 80 high, 80 being a body, and a dot at their feet.
const [BODY, BAR] = [80, 12];
const BARS = [40, 100, 190].map((x) => ({ x, y: 30, width: BAR, height: BODY }));
const DOT = { x: 70, y: 30 + BODY - 12, width: 12, height: 12 };

test("each feature has a name of its own and says what it is", () => {
  const { features } = measured(line(260, 140, BARS));
  assert.equal(new Set(features.map(({ name }) => name)).size, 29);
  for (const { name, scale, least, most, meaning } of features) {
    assert.ok(scale > 0 && least <= most, name);
    assert.ok(meaning.length > 0, name);
  }
});

test("bars and a dot measure what was drawn", () => {
  const { arcs } = measured(line(260, 140, [...BARS, DOT]));
  const arc = (from, to) => arcs.find((one) => one.from === from && one.to === to);
  const bar = {
    BIAS: 1,
    HEIGHT: 1,
    HEIGHT_SQUARED: 1,
    WIDTH: BAR / BODY,
    WIDTH_SQUARED: (BAR / BODY) ** 2,
    BOTTOM: 0,
    MIDDLE: 0,
    LEFT_CUT: 0,
    RIGHT_CUT: 0,
    IS_CUT_LEFT: 0,
    IS_CUT_RIGHT: 0,
    INNER_GAP: 0,
    MASS: (2 * BAR) / BODY,
    FILL: 1,
    PIECES: 0,
    COLUMN_RUNS: 0.5,
    ROW_RUNS: 0.5,
    IS_WIDENED: 0,
    HOLDS_POINT: 0,
    LEAN: 0,
    SLANT: 0,
  };
  const toDot = (DOT.x - BARS[0].x - BAR) / BODY;
  assertNear(arc(0, 1), { ...bar, LEFT_GAP: 1.5, RIGHT_GAP: toDot, UPPER: 0.35, LOWER: 0.35 }, 0.06);
  assertNear(arc(3, 4), { ...bar, LEFT_GAP: (BARS[2].x - BARS[1].x - BAR) / BODY, RIGHT_GAP: 1.5 }, 0.06);
  const dot = DOT.height / BODY;
  assertNear(arc(1, 2), { HEIGHT: dot, BOTTOM: 0, MIDDLE: 0.5 - dot / 2, MIDDLE_SQUARED: (0.5 - dot / 2) ** 2 }, 0.06);
  const both = { PIECES: 0.3, HOLDS_POINT: 1, WIDTH: (DOT.x + DOT.width - BARS[0].x) / BODY };
  assertNear(arc(0, 2), { ...both, INNER_GAP: 2 * toDot }, 0.06);
  assert.ok(arc(0, 2).LEAN < -0.1 && arc(0, 2).LEAN > -0.4, "the dot at the right foot leans it to the left");
});

test("two bars that a stroke joins have a cut between them, as deep as the stroke", () => {
  const bridge = { x: 52, y: 64, width: 48, height: 12 };
  const { arcs } = measured(line(260, 140, [...BARS, bridge]));
  const cut = arcs.filter(({ IS_CUT_RIGHT }) => IS_CUT_RIGHT === 1);
  assert.ok(cut.length > 0);
  for (const arc of cut) assertNear(arc, { RIGHT_CUT: (2 * 12) / BODY }, 0.06);
  assert.ok(arcs.some(({ IS_WIDENED }) => IS_WIDENED === 1));
});

const PEN = 4;

/** A rectangle as a pen draws it: what is no bar tells how the line leans. */
const outline = (x, y, width, height, pen) => [
  { x, y, width, height: pen },
  { x, y: y + height - pen, width, height: pen },
  { x, y, width: pen, height },
  { x: x + width - pen, y, width: pen, height },
];

/** Two bars beside each other, a box each row. */
const bars = (x, gap, lean) =>
  Array.from({ length: BODY }, (_, row) => {
    const at = x + Math.round(lean * (BODY - row));
    return [at, at + PEN + gap].map((left) => ({ x: left, y: 30 + row, width: PEN, height: 1 }));
  }).flat();

test("bars of a thin pen are parted along the paper between them, however they lean", () => {
  for (const lean of [-0.3, -0.2, 0, 0.1, 0.2, 0.3, 0.4])
    for (const gap of [5, 6, 7, 8]) {
      const { arcs } = measured(line(260, 140, [...outline(40, 30, 60, BODY, PEN), ...bars(130, gap, lean)]));
      const end = Math.max(...arcs.map(({ to }) => to));
      const last = arcs.find(({ from, to }) => from === end - 1 && to === end);
      assert.ok(end === 3 && last?.LEFT_CUT < 0.05, `leaning by ${lean}, ${gap} apart: ${end}, ${last?.LEFT_CUT}`);
    }
});

test("no feature leaves the range that it is listed with", () => {
  for (let i = 0; i < 20; i++) {
    const boxes = Array.from({ length: 4 + below(12) }, () => {
      const [x, y] = [below(300), below(100)];
      return { x, y, width: 1 + below(320 - x > 60 ? 60 : 20), height: 1 + below(120 - y) };
    });
    const { features, arcs } = measured(line(320, 120, boxes));
    for (const arc of arcs)
      for (const { name, scale, least, most } of features)
        assert.ok(
          arc[name] >= scale * least - ROUNDING && arc[name] <= scale * most + ROUNDING,
          `line ${i}, arc ${arc.from}–${arc.to}: ${name} is ${arc[name]}`,
        );
  }
});
