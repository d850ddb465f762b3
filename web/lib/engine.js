// The module's memory and calls: what c/lenet5.h and c/browser/exports.c lay out, as JavaScript values.

import { LeNet5Error } from "./error.js";

export const CLASSES = 10;
export const SIDE = 28;
export const MAX_PIXELS = 2 ** 24;
export const MAX_POINTS = 2 ** 16;

export const STATUS = { OK: 0, BLANK: -1, NOT_A_DIGIT: -2, BAD_ARGUMENT: -3, BAD_WEIGHTS: -4, NOT_LOADED: -5 };

const POINT_BYTES = 16;

// lenet5_result: byte offsets.
const RESULT = { status: 0, digit: 4, confidence: 8, score: 12, box: 16, probabilities: 32, logits: 72, picture: 112 };

// lenet5_activations: one layer after another.
const LAYERS = [
  ["input", [1, 32, 32]],
  ["c1", [6, 28, 28]],
  ["s2", [6, 14, 14]],
  ["c3", [16, 10, 10]],
  ["s4", [16, 5, 5]],
  ["c5", [120]],
  ["f6", [84]],
  ["f7", [CLASSES]],
];

export class Engine {
  #exports;

  /** @param {WebAssembly.Module} module */
  static async start(module) {
    try {
      const { exports } = await WebAssembly.instantiate(module, {});
      exports._initialize?.();
      if (exports.memory && exports.predict && exports.load) return new Engine(exports);
    } catch (cause) {
      throw new LeNet5Error("bad-module", `wasm: could not be started: ${cause.message}`, { cause });
    }
    throw new LeNet5Error("bad-module", "wasm: the module is not lenet5.wasm (no memory, load and predict in it)");
  }

  constructor(exports) {
    this.#exports = exports;
  }

  /** @param {Uint8Array} file safetensors; when it is refused, the weights in use stay as they were */
  load(file) {
    if (this.#exports.load(this.#put(file), file.length) !== STATUS.OK) {
      throw new LeNet5Error("bad-weights", this.#text(this.#exports.fault()));
    }
  }

  /** @param {Uint8Array} rgba width × height × 4 bytes */
  predict(rgba, width, height) {
    this.#exports.predict(this.#put(rgba), width, height);
    return this.#result();
  }

  /** @param {Uint8Array} picture 28 × 28 bytes */
  predictNormalised(picture) {
    this.#exports.predict_normalised(this.#put(picture));
    return this.#result();
  }

  /** @param {{ x: number, y: number, pressure: number, stroke: number }[]} points */
  predictStrokes(points) {
    const bytes = new DataView(new ArrayBuffer(points.length * POINT_BYTES));
    points.forEach(({ x, y, pressure, stroke }, i) => {
      bytes.setFloat32(i * POINT_BYTES, x, true);
      bytes.setFloat32(i * POINT_BYTES + 4, y, true);
      bytes.setFloat32(i * POINT_BYTES + 8, pressure, true);
      bytes.setInt32(i * POINT_BYTES + 12, stroke, true);
    });
    this.#exports.predict_strokes(this.#put(new Uint8Array(bytes.buffer)), points.length);
    return this.#result();
  }

  /** Copies of the activations behind the last answer. */
  layers() {
    let at = this.#exports.activations();
    return LAYERS.map(([name, shape]) => {
      const length = shape.reduce((product, side) => product * side);
      const data = new Float32Array(this.#buffer, at, length).slice();
      at += data.byteLength;
      return { name, shape: [...shape], data };
    });
  }

  statusText(status) {
    return this.#text(this.#exports.status_text(status));
  }

  // Memory that has grown has a new buffer.
  get #buffer() {
    return this.#exports.memory.buffer;
  }

  // The one input buffer grows to the largest input so far and is used again.
  #put(bytes) {
    const address = this.#exports.reserve(bytes.length) >>> 0;
    if (address === 0) throw new RangeError(`lenet5: no memory for ${bytes.length} bytes`);
    new Uint8Array(this.#buffer, address, bytes.length).set(bytes);
    return address;
  }

  #result() {
    const at = this.#exports.result();
    const ints = (offset, length) => Array.from(new Int32Array(this.#buffer, at + offset, length));
    const floats = (offset, length) => Array.from(new Float32Array(this.#buffer, at + offset, length));
    const [x, y, width, height] = ints(RESULT.box, 4);
    return {
      status: ints(RESULT.status, 1)[0],
      digit: ints(RESULT.digit, 1)[0],
      confidence: floats(RESULT.confidence, 1)[0],
      score: floats(RESULT.score, 1)[0],
      box: { x, y, width, height },
      probabilities: floats(RESULT.probabilities, CLASSES),
      logits: floats(RESULT.logits, CLASSES),
      picture: new Uint8Array(this.#buffer, at + RESULT.picture, SIDE * SIDE).slice(),
    };
  }

  #text(address) {
    const bytes = new Uint8Array(this.#buffer, address);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }
}
