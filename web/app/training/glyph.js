// A digit as the page's pen writes it.

import { drawing } from "../element.js";
import { DIGITS } from "../glyphs.js";

/** @param {number} digit */
export function glyph(digit) {
  const svg = drawing("svg", { class: "pen-glyph", viewBox: "0 0 60 90", "aria-hidden": "true" });
  svg.append(drawing("path", { d: DIGITS[digit], pathLength: "1" }));
  return svg;
}
