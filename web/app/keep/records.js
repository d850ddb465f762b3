// Sheets ↔ what is kept of them. In one record the sheets share their strokes, as they do in the history. What was kept may
// be damaged, or of another version of the page.

/**
 * @typedef {{ points: Float64Array, erase: boolean }} KeptStroke  points: x, y, width of each
 * @typedef {import("../pictures/picture-file.js").Picture} Picture
 * @typedef {import("../pictures/picture-file.js").Look} Look
 * @typedef {{ strokes: KeptStroke[], frame?: import("../ink.js").Frame, picture: number | null } & Look} KeptSheet
 * @typedef {{ past: KeptSheet[], sheet: KeptSheet, future: KeptSheet[] }} KeptStates
 */

/** Of a finished stroke, which never changes. @type {WeakMap<import("../ink.js").Stroke, KeptStroke>} */
const packed = new WeakMap();

/** @param {import("../ink.js").Stroke} stroke @returns {KeptStroke} */
export function packStroke(stroke, finished = true) {
  const kept = packed.get(stroke) ?? {
    erase: stroke.erase,
    points: Float64Array.from(stroke.points.flatMap(({ x, y, width }) => [x, y, width])),
  };
  if (finished) packed.set(stroke, kept);
  return kept;
}

/**
 * @param {import("../ink.js").States} states
 * @param {boolean} drawing the last stroke of the sheet is not finished
 * @param {(picture: Picture) => number | null} numberOf null: it is not kept, nor what shows it
 * @returns {KeptStates}
 */
export function packStates({ past, sheet, future }, drawing, numberOf) {
  /** @param {import("../ink.js").Sheet} sheet */
  const pack = ({ strokes, picture, frame }, open = false) => ({
    strokes: strokes.map((stroke, i) => packStroke(stroke, !(open && i === strokes.length - 1))),
    picture: picture && numberOf(picture),
    ...(picture && { turns: picture.turns, region: picture.region }),
    frame,
  });
  const packAll = (sheets) =>
    sheets.filter(({ picture }) => !picture || numberOf(picture) !== null).map((one) => pack(one));
  return { past: packAll(past), sheet: pack(sheet, drawing), future: packAll(future) };
}

/**
 * @param {any} record
 * @param {Map<number, Picture>} pictures those that could be opened
 * @returns {import("../ink.js").States}
 * @throws {RangeError} it is damaged
 */
export function unpackStates({ past, sheet, future }, pictures) {
  const strokes = new Map();
  const shared = (kept) => {
    if (!strokes.has(kept)) strokes.set(kept, unpackStroke(kept));
    return strokes.get(kept);
  };
  const unpack = (kept) => ({
    strokes: kept.strokes.map(shared),
    picture: pictures.get(kept.picture)?.as({ turns: kept.turns, region: kept.region }) ?? null,
    ...(kept.strokes.length > 0 && { frame: unpackFrame(kept.frame) }),
  });
  const there = ({ picture }) => picture === null || pictures.has(picture);
  return { past: past.filter(there).map(unpack), sheet: unpack(sheet), future: future.filter(there).map(unpack) };
}

/** @param {any} kept @returns {import("../ink.js").Stroke} @throws {RangeError} it is damaged */
export function unpackStroke({ points: numbers, erase }) {
  const whole = numbers instanceof Float64Array && numbers.length > 0 && numbers.length % 3 === 0;
  if (!whole || !numbers.every(Number.isFinite)) throw new RangeError("a kept stroke is damaged");
  const points = Array.from({ length: numbers.length / 3 }, (_, i) => {
    const [x, y, width] = numbers.subarray(3 * i, 3 * i + 3);
    return { x, y, width };
  });
  return { points, erase: erase === true };
}

/** @param {any} frame @returns {import("../ink.js").Frame} @throws {RangeError} it is damaged */
export function unpackFrame({ width, height }) {
  if (!(width > 0 && height > 0 && width + height < Infinity)) throw new RangeError("a kept frame is damaged");
  return { width, height };
}
