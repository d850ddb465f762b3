// Which pictures of a labelled set the first network misreads, the worst first, and what others say of them; and a form in which they lie in the page.

import { AREA, SIDE } from "./idx.js";

const BATCH = 250; // pictures: a few milliseconds of the page's worker

/**
 * @typedef {object} Answer of one network
 * @property {{ digit: number, confidence: number }[]} best the two likeliest digits
 * @property {boolean} refused as no digit: its score is below the threshold
 *
 * @typedef {object} Misread
 * @property {number} index of the picture in its set
 * @property {number} truth its label
 * @property {Uint8Array} picture 28 × 28 bytes, 0 paper … 255 ink
 * @property {Answer[]} answers one for each network; the first is wrong
 */

/**
 * @param {Uint8Array} pictures 784 bytes each
 * @param {Uint8Array} labels
 * @param {((pictures: Uint8Array) => Promise<any[]>)[]} networks each gives the library's predictions for pictures
 * @param {object} [options]
 * @param {AbortSignal} [options.signal] ends it with an AbortError
 * @param {(done: number) => void} [options.onprogress] called with how many pictures were read
 * @returns {Promise<Misread[]>}
 */
export async function findMisread(pictures, labels, networks, { signal, onprogress = () => {} } = {}) {
  const found = [];
  for (let from = 0; from < labels.length; from += BATCH) {
    const to = Math.min(from + BATCH, labels.length);
    const batch = pictures.slice(from * AREA, to * AREA);
    const predictions = [];
    for (const predict of networks) predictions.push(await predict(batch));
    signal?.throwIfAborted();
    for (let i = 0; i < to - from; i++) {
      const answers = predictions.map((all) => answerOf(all[i]));
      const truth = labels[from + i];
      if (!isWrong(answers[0], truth)) continue;
      found.push({ index: from + i, truth, picture: batch.slice(i * AREA, (i + 1) * AREA), answers });
    }
    onprogress(to);
  }
  return found.sort((a, b) => badnessOf(b) - badnessOf(a) || a.index - b.index);
}

/** @param {Answer} answer @param {number} truth */
export const isWrong = ({ best }, truth) => best[0].digit !== truth;

// The lower digit where two are as likely, as the engine has it.
function answerOf({ probabilities, rejected }) {
  const order = probabilities.map((_, digit) => digit).sort((a, b) => probabilities[b] - probabilities[a]);
  const best = order.slice(0, 2).map((digit) => ({ digit, confidence: probabilities[digit] }));
  return { best, refused: rejected };
}

// Confident and wrong is the worst; what was refused is not answered, and so comes after all that was.
function badnessOf({ answers }) {
  const { best, refused } = answers[0];
  return best[0].confidence - (refused ? 1 : 0);
}

/**
 * The margins of MNIST's pictures are blank: only what lies between them is packed.
 *
 * @typedef {object} Packed
 * @property {number} count of the whole set
 * @property {any[][]} items [index, truth, left, top, width, height, [digit, confidence, digit, confidence, refused] of each
 *     network]
 * @property {string} ink all pixels between the margins in base64
 */

/** @param {Misread[]} found @param {number} count of the whole set @returns {Packed} */
export function pack(found, count) {
  let ink = "";
  const items = found.map(({ index, truth, picture, answers }) => {
    const { left, top, width, height } = inkBox(picture);
    for (let y = top; y < top + height; y++)
      ink += String.fromCharCode(...picture.subarray(y * SIDE + left, y * SIDE + left + width));
    return [index, truth, left, top, width, height, answers.map(packedAnswer)];
  });
  return { count, items, ink: btoa(ink) };
}

/** @param {Packed} packed @returns {Misread[]} */
export function unpack({ items, ink }) {
  const bytes = Uint8Array.from(atob(ink), (character) => character.charCodeAt(0));
  let at = 0;
  return items.map(([index, truth, left, top, width, height, answers]) => {
    const picture = new Uint8Array(AREA);
    for (let y = top; y < top + height; y++, at += width) picture.set(bytes.subarray(at, at + width), y * SIDE + left);
    return { index, truth, picture, answers: answers.map(unpackedAnswer) };
  });
}

function inkBox(picture) {
  const inked = [...picture.keys()].filter((at) => picture[at] > 0);
  if (inked.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
  const columns = inked.map((at) => at % SIDE);
  const left = Math.min(...columns);
  const top = Math.floor(inked[0] / SIDE);
  return { left, top, width: Math.max(...columns) - left + 1, height: Math.floor(inked.at(-1) / SIDE) - top + 1 };
}

// Nine digits hold a float of 32 bits.
const packedAnswer = ({ best, refused }) => [
  ...best.flatMap(({ digit, confidence }) => [digit, Number(confidence.toPrecision(9))]),
  Number(refused),
];

const unpackedAnswer = ([first, confidence, second, other, refused]) => ({
  best: [
    { digit: first, confidence: Math.fround(confidence) },
    { digit: second, confidence: Math.fround(other) },
  ],
  refused: refused === 1,
});
