// What the page's gallery of misread digits is made of when the page is built.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { findMisread, unpack } from "../../web/app/gallery/misread.js";
import { galleryOf } from "../../web/vite-gallery.js";
import { drawnSet, indexOfLargest, worstFirst } from "../support/idx-files.js";

const WRONG = [4, 11, 17, 30]; // the last one is blank, and so refused
const MODULE = "\0virtual:misread";

const lenet5 = await loadLeNet5();
const of1998 = await loadLeNet5({ network: "1998" });
const set = drawnSet(lenet5, WRONG);

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "lenet5-misread-"));
  await mkdir(join(folder, "mnist"));
});

after(() => rm(folder, { recursive: true }));

async function built(pictures, labels) {
  await writeFile(join(folder, "mnist/t10k-images-idx3-ubyte"), pictures);
  await writeFile(join(folder, "mnist/t10k-labels-idx1-ubyte.gz"), gzipSync(labels));
  return galleryOf(folder).load(MODULE);
}

const packedIn = (source) => JSON.parse(source.replace(/^export default (.*);$/, "$1"));

test("every picture that is read as another digit than its label, to the byte, the same at each build", async () => {
  for (const [i, picture] of set.pictures.entries())
    assert.equal(indexOfLargest(lenet5.predictNormalised(picture).probabilities), set.truths[i], `picture ${i}`);
  const source = await built(set.files.pictures, set.files.labels);
  assert.equal(await built(set.files.pictures, set.files.labels), source);
  const packed = packedIn(source);
  assert.equal(packed.count, 31);
  const found = unpack(packed);
  assert.deepEqual(
    found.map(({ index }) => index),
    worstFirst(lenet5, set, WRONG),
  );
  for (const { index, truth, picture, answers } of found) {
    assert.deepEqual(picture, new Uint8Array(set.pictures[index]));
    assert.equal(truth, set.labels[index]);
    for (const [i, network] of [lenet5, of1998].entries()) {
      const { probabilities, rejected } = network.predictNormalised(set.pictures[index]);
      const { best, refused } = answers[i];
      assert.equal(refused, rejected);
      const likeliest = probabilities.toSorted((a, b) => b - a).slice(0, 2);
      assert.deepEqual(
        best.map(({ confidence }) => confidence),
        likeliest,
      );
      for (const { digit, confidence } of best) assert.equal(confidence, probabilities[digit]);
    }
  }
});

test("nothing without MNIST's files; damaged ones end the build", async () => {
  assert.equal(packedIn(await galleryOf(join(folder, "nowhere")).load(MODULE)), null);
  await assert.rejects(built(set.files.pictures.subarray(0, -1), set.files.labels), /images.* is cut short/);
  await assert.rejects(built(set.files.pictures, set.files.labels.subarray(0, 7)), /labels.* ends within its header/);
});

test("of several networks what the first one misreads, with the answers of all", async () => {
  const says = (digits, sure) => async (pictures) =>
    digits.slice(0, pictures.length / 784).map((digit, i) => ({
      probabilities: Array.from({ length: 10 }, (_, other) => (other === digit ? sure[i] : (1 - sure[i]) / 9)),
      rejected: false,
    }));
  const networks = [says([1, 7, 3, 5], [0.9, 0.7, 0.9, 0.8]), says([2, 2, 3, 5], [0.9, 0.9, 0.9, 0.6])];
  const found = await findMisread(new Uint8Array(4 * 784), Uint8Array.of(1, 2, 3, 4), networks);
  assert.deepEqual(
    found.map(({ index, answers }) => [index, ...answers.map(({ best }) => best[0].digit)]),
    [
      [3, 5, 5],
      [1, 7, 2],
    ],
  );
});
