// Rows of drawn characters, as strokes and as pictures.
import { colour, inkOfStrokes, paint } from "../eval/canvas.js";
import { STROKES, smooth } from "./strokes.js";

const INK_ON_PAPER = { pen: colour("#000000"), paper: colour("#ffffff") };
const MARGIN = 60;

/**
 * A row of characters 100 high, their ways `gap` apart, leaning by `lean` to the right per up; slashes so many times higher,
 * the characters from `others.from` on so many times smaller, with their heads where the heads before are. signs: how each is
 * written.
 */
export function rowOf(text, { gap, lean = 0, slash = 1, others = { from: 1, size: 1 }, signs = STROKES }) {
  let x = MARGIN;
  return [...text].flatMap((character, i) => {
    const size = 100 * (i < others.from ? 1 : others.size);
    const high = character === "/" ? slash : 1;
    const strokes = signs[character].map((stroke) =>
      smooth(stroke).map(([u, v]) => ({ x: size * (u - lean * v), y: MARGIN + size * (0.5 + high * (v - 0.5)) })),
    );
    const xs = strokes.flat().map((point) => point.x);
    const left = Math.min(...xs);
    const placed = strokes.map((stroke) => stroke.map((point) => ({ ...point, x: point.x - left + x })));
    x += Math.max(...xs) - left + gap;
    return placed;
  });
}

/** Black ink on white paper, by a pen so many pixels broad. */
export function pictureOf(strokes, pen) {
  const width = Math.ceil(Math.max(...strokes.flat().map((point) => point.x)) + MARGIN);
  const height = 100 + 2 * MARGIN;
  return paint(width, height, inkOfStrokes(width, height, strokes, pen), INK_ON_PAPER);
}
