// The browser's wasm module by its bare exports, as c/hosts/browser/exports.c describes them: the build that
// $LENET5_MODULE names, by default lenet5.wasm.

import { readFile } from "node:fs/promises";

const MODULE = new URL(`../../build/browser/${process.env.LENET5_MODULE ?? "lenet5.wasm"}`, import.meta.url);

export const ACTIVATIONS = [
  ["input", [1, 32, 32]],
  ["c1", [6, 28, 28]],
  ["s2", [6, 14, 14]],
  ["c3", [16, 10, 10]],
  ["s4", [16, 5, 5]],
  ["c5", [120]],
  ["f6", [84]],
  ["logits", [10]],
];

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
    const view = new DataView(buffer, this.exports.result(), 896);
    const floats = (offset) => Array.from({ length: 10 }, (_, i) => view.getFloat32(offset + 4 * i, true));
    return {
      status: view.getInt32(0, true),
      digit: view.getInt32(4, true),
      confidence: view.getFloat32(8, true),
      score: view.getFloat32(12, true),
      box: [16, 20, 24, 28].map((offset) => view.getInt32(offset, true)),
      probabilities: floats(32),
      logits: floats(72),
      picture: new Uint8Array(buffer, this.exports.result() + 112, 784).slice(),
    };
  }

  activations() {
    let address = this.exports.activations();
    return Object.fromEntries(
      ACTIVATIONS.map(([name, shape]) => {
        const length = shape.reduce((a, b) => a * b);
        const values = new Float32Array(this.exports.memory.buffer, address, length).slice();
        address += 4 * length;
        return [name, values];
      }),
    );
  }
}
