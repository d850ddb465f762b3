// Ways of writing a digit that the network misreads, for teaching it: templates as tests/eval/hand.js writes them.

import { write } from "../eval/hand.js";
import { Random } from "../eval/random.js";

const OVAL = "34 1, 12 14, 4 50, 12 86, 30 99, 50 84, 58 50, 50 14, 34 1";

const TEMPLATES = {
  "a 7 like a 2": [7, ["6 10, 30 2, 50 8, 40 46, 16 96!, 30 92, 44 98"]],
  "an oval 0 with a level bar": [0, [OVAL, "14 50, 48 50"]],
  "a flat 0, open at the top": [0, ["18 6, 2 20, 0 34, 24 48, 66 46, 86 30, 80 12"]],
  "a 4 that is a triangle": [4, ["40 0!, 0 70!, 40 70!, 40 0!"]],
  "a 7 like a T": [7, ["0 4!, 60 4", "34 4, 30 100"]],
};

/** { name, digit, drawings(from, count) → strokes of each }: each drawing is another one of the same hand. */
export const SHAPES = Object.entries(TEMPLATES).map(([name, [digit, template]]) => ({
  name,
  digit: /** @type {any} */ (digit),
  drawings: (from, count) =>
    Array.from({ length: count }, (_, i) => write(template, new Random("misread", name, from + i))),
}));
