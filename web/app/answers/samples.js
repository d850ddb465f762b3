// Samples to try: the numerals of the page's answers, written on the pad.

import { drawing } from "../element.js";
import { DIGITS } from "../glyphs.js";

const PARTS = 40; // of a numeral's line
const NUMERAL = { width: 60, height: 90, apart: 84 }; // of glyphs.js; from one to the next
const MARK = { width: 42, y: 80 };
const PEN = 9;
/** A point, and a comma that goes down to the left. */
const MARKS = {
  ".": (x) => [{ x: x + 9, y: MARK.y, width: 1.5 * PEN }],
  ",": (x) => [
    { x: x + 12, y: MARK.y, width: PEN },
    { x: x + 4, y: MARK.y + 22, width: PEN },
  ],
};
const MARGIN = 60;

/** @param {string} text "3", "2048", "$12.50", "12,50 €": one digit, a number or an amount @param {any} tools of the page */
export function writeSample(text, { address, exhibit, pad }) {
  const strokes = [];
  let x = MARGIN;
  for (const sign of text.replace(/[^\d.,]/g, "")) {
    strokes.push({ points: MARKS[sign]?.(x) ?? line(DIGITS[sign], x), erase: false });
    x += sign in MARKS ? MARK.width : NUMERAL.apart;
  }
  const frame = { width: x - NUMERAL.apart + NUMERAL.width + MARGIN, height: NUMERAL.height + 2 * MARGIN };
  const lower = ({ x, y, width }) => ({ x, y: y + MARGIN, width });
  address.replace(/\D/.test(text) ? ["amount"] : text.length > 1 ? ["number"] : []);
  exhibit({ strokes: strokes.map(({ points, erase }) => ({ points: points.map(lower), erase })), frame });
  pad.surface.focus();
}

function line(path, x) {
  const drawn = /** @type {SVGPathElement} */ (drawing("path", { d: path }));
  const length = drawn.getTotalLength();
  return Array.from({ length: PARTS + 1 }, (_, i) => {
    const point = drawn.getPointAtLength((length * i) / PARTS);
    return { x: x + point.x, y: point.y, width: PEN };
  });
}
