// The browser's wasm module by its bare exports, as c/hosts/browser/exports.c describes them: the build that
// $LENET5_MODULE names, by default lenet5.wasm.

import { readFile } from "node:fs/promises";

import * as layout from "../../web/lib/layout.js";

const MODULE = new URL(`../../build/browser/${process.env.LENET5_MODULE ?? "lenet5.wasm"}`, import.meta.url);

export class BrowserModule {
  static async open() {
    const { instance } = await WebAssembly.instantiate(await readFile(MODULE), {});
    return new BrowserModule(instance.exports);
  }

  constructor(exports) {
    this.exports = exports;
    exports._initialize?.();
  }

  put(bytes) {
    const address = this.exports.reserve(bytes.length);
    if (address === 0) throw new Error(`no memory for ${bytes.length} bytes`);
    new Uint8Array(this.exports.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  text(address) {
    const bytes = new Uint8Array(this.exports.memory.buffer, address);
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }

  /** The empty string, or why the weights were refused. */
  load(file) {
    const status = this.exports.load(this.put(file), file.length);
    const fault = this.text(this.exports.fault());
    if ((status === 0) !== (fault === "")) throw new Error(`load() returned ${status} with the fault "${fault}"`);
    return fault;
  }

  predict({ data, width, height }) {
    return this.exports.predict(this.put(data), width, height);
  }

  predictNormalised(picture) {
    return this.exports.predict_normalised(this.put(picture));
  }

  result() {
    const { buffer } = this.exports.memory;
    const view = new DataView(buffer, this.exports.result(), layout.RESULT_BYTES);
    const int = (offset) => view.getInt32(offset, true);
    const float = (offset) => view.getFloat32(offset, true);
    const many = (length, from, one) => Array.from({ length }, (_, i) => one(from + 4 * i));
    return {
      status: int(layout.RESULT_STATUS),
      digit: int(layout.RESULT_DIGIT),
      confidence: float(layout.RESULT_CONFIDENCE),
      score: float(layout.RESULT_SCORE),
      box: many(4, layout.RESULT_BOX, int),
      probabilities: many(layout.CLASSES, layout.RESULT_PROBABILITIES, float),
      logits: many(layout.CLASSES, layout.RESULT_LOGITS, float),
      picture: new Uint8Array(buffer, view.byteOffset + layout.RESULT_PICTURE, layout.SIDE ** 2).slice(),
    };
  }

  activations() {
    let address = this.exports.activations();
    return Object.fromEntries(
      layout.LAYERS.map(([name, shape]) => {
        const length = shape.reduce((a, b) => a * b);
        const values = new Float32Array(this.exports.memory.buffer, address, length).slice();
        address += 4 * length;
        return [name === "f7" ? "logits" : name, values];
      }),
    );
  }
}
