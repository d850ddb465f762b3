// Networks as people train them, each with what its tensors can't say: answered as it was trained, or refused by name.

import assert from "node:assert/strict";
import { test } from "node:test";

import { importWeights } from "../../dist/lib/import.js";
import { LeNet5Error, loadLeNet5 } from "../../dist/lib/lenet5.js";
import { onnxModel } from "../support/onnx.js";
import { generator } from "../support/random.js";
import { randomTensors } from "../support/safetensors.js";
import { trainedLogits } from "../support/trained-logits.js";
import { kerasOf, npz, renamed, reshaped, safetensors, tensor, tensorsOf, torchZip } from "../support/weight-files.js";

const ARRAYS = randomTensors(5);
const TENSORS = tensorsOf(ARRAYS);
const FILE = torchZip(TENSORS);
const MNIST = { mean: 0.1307, std: 0.3081 };
const zeros = (...shape) => tensor(shape, new Array(shape.reduce((a, b) => a * b)).fill(0.01));

const full = renamed(TENSORS, ["conv1", "conv2", "fc1", "fc2", "fc3"]);
full["fc1.weight"] = reshaped(full["fc1.weight"], [120, 400]);

const parallel = Object.fromEntries(
  Object.entries(tensorsOf(ARRAYS, "F16")).map(([name, value]) => [`module.${name}`, value]),
);

/** By name: the file, its options, and how near its logits are; or why it is refused. */
const VARIANTS = {
  "the tutorial's: 0 to 1, 32×32": { file: FILE },
  "normalised by MNIST's mean": { file: FILE, options: MNIST },
  "normalised to -1 … 1": { file: FILE, options: { mean: 0.5, std: 0.5 } },
  "bytes, 0 to 255": { file: FILE, options: { std: 1 / 255 } },
  "dark ink on light paper": { file: FILE, options: { invert: true } },
  "28×28, padded by its first layer": { file: FILE, options: { input: 28 } },
  "28×28, normalised": { file: FILE, options: { input: 28, ...MNIST } },
  "28×28, dark on light, normalised": { file: FILE, options: { input: 28, invert: true, mean: 0.5, std: 0.5 } },
  "C5 as a linear layer": { file: safetensors(full) },
  "channels last": { file: npz(kerasOf(TENSORS)) },
  "a checkpoint of half precision, trained in parallel": {
    file: torchZip({ state_dict: parallel }),
    near: 2e-2,
  },
  "tanh, as an option": { file: FILE, options: { activation: "tanh" }, refused: /^activation: .*not tanh$/ },
  "average pooling, as an option": {
    file: FILE,
    options: { pooling: "average" },
    refused: /^pooling: .*not average$/,
  },
  "tanh, in ONNX": { file: onnxModel(ARRAYS, 1, { activation: "Tanh" }), refused: /has a node Tanh, which/ },
  "leaky ReLU, in ONNX": { file: onnxModel(ARRAYS, 1, { activation: "LeakyRelu" }), refused: /has a node LeakyRelu,/ },
  "average pooling, in ONNX": {
    file: onnxModel(ARRAYS, 1, { pooling: "AveragePool" }),
    refused: /has a node AveragePool, which/,
  },
  "subsampling with parameters, as in 1998": {
    file: torchZip({ ...TENSORS, "convnet.s2.weight": zeros(6), "convnet.s2.bias": zeros(6) }),
    refused: /^convnet\.s2\.weight: is of subsampling with parameters/,
  },
  "batch normalisation": {
    file: torchZip({ ...TENSORS, "bn1.running_mean": zeros(6), "bn1.running_var": zeros(6) }),
    refused: /^bn1\.running_mean: is of batch normalisation/,
  },
  "28×28 without padding": {
    file: torchZip({ ...full, "fc1.weight": zeros(120, 256) }),
    refused: /^fc1\.weight: shape \[120,256\] where/,
  },
  "pictures in colour": {
    file: torchZip({ ...TENSORS, "convnet.c1.weight": zeros(6, 3, 5, 5) }),
    refused: /^convnet\.c1\.weight: shape \[6,3,5,5\] where \[6,1,5,5\] is due$/,
  },
};

test("there are twenty", () => assert.equal(Object.keys(VARIANTS).length, 20));

const random = generator(9);
const pictures = Array.from({ length: 3 }, () =>
  Uint8Array.from({ length: 784 }, () => (random() < 0.3 ? Math.floor(random() * 256) : 0)),
);

for (const [name, { file, options = {}, near = 1e-4, refused = null }] of Object.entries(VARIANTS)) {
  test(refused === null ? `${name}: right` : `${name}: refused`, async () => {
    if (refused !== null) {
      const isRefusal = (error) =>
        error instanceof LeNet5Error && error.code === "bad-weights" && refused.test(error.message);
      await assert.rejects(importWeights(file, /** @type {any} */ (options)), isRefusal);
      return;
    }
    const { weights } = await importWeights(file, options);
    const lenet5 = await loadLeNet5({ weights });
    for (const picture of pictures) {
      const due = await trainedLogits(ARRAYS, picture, options);
      const scale = Math.max(1, ...due.map((logit) => Math.abs(logit) / 10));
      lenet5.predictNormalised(picture);
      const { data } = lenet5.layers().find((layer) => layer.name === "f7");
      data.forEach((logit, k) =>
        assert.ok(Math.abs(logit - due[k]) <= near * scale, `${k}: ${logit} where ${due[k]} is due`),
      );
    }
  });
}
