// The module's memory and calls: what c/hosts/browser/exports.c offers, as JavaScript values.

import { LeNet5Error } from "./error.js";
import * as layout from "./layout.js";
import { CLASSES, INPUT_SIDE, LAYERS, OUTLINE_POINTS, SIDE, STATUS } from "./layout.js";

const MAX_WEIGHTS = 2 ** 24; // bytes; memory that has grown stays
const WHOLE = { x: 0, y: 0, width: 0, height: 0 }; // picture
const BATCH = 256; // pictures at once, so that memory for a million is not needed

export class Engine {
  #exports;

  /** mark: an export by which the module of that file is told from the other. */
  static async start(module, Kind = Engine, file = "lenet5.wasm", mark = "read") {
    try {
      const { exports } = /** @type {any} */ (await WebAssembly.instantiate(module, {}));
      exports._initialize?.();
      if (exports.memory && exports[mark]) return new Kind(exports);
    } catch (cause) {
      throw new LeNet5Error("bad-module", `wasm: could not be started: ${cause.message}`, { cause });
    }
    throw new LeNet5Error("bad-module", `wasm: the module is not ${file} (no ${mark} in it)`);
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

  /** What results say of their confidences: nothing, or that the weights came without a temperature. */
  mark() {
    return this.#exports.is_calibrated() ? {} : { calibrated: false };
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
      const address = this.#put(batch, batch.length + count * layout.RESULT_BYTES);
      const answers = address + batch.length; // 784 is a multiple of 4
      const status = this.#exports.predict_batch(address, count, answers);
      for (let i = 0; i < count; i++)
        results.push(status ? { status } : this.#result(answers + i * layout.RESULT_BYTES));
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
  read(rgba, width, height, request) {
    const address = this.#put(rgba);
    this.#ask(request);
    this.#exports.read(address, width, height);
    return this.#reading();
  }

  /** The cells in a picture, or in a part of it. */
  readCells(rgba, width, height, region) {
    const address = this.#put(rgba);
    this.#ask({ region });
    const status = this.#exports.read_cells(address, width, height);
    const at = this.#exports.table();
    const int = (offset) => new DataView(this.#buffer).getInt32(at + offset, true);
    return {
      status,
      rows: int(layout.TABLE_ROWS),
      columns: int(layout.TABLE_COLUMNS),
      cells: Array.from({ length: int(layout.TABLE_CELLS) }, (_, i) =>
        this.#cell(at + layout.TABLE_CELL + i * layout.CELL_BYTES),
      ),
    };
  }

  #cell(at) {
    const view = new DataView(this.#buffer, at);
    const int = (offset) => view.getInt32(offset, true);
    const [x, y, width, height] = [0, 4, 8, 12].map((offset) => int(layout.CELL_BOX + offset));
    return {
      row: int(layout.CELL_ROW),
      column: int(layout.CELL_COLUMN),
      kind: int(layout.CELL_KIND),
      text: this.#text(at + layout.CELL_TEXT),
      confidence: view.getFloat32(layout.CELL_CONFIDENCE, true),
      box: { x, y, width, height },
      alternatives: Array.from({ length: int(layout.CELL_CHOICES) }, (_, i) => {
        const choice = layout.CELL_CHOICE + i * layout.CELL_CHOICE_BYTES;
        return {
          text: this.#text(at + choice + layout.CELL_CHOICE_TEXT),
          confidence: view.getFloat32(choice + layout.CELL_CHOICE_CONFIDENCE, true),
        };
      }),
    };
  }

  readStrokes(points, request) {
    const address = this.#putPoints(points);
    this.#ask(request);
    this.#exports.read_strokes(address, points.length);
    return this.#reading();
  }

  sweep(rgba, width, height, line) {
    const status = this.#exports.sweep(this.#put(rgba), width, height, line);
    const at = this.#exports.strip();
    const ints = new DataView(this.#buffer, at);
    const int = (offset) => ints.getInt32(offset, true);
    const floats = new Float32Array(this.#buffer, at + layout.SWEEP_LOGITS, int(layout.SWEEP_PLACES) * CLASSES);
    return {
      status,
      lines: int(layout.SWEEP_LINES),
      line: int(layout.SWEEP_LINE),
      width: int(layout.SWEEP_WIDTH),
      outputs: Array.from({ length: int(layout.SWEEP_PLACES) }, (_, i) =>
        Array.from(floats.subarray(i * CLASSES, (i + 1) * CLASSES)),
      ),
      picture: new Uint8Array(this.#buffer, at + layout.SWEEP_PICTURE, INPUT_SIDE * int(layout.SWEEP_WIDTH)).slice(),
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

  /** What is wrong with a lenet5_request, or null; place: where its pattern is wrong, in bytes, or −1. */
  requestFault(request) {
    this.#ask(request);
    const address = this.#exports.request_fault();
    return address === 0 ? null : { what: this.#text(address), place: this.#exports.pattern_place() };
  }

  /** @param {any} request whose region is undefined for the whole picture */
  #ask({ format = 0, length = 0, line = -1, pattern = "", currency = "", locale = "", region }) {
    const at = this.#exports.request();
    const bytes = new Uint8Array(this.#buffer, at, layout.REQUEST_BYTES).fill(0);
    const view = new DataView(this.#buffer, at);
    view.setInt32(layout.REQUEST_FORMAT, format, true);
    view.setInt32(layout.REQUEST_LENGTH, length, true);
    view.setInt32(layout.REQUEST_LINE, line, true);
    const { x, y, width, height } = region ?? WHOLE;
    [x, y, width, height].forEach((value, i) => view.setInt32(layout.REQUEST_REGION + 4 * i, value, true));
    for (const [offset, text] of [
      [layout.REQUEST_PATTERN, pattern],
      [layout.REQUEST_CURRENCY, currency],
      [layout.REQUEST_LOCALE, locale],
    ])
      bytes.set(new TextEncoder().encode(text), offset);
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
    const [x, y, width, height] = ints(layout.RESULT_BOX, 4);
    return {
      status: ints(layout.RESULT_STATUS, 1)[0],
      digit: ints(layout.RESULT_DIGIT, 1)[0],
      confidence: floats(layout.RESULT_CONFIDENCE, 1)[0],
      score: floats(layout.RESULT_SCORE, 1)[0],
      box: { x, y, width, height },
      probabilities: floats(layout.RESULT_PROBABILITIES, CLASSES),
      logits: floats(layout.RESULT_LOGITS, CLASSES),
      picture: new Uint8Array(this.#buffer, at + layout.RESULT_PICTURE, SIDE * SIDE).slice(),
    };
  }

  #putPoints(points) {
    const bytes = new DataView(new ArrayBuffer(points.length * layout.POINT_BYTES));
    points.forEach(({ x, y, pressure, stroke }, i) => {
      const at = i * layout.POINT_BYTES;
      bytes.setFloat32(at + layout.POINT_X, x, true);
      bytes.setFloat32(at + layout.POINT_Y, y, true);
      bytes.setFloat32(at + layout.POINT_PRESSURE, pressure, true);
      bytes.setInt32(at + layout.POINT_STROKE, stroke, true);
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
      text: this.#text(from + layout.ALTERNATIVE_TEXT),
      formatted: this.#text(from + layout.ALTERNATIVE_FORMATTED),
      value: this.#text(from + layout.ALTERNATIVE_VALUE) || null,
      confidence: float(from + layout.ALTERNATIVE_CONFIDENCE),
    });
    const character = (from) => ({
      text: String(int(from + layout.CHARACTER_DIGIT)),
      confidence: float(from + layout.CHARACTER_CONFIDENCE),
      box: box(from + layout.CHARACTER_BOX),
      outline: many(OUTLINE_POINTS, (i) => {
        const point = from + layout.CHARACTER_OUTLINE + 8 * i;
        return { x: int(point), y: int(point + 4) };
      }),
      alternatives: many(int(from + layout.CHARACTER_CHOICES), (i) => {
        const choice = from + layout.CHARACTER_CHOICE + layout.CHOICE_BYTES * i;
        return {
          text: String(int(choice + layout.CHOICE_DIGIT)),
          confidence: float(choice + layout.CHOICE_CONFIDENCE),
        };
      }),
    });
    return {
      status: int(at + layout.READING_STATUS),
      format: layout.FORMATS[int(at + layout.READING_FORMAT)],
      lines: int(at + layout.READING_LINES),
      line: int(at + layout.READING_LINE),
      confidence: float(at + layout.READING_CONFIDENCE),
      box: box(at + layout.READING_BOX),
      before: box(at + layout.READING_BEFORE),
      after: box(at + layout.READING_AFTER),
      currency: this.#text(at + layout.READING_CURRENCY) || null,
      alternatives: many(int(at + layout.READING_ALTERNATIVES), (i) =>
        alternative(at + layout.READING_ALTERNATIVE + layout.ALTERNATIVE_BYTES * i),
      ),
      characters: many(int(at + layout.READING_LENGTH), (i) =>
        character(at + layout.READING_CHARACTER + layout.CHARACTER_BYTES * i),
      ),
    };
  }

  #text(address) {
    const bytes = new Uint8Array(this.#buffer, address);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }
}
