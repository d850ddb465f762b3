// The browser module in Node, called through its C interface (c/hosts/browser/exports.c), because the evaluation wants
// what the library does not show: the score behind a refusal and the 28×28 picture that the network saw.
import { readFileSync } from "node:fs";

const RESULT = { digit: 4, confidence: 8, score: 12, box: 16, probabilities: 32, picture: 112 }; // lenet5_result
const READING = { lines: 8, confidence: 16, alternatives: 40, text: 48, formatted: 116 }; // lenet5_reading; text is the best one's
const FORMATS = ["digits", "zip", "amount"]; // in the order of lenet5_format
const MAIN_LINE = -1;
const ANY_LENGTH = 0;
const SIDE = 28;
const POINT_BYTES = 16;
const BLANK = -1;

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
    const points = strokes.flatMap((stroke, index) =>
      stroke.map(({ x, y, pressure = 0.5 }) => ({ x, y, pressure, index })),
    );
    const view = new DataView(new ArrayBuffer(points.length * POINT_BYTES));
    points.forEach(({ x, y, pressure, index }, i) => {
      view.setFloat32(i * POINT_BYTES, x, true);
      view.setFloat32(i * POINT_BYTES + 4, y, true);
      view.setFloat32(i * POINT_BYTES + 8, pressure, true);
      view.setInt32(i * POINT_BYTES + 12, index, true);
    });
    return this.#result(this.#exports.predict_strokes(this.#put(new Uint8Array(view.buffer)), points.length));
  }

  /** The number on a line: { guess, formatted, confidence, accepted, lines }; guess, of digits alone, and formatted are null
   * when nothing comes near one. */
  read({ width, height, data }, format, line = MAIN_LINE) {
    const status = this.#exports.read(this.#put(data), width, height, FORMATS.indexOf(format), ANY_LENGTH, line);
    const at = this.#exports.reading();
    const view = new DataView(this.#exports.memory.buffer);
    const found = view.getInt32(at + READING.alternatives, true) > 0;
    return {
      guess: found ? this.#text(at + READING.text) : null,
      formatted: found ? this.#text(at + READING.formatted) : null,
      confidence: view.getFloat32(at + READING.confidence, true),
      accepted: status === 0,
      lines: view.getInt32(at + READING.lines, true),
    };
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

  /** { accepted, blank, probabilities, score, picture, box }: the score of a blank picture is −∞. */
  #result(status) {
    if (status < -2) throw new Error(this.#text(this.#exports.status_text(status)));
    const { buffer } = this.#exports.memory;
    const address = this.#exports.result();
    const blank = status === BLANK;
    return {
      accepted: status >= 0,
      blank,
      probabilities: [...new Float32Array(buffer, address + RESULT.probabilities, 10)],
      score: blank ? -Infinity : new DataView(buffer).getFloat32(address + RESULT.score, true),
      box: [...new Int32Array(buffer, address + RESULT.box, 4)],
      picture: new Uint8Array(buffer, address + RESULT.picture, SIDE * SIDE).slice(),
    };
  }
}
