// Digits that are taken for something beside their number: what is left is never a sure answer.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { pictureOf, rowOf } from "../support/rows.js";

const PEN = 7;

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

test("a number is in doubt beside which a line ends that may be the beginning of it", () => {
  for (const [begin, end] of [
    ["879", "23"],
    ["486", "35"],
    ["905", "62"],
    ["387", "45"],
  ])
    for (const down of [70, 80, 90])
      for (const overlap of [-30, -38, -46]) {
        const first = rowOf(begin, { gap: overlap }); // over each other, so that it can't be read
        const right = Math.max(...first.flat().map(({ x }) => x));
        const last = rowOf(end, { gap: 12 }).map((stroke) =>
          stroke.map((point) => ({ ...point, x: point.x + right - 50, y: point.y + down - 40 })),
        );
        const raised = first.map((stroke) => stroke.map((point) => ({ ...point, y: point.y - 40 })));
        const { text, confidence } = lenet5.read(pictureOf([...raised, ...last], PEN));
        assert.equal(text, null, `${begin} ${end}, ${down} lower: ${text}, ${confidence}`);
      }
});

test("what a slanting line leaves of a number that it runs through is no number", () => {
  let doubted = 0;
  for (const text of ["4058483", "38605270", "9462357", "2847539"])
    for (const from of [90, 100, 110])
      for (const to of [166, 172, 178]) {
        const row = rowOf(text, { gap: 20 });
        const xs = row.flat().map(({ x }) => x);
        const line = [
          { x: Math.min(...xs) - 20, y: from },
          { x: Math.max(...xs) + 20, y: to },
        ];
        const { text: read, confidence } = lenet5.read(pictureOf([...row, line], 5));
        assert.ok(read === null || read === text, `${text}, line from ${from} to ${to}: ${read}, ${confidence}`);
        doubted += Number(read === null);
      }
  assert.ok(doubted < 36, "some are read");
});
