// The worker's part of showing how something was read: every step as a bitmap, ink dark on white.

import { stagesOf } from "lenet5-wasm/stages";

const WIDEST = 800; // pixels, as more is not seen

/** Of the pictures of one channel, those in which ink is light. */
const OF_INK = ["contrast", "ink", "print", "unruled", "apart"];

/** Where nothing may be left to see. */
const MAY_BE_EMPTY = ["print", "apart"];

/**
 * @typedef {{ name: string, bitmap: ImageBitmap | null }} Step  bitmap: null where there is nothing to see
 * @param {ImageData} pixels what was read
 * @param {any} reading of them
 * @returns {Promise<Step[]>} where the paper's grain was smoothed, of what comes twice the second
 */
export async function stepsOf(pixels, reading) {
  const stages = await stagesOf(pixels, { reading });
  const last = stages.filter(({ name }, i) => !stages.slice(i + 1).some((later) => later.name === name));
  return Promise.all(last.map(asStep));
}

async function asStep({ name, width, height, channels, data }) {
  if (MAY_BE_EMPTY.includes(name) && data.every((level) => level === 0)) return { name, bitmap: null };
  const levels = OF_INK.includes(name) ? data.map((level) => 255 - level) : data;
  const image = new ImageData(channels === 4 ? new Uint8ClampedArray(levels) : inColours(levels), width, height);
  const resizeWidth = Math.min(width, WIDEST);
  return { name, bitmap: await createImageBitmap(image, { resizeWidth, resizeQuality: "high" }) };
}

function inColours(levels) {
  const rgba = new Uint8ClampedArray(4 * levels.length);
  levels.forEach((level, i) => rgba.set([level, level, level, 255], 4 * i));
  return rgba;
}

/** A reading whose boxes are of what pixels it was of. @param {any} reading @param {{ scale: number, x: number, y: number }} at */
export function moved(reading, { scale, x, y }) {
  const characters = reading.characters.map(({ box }) => ({
    box: { x: box.x * scale - x, y: box.y * scale - y, width: box.width * scale, height: box.height * scale },
  }));
  return { ...reading, characters };
}
