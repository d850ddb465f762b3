// The module's memory and calls: what c/include/lenet5.h and c/hosts/browser/exports.c lay out, as JavaScript values.

import { LeNet5Error } from "./error.js";

export const CLASSES = 10;
export const SIDE = 28;
export const MAX_PIXELS = 2 ** 24;
export const MAX_POINTS = 2 ** 16;
const MAX_WEIGHTS = 2 ** 24; // bytes; memory that has grown stays

export const STATUS = {
  OK: 0,
  BLANK: -1,
  NOT_A_DIGIT: -2,
  BAD_ARGUMENT: -3,
  BAD_WEIGHTS: -4,
  NOT_LOADED: -5,
  NOT_A_NUMBER: -6,
  WRONG_LENGTH: -7,
  UNCERTAIN: -8,
  TOO_LONG: -9,
};

/** In the order of lenet5_format. */
export const FORMATS = ["digits", "zip", "amount"];

const POINT_BYTES = 16;
const BATCH = 256; // pictures at once, so that memory for a million is not needed

// lenet5_result: byte offsets.
const RESULT_BYTES = 896;
const RESULT = { status: 0, digit: 4, confidence: 8, score: 12, box: 16, probabilities: 32, logits: 72, picture: 112 };

// lenet5_reading and what is in it: byte offsets.
const READING = {
  status: 0,
  lines: 8,
  line: 12,
  confidence: 16,
  box: 20,
  length: 36,
  alternatives: 40,
  alternative: 44,
  character: 884,
};
const ALTERNATIVE = { bytes: 168, confidence: 0, text: 4, formatted: 72 };
const CHARACTER = { bytes: 180, digit: 0, confidence: 4, box: 8, choices: 24, choice: 28, outline: 52 };
const CHOICE_BYTES = 8;
const OUTLINE_POINTS = 16;

// lenet5_sweep_result: byte offsets.
const STRIP = { lines: 4, line: 8, width: 12, places: 16, logits: 20, picture: 20540 };
const STRIP_HEIGHT = 32;

// lenet5_activations: one layer after another.
/** @type {[string, number[]][]} */
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
      const { exports } = /** @type {{ exports: any }} */ (await WebAssembly.instantiate(module, {}));
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

  /** Before load(): a known answer. */
  check() {
    let status;
    try {
      status = this.#exports.check();
    } catch (cause) {
      throw new LeNet5Error("bad-module", `wasm: it stopped while being checked: ${cause.message}`, { cause });
    }
    if (status !== STATUS.OK) throw new LeNet5Error("bad-module", `wasm: ${this.statusText(status)}`);
  }

  /** @param {Uint8Array} file safetensors; when it is refused, the weights in use stay as they were */
  load(file) {
    if (file.length > MAX_WEIGHTS) {
      throw new LeNet5Error("bad-weights", `weights: ${file.length} bytes are over 16 MiB`);
    }
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

  /** @param {Uint8Array} pictures 28 × 28 bytes each, one after another */
  predictBatch(pictures) {
    const results = [];
    for (let from = 0; from < pictures.length; from += BATCH * SIDE * SIDE) {
      const batch = pictures.subarray(from, from + BATCH * SIDE * SIDE);
      const count = batch.length / (SIDE * SIDE);
      const address = this.#put(batch, batch.length + count * RESULT_BYTES);
      const answers = address + batch.length; // 784 is a multiple of 4
      const status = this.#exports.predict_batch(address, count, answers);
      for (let i = 0; i < count; i++) results.push(status ? { status } : this.#result(answers + i * RESULT_BYTES));
    }
    return results;
  }

  /** @param {{ x: number, y: number, pressure: number, stroke: number }[]} points */
  predictStrokes(points) {
    this.#exports.predict_strokes(this.#putPoints(points), points.length);
    return this.#result();
  }

  /**
   * @param {Uint8Array} rgba width × height × 4 bytes
   * @param request a lenet5_request
   */
  read(rgba, width, height, { format, length, line }) {
    this.#exports.read(this.#put(rgba), width, height, format, length, line);
    return this.#reading();
  }

  readStrokes(points, { format, length, line }) {
    this.#exports.read_strokes(this.#putPoints(points), points.length, format, length, line);
    return this.#reading();
  }

  sweep(rgba, width, height, line) {
    const status = this.#exports.sweep(this.#put(rgba), width, height, line);
    const at = this.#exports.strip();
    const ints = new DataView(this.#buffer, at);
    const int = (offset) => ints.getInt32(offset, true);
    const floats = new Float32Array(this.#buffer, at + STRIP.logits, int(STRIP.places) * CLASSES);
    return {
      status,
      lines: int(STRIP.lines),
      line: int(STRIP.line),
      width: int(STRIP.width),
      outputs: Array.from({ length: int(STRIP.places) }, (_, i) =>
        Array.from(floats.subarray(i * CLASSES, (i + 1) * CLASSES)),
      ),
      picture: new Uint8Array(this.#buffer, at + STRIP.picture, STRIP_HEIGHT * int(STRIP.width)).slice(),
    };
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

  /** What is wrong with a lenet5_request, or null. */
  requestFault(format, length, line) {
    const address = this.#exports.request_fault(format, length, line);
    return address === 0 ? null : this.#text(address);
  }

  statusText(status) {
    return this.#text(this.#exports.status_text(status));
  }

  // Memory that has grown has a new buffer.
  get #buffer() {
    return this.#exports.memory.buffer;
  }

  // The one input buffer grows to the largest input so far and is used again.
  #put(bytes, length = bytes.length) {
    const address = this.#exports.reserve(length) >>> 0;
    if (address === 0) throw new RangeError(`lenet5: no memory for ${length} bytes`);
    new Uint8Array(this.#buffer, address, bytes.length).set(bytes);
    return address;
  }

  #result(at = this.#exports.result()) {
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

  #putPoints(points) {
    const bytes = new DataView(new ArrayBuffer(points.length * POINT_BYTES));
    points.forEach(({ x, y, pressure, stroke }, i) => {
      bytes.setFloat32(i * POINT_BYTES, x, true);
      bytes.setFloat32(i * POINT_BYTES + 4, y, true);
      bytes.setFloat32(i * POINT_BYTES + 8, pressure, true);
      bytes.setInt32(i * POINT_BYTES + 12, stroke, true);
    });
    return this.#put(new Uint8Array(bytes.buffer));
  }

  #reading() {
    const at = this.#exports.reading();
    const view = new DataView(this.#buffer);
    const int = (address) => view.getInt32(address, true);
    const float = (address) => view.getFloat32(address, true);
    const box = (address) => ({
      x: int(address),
      y: int(address + 4),
      width: int(address + 8),
      height: int(address + 12),
    });
    const many = (count, one) => Array.from({ length: count }, (_, i) => one(i));
    const alternative = (from) => ({
      text: this.#text(from + ALTERNATIVE.text),
      formatted: this.#text(from + ALTERNATIVE.formatted),
      confidence: float(from + ALTERNATIVE.confidence),
    });
    const character = (from) => ({
      text: String(int(from + CHARACTER.digit)),
      confidence: float(from + CHARACTER.confidence),
      box: box(from + CHARACTER.box),
      outline: many(OUTLINE_POINTS, (i) => {
        const point = from + CHARACTER.outline + 8 * i;
        return { x: int(point), y: int(point + 4) };
      }),
      alternatives: many(int(from + CHARACTER.choices), (i) => {
        const choice = from + CHARACTER.choice + CHOICE_BYTES * i;
        return { text: String(int(choice)), confidence: float(choice + 4) };
      }),
    });
    return {
      status: int(at + READING.status),
      lines: int(at + READING.lines),
      line: int(at + READING.line),
      confidence: float(at + READING.confidence),
      box: box(at + READING.box),
      alternatives: many(int(at + READING.alternatives), (i) =>
        alternative(at + READING.alternative + ALTERNATIVE.bytes * i),
      ),
      characters: many(int(at + READING.length), (i) => character(at + READING.character + CHARACTER.bytes * i)),
    };
  }

  #text(address) {
    const bytes = new Uint8Array(this.#buffer, address);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }
}
