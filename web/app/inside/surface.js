// A map in large, on which a window or one output is marked; the output can be moved by pointer and by arrow keys.

import { element } from "../element.js";
import { MapCanvas } from "./maps.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export class Surface {
  #side;
  #canvas;
  #mark = element("span", { class: "mark-window" });
  #place = { row: 0, column: 0 };

  /** What stands in the page: a figure. */
  element;

  /**
   * @param {string} caption
   * @param {number} side of the map
   * @param {((row: number, column: number) => void) | null} [onmove] called when the user moves the output
   * @param {number} [height] of what is no square
   */
  constructor(caption, side, onmove = null, height = side) {
    this.#side = side;
    this.element = element("figure", { class: "surface" });
    const frame = element("div", { class: "surface-frame" });
    const canvas = element("canvas", onmove ? { tabindex: "0", role: "application" } : { role: "img" });
    this.#canvas = canvas;
    this.picture = new MapCanvas(/** @type {any} */ (canvas), side, height);
    frame.append(canvas, this.#mark);
    this.element.append(frame, element("figcaption", {}, caption));
    canvas.setAttribute("aria-label", caption);
    if (onmove) this.#listen(canvas, onmove);
  }

  set label(text) {
    this.#canvas.setAttribute("aria-label", text);
  }

  set caption(text) {
    this.element.lastElementChild.textContent = text;
  }

  /** Marks a square of the map. */
  mark(row, column, size = 1) {
    this.#place = { row, column };
    const { style } = this.#mark;
    style.left = `${(100 * column) / this.#side}%`;
    style.top = `${(100 * row) / this.#side}%`;
    style.width = style.height = `${(100 * size) / this.#side}%`;
  }

  #listen(canvas, onmove) {
    const limit = (value) => Math.min(this.#side - 1, Math.max(0, value));
    const point = ({ clientX, clientY }) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const cell = (offset, length) => limit(Math.floor((offset / length) * this.#side));
      const row = cell(clientY - top, height);
      const column = cell(clientX - left, width);
      if (row !== this.#place.row || column !== this.#place.column) onmove(row, column);
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      point(event);
    });
    canvas.addEventListener("pointermove", (event) => canvas.hasPointerCapture(event.pointerId) && point(event));
    canvas.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onmove(limit(this.#place.row + step[0]), limit(this.#place.column + step[1]));
    });
  }
}
