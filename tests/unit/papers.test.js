// Numbers on papers of every kind: ruled, creased, unevenly lit, cut, dark at the edge, on their side; texture alone.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { crop } from "../eval/canvas.js";
import { Form, turned } from "../eval/forms.js";
import { Random } from "../eval/random.js";
import { dithered, painted, repainted } from "../support/drawings.js";
import { drawNumber } from "../support/plain-hand.js";

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** A number alone, 90 pixels high. */
function large(text, pen = 6) {
  const form = new Form(48 + 72 * text.length, 138);
  drawNumber(form, text, 24, 69, 90, pen);
  return form;
}

/** A picture of which as much light comes back as shine(x, y) says, 0 … 1. */
const shaded = (picture, shine) => repainted(picture, (seen, x, y) => seen.map((value) => value * shine(x, y)));

const ruled = (picture) => shaded(picture, (_x, y) => (y % 36 < 2 ? 0.6 : 1));
const squared = (picture, side, at) =>
  shaded(picture, (x, y) => ((x + at) % side < 2 || (y + at) % side < 2 ? 0.55 : 1));
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

describe("a number", () => {
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
    const numbers = ["97", "92", "46", "26", "88", "99", "77", "94", "614"];
    let read = 0;
    for (const side of [40, 44, 48, 52, 56])
      for (const at of [0, 10, 20, 30])
        for (const number of numbers) {
          const { text, confidence } = lenet5.read(squared(large(number).paint(), side, at));
          assert.ok(
            text === number || text === null,
            `${number}, squares of ${side} from ${at}: ${text}, ${confidence}`,
          );
          read += Number(text === number);
        }
    assert.ok(read >= 0.95 * 20 * numbers.length, `${read} of ${20 * numbers.length} are read`);
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

  for (const [pen, ink, paper] of [
    [4, 120, 240],
    [6, 60, 240],
    [6, 60, 215],
    [6, 60, 190],
  ])
    test(`that became black and white, of a pen of ${ink} on grey of ${paper}`, () => {
      const numbers = ["97", "527", "47305", "92", "9078", "49", "586", "2503"];
      const readings = numbers.map((text) => {
        const grey = large(text, pen).paint({ pen: [ink, ink, ink], paper: [paper, paper, paper] });
        return { text, reading: lenet5.read(dithered(grey)) };
      });
      const right = readings.filter(({ text, reading }) => reading.text === text);
      for (const { text, reading } of readings.filter((one) => !right.includes(one)))
        assert.ok(
          reading.text === null || reading.confidence <= 0.9,
          `${text}: ${reading.text}, ${reading.confidence}`,
        );
      assert.ok(right.length >= numbers.length - 1, `${right.length} of ${numbers.length}`);
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

  for (const text of ["2503", "4106", "5823"])
    test(`whose last digit runs over a small picture's border: ${text}`, () => {
      const form = new Form(190, 100);
      const end = drawNumber(form, text, 10, 44, 60, 5);
      form.draw("pen", [[{ x: 10, y: 84 }, { x: end + 30, y: 82 }]], 5); // biome-ignore format: a line
      assert.equal(lenet5.read(form.paint()).alternatives[0]?.text, text);
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
