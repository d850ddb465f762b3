// What readings mean: values, marks as written, currencies, locales, words beside numbers.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { STROKES, smooth } from "../support/strokes.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

// Marks in the box of STROKES: x 0 … 1 from the left, y 0 the digits' heads … 1 their feet.
const MARKS = {
  "/": [
    [
      [0.95, -0.1],
      [0.05, 1.1],
    ],
  ],
  ":": [
    [
      [0.5, 0.3],
      [0.5, 0.32],
    ],
    [
      [0.5, 0.75],
      [0.5, 0.77],
    ],
  ],
  "+": [
    [
      [0.5, 0.3],
      [0.5, 0.8],
    ],
    [
      [0.1, 0.55],
      [0.9, 0.55],
    ],
  ],
  "-": [
    [
      [0.15, 0.55],
      [0.8, 0.53],
    ],
  ],
  "%": [
    [
      [0.95, 0],
      [0.1, 1],
    ],
    [
      [0.2, 0.05],
      [0.05, 0.2],
      [0.2, 0.35],
      [0.35, 0.2],
      [0.2, 0.05],
    ],
    [
      [0.8, 0.65],
      [0.65, 0.8],
      [0.8, 0.95],
      [0.95, 0.8],
      [0.8, 0.65],
    ],
  ],
  "€": [
    [
      [0.9, 0.12],
      [0.6, 0],
      [0.3, 0.15],
      [0.2, 0.5],
      [0.3, 0.85],
      [0.6, 1],
      [0.9, 0.88],
    ],
    [
      [0.05, 0.4],
      [0.7, 0.38],
    ],
    [
      [0.05, 0.6],
      [0.65, 0.58],
    ],
  ],
};
const shapes = { ...STROKES, ...MARKS };

/** Strokes of a text, each character in a cell of 60 × 90; a space leaves a cell of paper. */
function written(text, { raised = "" } = {}) {
  const all = Array.from(text + raised);
  const first = Array.from(text).length;
  let x = 0;
  return all.flatMap((character, i) => {
    const size = i < first ? 1 : 0.5;
    const left = x;
    x += (/\d/.test(character) ? 62 : 50) * size;
    return (shapes[character] ?? []).map((stroke) =>
      smooth(stroke).map(([u, v]) => ({ x: left + 50 * size * u, y: 90 * size * v })),
    );
  });
}

const READINGS = [
  ["3/7/26", { format: "date" }, "2026-03-07", "3/7/26"],
  ["3/7/26", { format: "date", locale: "en-GB" }, "2026-07-03", "3/7/26"],
  ["27/5", { format: "date" }, "--05-27", "27/5"],
  ["2026-02-28", { format: "date" }, "2026-02-28", "2026-02-28"],
  ["9:35", { format: "time" }, "09:35", "9:35"],
  ["-35", { format: "number" }, "-35", "-35"],
  ["4.75", { format: "number" }, "4.75", "4.75"],
  ["50%", { format: "percent" }, "50", "50%"],
  ["7/8", { format: "fraction" }, null, "7/8"],
  ["7/8", {}, null, "7/8"],
  ["3:2", { format: "score" }, null, "3:2"],
  ["+8", {}, "8", "+8"],
  ["-264.27", { format: "amount" }, "-264.27", "-$264.27"],
  ["€45.20", { format: "amount" }, "45.20", "€45.20"],
  ["45.20", { format: "amount", currency: "GBP" }, "45.20", "£45.20"],
  ["1204.50", { format: "amount", currency: "EUR", locale: "de" }, "1204.50", "1.204,50\u00a0€"],
  ["52/34", { pattern: "\\d{2}/\\d{2}" }, null, "52/34"],
];

for (const [text, options, value, formatted] of READINGS) {
  test(`${text} as ${JSON.stringify(options)} means ${value}`, () => {
    const reading = lenet5.readStrokes(written(text), options);
    assert.equal(reading.formatted, formatted);
    assert.equal(reading.value, value);
  });
}

const KINDS = [
  ["7", "digits"],
  ["4072", "digits"],
  ["4.75", "number"],
  ["-35", "number"],
  ["€45.20", "amount"],
  ["50%", "percent"],
  ["9:35", "time"],
  ["2026-02-28", "date"],
  ["27.5.26", "date"],
  ["7/8", "fraction"],
  ["800-555", "score"],
  ["800-5553", "phone"],
];

for (const [text, kind] of KINDS) {
  test(`${text} is taken for ${kind}, and means what it does as that`, () => {
    const { format, value, formatted } = lenet5.readStrokes(written(text), { format: "auto" });
    assert.deepEqual([formatted, format], [text, kind]);
    assert.equal(value, lenet5.readStrokes(written(text), { format: kind }).value);
  });
}

test("what was asked for is the reading's format", () => {
  assert.equal(lenet5.readStrokes(written("45"), { format: "zip" }).format, "zip");
  assert.equal(lenet5.readStrokes(written("45")).format, "digits");
  assert.equal(lenet5.readStrokes(written("45"), { pattern: "\\d\\d" }).format, "pattern");
});

test("the other order of day and month is an alternative, and costs confidence", () => {
  const { alternatives, confidence } = lenet5.readStrokes(written("3/7/26"), { format: "date" });
  assert.equal(alternatives[0].value, "2026-03-07");
  assert.ok(alternatives.some(({ value, formatted }) => value === "2026-07-03" && formatted === "3/7/26"));
  assert.ok(confidence <= 0.9);
  const others = lenet5.readStrokes(written("27/5"), { format: "date" }).alternatives;
  assert.equal(others.filter((one) => one.formatted === "27/5").length, 1);
});

test("there is no 31st of April and no 30th of February", () => {
  for (const text of ["31/4", "30/2/25"]) {
    for (const { value } of lenet5.readStrokes(written(text), { format: "date" }).alternatives)
      assert.notEqual(new Date(value.replace("--", "2024-")).toISOString().slice(5, 10), "05-01");
    assert.notEqual(lenet5.readStrokes(written(text), { format: "date" }).text, text.replace(/\D/g, ""));
  }
});

test("raised cents are cents", () => {
  const reading = lenet5.readStrokes(written("4", { raised: "50" }), { format: "amount" });
  assert.equal(reading.text, "450");
  assert.equal(reading.value, "4.50");
  assert.equal(reading.formatted, "$4.50");
});

test("numbers that stand apart have a space between them, and no value", () => {
  const { text, formatted, value } = lenet5.readStrokes(written("12  34"));
  assert.deepEqual([text, formatted, value], ["1234", "12 34", null]);
});
