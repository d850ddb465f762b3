// The ten steps of the lesson, in the order in which the network is explained: each a place in the view, a paragraph, an
// example that is computed from the ink on the pad, and a question. No sentence depends on particular weights.

import { ACTIVATIONS, isBorder, peakOf, pooledAt, productsAt, sizesOf, softmax } from "../inside/arithmetic.js";
import { signed } from "../inside/flow.js";
import { layerOf } from "../inside/network.js";
import { decimal, locale, say } from "../words/words.js";

const DECIMALS = 2;

/**
 * @typedef {object} Shown what a step's example is about
 * @property {import("../inside/network.js").Network} network
 * @property {import("../inside/arithmetic.js").Outputs} outputs
 * @property {import("../inside/detail.js").Place} place
 *
 * @typedef {Record<string, string | number>} Values by their names in the texts
 *
 * @typedef {object} Step
 * @property {string} name by which its texts are found
 * @property {string[]} place in the view
 * @property {(network: import("../inside/network.js").Network) => Values} [text] what its paragraph names
 * @property {(shown: Shown) => Values} example what its example names
 * @property {"kernels" | "activations"} [figure] what is drawn beside the text
 */

/** @type {Step[]} */
export const STEPS = [
  {
    name: "picture",
    place: ["input"],
    text: (network) => ({ side: side(network, "input") }),
    example: ({ outputs }) => {
      const inked = outputs.input.filter((value, i) => value > 0 && !isBorder(Math.floor(i / 32), i % 32)).length;
      return { n: inked };
    },
  },
  {
    name: "kernel",
    place: ["c1", "0"],
    example: (shown) => {
      const { row, column, products } = chosen(shown);
      const { bias, total } = products;
      return { row, column, sum: figure(total - bias), bias: figure(bias), total: figure(total) };
    },
  },
  {
    name: "kernels",
    place: ["c1", "1"],
    figure: "kernels",
    example: ({ network, outputs }) => {
      const layer = layerOf(network, "c1");
      const size = layer.side ** 2;
      const peaks = Array.from({ length: layer.maps }, (_, map) =>
        Math.max(...outputs.c1.subarray(map * size, (map + 1) * size)),
      );
      const most = peaks.indexOf(Math.max(...peaks));
      const least = peaks.indexOf(Math.min(...peaks));
      return { most, highest: figure(peaks[most]), least, lowest: figure(peaks[least]) };
    },
  },
  {
    name: "relu",
    place: ["c1", "2"],
    figure: "activations",
    example: (shown) => {
      const { products } = chosen(shown);
      const none = shown.outputs.c1.filter((value) => value === 0).length;
      const { total } = products;
      return {
        ...{ sum: figure(total), relu: figure(ACTIVATIONS.relu(total)), tanh: figure(ACTIVATIONS.tanh(total)) },
        ...{ sigmoid: figure(1 / (1 + Math.exp(-total))), all: shown.outputs.c1.length, n: none },
      };
    },
  },
  {
    name: "s2",
    place: ["s2", "0"],
    example: ({ network, outputs, place }) => {
      const layer = layerOf(network, "s2");
      const { row, column } = placeOf(layer, outputs, place);
      const { values } = pooledAt(layer, layerOf(network, "c1"), outputs.c1, place.map, row, column);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const four = values.map(figure).join(say("inside.comma"));
      return { four, largest: figure(Math.max(...values)), mean: figure(mean) };
    },
  },
  {
    name: "c3",
    place: ["c3", "0"],
    text: (network) => ({ n: sizesOf(layerOf(network, "c3")).parameters }),
    example: (shown) => {
      const { products } = chosen(shown);
      const sums = products.channels.map(({ sum }) => sum);
      const most = sums.indexOf(Math.max(...sums));
      return { most, sum: figure(sums[most]), total: figure(products.total) };
    },
  },
  {
    name: "s4",
    place: ["s4", "0"],
    text: (network) => ({
      ...{ n: sizesOf(layerOf(network, "s4")).units, before: sizesOf(layerOf(network, "input")).units },
      field: fieldOf(network, "s4"),
    }),
    example: ({ outputs }) => ({ all: outputs.s4.length, n: speaking(outputs.s4) }),
  },
  {
    name: "c5",
    place: ["c5", "0"],
    example: ({ outputs: { c5, f6 } }) => ({ n: speaking(c5), of: c5.length, n6: speaking(f6), of6: f6.length }),
  },
  {
    name: "f7",
    place: ["softmax"],
    example: ({ outputs }) => {
      const ranked = Array.from(outputs.f7, (logit, digit) => ({ logit, digit })).sort((a, b) => b.logit - a.logit);
      const [best, second] = ranked;
      const shares = softmax(outputs.f7);
      const times = Math.exp(best.logit - second.logit);
      return {
        ...{ best: best.digit, logit: figure(best.logit), second: second.digit, other: figure(second.logit) },
        ...{ apart: figure(best.logit - second.logit), times: times < 1000 ? decimal(times, 1) : roundly(times) },
        ...{ share: hundredths(shares[best.digit]), otherShare: hundredths(shares[second.digit]) },
      };
    },
  },
  {
    name: "learned",
    place: ["f6", "0"],
    text: (network) => {
      const sizes = network.layers.map((layer) => ({ name: layer.name, ...sizesOf(layer) }));
      const all = sizes.reduce((sum, { parameters }) => sum + parameters, 0);
      const most = sizes.toSorted((a, b) => b.parameters - a.parameters)[0];
      return { n: all, layer: most.name, share: hundredths(most.parameters / all, 0) };
    },
    figure: "kernels",
    example: ({ network, outputs, place }) => {
      const { weight } = layerOf(network, "f6");
      const against = weight.filter((value) => value < 0).length;
      return { all: weight.length, n: against, unit: place.map, output: figure(outputs.f6[place.map]) };
    },
  },
];

const figure = (value) => signed(value, DECIMALS);
const speaking = (outputs) => outputs.filter((value) => value > 0).length;

/** 0 … 1 → "12.34%" */
const hundredths = (value, digits = DECIMALS) =>
  value.toLocaleString(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });

/** In thousands or millions, in words. */
const roundly = (value) =>
  value.toLocaleString(locale, { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 });

const side = (network, id) => layerOf(network, id).side;

function placeOf(layer, outputs, { map, row, column }) {
  return row === null ? peakOf(layer, outputs[layer.id], map) : { row, column };
}

/** The output that a step is about, with its products. */
function chosen({ network, outputs, place }) {
  const layer = layerOf(network, place.id);
  const { row, column } = placeOf(layer, outputs, place);
  const source = layerOf(network, layer.source);
  return { row, column, products: productsAt(layer, source, outputs[source.id], place.map, row, column) };
}

/** How many pixels of the picture, along a side, an output of a layer looks at. */
function fieldOf(network, id) {
  let field = 1;
  for (let layer = layerOf(network, id); layer.source; layer = layerOf(network, layer.source)) {
    const stride = layer.kind === "pooling" ? layer.kernel : 1;
    field = (field - 1) * stride + layer.kernel;
  }
  return field;
}
