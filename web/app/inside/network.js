// What a network is made of, as the views show it: its layers in order, with kernels and biases.

import { say } from "../words/words.js";

/**
 * @typedef {object} Layer
 * @property {string} id as the library calls it, and addresses do
 * @property {string} name
 * @property {"input" | "convolution" | "pooling" | "subsampling" | "dense" | "rbf"} kind
 * @property {string} what in words
 * @property {number} maps or units
 * @property {number} side of each map; 1 for units
 * @property {number} [paper] of the input: its level, and that of ink
 * @property {number} [ink]
 * @property {string} [source] the id of the layer whose outputs it takes
 * @property {number} [kernel] its side, or that of the window that is pooled
 * @property {"relu" | "tanh" | "none"} [activation]
 * @property {boolean} [signed] its outputs may be negative
 * @property {Float32Array} [weight] the kernels, one after another
 * @property {(map: number, place: number) => number} [kernelAt] where in weight the kernel of a map for its input number
 *     place begins
 * @property {Float32Array} [coefficient] of each map, by which subsampling multiplies
 * @property {Float32Array} [bias]
 * @property {Float32Array[]} [codes] of each unit of an rbf layer
 * @property {(map: number) => number[]} [inputs] the maps of the source that a map takes
 *
 * @typedef {{ name: string, layers: Layer[] }} Network
 */

/** @param {{ tensors: { name: string, data: Float32Array }[] }} weights of the library @returns {Network} */
export function networkOf({ tensors }) {
  const data = (name) => tensors.find((tensor) => tensor.name === name).data;
  const with_ = (prefix) => ({ weight: data(`${prefix}.weight`), bias: data(`${prefix}.bias`) });
  const all = (count) => () => upTo(count);
  /** @type {Layer[]} */
  const layers = [
    {
      id: "input",
      name: say("inside.input"),
      kind: "input",
      what: say("inside.picture"),
      maps: 1,
      side: 32,
      paper: 0,
      ink: 1,
    },
    {
      ...{ id: "c1", name: "C1", kind: "convolution", what: say("inside.convolutionRelu"), maps: 6, side: 28 },
      ...{ source: "input", kernel: 5, activation: "relu", inputs: all(1), ...with_("convnet.c1"), ...eachFrom(1, 25) },
    },
    {
      ...{ id: "s2", name: "S2", kind: "pooling", what: say("inside.maxPooling"), maps: 6, side: 14 },
      ...{ source: "c1", kernel: 2, inputs: same },
    },
    {
      ...{ id: "c3", name: "C3", kind: "convolution", what: say("inside.convolutionRelu"), maps: 16, side: 10 },
      ...{ source: "s2", kernel: 5, activation: "relu", inputs: all(6), ...with_("convnet.c3"), ...eachFrom(6, 25) },
    },
    {
      ...{ id: "s4", name: "S4", kind: "pooling", what: say("inside.maxPooling"), maps: 16, side: 5 },
      ...{ source: "c3", kernel: 2, inputs: same },
    },
    {
      ...{ id: "c5", name: "C5", kind: "convolution", what: say("inside.fiveRelu"), maps: 120, side: 1 },
      ...{ source: "s4", kernel: 5, activation: "relu", inputs: all(16), ...with_("convnet.c5"), ...eachFrom(16, 25) },
    },
    {
      ...{ id: "f6", name: "F6", kind: "dense", what: say("inside.denseRelu"), maps: 84, side: 1 },
      ...{ source: "c5", kernel: 1, activation: "relu", inputs: all(120), ...with_("fc.f6"), ...eachFrom(120, 1) },
    },
    {
      ...{ id: "f7", name: "F7", kind: "dense", what: say("inside.dense"), maps: 10, side: 1 },
      ...{ source: "f6", kernel: 1, activation: "none", inputs: all(84), ...with_("fc.f7"), ...eachFrom(84, 1) },
    },
  ];
  return { name: say("inside.today"), layers };
}

/**
 * LeNet-5 as it was published.
 *
 * @param {Record<string, { data: Float32Array }>} parameters of the library
 * @param {{ from: number, to: number }[]} connections of S2 with C3
 * @param {Float32Array[]} codes of the ten digits
 * @param {boolean[]} connected which of the connections are on
 * @returns {Network}
 */
export function networkOf1998(parameters, connections, codes, connected) {
  const data = (name) => parameters[name].data;
  const with_ = (name) => ({
    weight: data(`${name}.weight`),
    bias: data(`${name}.bias`),
    activation: "tanh",
    signed: true,
  });
  const pooled = (name) => ({ coefficient: data(`${name}.coefficient`), bias: data(`${name}.bias`), signed: true });
  const all = (count) => () => upTo(count);
  const numbers = upTo(connections.length).filter((i) => connected[i]);
  const into = (map) => numbers.filter((i) => connections[i].to === map);
  /** @type {any[]} */
  const layers = [
    {
      id: "input",
      name: say("inside.input"),
      kind: "input",
      what: say("inside.picture1998"),
      maps: 1,
      side: 32,
      paper: -0.1,
      ink: 1.175,
    },
    {
      ...{ id: "c1", name: "C1", kind: "convolution", what: say("inside.convolutionTanh"), maps: 6, side: 28 },
      ...{ source: "input", kernel: 5, inputs: all(1), ...with_("c1"), ...eachFrom(1, 25) },
    },
    {
      ...{ id: "s2", name: "S2", kind: "subsampling", what: say("inside.subsampling"), maps: 6, side: 14 },
      ...{ source: "c1", kernel: 2, inputs: same, ...pooled("s2") },
    },
    {
      ...{ id: "c3", name: "C3", kind: "convolution", what: say("inside.chosenMaps"), maps: 16, side: 10 },
      ...{ source: "s2", kernel: 5, ...with_("c3") },
      inputs: (map) => into(map).map((i) => connections[i].from),
      kernelAt: (map, place) => into(map)[place] * 25,
    },
    {
      ...{ id: "s4", name: "S4", kind: "subsampling", what: say("inside.subsampling"), maps: 16, side: 5 },
      ...{ source: "c3", kernel: 2, inputs: same, ...pooled("s4") },
    },
    {
      ...{ id: "c5", name: "C5", kind: "convolution", what: say("inside.fiveTanh"), maps: 120, side: 1 },
      ...{ source: "s4", kernel: 5, inputs: all(16), ...with_("c5"), ...eachFrom(16, 25) },
    },
    {
      ...{ id: "f6", name: "F6", kind: "dense", what: say("inside.denseTanh"), maps: 84, side: 1 },
      ...{ source: "c5", kernel: 1, inputs: all(120), ...with_("f6"), ...eachFrom(120, 1) },
    },
    {
      ...{ id: "rbf", name: "RBF", kind: "rbf", what: say("inside.distances"), maps: 10, side: 1 },
      ...{ source: "f6", kernel: 1, inputs: all(84), codes },
    },
  ];
  return { name: say("inside.of1998"), layers };
}

const upTo = (count) => Array.from({ length: count }, (_, i) => i);
const same = (map) => [map];

/** Where kernels begin that lie one after another: a map's, for each of so many inputs. */
const eachFrom = (inputs, area) => ({ kernelAt: (map, place) => (map * inputs + place) * area });

/** @returns {Layer} */
export const layerOf = (network, id) => network.layers.find((layer) => layer.id === id);

/** "C1, map 3"; of the only map of a layer, that layer's name. */
export const nameOf = ({ maps, name }, map) => (maps > 1 ? say("inside.mapOf", { name, map }) : name);

/** "6 × 28 × 28", or "120" for units. */
export const shapeOf = ({ maps, side }) => (side > 1 ? `${maps} × ${side} × ${side}` : String(maps));
