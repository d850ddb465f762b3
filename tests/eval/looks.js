// How a picture looks apart from its ink: colours, papers, light. A look is a function (random, width, height) → what
// paint() takes.
import { colour } from "./canvas.js";

const DARK_ON_LIGHT = [
  ["#1a3fa0", "#fff3b0"],
  ["#b01020", "#f6e7d0"],
  ["#0b6b2e", "#ffd9e2"],
  ["#5b2a86", "#d7f0e0"],
  ["#7a3b00", "#cfe6ff"],
  ["#e53935", "#ffffff"],
  ["#2196f3", "#fffde7"],
  ["#ef6c00", "#ffffff"],
];
const LIGHT_ON_DARK = [
  ["#ffeb3b", "#1a237e"],
  ["#ff8a65", "#263238"],
  ["#80deea", "#4a148c"],
  ["#c8e6c9", "#1b5e20"],
  ["#f8bbd0", "#b71c1c"],
  ["#ffffff", "#1565c0"],
  ["#ffcc80", "#3e2723"],
];

/** Light that falls off across the picture in a random direction, from 1 to `darkest`. */
function fallingLight(random, width, height, darkest) {
  const angle = random.between(0, 2 * Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = (Math.abs(cos) * width + Math.abs(sin) * height) / 2;
  return (x, y) => {
    const along = ((x - width / 2) * cos + (y - height / 2) * sin) / reach;
    return 1 - ((1 - darkest) * (along + 1)) / 2;
  };
}

/** A shadow with a soft edge across the picture. */
function shadow(random, width, height) {
  const angle = random.between(0, 2 * Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [offset, softness, depth] = [
    random.between(-0.25, 0.25) * width,
    random.between(0.04, 0.15) * width,
    random.between(0.3, 0.5),
  ];
  return (x, y) => {
    const along = (x - width / 2) * cos + (y - height / 2) * sin - offset;
    return 1 - depth / (1 + Math.exp(-along / softness));
  };
}

/** What an app's canvas, a slide or a clean scan may look like. */
export const LOOKS = {
  "black on white": () => ({ pen: colour("#000000"), paper: colour("#ffffff") }),
  "white on black": () => ({ pen: colour("#ffffff"), paper: colour("#000000") }),
  "colour on light": (random) => inColours(random.pick(DARK_ON_LIGHT)),
  "colour on dark": (random) => inColours(random.pick(LIGHT_ON_DARK)),
  "falling light": (random, width, height) => ({
    pen: colour("#20242c"),
    paper: colour("#f4f1ea"),
    light: fallingLight(random, width, height, random.between(0.4, 0.6)),
  }),
  shadow: (random, width, height) => ({
    pen: colour("#1b2a55"),
    paper: colour("#efeee8"),
    light: shadow(random, width, height),
  }),
  "light gradient": (random, width, height) => ({
    pen: colour("#222222"),
    paper: colour("#ffe0b2"),
    printed: colour("#b3d4fc"),
    print: fallingLight(random, width, height, 0),
  }),
  "dark gradient": (random, width, height) => ({
    pen: colour("#fafafa"),
    paper: colour("#0d47a1"),
    printed: colour("#6a1b4d"),
    print: fallingLight(random, width, height, 0),
  }),
  "black on nothing": () => ({ pen: colour("#000000"), transparent: true }),
  "white on nothing": () => ({ pen: colour("#ffffff"), transparent: true }),
};

function inColours([pen, paper]) {
  return { pen: colour(pen), paper: colour(paper) };
}

/** Lines every `step` pixels, `wide` pixels wide, as a share of ink. */
function rules(step, wide, offset, slope) {
  return (x, y) => {
    const distance = (((y + slope * x - offset) % step) + step) % step;
    return Math.max(0, Math.min(1, wide / 2 + 0.5 - Math.min(distance, step - distance)));
  };
}

function together(...lines) {
  return (x, y) => {
    let share = 0;
    for (const line of lines) share = Math.max(share, line(x, y));
    return share;
  };
}

function transposed(rule) {
  return (x, y) => rule(y, x);
}

function guilloche(random) {
  const [a, b, c] = [random.between(0.05, 0.12), random.between(0.02, 0.06), random.between(3, 9)];
  return (x, y) => Math.max(0, 1 - Math.abs(Math.sin(a * (y + c * Math.sin(b * x)) + 0.02 * x)) * 3.5);
}

function grain(random, strength) {
  return () => random.normal() * strength;
}

const [BALLPOINT, SHEET] = [colour("#1d2f6f"), colour("#f3f1ec")];

/** What a camera sees. `jpegQuality` asks for the picture to be stored as JPEG once. */
export const PAPERS = {
  "ruled lines": (random) => {
    const [step, slope] = [random.between(34, 60), random.between(-0.02, 0.02)];
    return {
      pen: BALLPOINT,
      paper: SHEET,
      printed: colour("#a9c3e8"),
      print: rules(step, 2, random.between(0, step), slope),
    };
  },
  squared: (random) => {
    const step = random.between(22, 40);
    const line = rules(step, 1.5, random.between(0, step), 0);
    return {
      pen: BALLPOINT,
      paper: SHEET,
      printed: colour("#b9cbe0"),
      print: together(line, transposed(line)),
    };
  },
  "security pattern": (random) => ({
    pen: colour("#23252b"),
    paper: colour("#e9f0e4"),
    printed: colour("#a8c7b0"),
    print: together(guilloche(random), guilloche(random)),
  }),
  grain: (random) => ({
    pen: colour("#33363d"),
    paper: colour("#d9d4c8"),
    grain: grain(random, random.between(6, 14)),
  }),
  dim: (random, width, height) => ({
    pen: colour("#2b2d38"),
    paper: colour("#a09c92"),
    light: fallingLight(random, width, height, 0.4),
    grain: grain(random, 3),
  }),
  pencil: (random, width, height) => ({
    pen: colour("#8b8b8f"),
    paper: colour("#f5f3ee"),
    light: fallingLight(random, width, height, 0.7),
    grain: grain(random, 2),
  }),
  "shadow and rules": (random, width, height) => {
    const step = random.between(34, 60);
    return {
      pen: BALLPOINT,
      paper: SHEET,
      printed: colour("#a9c3e8"),
      print: rules(step, 2, random.between(0, step), random.between(-0.03, 0.03)),
      light: shadow(random, width, height),
      grain: grain(random, 3),
    };
  },
  "table edge": (random, width) => {
    const edge = width * random.between(0.03, 0.08);
    return {
      pen: BALLPOINT,
      paper: SHEET,
      printed: colour("#5a3d28"),
      print: (x) => (x < edge ? 1 : 0),
      grain: grain(random, 3),
    };
  },
  specks: (random, width, height) => {
    const dots = Array.from({ length: 12 }, () => [
      random.between(0, width),
      random.between(0, height),
      random.between(0.7, 2),
    ]);
    const print = (x, y) => (dots.some(([u, v, r]) => (x - u) ** 2 + (y - v) ** 2 < r * r) ? 1 : 0);
    return { pen: BALLPOINT, paper: SHEET, printed: colour("#444444"), print };
  },
  "poor JPEG": (random, width, height) => ({
    pen: BALLPOINT,
    paper: SHEET,
    light: fallingLight(random, width, height, 0.7),
    grain: grain(random, 3),
    jpegQuality: 18,
  }),
};
