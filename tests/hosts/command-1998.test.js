// The command with the network of 1998: answers, layers, reject curve and training, against the plain model; natively and under
// WASI, to the byte.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { CommandFolder } from "../support/command-hosts.js";
import { forward1998, OFFSETS_1998, posteriors1998, SHAPES_1998 } from "../support/lenet1998.js";
import { drawDigit, idx, png } from "../support/picture-files.js";
import { decode } from "../support/safetensors.js";

const SHIPPED = new URL("../../weights/lenet5-1998.safetensors", import.meta.url);
const TODAY = new URL("../../weights/lenet5.safetensors", import.meta.url);
const { tensors, metadata } = decode(readFileSync(SHIPPED));
const parameters = new Float64Array(60000);
for (const name of Object.keys(SHAPES_1998)) parameters.set(tensors[name], OFFSETS_1998[name]);

let place;
before(() => {
  place = new CommandFolder("command-1998");
});
after(() => place.remove());

const json = (...args) => place.json(args);
const refused = (line, ...args) => place.refused(args, line);

// Bars and strokes, some of which are digits and most of which aren't.
function pictures(count) {
  const all = new Uint8Array(count * 784);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < 784; i++) {
      const [x, y] = [(i % 28) - 13.5, Math.floor(i / 28) - 13.5];
      const bar = Math.abs(x + (y * ((n % 7) - 3)) / 8) < 1.5 && Math.abs(y) < 10;
      const ring = Math.abs(Math.hypot(x * (1.4 + n / 10), y) - 8) < 1.6; // the first are 0s
      all[n * 784 + i] = (n % 2 ? bar : ring) ? 255 - n : 0;
    }
  return all;
}

// As the command has them: 32×32, what is around the 28×28 is empty.
function distancesOf(picture) {
  const input = new Uint8Array(32 * 32);
  for (let y = 0; y < 28; y++) input.set(picture.subarray(28 * y, 28 * (y + 1)), 32 * (y + 2) + 2);
  return forward1998(parameters, input).rbf;
}

const least = (values) => values.indexOf(Math.min(...values));

test("predict: the least distance, or not a digit where rubbish is likelier than all of them", () => {
  const count = 12;
  const all = pictures(count);
  const answers = json("predict", "--network", "1998", place.save("some.idx", idx([count, 28, 28], all)));
  const seen = answers.map(({ digit, probabilities, rejected, reason }, i) => {
    const distances = distancesOf(all.subarray(784 * i, 784 * (i + 1)));
    const rubbish = posteriors1998(distances, Number(metadata.rubbish))[10];
    assert.ok(Math.abs(rubbish - 0.5) > 1e-3, "a made-up picture is too near the threshold");
    assert.deepEqual([digit, reason], rubbish > 0.5 ? [null, "not-a-digit"] : [least(distances), null]);
    const weights = distances.map((y) => Math.exp((Math.min(...distances) - y) / Number(metadata.temperature)));
    const sum = weights.reduce((a, b) => a + b);
    weights.forEach((weight, k) => {
      assert.ok(Math.abs(probabilities[k] - weight / sum) < 1e-4);
    });
    return rejected;
  });
  assert.ok(seen.includes(true) && seen.includes(false), "both kinds are among them");
});

test("layers: the published counts, and ranges that begin at -0.1", () => {
  place.save("3.png", png(drawDigit(3)));
  const [{ layers }] = json("layers", "--network", "1998", "3.png");
  assert.deepEqual(
    layers.map(({ name, kind, shape, parameters, connections, multiplications }) =>
      [name, kind, shape.join("x"), parameters, connections, multiplications].join(" "),
    ),
    [
      "input picture 1x32x32 0 0 0",
      "C1 convolution 5x5, tanh 6x28x28 156 122304 117600",
      "S2 subsampling 2x2, tanh 6x14x14 12 5880 1176",
      "C3 convolution 5x5, tanh 16x10x10 1516 151600 150000",
      "S4 subsampling 2x2, tanh 16x5x5 32 2000 400",
      "C5 convolution 5x5, tanh 120 48120 48120 48000",
      "F6 full, tanh 84 10164 10164 10080",
      "RBF distance from a code 10 0 840 840",
    ],
  );
  assert.ok(Math.abs(layers[0].min + 0.1) < 1e-6);
  const rbf = layers[7];
  assert.ok(rbf.min >= 0 && rbf.max > rbf.min, "distances, not their negatives");
  const { stdout } = place.run(["layers", "--network", "1998", "3.png"]);
  assert.match(stdout, /\ntotal +60000 +340908 +328096\n$/);
});

test("eval: what is rejected first is what the two best distances differ least for", () => {
  const count = 20;
  const all = pictures(count);
  const judged = Array.from({ length: count }, (_, i) => {
    const distances = distancesOf(all.subarray(784 * i, 784 * (i + 1)));
    const [first, second] = [...distances].sort((a, b) => a - b);
    return { guess: least(distances), margin: second - first, i };
  });
  // Wrong are the surest and the two that are least sure.
  const order = [...judged].sort((a, b) => b.margin - a.margin);
  const wrong = [order[0], order[count - 2], order[count - 1]].map(({ i }) => i);
  const labels = judged.map(({ guess, i }) => (wrong.includes(i) ? (guess + 1) % 10 : guess));
  place.save("images.idx", idx([count, 28, 28], all));
  place.save("labels.idx", idx([count], labels));
  const [result] = json("eval", "--network", "1998", "images.idx", "labels.idx");
  assert.equal(result.errors, 3);
  assert.equal(result.rejectCurve.at(-1).error.toFixed(6), (2 / 19).toFixed(6)); // one of twenty: 5 %
  assert.deepEqual(result.rejectFor, { error: 0.005, reject: 1 });
  // Without the surest among the wrong, 2 of 20 have to go.
  place.save(
    "fewer.idx",
    idx(
      [count],
      labels.map((label, i) => (i === order[0].i ? judged[i].guess : label)),
    ),
  );
  const [fewer] = json("eval", "--network", "1998", "images.idx", "fewer.idx");
  assert.deepEqual([fewer.errors, fewer.rejectFor.reject], [2, 0.1]);
});

test("weights of the other network are refused by name, either way", () => {
  place.save("3.png", png(drawDigit(3)));
  place.save("then.safetensors", readFileSync(SHIPPED));
  place.save("now.safetensors", readFileSync(TODAY));
  refused(
    /now\.safetensors: convnet\.c1\.weight: is no tensor of the network of 1998/,
    ...["predict", "--network", "1998", "--weights", "now.safetensors", "3.png"],
  );
  refused(
    /then\.safetensors: s2\.coefficient: is of subsampling with parameters, as in the network of 1998/,
    ...["predict", "--weights", "then.safetensors", "3.png"],
  );
  refused(/1989: is no network; there are today and 1998/, "predict", "--network", "1989", "3.png");
  refused(/--network: is no option of this command/, "read", "--network", "1998", "3.png");
});

/** Class k is a bar at a place of its own. */
function lesson(count) {
  const all = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, i) => (i * 7) % 10);
  for (let i = 0; i < count; i++)
    for (let x = 4; x < 22 - (i % 3); x++) {
      all[i * 784 + (3 + 2 * labels[i]) * 28 + x] = 255;
      all[i * 784 + x * 28 + 5 + 3 * (labels[i] % 5)] = 200;
    }
  mkdirSync(path.join(place.path, "mnist"), { recursive: true });
  place.save("mnist/train-images-idx3-ubyte", idx([count, 28, 28], all));
  place.save("mnist/train-labels-idx1-ubyte", idx([count], labels));
}

const digest = (name) =>
  createHash("sha256")
    .update(readFileSync(path.join(place.path, name)))
    .digest("hex");

test("train: it learns, and host and workers change no bit", () => {
  lesson(720);
  for (const recipe of ["distorted", "paper", "modern"]) {
    const common = ["train", "--network", "1998", "--data", ".", "--recipe", recipe, "--epochs", "2", "--json"];
    const { stdout } = place.run([...common, "--output", "a.safetensors"]); // of both hosts, whose digests are printed
    const [first, second, { sha256 }] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.ok(second.loss < first.loss, recipe);
    assert.equal(sha256, digest("a.safetensors"));
    place.runOn("native", [...common, "--workers", "3", "--output", "b.safetensors"]);
    assert.equal(digest("b.safetensors"), sha256, recipe);
    place.runOn("native", [...common, "--seed", "2", "--output", "c.safetensors"]);
    assert.notEqual(digest("c.safetensors"), sha256, recipe);
    const { metadata: said } = decode(readFileSync(path.join(place.path, "a.safetensors")));
    assert.deepEqual([said.network, said.seed, said.recipe.split(" ")[0]], ["1998", "1", recipe]);
  }
});

test("train: with --hold-out the last sixth is not learned but judged", () => {
  lesson(720);
  const args = ["train", "--network", "1998", "--data", ".", "--recipe", "paper", "--epochs", "8", "--hold-out"];
  const [...lines] = json(...args, "--output", "held.safetensors");
  assert.equal(lines.length, 9);
  assert.ok(lines[7].validationErrorRate.mnist < 0.1);
  assert.match(lines[8].figures, /^mnist validation: \d+ errors of 120; temperature of the least loss \d/);
  const { metadata: said } = decode(readFileSync(path.join(place.path, "held.safetensors")));
  assert.match(said.recipe, /8 passes over 600 pictures$/);
});

test("train: what it can't do is refused, with nothing written", () => {
  lesson(400);
  const files = readdirSync(place.path);
  const train = ["train", "--network", "1998", "--data", "."];
  refused(/has too few pictures: 500 are needed/, ...train);
  refused(/--resume: is not for --network 1998/, ...train, "--resume");
  refused(/--fold: is not for --network 1998/, ...train, "--fold", "1/5");
  refused(/--start: is not for --network 1998/, ...train, "--start", "a.safetensors");
  refused(/world: is no recipe; there are distorted, paper, modern/, ...train, "--recipe", "world");
  refused(/--hold-out: is for --network 1998 alone/, "train", "--hold-out");
  assert.deepEqual(readdirSync(place.path), files);
});
