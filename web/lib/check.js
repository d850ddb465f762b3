// What callers pass in → what the engine takes, or an error that says what was wrong with it.

import { asBytes, isBytes, kindOf } from "./kinds.js";
import { FORMATS, MAX_PATTERN, MAX_PIXELS, MAX_POINTS, SIDE } from "./layout.js";
import { checkedOptions } from "./options.js";

const UNKNOWN_PRESSURE = 0.5;
const MAX_COORDINATE = 1e8;
const MAX_INT = 2 ** 31 - 1;
// Values of a lenet5_request.
const ANY_LENGTH = 0;
const MOST_INK = -1;
const PATTERN = "pattern";
const CURRENCY_BYTES = 3;
const LOCALE_BYTES = 35;

/** @returns {Uint8Array} the picture's RGBA bytes, in place */
export function checkedPixels(imageData) {
  const { data, width, height } = imageData ?? {};
  if (!isBytes(data)) {
    throw new TypeError(
      "imageData: expected { data: Uint8ClampedArray of RGBA, width, height }, as canvas's getImageData() returns it; " +
        `got ${imageData === null || typeof imageData !== "object" ? String(imageData) : `data of ${kindOf(data)}`}`,
    );
  }
  for (const [side, length] of Object.entries({ width, height })) {
    if (!Number.isInteger(length) || length < 1) {
      throw new RangeError(`imageData: ${side} must be a whole number from 1; got ${length}`);
    }
  }
  if (width * height > MAX_PIXELS) {
    throw new RangeError(
      `imageData: ${width}×${height} is more than ${MAX_PIXELS} pixels (16 megapixels): scale it down`,
    );
  }
  if (data.length !== width * height * 4) {
    throw new RangeError(
      `imageData: ${width}×${height} RGBA takes ${width * height * 4} bytes; data has ${data.length}`,
    );
  }
  return asBytes(data);
}

/** @returns {Uint8Array} 28 × 28 bytes, in place */
export function checkedPicture(picture) {
  if (!isBytes(picture)) throw new TypeError(`picture: expected a Uint8Array; got ${kindOf(picture)}`);
  if (picture.length !== SIDE * SIDE) {
    throw new RangeError(`picture: expected ${SIDE}×${SIDE} = ${SIDE * SIDE} bytes; got ${picture.length}`);
  }
  return asBytes(picture);
}

/** @returns {Uint8Array} 28 × 28 bytes each, one after another: in place, or copied together */
export function checkedPictures(pictures) {
  if (isBytes(pictures)) {
    if (pictures.length % (SIDE * SIDE) === 0) return asBytes(pictures);
    throw new RangeError(`pictures: expected ${SIDE * SIDE} bytes each; got ${pictures.length}`);
  }
  if (!Array.isArray(pictures))
    throw new TypeError(`pictures: expected a Uint8Array or an array; got ${kindOf(pictures)}`);
  const together = new Uint8Array(pictures.length * SIDE * SIDE);
  pictures.forEach((picture, i) => together.set(checkedPicture(picture), i * SIDE * SIDE));
  return together;
}

/** @returns {{ x: number, y: number, pressure: number, stroke: number }[]} */
export function checkedStrokes(strokes) {
  if (!Array.isArray(strokes) || !strokes.every(Array.isArray)) {
    throw new TypeError("strokes: expected an array of strokes, each an array of points { x, y, pressure? }");
  }
  const points = strokes.flatMap((stroke, number) => stroke.map((point, i) => checkedPoint(point, number, i)));
  if (points.length > MAX_POINTS) {
    throw new RangeError(`strokes: at most ${MAX_POINTS} points in all; got ${points.length}`);
  }
  return points;
}

/**
 * @param {import("./engine.js").Engine} engine which knows what can be asked of it
 * @param {{ width: number, height: number }} [picture] null of strokes, which have no region
 * @returns a lenet5_request
 */
export function checkedRequest(options, engine, picture) {
  const known = ["format", "length", "line", "pattern", "currency", "locale", ...(picture ? ["region"] : [])];
  const given = checkedOptions(options, known);
  const { pattern, length } = given;
  const request = {
    format: checkedFormat(given),
    length: length === undefined ? ANY_LENGTH : checkedWhole(length, "length", 1),
    line: checkedLine(given.line),
    pattern: checkedText(pattern, "pattern", MAX_PATTERN),
    currency: checkedText(given.currency, "currency", CURRENCY_BYTES),
    locale: checkedText(given.locale, "locale", LOCALE_BYTES),
    region: checkedRegion(given.region, picture),
  };
  const wrong = engine.requestFault(request);
  if (!wrong) return request;
  if (wrong.place >= 0) throw new RangeError(`pattern: ${wrong.what}, ${placeIn(pattern, wrong.place)}`);
  const [name] = [/length|digits/, /locale/, /currenc/, /./].flatMap((word, i) =>
    word.test(wrong.what) ? ["length", "locale", "currency", "format"][i] : [],
  );
  throw new RangeError(`${name}: ${wrong.what}; got ${given[name]}`);
}

/** @returns {{ x: number, y: number, width: number, height: number } | undefined} a part of a picture */
export function checkedRegion(region, picture) {
  if (region === undefined) return undefined;
  const { x, y, width, height } = checkedOptions(region, ["x", "y", "width", "height"]);
  const inside =
    [x, y, width, height].every(Number.isInteger) &&
    Math.min(x, y) >= 0 &&
    Math.min(width, height) > 0 &&
    x + width <= picture.width &&
    y + height <= picture.height;
  if (inside) return { x, y, width, height };
  const size = `${picture.width} × ${picture.height}`;
  throw new RangeError(`region: expected whole pixels inside the picture of ${size}; got ${[x, y, width, height]}`);
}

/** @param {Record<string, any>} given */
function checkedFormat({ format, pattern }) {
  if (pattern !== undefined) {
    if (format === undefined || format === PATTERN) return FORMATS.indexOf(PATTERN);
    throw new TypeError(`pattern: it is a format of its own; leave out "${String(format)}"`);
  }
  const number = FORMATS.indexOf(format ?? "digits");
  if (number >= 0 && format !== PATTERN) return number;
  const named = FORMATS.filter((name) => name !== PATTERN).join('", "');
  throw new TypeError(`format: expected "${named}"; got ${String(format)}`);
}

function checkedText(value, name, most) {
  if (value === undefined) return "";
  if (typeof value !== "string") throw new TypeError(`${name}: expected text; got ${kindOf(value)}`);
  if (value.includes("\0") || new TextEncoder().encode(value).length > most) {
    throw new RangeError(`${name}: expected at most ${most} bytes without NUL; got "${value.slice(0, 40)}"`);
  }
  return value;
}

/** Where a fault is, for people: the place and what is there. */
function placeIn(pattern, bytes) {
  const before = new TextDecoder().decode(new TextEncoder().encode(pattern).subarray(0, bytes));
  return `at ${before.length + 1}: ${before}⟶${pattern.slice(before.length)}`;
}

/** @returns {number} the line of { line } */
export function checkedSweep(options) {
  return checkedLine(checkedOptions(options, ["line"]).line);
}

function checkedLine(line) {
  return line === undefined ? MOST_INK : checkedWhole(line, "line", 0);
}

function checkedWhole(value, name, least) {
  if (Number.isInteger(value) && value >= least && value <= MAX_INT) return value;
  throw new RangeError(`${name}: expected a whole number from ${least}; got ${String(value)}`);
}

function checkedPoint(point, stroke, i) {
  const { x, y } = point ?? {};
  const pressure = point?.pressure ?? UNKNOWN_PRESSURE;
  for (const [name, value] of Object.entries({ x, y, pressure })) {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new TypeError(`strokes[${stroke}][${i}].${name}: expected a finite number; got ${String(value)}`);
    }
  }
  if (Math.max(Math.abs(x), Math.abs(y)) > MAX_COORDINATE) {
    throw new RangeError(`strokes[${stroke}][${i}]: coordinates go to ±${MAX_COORDINATE}; got ${x}, ${y}`);
  }
  if (pressure < 0 || pressure > 1) {
    throw new RangeError(`strokes[${stroke}][${i}].pressure: expected 0 to 1; got ${pressure}`);
  }
  return { x, y, pressure, stroke };
}
