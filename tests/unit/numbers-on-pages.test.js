// Numbers among what else is written on a page: lines, rules, type, units, other numbers; crossed out; in a region.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { boundsOfStrokes, turnedStrokes } from "../eval/canvas.js";
import { Form } from "../eval/forms.js";
import { printed } from "../eval/print.js";
import { draw, drawNumber, strokesOf } from "../support/plain-hand.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** A widely spaced number on a line that is turned by some degrees. */
function onSlope(text, degrees) {
  const [size, pen, margin] = [90, 6, 24];
  const level = [...text].flatMap((digit, i) => strokesOf(digit, 95 * i, 0, size, pen));
  const strokes = turnedStrokes(level, (degrees * Math.PI) / 180);
  const { left, top, width, height } = boundsOfStrokes(strokes);
  const form = new Form(Math.ceil(width) + 2 * margin, Math.ceil(height) + 2 * margin);
  const moved = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x - left + margin, y: y - top + margin })));
  form.draw("pen", moved, pen);
  return form.paint();
}

describe("a number", () => {
  test("standing on a line that joins some of its digits", () => {
    const form = new Form(320, 140);
    [..."6080"].forEach((digit, i) => {
      draw(form, digit, 60 + 50 * i, i === 2 ? 60 : 66, i === 2 ? 50 : 56, 4);
    });
    form.line(26, 93, 250, 93, 2);
    assert.equal(lenet5.read(form.paint()).text, "6080");
  });

  for (const turn of [15, -15])
    test(`on a line that is turned by ${turn}°`, () => {
      for (const text of ["58036", "92735", "20973", "38250974", "85083974", "78303242"])
        assert.equal(lenet5.read(onSlope(text, turn)).text, text);
    });

  test("with a wide 5, whose middle is as straight as a rule, is not crossed out", () => {
    const five = [[68, 2], [35, 0], [7, 4], [0, 12], [5, 22], [12, 25], [49, 25], [74, 34], [70, 46], [52, 51], [4, 50]]; // biome-ignore format: a 5
    const form = new Form(330, 100);
    drawNumber(form, "38", 20, 50, 52, 3);
    form.draw("pen", [five.map(([x, y]) => ({ x: 120 + x, y: 24 + y }))], 3);
    draw(form, "8", 260, 50, 52, 3);
    assert.equal(lenet5.read(form.paint()).text, "3858");
  });

  test("whose digits the bar of a 7 joins is not crossed out", () => {
    const form = new Form(200, 60);
    draw(form, "6", 30, 30, 30, 2);
    draw(form, "9", 82, 30, 30, 2);
    form.draw("pen", [[{ x: 47, y: 16 }, { x: 65, y: 16 }, { x: 54, y: 45 }]], 2); // biome-ignore format: a 7
    form.draw("pen", [[{ x: 39, y: 26 }, { x: 74, y: 26 }]], 2); // biome-ignore format: its bar
    assert.equal(lenet5.read(form.paint()).text, "679");
  });

  test("above a wavy underline that the feet of its last digits touch is not read without those", () => {
    const form = new Form(250, 133);
    [..."4072"].forEach((digit, i) => {
      draw(form, digit, 50 + 50 * i, i < 2 ? 62 : 68, 70, 5);
    });
    form.draw("pen", [Array.from({ length: 40 }, (_, i) => ({ x: 18 + 5.5 * i, y: 104 + 2 * Math.sin(i / 2) }))], 4);
    assert.equal(lenet5.read(form.paint()).alternatives[0].text, "4072");
  });

  for (const text of ["44", "64"])
    test(`above a line of type that has more ink: ${text}`, () => {
      const form = new Form(130, 220);
      const end = drawNumber(form, text, 60, 90, 24, 2.4);
      form.draw("pen", [[{ x: 58, y: 110 }, { x: end, y: 109 }]], 2.2); // biome-ignore format: a line
      form.draw("print", printed("mrkt tar nrkenest al mrkt", { left: 10, top: 205, size: 9 }).strokes, 1.6);
      assert.equal(lenet5.read(form.paint()).text, text);
    });

  for (const text of ["58", "82", "93"])
    test(`that is uncertain is told rather than a line of type that is none: ${text}`, () => {
      const form = new Form(130, 220);
      draw(form, text[0], 70, 80, 22, 2.4);
      draw(form, text[1], 78, 80, 22, 2.4); // over the first one
      form.draw("print", printed("mrkt tar nrkenest al mrkt", { left: 10, top: 205, size: 8 }).strokes, 3);
      const { reason, alternatives } = lenet5.read(form.paint());
      assert.deepEqual({ reason, text: alternatives[0].text }, { reason: "uncertain", text });
    });

  test("that is uncertain is no lower digit of another line", () => {
    for (const lower of ["0", "6", "8"]) {
      const form = new Form(130, 220);
      draw(form, "6", 50, 80, 30, 2.4);
      draw(form, "2", 54, 80, 30, 2.4); // over the first one
      draw(form, lower, 90, 160, 20, 2.4);
      assert.equal(lenet5.read(form.paint()).text, null, lower);
    }
  });

  test("whose bars make a rule close below another line is not crossed out", () => {
    const form = new Form(170, 130);
    drawNumber(form, "38", 30, 34, 28, 2.6);
    for (const left of [30, 60]) {
      const points = [[0, 0], [24, 0], [12, 30]]; // biome-ignore format: a 7
      form.draw("pen", [points.map(([x, y]) => ({ x: left + x, y: 58 + y }))], 2.6);
    }
    assert.equal(lenet5.read(form.paint(), { line: 1 }).text, "77");
  });

  for (const text of ["59", "90"])
    test(`beside a dotted rule: ${text}`, () => {
      const form = new Form(150, 220);
      drawNumber(form, text, 60, 90, 24, 2.4);
      for (let y = 0, i = 0; y < 215; y += 13 + (i++ % 3)) form.line(50, y, 50, y + (i % 4 === 0 ? 11 : 4), 1.4);
      assert.equal(lenet5.read(form.paint()).text, text);
    });

  test("beside a column of ones keeps its own", () => {
    const form = new Form(150, 260);
    for (let y = 30; y < 250; y += 34) drawNumber(form, "14", 40, y, 24, 2.4);
    for (let line = 0; line < 7; line++) assert.equal(lenet5.read(form.paint(), { line }).text, "14", `line ${line}`);
  });

  test("beside a rule that is broken, and a neighbour's stroke beyond it", () => {
    const form = new Form(150, 220);
    drawNumber(form, "83", 60, 90, 24, 2.4);
    form.line(140, 62, 140, 96, 2);
    form.line(140, 124, 141, 190, 2);
    draw(form, "0", 152, 84, 18, 2.4);
    assert.equal(lenet5.read(form.paint()).text, "83");
  });

  test("in a column no broader than it is high stays beside the column's rule", () => {
    const form = new Form(52, 200);
    form.line(22, 0, 22, 200, 1.8);
    for (const [i, digit] of [..."352"].entries()) draw(form, digit, 40, 40 + 60 * i, 32, 2.6);
    const read = (line) => lenet5.read(form.paint(), { line }).alternatives[0]?.text;
    assert.deepEqual([0, 1, 2].map(read), ["3", "5", "2"]);
  });

  test("of one digit each, below one another, are lines of their own", () => {
    const column = "35297460185274";
    const form = new Form(700, 60 * column.length + 20);
    for (const [i, digit] of [...column].entries()) draw(form, digit, 650 + (i % 3), 40 + 60 * i, 36, 3);
    const read = (line) => lenet5.read(form.paint(), { line }).alternatives[0]?.text;
    assert.equal([...column].map((_, line) => read(line)).join(""), column);
  });

  test("of the length that is asked for, among heavier lines", () => {
    const form = new Form(420, 260);
    drawNumber(form, "70426", 30, 70, 60, 6);
    drawNumber(form, "274", 40, 190, 40);
    assert.equal(lenet5.read(form.paint(), { length: 3 }).text, "274");
  });

  test("far from another one on its line: both, a space between them", () => {
    const form = new Form(640, 120);
    drawNumber(form, "27", 30, 60, 50);
    drawNumber(form, "64", 500, 60, 50);
    assert.equal(lenet5.read(form.paint()).formatted, "27 64");
  });

  for (const [what, number, before, from, to] of /** @type {[string, string, number, number, number][]} */ ([
    ["that is crossed out", "586", 10, 62, 58],
    ["that a line strikes through below its middle", "497", 14, 60, 62],
  ]))
    test(`${what} is cancelled`, () => {
      const form = new Form(300, 120);
      const right = drawNumber(form, number, 50, 60, 60);
      form.draw("pen", [[{ x: 50 - before, y: from }, { x: right + before, y: to }]], 4); // biome-ignore format: a line
      const { text, reason } = lenet5.read(form.paint());
      assert.deepEqual({ text, reason }, { text: null, reason: "cancelled" });
    });

  test("that is crossed out by the pen that wrote it is cancelled, at any size", () => {
    for (const text of ["586", "640", "97", "2503"])
      for (const size of [90, 180, 360]) {
        const [pen, margin] = [0.07 * size, 0.3 * size];
        const form = new Form(Math.round(0.8 * size * text.length + 2 * margin), Math.round(size + 2 * margin));
        const right = drawNumber(form, text, margin, margin + size / 2, size, pen);
        const y = margin + 0.52 * size;
        form.draw("pen", [[{ x: margin - 0.1 * size, y }, { x: right + 0.1 * size, y: y - 0.04 * size }]], pen); // biome-ignore format: a line
        const { text: read, reason } = lenet5.read(form.paint());
        assert.deepEqual({ read, reason }, { read: null, reason: "cancelled" }, `${text}, ${size} pixels`);
      }
  });

  test("that a line strikes through which runs over the border is cancelled", () => {
    const form = new Form(230, 100);
    drawNumber(form, "4595", 20, 50, 56);
    form.draw("pen", [[{ x: 14, y: 50 }, { x: 300, y: 48 }]], 4); // biome-ignore format: a line
    const { text, reason } = lenet5.read(form.paint());
    assert.deepEqual({ text, reason }, { text: null, reason: "cancelled" });
  });

  for (const [old, text] of [["82", "072"], ["64", "038"]]) // biome-ignore format: pairs
    test(`whose first digit the strike through another one touches is not sure without it: ${text}`, () => {
      const form = new Form(330, 110);
      drawNumber(form, old, 20, 55, 50);
      [...text].forEach((digit, i) => {
        draw(form, digit, 150 + 50 * i, 55, 50);
      });
      for (const y of [48, 60]) form.draw("pen", [[{ x: 14, y }, { x: 136, y: y + 1 }]], 4); // biome-ignore format: a line
      assert.ok(lenet5.read(form.paint()).confidence < 0.6);
    });

  test("whose feet touch in a straight line keeps them", () => {
    const form = new Form(200, 60);
    [..."4258"].forEach((digit, i) => {
      draw(form, digit, 40 + 14 * 0.78 * i, 30, 14, 2.2);
    });
    assert.equal(lenet5.read(form.paint()).text, "4258");
  });

  test("before a unit in small type is read without it, not as sure as alone", () => {
    const form = new Form(420, 130);
    const left = drawNumber(form, "140", 40, 60, 60) + 14;
    form.draw("print", printed("kg", { left, top: 66, size: 17 }).strokes, 2);
    const { text, confidence } = lenet5.read(form.paint());
    assert.equal(text, "140");
    assert.ok(confidence <= 0.9);
  });
});

describe("a region", () => {
  const two = () => {
    const form = new Form(400, 260);
    drawNumber(form, "70426", 30, 70, 60, 6);
    drawNumber(form, "274", 40, 190, 40);
    return form.paint();
  };

  test("is all that is read, and boxes stay the picture's", () => {
    const region = { x: 20, y: 150, width: 200, height: 90 };
    const { text, box } = lenet5.read(two(), { region });
    assert.equal(text, "274");
    assert.ok(box.x >= 20 && box.y >= 150 && box.x + box.width <= 220 && box.y + box.height <= 240);
  });

  test("answers as the same pixels cut out do", () => {
    const [picture, region] = [two(), { x: 20, y: 150, width: 200, height: 90 }];
    const data = new Uint8ClampedArray(200 * 90 * 4);
    for (let y = 0; y < 90; y++) {
      const from = 4 * ((150 + y) * picture.width + 20);
      data.set(picture.data.subarray(from, from + 800), y * 800);
    }
    const cut = lenet5.read({ width: 200, height: 90, data });
    assert.equal(lenet5.read(picture, { region }).confidence, cut.confidence);
  });

  for (const region of [
    { x: -1, y: 0, width: 10, height: 10 },
    { x: 0, y: 0, width: 401, height: 10 },
    { x: 0, y: 255, width: 10, height: 10 },
    { x: 0, y: 0, width: 0, height: 10 },
    { x: 0.5, y: 0, width: 10, height: 10 },
  ])
    test(`of ${JSON.stringify(region)} is a RangeError`, () => {
      assert.throws(() => lenet5.read(two(), { region }), RangeError);
      assert.throws(() => lenet5.readCells(two(), { region }), RangeError);
    });
});
