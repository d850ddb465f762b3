// Where the network is unsure of a piece of a line, it classifies it again, leaning and turned: against the same pictures turned
// here, in floating point.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const [SIDE, FRAME] = [28, 32];
const [SURE, FAR_BELOW] = [0.9, -1];
const LEAN = 51 / 256; // 0.2
const [COS, SIN] = [253 / 256, 38 / 256]; // of 0.15
/** [x from x, x from y, y from x, y from y]: where a place of the view lies in the picture, from the centre. */
const VIEWS = [
  [1, LEAN, 0, 1],
  [1, -LEAN, 0, 1],
  [COS, SIN, -SIN, COS],
  [COS, -SIN, SIN, COS],
];
const random = generator(7);

/** A few straight strokes. */
function scrawl() {
  const picture = new Uint8Array(SIDE * SIDE);
  const points = Array.from({ length: 3 + Math.floor(random() * 3) }, () => [6 + 16 * random(), 5 + 18 * random()]);
  for (let i = 1; i < points.length; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
    for (let t = 0; t <= 1; t += 0.01) {
      const [px, py] = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
      for (let y = Math.floor(py) - 2; y <= py + 3; y++) {
        for (let x = Math.floor(px) - 2; x <= px + 3; x++) {
          const ink = 255 * Math.min(1, Math.max(0, 1.8 - Math.hypot(x - px, y - py)));
          picture[y * SIDE + x] = Math.max(picture[y * SIDE + x], ink);
        }
      }
    }
  }
  return picture;
}

function framed(picture) {
  const frame = new Uint8Array(FRAME * FRAME);
  for (let y = 0; y < SIDE; y++) frame.set(picture.subarray(y * SIDE, (y + 1) * SIDE), (y + 2) * FRAME + 2);
  return frame;
}

/**
 * @param {Uint8Array} frame
 * @param {number[]} matrix of four
 */
function turned(frame, [xx, xy, yx, yy]) {
  const at = (x, y) => (x < 0 || y < 0 || x >= FRAME || y >= FRAME ? 0 : frame[y * FRAME + x]);
  const centre = (FRAME - 1) / 2;
  return Uint8Array.from(frame, (_, i) => {
    const [x, y] = [(i % FRAME) - centre, Math.floor(i / FRAME) - centre];
    const [u, v] = [xx * x + xy * y + centre, yx * x + yy * y + centre];
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - left, v - top];
    const upper = (1 - a) * at(left, top) + a * at(left + 1, top);
    const lower = (1 - a) * at(left, top + 1) + a * at(left + 1, top + 1);
    return Math.round((1 - b) * upper + b * lower);
  });
}

function ask(records) {
  const input = Buffer.concat(records.flatMap(([kind, bytes]) => [Buffer.from(kind), Buffer.from(bytes)]));
  const output = execFileSync(program("classify"), [path("weights/lenet5.safetensors")], { input, maxBuffer: 1 << 26 });
  return output
    .toString()
    .trim()
    .split("\n")
    .map((line) => {
      const values = line.split(" ").map(Number);
      return { logits: values.slice(0, 10), confidence: values[10], score: values[11] };
    });
}

const distance = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

test("an unsure reading is the mean of five views, a sure one is the first", () => {
  const pictures = Array.from({ length: 300 }, scrawl);
  const answers = ask(pictures.map((picture) => ["n", picture]));
  const views = ask(
    pictures.flatMap((picture) => {
      const frame = framed(picture);
      return [frame, ...VIEWS.map((view) => turned(frame, view))].map((input) => ["1", input]);
    }),
  );
  let unsure = 0;
  answers.forEach(({ logits }, i) => {
    const [first, ...others] = views.slice(5 * i, 5 * i + 5);
    if (first.confidence > SURE || first.score < FAR_BELOW) {
      assert.deepEqual(logits, first.logits);
      return;
    }
    unsure++;
    const mean = first.logits.map((value, k) => others.reduce((sum, view) => sum + view.logits[k], value) / 5);
    const off = distance(logits, mean);
    assert.ok(off < 0.1, `${off} from the mean of the views`);
  });
  assert.ok(unsure > 30 && unsure < 270, `${unsure} unsure`);
});
