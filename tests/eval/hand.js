// Handwriting made for the evaluation alone: digits as people of many countries write them, and signs that are no
// digits. Written without a look at what the training draws, so that it tests more than the training's own templates.
//
// A template is a list of strokes, a stroke the points that the pen passes in order, "x y" in a box about 60 wide and
// 100 high, y downwards. The pen runs smoothly (Catmull–Rom) through a point and stops for a corner at one marked "!".
import { catmullRom } from "./spline.js";

const DIGITS = {
  0: {
    oval: ["34 1, 12 14, 2 50, 12 86, 30 99, 50 84, 58 50, 50 14, 34 1"],
    round: ["28 4, 4 24, 0 54, 12 88, 36 98, 60 80, 66 46, 54 14, 28 4"],
    tail: ["44 6, 22 2, 4 26, 2 62, 16 94, 38 96, 56 70, 56 34, 42 8, 26 8, 18 16"],
    slashed: ["32 1, 10 16, 2 50, 12 86, 30 99, 50 84, 58 50, 50 14, 32 1", "56 4, 4 96"],
  },
  1: {
    bar: ["30 0, 30 100"],
    leaning: ["42 0, 18 100"],
    flag: ["10 24!, 32 0!, 32 100"],
    upstroke: ["0 58, 20 30, 38 0!, 36 50, 36 100"],
    foot: ["10 22!, 32 0!, 32 100", "6 100, 60 100"],
    "upstroke and foot": ["2 44!, 34 0!, 34 100", "10 99, 58 100"],
  },
  2: {
    plain: ["4 22, 16 4, 36 0, 52 14, 48 36, 26 66, 0 98!, 60 97"],
    looped: ["4 20, 18 3, 40 2, 52 18, 46 44, 28 74, 10 94, 2 88, 12 78, 30 88, 46 98, 62 90"],
    swan: ["10 26, 14 8, 32 0, 48 10, 48 30, 32 58, 14 82, 4 98!, 24 92, 40 98, 60 94"],
    "flat foot": ["2 12, 24 0, 48 8, 52 30, 34 56, 6 92, 4 99!, 56 100"],
  },
  3: {
    round: ["4 14, 20 1, 42 4, 50 22, 40 40, 20 47!, 44 54, 55 74, 44 94, 20 100, 2 88"],
    "flat top": ["4 2!, 54 2!, 24 40!, 46 48, 56 70, 44 94, 20 100, 0 90"],
    "inner loop": ["4 12, 24 0, 46 10, 46 32, 26 46, 18 52, 24 56, 32 48, 50 60, 52 84, 32 99, 4 90"],
    deep: ["8 10, 30 0, 48 14, 40 36, 28 44!, 50 52, 58 76, 40 98, 14 98, 0 84"],
  },
  4: {
    closed: ["44 100!, 44 0!, 0 66!, 62 66"],
    open: ["14 0, 8 30, 2 58!, 60 58", "44 24, 42 100"],
    "open cup": ["6 2, 4 34, 14 50, 34 52, 52 40", "54 0, 50 60, 46 100"],
    leaning: ["34 0, 16 34, 0 64!, 60 60", "46 34, 36 100"],
    "two strokes": ["30 2!, 2 62!, 60 62", "44 36, 44 100"],
  },
  5: {
    "one stroke": ["54 2!, 14 4!, 8 44, 30 38, 52 50, 54 76, 36 96, 16 99, 0 88"],
    "two strokes": ["14 4, 8 44, 28 38, 50 48, 54 74, 38 96, 18 100, 0 92", "14 4, 56 2"],
    "loose bar": ["16 10, 8 46, 30 40, 50 52, 52 76, 36 97, 16 99, 0 90", "24 4, 60 0"],
    "s-like": ["52 4, 28 2, 14 12, 12 34, 22 44, 42 52, 52 70, 42 92, 20 99, 0 90"],
  },
  6: {
    curved: ["48 2, 24 20, 6 52, 6 82, 24 99, 46 92, 54 72, 42 56, 22 58, 8 74"],
    straight: ["42 0, 22 34, 4 68, 10 92, 30 99, 50 86, 48 64, 28 56, 6 70"],
    "low loop": ["34 0, 12 30, 2 66, 12 96, 36 98, 46 82, 36 68, 18 70, 6 80"],
    upright: ["20 0, 8 30, 2 66, 10 92, 30 99, 50 88, 54 68, 38 54, 18 58, 4 72"],
  },
  7: {
    plain: ["2 4!, 56 4!, 36 48, 22 100"],
    crossed: ["4 4!, 58 2!, 36 46, 20 100", "10 52, 54 48"],
    serif: ["4 20!, 6 4!, 58 4!, 38 46, 30 100"],
    "serif crossed": ["0 18, 8 4, 26 10, 58 2!, 38 48, 24 100", "12 56, 56 48"],
    curved: ["2 10, 14 2, 34 8, 58 2!, 44 36, 34 66, 30 100"],
  },
  8: {
    "one stroke": ["50 14, 34 1, 14 6, 10 26, 26 44, 46 58, 54 78, 40 97, 18 98, 4 82, 12 62, 36 44, 50 26, 50 14"],
    circles: ["30 0, 12 10, 10 34, 30 46, 50 34, 48 10, 30 0", "30 46, 6 58, 4 86, 30 100, 56 86, 54 58, 30 46"],
    "from the middle": ["32 46, 12 30, 16 6, 36 0, 50 16, 44 36, 22 54, 6 74, 16 96, 40 98, 54 80, 46 58, 32 46"],
    "open top": ["54 8, 34 0, 14 10, 14 30, 38 50, 52 70, 44 94, 20 99, 6 82, 16 60, 38 42, 56 18"],
  },
  9: {
    straight: ["50 18, 34 2, 12 8, 4 28, 16 46, 38 42, 50 20!, 48 60, 44 100"],
    curved: ["48 16, 30 1, 10 8, 4 30, 18 48, 40 42, 52 16!, 54 50, 46 84, 26 99, 6 92"],
    "big tail": ["50 22, 36 2, 14 4, 2 24, 14 46, 38 44, 52 22, 54 56, 42 88, 16 98, 0 84"],
    slanted: ["54 10, 34 0, 14 14, 10 36, 26 46, 46 32, 56 8!, 40 54, 24 100"],
    "ball on a stick": ["30 0, 8 10, 6 34, 26 46, 48 36, 48 12, 30 0", "50 8, 50 100"],
  },
};

// Letters and signs that no reader would take for a digit. Left out as a digit's twins: O o Q D (0), I l i j J (1),
// Z z (2), S s (5), G b (6), T (7), B δ β & (8), a g q (9), y Y (4) and their like.
const SIGNS = {
  letters: {
    A: ["0 100!, 30 0!, 60 100", "12 62, 48 62"],
    E: ["56 0!, 6 0!, 6 100!, 58 100", "6 48, 44 48"],
    F: ["6 100, 6 0!, 58 0", "6 46, 44 46"],
    H: ["4 0, 4 100", "58 0, 56 100", "4 50, 58 48"],
    K: ["6 0, 6 100", "56 2!, 8 56!, 60 100"],
    L: ["6 0, 6 100!, 54 100"],
    M: ["0 100!, 8 0!, 38 62!, 66 0!, 76 100"],
    N: ["2 100!, 4 0!, 56 100!, 58 0"],
    P: ["6 0, 6 100", "6 2, 40 0, 54 22, 42 44, 8 50"],
    R: ["6 100!, 6 2, 38 0, 52 20, 38 44, 8 48!, 56 100"],
    U: ["2 0, 2 60, 16 96, 44 96, 58 60, 58 0"],
    V: ["0 0!, 30 100!, 60 0"],
    W: ["0 0!, 18 100!, 38 30!, 58 100!, 78 0"],
    X: ["2 0, 58 100", "58 0, 2 100"],
    d: ["44 52, 24 42, 6 56, 6 84, 24 98, 44 84", "46 0, 46 100"],
    e: ["6 56!, 52 54, 42 28, 20 28, 4 54, 14 88, 36 94, 54 82"],
    f: ["52 8, 40 0, 28 10, 24 100", "4 44, 46 42"],
    h: ["6 0, 6 100!, 10 62, 30 46, 44 58, 46 100"],
    k: ["8 0, 8 100", "46 42!, 10 68!, 50 100"],
    m: ["2 40, 4 100!, 6 58, 20 42, 30 56, 32 100!, 34 58, 50 42, 62 56, 64 100"],
    n: ["4 34, 6 100!, 8 56, 28 36, 46 50, 48 100"],
    p: ["8 30, 8 130", "8 48, 28 32, 48 48, 44 80, 22 88, 8 74"],
    r: ["8 34, 10 100!, 12 60, 30 38, 48 42"],
    t: ["26 0, 26 78, 36 98, 52 92", "4 34, 50 32"],
    w: ["0 36, 14 96, 32 58!, 48 96, 64 36"],
    x: ["4 36, 50 98", "48 34, 2 100"],
  },
  "Greek letters": {
    alpha: ["58 30, 40 78, 20 94, 4 72, 16 42, 34 48, 48 84, 62 96"],
    lambda: ["8 4, 18 8, 54 100", "32 48, 4 100"],
    mu: ["8 30, 2 120!, 8 70, 20 84, 40 76, 46 30!, 46 76, 58 84"],
    pi: ["0 36, 10 28, 66 28", "18 30, 12 96", "46 30, 46 84, 60 94"],
    psi: ["0 20, 4 56, 30 68, 58 54, 62 18", "32 0, 28 120"],
    omega: ["10 36, 0 68, 10 94, 28 86, 34 60!, 40 88, 58 94, 70 66, 58 34"],
    Sigma: ["58 2!, 4 2!, 36 48!, 4 98!, 60 98"],
    Omega: ["0 98!, 20 96!, 2 46, 14 8, 42 2, 64 26, 60 62, 46 96!, 68 98"],
    Delta: ["32 0!, 0 98!, 66 98!, 32 0"],
    xi: ["52 4, 16 10, 20 28, 44 34, 14 42, 12 60, 40 76, 46 94, 30 108"],
    phi: ["16 30, 2 54, 20 84, 50 80, 60 50, 40 30, 32 50, 30 130"],
  },
  "Cyrillic letters": {
    zhe: ["40 0, 40 100", "2 2!, 38 50!, 0 100", "78 2!, 42 50!, 80 100"],
    sha: ["2 0, 2 100!, 70 100!, 70 0", "36 0, 36 100"],
    yu: ["2 0, 2 100", "4 50, 30 50", "52 4, 32 50, 52 96, 76 50, 52 4"],
    de: ["14 74!, 30 0!, 56 0!, 56 74", "0 100!, 2 74!, 68 74!, 70 100"],
    ef: ["40 0, 40 110", "40 18, 8 30, 10 62, 40 72, 70 62, 72 30, 40 18"],
  },
  signs: {
    plus: ["30 20, 30 80", "0 50, 60 50"],
    equals: ["2 36, 60 34", "0 64, 60 66"],
    hash: ["20 0, 12 100", "48 0, 40 100", "0 32, 62 30", "0 68, 60 66"],
    asterisk: ["30 10, 30 90", "0 26, 60 76", "60 26, 0 76"],
    question: ["4 22, 14 4, 36 0, 50 16, 42 38, 28 52, 26 72", "26 94, 27 96"],
    at: ["46 40, 28 34, 18 54, 28 70, 44 58, 48 36!, 50 66, 66 60, 66 26, 40 6, 10 20, 0 56, 14 90, 46 94"],
    arrow: ["0 50, 90 50", "66 26!, 90 50!, 66 74"],
    heart: ["40 90!, 4 40, 10 12, 30 12, 40 30!, 52 10, 74 14, 76 42, 40 90"],
    star: ["36 0!, 56 96!, 0 34!, 74 34!, 14 96!, 36 0"],
    house: ["0 100!, 0 44!, 40 0!, 80 44!, 80 100!, 0 100", "30 100!, 30 66!, 52 66!, 52 100"],
    face: [
      "50 0, 14 14, 0 50, 14 86, 50 100, 86 86, 100 50, 86 14, 50 0",
      "34 34, 34 42",
      "66 34, 66 42",
      "26 62, 50 80, 74 62",
    ],
    square: ["0 0!, 80 0!, 80 80!, 0 80!, 0 0"],
    tick: ["0 56!, 22 96!, 70 0"],
  },
};

/** [{ digit, style, template }] of every way a digit is written here. */
export const digitStyles = Object.entries(DIGITS).flatMap(([digit, styles]) =>
  Object.entries(styles).map(([style, template]) => ({ digit: Number(digit), style, template })),
);

/** { kind: [{ name, template }] } of what is no digit. */
export const signs = Object.fromEntries(
  Object.entries(SIGNS).map(([kind, templates]) => [
    kind,
    Object.entries(templates).map(([name, template]) => ({ name, template })),
  ]),
);

const STEPS_A_SEGMENT = 8;

function parse(stroke) {
  return stroke.split(",").map((text) => {
    const [x, y] = text.replace("!", "").trim().split(/\s+/).map(Number);
    return { x, y, corner: text.includes("!") };
  });
}

/** Catmull–Rom through the points of a run without corners inside. */
function smooth(points) {
  const at = (i) => points[Math.min(points.length - 1, Math.max(0, i))];
  const path = [points[0]];
  for (let i = 0; i + 1 < points.length; i++) {
    for (let step = 1; step <= STEPS_A_SEGMENT; step++) {
      const t = step / STEPS_A_SEGMENT;
      const weights = catmullRom(t);
      const mix = (axis) => weights.reduce((sum, weight, k) => sum + weight * at(i - 1 + k)[axis], 0);
      path.push({ x: mix("x"), y: mix("y") });
    }
  }
  return path;
}

function pathOf(points) {
  const path = [];
  let start = 0;
  for (let i = 1; i < points.length; i++) {
    if (!points[i].corner && i + 1 < points.length) continue;
    path.push(...smooth(points.slice(start, i + 1)));
    start = i;
  }
  return path;
}

/** A template as one hand writes it once: strokes [[{ x, y }, …], …] in the template's box. Slant, turn, aspect, a slow
 * wobble and the place of every point vary with the stream, within what stays easy to read. */
export function write(template, random) {
  const slant = random.between(-0.08, 0.3);
  const turn = random.normal() * 0.06;
  const aspect = random.between(0.8, 1.2);
  const loose = random.between(0.5, 2.2);
  const [wave, phase] = [random.between(0.03, 0.07), random.between(0, 6)];
  const warp = ({ x, y }) => {
    const across = (x - 30) * aspect - (y - 50) * slant + Math.sin(y * wave + phase) * loose * 0.7;
    const down = y - 50 + Math.sin(x * wave + phase) * loose * 0.7;
    return {
      x: across * Math.cos(turn) - down * Math.sin(turn),
      y: across * Math.sin(turn) + down * Math.cos(turn),
    };
  };
  return template.map((stroke) => {
    const points = parse(stroke).map(({ x, y, corner }) => ({
      x: x + random.normal() * loose,
      y: y + random.normal() * loose,
      corner,
    }));
    return pathOf(points).map(warp);
  });
}
