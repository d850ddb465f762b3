// Pictures as a canvas or a camera gives them, made in the test: ink (how much of each pixel is covered, 0 … 1) from
// strokes or from an enlarged scan, painted in colours, on papers, in a light.
import { catmullRom } from "./spline.js";

/** How much of each pixel of a width×height canvas a round pen covers that follows the strokes: on an empty canvas, or
 * beside the ink that is there. */
export function inkOfStrokes(width, height, strokes, pen, ink = new Float32Array(width * height)) {
  const radius = pen / 2;
  for (const stroke of strokes) {
    const segments =
      stroke.length === 1 ? [[stroke[0], stroke[0]]] : stroke.slice(1).map((point, i) => [stroke[i], point]);
    for (const [a, b] of segments) coverSegment(ink, width, height, a, b, radius);
  }
  return ink;
}

function coverSegment(ink, width, height, a, b, radius) {
  const reach = radius + 1;
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(a.x, b.x) - reach)),
    Math.min(width - 1, Math.ceil(Math.max(a.x, b.x) + reach)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(a.y, b.y) - reach)),
    Math.min(height - 1, Math.ceil(Math.max(a.y, b.y) + reach)),
  ];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - a.x, y + 0.5 - a.y];
      const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
      const distance = Math.sqrt((px - along * dx) ** 2 + (py - along * dy) ** 2);
      const covered = Math.min(1, Math.max(0, radius - distance + 0.5));
      if (covered > ink[y * width + x]) ink[y * width + x] = covered;
    }
  }
}

/** Strokes of { x, y }, turned about (0, 0) by radians: clockwise, as y points down. */
export function turnedStrokes(strokes, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * cos - y * sin, y: x * sin + y * cos })));
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
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: left + pen / 2 + (x - bounds.left) * scale,
      y: top + pen / 2 + (y - bounds.top) * scale,
    })),
  );
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

/** Weights of four neighbouring samples, and the first one's number, for each of `count` places along one axis. */
function taps(count, place) {
  return Array.from({ length: count }, (_, i) => {
    const at = place(i);
    return { first: Math.floor(at) - 1, weights: catmullRom(at - Math.floor(at)) };
  });
}

/** A small scan (0 … 255 = ink) enlarged smoothly on a canvas: Catmull–Rom in both directions, then a step as soft as
 * one pixel of the canvas. Its ink starts at (left, top); `across` and `down` are canvas pixels per scan pixel. */
export function inkOfScan(canvasWidth, canvasHeight, scan, place, ink = new Float32Array(canvasWidth * canvasHeight)) {
  const { left, top, across, down } = place;
  const bounds = boundsOfScan(scan);
  const columns = taps(canvasWidth, (x) => (x + 0.5 - left) / across + bounds.left - 0.5);
  const rows = taps(canvasHeight, (y) => (y + 0.5 - top) / down + bounds.top - 0.5);
  const widened = widen(scan, columns);
  const steepness = Math.max(1.25, Math.min(across, down) / 1.5);
  const touched = columns.flatMap(({ first }, x) => (first <= -4 || first >= scan.width ? [] : [x]));
  rows.forEach(({ first, weights }, y) => {
    if (first <= -4 || first >= scan.height) return;
    for (const x of touched) {
      let sum = 0;
      for (let tap = 0; tap < 4; tap++) {
        const row = first + tap;
        if (row >= 0 && row < scan.height) sum += weights[tap] * widened[row * canvasWidth + x];
      }
      const covered = Math.min(1, (sum / 255 - 0.45) * steepness + 0.5);
      if (covered > ink[y * canvasWidth + x]) ink[y * canvasWidth + x] = covered;
    }
  });
  return ink;
}

function widen({ width, height, values }, columns) {
  const widened = new Float32Array(height * columns.length);
  columns.forEach(({ first, weights }, x) => {
    for (let tap = 0; tap < 4; tap++) {
      const column = first + tap;
      if (column < 0 || column >= width) continue;
      for (let y = 0; y < height; y++) widened[y * columns.length + x] += weights[tap] * values[y * width + column];
    }
  });
  return widened;
}

/** @param {string} hex "#rrggbb" */
export function colour(hex) {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

/**
 * Ink in one colour on paper: RGBA. `paper` is a colour; `print` (x, y) → how much of `printed`, another colour, is
 * on it, 0 … 1; `light` (x, y) → what falls on both, 0 … 1; `grain` () → an addition to every channel. Or the paper is
 * transparent and all else is left out.
 * @param {number} width
 * @param {number} height
 * @param {Float32Array} ink
 * @param {any} appearance
 */
export function paint(width, height, ink, { pen, transparent = false, ...look }) {
  const data = new Uint8ClampedArray(width * height * 4);
  if (transparent) paintAlpha(data, ink, pen);
  else paintOpaque(data, width, height, ink, pen, look);
  return { width, height, data };
}

function paintAlpha(data, ink, pen) {
  for (let i = 0; i < ink.length; i++) {
    for (let channel = 0; channel < 3; channel++) data[4 * i + channel] = pen[channel];
    data[4 * i + 3] = Math.round(255 * ink[i]);
  }
}

function paintOpaque(data, width, height, ink, pen, { paper, print, printed, light, grain }) {
  if (!print && !light && !grain) {
    paintPlain(data, ink, pen, paper);
    return;
  }
  const below = [...paper];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const [share, shine, speck] = [print ? print(x, y) : 0, light ? light(x, y) : 1, grain ? grain() : 0];
      for (let channel = 0; channel < 3; channel++) {
        if (print) below[channel] = paper[channel] + (printed[channel] - paper[channel]) * share;
        data[4 * i + channel] = (below[channel] + (pen[channel] - below[channel]) * ink[i]) * shine + speck;
      }
      data[4 * i + 3] = 255;
    }
  }
}

/** Most of a plain sheet is bare paper. */
function paintPlain(data, ink, pen, paper) {
  const bare = new Uint8ClampedArray([...paper, 255]);
  new Uint32Array(data.buffer).fill(new Uint32Array(bare.buffer)[0]);
  for (let i = 0; i < ink.length; i++) {
    if (ink[i] === 0) continue;
    for (let channel = 0; channel < 3; channel++)
      data[4 * i + channel] = paper[channel] + (pen[channel] - paper[channel]) * ink[i];
  }
}

/** A grey picture (0 … 255) as RGBA, as it is or inverted. */
export function greyPicture({ width, height, values }, inverted = false) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < values.length; i++) {
    const grey = inverted ? 255 - values[i] : values[i];
    for (let channel = 0; channel < 3; channel++) data[4 * i + channel] = grey;
    data[4 * i + 3] = 255;
  }
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
