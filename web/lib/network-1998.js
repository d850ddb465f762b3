// The network of 1998 in the place of today's: what c/hosts/extra/network_1998.c offers. The manual is lenet5.d.ts.

import { LeNet5Error } from "./error.js";
import { packaged, readBytes, readModule } from "./source.js";

const CONNECTIONS = 60;
const CODE = [12, 7];
const CLASSES = 10;
const LAYERS = 8; // of a table
const LAYER_BYTES = 64; // of lenet5_layer: names of 8 and of 32 bytes, and six numbers
const LAYER_NUMBERS = 40;

/** Engine and LeNet5 are the library's, which this module extends; it is fetched by who asks for it. */
export async function load(network, Engine, LeNet5, wasm, weights) {
  checkNetwork(network, "options: network");
  const Engine1998 = engineOf(Engine);
  const [engine, file] = await Promise.all([
    readModule(wasm ?? packaged(() => new URL("./lenet5.extra.wasm", import.meta.url), "wasm"), "wasm").then((module) =>
      Engine.start(module, Engine1998, "lenet5.extra.wasm", "connect"),
    ),
    readBytes(weights ?? packaged(() => new URL("./lenet5-1998.safetensors", import.meta.url), "weights"), "weights"),
  ]);
  engine.load(file);
  return new (networkOf(LeNet5))(engine, file);
}

const engineOf = (Engine) =>
  class extends Engine {
    #exports;

    constructor(exports) {
      super(exports);
      this.#exports = exports;
    }

    get rubbish() {
      return this.#exports.rubbish();
    }

    /** The last layer is of distances. */
    layers() {
      return super
        .layers()
        .map((layer, i, { length }) =>
          i < length - 1 ? layer : { ...layer, name: "rbf", data: layer.data.map((logit) => -logit) },
        );
    }

    connections() {
      const bytes = new Uint8Array(this.#exports.memory.buffer, this.#exports.connections(), 2 * CONNECTIONS);
      return Array.from({ length: CONNECTIONS }, (_, i) => ({ from: bytes[2 * i], to: bytes[2 * i + 1] }));
    }

    connect(connected) {
      const address = this.#exports.reserve(CONNECTIONS);
      new Uint8Array(this.#exports.memory.buffer, address, CONNECTIONS).set(connected);
      this.#exports.connect(address);
    }

    codes() {
      const area = CODE[0] * CODE[1];
      const all = this.#floats(this.#exports.codes(), CLASSES * area);
      return Array.from({ length: CLASSES }, (_, digit) => all.slice(digit * area, (digit + 1) * area));
    }

    structure(network) {
      const at = this.#exports.structure(network);
      const text = (from, length) => {
        const bytes = new Uint8Array(this.#exports.memory.buffer, from, length);
        return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
      };
      return Array.from({ length: LAYERS }, (_, i) => {
        const from = at + i * LAYER_BYTES;
        const numbers = new Int32Array(this.#exports.memory.buffer, from + LAYER_NUMBERS, 6);
        const [maps, side, units, parameters, connections, multiplications] = numbers;
        const shape = side === 1 ? [maps] : [maps, side, side];
        return {
          name: text(from, 8),
          kind: text(from + 8, 32),
          shape,
          units,
          parameters,
          connections,
          multiplications,
        };
      });
    }

    #floats(at, count) {
      return new Float32Array(this.#exports.memory.buffer, at, count).slice();
    }
  };

const networkOf = (LeNet5) =>
  class extends LeNet5 {
    #engine;

    constructor(engine, file) {
      super(engine, file);
      this.#engine = engine;
    }

    predict(imageData) {
      return this.#of1998(super.predict(imageData));
    }

    predictStrokes(strokes) {
      return this.#of1998(super.predictStrokes(strokes));
    }

    predictNormalised(picture) {
      return this.#of1998(super.predictNormalised(picture));
    }

    // One by one: rubbish is of the last.
    predictBatch(pictures) {
      const area = 28 * 28;
      const many = ArrayBuffer.isView(pictures)
        ? Array.from({ length: Math.ceil(pictures.byteLength / area) }, (_, i) =>
            /** @type {Uint8Array} */ (pictures).subarray(i * area, (i + 1) * area),
          )
        : Array.from(pictures);
      return many.map((picture) => this.predictNormalised(picture));
    }

    connections() {
      return this.#engine.connections();
    }

    connect(connected) {
      const values = Array.from(connected ?? [], Boolean);
      if (values.length !== CONNECTIONS) {
        throw new RangeError(`connected: expected ${CONNECTIONS} values, one a connection; got ${values.length}`);
      }
      this.#engine.connect(values);
    }

    codes() {
      return this.#engine.codes();
    }

    structure(network = "1998") {
      if (network !== "today") checkNetwork(network, "network");
      return this.#engine.structure(network === "1998" ? 1 : 0);
    }

    read() {
      return notOf1998();
    }

    readStrokes() {
      return notOf1998();
    }

    sweep() {
      return notOf1998();
    }

    #of1998(prediction) {
      const rubbish = this.#engine.rubbish;
      return { ...prediction, distances: prediction.logits.map((logit) => -logit), rubbish };
    }
  };

function checkNetwork(network, name) {
  if (network !== "1998") throw new RangeError(`${name} is "today" or "1998"; got ${JSON.stringify(network)}`);
}

/** @returns {never} */
function notOf1998() {
  throw new TypeError("network: 1998 reads digits alone; numbers are read by today's network");
}

export { LeNet5Error };
