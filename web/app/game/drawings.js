// The drawings that fooled the network, on the device where the browser allows it. What was kept may be damaged.

import { database, FOOLED } from "../keep/database.js";
import { packStroke, unpackFrame, unpackStroke } from "../keep/records.js";

/** Drawings: when there are more, the oldest goes. */
export const MOST = 100;

/**
 * @typedef {object} Drawing
 * @property {number} time when it was made, its name in the database
 * @property {number} digit that its maker drew
 * @property {number | null} read what the network read; null for no digit
 * @property {number} confidence
 * @property {import("../ink.js").Stroke[]} strokes
 * @property {import("../ink.js").Frame} frame
 */

/** @returns {Promise<Drawing[]>} the latest first; none where the browser keeps nothing */
export async function drawings() {
  try {
    const all = await (await database()).getAll(FOOLED);
    return all
      .map(unpacked)
      .filter((one) => one !== null)
      .reverse();
  } catch {
    return [];
  }
}

/**
 * @param {{ strokes: import("../ink.js").Stroke[], frame: import("../ink.js").Frame }} ink
 * @param {{ digit: number, read: number | null, confidence: number }} said
 * @returns {Promise<{ isKept: boolean, isFull: boolean }>} isFull: the oldest made room
 */
export async function keepDrawing({ strokes, frame }, said) {
  try {
    const time = Date.now();
    const drawing = { time, ...said, strokes: strokes.map((stroke) => packStroke(stroke)), frame };
    const { store, done } = (await database()).transaction(FOOLED, "readwrite");
    await store.put(drawing, time);
    const keys = await store.getAllKeys();
    const old = keys.slice(0, -MOST);
    await Promise.all([...old.map((key) => store.delete(key)), done]);
    return { isKept: true, isFull: old.length > 0 };
  } catch {
    return { isKept: false, isFull: false }; // no database, or no room in it
  }
}

/** @param {number} time */
export async function deleteDrawing(time) {
  await (await database()).delete(FOOLED, time);
}

export async function deleteDrawings() {
  await (await database()).clear(FOOLED);
}

const isDigit = (value) => Number.isInteger(value) && value >= 0 && value <= 9;

/** null of what is damaged. @returns {Drawing | null} */
function unpacked({ time, digit, read, confidence, strokes, frame } = /** @type {any} */ ({})) {
  if (!isDigit(digit) || !(read === null || isDigit(read)) || !Number.isFinite(confidence)) return null;
  try {
    return { time, digit, read, confidence, strokes: strokes.map(unpackStroke), frame: unpackFrame(frame) };
  } catch {
    return null;
  }
}
