// One curve over a training, as SVG: its values, and in figures the first and the last of them.

import { drawing, element } from "../element.js";

const WIDTH = 320;
const HEIGHT = 120;
const MOST = 200; // points: more can't be told apart

export class Curve {
  #line = drawing("path", { class: "curve" });
  #dots = drawing("g", { class: "dots" });
  #now = element("span", { class: "now" });
  #peak = element("span", { class: "peak" });
  #drawing = drawing("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" });
  #dotted;

  /** @param {string} title @param {boolean} [dotted] each value is shown by itself */
  constructor(title, dotted = false) {
    this.#dotted = dotted;
    this.element = element("figure", { class: "curve-figure" });
    const head = element("figcaption");
    head.append(element("span", {}, title), this.#now);
    const frame = element("div", { class: "curve-frame" });
    this.#drawing.append(drawing("path", { class: "floor", d: `M0 ${HEIGHT}H${WIDTH}` }), this.#line, this.#dots);
    frame.append(this.#drawing, this.#peak);
    this.element.append(head, frame);
  }

  set label(text) {
    this.#drawing.setAttribute("aria-label", text);
  }

  /**
   * @param {{ x: number, y: number }[]} values x: 0 … 1 of the training; y from 0
   * @param {(value: number) => string} written
   */
  show(values, written) {
    const largest = Math.max(...values.map(({ y }) => y), 0);
    const at = ({ x, y }) => [x * WIDTH, HEIGHT - (largest > 0 ? (y / largest) * (HEIGHT - 8) : 0)];
    const places = thinned(values).map(at);
    this.#line.setAttribute(
      "d",
      places.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join(""),
    );
    // A line of no length, with round ends, is a dot whatever the drawing's aspect.
    if (this.#dotted)
      this.#dots.replaceChildren(
        ...places.map(([x, y]) => drawing("path", { d: `M${x.toFixed(1)} ${y.toFixed(1)}h.01` })),
      );
    this.#now.textContent = values.length > 0 ? written(values[values.length - 1].y) : "";
    this.#peak.textContent = values.length > 1 ? written(largest) : "";
  }
}

// Means of neighbours, but for the last.
function thinned(values) {
  const each = Math.ceil(values.length / MOST);
  if (each <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) => {
    const part = values.slice(i * each, (i + 1) * each);
    const mean = (key) => part.reduce((sum, one) => sum + one[key], 0) / part.length;
    return { x: mean("x"), y: mean("y") };
  });
}
