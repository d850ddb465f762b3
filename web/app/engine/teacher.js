// The worker's part of teaching: it cuts out the digit that is corrected, and learns.

import { learn } from "lenet5-wasm/learn";

import { cutOut } from "./cut-out.js";

/**
 * @typedef {{ picture: Uint8Array, digit: number | null }} Lesson  what the network saw, and what it is; null: no digit
 * @typedef {{ weights: Uint8Array, from: string, count: number }} Learned  from: which weights of the page's own, by the
 *     name of their file, which has their hash in it; count: of the lessons
 * @typedef {{ lenet5: any, own: string }} Engine  own: the address of the page's own weights
 */

/** How a digit is read alone. @param {Engine} engine @param {any} given @param {ImageData} sheet */
export function look({ lenet5 }, { outline, inStrokes, frame }, sheet) {
  const scale = inStrokes ? sheet.width / frame.width : 1;
  const { picture } = lenet5.predict(
    cutOut(
      sheet,
      outline.map(({ x, y }) => ({ x: x * scale, y: y * scale })),
    ),
  );
  return picture;
}

/** How the network reads pictures. */
export const read = ({ lenet5 }, { pictures }) => lenet5.predictBatch(pictures);

/** Learns all lessons, and reads with what was learned from then on. @returns {Promise<any>} */
export async function study({ lenet5, own }, { lessons }) {
  if (lessons.length === 0) {
    await lenet5.loadWeights(own);
    return { learned: null, report: null };
  }
  const { weights, report } = await learn(lessons, { weights: own });
  await lenet5.loadWeights(weights);
  return { learned: { weights, from: nameOf(own), count: lessons.length }, report };
}

/** Reads with what was learned at another visit; learns anew where that was from other weights, or is damaged. */
export async function resume(engine, { lessons, learned }) {
  const fits = learned?.from === nameOf(engine.own) && learned.count === lessons.length;
  if (fits && (await engine.lenet5.loadWeights(learned.weights).then(() => true, console.warn)))
    return { learned: null };
  return study(engine, { lessons });
}

const nameOf = (address) => address.split("/").at(-1);
