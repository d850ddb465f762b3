// Labelled sets as IDX files, made here: drawn digits, some of them labelled wrongly on purpose.

import { gzipSync } from "node:zlib";

import { STROKES, smooth } from "./strokes.js";

const SIDE = 28;

/** @param {Uint8Array[]} pictures 784 bytes each */
export const picturesFile = (pictures) => Buffer.concat([header(3, [pictures.length, SIDE, SIDE]), ...pictures]);

/** @param {number[]} labels */
export const labelsFile = (labels) => Buffer.concat([header(1, [labels.length]), Buffer.from(labels)]);

export function header(dimensions, sizes, type = 8) {
  const bytes = Buffer.alloc(4 + 4 * sizes.length);
  bytes[2] = type;
  bytes[3] = dimensions;
  sizes.forEach((size, i) => bytes.writeUInt32BE(size, 4 + 4 * i));
  return bytes;
}

/**
 * Three of each digit, wide, narrow and slanted, and a blank picture, which is no digit.
 *
 * @param {import("../../web/lib/lenet5.js").LeNet5 | any} lenet5 normalises what is drawn
 * @param {number[]} wrong the numbers of the pictures whose label is one too high
 */
export function drawnSet(lenet5, wrong) {
  const drawn = Array.from({ length: 30 }, (_, i) => {
    const [across, slant] = [
      [1, 0],
      [0.75, 0],
      [0.9, 0.2],
    ][i % 3];
    const strokes = STROKES[Math.floor(i / 3)].map((stroke) =>
      smooth(stroke).map(([x, y]) => ({ x: 100 * (across * x - slant * y), y: 100 * y })),
    );
    return { digit: Math.floor(i / 3), picture: lenet5.predictStrokes(strokes).picture };
  });
  const blank = new Uint8Array(SIDE * SIDE);
  const pictures = [...drawn.map(({ picture }) => picture), blank];
  const likeliest = indexOfLargest(lenet5.predictNormalised(blank).probabilities);
  const truths = [...drawn.map(({ digit }) => digit), likeliest];
  const labels = truths.map((digit, i) => (wrong.includes(i) ? (digit + 1) % 10 : digit));
  return { pictures, labels, truths, files: { pictures: picturesFile(pictures), labels: labelsFile(labels) } };
}

export const indexOfLargest = (values) => values.indexOf(Math.max(...values));

/** The order of misread pictures: by how sure the wrong answer is, after them those that are refused. */
export function worstFirst(lenet5, { pictures }, wrong) {
  return wrong
    .map((index) => ({ index, ...lenet5.predictNormalised(pictures[index]) }))
    .sort((a, b) => Number(a.rejected) - Number(b.rejected) || b.confidence - a.confidence)
    .map(({ index }) => index);
}

/** As browsers take files that are picked. */
export const picked = (name, bytes, zipped = false) => ({
  name: zipped ? `${name}.gz` : name,
  mimeType: "application/octet-stream",
  buffer: zipped ? gzipSync(bytes) : bytes,
});
