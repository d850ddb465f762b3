// Amounts whose decimal point is a dot hardly wider than the pen, as pictures that are a little soft: blurred, reduced,
// compressed, photographed. Each item is { truths: [formatted], picture, name, conditions }. The reader's numbers for points
// were chosen by hand on the pictures of CHOSEN_ON: those of any other seed are ones that no threshold was chosen on.
import { boundsOfScan, boundsOfStrokes, colour, inkOfScan, inkOfStrokes, paint } from "./canvas.js";
import { digitStyles, write } from "./hand.js";
import { throughJpeg } from "./jpeg.js";
import { photograph } from "./photograph.js";
import { Random } from "./random.js";

const CHOSEN_ON = 0; // the seed
const A_KIND = 240;
const CENTS = 2;
const LOOK = { pen: colour("#1a1c50"), paper: colour("#fcfbf7") };
const LOBES = 3; // of Lanczos' kernel

/** Every row, then every column, becomes `length` samples; `kernel(place)` is { first, weights } of those around a place. */
function filtered({ width, height, ink }, outWidth, outHeight, kernel) {
  const across = new Float32Array(outWidth * height);
  const columns = taps(width, outWidth, kernel);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < outWidth; x++) {
      const { at, weights } = columns[x];
      let sum = 0;
      for (let k = 0; k < at.length; k++) sum = Math.fround(sum + weights[k] * ink[y * width + at[k]]);
      across[y * outWidth + x] = sum;
    }
  }
  const out = new Float32Array(outWidth * outHeight);
  taps(height, outHeight, kernel).forEach(({ at, weights }, y) => {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      for (let k = 0; k < at.length; k++) sum = Math.fround(sum + weights[k] * across[at[k] * outWidth + x]);
      out[y * outWidth + x] = sum;
    }
  });
  return { width: outWidth, height: outHeight, ink: out };
}

/** For each of `count` samples: of which of `length` it is made, those beyond the ends being the last ones, and weights. */
function taps(length, count, kernel) {
  return Array.from({ length: count }, (_, i) => {
    const { first, weights } = kernel(((i + 0.5) * length) / count);
    const at = weights.map((_, k) => Math.min(length - 1, Math.max(0, first + k)));
    return { at: Int32Array.from(at), weights: Float64Array.from(weights) };
  });
}

/** The samples within `reach` of a place, weighted by their distance from it; the weights' sum is 1. */
function sampled(place, reach, weigh) {
  const first = Math.ceil(place - reach - 0.5);
  const weights = Array.from({ length: Math.ceil(2 * reach) }, (_, k) => weigh(first + k + 0.5 - place));
  const sum = weights.reduce((a, b) => a + b);
  return { first, weights: weights.map((weight) => weight / sum) };
}

const blurred = (canvas, sigma) =>
  filtered(canvas, canvas.width, canvas.height, (place) =>
    sampled(place, 3 * sigma + 1, (distance) => Math.exp(-0.5 * (distance / sigma) ** 2)),
  );

const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Reduced by a factor as image editors do it (Lanczos). */
const reduced = (canvas, factor) =>
  filtered(canvas, Math.round(canvas.width / factor), Math.round(canvas.height / factor), (place) =>
    sampled(place, LOBES * factor, (distance) => sinc(distance / factor) * sinc(distance / factor / LOBES)),
  );

const painted = ({ width, height, ink }) =>
  paint(
    width,
    height,
    ink.map((covered) => Math.min(1, Math.max(0, covered))),
    LOOK,
  );

/** What becomes of ink on its way into a picture; each is told how much larger than that it is to be drawn. */
/** @typedef {{ larger: (random: Random) => number, picture: (canvas: any, random: Random, factor: number) => any }} Kind */

/** @type {Record<string, Kind>} */
const KINDS = {
  soft: { larger: () => 1, picture: (canvas, random) => painted(blurred(canvas, random.between(0.5, 1.1))) },
  jpeg: {
    larger: () => 1,
    picture: (canvas, random) => throughJpeg(painted(blurred(canvas, random.between(0.4, 0.8))), 40 + random.below(51)),
  },
  lanczos: {
    larger: (random) => random.between(1.5, 2.5),
    picture: (canvas, _, factor) => painted(reduced(canvas, factor)),
  },
  photo: {
    larger: () => 1,
    picture: ({ width, height, ink }, random) => photograph(ink, width, height, random),
  },
};

/** Without the 1 that leans as the stroke of a fraction does. */
const styles = digitStyles.filter(({ digit, style }) => digit !== 1 || style !== "leaning");

/** A digit as a hand writes it, `body` high: { truth, width, cover(canvas, left, feet) }. */
function handDigit(random, body, pen) {
  const { digit, template } = random.pick(styles);
  const strokes = write(template, random);
  const { left, top, width, height } = boundsOfStrokes(strokes);
  const scale = (body * random.between(0.92, 1.08) - pen) / height;
  const placed = (x, feet) =>
    strokes.map((stroke) =>
      stroke.map((point) => ({
        x: x + pen / 2 + (point.x - left) * scale,
        y: feet - pen / 2 + (point.y - top - height) * scale,
      })),
    );
  return {
    truth: digit,
    width: width * scale + pen,
    cover: ({ width, height, ink }, x, feet) => inkOfStrokes(width, height, placed(x, feet), pen, ink),
  };
}

/** 2 · area / perimeter of what is over half the largest value, in the scan's pixels; edges count π/4. */
function penOfScan({ width, height, values }) {
  let [area, edges] = [0, 0];
  const at = (x, y) => (x < width && y < height && values[y * width + x] >= 128 ? 1 : 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      area += at(x, y);
      edges += Math.abs(at(x, y) - at(x + 1, y)) + Math.abs(at(x, y) - at(x, y + 1));
    }
  return (2 * area) / ((Math.PI / 4) * edges);
}

/** A scanned digit likewise. */
function scannedDigit(scan, body) {
  const bounds = boundsOfScan(scan);
  const scale = body / bounds.height;
  return {
    truth: scan.truth,
    width: bounds.width * scale,
    pen: penOfScan(scan) * scale,
    cover: ({ width, height, ink }, x, feet) =>
      inkOfScan(width, height, scan, { left: x, top: feet - body, across: scale, down: scale }, ink),
  };
}

/** Digits side by side with a dot before the last two. */
function written(random, digits, { body, pen, dot }) {
  const [margin, feet] = [0.7 * body, 1.8 * body];
  const places = [];
  let point = 0;
  let x = margin;
  digits.forEach((digit, i) => {
    if (i === digits.length - CENTS) {
      point = x + dot / 2 + body * random.between(0, 0.15);
      x = point + dot / 2 + body * random.between(0.1, 0.3);
    }
    places.push(x);
    x += digit.width + body * random.between(0.12, 0.35);
  });
  const [width, height] = [Math.ceil(x + margin), Math.ceil(2.5 * body)];
  const canvas = { width, height, ink: new Float32Array(width * height) };
  digits.forEach((digit, i) => digit.cover(canvas, places[i], feet + body * random.normal() * 0.03));
  const middle = { x: point, y: feet - dot / 2 - pen * random.between(-0.3, 0.5) };
  inkOfStrokes(width, height, [[middle]], dot, canvas.ink);
  return canvas;
}

function formatted(digits) {
  const text = digits.map(({ truth }) => truth).join("");
  const [whole, cents] = [text.slice(0, -CENTS), text.slice(-CENTS)];
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** One after another, for together they are half a gigabyte.
 * @param {(random: Random, body: number) => { digits: any[], pen: number }} digitsOf the digits of one amount */
function* amounts(name, seed, digitsOf) {
  const stream = seed === CHOSEN_ON ? [name] : [name, seed];
  for (const [kind, { larger, picture }] of Object.entries(KINDS)) {
    for (let i = 0; i < A_KIND; i++) {
      const random = new Random(...stream, kind, i);
      const factor = larger(random);
      const body = random.between(40, 90) * factor;
      const { digits, pen } = digitsOf(random, body);
      const wide = random.between(1, 1.5);
      const canvas = written(random, digits, { body, pen, dot: pen * wide });
      yield {
        truths: [formatted(digits)],
        picture: picture(canvas, random, factor),
        name: `${kind} ${i}`,
        conditions: { kind, dot: wide < 1.25 ? "to 1.25 pens" : "to 1.5 pens" },
      };
    }
  }
}

const countOf = (random) => CENTS + 1 + random.below(4);

/** As people write digits of strokes: made without any data. @param {number} seed */
export function strokeAmounts(seed = CHOSEN_ON) {
  return amounts("points", seed, (random, body) => {
    const pen = body * random.between(0.06, 0.12);
    return { pen, digits: Array.from({ length: countOf(random) }, () => handDigit(random, body, pen)) };
  });
}

/** Of scanned digits; those of one amount are of one set. @param {object[][]} sets of scans @param {number} seed */
export function scannedAmounts(sets, seed = CHOSEN_ON) {
  return amounts("scanned points", seed, (random, body) => {
    const scans = random.pick(sets);
    const digits = Array.from({ length: countOf(random) }, () =>
      scannedDigit(random.pick(scans), body * random.between(0.92, 1.08)),
    );
    return { pen: digits.reduce((sum, { pen }) => sum + pen, 0) / digits.length, digits };
  });
}
