// Digits close to each other: parted where a pen was lifted, and not taken for one, nor a 1 for a slash.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { turnedStrokes } from "../eval/canvas.js";
import { pictureOf, rowOf } from "../support/rows.js";
import { STROKES } from "../support/strokes.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

test("digits that run into each other are parted where the pen was lifted", () => {
  const numbers = Array.from({ length: 143 }, (_, i) => String(7 * i).padStart(3, "0"));
  const right = [-5, -10].flatMap((gap) =>
    numbers.filter((text) => lenet5.readStrokes(rowOf(text, { gap })).alternatives[0]?.text === text),
  );
  assert.ok(right.length >= 120, `${right.length} of ${2 * numbers.length} are read`);
});

test("a 1 no higher than the digits beside it is no slash", () => {
  for (const format of ["digits", "auto"])
    for (const lean of [0.2, 0.35])
      for (const gap of [12, 20])
        for (const text of ["811", "118", "117", "411", "911", "214", "315", "616", "719"]) {
          const [best] = lenet5.readStrokes(rowOf(text, { gap, lean }), { format }).alternatives;
          assert.equal(best.formatted, text, `${format}, lean ${lean}, gap ${gap}`);
        }
});

test("a slash that is higher than the digits beside it is none of them", () => {
  for (const format of ["digits", "auto"])
    for (const slash of [1.2, 1.4])
      for (const text of ["8/4", "3/7", "5/2", "9/6"])
        assert.equal(lenet5.readStrokes(rowOf(text, { gap: 10, slash }), { format }).formatted, text, format);
});

test("a whole date is one though its slashes lean and stand out little", () => {
  const signs = { ...STROKES, "/": [[[0.6, 0.06], [0.5, 0.5], [0.4, 0.94]]] }; // biome-ignore format: a stroke
  for (const lean of [0, 0.1, 0.2])
    for (const text of ["27/7/44", "19/6/36", "15/9/21"]) {
      const reading = lenet5.readStrokes(rowOf(text, { gap: 18, lean, slash: 1.1, signs }), { format: "auto" });
      assert.deepEqual([reading.format, reading.formatted], ["date", text], `lean ${lean}`);
    }
});

test("numbers with upright 1s where dates have slashes are none", () => {
  for (const text of ["2117144", "1916136", "218144", "25112109"]) {
    const { format } = lenet5.readStrokes(rowOf(text, { gap: 18 }), { format: "auto" });
    assert.notEqual(format, "date", text);
  }
});

test("1s in a row are that number", () => {
  for (const gap of [40, 60, 80])
    for (const text of ["11", "111"]) assert.equal(lenet5.readStrokes(rowOf(text, { gap })).text, text, `gap ${gap}`);
});

test("11 written close by a thin pen is not one 1", () => {
  for (const pen of [4, 6])
    for (const gap of [10, 12])
      for (const text of ["11", "311", "811", "110"]) {
        const { text: read } = lenet5.read(pictureOf(rowOf(text, { gap }), pen));
        assert.ok(read === null || read === text, `${text}, pen ${pen}, gap ${gap}: ${read}`);
      }
});

test("raised cents do not tilt their line", () => {
  for (const size of [0.5, 0.55, 0.6])
    for (const [text, formatted] of [
      ["542", "$5.42"],
      ["229", "$2.29"],
      ["738", "$7.38"],
    ]) {
      const strokes = rowOf(text, { gap: 15, others: { from: 1, size } });
      assert.equal(lenet5.readStrokes(strokes, { format: "amount" }).formatted, formatted, `${size}`);
    }
});

test("raised cents do not tilt their line on turned paper either", () => {
  for (const turn of [-0.15, -0.1, 0.1, 0.15])
    for (const size of [0.5, 0.6])
      for (const text of ["638142", "908525", "729438"]) {
        const strokes = turnedStrokes(rowOf(text, { gap: 15, others: { from: 4, size } }), turn);
        const formatted = `$${text[0]},${text.slice(1, 4)}.${text.slice(4)}`;
        assert.equal(lenet5.readStrokes(strokes, { format: "amount" }).formatted, formatted, `${size} at ${turn}`);
      }
});
