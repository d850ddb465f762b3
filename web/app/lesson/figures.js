// What a step of the lesson draws beside its text.

import { drawing, element } from "../element.js";
import { ACTIVATIONS, peakOf, productsAt } from "../inside/arithmetic.js";
import { largestOf, MapCanvas } from "../inside/maps.js";
import { layerOf } from "../inside/network.js";
import { say } from "../words/words.js";

/** The kernels of C1 in a row, each above the map that it makes. */
export function kernels(network) {
  const layer = layerOf(network, "c1");
  const area = layer.kernel ** 2;
  const size = layer.side ** 2;
  const largest = largestOf(layer.weight);
  const figure = element("figure", { class: "step-figure kernels" });
  const maps = Array.from({ length: layer.maps }, (_, map) => {
    const kernel = element("canvas", { role: "img", "aria-label": say("lesson.kernelOf", { map }) });
    const canvas = element("canvas", { role: "img", "aria-label": say("lesson.mapOf", { map }) });
    const column = element("div");
    column.append(kernel, canvas);
    figure.append(column);
    const picture = new MapCanvas(/** @type {any} */ (kernel), layer.kernel, layer.kernel);
    picture.showSigned(layer.weight.subarray(map * area, (map + 1) * area), largest);
    return new MapCanvas(/** @type {any} */ (canvas), layer.side, layer.side);
  });
  figure.append(element("figcaption", {}, say("lesson.sixKernels")));
  const show = ({ outputs }) =>
    maps.forEach((canvas, map) =>
      canvas.show(outputs?.c1.subarray(map * size, (map + 1) * size) ?? null, outputs ? largestOf(outputs.c1) : 0),
    );
  return { element: figure, show };
}

const RANGE = 4; // of sums, to both sides
const CURVES = {
  relu: ACTIVATIONS.relu,
  tanh: ACTIVATIONS.tanh,
  sigmoid: (sum) => 1 / (1 + Math.exp(-sum)),
};

/** ReLU, tanh and sigmoid over the sum, with the chosen output's sum marked. */
export function activations(network) {
  const figure = element("figure", { class: "step-figure activations" });
  const svg = drawing("svg", {
    viewBox: "-4.2 -4.2 8.4 6.4",
    role: "img",
    "aria-label": say("lesson.curves"),
  });
  svg.append(drawing("path", { class: "axis", d: "M-4 0H4M0 -4V2" }));
  const xs = Array.from({ length: 81 }, (_, i) => -RANGE + i / 10);
  for (const [name, curve] of Object.entries(CURVES)) {
    svg.append(drawing("path", { class: name, d: `M${xs.map((x) => `${x} ${(-curve(x)).toFixed(3)}`).join("L")}` }));
  }
  const marks = Object.keys(CURVES).map((name) => svg.appendChild(drawing("circle", { class: name, r: 0.16 })));
  const line = svg.appendChild(drawing("path", { class: "here" }));
  figure.append(svg);
  const caption = element("figcaption");
  for (const name of Object.keys(CURVES))
    caption.append(element("span", { class: name }, { relu: "ReLU" }[name] ?? name), " ");
  figure.append(caption);
  const layer = layerOf(network, "c1");
  const show = ({ outputs, place }) => {
    const { row, column } = place.row === null && outputs ? peakOf(layer, outputs.c1, place.map) : place;
    const sum = outputs
      ? productsAt(layer, layerOf(network, "input"), outputs.input, place.map, row ?? 0, column ?? 0).total
      : 0;
    const x = Math.min(RANGE, Math.max(-RANGE, sum));
    line.setAttribute("d", `M${x} -4V2`);
    Object.values(CURVES).forEach((curve, i) => {
      marks[i].setAttribute("cx", x.toFixed(3));
      marks[i].setAttribute("cy", (-curve(x)).toFixed(3));
    });
  };
  return { element: figure, show };
}
