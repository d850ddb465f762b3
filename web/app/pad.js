// The sheet on the screen: ink or a picture, sharp at any density, with the box of what was read.

import { drawStrokes } from "./stroke.js";

const READING_SIDE = 320; // the shorter side of the canvas from which ink is read, whatever the screen's
const VISIBLE = 32; // of 255: the least opacity of a pixel that counts as ink

export class Pad {
  #root;
  #ink;
  #context;
  #reading = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  #box;
  #size = { width: 1, height: 1 };
  // The size of the pad when its first stroke was drawn: the unit of all points until the sheet is empty again. When
  // the pad is resized or turned, the whole frame is fitted into it.
  #frame = { width: 1, height: 1 };
  #readBox = null;

  /** Called when what lies over the ink has to be placed anew. */
  onlayout = () => {};

  constructor(root, ink) {
    this.#root = root;
    this.#ink = ink;
    this.#box = root.querySelector(".box");
    this.#context = this.surface.getContext("2d");
    ink.measure = (strokes) => this.#inked(strokes);
    new ResizeObserver(() => this.#resize()).observe(this.surface);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    this.#resize();
  }

  get surface() {
    return this.#root.querySelector("canvas");
  }

  /** What is drawn over the ink. */
  get overlay() {
    return this.#root.querySelector("svg");
  }

  /** The unit of the strokes' points, for whoever keeps them. */
  get frame() {
    return this.#frame;
  }

  /** Puts back strokes that were drawn in a frame, before the sheet is. */
  set frame(frame) {
    this.#frame = frame;
  }

  set hint(text) {
    this.#root.querySelector(".hint").textContent = text;
  }

  /** A place of the window → a point of the ink. @param width of the pen, as a part of the pad's shorter side */
  pointAt(clientX, clientY, width) {
    if (this.#ink.empty) this.#frame = { ...this.#size };
    const bounds = this.surface.getBoundingClientRect();
    const { scale, x, y } = fit(this.#frame, this.#size);
    return {
      x: (clientX - bounds.left - x) / scale,
      y: (clientY - bounds.top - y) / scale,
      width: (width * Math.min(this.#size.width, this.#size.height)) / scale,
    };
  }

  draw() {
    const { picture, strokes } = this.#ink;
    const { width, height } = this.#size;
    const context = this.#context;
    this.#root.classList.toggle("empty", this.#ink.empty);
    this.#root.classList.toggle("opened", picture !== null);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { scale, x, y } = fit(picture ?? this.#frame, this.#size);
    context.translate(x, y);
    context.scale(scale, scale);
    if (picture) drawPicture(context, picture);
    else drawStrokes(context, strokes, getComputedStyle(this.surface).color);
    this.#placeBox();
    this.onlayout();
  }

  /** What is on the pad, for the network: an opened picture's own pixels, or the strokes, black on white. */
  pixels() {
    const { picture, strokes } = this.#ink;
    if (picture) return picture.canvas.getContext("2d").getImageData(0, 0, picture.width, picture.height);
    const context = this.#reading;
    this.#render(strokes);
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "white";
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.globalCompositeOperation = "source-over";
    return this.#rendered();
  }

  // Black on nothing, on the canvas from which ink is read.
  #render(strokes) {
    const context = this.#reading;
    const scale = this.#readingScale();
    const width = Math.max(1, Math.round(this.#frame.width * scale));
    const height = Math.max(1, Math.round(this.#frame.height * scale));
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.scale(scale, scale);
    drawStrokes(context, strokes, "black");
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  #rendered() {
    const { width, height } = this.#reading.canvas;
    return this.#reading.getImageData(0, 0, width, height);
  }

  // Pixels of ink.
  #inked(strokes) {
    this.#render(strokes);
    const { data } = this.#rendered();
    let count = 0;
    for (let i = 3; i < data.length; i += 4) count += data[i] >= VISIBLE ? 1 : 0;
    return count;
  }

  /** The pen's path, for the network; null where that is not what is seen: of a picture, or once ink was erased. */
  strokes() {
    const { picture, strokes } = this.#ink;
    if (picture || strokes.some(({ erase }) => erase)) return null;
    return strokes.map(({ points }) => points);
  }

  /** Where answers lie on the surface, in its CSS pixels: those about pixels(), or those about strokes(). */
  placement(inStrokes) {
    const { picture } = this.#ink;
    const { scale, x, y } = fit(picture ?? this.#frame, this.#size);
    return { x, y, scale: picture || inStrokes ? scale : scale / this.#readingScale() };
  }

  /** Marks what was read. @param {object | null} box in the pixels that pixels() gave */
  mark(box) {
    this.#readBox = box;
    this.#placeBox();
  }

  #readingScale() {
    return READING_SIDE / Math.min(this.#frame.width, this.#frame.height);
  }

  // An empty pad's box lies where the style sheet puts it.
  #placeBox() {
    const box = this.#readBox;
    this.#box.hidden = !box && !this.#ink.empty;
    if (this.#ink.empty) this.#box.removeAttribute("style");
    if (!box || this.#ink.empty) return;
    const { scale, x, y } = this.placement(false);
    this.#box.style.left = `${x + box.x * scale}px`;
    this.#box.style.top = `${y + box.y * scale}px`;
    this.#box.style.width = `${box.width * scale}px`;
    this.#box.style.height = `${box.height * scale}px`;
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.surface;
    if (width === 0 || height === 0) return;
    this.#size = { width, height };
    if (this.#ink.empty) this.#frame = { width, height };
    this.surface.width = Math.round(width * devicePixelRatio);
    this.surface.height = Math.round(height * devicePixelRatio);
    this.draw();
  }
}

// On white, as its transparent parts are read.
function drawPicture(context, { canvas, width, height }) {
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(canvas, 0, 0);
}

/** The largest scale at which inner fits into outer, and where it then lies. */
function fit(inner, outer) {
  const scale = Math.min(outer.width / inner.width, outer.height / inner.height);
  return {
    scale,
    x: (outer.width - inner.width * scale) / 2,
    y: (outer.height - inner.height * scale) / 2,
  };
}
