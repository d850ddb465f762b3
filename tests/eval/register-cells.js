// Cells of registers: composed row numbers and dates in old, leaning hands, and scans of real ones.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import jpeg from "jpeg-js";
import { Form, placeDigit, textOf, wavy, writeNumber } from "./forms.js";
import { digitHands, letters } from "./pens.js";
import { printed } from "./print.js";
import { Random } from "./random.js";

const A_KIND = 30;

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

export function registerCells(folder, part) {
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

export function datedCells(folder, part) {
  const [hands, words] = [digitHands(folder, part), letters(folder, part)];
  return Object.keys(DATED).flatMap((kind) =>
    Array.from({ length: A_KIND }, (_, i) => ({
      ...dated(hands, words, new Random("dated", part, kind, i), kind),
      name: `${kind} ${i}`,
    })),
  );
}

export function registers(folder, what) {
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
