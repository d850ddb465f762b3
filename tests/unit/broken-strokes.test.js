// Faxes and coarse scans tear strokes: of every stroke some pixels of the scan are paper.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { Random } from "../eval/random.js";
import { pictureOf, rowOf } from "../support/rows.js";

const SPOT = 6; // pixels of the picture for one of the scan, whose digits are 17 high
const PEN = 14;
const NUMBERS = ["70235", "41968", "85302", "19476", "60843", "27519", "38264", "94061", "53780", "82697"];

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** The picture without that share of its spots. */
function torn({ data, width, height }, share, random) {
  const out = data.slice();
  for (let top = 0; top < height; top += SPOT)
    for (let left = 0; left < width; left += SPOT) {
      if (!random.chance(share)) continue;
      for (let y = top; y < Math.min(top + SPOT, height); y++)
        out.fill(255, 4 * (y * width + left), 4 * (y * width + Math.min(left + SPOT, width)));
    }
  return { data: out, width, height };
}

describe("numbers whose strokes are broken are read", () => {
  for (const [share, least] of [
    [0.15, 9],
    [0.2, 7],
  ])
    test(`where a share of ${share} is lost`, () => {
      const answers = NUMBERS.map((text) => {
        const picture = torn(pictureOf(rowOf(text, { gap: 20 }), PEN), share, new Random("torn", text, share));
        return { want: text, ...lenet5.read(picture, { format: "digits", length: text.length }) };
      });
      const right = answers.filter(({ want, text }) => text === want);
      const shown = answers.map(({ want, text, reason, confidence }) => `${want}: ${text ?? reason}, ${confidence}`);
      assert.ok(right.length >= least, shown.join("\n"));
    });
});
