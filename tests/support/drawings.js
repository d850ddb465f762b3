// Pictures and strokes in memory, { data, width, height } as ImageData has it: digits and any function of the place, drawn by
// the tests; and PICTURES and STROKE_SETS, of every kind that callers have, for comparing hosts and ways of calling.

import { generator } from "./random.js";
import { STROKES, smooth } from "./strokes.js";

/**
 * A digit of STROKES as an RGBA picture: pen and place in pixels, ink and paper as [r, g, b, a].
 * @param {number} digit
 * @param {any} [look]
 */
export function drawn(digit, { width = 100, height = 100, side = 70, x = 50, y = 50, pen = 8, ...colours } = {}) {
  const { ink = [0, 0, 0, 255], paper = [255, 255, 255, 255] } = colours;
  const lines = STROKES[digit].map((stroke) =>
    smooth(stroke).map(([u, v]) => [x + (u - 0.5) * side, y + (v - 0.5) * side]),
  );
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const distance = Math.min(...lines.map((line) => distanceTo(line, column + 0.5, row + 0.5)));
      const cover = Math.min(1, Math.max(0, pen / 2 + 0.5 - distance));
      for (let c = 0; c < 4; c++) data[(row * width + column) * 4 + c] = paper[c] + (ink[c] - paper[c]) * cover;
    }
  }
  return { data, width, height };
}

/** Every pixel by colour(x, y) → [red, green, blue] or with alpha, 0 … 255. */
export function painted(width, height, colour) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [red, green, blue, alpha = 255] = colour(i % width, Math.floor(i / width));
    data.set([red, green, blue, alpha], 4 * i);
  }
  return { data, width, height };
}

/** ink(x, y) 0 … 1 over width × height, with a margin around it, moved by shift, in the given colours. */
export function inked(
  ink,
  width,
  height,
  { margin = 0, shift = [0, 0], paper = [255, 255, 255], pen = [0, 0, 0] } = {},
) {
  return painted(width + 2 * margin, height + 2 * margin, (x, y) => {
    const u = x - margin - shift[0];
    const v = y - margin - shift[1];
    const share = u < 0 || v < 0 || u >= width || v >= height ? 0 : ink(u, v);
    return paper.map((value, i) => Math.round(value + (pen[i] - value) * share));
  });
}

const pixelOf = ({ width, data }, x, y) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)];

/** A picture whose pixels become colour([red, green, blue], x, y). */
export const repainted = (picture, colour) =>
  painted(picture.width, picture.height, (x, y) => colour(pixelOf(picture, x, y), x, y));

/** A picture with an edge of colour(x, y), as painted() takes it, on all sides. */
export function surrounded(picture, edge, colour) {
  const { width, height } = picture;
  return painted(width + 2 * edge, height + 2 * edge, (x, y) => {
    const [u, v] = [x - edge, y - edge];
    const isInside = u >= 0 && v >= 0 && u < width && v < height;
    return isInside ? pixelOf(picture, u, v) : colour(x, y);
  });
}

/** A grey picture in black and white, each pixel's error spread over those to come (Floyd and Steinberg 1976). */
export function dithered({ width, height, data }) {
  const grey = Float32Array.from({ length: width * height }, (_, i) => data[4 * i]);
  return painted(width, height, (x, y) => {
    const i = y * width + x;
    const value = grey[i] < 128 ? 0 : 255;
    for (const [across, down, share] of [[1, 0, 7], [-1, 1, 3], [0, 1, 5], [1, 1, 1]]) // biome-ignore format: a row
      if (x + across >= 0 && x + across < width && y + down < height)
        grey[i + down * width + across] += ((grey[i] - value) * share) / 16;
    return [value, value, value];
  });
}

/** A digit of STROKES as points, side long. */
export function penned(digit, side = 100) {
  return STROKES[digit].map((stroke) => smooth(stroke).map(([x, y]) => ({ x: x * side, y: y * side, pressure: 0.5 })));
}

function distanceTo(line, x, y) {
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1], line[i]];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return least;
}

const BLUE = [30, 60, 170, 255];
const CLEAR = [0, 0, 0, 0];
const random = generator(20251);

export const PICTURES = {
  "a 3 in black on white": drawn(3),
  "a 7 in white on black": drawn(7, { ink: [255, 255, 255, 255], paper: [0, 0, 0, 255] }),
  "a 1 with a hairline": drawn(1, { pen: 1.5 }),
  "a 3 with a marker": drawn(3, { pen: 20 }),
  "a 7 small in a corner": drawn(7, { width: 280, height: 280, side: 40, x: 30, y: 250, pen: 5 }),
  "a 3 of 28 by 28": drawn(3, { width: 28, height: 28, side: 22, x: 14, y: 14, pen: 3 }),
  "a 7 in blue on nothing": drawn(7, { ink: BLUE, paper: CLEAR }),
  "a 1 in a wide picture": drawn(1, { width: 640, height: 90, side: 70, x: 500, y: 45 }),
  "a 3 of more than half a megapixel": drawn(3, { width: 900, height: 700, side: 500, x: 450, y: 350, pen: 40 }),
  "one white pixel": painted(1, 1, () => [255, 255, 255, 255]),
  "one row": painted(300, 1, (x) => [x % 256, x % 256, x % 256, 255]),
  "nothing at all": painted(64, 48, () => CLEAR),
  "a slope of light": painted(120, 80, (x, y) => [90 + x, 90 + y, 120, 255]),
  noise: painted(90, 90, () => [random() * 256, random() * 256, random() * 256, 255]),
  "noise in the alpha": painted(50, 70, () => [0, 0, 0, random() * 256]),
};

export const STROKE_SETS = {
  "a 3 by pen": penned(3),
  "a 7 by pen, tiny": penned(7, 0.01),
  "a 1 by pen, huge": penned(1, 1e6),
  "a dot": [[{ x: 5, y: 5, pressure: 1 }]],
  "no stroke": [],
};
