// Numbers of several digits: real cheque amounts, ZIP codes composed of held-out digits, rows photographed on plain
// paper, amounts with a small point. Each set is { name, about, needs: [paths], format, isFormatted?, items() → [item] };
// an item is { truths, picture, name, conditions? } with the digits of each of its lines, topmost first, or where it
// isFormatted what they are as the format writes them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import jpeg from "jpeg-js";
import { boundsOfScan, colour, inkOfScan, inkOfStrokes, paint } from "./canvas.js";
import { COARSE, coarse } from "./coarse.js";
import { heldOut, mnistTest, scansOf } from "./data-sets.js";
import { digitStyles, write } from "./hand.js";
import { photograph } from "./photograph.js";
import { scannedAmounts, strokeAmounts } from "./points.js";
import { Random } from "./random.js";

const BODY = 20; // how high MNIST's digits are; gaps are in its pixels
const FACTOR = 2; // canvas pixels for each of those
const GAPS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const ZIPS_A_GAP = 200;
const TOUCHING_ZIPS = 1000;
const TOUCHING = 0.3; // of neighbours
const COARSE_ZIPS = 250; // a look
const ROWS = 80;
const SHEETS = 10;
const LINES = 4; // of a sheet

/** A digit on its own canvas, with the first and last inked column of every row. */
function drawn(scan, body) {
  const bounds = boundsOfScan(scan);
  const scale = body / Math.max(bounds.width, bounds.height);
  const [width, height] = [Math.ceil(bounds.width * scale) + 4, Math.ceil(bounds.height * scale) + 4];
  const ink = inkOfScan(width, height, scan, { left: 2, top: 2, across: scale, down: scale });
  const edges = Array.from({ length: height }, (_, y) => {
    const inked = Array.from({ length: width }, (_, x) => x).filter((x) => ink[y * width + x] > 0.4);
    return inked.length > 0 ? [inked[0], inked.at(-1)] : null;
  });
  const [first, last] = [
    Math.min(...edges.map((edge) => edge?.[0] ?? width)),
    Math.max(...edges.map((edge) => edge?.[1] ?? 0)),
  ];
  return { width, height, ink, edges, first, last, truth: scan.truth };
}

/** How far right of the left digit's canvas the right one's begins so that their ink just touches. */
function touchingPlace(left, right) {
  let closest = Infinity;
  for (let y = 0; y < left.height; y++) {
    for (const row of [y - 1, y, y + 1]) {
      if (left.edges[y] && right.edges[row]) closest = Math.min(closest, right.edges[row][0] - left.edges[y][1]);
    }
  }
  return closest === Infinity ? left.last + 1 - right.first : -closest;
}

/** Digits in a row: ink on a canvas. @param {(left, right) => number} place of a digit from its left neighbour's */
function composed(digits, place, margin) {
  const lefts = [margin];
  for (let i = 1; i < digits.length; i++) lefts.push(lefts[i - 1] + place(digits[i - 1], digits[i]));
  const width = Math.round(lefts.at(-1) + digits.at(-1).width + margin);
  const height = Math.max(...digits.map((digit) => digit.height)) + 2 * margin;
  const ink = new Float32Array(width * height);
  digits.forEach((digit, i) => {
    for (let y = 0; y < digit.height; y++) {
      for (let x = 0; x < digit.width; x++) {
        const at = (margin + y) * width + Math.round(lefts[i]) + x;
        ink[at] = Math.max(ink[at], digit.ink[y * digit.width + x]);
      }
    }
  });
  return { width, height, ink };
}

/** Digits that no training saw, of one source in one number. */
function sources(folder) {
  const sets = { "mnist-test": mnistTest(folder), optdigits32: heldOut(folder, "optdigits32") };
  return (random) => {
    const source = random.pick(Object.keys(sets));
    return { source, digit: () => drawn(random.pick(sets[source]), BODY * FACTOR) };
  };
}

function zip(source, random, gap, touching) {
  const { source: name, digit } = source(random);
  const digits = Array.from({ length: 5 }, digit);
  const { width, height, ink } = composed(
    digits,
    (left, right) => {
      if (random.chance(touching)) return touchingPlace(left, right);
      return left.last + 1 + gap * FACTOR - right.first;
    },
    6 * FACTOR,
  );
  const picture = paint(width, height, ink, { pen: colour("#000000"), paper: colour("#ffffff") });
  return { truths: [digits.map(({ truth }) => truth).join("")], picture, source: name };
}

function apartZips(folder) {
  const source = sources(folder);
  return GAPS.flatMap((gap) =>
    Array.from({ length: ZIPS_A_GAP }, (_, i) => {
      const { source: name, ...item } = zip(source, new Random("zip", gap, i), gap, 0);
      return { ...item, name: `gap ${gap} ${i}`, conditions: { gap, source: name } };
    }),
  );
}

function touchingZips(folder) {
  const source = sources(folder);
  return Array.from({ length: TOUCHING_ZIPS }, (_, i) => {
    const random = new Random("touching", i);
    const { source: name, ...item } = zip(source, random, random.below(GAPS.length), TOUCHING);
    return { ...item, name: `touching ${i}`, conditions: { source: name } };
  });
}

/** The same gaps, of digits of 16×16. */
function coarseZips(folder) {
  const scans = heldOut(folder, "optdigits32");
  return COARSE.flatMap((look) =>
    Array.from({ length: COARSE_ZIPS }, (_, i) => {
      const digits = (random) => ({ digit: () => drawn(coarse(random.pick(scans), look, random), BODY * FACTOR) });
      const { truths, picture } = zip(digits, new Random("coarse", look, i), GAPS[i % GAPS.length], 0);
      return { truths, picture, name: `${look} ${i}`, conditions: { look } };
    }),
  );
}

function cheques(folder) {
  const [, ...rows] = readFileSync(join(folder, "cheques", "labels.csv"), "utf8")
    .trim()
    .split("\n");
  return rows.map((row) => {
    const [file, amount] = row.trim().split(",");
    const picture = jpeg.decode(readFileSync(join(folder, "cheques", file)), { useTArray: true });
    return { truths: [amount], picture, name: file };
  });
}

/** A row as a hand writes it, as strokes: digits of one pen, uneven in size and place. */
function handwritten(random, { left, top, body }) {
  const count = 3 + random.below(6);
  const strokes = [];
  let [x, truth] = [left, ""];
  for (let i = 0; i < count; i++) {
    const { digit, template } = random.pick(digitStyles);
    const one = write(template, random);
    const points = one.flat();
    const scale = (body * random.between(0.9, 1.1)) / 100;
    const first = Math.min(...points.map((point) => point.x));
    const wide = Math.max(...points.map((point) => point.x)) - first;
    const down = top + random.normal() * 0.03 * body;
    strokes.push(
      ...one.map((stroke) =>
        stroke.map((point) => ({ x: x + (point.x - first) * scale, y: down + (point.y + 50) * scale })),
      ),
    );
    x += wide * scale + body * random.between(0.12, 0.4);
    truth += digit;
  }
  return { strokes, truth, right: x };
}

/** One or more rows on a sheet, as a phone sees it. */
function photographed(random, lines) {
  const body = random.between(50, 90);
  const apart = body * random.between(2, 2.6);
  const rows = Array.from({ length: lines }, (_, i) =>
    handwritten(random, { left: body * random.between(0.8, 1.4), top: body * 0.9 + i * apart, body }),
  );
  const width = Math.ceil(Math.max(...rows.map(({ right }) => right)) + body);
  const height = Math.ceil(body * 1.9 + (lines - 1) * apart + body * 0.9);
  const pen = body * random.between(0.05, 0.1);
  const ink = inkOfStrokes(
    width,
    height,
    rows.flatMap(({ strokes }) => strokes),
    pen,
  );
  return { truths: rows.map(({ truth }) => truth), picture: photograph(ink, width, height, random) };
}

function photos() {
  const one = (kind, lines) => (_, i) => ({
    ...photographed(new Random("photo", kind, i), lines),
    name: `${kind} ${i}`,
    conditions: { kind },
  });
  return [...Array.from({ length: ROWS }, one("row", 1)), ...Array.from({ length: SHEETS }, one("sheet", LINES))];
}

/** @param {string} folder the data folder */
export function stringSets(folder) {
  const digits = [...scansOf(folder, "mnist-test"), ...scansOf(folder, "optdigits32")];
  return [
    {
      name: "cheques",
      about: "amounts of real cheques, all digits right",
      needs: [join(folder, "cheques", "labels.csv")],
      format: "amount",
      items: () => cheques(folder),
    },
    {
      name: "zips",
      about: "five held-out digits, 0 to 8 pixels of MNIST's apart",
      needs: digits,
      format: "zip",
      items: () => apartZips(folder),
    },
    {
      name: "zips-touching",
      about: "the same where three in ten neighbours touch",
      needs: digits,
      format: "zip",
      items: () => touchingZips(folder),
    },
    {
      name: "zips-coarse",
      about: "the same, 0 to 8 pixels apart, of optdigits reduced to 16×16: plain, blurred, broken, filled",
      needs: digits,
      format: "zip",
      items: () => coarseZips(folder),
    },
    {
      name: "rows-on-paper",
      about: "rows and sheets of four rows, written on plain paper and photographed",
      needs: [],
      format: "digits",
      items: photos,
    },
    {
      name: "points",
      about: "amounts whose decimal point is a dot of 1 to 1.5 pens, in pictures a little soft",
      needs: [],
      format: "amount",
      isFormatted: true,
      items: strokeAmounts,
    },
    {
      name: "points-scanned",
      about: "the same of held-out digits",
      needs: digits,
      format: "amount",
      isFormatted: true,
      items: () => scannedAmounts([mnistTest(folder), heldOut(folder, "optdigits32")]),
    },
  ];
}
