// Real people's digits and numbers as they come in practice: by other pens and sizes, in bad light, on printed papers, on
// desks and cut close, stored badly, held askew. Black strokes of unseen writers on white are the start; every condition
// is one picture's way from there, so that what it costs is seen by itself.
import { dithered, painted, surrounded } from "../support/drawings.js";
import { throughJpeg } from "./jpeg.js";
import { composedNumbers, unipenNumbers } from "./number-sets.js";
import { Random } from "./random.js";
import { DIGIT, inked, NUMBER, unipenDigits } from "./unipen-sets.js";

const DIGITS_EACH = 80; // as many as a floor for each needs, see accuracy.test.js
const NUMBERS_EACH = 25;
const TENS = 20; // rows of ten digits among the numbers

const PEN = 0.06; // of the writing's height
const INK = 0.3; // of the light that falls on it comes back

/** A picture of that size, each pixel a grey or a colour, [red, green, blue, alpha?]. */
const drawn = (width, height, pixel) => painted(width, height, (x, y) => coloured(pixel(x, y)));
const coloured = (value) => (typeof value === "number" ? [value, value, value] : value);

const greyAt = ({ width, data }, x, y) => data[4 * (y * width + x)];

/** What becomes of each pixel's white, 0 … 1, at shares u of the width and v of the height. */
function toned(picture, tone) {
  const { width, height } = picture;
  return drawn(width, height, (x, y) => tone(greyAt(picture, x, y) / 255, x / width, y / height));
}

/** Ink and paper in a light: (u, v) → 0 … 1, or that of each colour. */
const lit = (picture, light) =>
  toned(picture, (white, u, v) => {
    const seen = 255 * (INK + (1 - INK) * white);
    const falling = light(u, v);
    return typeof falling === "number" ? seen * falling : falling.map((share) => seen * share);
  });

/** Black ink on a printed paper: (x, y) → how bright it is. */
const onPrinted = (picture, paper) =>
  drawn(picture.width, picture.height, (x, y) => greyAt(picture, x, y) * paper(x, y));

/** With something before it: (x, y, width, height) → is it there? */
const covered = (picture, isCovered, grey = 0) =>
  drawn(picture.width, picture.height, (x, y) =>
    isCovered(x, y, picture.width, picture.height) ? grey : greyAt(picture, x, y),
  );

const plainDesk = (grey) => () => [grey, grey, grey];
const wood = (x, y) => {
  const grain = Math.sin(0.3 * y + 3 * Math.sin(0.02 * x));
  return [110 + 25 * grain, 70 + 18 * grain, 40];
};

const inverted = (picture) => toned(picture, (white) => 255 * (1 - white));
const chalk = (picture) => toned(picture, (white) => 40 + 180 * (1 - white));
const onNothing = (picture) => toned(picture, (white) => [0, 0, 0, 255 * (1 - white)]);

const noise = (random, strength) => strength * (random.unit() + random.unit() - 1);

/** Seen from elsewhere: (x, y) → where that is in the picture, around which all is white. */
function warped(picture, width, height, from) {
  const at = (x, y) => (x < 0 || y < 0 || x >= picture.width || y >= picture.height ? 255 : greyAt(picture, x, y));
  return drawn(width, height, (x, y) => {
    const [u, v] = from(x, y);
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - left, v - top];
    const upper = at(left, top) * (1 - a) + at(left + 1, top) * a;
    const lower = at(left, top + 1) * (1 - a) + at(left + 1, top + 1) * a;
    return upper * (1 - b) + lower * b;
  });
}

/** Clockwise. */
function turned(picture, degrees) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [w, h] = [picture.width, picture.height];
  const width = Math.ceil(w * cos + h * Math.abs(sin));
  const height = Math.ceil(w * Math.abs(sin) + h * cos);
  return warped(picture, width, height, (x, y) => {
    const [right, down] = [x - width / 2, y - height / 2];
    return [right * cos + down * sin + w / 2, down * cos - right * sin + h / 2];
  });
}

/** The top farther away. */
const seenFromBelow = (picture) =>
  warped(picture, picture.width, picture.height, (x, y) => [
    (x - picture.width / 2) / (0.75 + 0.25 * (y / picture.height)) + picture.width / 2,
    y,
  ]);

/** The left farther away. */
const seenFromTheRight = (picture) =>
  warped(picture, picture.width, picture.height, (x, y) => [
    x,
    (y - picture.height / 2) / (0.7 + 0.3 * (x / picture.width)) + picture.height / 2,
  ]);

const SHEAR = 0.4; // across per up

function sheared(picture) {
  const { width, height } = picture;
  const across = Math.ceil(SHEAR * height);
  return warped(picture, width + across, height, (x, y) => [x - SHEAR * (height - y), y]);
}

function enlarged(picture, times) {
  const pixel = (x, y) => greyAt(picture, Math.floor(x / times), Math.floor(y / times));
  return drawn(picture.width * times, picture.height * times, pixel);
}

/** Two running means along each axis, over `radius` pixels on both sides. */
function blurred(picture, radius) {
  const mean = (from, dx, dy) =>
    drawn(from.width, from.height, (x, y) => {
      let [sum, count] = [0, 0];
      for (let i = -radius; i <= radius; i++) {
        const [column, row] = [x + i * dx, y + i * dy];
        if (column < 0 || row < 0 || column >= from.width || row >= from.height) continue;
        sum += greyAt(from, column, row);
        count++;
      }
      return sum / count;
    });
  const across = mean(mean(picture, 1, 0), 1, 0);
  return mean(mean(across, 0, 1), 0, 1);
}

/** A dark line as soft as `soft` pixels, `apart` from its middle: what is left of the light. */
const shade = (apart, soft, depth) => 1 - depth * Math.exp(-((apart / soft) ** 2));

/**
 * Each makes a picture of the plain one, black on white; draw(pen, size) is the same by another pen or of another size.
 * @type {Record<string, (plain: any, paper: { draw: (pen: number, size?: any) => any, random: Random }) => any>}
 */
const CONDITIONS = {
  plain: (plain) => plain,

  "pen of 3 %": (_, { draw }) => draw(0.03),
  "pen of 12 %": (_, { draw }) => draw(0.12),
  "pen of 16 %": (_, { draw }) => draw(0.16),
  "cut to a marker's ink": (_, { draw }) => draw(0.16, { height: 200, margin: 0 }),
  "cut to a marker's ink, light on dark": (_, { draw }) => inverted(draw(0.16, { height: 200, margin: 0 })),
  "18 pixels high": (_, { draw }) => draw(0.1, { height: 18, margin: 6 }),
  "24 pixels high": (_, { draw }) => draw(0.08, { height: 24, margin: 6 }),
  "360 pixels high": (_, { draw }) => draw(PEN, { height: 360, margin: 100 }),

  "JPEG of quality 5": (plain) => throughJpeg(plain, 5),
  blurred: (plain) => blurred(plain, 3),
  dithered: (plain) => dithered(toned(plain, (white) => 60 + 160 * white)),
  "enlarged without smoothing": (_, { draw }) => enlarged(draw(0.1, { height: 20, margin: 4 }), 10),
  "on nothing": onNothing,

  faint: (plain) => toned(plain, (white) => 176 + 24 * white),
  noise: (plain, { random }) => toned(plain, (white) => 120 + 110 * white + noise(random, 25)),
  "light falling off across": (plain) => lit(plain, (u) => 0.35 + 0.6 * u),
  "light falling off down": (plain) => lit(plain, (_, v) => 0.35 + 0.6 * v),
  vignette: (plain) => lit(plain, (u, v) => 0.94 - 1.02 * ((u - 0.5) ** 2 + (v - 0.5) ** 2)),
  "hard shadow": (plain) => lit(plain, (u) => (u > 0.45 ? 0.47 : 0.92)),
  glare: (plain) =>
    toned(plain, (white, u, v) => {
      const flash = 140 * Math.exp(-(((u - 0.4) / 0.2) ** 2 + ((v - 0.4) / 0.25) ** 2));
      return 150 * (INK + (1 - INK) * white) + flash;
    }),
  chalk,

  "dark frame of 2 pixels": (plain) => surrounded(plain, 2, plainDesk(0)),
  "dark frame of 20 pixels": (plain) => surrounded(plain, 20, plainDesk(0)),
  "broad dark desk": (plain) => surrounded(plain, 200, plainDesk(50)),
  "noisy dark desk": (plain, { random }) =>
    toned(surrounded(plain, 80, plainDesk(60)), (white) => 255 * white + noise(random, 40)),
  "wooden desk": (plain) => surrounded(plain, 50, wood),
  "dark card on white": (plain) => surrounded(chalk(plain), 20, plainDesk(250)),
  "dark edge left": (plain) => covered(plain, (x) => x < 6),
  "dark edge left and below": (plain) => covered(plain, (x, y, _, height) => x < 5 || y >= height - 5),
  "dark edge above": (plain) => covered(plain, (_, y) => y < 10, 10),
  "finger in the corner": (plain) =>
    covered(plain, (x, y, width, height) => Math.hypot(x - width, y - height) < height / 4.5, 90),
  "far away": (plain) => surrounded(plain, 400, plainDesk(255)),

  highlighter: (plain) => lit(plain, (_, v) => (v > 0.25 && v < 0.72 ? [1, 0.95, 0.35] : 1)),
  "sticky note on wood": (plain) =>
    surrounded(
      toned(plain, (white) => [255 * white, 235 * white, 110 * white]),
      50,
      wood,
    ),
  crease: (plain) => lit(plain, (u, v) => shade((v - 0.4) * plain.height - 0.1 * u * plain.width, 2, 0.2)),
  fold: (plain) => lit(plain, (u) => (u > 0.5 ? 0.78 : 1)),
  "ruled paper": (plain) => onPrinted(plain, (_, y) => (y % 36 < 2 ? 0.6 : 1)),
  "paper in fine squares": (plain) => onPrinted(plain, (x, y) => (x % 20 < 1 || y % 20 < 1 ? 0.75 : 1)),
  "paper in coarse squares": (plain) => onPrinted(plain, (x, y) => (x % 40 < 2 || y % 40 < 2 ? 0.55 : 1)),

  "turned by 8°": (plain) => turned(plain, 8),
  "turned by -8°": (plain) => turned(plain, -8),
  "turned by 15°": (plain) => turned(plain, 15),
  "turned by -15°": (plain) => turned(plain, -15),
  "seen from below": seenFromBelow,
  "seen from the right": seenFromTheRight,
  sheared,
};

/** Of a number the honest answer is a refusal, as of one beside a 1 that is cut off. */
const OF_DIGITS = {
  "dark edge beside the lower half": (plain) =>
    covered(plain, (x, y, width, height) => x >= width - 8 && y > height / 2),
};

/** So many items a condition, spread over all writers, each condition those beside the last one's. */
function* inConditions(conditions, items, each, size) {
  for (const [number, [kind, make]] of Object.entries(conditions).entries())
    for (let i = 0; i < each; i++) {
      const { strokes, truth, truths, name } = items[(number + Math.floor((i * items.length) / each)) % items.length];
      const draw = (pen, other = {}) => inked(strokes, pen, { ...size, ...other });
      const picture = make(draw(PEN), { draw, random: new Random("condition", kind, name) });
      yield { truth, truths, picture, name: `${kind}, ${name}`, conditions: { kind } };
    }
}

const named = (sets, name) => sets.find((set) => set.name === name);

/** @param {string} folder the data folder @param fold the writers to take, or null for all */
export function digitsInConditions(folder, fold) {
  const clean = named(unipenDigits(folder, fold), "unipen-clean");
  return {
    name: "digits-in-conditions",
    about: "digits of unseen writers by pen, size, light, paper, desk, camera",
    needs: clean.needs,
    items: () => inConditions({ ...CONDITIONS, ...OF_DIGITS }, clean.items(), DIGITS_EACH, DIGIT),
  };
}

/** @param {string} folder the data folder @param fold the writers to take, or null for all */
export function numbersInConditions(folder, fold) {
  const whole = named(unipenNumbers(folder, fold), "unipen-numbers");
  const tens = named(composedNumbers(folder, fold), "ten-in-a-row");
  return {
    name: "numbers-in-conditions",
    about: "whole numbers and rows of ten digits of unseen writers, likewise",
    needs: tens.needs,
    format: "digits",
    items: () => inConditions(CONDITIONS, [...whole.items(), ...tens.items().slice(0, TENS)], NUMBERS_EACH, NUMBER),
  };
}
