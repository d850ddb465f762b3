// Strokes ↔ text for a link, a few characters a point. In bytes, before base64url:
//
//   version 1, width and height of the frame, number of strokes; for each stroke: number of points · 2 + whether it
//   erases, then for each point its x, y and width, as differences from the point before, the first from 0
//
// All numbers are variable-length, 7 bits a byte, the lowest first; signed ones are zigzag. Places are in units of a
// thousandth of the frame's longer side, widths in half of that.

const VERSION = 1;
const GRID = 1000;
const MOST_CHARACTERS = 24_000;
const MOST_STROKES = 200;
const MOST_POINTS = 8_000;
const MOST_FRAME = 10_000; // pad pixels
const STRAIGHT = 0.75; // grid units: a point this near to the line between its neighbours is left out

/** @typedef {{ strokes: import("./ink.js").Stroke[], frame: { width: number, height: number } }} Drawn */

/** @param {Drawn} drawn @returns {string | null} null when it would be too long for a link */
export function packInk({ strokes, frame }) {
  const unit = GRID / Math.max(frame.width, frame.height);
  const thinned = strokes.map(({ points, erase }) => ({
    erase,
    points: thin(points.map((point) => scaled(point, unit))),
  }));
  const count = thinned.reduce((sum, { points }) => sum + points.length, 0);
  if (strokes.length > MOST_STROKES || count > MOST_POINTS) return null;
  const bytes = [];
  const put = (number) => {
    for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) + 128);
    bytes.push(number);
  };
  [VERSION, Math.round(frame.width), Math.round(frame.height), strokes.length].forEach(put);
  for (const { points, erase } of thinned) {
    put(2 * points.length + (erase ? 1 : 0));
    let before = [0, 0, 0];
    for (const point of points) {
      point.forEach((value, i) => put(zigzag(value - before[i])));
      before = point;
    }
  }
  const text = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
  return text.length > MOST_CHARACTERS ? null : text;
}

/** @param {string} text which may be anything @returns {Drawn | null} null when it is damaged */
export function unpackInk(text) {
  if (text.length > MOST_CHARACTERS || !/^[\w-]+$/.test(text)) return null;
  try {
    return unpackBytes(atob(text.replace(/-/g, "+").replace(/_/g, "/")));
  } catch {
    return null;
  }
}

function unpackBytes(bytes) {
  let at = 0;
  const take = (most) => {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      if (at >= bytes.length || factor > 2 ** 28) throw new RangeError("damaged");
      const byte = bytes.charCodeAt(at++);
      number += (byte % 128) * factor;
      if (byte < 128) break;
    }
    if (number > most) throw new RangeError("damaged");
    return number;
  };
  if (take(127) !== VERSION) return null;
  const frame = { width: take(MOST_FRAME), height: take(MOST_FRAME) };
  const unit = Math.max(frame.width, frame.height) / GRID;
  if (Math.min(frame.width, frame.height) < 1) return null;
  let left = MOST_POINTS;
  const strokes = Array.from({ length: take(MOST_STROKES) }, () => {
    const head = take(2 * left + 1);
    const count = Math.floor(head / 2);
    if (count === 0) throw new RangeError("damaged");
    left -= count;
    let point = [0, 0, 0];
    const points = Array.from({ length: count }, () => {
      point = point.map((value) => value + unzigzag(take(8 * GRID)));
      if (point.some((value) => Math.abs(value) > 4 * GRID) || point[2] < 1) throw new RangeError("damaged");
      const [x, y, width] = point;
      return { x: x * unit, y: y * unit, width: (width * unit) / 2 };
    });
    return { points, erase: head % 2 === 1 };
  });
  if (at !== bytes.length || strokes.length === 0) return null;
  return { strokes, frame };
}

const zigzag = (value) => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (number) => (number % 2 === 1 ? -(number + 1) / 2 : number / 2);

const scaled = ({ x, y, width }, unit) => [x * unit, y * unit, Math.max(1, width * unit * 2)].map(Math.round);

// Without the points that say nothing: those on the straight line from the last one kept to the next.
function thin(points) {
  const kept = [];
  points.forEach((point, i) => {
    const before = kept.at(-1);
    const after = points[i + 1];
    if (before && after && before[2] === point[2] && deviation(before, point, after) < STRAIGHT) return;
    kept.push(point);
  });
  return kept;
}

function deviation([ax, ay], [x, y], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
}
