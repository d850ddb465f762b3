// Digits with something around them, over them or beside them, drawn along the strokes of real people with made-up pens
// on made-up papers: outlines, underlines, shadows, digits crossed out, numbers. And the same digits with nothing, which
// must not suffer from what is done about the rest.
import { boundsOfStrokes, colour, inkOfStrokes } from "./canvas.js";
import { Random } from "./random.js";
import { digitsOf, isTuning, unipenDigits } from "./unipen-digits.js";

const A_DIGIT = 10; // pictures of each digit and kind
const HANDS = 10; // of each number

const DARK = ["#101018", "#1b2a6b", "#20242c", "#2b2d38", "#0b3d2e", "#3a3a40"];
const OTHERS = ["#d42020", "#c03fa0", "#1f7a3a", "#2255cc", "#7a7a80", "#e07a10"];
const PAPERS = ["#ffffff", "#fcfbf7", "#f3f1ec", "#fff3b0", "#e9f0e4", "#d9e4f5"];

/** A digit as a hand wrote it, `height` high (or as wide, if that is more), its corner at 0, 0. */
function written(random, digits, truth, height) {
  const { strokes, writer } = random.pick(digits[truth]);
  const bounds = boundsOfStrokes(strokes);
  const scale = height / Math.max(bounds.height, bounds.width / 1.2, 1e-6);
  const moved = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: (x - bounds.left) * scale, y: (y - bounds.top) * scale })),
  );
  return { truth, writer, strokes: moved, width: bounds.width * scale, height: bounds.height * scale };
}

const moved = (strokes, dx, dy) => strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x + dx, y: y + dy })));

/** A line as a hand draws it: a little bent, and not quite where it should be. */
function drawnLine(random, from, to, unit) {
  const bend = random.normal() * 0.02;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const shaken = () => random.normal() * 0.006 * unit;
  return Array.from({ length: 13 }, (_, i) => {
    const t = i / 12;
    const aside = bend * 4 * t * (1 - t);
    return { x: from.x + dx * t - dy * aside + shaken(), y: from.y + dy * t + dx * aside + shaken() };
  });
}

/** The digit's box with a margin on every side. */
function roomAround(random, { width, height }, least, most) {
  const [left, right, top, bottom] = Array.from({ length: 4 }, () => random.between(least, most) * height);
  return { left: -left, right: width + right, top: -top, bottom: height + bottom };
}

const ruled = ({ left, right, top, bottom }) => [
  [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
    { x: left, y: top },
  ],
];

/** One run around, which ends a little before its beginning or behind it. */
function ellipse(random, digit, stretch) {
  const [a, b] = [digit.width / 2, digit.height / 2];
  const reach = Math.max(Math.hypot(a, b) * random.between(1.15, 1.6), 0.55 * digit.height);
  const [rx, ry] = stretch > 1 ? [reach * stretch, reach] : [reach, reach / stretch];
  const [cx, cy] = [a + random.normal() * 0.04 * digit.height, b + random.normal() * 0.04 * digit.height];
  const [start, turn] = [random.between(0, 2 * Math.PI), 2 * Math.PI * random.between(0.96, 1.05)];
  const [wave, phase] = [random.between(0, 0.03), random.between(0, 6)];
  return [
    Array.from({ length: 61 }, (_, i) => {
      const angle = start + (turn * i) / 60;
      const radius = 1 + wave * Math.sin(3 * angle + phase) - 0.03 * (i / 60);
      return { x: cx + rx * radius * Math.cos(angle), y: cy + ry * radius * Math.sin(angle) };
    }),
  ];
}

/** `gap`: between the digit's lowest ink and the line, in its height. */
function underline(random, digit, gap) {
  const [left, right] = [random.between(0.08, 0.4), random.between(0.08, 0.4)].map((part) => part * digit.height);
  const [y, tilt] = [digit.height * (1 + gap), random.normal() * 0.03 * digit.height];
  return drawnLine(random, { x: -left, y: y - tilt }, { x: digit.width + right, y: y + tilt }, digit.height);
}

/** From side to side over the digit, at shares of its height. */
function strike(random, digit, from, to) {
  const beyond = () => random.between(0.12, 0.3) * digit.height;
  return drawnLine(
    random,
    { x: -beyond(), y: from * digit.height },
    { x: digit.width + beyond(), y: to * digit.height },
    digit.height,
  );
}

function zigzag(random, { width, height }) {
  const strokes = 7 + random.below(6);
  const [low, high] = [random.between(-0.05, 0.15), random.between(0.85, 1.05)];
  return [
    Array.from({ length: strokes + 1 }, (_, i) => ({
      x: i % 2 ? width + random.between(0.05, 0.25) * height : -random.between(0.05, 0.25) * height,
      y: (low + ((high - low) * i) / strokes + random.normal() * 0.04) * height,
    })),
  ];
}

/** Round and round, from left to right. */
function curls(random, { width, height }) {
  const turns = 5 + random.below(4);
  const [rx, ry] = [random.between(0.2, 0.35) * height, random.between(0.35, 0.5) * height];
  return [
    Array.from({ length: turns * 12 + 1 }, (_, i) => {
      const angle = (i * Math.PI) / 6;
      const along = -0.1 * height + (i / (turns * 12)) * (width + 0.2 * height);
      return { x: along + rx * Math.cos(angle), y: height / 2 + ry * Math.sin(angle) };
    }),
  ];
}

const straight = (random, a, b) => (random.chance(0.5) ? [a, b] : [b, a]);

/** What is drawn besides the digit. `inked`: by the same pen; else in another colour or in print. */
const KINDS = {
  plain: () => ({}),
  frame: (random, digit) => ({ around: ruled(roomAround(random, digit, 0.15, 0.6)), isPrinted: true }),
  "drawn frame": (random, digit) => {
    const [corners] = ruled(roomAround(random, digit, 0.15, 0.6));
    return { around: corners.slice(1).map((to, i) => drawnLine(random, corners[i], to, digit.height)) };
  },
  "cell cut": (random, digit) => {
    const room = roomAround(random, digit, 0.12, 0.4);
    return { around: ruled(room), isPrinted: true, cutTo: room };
  },
  ring: (random, digit) => ({ around: ellipse(random, digit, 1) }),
  "coloured ring": (random, digit) => ({ around: ellipse(random, digit, 1), isOther: true }),
  oval: (random, digit) => ({ around: ellipse(random, digit, random.pick([random.between(1.2, 1.6), 0.75])) }),
  underlined: (random, digit) => ({ around: [underline(random, digit, random.between(0.08, 0.25))] }),
  "underlined, touching": (random, digit) => ({ around: [underline(random, digit, random.between(-0.02, 0.02))] }),
  "double underlined": (random, digit) => {
    const gap = random.between(0.08, 0.2);
    return { around: [underline(random, digit, gap), underline(random, digit, gap + random.between(0.1, 0.18))] };
  },
  "double underlined, touching": (random, digit) => {
    const gap = random.between(-0.02, 0.02);
    return { around: [underline(random, digit, gap), underline(random, digit, gap + random.between(0.1, 0.18))] };
  },
  "hard shadow": (random) => ({ shadow: { soft: random.between(0, 0.004), depth: random.between(0.35, 0.65) } }),
  "soft shadow": (random) => ({ shadow: { soft: random.between(0.01, 0.06), depth: random.between(0.35, 0.65) } }),
};

/** A 0, 1 or 7 with one line through it is how some write a 0, a 7 or a +. */
const CROSSED_AS_USUAL = [0, 1, 7];

const CANCELLED = {
  "crossed out": (random, digit) => ({
    around: [
      strike(random, digit, random.between(-0.1, 0.15), random.between(0.85, 1.1)),
      strike(random, digit, random.between(0.85, 1.1), random.between(-0.1, 0.15)),
    ],
  }),
  "struck once": (random, digit) => {
    const [from, to] = straight(random, random.between(0.35, 0.5), random.between(0.5, 0.65));
    return { around: [strike(random, digit, from, to)] };
  },
  "struck twice": (random, digit) => {
    const [apart, tilt] = [random.between(0.12, 0.22), random.normal() * 0.06];
    return {
      around: [
        strike(random, digit, 0.5 - apart / 2 - tilt, 0.5 - apart / 2 + tilt),
        strike(random, digit, 0.5 + apart / 2 - tilt, 0.5 + apart / 2 + tilt),
      ],
    };
  },
  "scribbled out": (random, digit) => ({ around: zigzag(random, digit) }),
  "curls over it": (random, digit) => ({ around: curls(random, digit) }),
};

/** How bright it is on each side of a straight edge from side to side of the picture, through or near the digit. */
function lightOf(random, { soft, depth }, width, height) {
  const angle = random.between(0, 2 * Math.PI);
  const [cx, cy] = [width * random.between(0.35, 0.65), height * random.between(0.35, 0.65)];
  const edge = Math.max(soft * Math.min(width, height), 0.3);
  return (x, y) => {
    const along = ((x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle)) / edge;
    return 1 - depth * Math.min(1, Math.max(0, (along + 1) / 2));
  };
}

/** Layers of ink, each in its colour, on a paper in a light with a little grain. */
function painted(random, width, height, layers, light) {
  const data = new Uint8ClampedArray(width * height * 4);
  const [paper, noise] = [colour(random.pick(PAPERS)), random.pick([0, 0, 1, 2.5])];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [i, shine] = [y * width + x, light ? light(x, y) : 1];
      const speck = noise > 0 ? random.normal() * noise : 0;
      for (let channel = 0; channel < 3; channel++) {
        let value = paper[channel];
        for (const { ink, pen } of layers) value += (pen[channel] - value) * ink[i];
        data[4 * i + channel] = value * shine + speck;
      }
      data[4 * i + 3] = 255;
    }
  }
  return { width, height, data };
}

/** Where the picture begins and ends: with some paper around all ink; of a cell that is cut, between two of its sides and
 * the paper beyond the other two. */
function frameOf(random, strokes, digit, pen, cutTo) {
  const bounds = boundsOfStrokes(strokes);
  const paper = () => pen + random.between(0.08, 0.5) * digit.height;
  const frame = {
    left: bounds.left - paper(),
    top: bounds.top - paper(),
    right: bounds.left + bounds.width + paper(),
    bottom: bounds.top + bounds.height + paper(),
  };
  if (!cutTo) return frame;
  const inside = (side, towards) => cutTo[side] + towards * random.between(0.25, 0.6) * Math.abs(cutTo[side] - towards);
  if (random.chance(0.5)) frame.left = inside("left", 1);
  else frame.right = digit.width + (cutTo.right - digit.width) * random.between(0.3, 0.7);
  if (random.chance(0.5)) frame.top = cutTo.top * random.between(0.3, 0.7);
  else frame.bottom = digit.height + (cutTo.bottom - digit.height) * random.between(0.3, 0.7);
  return frame;
}

function pictureOf(random, digit, { around = [], isPrinted, isOther, shadow, cutTo }) {
  const pen = digit.height * random.between(0.035, 0.11);
  const line = isPrinted ? Math.max(1, pen * random.between(0.2, 0.9)) : pen * random.between(0.7, 1);
  const frame = frameOf(random, [...digit.strokes, ...around], digit, pen, cutTo);
  if (cutTo && frame.left > -pen) frame.left = Math.min(frame.left, -pen);
  const [width, height] = [Math.ceil(frame.right - frame.left), Math.ceil(frame.bottom - frame.top)];
  const own = colour(random.pick(DARK));
  const other = colour(isPrinted ? random.pick([...DARK, ...OTHERS]) : random.pick(OTHERS));
  const layer = (strokes, wide, colours) => ({
    ink: inkOfStrokes(width, height, moved(strokes, -frame.left, -frame.top), wide),
    pen: colours,
  });
  const layers = [layer(around, line, isPrinted || isOther ? other : own), layer(digit.strokes, pen, own)];
  return painted(random, width, height, layers, shadow && lightOf(random, shadow, width, height));
}

function* itemsOf(folder, wanted, kinds, truthOf) {
  const digits = digitsOf(folder, wanted);
  for (const [kind, make] of Object.entries(kinds)) {
    for (let truth = 0; truth < 10; truth++) {
      if (kind === "struck once" && CROSSED_AS_USUAL.includes(truth)) continue;
      for (let i = 0; i < A_DIGIT; i++) {
        const random = new Random("around", kind, truth, i);
        const digit = written(random, digits, truth, random.between(50, 170));
        const extra = make(random, digit);
        yield {
          ...truthOf(truth),
          kind,
          picture: pictureOf(random, digit, extra),
          around: { digit: digit.strokes, extra },
          name: `${truth} ${kind} ${i}, ${digit.writer}`,
          conditions: { kind },
        };
      }
    }
  }
}

/** How far right of the left digit the right one begins so that their ink just touches, both drawn with a pen. */
function touchingPlace(left, right, pen) {
  const dense = (strokes) =>
    strokes.flatMap((stroke) =>
      stroke.flatMap((to, i) => {
        const from = stroke[Math.max(0, i - 1)];
        return [0.25, 0.5, 0.75, 1].map((t) => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }));
      }),
    );
  const [a, b] = [dense(left.strokes), dense(right.strokes)];
  let place = -Infinity;
  for (const p of a)
    for (const q of b) {
      const down = Math.abs(p.y - q.y);
      if (down < 0.9 * pen) place = Math.max(place, p.x - q.x + Math.sqrt((0.9 * pen) ** 2 - down ** 2));
    }
  return place === -Infinity ? left.width : place;
}

/** Two digits of one writer side by side, apart or just touching. */
function number(random, digits, value, isTouching) {
  const height = random.between(50, 120);
  const first = written(random, digits, Math.floor(value / 10), height);
  const own = digits[value % 10].filter(({ writer }) => writer === first.writer);
  const second = written(
    random,
    own.length > 0 ? { ...digits, [value % 10]: own } : digits,
    value % 10,
    height * random.between(0.9, 1.1),
  );
  const pen = height * random.between(0.035, 0.1);
  const place = isTouching ? touchingPlace(first, second, pen) : first.width + pen + random.between(0.06, 0.4) * height;
  const down = isTouching ? 0 : random.normal() * 0.04 * height;
  const strokes = [...first.strokes, ...moved(second.strokes, place, down)];
  return { strokes, pen, height, writer: first.writer };
}

function* numbers(folder, wanted, isTouching) {
  const digits = digitsOf(folder, wanted);
  for (let value = 10; value < 100; value++) {
    for (let i = 0; i < HANDS; i++) {
      const random = new Random("number", String(isTouching), value, i);
      const { strokes, pen, height, writer } = number(random, digits, value, isTouching);
      const frame = frameOf(random, strokes, { height }, pen);
      const [width, tall] = [Math.ceil(frame.right - frame.left), Math.ceil(frame.bottom - frame.top)];
      const ink = inkOfStrokes(width, tall, moved(strokes, -frame.left, -frame.top), pen);
      const picture = painted(random, width, tall, [{ ink, pen: colour(random.pick(DARK)) }]);
      const kind = isTouching ? "touching number" : "number";
      yield { truth: null, kind, picture, around: { digit: strokes, extra: {} }, name: `${value} ${i}, ${writer}` };
    }
  }
}

const whole = (kind) => ({ kind, truthOf: (truth) => ({ truth }) });
const none = (kind) => ({ kind, truthOf: () => ({ truth: null }) });

/** @param {string} folder the data folder */
export function aroundDigits(folder, wanted = (writer) => !isTuning(writer)) {
  const needs = [unipenDigits(folder)];
  return [
    {
      name: "around",
      about: "real strokes with outlines, underlines and shadows around them",
      needs,
      items: () => itemsOf(folder, wanted, KINDS, whole("around").truthOf),
    },
  ];
}

/** @param {string} folder the data folder */
export function aroundRefused(folder, wanted = (writer) => !isTuning(writer)) {
  const needs = [unipenDigits(folder)];
  const crossed = Object.entries(CANCELLED).map(([kind, make]) => ({
    name: kind,
    about: `real digits, ${kind}`,
    needs,
    reason: "cancelled",
    counted: false,
    items: () => itemsOf(folder, wanted, { [kind]: make }, none(kind).truthOf),
  }));
  return [
    ...crossed,
    {
      name: "numbers as digit",
      about: "the numbers 10 to 99 where one digit is asked for",
      needs,
      reason: "more-than-one",
      counted: false,
      items: () => numbers(folder, wanted, false),
    },
    {
      name: "touching numbers as digit",
      about: "the same where the two digits touch",
      needs,
      reason: "more-than-one",
      counted: false,
      items: () => numbers(folder, wanted, true),
    },
  ];
}
