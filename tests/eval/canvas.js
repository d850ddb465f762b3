// Pictures as a canvas or a camera gives them, made in the test: ink (how much of each pixel is covered, 0 … 1) from
// strokes or from an enlarged scan, painted in colours, on papers, in a light.
import { catmullRom } from "./spline.js";

/** How much of each pixel of a width×height canvas a round pen covers that follows the strokes. */
export function inkOfStrokes(width, height, strokes, pen) {
  const ink = new Float32Array(width * height);
  const radius = pen / 2;
  for (const stroke of strokes) {
    const segments = stroke.length === 1 ? [[stroke[0], stroke[0]]] : stroke.slice(1).map((point, i) => [stroke[i], point]);
    for (const [a, b] of segments) coverSegment(ink, width, height, a, b, radius);
  }
  return ink;
}

function coverSegment(ink, width, height, a, b, radius) {
  const reach = radius + 1;
  const [left, right] = [Math.max(0, Math.floor(Math.min(a.x, b.x) - reach)), Math.min(width - 1, Math.ceil(Math.max(a.x, b.x) + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(a.y, b.y) - reach)), Math.min(height - 1, Math.ceil(Math.max(a.y, b.y) + reach))];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - a.x, y + 0.5 - a.y];
      const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const covered = Math.min(1, Math.max(0, radius - distance + 0.5));
      if (covered > ink[y * width + x]) ink[y * width + x] = covered;
    }
  }
}

export function boundsOfStrokes(strokes) {
  const points = strokes.flat();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Strokes scaled and moved so that their ink fits a box: its longer side is as long as the box's. */
export function fitStrokes(strokes, { left, top, size }, pen) {
  const bounds = boundsOfStrokes(strokes);
  const scale = (size - pen) / Math.max(bounds.width, bounds.height, 1e-6);
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({
    x: left + pen / 2 + (x - bounds.left) * scale,
    y: top + pen / 2 + (y - bounds.top) * scale,
  })));
}

/** The box of what is over half the largest value in a scan. */
export function boundsOfScan({ width, height, values }) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] < 96) continue;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** A small scan (0 … 255 = ink) enlarged smoothly on a canvas: Catmull–Rom in both directions, then a step as soft as
 * one pixel of the canvas. Its ink starts at (left, top); `across` and `down` are canvas pixels per scan pixel. */
export function inkOfScan(canvasWidth, canvasHeight, scan, { left, top, across, down }) {
  const bounds = boundsOfScan(scan);
  const ink = new Float32Array(canvasWidth * canvasHeight);
  const value = (x, y) => (x < 0 || y < 0 || x >= scan.width || y >= scan.height ? 0 : scan.values[y * scan.width + x] / 255);
  const steepness = Math.max(1, Math.min(across, down) / 1.5);
  const [firstX, lastX] = [Math.max(0, Math.floor(left - across)), Math.min(canvasWidth, Math.ceil(left + (bounds.width + 1) * across))];
  const [firstY, lastY] = [Math.max(0, Math.floor(top - down)), Math.min(canvasHeight, Math.ceil(top + (bounds.height + 1) * down))];
  for (let y = firstY; y < lastY; y++) {
    const sourceY = (y + 0.5 - top) / down + bounds.top - 0.5;
    const rows = catmullRom(sourceY - Math.floor(sourceY));
    for (let x = firstX; x < lastX; x++) {
      const sourceX = (x + 0.5 - left) / across + bounds.left - 0.5;
      const columns = catmullRom(sourceX - Math.floor(sourceX));
      let sum = 0;
      for (let j = 0; j < 4; j++) {
        for (let i = 0; i < 4; i++) sum += rows[j] * columns[i] * value(Math.floor(sourceX) - 1 + i, Math.floor(sourceY) - 1 + j);
      }
      ink[y * canvasWidth + x] = Math.min(1, Math.max(0, (sum - 0.45) * steepness + 0.5));
    }
  }
  return ink;
}

/** @param {string} hex "#rrggbb" */
export function colour(hex) {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

const flat = () => 1;

/** Ink in one colour on paper: RGBA. `paper` is a colour or a function (x, y) → colour; `light` (x, y) → what falls on
 * both, 0 … 1; `grain` (x, y) → an addition to every channel; with `alpha` the paper is transparent instead. */
export function paint(width, height, ink, { pen, paper, light = flat, grain = null, transparent = false }) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [at, covered] = [(y * width + x) * 4, ink[y * width + x]];
      if (transparent) {
        data.set([...pen, Math.round(255 * covered)], at);
        continue;
      }
      const below = typeof paper === "function" ? paper(x, y) : paper;
      const [shine, speck] = [light(x, y), grain ? grain(x, y) : 0];
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = (below[channel] * (1 - covered) + pen[channel] * covered) * shine + speck;
      }
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** A grey picture (0 … 255) as RGBA, as it is or inverted. */
export function greyPicture({ width, height, values }, inverted = false) {
  const data = new Uint8ClampedArray(width * height * 4);
  values.forEach((value, i) => {
    const grey = inverted ? 255 - value : value;
    data.set([grey, grey, grey, 255], i * 4);
  });
  return { width, height, data };
}

/** The part of a picture in a box, cut off at the picture's edges. */
export function crop(picture, [x, y, width, height]) {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(picture.width, x + width), Math.min(picture.height, y + height)];
  const data = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
  for (let row = top; row < bottom; row++) {
    const start = (row * picture.width + left) * 4;
    data.set(picture.data.subarray(start, start + (right - left) * 4), (row - top) * (right - left) * 4);
  }
  return { width: right - left, height: bottom - top, data };
}
