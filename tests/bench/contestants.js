// Every runtime with the same weights, behind one interface, in Node and in a page:
// { name, batch, one(i): reads picture i, or the i-th batch of 256, logits(i): of picture i, or null }.

import { ACTIVATIONS_LOGITS, CLASSES, RESULT_BYTES, RESULT_LOGITS, SIDE } from "../../web/lib/layout.js";
import { fitStrokes, inkOfStrokes, paint } from "../eval/canvas.js";
import { STROKES, smooth } from "../support/strokes.js";

export const BATCH = 256;
const PIXELS = SIDE * SIDE;

/** 28×28 bytes each → 32×32 floats each. */
function framed(pictures) {
  const input = new Float32Array(pictures.length * 1024);
  pictures.forEach((picture, n) => {
    for (let i = 0; i < PIXELS; i++)
      input[n * 1024 + (Math.floor(i / SIDE) + 2) * 32 + (i % SIDE) + 2] = picture[i] / 255;
  });
  return input;
}

const batchesOf = (pictures) =>
  Array.from({ length: Math.floor(pictures.length / BATCH) }, (_, i) =>
    framed(pictures.slice(i * BATCH, (i + 1) * BATCH)),
  );

/** The engine as the library calls it: our own module's exports. @param {WebAssembly.Module} module */
export async function ours(module, weights, pictures, name = "lenet5-wasm") {
  const { exports } = /** @type {{ exports: any }} */ (await WebAssembly.instantiate(module, {}));
  exports._initialize?.();
  const bytes = Math.max(weights.length, pictures.length * PIXELS + BATCH * RESULT_BYTES);
  const address = exports.reserve(bytes);
  const memory = () => new Uint8Array(exports.memory.buffer);
  memory().set(weights, address);
  if (exports.load(address, weights.length) !== 0) throw new Error("our engine refused the weights");
  pictures.forEach((picture, i) => memory().set(picture, address + i * PIXELS));
  const at = (i) => address + (i % pictures.length) * PIXELS;
  const logitsAt = (from) => Array.from(new Float32Array(exports.memory.buffer, from, CLASSES));
  const results = address + pictures.length * PIXELS;
  const full = pictures.length - BATCH + 1;
  const floats = (i) => {
    exports.predict_normalised(at(i));
    return logitsAt(exports.activations() + ACTIVATIONS_LOGITS);
  };
  return [
    {
      name,
      batch: 1,
      one: (i) => void exports.predict_normalised(at(i)),
      logits: (i) => {
        exports.predict_normalised(at(i));
        return logitsAt(exports.result() + RESULT_LOGITS);
      },
    },
    { name: `${name}, float32 with all layers`, batch: 1, one: () => void exports.activations(), logits: floats },
    {
      name,
      batch: BATCH,
      one: (i) => void exports.predict_batch(at((i * BATCH) % full), BATCH, results),
      logits: (i) => {
        exports.predict_batch(at(i), 1, results);
        return logitsAt(results + RESULT_LOGITS);
      },
    },
  ];
}

const CANVAS = 10 * SIDE;
const PENS = [
  { size: 180, pen: 14 },
  { size: 220, pen: 22 },
];

/** Digits drawn black on white with a round pen and soft edges, as a canvas draws them. */
function drawnCanvases() {
  return Object.values(STROKES).flatMap((digit) =>
    PENS.map(({ size, pen }) => {
      const strokes = digit.map((stroke) => smooth(stroke, 20).map(([x, y]) => ({ x: 200 * x, y: 240 * y })));
      const ink = inkOfStrokes(CANVAS, CANVAS, fitStrokes(strokes, { left: 50, top: 30, size }, pen), pen);
      return paint(CANVAS, CANVAS, ink, { pen: [0, 0, 0], paper: [255, 255, 255] }).data;
    }),
  );
}

/** Small pictures on white, each of their pixels a square of 10×10: ink of all shades, with steps for edges. */
function enlargedCanvases(pictures) {
  return pictures.slice(0, 32).map((picture) => {
    const data = new Uint8Array(4 * CANVAS * CANVAS).fill(255);
    for (let i = 0; i < CANVAS * CANVAS; i++) {
      data.fill(255 - picture[Math.floor(i / CANVAS / 10) * SIDE + Math.floor((i % CANVAS) / 10)], 4 * i, 4 * i + 3);
    }
    return data;
  });
}

/** A canvas of 280×280 → the answer. @param {WebAssembly.Module} module */
export async function canvas(module, weights, pictures, name) {
  const { exports } = /** @type {{ exports: any }} */ (await WebAssembly.instantiate(module, {}));
  exports._initialize?.();
  const kinds = { "280×280 drawn": drawnCanvases(), "280×280 enlarged": enlargedCanvases(pictures) };
  const all = Object.values(kinds).flat();
  const bytes = 4 * CANVAS * CANVAS;
  const address = exports.reserve(all.length * bytes);
  const memory = new Uint8Array(exports.memory.buffer);
  memory.set(weights, address);
  if (exports.load(address, weights.length) !== 0) throw new Error("our engine refused the weights");
  all.forEach((data, i) => memory.set(data, address + i * bytes));
  return Object.entries(kinds).map(([kind, { length }]) => {
    const first = address + all.indexOf(kinds[kind][0]) * bytes;
    const one = (i) => void exports.predict(first + (i % length) * bytes, CANVAS, CANVAS);
    return { name: `${name}, ${kind}`, batch: 1, one, logits: null };
  });
}

/** The builds that this host understands, with rows of each beside the plain one's. builds: modules by name. */
export async function otherBuilds(builds, weights, pictures) {
  const rows = [];
  for (const [build, module] of Object.entries(builds)) {
    const name = `lenet5-wasm, ${build}`;
    const [one, , batch] = await ours(module, weights, pictures, name);
    rows.push(one, batch, ...(await canvas(module, weights, pictures, name)));
  }
  return rows;
}

/** onnxruntime-web or -node. models: the ONNX file's bytes, by batch size. */
export async function onnxruntime(name, runtime, models, pictures, options) {
  const contestants = [];
  for (const batch of [1, BATCH]) {
    const session = await runtime.InferenceSession.create(models[batch], options);
    const inputs = (batch === 1 ? pictures.map((picture) => framed([picture])) : batchesOf(pictures)).map(
      (values) => new runtime.Tensor("float32", values, [batch, 1, 32, 32]),
    );
    const run = (input) => session.run({ input });
    contestants.push({
      name,
      batch,
      one: (i) => run(inputs[i % inputs.length]),
      logits: async (i) => {
        const output = await run(inputs[Math.floor(i / batch)]);
        return Array.from(output.logits.data.subarray((i % batch) * CLASSES, ((i % batch) + 1) * CLASSES));
      },
    });
  }
  return contestants;
}

/** tfjs with its wasm backend and its fused operations, as TensorFlow's converter would use them. */
export async function tfjs(tf, tensors, pictures) {
  await tf.setBackend("wasm");
  await tf.ready();
  const conv = (name, shape) => tf.transpose(tf.tensor(tensors[`${name}.weight`], shape), [2, 3, 1, 0]);
  const full = (name, shape) => tf.transpose(tf.tensor2d(tensors[`${name}.weight`], shape));
  const bias = (name) => tf.tensor1d(tensors[`${name}.bias`]);
  const c1 = conv("convnet.c1", [6, 1, 5, 5]);
  const c3 = conv("convnet.c3", [16, 6, 5, 5]);
  // C5's inputs come channels last.
  const c5 = tf.reshape(
    tf.transpose(tf.tensor4d(tensors["convnet.c5.weight"], [120, 16, 5, 5]), [2, 3, 1, 0]),
    [400, 120],
  );
  const f6 = full("fc.f6", [84, 120]);
  const f7 = full("fc.f7", [10, 84]);
  const b = Object.fromEntries(
    ["convnet.c1", "convnet.c3", "convnet.c5", "fc.f6", "fc.f7"].map((name) => [name, bias(name)]),
  );
  const convolve = (x, filter, name) =>
    tf.fused.conv2d({ x, filter, strides: 1, pad: "valid", bias: b[name], activation: "relu" });
  const dense = (a, matrix, name, activation) => tf.fused.matMul({ a, b: matrix, bias: b[name], activation });
  const network = (x) => {
    const s2 = tf.maxPool(convolve(x, c1, "convnet.c1"), 2, 2, "valid");
    const s4 = tf.maxPool(convolve(s2, c3, "convnet.c3"), 2, 2, "valid");
    const flat = tf.reshape(s4, [x.shape[0], 400]);
    return dense(dense(dense(flat, c5, "convnet.c5", "relu"), f6, "fc.f6", "relu"), f7, "fc.f7", "linear");
  };
  const read = (values, batch) => tf.tidy(() => network(tf.tensor4d(values, [batch, 32, 32, 1])).dataSync());
  return [1, BATCH].map((batch) => {
    const inputs = batch === 1 ? pictures.map((picture) => framed([picture])) : batchesOf(pictures);
    return {
      name: "tfjs-backend-wasm",
      batch,
      one: (i) => void read(inputs[i % inputs.length], batch),
      logits: (i) =>
        Array.from(
          read(inputs[Math.floor(i / batch)], batch).subarray((i % batch) * CLASSES, ((i % batch) + 1) * CLASSES),
        ),
    };
  });
}

const CHECKED = 32;

/** How far each contestant's logits are from the last one's, on a few pictures of the first batch; null without logits. */
export async function differences(contestants) {
  const expected = [];
  for (let i = 0; i < CHECKED; i++) expected.push(await contestants.at(-1).logits(i));
  const found = [];
  for (const { logits } of contestants) {
    /** @type {number | null} */
    let largest = logits && 0;
    for (let i = 0; logits && i < CHECKED; i++) {
      (await logits(i)).forEach((value, k) => (largest = Math.max(largest, Math.abs(value - expected[i][k]))));
    }
    found.push(largest);
  }
  return found;
}
