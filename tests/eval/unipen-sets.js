// Pen strokes of other people (UNIPEN): digits as strokes and as pictures at several pens, and letters and signs that
// are to be refused. Only writers whom the weights have not seen: the weights say which those are.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { collectorOf, foldOf, nameOf, readSamples } from "../support/unipen.js";
import { boundsOfStrokes, colour, inkOfStrokes, paint } from "./canvas.js";
import { isMislabelled, isSlashed } from "./unipen-lists.js";

/** Of the digit's height. */
export const PENS = [3, 6, 9, 12].map((percent) => percent / 100);
export const DIGIT = { height: 120, margin: 24, widest: 480 }; // pixels
export const NUMBER = { height: 90, margin: 30, widest: 3000 };
export const NUMBER_PEN = 0.06; // of its height
const INK_ON_PAPER = { pen: colour("#000000"), paper: colour("#ffffff") };

/** Letters and signs that alone are also how somebody writes a digit, and mere dots and bars: no fair non-digits. */
export const TWINS = new Set("OoDQIliSsZzBbGgqyJ|/\\!().,'`-_");

const SLIM = 0.1; // of a bar's length: nothing is farther from its line

/** Are the strokes together one straight bar, as what is left of a letter that was cut off often is? */
export function isBar(strokes) {
  const points = strokes.flat();
  const farthest = (from) => points.reduce((best, p) => (apart(p, from) > apart(best, from) ? p : best), points[0]);
  const a = farthest(points[0]);
  const b = farthest(a);
  const length = apart(a, b);
  return points.every((p) => Math.abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) <= SLIM * length * length);
}

const apart = (p, q) => Math.hypot(p.x - q.x, p.y - q.y);

/** { number, of } of the writers that a training left out, as the weights tell; null when they tell of none: then no
 * writer has been seen. */
export function foldOfWeights(path) {
  const file = readFileSync(path);
  const header = JSON.parse(file.subarray(8, 8 + Number(file.readBigUInt64LE(0))).toString());
  const found = header.__metadata__?.recipe?.match(/without UNIPEN's writers of fold (\d+)\/(\d+)/);
  return found ? { number: Number(found[1]), of: Number(found[2]) } : null;
}

function unseen(folder, name, fold) {
  const samples = readSamples(join(folder, "unipen", `${name}.jsonl.gz`));
  return samples
    .map((sample, index) => ({ ...sample, name: `${name} ${index}` }))
    .filter(({ writer }) => !fold || foldOf(writer, fold.of) === fold.number);
}

function digits(folder, fold) {
  return unseen(folder, "digits", fold).map(({ name, ...sample }) => ({
    truth: Number(sample.label),
    strokes: sample.strokes,
    name,
    mislabelled: isMislabelled(sample),
    slashed: isSlashed(sample),
    conditions: { collector: collectorOf(sample.writer), writer: nameOf(sample.writer) },
  }));
}

/** Black ink on white paper by a pen of so much of the digit's height. */
export function inked(strokes, share, size = DIGIT) {
  const bounds = boundsOfStrokes(strokes);
  const pen = share * size.height;
  const scale = Math.min((size.height - pen) / Math.max(bounds.height, 1), size.widest / Math.max(bounds.width, 1));
  const along = (length) => Math.ceil(length * scale + pen) + 2 * size.margin;
  const [width, height] = [along(bounds.width), along(bounds.height)];
  const start = size.margin + pen / 2;
  const placed = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: start + (x - bounds.left) * scale, y: start + (y - bounds.top) * scale })),
  );
  return paint(width, height, inkOfStrokes(width, height, placed, pen), INK_ON_PAPER);
}

const withPen =
  (share) =>
  ({ strokes, ...item }) => ({ ...withoutWriter(/** @type {any} */ (item)), picture: inked(strokes, share) });
/** @returns {any} */
const withoutWriter = ({ conditions: { collector }, ...item }) => ({ ...item, conditions: { collector } });

/** @param {string} folder the data folder @param fold the writers to take, or null for all */
export function unipenDigits(folder, fold) {
  const needs = [join(folder, "unipen", "digits.jsonl.gz")];
  const set = (name, about, items) => ({ name, about, needs, items: () => items(digits(folder, fold)) });
  return [
    set("unipen", "pen strokes of unseen writers, as labelled", (items) => items),
    set("unipen-clean", "the same without what is mislabelled or cut off", (items) =>
      items.filter((item) => !item.mislabelled).map(withoutWriter),
    ),
    set("unipen-slashed-zeros", "their zeros with a slash or a bar", (items) =>
      items.filter((item) => item.slashed).map(withoutWriter),
    ),
    ...PENS.map((share) =>
      set(
        `unipen-pen-${100 * share}`,
        `the same as pictures, the pen ${100 * share} % of the digit's height`,
        (items) => items.map(withPen(share)),
      ),
    ),
  ];
}

const KINDS = { upper: "UNIPEN capitals", lower: "UNIPEN small letters", symbols: "UNIPEN signs" };

export function unipenNonDigits(folder, fold) {
  return Object.entries(KINDS).map(([file, name]) => ({
    name,
    about: `${name} of unseen writers, a digit's twins and mere bars left out`,
    needs: [join(folder, "unipen", `${file}.jsonl.gz`)],
    counted: false,
    real: true,
    items: () =>
      unseen(folder, file, fold)
        .filter(({ label, strokes }) => !TWINS.has(label) && !isBar(strokes))
        .map(({ writer, label, strokes, name: item }) => ({
          truth: null,
          kind: file,
          strokes,
          name: `${item} ${label}`,
          conditions: { character: label, writer: nameOf(writer) },
        })),
  }));
}
