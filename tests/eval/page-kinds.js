// A number and what else people's pages have: frames, rules, holes, shadows, words and units; struck out, on its side.
import { Form, textOf, turned, wavy, writeNumber } from "./forms.js";
import { digitHands } from "./pens.js";
import { printed } from "./print.js";
import { Random } from "./random.js";

const A_KIND = 30;
const SIZE = 60;

/** A number on a sheet of its own, with `room` around it in digits' heights: what a kind then draws on it. */
function sheetWith(hands, random, text, { before = 0.6, after = 0.6, above = 0.5, below = 0.6 } = {}) {
  const hand = random.pick(hands);
  const size = SIZE * random.between(0.7, 1.2);
  const pen = size * random.between(0.05, 0.09);
  const sheet = new Form(size * (before + after + 0.95 * text.length), size * (1 + above + below));
  const left = size * before;
  const most = sheet.width - left - (size * after) / 2;
  const right = writeNumber(sheet, hand, random, text, { left, top: size * above, size, most }, pen);
  return { sheet, size, pen, hand, left, right: right - size * 0.2, top: size * above, bottom: size * (above + 1) };
}

/** Darker right of a slanted edge, as under a hand. */
function shaded(picture, random) {
  const edge = picture.width * random.between(0.3, 0.7);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      if (x > edge - 0.3 * y) for (let c = 0; c < 3; c++) picture.data[4 * (y * picture.width + x) + c] *= 0.52;
  return picture;
}

/** Small type beside the number of a sheet. */
function typed(at, random, text, place) {
  const word = printed(text, { ...place, size: at.size * random.between(0.25, 0.35) });
  at.sheet.draw("print", word.strokes, at.size * 0.03);
  return { picture: at.sheet.paint() };
}

/** Each returns { picture, truth? }: the number's text, "" where it must be refused. */
const KINDS = {
  frame(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 1, after: 1, above: 0.9, below: 0.9 });
    const gap = at.size * random.between(0.12, 0.3);
    at.sheet.frame(at.left - gap, at.top - gap, at.right - at.left + 2 * gap, at.size + 2 * gap, at.size * 0.04);
    return { picture: at.sheet.paint() };
  },
  oval(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 1.2, after: 1.4, above: 0.8, below: 0.8 });
    const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
    const [rx, ry] = [(at.right - at.left) / 2 + at.size * 0.65, at.size * random.between(0.8, 0.95)];
    const start = random.between(0, 6);
    const ring = Array.from({ length: 65 }, (_, i) => {
      const angle = start + (i / 64) * Math.PI * random.between(2.0, 2.01);
      return { x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) * (1 + 0.0015 * i) };
    });
    at.sheet.draw("pen", [ring], at.pen * 0.7);
    return { picture: at.sheet.paint() };
  },
  "on a line"(hands, random, text) {
    const at = sheetWith(hands, random, text);
    const y = at.bottom - at.size * random.between(0, 0.08);
    at.sheet.draw(
      "pen",
      [wavy(random, at.left - at.size * 0.2, y, at.right + at.size * 0.2, y + random.between(-2, 2), 0)],
      at.size * 0.035,
    );
    return { picture: at.sheet.paint() };
  },
  underlined(hands, random, text) {
    const at = sheetWith(hands, random, text);
    const y = at.bottom + at.size * random.between(0.12, 0.25);
    at.sheet.draw(
      "pen",
      [
        wavy(
          random,
          at.left - at.size * 0.1,
          y,
          at.right + at.size * 0.1,
          y + random.between(-3, 3),
          random.between(-2, 2),
        ),
      ],
      at.pen,
    );
    return { picture: at.sheet.paint() };
  },
  holes(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 1.6 });
    for (const y of [0.25, 0.75]) {
      const middle = { x: at.size * 0.6, y: at.sheet.height * y };
      at.sheet.draw("print", [[middle]], at.size * random.between(0.3, 0.45));
    }
    return { picture: at.sheet.paint({ print: [88, 84, 78] }) };
  },
  "a shadow's edge"(hands, random, text) {
    return { picture: shaded(sheetWith(hands, random, text).sheet.paint(), random) };
  },
  "word before"(hands, random, text) {
    const at = sheetWith(hands, random, text, { before: 2.6 });
    const word = random.pick(["Total:", "Net:", "No", "Tel:"]);
    return typed(at, random, word, { left: at.size * 0.3, top: at.bottom - at.size * 0.45 });
  },
  "unit behind"(hands, random, text) {
    const at = sheetWith(hands, random, text, { after: 2 });
    const unit = random.pick(["kg", "kg", "mm", "l"]);
    const left = at.right + at.size * random.between(0.15, 0.35);
    return typed(at, random, unit, { left, top: at.bottom - at.size * 0.4 });
  },
  "struck through"(hands, random, text) {
    const at = sheetWith(hands, random, text);
    const y = (at.top + at.bottom) / 2;
    at.sheet.draw(
      "pen",
      [
        wavy(
          random,
          at.left - at.size * 0.2,
          y + random.between(-4, 4),
          at.right + at.size * 0.2,
          y + random.between(-4, 4),
          0,
        ),
      ],
      at.pen,
    );
    return { picture: at.sheet.paint(), truth: "" };
  },
  "struck out, written anew"(hands, random, text) {
    const old = textOf(random, 2);
    const at = sheetWith(hands, random, text, { before: 2.6 });
    const end = writeNumber(
      at.sheet,
      at.hand,
      random,
      old,
      { left: at.size * 0.3, top: at.top, size: at.size },
      at.pen,
    );
    for (const down of [-0.08, 0.1]) {
      const y = (at.top + at.bottom) / 2 + at.size * down;
      at.sheet.draw(
        "pen",
        [wavy(random, at.size * 0.2, y, end - at.size * 0.1, y - at.size * random.between(-0.1, 0.1), 0)],
        at.pen,
      );
    }
    return { picture: at.sheet.paint() };
  },
  sideways(hands, random, text) {
    return { picture: turned(sheetWith(hands, random, text).sheet.paint(), random.pick([1, 3])), truth: "" };
  },
  "upside down"(hands, random, text) {
    if (/^[01689]+$/.test(text)) return KINDS["upside down"](hands, random, textOf(random, text.length)); // 68 is 89 then
    return { picture: turned(sheetWith(hands, random, text).sheet.paint(), 2), truth: "" };
  },
  "two on a line"(hands, random, text) {
    const other = textOf(random, 2);
    const apart = random.between(4, 6);
    const at = sheetWith(hands, random, text, { before: 2.6 + apart });
    writeNumber(at.sheet, at.hand, random, other, { left: at.size * 0.3, top: at.top, size: at.size }, at.pen);
    return { picture: at.sheet.paint(), truth: `${other} ${text}` };
  },
  "cell of a register"(hands, random, text) {
    const short = text.slice(0, 2);
    const hand = random.pick(hands);
    const [width, height] = [random.between(125, 150), random.between(180, 230)];
    const sheet = new Form(width, height);
    const edge = width * random.between(0.28, 0.45);
    sheet.draw(
      "print",
      [
        [
          { x: edge - height, y: -height },
          { x: edge - height, y: 2 * height },
        ],
      ],
      2 * height,
    );
    const right = width - random.between(3, 8);
    sheet.line(right, 0, right + random.between(-2, 2), height, 1.6);
    sheet.line(edge + 20, random.between(3, 9), right, random.between(3, 9), 1.4);
    const size = random.between(20, 30);
    const [left, top] = [edge + random.between(14, 26), height * random.between(0.2, 0.5)];
    const end = writeNumber(sheet, hand, random, short, { left, top, size, most: right - left }, 2.2);
    if (random.chance(0.7))
      sheet.draw(
        "pen",
        [
          wavy(
            random,
            left - 2,
            top + size + random.between(4, 9),
            end,
            top + size + random.between(4, 9),
            random.between(-2, 2),
          ),
        ],
        2,
      );
    if (random.chance(0.5)) {
      const word = printed("Total set", { left: right - 55, top: height - 14, size: 8 });
      sheet.draw("print", word.strokes, 1.3);
    }
    if (random.chance(0.4)) sheet.draw("pen", [wavy(random, width - 6, height * 0.6, width + 8, height * 0.62, 4)], 2);
    const flat = sheet.paint({ pen: [40, 40, 40], print: [24, 24, 24] });
    return { picture: flat, truth: short };
  },
};

export function kinds(folder, part) {
  const hands = digitHands(folder, part);
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    Array.from({ length: A_KIND }, (_, i) => {
      const random = new Random("kind", part, kind, i);
      const text = textOf(random, 2 + random.below(4));
      const { picture, truth = text } = make(hands, random, text);
      return { truths: [truth], picture, name: `${kind} ${i}`, conditions: { kind } };
    }),
  );
}
