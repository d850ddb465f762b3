// How one output of a layer comes about, from the outputs of the layer before and the kernels. The results are the
// engine's to within rounding: it adds in another order.

/** @typedef {import("./network.js").Layer} Layer */
/** @typedef {Record<string, Float32Array>} Outputs of every layer, by its id */

/** Where the output of a map at a row and a column is in its layer's outputs. */
export const indexOf = ({ side }, map, row, column) => (map * side + row) * side + column;

/**
 * @param {Layer} layer a convolution or a dense layer
 * @param {Layer} source the layer before
 * @param {Float32Array} outputs of the layer before
 * @returns the products of each input map, in its own order, with their sum; the bias, and the sum of all before the
 *     activation
 */
export function productsAt(layer, source, outputs, map, row, column) {
  const { kernel, inputs, weight, bias, kernelAt } = layer;
  const channels = inputs(map).map((channel, place) => {
    const terms = [];
    const from = kernelAt(map, place);
    for (let i = 0; i < kernel; i++) {
      for (let k = 0; k < kernel; k++) {
        const input = outputs[indexOf(source, channel, row + i, column + k)];
        const factor = weight[from + i * kernel + k];
        terms.push({ input, weight: factor, product: input * factor });
      }
    }
    return { channel, terms, sum: terms.reduce((sum, { product }) => sum + product, 0) };
  });
  const total = channels.reduce((sum, channel) => sum + channel.sum, bias[map]);
  return { channels, bias: bias[map], total };
}

/** Every layer's outputs, by its id. @param {{ name: string, data: Float32Array }[]} activations of the library */
export const outputsOf = (activations) => Object.fromEntries(activations.map(({ name, data }) => [name, data]));

/** Whether a place of the input's 32 × 32 lies around the 28 × 28 of the picture. */
export const isBorder = (row, column) => [row, column].some((at) => at < 2 || at > 29);

/** How far outputs reach to both sides of 0 in 1998. */
export const TANH_REACHES = 1.7159;

/** What follows a sum. */
export const ACTIVATIONS = {
  relu: (sum) => Math.max(0, sum),
  tanh: (sum) => TANH_REACHES * Math.tanh((2 / 3) * sum),
  none: (sum) => sum,
};

/** @returns the four inputs of an output of a pooling layer, and which one of them is the largest */
export function pooledAt(layer, source, outputs, map, row, column) {
  const { kernel } = layer;
  const values = [];
  for (let i = 0; i < kernel; i++) {
    for (let k = 0; k < kernel; k++) values.push(outputs[indexOf(source, map, row * kernel + i, column * kernel + k)]);
  }
  return { values, winner: values.indexOf(Math.max(...values)) };
}

/** @returns {number[]} e^x / Σ e^x */
export function softmax(logits) {
  const peak = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - peak));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The row and column of a map's largest output. */
export function peakOf({ side }, outputs, map) {
  const from = map * side * side;
  let best = from;
  for (let i = from; i < from + side * side; i++) if (outputs[i] > outputs[best]) best = i;
  return { row: Math.floor((best - from) / side), column: (best - from) % side };
}

/** How large a layer is. @returns {{ units: number, parameters: number, connections: number, multiplications: number }} */
export function sizesOf(layer) {
  const { kind, maps, side, kernel, weight, bias, inputs } = layer;
  const units = maps * side * side;
  if (kind === "input") return { units, parameters: 0, connections: 0, multiplications: 0 };
  const fanIn = Array.from({ length: maps }, (_, map) => inputs(map).length * kernel * kernel);
  const products = fanIn.reduce((sum, count) => sum + count * side * side, 0);
  if (kind === "pooling") return { units, parameters: 0, connections: products, multiplications: 0 };
  if (kind === "rbf") return { units, parameters: 0, connections: products, multiplications: products };
  if (kind === "subsampling") {
    return { units, parameters: 2 * maps, connections: products + units, multiplications: units };
  }
  return {
    units,
    parameters: weight.length + bias.length,
    connections: products + units, // a bias is one, too
    multiplications: products,
  };
}
