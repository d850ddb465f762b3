// Rows of digits on plain paper, photographed: askew, unevenly lit, soft and noisy; one row or a sheet of four.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { stringSets } from "../eval/string-sets.js";
import { DATA } from "../support/mnist.js";

let lenet5;
let photos;
before(async () => {
  lenet5 = await loadLeNet5();
  photos = stringSets(DATA)
    .find(({ name }) => name === "rows-on-paper")
    .items();
});

describe("rows on paper", () => {
  test("one row is read whole", () => {
    const rows = photos.filter(({ truths }) => truths.length === 1).slice(0, 40);
    const wrong = rows.filter(({ truths, picture }) => lenet5.read(picture).text !== truths[0]);
    assert.ok(wrong.length <= 2, `${wrong.length} of ${rows.length}: ${wrong.map(({ name }) => name)}`);
  });

  test("every line of a sheet is found, in order, in its place, and read whole", () => {
    const sheets = photos.filter(({ truths }) => truths.length > 1);
    let [lines, right] = [0, 0];
    for (const { truths, picture } of sheets) {
      const readings = truths.map((_, line) => lenet5.read(picture, { line }));
      assert.ok(readings.every((reading) => reading.lines === truths.length));
      readings.slice(1).forEach(({ box }, i) => assert.ok(box.y > readings[i].box.y));
      lines += truths.length;
      right += readings.filter(({ text }, i) => text === truths[i]).length;
    }
    assert.ok(right >= 0.95 * lines, `${right} of ${lines}`);
  });
});
