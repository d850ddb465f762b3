// Numbers of five digits in the printed boxes of forms, by kind of box and by how they are written and printed.
import { FAINT, Form, onDesk, placeDigit, RED, textOf } from "./forms.js";
import { digitHands } from "./pens.js";
import { Random } from "./random.js";

const FORMS = 200;
const A_KIND = 30;

/** How the boxes of a form look: { apart, comb, overlap: the digits' height of the box's, widest, off: how far from the
 * middle, print: colour, turn, askew; and times the usual size, scale, pen, rule } */
const BOXES = {
  joined: {},
  apart: { apart: 0.25 },
  comb: { comb: true },
  touched: { overlap: 0.98 },
  red: { print: RED },
  faint: { print: FAINT },
  askew: { turn: 9, askew: 0.04 },
};

const TOUCHED = { overlap: 0.98 };
const ASKEW = { turn: 9, askew: 0.04 };
const BOXES_IN_CONDITIONS = {
  "touched, red": { ...TOUCHED, print: RED },
  "touched, faint": { ...TOUCHED, print: FAINT },
  "touched, askew": { ...TOUCHED, ...ASKEW },
  "touched, apart": { ...TOUCHED, apart: 0.25 },
  "touched, comb": { ...TOUCHED, comb: true },
  "written over": { overlap: 1.08 },
  "wider than the box": { overlap: 1, widest: 1.05 },
  small: { scale: 0.5 },
  "small, touched": { ...TOUCHED, scale: 0.5 },
  "large, touched": { ...TOUCHED, scale: 3 },
  "broad pen": { pen: 1.8 },
  "broad pen, touched": { ...TOUCHED, pen: 1.8 },
  "thin pen": { pen: 0.5 },
  "thin pen, touched": { ...TOUCHED, pen: 0.5 },
  "broad rules": { rule: 2.5 },
  "broad rules, touched": { ...TOUCHED, rule: 2.5 },
  hairlines: { rule: 0.4 },
  "hairlines, touched": { ...TOUCHED, rule: 0.4 },
  "beside the middle": { off: 3 },
  "apart, askew": { apart: 0.25, ...ASKEW },
  "comb, askew": { comb: true, ...ASKEW },
  "comb, red": { comb: true, print: RED },
  "comb, faint": { comb: true, print: FAINT },
};

function form(hands, random, kind, look) {
  const { apart = 0, comb = false, overlap = 0.72, print, turn, scale = 1, off = 1 } = look;
  const { widest = Math.min(Math.max(overlap, 0.8), 0.9) } = look;
  const hand = random.pick(hands);
  const text = textOf(random, 5);
  const box = scale * random.between(44, 70);
  const [tall, margin] = [box * random.between(1.15, 1.4), box * random.between(0.3, 1)];
  const step = box * (1 + apart);
  const rule = Math.max(1, box * random.between(0.025, 0.045) * (look.rule ?? 1));
  const pen = box * random.between(0.05, 0.09) * (look.pen ?? 1);
  const sheet = new Form(2 * margin + 4 * step + box, 2 * margin + tall);
  [...text].forEach((digit, i) => {
    const left = margin + i * step;
    if (comb) {
      if (i > 0) sheet.line(left, margin + tall * 0.55, left, margin + tall, rule);
    } else sheet.frame(left, margin, box, tall, rule);
    const middle = {
      x: left + box / 2 + off * box * random.between(-0.08, 0.08),
      y: margin + tall / 2 + tall * random.between(-0.05, 0.05),
      size: tall * overlap * random.between(0.9, 1),
      widest: box * widest,
    };
    sheet.draw("pen", placeDigit(random.pick(hand.digits[digit]), middle, pen), pen);
  });
  if (comb) {
    sheet.line(margin, margin + tall, margin + 4 * step + box, margin + tall, rule);
    for (const x of [margin, margin + 4 * step + box]) sheet.line(x, margin + tall * 0.4, x, margin + tall, rule);
  }
  const flat = sheet.paint({ print });
  return {
    truths: [text],
    picture: turn ? onDesk(flat, random, { ...look, turn: turn * random.unit() }) : flat,
    conditions: { kind, writer: hand.writer },
  };
}

export function forms(folder, part, bare = false) {
  const hands = digitHands(folder, part);
  const kinds = Object.entries(BOXES);
  return Array.from({ length: FORMS }, (_, i) => {
    const [kind, look] = kinds[i % kinds.length];
    const random = new Random("form", part, kind, i);
    const item = form(hands, random, kind, bare ? { ...look, print: [252, 251, 247], turn: 0 } : look);
    return { ...item, name: `${kind} ${i}` };
  });
}

export function formsInConditions(folder, part) {
  const hands = digitHands(folder, part);
  return Object.entries(BOXES_IN_CONDITIONS).flatMap(([kind, look]) =>
    Array.from({ length: A_KIND }, (_, i) => ({
      ...form(hands, new Random("form in conditions", part, kind, i), kind, look),
      name: `${kind} ${i}`,
    })),
  );
}
