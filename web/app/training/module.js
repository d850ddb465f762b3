// The trainer's module, lenet5.train.wasm: one training an instance. c/hosts/trainer/exports.c is its manual.

const C1 = 6 * 25; // floats: the kernels of C1

/** What the user is told of a training. */
export class TrainingProblem extends Error {
  /** @param {string} code @param {string} message for developers; the page has its own words for each code */
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

/**
 * @typedef {object} Lesson
 * @property {{ images: Uint8Array, labels: Uint8Array, epochs: number }} [mnist] two IDX files, as they are unpacked
 * @property {{ pictures: Uint8Array, labels: Uint8Array }} [own] 784 bytes a picture, 0 paper … 255 ink
 * @property {number} seed
 */

export class TrainerModule {
  #exports;
  #isDrawn;

  /** @param {WebAssembly.Module} module @param {Lesson} lesson @throws {TrainingProblem} */
  static async start(module, lesson) {
    const { exports } = /** @type {any} */ (await WebAssembly.instantiate(module, {}));
    return new TrainerModule(exports, lesson);
  }

  /** @param {any} exports @param {Lesson} lesson */
  constructor(exports, { mnist, own, seed }) {
    this.#exports = exports;
    const { images, labels } = mnist ?? { images: own.pictures, labels: own.labels };
    const at = [images, labels].map((bytes) => this.#put(bytes));
    const fault = mnist
      ? exports.start_mnist(at[0], images.length, at[1], labels.length, seed, mnist.epochs)
      : exports.start_own(at[0], at[1], labels.length, seed);
    if (fault) throw this.#problem("refused", fault);
    this.#isDrawn = exports.measures_drawn() === 1;
  }

  get steps() {
    return this.#exports.steps();
  }

  get stepsPerEpoch() {
    return this.#exports.steps_per_epoch();
  }

  /** Steps made so far. */
  get done() {
    return this.#exports.done();
  }

  /** One step of 64 pictures. @returns {number} their mean loss @throws {TrainingProblem} where the training has diverged */
  step() {
    const loss = this.#exports.step();
    if (Number.isFinite(loss)) return loss;
    throw new TrainingProblem("diverged");
  }

  /** Errors of the network so far on pictures that it is not trained on; drawn: on digits that the project draws itself. */
  measure() {
    if (!this.#exports.is_sound()) throw new TrainingProblem("diverged");
    const errors = this.#exports.measure();
    if (errors < 0) throw new TrainingProblem("memory");
    return { errors, count: this.#exports.measured(), drawn: this.#isDrawn };
  }

  /** The kernels of C1, 6 of 25 weights. */
  kernels() {
    return new Float32Array(this.#exports.memory.buffer, this.#exports.parameters(), C1).slice();
  }

  /** A checkpoint: what resume() goes on from. @returns {Uint8Array} */
  save() {
    const at = this.#exports.save();
    if (at === 0) throw new TrainingProblem("memory");
    return this.#bytes(at, this.#exports.saved_length());
  }

  /** @param {Uint8Array} checkpoint @throws {TrainingProblem} where it is of another training, or damaged */
  resume(checkpoint) {
    const fault = this.#exports.resume(this.#put(checkpoint), checkpoint.length);
    if (fault) throw this.#problem("other", fault);
  }

  /** Ends the training. @returns {{ weights: Uint8Array, figures: string }} a safetensors file, and what was measured */
  finish() {
    const at = this.#exports.finish();
    if (at === 0) throw new TrainingProblem("memory");
    return { weights: this.#bytes(at, this.#exports.finished_length()), figures: this.#text(this.#exports.figures()) };
  }

  #put(bytes) {
    const at = this.#exports.reserve(bytes.length) >>> 0;
    if (at === 0) throw new TrainingProblem("memory");
    new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes);
    return at;
  }

  #bytes(at, length) {
    return new Uint8Array(this.#exports.memory.buffer, at, length).slice();
  }

  #text(at) {
    const bytes = new Uint8Array(this.#exports.memory.buffer, at);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }

  #problem(code, fault) {
    const text = this.#text(fault);
    return new TrainingProblem(text.startsWith("not enough memory") ? "memory" : code, text);
  }
}
