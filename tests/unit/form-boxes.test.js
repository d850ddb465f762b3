// Numbers in the boxes, combs and frames of forms, also where digits lie on the boxes' sides.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { Form, onDesk } from "../eval/forms.js";
import { Random } from "../eval/random.js";
import { textsOf } from "../support/cell-texts.js";
import { draw, drawNumber } from "../support/plain-hand.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** Boxes with a digit each, 56 wide and 70 high; own: { stroke: [[x, y], …] in its box, pen } of digits, instead of a
 * hand's. */
function boxes(text, { apart = 0, print = [60, 60, 60], rule = 2, own = {} } = {}) {
  const form = new Form(60 + text.length * (56 + apart), 130);
  [...text].forEach((digit, i) => {
    const left = 30 + i * (56 + apart);
    form.frame(left, 30, 56, 70, rule);
    if (own[digit]) form.draw("pen", [own[digit].stroke.map(([x, y]) => ({ x: left + x, y: 30 + y }))], own[digit].pen);
    else draw(form, digit, left + 28, 65, 48);
  });
  return form.paint({ print });
}

/** A 1 from a box's upper side to the lower one. */
const long = (x, pen) => ({ 1: { stroke: [[x, 0], [x, 70]], pen } }); // biome-ignore format: a line

describe("a number", () => {
  const frame = () => {
    const form = new Form(320, 200);
    form.frame(70, 60, 180, 70, 2.5);
    return { form, right: drawNumber(form, "4072", 85, 96, 46) };
  };

  for (const [kind, look] of Object.entries({
    joined: {},
    apart: { apart: 14 },
    red: { print: [214, 70, 70] },
    "whose rules are broader than the pen": { rule: 6 },
    "apart, whose rules are broader than the pen": { rule: 6, apart: 20 },
  }))
    test(`in boxes, ${kind}`, () => {
      assert.equal(lenet5.read(boxes("40728", look), { format: "zip" }).text, "40728");
    });

  test("in a comb that fills a large picture, with teeth as broad as pens elsewhere", () => {
    const form = new Form(1020, 390);
    [..."40728"].forEach((digit, i) => {
      if (i > 0) form.line(90 + i * 168, 205, 90 + i * 168, 300, 7);
      draw(form, digit, 174 + i * 168, 195, 144, 12);
    });
    form.line(90, 300, 930, 300, 7);
    for (const x of [90, 930]) form.line(x, 174, x, 300, 7);
    assert.equal(lenet5.read(form.paint(), { format: "zip" }).text, "40728");
  });

  test("in boxes, a 1 of which goes from the upper side to the lower one", () => {
    assert.equal(lenet5.read(boxes("40128", { own: long(26, 4) }), { format: "zip" }).text, "40128");
  });

  test("in boxes, a 1 of which goes from side to side, thin and upright as the sides are", () => {
    const picture = boxes("40128", { own: long(28, 1.8) });
    assert.equal(lenet5.read(picture, { format: "zip" }).text, "40128");
    assert.deepEqual(textsOf(lenet5.readCells(picture)), [["4", "0", "1", "2", "8"]]);
  });

  const bar = { stroke: [[4, 1], [50, 1], [22, 64]], pen: 5 }; // biome-ignore format: a line
  const foot = { stroke: [[8, 14], [26, 5], [44, 20], [5, 68], [51, 68]], pen: 5 }; // biome-ignore format: a line
  const rising = { stroke: [[10, 14], [26, 5], [44, 20], [7, 67], [30, 69], [54, 61]], pen: 4 }; // biome-ignore format: a line
  const corner = { stroke: [[8, 1], [54, 1], [54, 15], [26, 30], [44, 38], [46, 54], [8, 64]], pen: 5 }; // biome-ignore format: a line
  const across = { stroke: [[16, 6], [12, 36], [0, 36], [56, 36], [34, 36], [38, 14], [34, 62]], pen: 2 }; // biome-ignore format: a line
  const stem = { stroke: [[48, 14], [30, 10], [24, 26], [44, 30], [52, 1], [47, 66]], pen: 1.8 }; // biome-ignore format: a line
  for (const [what, text, own] of /** @type {[string, string, object][]} */ ([
    ["bar of a 7 lies on the upper side", "47081", { 7: bar }],
    ["foot of a 2 lies on the lower side", "40281", { 2: foot }],
    ["foot of a 2 lies on the lower side, on the left", "24081", { 2: foot }],
    ["foot of a 2 lies on the lower side, on the right", "40812", { 2: foot }],
    ["foot of a 2 rises from the lower side", "40812", { 2: rising }],
    ["3 fills the last one's corner", "40813", { 3: corner }],
    ["bar of a 4 goes from side to side", "70481", { 4: across }],
    ["stem of a 9 stands beside the next box", "40981", { 9: stem }],
  ]))
    test(`in boxes, where the ${what}`, () => {
      assert.deepEqual(textsOf(lenet5.readCells(boxes(text, { own }))), [[...text]]);
    });

  for (const open of [0, 2, 4])
    test(`in boxes, number ${open + 1} of which is open below, is not surely one without that digit`, () => {
      const form = new Form(340, 130);
      [..."40728"].forEach((digit, i) => {
        const left = 30 + 56 * i;
        if (i !== open) form.frame(left, 30, 56, 70, 2);
        draw(form, digit, left + 28, 65, 60);
      });
      form.line(30 + 56 * open, 30, 86 + 56 * open, 30, 2);
      const { text, confidence } = lenet5.read(form.paint());
      assert.ok(text === "40728" || confidence < 0.5, `${text} ${confidence}`);
    });

  for (const width of [45.5, 45.6, 55.9])
    test(`in boxes ${width} wide with faint hairlines, some of which fall on one row of pixels and some on two`, () => {
      const [margin, height] = [18.5, 58];
      const form = new Form(2 * margin + 5 * width, 2 * margin + height);
      [..."40728"].forEach((digit, i) => {
        form.frame(margin + i * width, margin, width, height, 1.35);
        draw(form, digit, margin + (i + 0.5) * width, margin + height / 2, 40, 3);
      });
      const { cells } = lenet5.readCells(form.paint({ print: [190, 190, 196] }));
      assert.deepEqual(cells.map(({ text }) => text), [..."40728"]); // biome-ignore format: one line
    });

  for (const turn of [0, -8, 8])
    test(`in boxes, of which a side is written over for most of its length, askew by ${turn}°`, () => {
      const form = new Form(340, 130);
      [..."40728"].forEach((digit, i) => {
        form.frame(30 + i * 56, 30, 56, 70, 2);
        if (digit !== "0") draw(form, digit, 58 + i * 56, 65, 48);
      });
      const side = 30 + 2 * 56;
      const ring = Array.from({ length: 41 }, (_, i) => {
        const angle = (2 * Math.PI * i) / 40;
        return { x: side - 19 + 23 * Math.cos(angle), y: 65 + 27 * Math.sin(angle) };
      });
      form.draw("pen", [ring], 5);
      const flat = form.paint();
      const picture = turn === 0 ? flat : onDesk(flat, new Random("written over", turn), { turn, askew: 0.02 });
      assert.deepEqual(textsOf(lenet5.readCells(picture)), [["4", "0", "7", "2", "8"]]);
    });

  test("in boxes, has its digits' boxes inside of those", () => {
    const { characters } = lenet5.read(boxes("40728"), { length: 5 });
    assert.equal(characters.length, 5);
    characters.forEach(({ box }, i) => {
      assert.ok(box.x >= 30 + 56 * i && box.x + box.width <= 30 + 56 * (i + 1), JSON.stringify(box));
    });
  });

  test("in a frame", () => {
    assert.equal(lenet5.read(frame().form.paint()).text, "4072");
  });

  test("in boxes, has a value without the zeros before it", () => {
    assert.equal(lenet5.read(boxes("00728")).value, "728");
  });
});
