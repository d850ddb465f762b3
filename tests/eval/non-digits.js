// What is no digit, made or taken for the evaluation alone: none of it was trained on.
import { existsSync } from "node:fs";
import { colour, fitStrokes, greyPicture, inkOfStrokes, paint } from "./canvas.js";
import { fontLetters, missingForFontLetters } from "./font-letters.js";
import { digitStyles, signs, write } from "./hand.js";
import { readIdx } from "./idx.js";
import { LOOKS, PAPERS } from "./looks.js";
import { Random } from "./random.js";

const CANVAS = 200;
const SIGN_VARIANTS = 12;
const MADE = 240; // scribbles, noises, papers each
const CLOTHES_EVERY = 5; // of the 10,000
const CLOTHES = process.env.LENET5_CLOTHES ?? "/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz";

function drawn(strokes, random, { size = random.between(70, 180), pen = size * random.between(0.03, 0.12) } = {}) {
  const room = CANVAS - size - 4;
  const place = { left: 2 + random.unit() * room, top: 2 + random.unit() * room, size };
  const ink = inkOfStrokes(CANVAS, CANVAS, fitStrokes(strokes, place, pen), pen);
  return paint(CANVAS, CANVAS, ink, LOOKS[random.pick(Object.keys(LOOKS))](random, CANVAS, CANVAS));
}

function* handSigns(kind) {
  for (const { name, template } of signs[kind]) {
    for (let i = 0; i < SIGN_VARIANTS; i++) {
      const random = new Random(kind, name, i);
      yield { truth: null, kind, picture: drawn(write(template, random), random), name: `${name} ${i}` };
    }
  }
}

const SCRIBBLES = {
  wander(random) {
    let [x, y, heading] = [0, 0, random.between(0, 6)];
    return [
      Array.from({ length: 60 + random.below(120) }, () => {
        heading += random.normal() * 0.55;
        return { x: (x += 6 * Math.cos(heading)), y: (y += 6 * Math.sin(heading)) };
      }),
    ];
  },
  zigzag(random) {
    const teeth = 5 + random.below(8);
    return [
      Array.from({ length: teeth }, (_, i) => ({
        x: (i * 100) / teeth + random.normal() * 3,
        y: (i % 2) * random.between(40, 100),
      })),
    ];
  },
  spiral(random) {
    const [turns, wide] = [random.between(2.5, 5), random.between(0.7, 1.2)];
    return [
      Array.from({ length: 120 }, (_, i) => {
        const angle = (i / 120) * turns * 2 * Math.PI;
        return { x: wide * angle * Math.cos(angle), y: angle * Math.sin(angle) };
      }),
    ];
  },
  hatching(random) {
    return Array.from({ length: 6 + random.below(6) }, (_, i) => [
      { x: i * 12 + random.normal() * 2, y: random.between(0, 12) },
      { x: i * 12 + 20 + random.normal() * 4, y: random.between(80, 100) },
    ]);
  },
  tangle(random) {
    return [
      Array.from({ length: 160 }, (_, i) => ({
        x: 50 * Math.cos(i * 0.21) * Math.sin(i * random.between(0.13, 0.14)) + random.normal(),
        y: 50 * Math.sin(i * 0.34) + random.normal(),
      })),
    ];
  },
  sticks(random) {
    return Array.from({ length: 5 + random.below(5) }, () => [
      { x: random.between(0, 100), y: random.between(0, 100) },
      { x: random.between(0, 100), y: random.between(0, 100) },
    ]);
  },
  waves(random) {
    const rows = 3 + random.below(3);
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: 50 }, (_, i) => ({
        x: i * 2,
        y: row * 26 + 8 * Math.sin(i * random.between(0.55, 0.6)),
      })),
    );
  },
};

function* scribbles() {
  const makers = Object.entries(SCRIBBLES);
  for (let i = 0; i < MADE; i++) {
    const [name, make] = makers[i % makers.length];
    const random = new Random("scribble", name, i);
    yield { truth: null, kind: "scribbles", picture: drawn(make(random), random), name: `${name} ${i}` };
  }
}

/** Values between random ones on a grid of `step` pixels, bilinear. */
function smoothNoise(random, side, step) {
  const cells = Math.ceil(side / step) + 2;
  const grid = Array.from({ length: cells * cells }, () => random.unit());
  return (x, y) => {
    const [u, v] = [x / step, y / step];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [s, t] = [u - i, v - j];
    const row = (k) => grid[k * cells + i] * (1 - s) + grid[k * cells + i + 1] * s;
    return row(j) * (1 - t) + row(j + 1) * t;
  };
}

const NOISES = {
  white: (random) => () => 255 * random.unit(),
  normal: (random) => () => 128 + 60 * random.normal(),
  "salt and pepper": (random) => () => (random.chance(0.1) ? 255 * random.below(2) : 128),
  blobs(random, side) {
    const noise = smoothNoise(random, side, side / random.between(4, 9));
    return (x, y) => (noise(x, y) > 0.5 ? 20 : 235);
  },
  clouds(random, side) {
    const noise = smoothNoise(random, side, side / random.between(3, 8));
    return (x, y) => 255 * noise(x, y);
  },
  stripes(random) {
    const [period, angle] = [random.between(4, 30), random.between(0, 3)];
    return (x, y) => (Math.sin(((x * Math.cos(angle) + y * Math.sin(angle)) * 2 * Math.PI) / period) > 0 ? 30 : 225);
  },
  board(random) {
    const step = random.between(6, 30);
    return (x, y) => ((Math.floor(x / step) + Math.floor(y / step)) % 2 ? 30 : 225);
  },
};

function* noises() {
  const makers = Object.entries(NOISES);
  for (let i = 0; i < MADE; i++) {
    const [name, make] = makers[i % makers.length];
    const random = new Random("noise", name, i);
    const side = random.pick([28, 64, 150]);
    const value = make(random, side);
    const values = Uint8ClampedArray.from({ length: side * side }, (_, at) => value(at % side, Math.floor(at / side)));
    yield {
      truth: null,
      kind: "noise",
      picture: greyPicture({ width: side, height: side, values }),
      name: `${name} ${i}`,
    };
  }
}

/** Papers with nothing written on them. */
function* papers() {
  const makers = Object.entries({
    ...PAPERS,
    shadow: LOOKS.shadow,
    "falling light": LOOKS["falling light"],
    gradient: LOOKS["dark gradient"],
  });
  for (let i = 0; i < MADE; i++) {
    const [name, make] = makers[i % makers.length];
    const random = new Random("empty paper", name, i);
    const picture = paint(CANVAS, CANVAS, new Float32Array(CANVAS * CANVAS), make(random, CANVAS, CANVAS));
    yield { truth: null, kind: "paper", picture, name: `${name} ${i}` };
  }
}

function* clothes() {
  const { count, width, height, item } = readIdx(CLOTHES);
  for (let i = 0; i < count; i += CLOTHES_EVERY) {
    yield {
      truth: null,
      kind: "clothes",
      picture: greyPicture({ width, height, values: item(i) }),
      name: `clothes ${i}`,
    };
  }
}

/** Two digits side by side in one picture: reported, but one may say that each of them is one. */
function* pairs() {
  for (let i = 0; i < MADE; i++) {
    const random = new Random("pair", i);
    const [left, right] = [random.pick(digitStyles), random.pick(digitStyles)].map(({ template }) =>
      fitStrokes(write(template, random), { left: 0, top: 0, size: 100 }, 0),
    );
    const gap = random.between(4, 30) + Math.max(...left.flat().map(({ x }) => x));
    const strokes = [...left, ...right.map((stroke) => stroke.map(({ x, y }) => ({ x: x + gap, y })))];
    const ink = inkOfStrokes(CANVAS, CANVAS, fitStrokes(strokes, { left: 20, top: 40, size: 150 }, 6), 6);
    const picture = paint(CANVAS, CANVAS, ink, { pen: colour("#000000"), paper: colour("#ffffff") });
    yield { truth: null, kind: "pairs", picture, name: `pair ${i}` };
  }
}

/** [{ name, about, needs, items, counted }]: `counted` ones make the total that is promised. */
export function nonDigitSets() {
  const missing = missingForFontLetters();
  const handKinds = Object.keys(signs).map((kind) => ({
    name: kind,
    about: `${kind} written by the evaluation`,
    needs: [],
    items: () => handSigns(kind),
    counted: true,
  }));
  return [
    ...handKinds,
    {
      name: "font letters",
      about: "letters in the machine's fonts",
      needs: missing ? [missing] : [],
      items: fontLetters,
      counted: true,
    },
    { name: "scribbles", about: "scribbles", needs: [], items: scribbles, counted: true },
    { name: "noise", about: "noise, blobs, stripes", needs: [], items: noises, counted: true },
    { name: "paper", about: "papers with nothing on them", needs: [], items: papers, counted: true },
    {
      name: "clothes",
      about: "Fashion-MNIST's test part",
      needs: existsSync(CLOTHES) ? [] : [CLOTHES],
      items: clothes,
      counted: true,
    },
    { name: "pairs", about: "two digits side by side", needs: [], items: pairs, counted: false },
  ];
}
