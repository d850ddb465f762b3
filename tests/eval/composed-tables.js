// Grids with a digit and tables with a number in their cells, by how they are printed, written and seen.
import { repainted } from "../support/drawings.js";
import { FAINT, Form, onDesk, placeDigit, RED, textOf, writeNumber } from "./forms.js";
import { throughJpeg } from "./jpeg.js";
import { digitHands } from "./pens.js";
import { Random } from "./random.js";

const GRIDS = 20;
const TABLES = 10;
const TABLES_A_KIND = 3;

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

export function tablesInConditions(folder, part) {
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

export const grids = (folder, part) => tablesOf(folder, part, GRIDS, "grid", grid);
export const tables = (folder, part) => tablesOf(folder, part, TABLES, "table", table);
