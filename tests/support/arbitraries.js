// Pictures, lines and strokes made for fast-check: of every shape, with ink at the edges, in the corners, everywhere.
// Each is made from a few numbers, so that a failing one shrinks to something that can be looked at.

import fc from "fast-check";

import { STROKES, smooth } from "./strokes.js";

const [PAPER, INK] = [255, 0];
const DIGITS = Object.keys(STROKES).filter((name) => /^\d$/.test(name));

/** A sheet of paper: { width, height, grey }, grey 0 black … 255 white. */
const sheet = (width, height) => ({ width, height, grey: new Uint8Array(width * height).fill(PAPER) });

/** A round pen at (x, y), pixel centres at halves; what lies outside the sheet is cut off. */
function dab({ width, height, grey }, x, y, pen) {
  const reach = pen / 2 + 1;
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++) {
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
      const cover = Math.min(1, Math.max(0, pen / 2 + 0.5 - Math.hypot(column + 0.5 - x, row + 0.5 - y)));
      grey[row * width + column] = Math.min(grey[row * width + column], PAPER + (INK - PAPER) * cover);
    }
  }
}

function draw(onto, points, pen) {
  for (let i = 0; i < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[Math.max(0, i - 1)], points[i]];
    const steps = Math.max(1, Math.ceil((2 * Math.hypot(bx - ax, by - ay)) / Math.max(1, pen)));
    for (let k = 1; k <= steps; k++) dab(onto, ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps, pen);
  }
}

/** A digit in the box (left, top, width, height), of which the pen may reach out. */
function put(onto, digit, { left, top, width, height, pen }) {
  for (const stroke of STROKES[digit]) {
    draw(
      onto,
      smooth(stroke).map(([x, y]) => [left + x * width, top + y * height]),
      pen,
    );
  }
}

const unit = fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true });
const pen = fc.double({ min: 0.5, max: 9, noNaN: true });
const digit = fc.constantFrom(...DIGITS);
const bytes = (length) => fc.uint8Array({ minLength: length, maxLength: length });

/** Sizes of a picture: square, narrow, flat, a few pixels. */
const sizes = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 160 }), fc.integer({ min: 1, max: 160 })),
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 20, max: 1200 })),
  fc.tuple(fc.integer({ min: 20, max: 1200 }), fc.integer({ min: 1, max: 8 })),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
);

/** Lines from anywhere to anywhere, also to the very edges and beyond them. */
const scrawls = fc
  .tuple(sizes, fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: 6 }), pen)
  .map(([[width, height], points, breadth]) => {
    const made = sheet(width, height);
    draw(
      made,
      points.map(([x, y]) => [(1.2 * x - 0.1) * width, (1.2 * y - 0.1) * height]),
      breadth,
    );
    return made;
  });

/** A digit, small or as large as the picture, at an edge, in a corner, or cut off by them. */
const placedDigits = fc
  .record({
    size: sizes,
    digit,
    pen,
    x: fc.constantFrom(-0.2, 0, 0.5, 1, 1.2),
    y: fc.constantFrom(-0.2, 0, 0.5, 1, 1.2),
    side: fc.oneof(fc.integer({ min: 2, max: 14 }), fc.integer({ min: 14, max: 160 })),
  })
  .map(({ size: [width, height], digit: name, pen: breadth, x, y, side }) => {
    const made = sheet(width, height);
    const [across, down] = [Math.min(side, width), Math.min(side, height)];
    const [left, top] = [x * (width - across), y * (height - down)];
    put(made, name, { left, top, width: across, height: down, pen: breadth });
    return made;
  });

/** Noise of any density. */
const noises = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 255 }))
  .chain(([width, height, most]) =>
    bytes(width * height).map((noise) => ({
      width,
      height,
      grey: noise.map((value) => (value > most ? PAPER : value)),
    })),
  );

/** Rows and columns of ink, one pixel or more, at the edges as anywhere. */
const run = fc.tuple(fc.boolean(), unit, fc.integer({ min: 1, max: 3 }), unit, unit);
const rows = fc.tuple(sizes, fc.array(run, { minLength: 1, maxLength: 4 })).map(([[width, height], runs]) => {
  const made = sheet(width, height);
  for (const [upright, place, thick, from, to] of runs) {
    const [along, across] = upright ? [height, width] : [width, height];
    const first = Math.min(across - 1, Math.floor(place * across));
    for (let i = first; i < Math.min(across, first + thick); i++)
      for (let k = Math.floor(Math.min(from, to) * along); k < Math.ceil(Math.max(from, to) * along); k++)
        made.grey[upright ? k * width + i : i * width + k] = INK;
  }
  return made;
});

/** Numbers of one to eight digits, close or apart, with or without paper around them. */
const lines = fc
  .record({
    digits: fc.array(digit, { minLength: 1, maxLength: 8 }),
    height: fc.integer({ min: 8, max: 90 }),
    pen,
    gap: fc.double({ min: -0.2, max: 0.6, noNaN: true }),
    margin: fc.constantFrom(-3, 0, 1, 12),
    slope: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
  })
  .map(({ digits, height, pen: breadth, gap, margin, slope }) => {
    const across = 0.65 * height;
    const step = across * (1 + gap);
    const made = sheet(Math.max(1, Math.ceil(2 * margin + step * digits.length)), Math.max(1, height + 2 * margin));
    digits.forEach((name, i) =>
      put(made, name, {
        left: margin + step * i,
        top: margin + slope * step * i,
        width: across,
        height,
        pen: Math.min(breadth, height / 5),
      }),
    );
    return made;
  });

/** Thousands of pixels long, and a few across: what is scaled down until next to nothing is left. */
const extremes = fc
  .record({
    short: fc.integer({ min: 1, max: 9 }),
    long: fc.integer({ min: 3000, max: 12000 }),
    upright: fc.boolean(),
    points: fc.array(fc.tuple(unit, unit), { minLength: 2, maxLength: 4 }),
    breadth: fc.constantFrom(1, 2, 4),
  })
  .map(({ short, long, upright, points, breadth }) => {
    const made = upright ? sheet(short, long) : sheet(long, short);
    draw(
      made,
      points.map(([x, y]) => [x * made.width, y * made.height]),
      breadth,
    );
    return made;
  });

const inverted = ({ width, height, grey }) => ({ width, height, grey: grey.map((value) => 255 - value) });
/** @param {fc.Arbitrary<{ width: number, height: number, grey: Uint8Array }>} pictures */
const eitherWay = (pictures) =>
  fc.tuple(pictures, fc.boolean()).map(([picture, isLight]) => (isLight ? inverted(picture) : picture));

export const anyPicture = eitherWay(fc.oneof(scrawls, placedDigits, rows, noises, { arbitrary: lines, weight: 2 }));
export const anyLine = eitherWay(lines);
export const extremePicture = eitherWay(extremes);

const coordinate = fc.oneof(
  fc.double({ min: -200, max: 200, noNaN: true }),
  fc.constantFrom(0, -0, 1e-3, 1e7, -1e8, 1e8, 1e-30, 1e-40),
);
const point = fc.record({ x: coordinate, y: coordinate, pressure: unit });

/** Strokes: points anywhere, digits in a row of any size and place. */
export const anyStrokes = fc.oneof(
  fc.array(fc.array(point, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
  fc
    .record({
      digits: fc.array(digit, { minLength: 1, maxLength: 6 }),
      side: fc.constantFrom(0.01, 3, 40, 1e4),
      x: fc.integer({ min: -300, max: 300 }),
      y: fc.integer({ min: -300, max: 300 }),
    })
    .map(({ digits, side, x, y }) =>
      digits.flatMap((name, i) =>
        STROKES[name].map((stroke) =>
          smooth(stroke).map(([u, v]) => ({ x: x + side * (0.8 * i + 0.65 * u), y: y + side * v, pressure: 0.5 })),
        ),
      ),
    ),
);

/** As canvas has it, opaque. */
export function rgbaOf({ width, height, grey }) {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  grey.forEach((value, i) => data.fill(value, 4 * i, 4 * i + 3));
  return { data, width, height };
}
