// The browser module in Node, called through its C interface (c/hosts/browser/exports.c), because the evaluation wants
// what the library does not show: the score behind a refusal and the 28×28 picture that the network saw.
import { readFileSync } from "node:fs";

import * as layout from "../../web/lib/layout.js";
import { FORMATS, SIDE, STATUS } from "../../web/lib/layout.js";

const REFUSED = {
  [STATUS.BLANK]: "blank",
  [STATUS.NOT_A_DIGIT]: "not-a-digit",
  [STATUS.CANCELLED]: "cancelled",
  [STATUS.MORE_THAN_ONE]: "more-than-one",
};
const MAIN_LINE = -1;
const ANY_LENGTH = 0;

export class Engine {
  /** @type {any} */
  #exports;

  /** @param {string} wasmPath @param {string} weightsPath */
  constructor(wasmPath, weightsPath) {
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmPath))).exports;
    const weights = readFileSync(weightsPath);
    if (this.#exports.load(this.#put(weights), weights.length) !== 0)
      throw new Error(`${weightsPath}: ${this.#text(this.#exports.fault())}`);
  }

  /** A picture: { width, height, data: RGBA bytes }. */
  predict({ width, height, data }) {
    return this.#result(this.#exports.predict(this.#put(data), width, height));
  }

  /** 28×28 bytes straight into the network. */
  predictNormalised(values) {
    return this.#result(this.#exports.predict_normalised(this.#put(values)));
  }

  /** [[{ x, y }, …], …] */
  predictStrokes(strokes) {
    return this.#result(this.#exports.predict_strokes(...this.#putStrokes(strokes)));
  }

  /** The points' address and number. @returns {[number, number]} */
  #putStrokes(strokes) {
    const points = strokes.flatMap((stroke, index) =>
      stroke.map(({ x, y, pressure = 0.5 }) => ({ x, y, pressure, index })),
    );
    const view = new DataView(new ArrayBuffer(points.length * layout.POINT_BYTES));
    points.forEach(({ x, y, pressure, index }, i) => {
      const at = i * layout.POINT_BYTES;
      view.setFloat32(at + layout.POINT_X, x, true);
      view.setFloat32(at + layout.POINT_Y, y, true);
      view.setFloat32(at + layout.POINT_PRESSURE, pressure, true);
      view.setInt32(at + layout.POINT_STROKE, index, true);
    });
    return [this.#put(new Uint8Array(view.buffer)), points.length];
  }

  /** The number on a line: { guess, formatted, confidence, accepted, lines }; guess, of digits alone, and formatted are null
   * when nothing comes near one. */
  read({ width, height, data }, format, line = MAIN_LINE, length = ANY_LENGTH) {
    const address = this.#put(data);
    this.#ask(format, line, length);
    return this.#reading(this.#exports.read(address, width, height));
  }

  /** The same of strokes. */
  readStrokes(strokes, format) {
    const [address, count] = this.#putStrokes(strokes);
    this.#ask(format, MAIN_LINE, ANY_LENGTH);
    return this.#reading(this.#exports.read_strokes(address, count));
  }

  #ask(format, line, length) {
    const at = this.#exports.request();
    const { buffer } = this.#exports.memory;
    new Uint8Array(buffer, at, layout.REQUEST_BYTES).fill(0);
    const view = new DataView(buffer, at);
    view.setInt32(layout.REQUEST_FORMAT, FORMATS.indexOf(format), true);
    view.setInt32(layout.REQUEST_LINE, line, true);
    view.setInt32(layout.REQUEST_LENGTH, length, true);
  }

  #reading(status) {
    const at = this.#exports.reading();
    const best = at + layout.READING_ALTERNATIVE;
    const view = new DataView(this.#exports.memory.buffer);
    const found = view.getInt32(at + layout.READING_ALTERNATIVES, true) > 0;
    return {
      guess: found ? this.#text(best + layout.ALTERNATIVE_TEXT) : null,
      formatted: found ? this.#text(best + layout.ALTERNATIVE_FORMATTED) : null,
      value: (found && this.#text(best + layout.ALTERNATIVE_VALUE)) || null,
      confidence: view.getFloat32(at + layout.READING_CONFIDENCE, true),
      accepted: status === 0,
      format: FORMATS[view.getInt32(at + layout.READING_FORMAT, true)],
      lines: view.getInt32(at + layout.READING_LINES, true),
    };
  }

  /** { status, rows, columns, cells: [{ row, column, kind, text, confidence }] } */
  readCells({ width, height, data }) {
    const status = this.#exports.read_cells(this.#put(data), width, height);
    const at = this.#exports.table();
    const view = new DataView(this.#exports.memory.buffer);
    const int = (offset) => view.getInt32(offset, true);
    const cells = Array.from({ length: int(at + layout.TABLE_CELLS) }, (_, i) => {
      const cell = at + layout.TABLE_CELL + i * layout.CELL_BYTES;
      return {
        row: int(cell + layout.CELL_ROW),
        column: int(cell + layout.CELL_COLUMN),
        kind: int(cell + layout.CELL_KIND),
        text: this.#text(cell + layout.CELL_TEXT),
        confidence: view.getFloat32(cell + layout.CELL_CONFIDENCE, true),
      };
    });
    return { status, rows: int(at + layout.TABLE_ROWS), columns: int(at + layout.TABLE_COLUMNS), cells };
  }

  #put(bytes) {
    const address = this.#exports.reserve(bytes.length);
    if (address === 0) throw new Error(`the module's memory cannot hold ${bytes.length} bytes`);
    new Uint8Array(this.#exports.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  #text(address) {
    const bytes = new Uint8Array(this.#exports.memory.buffer, address);
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }

  /** { accepted, blank, reason, probabilities, score, picture, box }: the score of a blank picture is −∞. */
  #result(status) {
    if (status < 0 && !(status in REFUSED)) throw new Error(this.#text(this.#exports.status_text(status)));
    const { buffer } = this.#exports.memory;
    const address = this.#exports.result();
    const blank = status === STATUS.BLANK;
    return {
      accepted: status >= 0,
      blank,
      reason: REFUSED[status] ?? null,
      probabilities: [...new Float32Array(buffer, address + layout.RESULT_PROBABILITIES, layout.CLASSES)],
      score: blank ? -Infinity : new DataView(buffer).getFloat32(address + layout.RESULT_SCORE, true),
      box: [...new Int32Array(buffer, address + layout.RESULT_BOX, 4)],
      picture: new Uint8Array(buffer, address + layout.RESULT_PICTURE, SIDE * SIDE).slice(),
    };
  }
}
