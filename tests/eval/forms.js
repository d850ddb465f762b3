// Forms, grids, tables and pages composed of what people wrote: digits of one hand a page, on drawn boxes and rules, as
// a scanner or a camera held askew sees them.
import { boundsOfStrokes, inkOfStrokes } from "./canvas.js";
import { projection } from "./photograph.js";

/** Colours that boxes and rules are printed in. */
export const [RED, FAINT] = [
  [214, 70, 70],
  [190, 190, 196],
];

/** A drawing of two inks, print and pen, each how much of a pixel it covers. */
export class Form {
  constructor(width, height) {
    this.width = Math.ceil(width);
    this.height = Math.ceil(height);
    this.print = new Float32Array(this.width * this.height);
    this.pen = new Float32Array(this.width * this.height);
  }

  /** Adds strokes to one of the inks; only the part around them is worked on. */
  draw(layer, strokes, pen) {
    const { left, top, width, height } = boundsOfStrokes(strokes);
    const [x0, y0] = [Math.floor(left - pen), Math.floor(top - pen)];
    const [w, h] = [Math.ceil(width + 2 * pen) + 2, Math.ceil(height + 2 * pen) + 2];
    const local = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x - x0, y: y - y0 })));
    const ink = inkOfStrokes(w, h, local, pen);
    for (let y = Math.max(0, -y0); y < h && y0 + y < this.height; y++)
      for (let x = Math.max(0, -x0); x < w && x0 + x < this.width; x++) {
        const at = (y0 + y) * this.width + x0 + x;
        this[layer][at] = Math.max(this[layer][at], ink[y * w + x]);
      }
  }

  line(x0, y0, x1, y1, pen) {
    this.draw(
      "print",
      [
        [
          { x: x0, y: y0 },
          { x: x1, y: y1 },
        ],
      ],
      pen,
    );
  }

  frame(x, y, width, height, pen) {
    this.line(x, y, x + width, y, pen);
    this.line(x, y + height, x + width, y + height, pen);
    this.line(x, y, x, y + height, pen);
    this.line(x + width, y, x + width, y + height, pen);
  }

  /** RGBA of both inks on paper. */
  paint({ pen = [28, 30, 70], print = [60, 60, 60], paper = [252, 251, 247] } = {}) {
    const data = new Uint8ClampedArray(this.width * this.height * 4);
    for (let i = 0; i < this.pen.length; i++) {
      for (let c = 0; c < 3; c++) {
        const below = paper[c] + (print[c] - paper[c]) * this.print[i];
        data[4 * i + c] = below + (pen[c] - below) * this.pen[i];
      }
      data[4 * i + 3] = 255;
    }
    return { width: this.width, height: this.height, data };
  }
}

/** One sample of a digit, `size` high at most and `widest` wide, its box's middle at (x, y). */
export function placeDigit(strokes, { x, y, size, widest }, pen) {
  const { left, top, width, height } = boundsOfStrokes(strokes);
  const scale = Math.min((size - pen) / Math.max(height, 1e-6), (widest - pen) / Math.max(width, 1e-6));
  return strokes.map((stroke) =>
    stroke.map((point) => ({
      x: x + (point.x - left - width / 2) * scale,
      y: y + (point.y - top - height / 2) * scale,
    })),
  );
}

/** A number written freely, its digits' tops at `top`, from `left` on, smaller where it would be wider than `most`: returns
 * where it ends. */
export function writeNumber(form, hand, random, text, { left, top, size, most = Infinity }, pen) {
  const glyphs = [...text].map((digit) => {
    const strokes = random.pick(hand.digits[digit]);
    const { width, height } = boundsOfStrokes(strokes);
    const [high, down, gap] = [random.between(0.9, 1.05), random.between(-0.04, 0.04), random.between(0.12, 0.3)];
    const wide = Math.min((width / Math.max(height, width / 2, 1e-6)) * (high * size - pen) + pen, size) / size;
    return { strokes, wide, high, down, gap };
  });
  const whole = size * glyphs.reduce((sum, { wide, gap }) => sum + wide + gap, -glyphs.at(-1).gap);
  const side = size * Math.min(1, most / whole);
  let x = left;
  for (const { strokes, wide, high, down, gap } of glyphs) {
    const middle = { x: x + (side * wide) / 2, y: top + size / 2 + side * down, size: side * high, widest: side };
    form.draw("pen", placeDigit(strokes, middle, pen), pen);
    x += side * (wide + gap);
  }
  return x;
}

/** So many digits, any of which may be 0. */
export const textOf = (random, length) => Array.from({ length }, () => random.below(10)).join("");

/** A nearly straight line by hand, `sag` lower in its middle. */
export const wavy = (random, x0, y0, x1, y1, sag) =>
  Array.from({ length: 9 }, (_, i) => ({
    x: x0 + ((x1 - x0) * i) / 8,
    y: y0 + ((y1 - y0) * i) / 8 + sag * Math.sin((Math.PI * i) / 8) + random.between(-0.3, 0.3),
  }));

/** A picture as it lies on a desk before a camera: turned, a little in perspective, in uneven light, a bit noisy. */
export function onDesk({ width, height, data }, random, { turn, askew, around = 0.08, desk = [70, 62, 54] }) {
  const lean = ((turn * Math.PI) / 180) * (random.chance(0.5) ? 1 : -1);
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  const corner = (u, v) => {
    const [x, y] = [(u - 0.5) * width * (1 + askew * random.between(-1, 1)), (v - 0.5) * height];
    const stretched = y * (1 + askew * random.between(-1, 1));
    return [x * cos - stretched * sin, x * sin + stretched * cos];
  };
  const corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const margin = around * Math.max(width, height);
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  const wide = Math.ceil(Math.max(...xs) + margin - left);
  const high = Math.ceil(Math.max(...ys) + margin - top);
  /** @type {any} */
  const moved = corners.map(([x, y]) => [x - left, y - top]);
  const back = inverse(/** @type {any} */ (projection(moved)));
  const out = new Uint8ClampedArray(wide * high * 4);
  const [slope, noise] = [random.between(-0.25, 0.25), random.between(1, 5)];
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const [u, v] = back(x + 0.5, y + 0.5);
      const light = 0.9 + slope * (x / wide - 0.5);
      for (let c = 0; c < 3; c++) {
        const seen =
          u < 0 || v < 0 || u >= 1 || v >= 1 ? desk[c] : bilinear(data, width, height, u * width, v * height, c);
        out[4 * (y * wide + x) + c] = seen * light + noise * (random.unit() + random.unit() - 1);
      }
      out[4 * (y * wide + x) + 3] = 255;
    }
  return { width: wide, height: high, data: out };
}

function bilinear(data, width, height, x, y, channel) {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [a, b] = [x - 0.5 - left, y - 0.5 - top];
  const at = (column, row) =>
    data[4 * (Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))) + channel];
  const upper = at(left, top) * (1 - a) + at(left + 1, top) * a;
  const lower = at(left, top + 1) * (1 - a) + at(left + 1, top + 1) * a;
  return upper * (1 - b) + lower * b;
}

/** The inverse of a projective map given as a 3×3 matrix by rows. */
function inverse([a, b, c, d, e, f, g, h, i]) {
  const m = [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ]; // biome-ignore format: a matrix
  return (x, y) => {
    const w = m[6] * x + m[7] * y + m[8];
    return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
  };
}

/** A picture turned by quarters, clockwise. */
export function turned({ width, height, data }, quarters) {
  if (quarters === 0) return { width, height, data };
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < height; x++) {
      const from = 4 * ((height - 1 - x) * width + y);
      out.set(data.subarray(from, from + 4), 4 * (y * height + x));
    }
  return turned({ width: height, height: width, data: out }, quarters - 1);
}
