// lenet5-wasm: reads handwritten digits. The manual is lenet5.d.ts.

import { startBest } from "./builds.js";
import {
  checkedPicture,
  checkedPictures,
  checkedPixels,
  checkedRegion,
  checkedRequest,
  checkedStrokes,
  checkedSweep,
} from "./check.js";
import { Engine } from "./engine.js";
import { STATUS } from "./layout.js";
import { checkedOptions } from "./options.js";
import { packaged, readBytes, readModule } from "./source.js";
import { weightsIn } from "./weights.js";

export { LeNet5Error } from "./error.js";

const REASON = {
  [STATUS.BLANK]: "blank",
  [STATUS.NOT_A_DIGIT]: "not-a-digit",
  [STATUS.NOT_A_NUMBER]: "not-a-number",
  [STATUS.WRONG_LENGTH]: "wrong-length",
  [STATUS.UNCERTAIN]: "uncertain",
  [STATUS.TOO_LONG]: "too-long",
  [STATUS.CANCELLED]: "cancelled",
  [STATUS.MORE_THAN_ONE]: "more-than-one",
  [STATUS.NO_CELLS]: "no-cells",
};

const KINDS = ["blank", "digit", "number", "unread"];

export async function loadLeNet5(options) {
  hear(options);
  const { wasm, weights, network } = checkedOptions(options, ["wasm", "weights", "network"]);
  if (network !== undefined && network !== "today") {
    return (await import("./network-1998.js")).load(network, Engine, LeNet5, wasm, weights);
  }
  const [engine, file] = await Promise.all([
    wasm === undefined ? startBest() : startGiven(wasm),
    weights === undefined ? readShipped() : readBytes(weights, "weights"),
  ]);
  engine.load(file);
  return new LeNet5(engine, file.slice());
}

// A promise that is given may be rejected after the options were refused, and nobody listen: that ends Node's process.
function hear(options) {
  for (const value of [options, ...Object.values(options ?? {})]) value?.catch?.(() => {});
}

async function startGiven(wasm) {
  return Engine.start(await readModule(wasm, "wasm"));
}

async function readShipped() {
  return readBytes(
    packaged(() => new URL("./lenet5.safetensors", import.meta.url), "weights"),
    "weights",
  );
}

class LeNet5 {
  #engine;
  #file;
  #answered = false;

  constructor(engine, file) {
    this.#engine = engine;
    this.#file = file;
  }

  predict(imageData) {
    const rgba = checkedPixels(imageData);
    return this.#answer(this.#engine.predict(rgba, imageData.width, imageData.height));
  }

  predictStrokes(strokes) {
    return this.#answer(this.#engine.predictStrokes(checkedStrokes(strokes)));
  }

  predictNormalised(picture) {
    return this.#answer(this.#engine.predictNormalised(checkedPicture(picture)));
  }

  predictBatch(pictures) {
    return this.#engine.predictBatch(checkedPictures(pictures)).map((result) => this.#answer(result));
  }

  read(imageData, options) {
    const rgba = checkedPixels(imageData);
    const request = checkedRequest(options, this.#engine, imageData);
    return this.#number(this.#engine.read(rgba, imageData.width, imageData.height, request));
  }

  readCells(imageData, options) {
    const rgba = checkedPixels(imageData);
    const { width, height } = imageData;
    const region = checkedRegion(checkedOptions(options, ["region"]).region, imageData);
    const { status, cells, ...table } = this.#engine.readCells(rgba, width, height, region);
    if (!(status === STATUS.OK || status in REASON)) throw new RangeError(this.#engine.statusText(status));
    this.#answered = false;
    const reason = status === STATUS.TOO_LONG ? "too-many-cells" : (REASON[status] ?? null);
    return {
      ...table,
      reason,
      cells: cells.map(({ kind, text, ...cell }) => ({ ...cell, kind: KINDS[kind], text: text || null })),
    };
  }

  readStrokes(strokes, options) {
    return this.#number(this.#engine.readStrokes(checkedStrokes(strokes), checkedRequest(options, this.#engine)));
  }

  sweep(imageData, options) {
    const rgba = checkedPixels(imageData);
    const asked = checkedSweep(options);
    const { status, line: swept, ...strip } = this.#engine.sweep(rgba, imageData.width, imageData.height, asked);
    if (!(status === STATUS.OK || status in REASON)) throw new RangeError(this.#engine.statusText(status));
    this.#answered = false;
    return { ...strip, line: swept < 0 ? null : swept, reason: REASON[status] ?? null };
  }

  layers(imageData) {
    if (imageData !== undefined) this.predict(imageData);
    return this.#answered ? this.#engine.layers() : [];
  }

  weights() {
    return weightsIn(this.#file);
  }

  async loadWeights(weights) {
    const file = (await readBytes(weights, "weights")).slice();
    this.#engine.load(file);
    this.#file = file;
    this.#answered = false;
  }

  #number({ status, format, lines, line, confidence, box, before, after, currency, alternatives, characters }) {
    if (!(status === STATUS.OK || status in REASON)) throw new RangeError(this.#engine.statusText(status));
    this.#answered = false;
    const [best] = alternatives;
    return {
      text: status === STATUS.OK ? best.text : null,
      formatted: status === STATUS.OK ? best.formatted : null,
      value: status === STATUS.OK ? best.value : null,
      format,
      currency,
      confidence,
      rejected: status !== STATUS.OK,
      reason: REASON[status] ?? null,
      alternatives,
      characters,
      box: line < 0 ? null : box,
      before: before.width > 0 ? before : null,
      after: after.width > 0 ? after : null,
      line: line < 0 ? null : line,
      lines,
      ...this.#engine.mark(),
    };
  }

  #answer({ status, digit, confidence, probabilities, box, picture, score, logits }) {
    if (!(status === STATUS.OK || status in REASON)) throw new RangeError(this.#engine.statusText(status));
    const blank = status === STATUS.BLANK;
    this.#answered = !blank;
    return {
      digit: status === STATUS.OK ? digit : null,
      confidence,
      probabilities,
      rejected: status !== STATUS.OK,
      reason: REASON[status] ?? null,
      box: blank ? null : box,
      picture: blank ? null : picture,
      score,
      logits,
      ...this.#engine.mark(),
    };
  }
}
