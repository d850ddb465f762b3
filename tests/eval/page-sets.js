// Numbers where people write them: in boxes and tables, beside words, rules and holes, crossed out, on pages that lie
// askew; and cells of registers. Sets of numbers as in string-sets.js, with length? and what must be refused (truth "");
// and sets of tables, { name, about, needs, items() → [{ cells: [[text]], picture, name, conditions }] }, "" for a blank.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import jpeg from "jpeg-js";
import { repainted } from "../support/drawings.js";
import { Form, onDesk, placeDigit, turned, writeNumber } from "./forms.js";
import { throughJpeg } from "./jpeg.js";
import { digitHands, letters, pensFile } from "./pens.js";
import { printed } from "./print.js";
import { Random } from "./random.js";

const PART = "reporting";
const FORMS = 200;
const GRIDS = 20;
const TABLES = 10;
const TABLES_A_KIND = 3;
const A_KIND = 30;

const textOf = (random, length) => Array.from({ length }, () => random.below(10)).join("");

const [RED, FAINT] = [
  [214, 70, 70],
  [190, 190, 196],
];

/** How the boxes of a form look: { apart, comb, overlap: the digits' height of the box's, widest, off: how far from the
 * middle, print: colour, turn, askew; and times the usual size, scale, pen, rule } */
const BOXES = {
  joined: {},
  apart: { apart: 0.25 },
  comb: { comb: true },
  touched: { overlap: 0.98 },
  red: { print: RED },
  faint: { print: FAINT },
  askew: { turn: 9, askew: 0.04 },
};

const TOUCHED = { overlap: 0.98 };
const ASKEW = { turn: 9, askew: 0.04 };
const BOXES_IN_CONDITIONS = {
  "touched, red": { ...TOUCHED, print: RED },
  "touched, faint": { ...TOUCHED, print: FAINT },
  "touched, askew": { ...TOUCHED, ...ASKEW },
  "touched, apart": { ...TOUCHED, apart: 0.25 },
  "touched, comb": { ...TOUCHED, comb: true },
  "written over": { overlap: 1.08 },
  "wider than the box": { overlap: 1, widest: 1.05 },
  small: { scale: 0.5 },
  "small, touched": { ...TOUCHED, scale: 0.5 },
  "large, touched": { ...TOUCHED, scale: 3 },
  "broad pen": { pen: 1.8 },
  "broad pen, touched": { ...TOUCHED, pen: 1.8 },
  "thin pen": { pen: 0.5 },
  "thin pen, touched": { ...TOUCHED, pen: 0.5 },
  "broad rules": { rule: 2.5 },
  "broad rules, touched": { ...TOUCHED, rule: 2.5 },
  hairlines: { rule: 0.4 },
  "hairlines, touched": { ...TOUCHED, rule: 0.4 },
  "beside the middle": { off: 3 },
  "apart, askew": { apart: 0.25, ...ASKEW },
  "comb, askew": { comb: true, ...ASKEW },
  "comb, red": { comb: true, print: RED },
  "comb, faint": { comb: true, print: FAINT },
};

function form(hands, random, kind, look) {
  const { apart = 0, comb = false, overlap = 0.72, print, turn, scale = 1, off = 1 } = look;
  const { widest = Math.min(Math.max(overlap, 0.8), 0.9) } = look;
  const hand = random.pick(hands);
  const text = textOf(random, 5);
  const box = scale * random.between(44, 70);
  const [tall, margin] = [box * random.between(1.15, 1.4), box * random.between(0.3, 1)];
  const step = box * (1 + apart);
  const rule = Math.max(1, box * random.between(0.025, 0.045) * (look.rule ?? 1));
  const pen = box * random.between(0.05, 0.09) * (look.pen ?? 1);
  const sheet = new Form(2 * margin + 4 * step + box, 2 * margin + tall);
  [...text].forEach((digit, i) => {
    const left = margin + i * step;
    if (comb) {
      if (i > 0) sheet.line(left, margin + tall * 0.55, left, margin + tall, rule);
    } else sheet.frame(left, margin, box, tall, rule);
    const middle = {
      x: left + box / 2 + off * box * random.between(-0.08, 0.08),
      y: margin + tall / 2 + tall * random.between(-0.05, 0.05),
      size: tall * overlap * random.between(0.9, 1),
      widest: box * widest,
    };
    sheet.draw("pen", placeDigit(random.pick(hand.digits[digit]), middle, pen), pen);
  });
  if (comb) {
    sheet.line(margin, margin + tall, margin + 4 * step + box, margin + tall, rule);
    for (const x of [margin, margin + 4 * step + box]) sheet.line(x, margin + tall * 0.4, x, margin + tall, rule);
  }
  const flat = sheet.paint({ print });
  return {
    truths: [text],
    picture: turn ? onDesk(flat, random, { ...look, turn: turn * random.unit() }) : flat,
    conditions: { kind, writer: hand.writer },
  };
}

function forms(folder, part, bare = false) {
  const hands = digitHands(folder, part);
  const kinds = Object.entries(BOXES);
  return Array.from({ length: FORMS }, (_, i) => {
    const [kind, look] = kinds[i % kinds.length];
    const random = new Random("form", part, kind, i);
    const item = form(hands, random, kind, bare ? { ...look, print: [252, 251, 247], turn: 0 } : look);
    return { ...item, name: `${kind} ${i}` };
  });
}

function formsInConditions(folder, part) {
  const hands = digitHands(folder, part);
  return Object.entries(BOXES_IN_CONDITIONS).flatMap(([kind, look]) =>
    Array.from({ length: A_KIND }, (_, i) => ({
      ...form(hands, new Random("form in conditions", part, kind, i), kind, look),
      name: `${kind} ${i}`,
    })),
  );
}

/** A Sudoku's grid with 30 givens, each by hand. */
function grid(hands, random) {
  const hand = random.pick(hands);
  const box = random.between(40, 60);
  const margin = box * random.between(0.3, 1);
  const sheet = new Form(2 * margin + 9 * box, 2 * margin + 9 * box);
  for (let i = 0; i <= 9; i++) {
    const rule = i % 3 === 0 ? 3 : 1.4;
    sheet.line(margin + i * box, margin, margin + i * box, margin + 9 * box, rule);
    sheet.line(margin, margin + i * box, margin + 9 * box, margin + i * box, rule);
  }
  const cells = Array.from({ length: 9 }, () => Array(9).fill(""));
  for (let given = 0; given < 30; ) {
    const [row, column] = [random.below(9), random.below(9)];
    if (cells[row][column] !== "") continue;
    const digit = String(1 + random.below(9));
    const middle = {
      x: margin + (column + 0.5 + random.between(-0.08, 0.08)) * box,
      y: margin + (row + 0.5 + random.between(-0.06, 0.06)) * box,
      size: box * random.between(0.6, 0.75),
      widest: box * 0.7,
    };
    const pen = box * 0.07;
    sheet.draw("pen", placeDigit(random.pick(hand.digits[digit]), middle, pen), pen);
    cells[row][column] = digit;
    given++;
  }
  return { cells, picture: sheet.paint(), conditions: { writer: hand.writer } };
}

/** How a table looks: times the usual size, scale, pen, rule and high, the digits; top: where they stand in their row, of
 * its height; colours; and how it is seen: { turn, askew }, jpeg: quality, noise: grey, light: (u, v) → 0 … 1 */
const TABLES_IN_CONDITIONS = {
  small: { scale: 0.6 },
  tiny: { scale: 0.45 },
  large: { scale: 3 },
  "broad rules": { rule: 2.5 },
  "very broad rules": { rule: 4 },
  hairlines: { rule: 0.6 },
  "red rules": { print: RED },
  "faint rules": { print: FAINT },
  "fainter rules": { print: [215, 215, 220] },
  "thin pen": { pen: 0.5 },
  "broad pen": { pen: 1.8 },
  pencil: { ink: [140, 140, 145] },
  "on the line": { top: 0.45 },
  "as high as the row": { high: 1.6, top: 0.05 },
  askew: { turn: 6, askew: 0.04 },
  "stored small": { scale: 0.6, jpeg: 40 },
  noise: { noise: 40 },
  "a shadow's edge": { light: (u, v) => (u + 0.3 * v > 0.6 ? 0.55 : 1) },
  "a lamp's light": { light: (u) => 1 - 0.6 * u },
};

/** Each pixel as bright as light and noise make it. */
const seenIn = (picture, random, { light = (..._) => 1, noise = 0 }) =>
  repainted(picture, (colour, x, y) => {
    const grain = noise * (random.unit() + random.unit() - 1);
    return colour.map((value) => value * light(x / picture.width, y / picture.height) + grain);
  });

/** Numbers of one to four digits in a table of 10 × 6, a third of its cells empty. */
function table(hands, random, look = /** @type {any} */ ({})) {
  const hand = random.pick(hands);
  const { scale = 1, rule = 1, pen = 1, high = 1, top = 0.22, print, ink, turn, jpeg: quality } = look;
  const size = scale * random.between(26, 36);
  const [wide, tall, margin] = [size * 4.6, size * 1.8, size];
  const thick = 1.6 * rule * Math.max(1, scale);
  const sheet = new Form(2 * margin + 6 * wide, 2 * margin + 10 * tall);
  for (let i = 0; i <= 10; i++) sheet.line(margin, margin + i * tall, margin + 6 * wide, margin + i * tall, thick);
  for (let i = 0; i <= 6; i++) sheet.line(margin + i * wide, margin, margin + i * wide, margin + 10 * tall, thick);
  const cells = Array.from({ length: 10 }, () => Array(6).fill(""));
  for (let row = 0; row < 10; row++)
    for (let column = 0; column < 6; column++) {
      if (random.chance(1 / 3)) continue;
      const text = textOf(random, 1 + random.below(4));
      const left = margin + column * wide + size * 0.4;
      const place = { left, top: margin + row * tall + tall * top, size: high * size };
      const most = wide - size * 0.8;
      writeNumber(sheet, hand, random, text, { ...place, most }, size * 0.09 * pen);
      cells[row][column] = text;
    }
  const flat = sheet.paint({ print, pen: ink });
  const lit = look.light || look.noise ? seenIn(flat, random, look) : flat;
  const seen = turn ? onDesk(lit, random, look) : lit;
  const picture = quality ? throughJpeg(seen, quality) : seen;
  return { cells, picture, conditions: { writer: hand.writer } };
}

function tablesInConditions(folder, part) {
  const hands = digitHands(folder, part);
  return Object.entries(TABLES_IN_CONDITIONS).flatMap(([kind, look]) =>
    Array.from({ length: TABLES_A_KIND }, (_, i) => ({
      ...table(hands, new Random("table in conditions", part, kind, i), look),
      conditions: { kind },
      name: `${kind} ${i}`,
    })),
  );
}

function tablesOf(folder, part, count, kind, make) {
  const hands = digitHands(folder, part);
  return Array.from({ length: count }, (_, i) => ({ ...make(hands, new Random(kind, part, i)), name: `${kind} ${i}` }));
}

const SIZE = 60;

/** A number on a sheet of its own, with `room` around it in digits' heights: what a kind then draws on it. */
function sheetWith(hands, random, text, { before = 0.6, after = 0.6, above = 0.5, below = 0.6 } = {}) {
  const hand = random.pick(hands);
  const size = SIZE * random.between(0.7, 1.2);
  const pen = size * random.between(0.05, 0.09);
  const sheet = new Form(size * (before + after + 0.95 * text.length), size * (1 + above + below));
  const left = size * before;
  const most = sheet.width - left - (size * after) / 2;
  const right = writeNumber(sheet, hand, random, text, { left, top: size * above, size, most }, pen);
  return { sheet, size, pen, hand, left, right: right - size * 0.2, top: size * above, bottom: size * (above + 1) };
}

const wavy = (random, x0, y0, x1, y1, sag) =>
  Array.from({ length: 9 }, (_, i) => ({
    x: x0 + ((x1 - x0) * i) / 8,
    y: y0 + ((y1 - y0) * i) / 8 + sag * Math.sin((Math.PI * i) / 8) + random.between(-0.3, 0.3),
  }));

/** Darker right of a slanted edge, as under a hand. */
function shaded(picture, random) {
  const edge = picture.width * random.between(0.3, 0.7);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      if (x > edge - 0.3 * y) for (let c = 0; c < 3; c++) picture.data[4 * (y * picture.width + x) + c] *= 0.52;
  return picture;
}

/** Each returns { picture, truth? }: the number's text, "" where it must be refused. */
const KINDS = {
  frame(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 1, after: 1, above: 0.9, below: 0.9 });
    const gap = at.size * random.between(0.12, 0.3);
    at.sheet.frame(at.left - gap, at.top - gap, at.right - at.left + 2 * gap, at.size + 2 * gap, at.size * 0.04);
    return { picture: at.sheet.paint() };
  },
  oval(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 1.2, after: 1.4, above: 0.8, below: 0.8 });
    const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
    const [rx, ry] = [(at.right - at.left) / 2 + at.size * 0.65, at.size * random.between(0.8, 0.95)];
    const start = random.between(0, 6);
    const ring = Array.from({ length: 65 }, (_, i) => {
      const angle = start + (i / 64) * Math.PI * random.between(2.0, 2.01);
      return { x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) * (1 + 0.0015 * i) };
    });
    at.sheet.draw("pen", [ring], at.pen * 0.7);
    return { picture: at.sheet.paint() };
  },
  "on a line"(hands, random, text) {
    const at = sheetWith(hands, random, text);
    const y = at.bottom - at.size * random.between(0, 0.08);
    at.sheet.draw(
      "pen",
      [wavy(random, at.left - at.size * 0.2, y, at.right + at.size * 0.2, y + random.between(-2, 2), 0)],
      at.size * 0.035,
    );
    return { picture: at.sheet.paint() };
  },
  underlined(hands, random, text) {
    const at = sheetWith(hands, random, text);
    const y = at.bottom + at.size * random.between(0.12, 0.25);
    at.sheet.draw(
      "pen",
      [
        wavy(
          random,
          at.left - at.size * 0.1,
          y,
          at.right + at.size * 0.1,
          y + random.between(-3, 3),
          random.between(-2, 2),
        ),
      ],
      at.pen,
    );
    return { picture: at.sheet.paint() };
  },
  holes(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 1.6 });
    for (const y of [0.25, 0.75]) {
      const middle = { x: at.size * 0.6, y: at.sheet.height * y };
      at.sheet.draw("print", [[middle]], at.size * random.between(0.3, 0.45));
    }
    return { picture: at.sheet.paint({ print: [88, 84, 78] }) };
  },
  "a shadow's edge"(hands, random, text) {
    return { picture: shaded(sheetWith(hands, random, text).sheet.paint(), random) };
  },
  "word before"(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 2.6 });
    const word = printed(random.pick(["Total:", "Net:", "No", "Tel:"]), {
      left: at.size * 0.3,
      top: at.bottom - at.size * 0.45,
      size: at.size * random.between(0.25, 0.35),
    });
    at.sheet.draw("print", word.strokes, at.size * 0.03);
    return { picture: at.sheet.paint() };
  },
  "unit behind"(hands, random, text) {
    const at = sheetWith(hands, random, text, { after: 2 });
    const word = printed(random.pick(["kg", "kg", "mm", "l"]), {
      left: at.right + at.size * random.between(0.15, 0.35),
      top: at.bottom - at.size * 0.4,
      size: at.size * random.between(0.25, 0.35),
    });
    at.sheet.draw("print", word.strokes, at.size * 0.03);
    return { picture: at.sheet.paint() };
  },
  "struck through"(hands, random, text) {
    const at = sheetWith(hands, random, text);
    const y = (at.top + at.bottom) / 2;
    at.sheet.draw(
      "pen",
      [
        wavy(
          random,
          at.left - at.size * 0.2,
          y + random.between(-4, 4),
          at.right + at.size * 0.2,
          y + random.between(-4, 4),
          0,
        ),
      ],
      at.pen,
    );
    return { picture: at.sheet.paint(), truth: "" };
  },
  "struck out, written anew"(hands, random, text) {
    const old = textOf(random, 2);
    const at = sheetWith(hands, random, text, { before: 2.6 });
    const end = writeNumber(
      at.sheet,
      at.hand,
      random,
      old,
      { left: at.size * 0.3, top: at.top, size: at.size },
      at.pen,
    );
    for (const down of [-0.08, 0.1]) {
      const y = (at.top + at.bottom) / 2 + at.size * down;
      at.sheet.draw(
        "pen",
        [wavy(random, at.size * 0.2, y, end - at.size * 0.1, y - at.size * random.between(-0.1, 0.1), 0)],
        at.pen,
      );
    }
    return { picture: at.sheet.paint() };
  },
  sideways(hands, random, text) {
    return { picture: turned(sheetWith(hands, random, text).sheet.paint(), random.pick([1, 3])), truth: "" };
  },
  "upside down"(hands, random, text) {
    if (/^[01689]+$/.test(text)) return KINDS["upside down"](hands, random, textOf(random, text.length)); // 68 is 89 then
    return { picture: turned(sheetWith(hands, random, text).sheet.paint(), 2), truth: "" };
  },
  "two on a line"(hands, random, text) {
    const other = textOf(random, 2);
    const apart = random.between(4, 6);
    const at = sheetWith(hands, random, text, { before: 2.6 + apart });
    writeNumber(at.sheet, at.hand, random, other, { left: at.size * 0.3, top: at.top, size: at.size }, at.pen);
    return { picture: at.sheet.paint(), truth: `${other} ${text}` };
  },
  "cell of a register"(hands, random, text) {
    const short = text.slice(0, 2);
    const hand = random.pick(hands);
    const [width, height] = [random.between(125, 150), random.between(180, 230)];
    const sheet = new Form(width, height);
    const edge = width * random.between(0.28, 0.45);
    sheet.draw(
      "print",
      [
        [
          { x: edge - height, y: -height },
          { x: edge - height, y: 2 * height },
        ],
      ],
      2 * height,
    );
    const right = width - random.between(3, 8);
    sheet.line(right, 0, right + random.between(-2, 2), height, 1.6);
    sheet.line(edge + 20, random.between(3, 9), right, random.between(3, 9), 1.4);
    const size = random.between(20, 30);
    const [left, top] = [edge + random.between(14, 26), height * random.between(0.2, 0.5)];
    const end = writeNumber(sheet, hand, random, short, { left, top, size, most: right - left }, 2.2);
    if (random.chance(0.7))
      sheet.draw(
        "pen",
        [
          wavy(
            random,
            left - 2,
            top + size + random.between(4, 9),
            end,
            top + size + random.between(4, 9),
            random.between(-2, 2),
          ),
        ],
        2,
      );
    if (random.chance(0.5)) {
      const word = printed("Total set", { left: right - 55, top: height - 14, size: 8 });
      sheet.draw("print", word.strokes, 1.3);
    }
    if (random.chance(0.4)) sheet.draw("pen", [wavy(random, width - 6, height * 0.6, width + 8, height * 0.62, 4)], 2);
    const flat = sheet.paint({ pen: [40, 40, 40], print: [24, 24, 24] });
    return { picture: flat, truth: short };
  },
};

function kinds(folder, part) {
  const hands = digitHands(folder, part);
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    Array.from({ length: A_KIND }, (_, i) => {
      const random = new Random("kind", part, kind, i);
      const text = textOf(random, 2 + random.below(4));
      const { picture, truth = text } = make(hands, random, text);
      return { truths: [truth], picture, name: `${kind} ${i}`, conditions: { kind } };
    }),
  );
}

/** Strokes that lean to the right about (x, y), by `lean` across per up. */
const leaning = (strokes, lean, y) =>
  strokes.map((stroke) => stroke.map((p) => ({ x: p.x + lean * (y - p.y), y: p.y })));

/** A form on which all that is written leans, as old hands do. */
class LeaningForm extends Form {
  constructor(width, height, lean) {
    super(width, height);
    this.lean = lean;
    this.foot = 0;
  }

  /** @param {"pen" | "print"} layer */
  draw(layer, strokes, pen) {
    super.draw(layer, layer === "pen" ? leaning(strokes, this.lean, this.foot) : strokes, pen);
  }
}

/** Dark up to a ragged edge, and shade on the paper behind it, as a scanner sees a binding; grain everywhere. */
function bound(picture, random, edge, shade) {
  const { width, height, data } = picture;
  const [amplitude, period, grain] = [random.between(0, 2), random.between(10, 40), random.between(2, 10)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = x - edge - amplitude * Math.sin(y / period);
      const light = from < 0 ? 0.06 : 1 - shade * Math.max(0, 1 - from / 14);
      const noise = grain * (random.unit() + random.unit() - 1);
      for (let c = 0; c < 3; c++) data[4 * (y * width + x) + c] = data[4 * (y * width + x) + c] * light + noise;
    }
  return picture;
}

/** What else is in a register's cell beside its number: its rules, printed type, underline, point, neighbours. */
const CELL_LOOKS = {
  plain: {},
  type: { type: true },
  touched: { touched: true },
  neighbours: { neighbours: true },
  ruled: { ruled: true },
  dense: { type: true, touched: true, neighbours: true, ruled: true },
};

function drawUnderline(sheet, random, { left, end, foot, size, isTouching }) {
  const gap = isTouching ? random.between(-0.06, 0.04) : random.between(0.15, 0.4);
  const y = foot + size * gap;
  const stroke = wavy(
    random,
    left - random.between(0, 5),
    y,
    end + random.between(-2, 8),
    y + random.between(-2, 2),
    1,
  );
  sheet.draw("pen", [stroke], random.between(1.6, 2.4));
}

function drawCellFrame(sheet, random, { edge, right, ruled }) {
  const { width, height } = sheet;
  sheet.line(
    right,
    random.chance(0.5) ? 0 : height * random.between(0.05, 0.3),
    right + random.between(-2, 2),
    height,
    1.8,
  );
  if (random.chance(0.5))
    sheet.line(edge + 18, random.between(3, 9), width, random.between(3, 9), random.between(1.2, 2.4));
  if (!ruled) return;
  const x = edge + random.between(8, 14);
  for (let y = random.between(0, 6); y < height; y += random.between(4, 16))
    sheet.line(x, y, x, y + random.between(0, 8), 1);
}

/** A row number in a register's cell, by what else is in it. */
function registerCell(hands, random, kind) {
  const look = CELL_LOOKS[kind];
  const hand = random.pick(hands);
  const text = textOf(random, random.chance(0.12) ? 3 : 2);
  const sheet = new LeaningForm(random.between(120, 150), random.between(180, 230), random.between(0, 0.5));
  const [edge, right] = [sheet.width * random.between(0.25, 0.42), sheet.width - random.between(3, 9)];
  drawCellFrame(sheet, random, { edge, right, ...look });
  const [size, pen] = [random.between(18, 27), random.between(1.8, 2.8)];
  const [left, top] = [edge + random.between(14, 22), sheet.height * random.between(0.2, 0.5)];
  sheet.foot = top + size;
  const end = writeNumber(sheet, hand, random, text, { left, top, size, most: right - left }, pen);
  if (random.chance(0.4)) sheet.draw("pen", [[{ x: end, y: top + size - 1 }]], pen * 1.2);
  if (random.chance(0.85))
    drawUnderline(sheet, random, { left, end, foot: top + size, size, isTouching: look.touched });
  if (look.type) {
    const at = {
      left: edge + random.between(4, 20),
      top: sheet.height - random.between(9, 14),
      size: random.between(7, 10),
    };
    sheet.draw("print", printed("mrkt tar nrkenest al", at).strokes, random.between(1.4, 2.4));
  }
  if (look.neighbours) {
    sheet.lean = 0;
    const y = top + sheet.height * random.between(0.05, 0.3);
    const at = { x: sheet.width, y, size: size * 0.7, widest: size };
    sheet.draw("pen", placeDigit(random.pick(hand.digits[random.below(10)]), at, pen), pen);
  }
  const flat = sheet.paint({ pen: [60, 60, 60], print: [70, 70, 70], paper: [250, 250, 250] });
  return { truths: [text], picture: bound(flat, random, edge, random.between(0, 0.5)), conditions: { kind } };
}

function registerCells(folder, part) {
  const hands = digitHands(folder, part);
  return Object.keys(CELL_LOOKS).flatMap((kind) =>
    Array.from({ length: A_KIND }, (_, i) => ({
      ...registerCell(hands, new Random("register cell", part, kind, i), kind),
      name: `${kind} ${i}`,
    })),
  );
}

/** Words of letters that mostly touch. */
function writeWord(sheet, words, random, { left, top, size }, pen) {
  let x = left;
  for (let k = 4 + random.below(4); k > 0; k--) {
    const letter = random.pick([..."abdefhilmnoprstuvy"]);
    const high = size * (/[bdfhltp]/.test(letter) ? 0.9 : 0.6);
    const at = { x: x + high / 2, y: top + size - high / 2, size: high, widest: high };
    sheet.draw("pen", placeDigit(random.pick(words[letter]), at, pen), pen);
    x += high * random.between(0.5, 0.75);
  }
}

/** The lines of a cell, in the orders in which registers have them: [what it is, its text]. */
const DATED = {
  "year above": (year, random) => [["number", year], ["number", day(random)], ["word"]],
  "year below": (year, random) => [["number", day(random)], ["word"], ["number", year]],
  "age below": (year, random) => [
    ["number", year],
    ["number", day(random)],
    ["word"],
    ["number", age(random)],
    ["word"],
  ],
  "no year": (_, random) => [["number", day(random)], ["word"], ["number", age(random)], ["word"]],
};
const day = (random) => String(1 + random.below(30));
const age = (random) => String(20 + random.below(70));

/** A year on a line of its own among a day, a month in words and an age, as registers' cells have them. */
function dated(hands, words, random, kind) {
  const hand = random.pick(hands);
  const [height, size, pen] = [random.between(180, 230), random.between(17, 24), random.between(1.5, 2.4)];
  const sheet = new LeaningForm(size * random.between(4.2, 5), height, random.between(0, 0.4));
  const year = `1${8 + random.below(2)}${textOf(random, 2)}`;
  sheet.line(6, 0, 6 + random.between(-1, 1), height, 1.4);
  sheet.line(sheet.width - 4, 0, sheet.width - 4, height, 1.4);
  const step = size * random.between(1.25, 1.6);
  DATED[kind](year, random).forEach(([what, text], i) => {
    const at = { left: 10 + random.between(0, 6), top: 24 + i * step, size: size * 0.9 };
    sheet.foot = at.top + at.size;
    if (what === "number") writeNumber(sheet, hand, random, text, at, pen);
    else writeWord(sheet, words, random, at, pen);
  });
  const grey = random.between(40, 130);
  const picture = sheet.paint({ pen: [grey, grey, grey], paper: [245, 245, 245] });
  return { truths: [kind === "no year" ? "" : year], picture, conditions: { kind } };
}

function datedCells(folder, part) {
  const [hands, words] = [digitHands(folder, part), letters(folder, part)];
  return Object.keys(DATED).flatMap((kind) =>
    Array.from({ length: A_KIND }, (_, i) => ({
      ...dated(hands, words, new Random("dated", part, kind, i), kind),
      name: `${kind} ${i}`,
    })),
  );
}

function registers(folder, what) {
  const [, ...rows] = readFileSync(join(folder, "registers", "labels.csv"), "utf8")
    .trim()
    .split("\n");
  return rows
    .map((row) => row.split(","))
    .filter(([file]) => file.startsWith(what))
    .map(([file, label]) => ({
      truths: [label],
      picture: jpeg.decode(readFileSync(join(folder, "registers", file)), { useTArray: true }),
      name: file,
    }));
}

/** A page of numbers, three columns of ten, for the speed and for every line's reading. */
export function pageOfNumbers(folder, part = PART, seed = 0) {
  const random = new Random("page of numbers", part, seed);
  const hand = random.pick(digitHands(folder, part));
  const size = 32;
  const sheet = new Form(900, 1100);
  const truths = [];
  for (let row = 0; row < 30; row++) {
    const text = textOf(random, 2 + random.below(5));
    writeNumber(
      sheet,
      hand,
      random,
      text,
      { left: 60 + 40 * random.unit(), top: 14 + row * 36, size: size * 0.75 },
      2.4,
    );
    truths.push(text);
  }
  return { truths, picture: sheet.paint() };
}

/** @param {string} folder the data folder @param {string} part of the writers */
export function pageStringSets(folder, part = PART) {
  const pens = [pensFile(folder, "digits")];
  const cells = [join(folder, "registers", "labels.csv")];
  return [
    {
      name: "forms",
      about: "five digits in printed boxes, by kind of box",
      needs: pens,
      format: "zip",
      items: () => forms(folder, part),
    },
    {
      name: "forms-bare",
      about: "the same digits without the boxes",
      needs: pens,
      format: "zip",
      items: () => forms(folder, part, true),
    },
    {
      name: "forms-in-conditions",
      about: "five digits in printed boxes, by how they are written and printed",
      needs: pens,
      format: "digits",
      items: () => formsInConditions(folder, part),
    },
    {
      name: "page-kinds",
      about: "a number and what else stands on the paper, by kind",
      needs: pens,
      format: "digits",
      items: () => kinds(folder, part),
    },
    {
      name: "dated-cells",
      about: "a year among a day and a month in words, in a ruled cell",
      needs: [...pens, pensFile(folder, "lower")],
      format: "digits",
      length: 4,
      items: () => datedCells(folder, part),
    },
    {
      name: "register-cells",
      about: "a row number in a register's cell, by what else is in it",
      needs: pens,
      format: "digits",
      items: () => registerCells(folder, part),
    },
    {
      name: "register-numbers",
      about: "row numbers of scanned registers",
      needs: cells,
      format: "digits",
      items: () => registers(folder, "number"),
    },
    {
      name: "register-years",
      about: "years among other lines of scanned registers",
      needs: cells,
      format: "digits",
      length: 4,
      items: () => registers(folder, "year"),
    },
  ];
}

/** @param {string} folder the data folder @param {string} part of the writers */
export function tableSets(folder, part = PART) {
  const needs = [pensFile(folder, "digits")];
  return [
    {
      name: "grids",
      about: "9 × 9 grids with 30 digits",
      needs,
      items: () => tablesOf(folder, part, GRIDS, "grid", grid),
    },
    {
      name: "tables",
      about: "tables of 10 × 6 numbers, a third of the cells empty",
      needs,
      items: () => tablesOf(folder, part, TABLES, "table", table),
    },
    {
      name: "tables-in-conditions",
      about: "such tables, by how they are printed, written and seen",
      needs,
      items: () => tablesInConditions(folder, part),
    },
  ];
}
