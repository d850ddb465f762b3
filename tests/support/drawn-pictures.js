// Picture files that the page under test draws: rows of digits and marks on paper, in forms and on sheets.

import { settled, still } from "./page-driver.js";
import { STROKES, smooth } from "./strokes.js";

const ASPECT = 1.5; // of a sign, height by width
const EDGE = 16; // CSS pixels, whose shades differ a little from one time to the next

/**
 * The strokes of a row of signs, in pixels.
 *
 * @param {{ text: string, x: number, y: number, height: number, pen?: number }} row x, y: its left upper corner
 */
function strokesOf({ text, x, y, height, pen = height / 12 }) {
  const width = height / ASPECT;
  let left = x;
  const strokes = Array.from(text, (sign) => {
    const at = left;
    left += width * (/\d/.test(sign) ? 1 : 0.6);
    return (STROKES[sign] ?? []).map((stroke) => smooth(stroke).map(([u, v]) => [at + u * width, y + v * height]));
  });
  return { pen, strokes: strokes.flat() };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {object} picture
 * @param {number} picture.width
 * @param {number} picture.height
 * @param {{ text: string, x: number, y: number, height: number, pen?: number }[]} [picture.rows]
 * @param {[number, number, number, number][]} [picture.boxes] printed: x, y, width, height
 * @param {[string, number, number][]} [picture.words] printed: text, x, y
 * @param {string} [picture.paper]
 * @param {string} [picture.ink]
 * @param {number} [picture.shade] how much darker the right edge is, 0 … 1
 * @param {number} [picture.turns] by quarters, clockwise
 * @param {string} [picture.type]
 * @returns {Promise<Buffer>} the file
 */
export async function drawnPicture(page, picture) {
  const { rows = [], boxes = [], words = [], paper = "white", ink = "black", type = "image/png" } = picture;
  const { shade = 0, turns = 0, width, height } = picture;
  const drawn = { rows: rows.map(strokesOf), boxes, words, paper, ink, type, shade, turns, width, height };
  const url = await page.evaluate(paint, drawn);
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

function paint({ rows, boxes, words, paper, ink, type, shade, turns, width, height }) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = turns % 2 ? [height, width] : [width, height];
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turns * Math.PI) / 2);
  context.translate(-width / 2, -height / 2);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.strokeStyle = context.fillStyle = "#445";
  context.lineWidth = 3;
  for (const [x, y, across, down] of boxes) context.strokeRect(x, y, across, down);
  context.font = `${Math.round(height / 22)}px sans-serif`;
  for (const [text, x, y] of words) context.fillText(text, x, y);
  context.strokeStyle = ink;
  context.lineCap = context.lineJoin = "round";
  for (const { pen, strokes } of rows) {
    context.lineWidth = pen;
    for (const stroke of strokes) {
      context.beginPath();
      for (const [x, y] of stroke) context.lineTo(x, y);
      context.stroke();
    }
  }
  const shadow = context.createLinearGradient(0, 0, width, 0);
  shadow.addColorStop(0, "rgb(0 0 0 / 0)");
  shadow.addColorStop(1, `rgb(0 0 0 / ${shade})`);
  context.fillStyle = shadow;
  context.fillRect(0, 0, width, height);
  return canvas.toDataURL(type, 0.9);
}

/** Opens files by the page's button. @param {{ name: string, mimeType: string, buffer: Buffer }[]} files */
export const openFiles = (page, ...files) => page.getByLabel("Open a picture").setInputFiles(files);

/** @param {Buffer} buffer */
export const pngFile = (buffer, name = "picture.png") => ({ name, mimeType: "image/png", buffer });

/** What the pad shows within its rounded edge, as a PNG, once it was read and nothing on it moves. */
export async function padLook(page) {
  await settled(page);
  await still(page);
  await page.evaluate(async () => {
    // Otherwise a frame does not wait for it.
    for (const image of document.querySelectorAll("img")) image.decoding = "sync";
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
  const pad = page.locator(".pad");
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await pad.boundingBox();
  const clip = { x: x + EDGE, y: y + EDGE, width: width - 2 * EDGE, height: height - 2 * EDGE };
  return (await page.screenshot({ clip })).toString("base64");
}

/** Where the opened picture lies from the next frame on: its edges, from those of the pad, in the pad's pixels. */
export function pictureEdges(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const pad = document.querySelector(".pad").getBoundingClientRect();
    const { left, top, width, height } = document.querySelector(".photo img").getBoundingClientRect();
    return { left: left - pad.left, top: top - pad.top, width, height, pad: { width: pad.width, height: pad.height } };
  });
}
