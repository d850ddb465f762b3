// Digits and numbers on forms, all by one hand in its plainest style.

import { placeDigit } from "../eval/forms.js";
import { digitStyles, write } from "../eval/hand.js";
import { Random } from "../eval/random.js";

/** A digit as a hand writes it, in its plainest style, its middle at (x, y). */
export function strokesOf(digit, x, y, size, pen) {
  const { template } = digitStyles.find((style) => style.digit === Number(digit));
  const strokes = write(template, new Random("page test", digit));
  return placeDigit(strokes, { x, y, size, widest: size }, pen);
}

export function draw(form, digit, x, y, size, pen = 4) {
  form.draw("pen", strokesOf(digit, x, y, size, pen), pen);
}

export function drawNumber(form, text, left, middle, size, pen = 4) {
  [...text].forEach((digit, i) => {
    draw(form, digit, left + size * (0.4 + 0.8 * i), middle, size, pen);
  });
  return left + size * 0.8 * text.length;
}
