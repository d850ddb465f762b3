// What ten corrected examples of a shape teach, and what is forgotten for it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";

import { learn } from "../../dist/lib/learn.js";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { SHAPES } from "../support/misread-shapes.js";
import { DATA, mnistPictures, skipWithoutMnist, TEST_LABELS } from "../support/mnist.js";
import { digitStyles, write } from "./hand.js";
import { missingFile } from "./measure.js";
import { Random } from "./random.js";
import { foldOfWeights, unipenDigits } from "./unipen-sets.js";

const TAUGHT = 10;
const OTHERS = 20;
const LEARNED = 18; // of the others
const FORGOTTEN = 10; // of MNIST's 10,000: 0.1 points

let own;
let taught;
const pictureOf = (strokes) => own.predictStrokes(strokes).picture;
const best = ({ probabilities }) => probabilities.indexOf(Math.max(...probabilities));
const errors = (network, pictures, labels) =>
  network.predictBatch(pictures).filter((answer, i) => best(answer) !== labels[i]).length;

/** By shape: a network that was taught ten drawings of it. */
before(async () => {
  own = await loadLeNet5();
  taught = await Promise.all(
    SHAPES.map(async ({ drawings, digit }) => {
      const examples = drawings(0, TAUGHT).map((strokes) => ({ picture: pictureOf(strokes), digit }));
      const { weights } = await learn(examples);
      return loadLeNet5({ weights });
    }),
  );
});

describe("of twenty other drawings of a shape", () => {
  for (const [i, { name, digit, drawings }] of SHAPES.entries()) {
    test(name, () => {
      const others = drawings(TAUGHT, OTHERS);
      const read = (network) => others.filter((strokes) => network.predictStrokes(strokes).digit === digit).length;
      assert.ok(read(own) <= OTHERS / 2, `it is misread: ${read(own)} of ${OTHERS} are right`);
      assert.ok(read(taught[i]) >= LEARNED, `${read(taught[i])} are right`);
    });
  }
});

test("one example is learned, and some of the others by it", async () => {
  for (const { name, digit, drawings } of SHAPES) {
    const [first, ...others] = drawings(0, 1 + OTHERS);
    const { weights } = await learn([{ picture: pictureOf(first), digit }]);
    const network = await loadLeNet5({ weights });
    assert.equal(network.predictStrokes(first).digit, digit, name);
    const before = others.filter((strokes) => own.predictStrokes(strokes).digit === digit).length;
    const after = others.filter((strokes) => network.predictStrokes(strokes).digit === digit).length;
    assert.ok(after >= before + OTHERS / 4, `${name}: ${before} and then ${after} of ${OTHERS}`);
  }
});

// Drawn by other templates than what is rehearsed.
test("how digits are written elsewhere is not forgotten", () => {
  const all = digitStyles.flatMap(({ digit, style, template }) =>
    Array.from({ length: 10 }, (_, i) => ({ digit, strokes: write(template, new Random("kept", digit, style, i)) })),
  );
  const pictures = all.map(({ strokes }) => pictureOf(strokes));
  const digits = all.map(({ digit }) => digit);
  const before = errors(own, pictures, digits);
  for (const [i, network] of taught.entries()) {
    const after = errors(network, pictures, digits);
    assert.ok(after <= before + all.length / 100, `${SHAPES[i].name}: ${before} and then ${after} of ${all.length}`);
  }
});

test("MNIST's test set is not forgotten", { skip: skipWithoutMnist }, () => {
  const pictures = mnistPictures(10_000);
  const labels = gunzipSync(readFileSync(TEST_LABELS)).subarray(8);
  const before = errors(own, pictures, labels);
  for (const [i, network] of taught.entries()) {
    const after = errors(network, pictures, labels);
    assert.ok(after < before + FORGOTTEN, `${SHAPES[i].name}: ${before} and then ${after} errors`);
  }
});

const [UNIPEN] = unipenDigits(DATA, foldOfWeights(new URL("../../weights/lenet5.safetensors", import.meta.url)));
const missing = missingFile(UNIPEN);
test("the digits of unseen writers are not forgotten", { skip: missing !== null && `no ${missing}` }, () => {
  const items = UNIPEN.items();
  const pictures = items.map(({ strokes }) => pictureOf(strokes));
  const truths = items.map(({ truth }) => truth);
  const before = errors(own, pictures, truths);
  for (const [i, network] of taught.entries()) {
    const after = errors(network, pictures, truths);
    assert.ok(after <= before + items.length / 200, `${SHAPES[i].name}: ${before} and then ${after} errors`);
  }
});
