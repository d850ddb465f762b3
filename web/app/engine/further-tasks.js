// What only other views than the first ask of the library; comes with the first of it.

import { loadLeNet5 } from "lenet5-wasm";

let of1998 = null;
let imported = null; // weights
let trained = null; // the network that was trained here, beside the one in use

async function loaded1998() {
  of1998 ??= await loadLeNet5(/** @type {any} */ ({ network: "1998" }));
  return of1998;
}

function readAll(network, pictures) {
  return network.predictBatch(pictures).map(({ probabilities, rejected }) => ({ probabilities, rejected }));
}

/** @typedef {import("./host.js").Tasks} Host */

export const further = {
  /** Pictures of 28 × 28 bytes, one after another. @param {Host} host @returns what was read of each */
  async normalised(host, pictures) {
    await host.loaded();
    return { answer: readAll(host.lenet5, pictures) };
  },

  /** The same by the network of 1998. @param {Host} _host */
  async normalised1998(_host, pictures) {
    const network = await loaded1998();
    network.connect(network.connections().map(() => true));
    return { answer: readAll(network, pictures) };
  },

  /** The network moved along a line. @param {Host} host */
  sweep(host, { sheet, line }) {
    return { answer: host.lenet5.sweep(host.partOf(sheet), { line }) };
  },

  /** The table in a picture, or in the part of it that is read. @param {Host} host */
  cells(host, { sheet }) {
    return { answer: host.lenet5.readCells(host.pixelsOf(sheet), { region: sheet.region }) };
  },

  /** The pixels of a part of it. @param {Host} host */
  part(host, { sheet, box }) {
    const answer = host.partOf({ ...sheet, region: box });
    return { answer, transfer: [answer.data.buffer] };
  },

  /** How something was read, as pictures of every step. @param {Host} host */
  async steps(host, { sheet, reading, inStrokes }) {
    const pixels = host.partOf(sheet);
    const { moved, stepsOf } = await import("./stages.js");
    const { x, y } = sheet.region ?? { x: 0, y: 0 };
    const scale = inStrokes ? pixels.width / sheet.frame.width : 1;
    const answer = await stepsOf(pixels, moved(reading, { scale, x, y }));
    return { answer, transfer: answer.flatMap(({ bitmap }) => bitmap ?? []) };
  },

  /** Kernels and biases. @param {Host} host */
  async weights(host) {
    await host.loaded();
    return { answer: host.lenet5.weights() };
  },

  /** The network of 1998: what it is made of. */
  async load1998() {
    const network = await loaded1998();
    const parameters = Object.fromEntries(network.weights().tensors.map((tensor) => [tensor.name, tensor]));
    return { answer: { parameters, connections: network.connections(), codes: network.codes() } };
  },

  /** Its answer, with some of its connections switched off. @param {Host} host */
  digit1998(host, { sheet, connected }) {
    const exact = host.exactOf(sheet);
    of1998.connect(connected);
    const result = exact ? of1998.predictNormalised(Uint8Array.from(exact)) : of1998.predict(host.partOf(sheet));
    return { answer: { result, activations: of1998.layers() } };
  },

  /** Somebody's weights file, looked at. @param {Host} _host @returns what became of each tensor, and the fault when it is refused */
  async import(_host, { file, options }) {
    const { importWeights } = await import("lenet5-wasm/import");
    try {
      const { weights, report } = await importWeights(file, options);
      imported = weights;
      return { answer: { report } };
    } catch (error) {
      return { answer: { fault: error.message, report: error.report ?? null } };
    }
  },

  /** Reads with them from now on. @param {Host} host */
  async useImported(host) {
    await host.lenet5.loadWeights(imported);
    return {};
  },

  /** @param {Host} host */
  async useOwn(host) {
    await host.lenet5.loadWeights(host.ownWeights);
    return {};
  },

  /** Weights that were trained here, to be tried beside those in use. @param {Host} _host */
  async loadTrained(_host, weights) {
    trained = await loadLeNet5({ weights });
    return {};
  },

  /** A digit by that network. @param {Host} host */
  readTrained(host, { sheet }) {
    return { answer: trained.predict(host.partOf(sheet)) };
  },

  /** What is corrected, and what is learned by it: a task of teacher.js. @param {Host} host */
  async teach(host, { task, sheet, ...given }) {
    const pixels = sheet && host.pixelsOf(sheet);
    const teacher = await import("./teacher.js");
    return { answer: await teacher[task]({ lenet5: host.lenet5, own: host.ownWeights }, given, pixels) };
  },
};
