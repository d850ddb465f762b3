// Pages: numbers in boxes, frames and tables, beside edges and rules, crossed out or turned; cells; regions; bad input.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { boundsOfStrokes, crop, turnedStrokes } from "../eval/canvas.js";
import { Form, onDesk, placeDigit, turned } from "../eval/forms.js";
import { digitStyles, write } from "../eval/hand.js";
import { printed } from "../eval/print.js";
import { Random } from "../eval/random.js";
import { dithered, painted, repainted } from "../support/drawings.js";
import { pngOf } from "../support/picture-files.js";

const NATIVE = fileURLToPath(new URL("../../build/lenet5", import.meta.url));

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** A digit as a hand writes it, in its plainest style, its middle at (x, y). */
function strokesOf(digit, x, y, size, pen) {
  const { template } = digitStyles.find((style) => style.digit === Number(digit));
  const strokes = write(template, new Random("page test", digit));
  return placeDigit(strokes, { x, y, size, widest: size }, pen);
}

function draw(form, digit, x, y, size, pen = 4) {
  form.draw("pen", strokesOf(digit, x, y, size, pen), pen);
}

function drawNumber(form, text, left, middle, size, pen = 4) {
  [...text].forEach((digit, i) => {
    draw(form, digit, left + size * (0.4 + 0.8 * i), middle, size, pen);
  });
  return left + size * 0.8 * text.length;
}

/** A number alone, 90 pixels high. */
function large(text, pen = 6) {
  const form = new Form(48 + 72 * text.length, 138);
  drawNumber(form, text, 24, 69, 90, pen);
  return form;
}

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

/** A picture of which as much light comes back as shine(x, y) says, 0 … 1. */
const shaded = (picture, shine) => repainted(picture, (seen, x, y) => seen.map((value) => value * shine(x, y)));

const ruled = (picture) => shaded(picture, (_x, y) => (y % 36 < 2 ? 0.6 : 1));
const squared = (picture) => shaded(picture, (x, y) => (x % 40 < 2 || y % 40 < 2 ? 0.55 : 1));
/** With a crease that slants through the middle. */
const creased = (picture) =>
  shaded(picture, (x, y) => 1 - 0.2 * Math.exp(-(((y - 0.4 * picture.height - 0.1 * x) / 2) ** 2)));

/** The part of a picture that holds all that is darker than half. */
function cutToInk({ width, height, data }) {
  const dark = Array.from({ length: width * height }, (_, i) => i).filter((i) => data[4 * i] < 128);
  const [xs, ys] = [dark.map((i) => i % width), dark.map((i) => Math.floor(i / width))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return crop({ width, height, data }, [left, top, Math.max(...xs) + 1 - left, Math.max(...ys) + 1 - top]);
}

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

/** A cell wide enough for numbers; own: strokes of characters, about (0, 0), instead of a hand's. */
function wideCell(text, own = {}, step = 34) {
  const form = new Form(240, 100);
  form.frame(20, 20, 200, 60, 2);
  [...text].forEach((character, i) => {
    const x = 60 + step * i;
    const moved = (stroke) => stroke.map(([across, down]) => ({ x: x + across, y: 50 + down }));
    if (own[character]) form.draw("pen", own[character].map(moved), 3);
    else draw(form, character, x, 50, 36, 3);
  });
  return form.paint();
}

const RING = Array.from({ length: 41 }, (_, i) => (i / 20) * Math.PI);
/** A zero with a slash through it, which reaches `across` and `down` beyond its middle. */
const slashed = (across, down) => [
  RING.map((angle) => [9 * Math.sin(angle), -11.5 * Math.cos(angle)]),
  [[across, -down], [-across, down]],
]; // biome-ignore format: a line

const CELLS = [
  ["7", "", "24"],
  ["", "350", ""],
  ["12", "", "6"],
];

function table(cells = CELLS, { rule = 1.8, print = undefined } = {}) {
  const form = new Form(40 + 130 * cells[0].length, 40 + 60 * cells.length);
  for (let i = 0; i <= cells.length; i++) form.line(20, 20 + 60 * i, 20 + 130 * cells[0].length, 20 + 60 * i, rule);
  for (let i = 0; i <= cells[0].length; i++) form.line(20 + 130 * i, 20, 20 + 130 * i, 20 + 60 * cells.length, rule);
  cells.forEach((row, y) => {
    row.forEach((text, x) => {
      drawNumber(form, text, 32 + 130 * x, 50 + 60 * y, 36);
    });
  });
  return form.paint({ print });
}

const textsOf = ({ rows, columns, cells }) =>
  Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => cells.find(({ row, column }) => row === y && column === x)?.text ?? ""),
  );

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

  test("standing on a line that joins some of its digits", () => {
    const form = new Form(320, 140);
    [..."6080"].forEach((digit, i) => {
      draw(form, digit, 60 + 50 * i, i === 2 ? 60 : 66, i === 2 ? 50 : 56, 4);
    });
    form.line(26, 93, 250, 93, 2);
    assert.equal(lenet5.read(form.paint()).text, "6080");
  });

  test("beside a dark binding and above an underline", () => {
    const form = new Form(300, 300);
    form.draw("print", [[{ x: -300, y: -200 }, { x: -300, y: 500 }]], 760); // biome-ignore format: a line
    const end = drawNumber(form, "27", 130, 150, 46);
    form.draw("pen", [[{ x: 125, y: 186 }, { x: end, y: 184 }]], 3); // biome-ignore format: a line
    assert.equal(lenet5.read(form.paint({ print: [20, 20, 20] })).text, "27");
  });

  for (const text of ["1174", "9605", "21", "7809"])
    test(`in a picture that is cut to its ink: ${text}`, () => {
      const form = new Form(400, 120);
      drawNumber(form, text, 30, 60, 90, 5);
      assert.equal(lenet5.read(cutToInk(form.paint())).alternatives[0]?.text, text);
    });

  for (const [how, of] of /** @type {[string, (value: number) => number][]} */ (
    Object.entries({ "dark on light": (value) => value, "light on dark": (value) => 255 - value })
  ))
    test(`by a broad marker, in a picture that is cut to its ink, ${how}`, () => {
      for (const text of ["2503", "586", "47305", "527", "26", "9078", "73"]) {
        const picture = repainted(cutToInk(large(text, 15).paint()), (seen) => seen.map(of));
        assert.equal(lenet5.read(picture).text, text);
      }
    });

  test("is not surely longer by a dark bar along the lower half of the picture's right side", () => {
    for (const text of ["46", "92", "586", "640", "503", "47305"]) {
      const picture = large(text).paint();
      const { width, height } = picture;
      const reading = lenet5.read(
        repainted(picture, (seen, x, y) => (x >= width - 8 && y > height / 2 ? [0, 0, 0] : seen)),
      );
      assert.ok(
        reading.text === null || reading.text === text || reading.confidence <= 0.9,
        `${text}: ${reading.text}, ${reading.confidence}`,
      );
    }
  });

  test("by a fine pen in a large picture that is cut above, below and on the right", () => {
    for (const text of ["2503", "731"]) {
      const form = new Form(400 * text.length, 480);
      drawNumber(form, text, 60, 240, 400, 5);
      const { width, height, data } = cutToInk(form.paint());
      const paper = painted(width + 60, height, () => [252, 251, 247]);
      for (let y = 0; y < height; y++) paper.data.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * (y * (width + 60) + 60)); // biome-ignore format: a row
      assert.equal(lenet5.read(paper).text, text);
    }
  });

  test("on ruled paper whose lines run through it", () => {
    for (const text of ["2503", "47305", "7281", "9078", "6290"])
      assert.equal(lenet5.read(ruled(large(text).paint())).text, text);
  });

  test("on squared paper is not read square by square", () => {
    for (const text of ["97", "92", "46", "26", "88"])
      assert.equal(lenet5.read(squared(large(text).paint())).text, text);
  });

  test("that a crease runs through is not crossed out", () => {
    for (const text of ["2503", "586", "97", "46", "640", "73"])
      assert.equal(lenet5.read(creased(large(text).paint())).text, text);
  });

  for (const [what, paper] of Object.entries({ "ruled paper": ruled, "creased paper": creased }))
    test(`that is crossed out on ${what} is cancelled`, () => {
      for (const text of ["2503", "586", "640"]) {
        const form = large(text);
        form.draw("pen", [[{ x: 14, y: 66 }, { x: form.width - 14, y: 68 }]], 4); // biome-ignore format: a line
        const { text: read, reason } = lenet5.read(paper(form.paint()));
        assert.deepEqual({ read, reason }, { read: null, reason: "cancelled" }, text);
      }
    });

  test("on grey paper that was made black and white is read, or not surely wrong", () => {
    const numbers = ["97", "527", "47305", "92", "9078", "49", "586", "2503"];
    const readings = numbers.map((text) => {
      const grey = large(text, 4).paint({ pen: [120, 120, 120], paper: [240, 240, 240] });
      return { text, reading: lenet5.read(dithered(grey)) };
    });
    const right = readings.filter(({ text, reading }) => reading.text === text);
    for (const { text, reading } of readings.filter((one) => !right.includes(one)))
      assert.ok(reading.text === null || reading.confidence <= 0.9, `${text}: ${reading.text}, ${reading.confidence}`);
    assert.ok(right.length >= numbers.length / 2, `${right.length} of ${numbers.length}`);
  });

  for (const turn of [15, -15])
    test(`on a line that is turned by ${turn}°`, () => {
      for (const text of ["58036", "92735", "20973", "38250974", "85083974", "78303242"])
        assert.equal(lenet5.read(onSlope(text, turn)).text, text);
    });

  for (const [sides, [left, top, right, bottom]] of Object.entries({
    "all around": [1, 1, 1, 1],
    "on the left and below": [1, 0, 0, 1],
    "on the right": [0, 0, 1, 0],
  }))
    test(`within a narrow dark edge ${sides}`, () => {
      for (const edge of [2, 3, 6]) {
        const form = new Form(240, 110);
        drawNumber(form, "586", 40, 55, 60, 5);
        const { width, height, data } = form.paint();
        const isEdge = (x, y) =>
          (left && x < edge) || (top && y < edge) || (right && x >= width - edge) || (bottom && y >= height - edge);
        for (let i = 0; i < width * height; i++)
          if (isEdge(i % width, Math.floor(i / width))) data.fill(10, 4 * i, 4 * i + 3);
        assert.equal(lenet5.read({ width, height, data }).text, "586", `${edge} pixels`);
      }
    });

  for (const text of ["273", "940"])
    test(`on paper that is darker above or below, as under a lamp: ${text}`, () => {
      const lights = [[100, 240], [240, 100]]; // biome-ignore format: pairs
      for (const [from, to] of lights) {
        const form = new Form(296, 150);
        drawNumber(form, text, 40, 75, 90, 5);
        const { width, height, data } = form.paint({ pen: [90, 90, 90], paper: [255, 255, 255] });
        for (let i = 0; i < data.length; i++)
          if (i % 4 < 3) data[i] *= (from + ((to - from) * Math.floor(i / 4 / width)) / height) / 255;
        assert.equal(lenet5.read({ width, height, data }).text, text, `${from} to ${to}`);
      }
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

  for (const text of ["2503", "4106", "5823"])
    test(`whose last digit runs over a small picture's border: ${text}`, () => {
      const form = new Form(190, 100);
      const end = drawNumber(form, text, 10, 44, 60, 5);
      form.draw("pen", [[{ x: 10, y: 84 }, { x: end + 30, y: 82 }]], 5); // biome-ignore format: a line
      assert.equal(lenet5.read(form.paint()).alternatives[0]?.text, text);
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

  test("that is crossed out is cancelled", () => {
    const form = new Form(300, 120);
    const right = drawNumber(form, "586", 50, 60, 60);
    form.draw("pen", [[{ x: 40, y: 62 }, { x: right + 10, y: 58 }]], 4); // biome-ignore format: a line
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

  test("that a line strikes through below its middle is cancelled", () => {
    const form = new Form(300, 120);
    const right = drawNumber(form, "497", 50, 60, 60);
    form.draw("pen", [[{ x: 36, y: 60 }, { x: right + 14, y: 62 }]], 4); // biome-ignore format: a line
    const { text, reason } = lenet5.read(form.paint());
    assert.deepEqual({ text, reason }, { text: null, reason: "cancelled" });
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

  test("beside the shade of a binding on its paper", () => {
    const form = new Form(150, 220);
    const random = new Random("shade", 27);
    drawNumber(form, "27", 80, 100, 22, 2.2);
    const picture = form.paint({ pen: [40, 40, 40] });
    for (let y = 0; y < 220; y++) {
      const edge = 50 + Math.round(2 * Math.sin(y / 20));
      for (let x = 0; x < edge + 16; x++) {
        const shade = [180, 190, 160, 150, 150, 145, 148, 150, 160, 170, 190, 200, 210, 220, 230, 240];
        const grey = Math.min(255, (x < edge ? 8 : shade[x - edge]) + 10 * (random.unit() - 0.5));
        for (let c = 0; c < 3; c++) {
          const at = 4 * (y * 150 + x) + c;
          picture.data[at] = Math.min(picture.data[at], grey);
        }
      }
    }
    assert.equal(lenet5.read(picture).text, "27");
  });

  for (const [text, quarters, lies] of /** @type {const} */ ([
    ["4072", 3, "on its side"],
    ["458", 1, "on its side, an 8 first that is two zeros then"],
    ["75", 2, "upside down, a 9 then"],
  ]))
    test(`that lies ${lies}, is refused`, () => {
      const form = new Form(340, 120);
      drawNumber(form, text, 40, 60, 60);
      assert.equal(lenet5.read(turned(form.paint(), quarters)).text, null);
    });
});

describe("cells", () => {
  test("are rows and columns of digits, numbers and blanks", () => {
    const read = lenet5.readCells(table());
    assert.deepEqual(textsOf(read), CELLS);
    assert.equal(read.reason, null);
    for (const { kind, text, confidence } of read.cells) {
      assert.equal(kind, text === null ? "blank" : text.length > 1 ? "number" : "digit");
      assert.ok(confidence >= 0.5 && confidence <= 1);
    }
  });

  for (const rows of [2, 3])
    test(`span ${rows} rows of other columns`, () => {
      const [wide, high, columns, spanning] = [50, 40, 6, 3];
      const [right, bottom] = [20 + columns * wide, 20 + rows * high];
      const form = new Form(40 + columns * wide, 40 + rows * high);
      for (let i = 0; i <= columns; i++) form.line(20 + i * wide, 20, 20 + i * wide, bottom, 2);
      for (const y of [20, bottom]) form.line(20, y, right, y, 2);
      for (let i = 1; i < rows; i++) form.line(20 + spanning * wide, 20 + i * high, right, 20 + i * high, 2);
      assert.equal(lenet5.readCells(form.paint()).cells.length, spanning + (columns - spanning) * rows);
    });

  for (const [what, look] of Object.entries({
    "as broad as pens": { rule: 7 },
    "much fainter than the writing, as spreadsheets have": { rule: 1, print: [215, 215, 220] },
  }))
    test(`are found between rules ${what}`, () => {
      assert.deepEqual(textsOf(lenet5.readCells(table(CELLS, look))), CELLS);
    });

  test("are blank where only the crossings of rules are left", () => {
    const form = new Form(420, 420);
    for (let i = 0; i <= 9; i++) {
      const [at, rule] = [24 + 41 * i, i % 3 === 0 ? 3 : 1.4];
      form.line(at, 24, at, 393, rule);
      form.line(24, at, 393, at, rule);
    }
    draw(form, 3, 24 + 41 * 4.5, 24 + 41 * 4.5, 28);
    const { rows, columns, cells } = lenet5.readCells(form.paint());
    assert.deepEqual([rows, columns, cells.length], [9, 9, 81]);
    const written = cells.filter(({ kind }) => kind !== "blank");
    assert.deepEqual(
      written.map(({ row, column, text }) => [row, column, text]),
      [[4, 4, "3"]],
    );
  });

  test("stay whole under a stroke that nearly goes from one side to the other", () => {
    const form = new Form(9 * 51 + 60, 9 * 51 + 60);
    for (let i = 0; i <= 9; i++) {
      form.line(30 + 51 * i, 30, 30 + 51 * i, 30 + 9 * 51, 3);
      form.line(30, 30 + 51 * i, 30 + 9 * 51, 30 + 51 * i, 4);
    }
    const [x, y] = [30 + 51, 30 + 51];
    for (const stroke of [
      [[20, 8], [9, 26], [42, 26]],
      [[31, 8], [30, 42]],
    ]) form.draw("pen", [stroke.map(([dx, dy]) => ({ x: x + dx, y: y + dy }))], 6); // biome-ignore format: a 4
    const { rows, columns, cells } = lenet5.readCells(form.paint());
    assert.deepEqual([rows, columns, cells.length], [9, 9, 81]);
    assert.equal(cells.find(({ row, column }) => row === 1 && column === 1).text, "4");
  });

  test("keep the point of a number", () => {
    const form = new Form(240, 130);
    form.frame(20, 20, 200, 84, 2);
    for (const [i, digit] of ["1", "2", "5", "0"].entries()) draw(form, digit, 50 + 36 * i + (i > 1 ? 22 : 0), 62, 48);
    form.draw("pen", [[{ x: 115, y: 84 }, { x: 116, y: 85 }]], 6); // biome-ignore format: a point
    assert.deepEqual(textsOf(lenet5.readCells(form.paint())), [["12.50"]]);
  });

  for (const [slash, zero] of Object.entries({ steep: slashed(7, 18), long: slashed(14, 18), flat: slashed(18, 18) }))
    for (const text of ["0", "700"])
      test(`read zeros with slashes, ${slash}: ${text}`, () => {
        const [cell] = lenet5.readCells(wideCell(text, { 0: zero })).cells;
        assert.equal(cell.text, text);
        assert.ok(cell.confidence > 0.5);
      });

  for (const text of ["417", "214", "3411"])
    test(`take a leaning 1 for no slash: ${text}`, () => {
      const lean = text === "417" ? 8 : 10;
      const [cell] = lenet5.readCells(wideCell(text, { 1: [[[lean, -16], [-lean, 18]]] }, 32)).cells; // biome-ignore format: a line
      assert.equal(cell.text, text);
    });

  test("keep the slash of a fraction", () => {
    const [cell] = lenet5.readCells(wideCell("3/7", { "/": [[[12, -26], [-12, 24]]] })).cells; // biome-ignore format: a line
    assert.equal(cell.text, "3/7");
  });

  const LETTERS = {
    H: [[[-12, -18], [-12, 18], [-12, 0], [12, 0], [12, -18], [12, 18]]],
    W: [[[-16, -18], [-8, 18], [0, -6], [8, 18], [16, -18]]],
  }; // biome-ignore format: strokes
  for (const text of ["7H", "H26", "W26"])
    test(`are unread where a character as high as the digits is none: ${text}`, () => {
      const [{ kind, confidence, alternatives }] = lenet5.readCells(wideCell(text, LETTERS, 36)).cells;
      assert.equal(kind, "unread");
      assert.ok(confidence < 0.5 && alternatives.every((one) => one.confidence < 0.5));
    });

  test("read a number before a unit that is lower", () => {
    const m = [[-6, 17], [-6, 4], [-5, 17], [0, 4], [1, 17], [7, 4], [7, 17]]; // biome-ignore format: a stroke
    const [cell] = lenet5.readCells(wideCell("24m", { m: [m] })).cells;
    assert.equal(cell.text, "24");
  });

  test("say what else they could be, surest first, and never what they are", () => {
    const { cells } = lenet5.readCells(table());
    for (const { kind, text, confidence, alternatives } of cells) {
      if (kind === "blank") assert.deepEqual(alternatives, []);
      else assert.ok(alternatives.length > 0 && alternatives.length <= 3);
      const shares = [confidence, ...alternatives.map((one) => one.confidence)];
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => b - a),
      );
      assert.ok(shares.reduce((sum, share) => sum + share) <= 1 + 1e-5, `${shares}`);
      const texts = [text, ...alternatives.map((one) => one.text)];
      assert.equal(new Set(texts).size, texts.length, `${texts}`);
    }
  });

  test("of two rows stay divided anew where other columns are even", () => {
    const [wide, tall] = [60, 40];
    const form = new Form(40 + 5 * wide, 40 + 2 * tall);
    for (let i = 0; i <= 2; i++) form.line(20, 20 + i * tall, 20 + 5 * wide, 20 + i * tall, 2);
    for (const i of [0, 1, 2, 2.5, 3, 4, 5]) form.line(20 + i * wide, 20, 20 + i * wide, 20 + 2 * tall, 2);
    assert.equal(lenet5.readCells(form.paint()).columns, 6);
  });

  test("that can't be read say what they could be", () => {
    const form = new Form(200, 130);
    form.frame(20, 20, 160, 84, 2);
    for (const [i, digit] of ["1", "4", "7", "8"].entries()) draw(form, digit, 86 + 9 * i, 62, 48); // one upon the other
    const [{ kind, text, confidence, alternatives }] = lenet5.readCells(form.paint()).cells;
    assert.deepEqual([kind, text], ["unread", null]);
    assert.equal(alternatives[0].confidence, confidence);
  });

  test("lie where the cells lie", () => {
    for (const { row, column, box } of lenet5.readCells(table()).cells) {
      const middle = [box.x + box.width / 2, box.y + box.height / 2];
      assert.ok(
        Math.abs(middle[0] - (85 + 130 * column)) < 6 && Math.abs(middle[1] - (50 + 60 * row)) < 6,
        `${middle}`,
      );
    }
  });

  for (const turn of [-1, 1])
    test(`of a sheet on a desk, askew by ${15 * turn}°`, () => {
      const random = new Random("desk", turn);
      assert.deepEqual(textsOf(lenet5.readCells(onDesk(table(), random, { turn: 15 * turn, askew: 0.02 }))), CELLS);
    });

  test("of a dense table on a desk, of which hardly any part is bare paper", () => {
    const form = new Form(520, 520);
    for (let i = 0; i <= 20; i++) {
      form.line(20, 20 + 24 * i, 500, 20 + 24 * i, 2);
      form.line(20 + 24 * i, 20, 20 + 24 * i, 500, 2);
    }
    const picture = onDesk(form.paint(), new Random("dense table"), { turn: 5, askew: 0.02 });
    const { rows, columns } = lenet5.readCells(picture);
    assert.deepEqual([rows, columns], [20, 20]);
  });

  test("of low and wide ones on a sheet that is turned either way", () => {
    const form = new Form(420, 300);
    for (let x = 10; x <= 410; x += 100) form.line(x, 10, x, 290, 1.4);
    for (let y = 10; y <= 290; y += 28) form.line(10, y, 410, y, 1.4);
    draw(form, 7, 60, 24, 20, 2.4);
    draw(form, 4, 360, 276, 20, 2.4);
    const expected = Array.from({ length: 10 }, (_, row) =>
      Array.from({ length: 4 }, (_, column) => ({ "0/0": "7", "9/3": "4" })[`${row}/${column}`] ?? ""),
    );
    for (const seed of [1, 2, 3, 4])
      assert.deepEqual(
        textsOf(lenet5.readCells(onDesk(form.paint(), new Random("low", seed), { turn: 11, askew: 0.01 }))),
        expected,
        `${seed}`,
      );
  });

  for (const slope of [12, 20, 32])
    test(`of pale hairlines that run down by ${slope} pixels, on grainy paper`, () => {
      const form = new Form(640, 400);
      for (let i = 0; i <= 6; i++) form.line(20 + 100 * i, 15, 100 * i, 385, 1.2);
      for (let i = 0; i <= 6; i++) {
        const [left, y] = [20 - (20 * i) / 6, 15 + ((370 - slope) * i) / 6];
        form.line(left, y, left + 600, y + slope, 1.2);
      }
      for (let i = 0; i < 36; i++) {
        const [row, column] = [Math.floor(i / 6), i % 6];
        draw(
          form,
          (row * 7 + column * 3) % 10,
          70 + 100 * column - 3 * row,
          48 + 56 * row + (slope * column) / 6,
          30,
          2.4,
        );
      }
      const random = new Random("grain");
      const grainy = repainted(form.paint({ print: [150, 150, 150] }), (seen) => {
        const grain = 4 * (random.unit() - 0.5);
        return seen.map((value) => value + grain);
      });
      const { rows, columns } = lenet5.readCells(grainy);
      assert.deepEqual([rows, columns], [6, 6]);
    });

  test("there are none on a page without rules", () => {
    const form = new Form(300, 120);
    drawNumber(form, "4072", 40, 60, 60);
    assert.deepEqual(lenet5.readCells(form.paint()), { rows: 0, columns: 0, cells: [], reason: "no-cells" });
  });

  test("and no ink is blank", () => {
    assert.equal(lenet5.readCells(new Form(200, 200).paint()).reason, "blank");
  });

  test("beyond the most there may be are refused, and forgotten", () => {
    const form = new Form(700, 700);
    for (let i = 0; i <= 40; i++) {
      form.line(10, 10 + 17 * i, 690, 10 + 17 * i, 1);
      form.line(10 + 17 * i, 10, 10 + 17 * i, 690, 1);
    }
    const { cells, reason } = lenet5.readCells(form.paint());
    assert.deepEqual({ cells, reason }, { cells: [], reason: "too-many-cells" });
    assert.equal(lenet5.readCells(new Form(200, 200).paint()).reason, "blank");
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

describe("what is no form", () => {
  const noise = (width, height, at) => {
    const data = new Uint8ClampedArray(width * height * 4);
    for (let i = 0; i < width * height; i++) data.set([at(i), at(i), at(i), 255], 4 * i);
    return { width, height, data };
  };

  test("texture has no confident number and no cells", () => {
    const random = new Random("texture");
    const grain = Array.from({ length: 4096 }, () => random.below(256));
    const picture = noise(640, 480, (i) => grain[(i * 31 + (i >> 7)) % 4096]);
    assert.equal(lenet5.read(picture).text, null);
    assert.ok(lenet5.readCells(picture).cells.every(({ text }) => text === null));
  });
});

describe("the command", () => {
  test("prints cells as CSV, reads a region and writes the stages", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lenet5-page-"));
    try {
      const file = path.join(folder, "table.png");
      const { width, height, data } = table();
      writeFileSync(file, pngOf({ width, height, colourType: 6, samples: Buffer.from(data) }));
      const run = (...args) => {
        const { status, stdout, stderr } = spawnSync(NATIVE, args, { encoding: "utf8" });
        assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
        return stdout;
      };
      assert.equal(run("cells", "--csv", file), `${CELLS.map((row) => row.join(",")).join("\n")}\n`);
      const json = JSON.parse(run("cells", "--json", file));
      assert.deepEqual(textsOf(json), CELLS);
      const stages = path.join(folder, "stages");
      const reading = JSON.parse(run("read", "--json", "--region", "150,85,130,50", "--stages", stages, file));
      assert.equal(reading.text, "350");
      for (const stage of ["working", "ink", "print", "unruled", "components", "lines", "path"])
        assert.ok(
          readdirSync(stages).some((name) => name.includes(stage)),
          stage,
        );
    } finally {
      rmSync(folder, { recursive: true });
      assert.ok(!existsSync(folder));
    }
  });

  test("refuses a region that is none", () => {
    const { status, stderr } = spawnSync(NATIVE, ["read", "--region", "1,2,3", "x.png"], { encoding: "utf8" });
    assert.equal(status, 2);
    assert.match(stderr, /X,Y,WIDTH,HEIGHT/);
  });
});
