// The ink on the pad as files: a picture, a drawing, and its points.

import { drawStrokes } from "../stroke.js";

const LONGER_SIDE = 1600; // pixels of the picture
const INK = "#17234f";

/** @typedef {{ strokes: import("../ink.js").Stroke[], frame: import("../ink.js").Frame }} Drawn */

/** @param {Drawn} drawn @returns {Promise<Blob>} a PNG, on white */
export function pngOf({ strokes, frame }) {
  const canvas = document.createElement("canvas");
  const scale = LONGER_SIDE / Math.max(frame.width, frame.height);
  canvas.width = Math.round(frame.width * scale);
  canvas.height = Math.round(frame.height * scale);
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  drawStrokes(context, strokes, INK);
  context.globalCompositeOperation = "destination-over"; // what was erased is transparent
  context.fillStyle = "white";
  context.fillRect(0, 0, frame.width, frame.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture could be made"))), "image/png"),
  );
}

/** @param {Drawn} drawn @returns {string} strokes as paths; erasing ones are masks of what came before */
export function svgOf({ strokes, frame: { width, height } }) {
  const masks = [];
  let drawn = "";
  for (const { points, erase } of strokes) {
    if (!erase) {
      drawn += `<g stroke="${INK}">${pathsOf(points)}</g>`;
      continue;
    }
    const id = `e${masks.length}`;
    const whole = `<rect width="${number(width)}" height="${number(height)}" fill="#fff"/>`;
    masks.push(
      `<mask id="${id}" maskUnits="userSpaceOnUse" x="0" y="0" width="${number(width)}" height="${number(height)}">${whole}<g stroke="#000">${pathsOf(points)}</g></mask>`,
    );
    drawn = `<g mask="url(#${id})">${drawn}</g>`;
  }
  const size = `width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${masks.join("")}<g fill="none" stroke-linecap="round" stroke-linejoin="round">${drawn}</g></svg>\n`;
}

/** @param {Drawn} drawn @returns {string} points in units of the frame, as predictStrokes() of the library takes strokes */
export function jsonOf({ strokes, frame: { width, height } }) {
  const rounded = ({ x, y, width }) => ({ x: Number(number(x)), y: Number(number(y)), width: Number(number(width)) });
  const plain = strokes.map(({ points, erase }) => ({ erase, points: points.map(rounded) }));
  return `${JSON.stringify({ width, height, strokes: plain })}\n`;
}

// A path for each run of one width, as pressure changes it.
function pathsOf(points) {
  const [first, ...rest] = points;
  const place = ({ x, y }) => `${number(x)} ${number(y)}`;
  if (rest.every(({ x, y }) => x === first.x && y === first.y))
    return `<path stroke-width="${number(first.width)}" d="M${place(first)}h0"/>`;
  let paths = "";
  let width = "";
  let from = first;
  for (const to of rest) {
    const own = number((from.width + to.width) / 2);
    if (own !== width) paths += `${paths && '"/>'}<path stroke-width="${own}" d="M${place(from)}`;
    paths += `L${place(to)}`;
    [width, from] = [own, to];
  }
  return `${paths}"/>`;
}

const number = (value) => String(Math.round(100 * value) / 100);
