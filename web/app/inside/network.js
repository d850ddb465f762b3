// What a network is made of, as the views show it: its layers in order, with kernels and biases. Another network (that of
// 1998 has tables of connections, tanh, subsampling and distances) is another list of such layers.

/**
 * @typedef {object} Layer
 * @property {string} id as the library calls it, and addresses do
 * @property {string} name
 * @property {"input" | "convolution" | "pooling" | "dense"} kind
 * @property {string} what in words
 * @property {number} maps or units
 * @property {number} side of each map; 1 for units
 * @property {string} [source] the id of the layer whose outputs it takes
 * @property {number} [kernel] its side, or that of the window that is pooled
 * @property {"relu" | "none"} [activation]
 * @property {Float32Array} [weight] [map][input map][row][column]
 * @property {Float32Array} [bias]
 * @property {(map: number) => number[]} [inputs] the maps of the source that a map takes
 *
 * @typedef {{ name: string, layers: Layer[] }} Network
 */

/** @param {{ tensors: { name: string, data: Float32Array }[] }} weights of the library @returns {Network} */
export function networkOf({ tensors }) {
  const data = (name) => tensors.find((tensor) => tensor.name === name).data;
  const with_ = (prefix) => ({ weight: data(`${prefix}.weight`), bias: data(`${prefix}.bias`) });
  const all = (count) => () => Array.from({ length: count }, (_, i) => i);
  const same = (map) => [map];
  /** @type {Layer[]} */
  const layers = [
    { id: "input", name: "Input", kind: "input", what: "picture", maps: 1, side: 32 },
    {
      ...{ id: "c1", name: "C1", kind: "convolution", what: "convolution 5 × 5, ReLU", maps: 6, side: 28 },
      ...{ source: "input", kernel: 5, activation: "relu", inputs: all(1), ...with_("convnet.c1") },
    },
    {
      ...{ id: "s2", name: "S2", kind: "pooling", what: "max-pooling 2 × 2", maps: 6, side: 14 },
      ...{ source: "c1", kernel: 2, inputs: same },
    },
    {
      ...{ id: "c3", name: "C3", kind: "convolution", what: "convolution 5 × 5, ReLU", maps: 16, side: 10 },
      ...{ source: "s2", kernel: 5, activation: "relu", inputs: all(6), ...with_("convnet.c3") },
    },
    {
      ...{ id: "s4", name: "S4", kind: "pooling", what: "max-pooling 2 × 2", maps: 16, side: 5 },
      ...{ source: "c3", kernel: 2, inputs: same },
    },
    {
      ...{ id: "c5", name: "C5", kind: "convolution", what: "5 × 5, ReLU", maps: 120, side: 1 },
      ...{ source: "s4", kernel: 5, activation: "relu", inputs: all(16), ...with_("convnet.c5") },
    },
    {
      ...{ id: "f6", name: "F6", kind: "dense", what: "fully connected, ReLU", maps: 84, side: 1 },
      ...{ source: "c5", kernel: 1, activation: "relu", inputs: all(120), ...with_("fc.f6") },
    },
    {
      ...{ id: "f7", name: "F7", kind: "dense", what: "fully connected", maps: 10, side: 1 },
      ...{ source: "f6", kernel: 1, activation: "none", inputs: all(84), ...with_("fc.f7") },
    },
  ];
  return { name: "LeNet-5 today", layers };
}

/** @returns {Layer} */
export const layerOf = (network, id) => network.layers.find((layer) => layer.id === id);

/** "6 × 28 × 28", or "120" for units. */
export const shapeOf = ({ maps, side }) => (side > 1 ? `${maps} × ${side} × ${side}` : String(maps));
