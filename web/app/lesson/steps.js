// The ten steps of the lesson, in the order in which the network is explained: each a place in the view, a paragraph, an
// example that is computed from the ink on the pad, and a question. No sentence depends on particular weights.

import { ACTIVATIONS, isBorder, peakOf, pooledAt, productsAt, sizesOf, softmax } from "../inside/arithmetic.js";
import { signed } from "../inside/flow.js";
import { layerOf } from "../inside/network.js";

const DECIMALS = 2;

/**
 * @typedef {object} Shown what a step's example is about
 * @property {import("../inside/network.js").Network} network
 * @property {import("../inside/arithmetic.js").Outputs} outputs
 * @property {import("../inside/detail.js").Place} place
 *
 * @typedef {object} Step
 * @property {string} title
 * @property {string[]} place in the view
 * @property {string | ((network: import("../inside/network.js").Network) => string)} text
 * @property {(shown: Shown) => string} example
 * @property {string} question
 * @property {"kernels" | "activations"} [figure] what is drawn beside the text
 */

/** @type {Step[]} */
export const STEPS = [
  {
    title: "A picture is numbers",
    place: ["input"],
    text: (network) =>
      `To the network a picture is 28 × 28 numbers: 0 is paper, 1 is ink, between them are the edges of the stroke. Your ink was cut out, brought to one size and centred by weight. A border of 2 on each side makes it ${side(network, "input")} × ${side(network, "input")}, so that a window of 5 × 5 can have its middle on every pixel of the picture.`,
    example: ({ outputs }) => {
      const inked = outputs.input.filter((value, i) => value > 0 && !isBorder(Math.floor(i / 32), i % 32)).length;
      return `Of your 784 numbers ${inked} are not 0.`;
    },
    question: "Write the same digit small and in a corner. What of that does the network see?",
  },
  {
    title: "C1: a kernel slides over it",
    place: ["c1", "0"],
    text: "A kernel is 5 × 5 weights. It slides over the picture; at each place the 25 numbers under it are multiplied by the weights and added up, and a bias is added. Each sum is one pixel of a map: how much the ink there looks like the kernel. The window fits in 28 × 28 places, and so large is the map.",
    example: (shown) => {
      const { row, column, products } = chosen(shown);
      return `At row ${row}, column ${column} the 25 products make ${figure(products.total - products.bias)}; with the bias of ${figure(products.bias)} that is ${figure(products.total)}.`;
    },
    question: "Move the output over the map. Where is it largest, and what have ink and kernel in common there?",
  },
  {
    title: "Why several kernels?",
    place: ["c1", "1"],
    text: "A kernel has one set of weights and so looks for one thing everywhere: an edge in one direction, say. What does not look like it leaves no trace in its map, and is lost for all that follows. So C1 has six kernels, and makes six maps of the same picture; together they keep what any one of them would lose.",
    figure: "kernels",
    example: ({ network, outputs }) => {
      const layer = layerOf(network, "c1");
      const size = layer.side ** 2;
      const peaks = Array.from({ length: layer.maps }, (_, map) =>
        Math.max(...outputs.c1.subarray(map * size, (map + 1) * size)),
      );
      const most = peaks.indexOf(Math.max(...peaks));
      const least = peaks.indexOf(Math.min(...peaks));
      return `Your ink speaks loudest in map ${most}, up to ${figure(peaks[most])}, and least in map ${least}, up to ${figure(peaks[least])}.`;
    },
    question: "Write a horizontal stroke, then a vertical one. Which maps answer to which?",
  },
  {
    title: "ReLU, where there was a tanh",
    place: ["c1", "2"],
    text: "After each sum comes a bend: without one, all layers together could do no more than a single one. In 1998 it was a tanh, which flattens both ends, or elsewhere a sigmoid; where they are flat, learning hardly moves. ReLU keeps what is positive and makes the rest 0: it is cheap, and it never flattens above.",
    figure: "activations",
    example: (shown) => {
      const { products } = chosen(shown);
      const none = shown.outputs.c1.filter((value) => value === 0).length;
      const { total } = products;
      return `The sum here is ${figure(total)}: ReLU makes ${figure(ACTIVATIONS.relu(total))} of it, the tanh of 1998 ${figure(ACTIVATIONS.tanh(total))}, a sigmoid ${figure(1 / (1 + Math.exp(-total)))}. Of C1’s ${shown.outputs.c1.length.toLocaleString("en")} outputs ${none.toLocaleString("en")} are 0.`;
    },
    question: "Find an output whose sum is negative. What would the tanh have passed on?",
  },
  {
    title: "S2: the largest of four",
    place: ["s2", "0"],
    text: "Of each square of four outputs the largest goes on. That leaves a quarter of the numbers, and where exactly something was found matters less. It has no weights. In 1998 the layer added the four, multiplied by a coefficient and added a bias, both learned, and ended in a tanh: subsampling.",
    example: ({ network, outputs, place }) => {
      const layer = layerOf(network, "s2");
      const { row, column } = placeOf(layer, outputs, place);
      const { values } = pooledAt(layer, layerOf(network, "c1"), outputs.c1, place.map, row, column);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return `Here the four are ${values.map(figure).join(", ")}: their largest is ${figure(Math.max(...values))}, their mean would be ${figure(mean)}.`;
    },
    question: "Write the digit again, a little to the side. Which changes more, C1 or S2?",
  },
  {
    title: "C3: six maps become one",
    place: ["c3", "0"],
    text: (network) => {
      const { parameters } = sizesOf(layerOf(network, "c3"));
      return `A map of C3 looks at all six maps of S2 at once, with a kernel of its own for each. The six sums and one bias are added to one number, and then comes ReLU: so an edge here and a bend there can make a corner. Sixteen such maps have ${parameters.toLocaleString("en")} weights and biases. In 1998 most of them saw only three or four maps of S2, to save weights and to make the maps differ.`;
    },
    example: (shown) => {
      const { products } = chosen(shown);
      const sums = products.channels.map(({ sum }) => sum);
      const most = sums.indexOf(Math.max(...sums));
      return `Of the six, S2 map ${most} adds most here: ${figure(sums[most])} of ${figure(products.total)}.`;
    },
    question: "Choose another of the six kernels above the picture. Does it speak for this output or against it?",
  },
  {
    title: "S4: once more the largest of four",
    place: ["s4", "0"],
    text: (network) =>
      `What C3 found is pooled as well: sixteen maps of 5 × 5 are left, ${sizesOf(layerOf(network, "s4")).units} numbers in place of ${sizesOf(layerOf(network, "input")).units.toLocaleString("en")}. Each of them looks at a window of ${fieldOf(network, "s4")} × ${fieldOf(network, "s4")} pixels of the picture: what it says is about a part of the digit, no longer about pixels.`,
    example: ({ outputs }) =>
      `Of your ${outputs.s4.length} numbers ${outputs.s4.filter((value) => value > 0).length} are not 0.`,
    question: "What of your digit can you still see in S4, and what only the network?",
  },
  {
    title: "C5 and F6: no more places",
    place: ["c5", "0"],
    text: "The kernels of C5 cover all of S4, so that they fit in one place only: a convolution that could as well be called fully connected. Its 120 units no longer say where something is, only whether. F6 makes 84 of them, for a reason of 1998: 7 × 12, the size of the little pictures of characters with which its answers were compared.",
    example: ({ outputs }) =>
      `For your ink ${outputs.c5.filter((value) => value > 0).length} of ${outputs.c5.length} units of C5 speak, and ${outputs.f6.filter((value) => value > 0).length} of ${outputs.f6.length} of F6.`,
    question: "Write two threes that differ. Which units of F6 speak for both?",
  },
  {
    title: "F7 and softmax: the answer",
    place: ["softmax"],
    text: "F7 adds up ten sums, one a digit. Softmax makes shares of them: e to the power of each, divided by their sum. So what counts are differences. In 1998 there was no softmax: ten units measured how far F6 was from a picture drawn for each digit (radial basis functions), and the smallest distance won.",
    example: ({ outputs }) => {
      const ranked = Array.from(outputs.f7, (logit, digit) => ({ logit, digit })).sort((a, b) => b.logit - a.logit);
      const [best, second] = ranked;
      const shares = softmax(outputs.f7);
      const times = Math.exp(best.logit - second.logit);
      const more = times < 1000 ? times.toFixed(1) : `${Math.round(times / 1000).toLocaleString("en")} thousand`;
      return `${best.digit} has ${figure(best.logit)}, ${second.digit} has ${figure(second.logit)}. With a difference of ${figure(best.logit - second.logit)} the first is ${more} times as likely: ${(100 * shares[best.digit]).toFixed(2)} % and ${(100 * shares[second.digit]).toFixed(2)} %.`;
    },
    question: "Write something between a 1 and a 7 until two shares are nearly equal. What does F7 say of the two?",
  },
  {
    title: "What it learned",
    place: ["f6", "0"],
    text: (network) => {
      const sizes = network.layers.map((layer) => ({ name: layer.name, ...sizesOf(layer) }));
      const all = sizes.reduce((sum, { parameters }) => sum + parameters, 0);
      const most = sizes.toSorted((a, b) => b.parameters - a.parameters)[0];
      return `Nobody wrote these kernels. The ${all.toLocaleString("en")} weights and biases began as chance; then the network was shown examples with their answers, one after another, and each time every weight was moved a little in the direction that makes the error smaller. ${most.name} alone holds ${Math.round((100 * most.parameters) / all)} % of them. The first layers work hardest, though: their few weights are used again at every place.`;
    },
    figure: "kernels",
    example: ({ network, outputs, place }) => {
      const { weight } = layerOf(network, "f6");
      const against = weight.filter((value) => value < 0).length;
      return `Of F6’s ${weight.length.toLocaleString("en")} weights ${against.toLocaleString("en")} are negative: they speak against what others speak for. Unit ${place.map} says ${figure(outputs.f6[place.map])} to your ink.`;
    },
    question: "In the table below: which layer has the most weights, and which multiplies most?",
  },
];

const figure = (value) => signed(value, DECIMALS);
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
