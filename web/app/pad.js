// The sheet on the screen: ink, sharp at any density, or a picture, with the box of what was read.

import { drawing } from "./element.js";
import { drawStrokes, readingScale, tailOf } from "./stroke.js";

const VISIBLE = 32; // of 255: the least opacity of a pixel that counts as ink

export class Pad {
  #root;
  #ink;
  #context;
  #box;
  #size = { width: 1, height: 1 };
  #readBox = null;
  #guest = null;
  #tail = drawing("path");
  #wet = drawing("svg", { class: "wet", "aria-hidden": "true" });
  /** Strokes that the surface shows, and how many points of the last. */
  #shown = { strokes: [], points: 0, look: "" };

  /** Where the pen will soon be: seen, and never read. @type {import("./ink.js").Point[]} */
  predicted = [];

  /** What shows pictures; it comes with the first one. @type {import("./pictures/picture-layer.js").PictureLayer | null} */
  layer = null;

  /** Called when what lies over the ink has to be placed anew: of answers, and of pictures. */
  onlayout = () => {};
  onplaced = () => {};

  constructor(root, ink) {
    this.#root = root;
    this.#ink = ink;
    this.#box = root.querySelector(".box");
    this.#context = this.surface.getContext("2d");
    this.#wet.append(this.#tail);
    this.surface.after(this.#wet);
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
    return this.#root.querySelector(".segmentation");
  }

  /** The unit of the strokes' points. When the pad is resized or turned, the whole of it is fitted into the pad. */
  get frame() {
    return this.#ink.frame;
  }

  /** In CSS pixels. */
  get size() {
    return this.#size;
  }

  /** The picture that is seen: the sheet's, or one in the place of the sheet. */
  get picture() {
    return this.#guest ?? this.#ink.picture;
  }

  get guest() {
    return this.#guest;
  }

  get empty() {
    return this.#ink.empty && !this.#guest;
  }

  /** Shows a picture in the place of the sheet, which stays as it is; null: the sheet. */
  lookAt(picture) {
    this.#guest = picture;
    this.draw();
  }

  set hint(text) {
    this.#root.querySelector(".hint").textContent = text;
  }

  /** A place of the window → a point of the ink. @param width of the pen, as a part of the pad's shorter side */
  pointAt(clientX, clientY, width) {
    if (this.#ink.empty) this.#ink.frame = { ...this.#size };
    const bounds = this.surface.getBoundingClientRect();
    const { scale, x, y } = fit(this.frame, this.#size);
    return {
      x: (clientX - bounds.left - x) / scale,
      y: (clientY - bounds.top - y) / scale,
      width: (width * Math.min(this.#size.width, this.#size.height)) / scale,
    };
  }

  draw() {
    const { picture } = this;
    this.#root.classList.toggle("empty", this.empty);
    this.#root.classList.toggle("opened", picture !== null);
    this.#paintInk(picture ? [] : this.#ink.strokes);
    this.layer?.show(picture);
    this.#placeBox();
    this.onlayout();
    this.onplaced();
  }

  // Only what is new of a stroke that grows, however much is on the sheet.
  #paintInk(strokes) {
    const grows = this.#ink.drawing && !strokes.at(-1)?.erase;
    const { scale, x, y } = fit(this.frame, this.#size);
    const colour = getComputedStyle(this.surface).color;
    const look = [colour, scale, x, y].join();
    const { strokes: known, points } = this.#shown;
    const isMore = look === this.#shown.look && known.every((stroke, i) => stroke === strokes[i]);
    const old = isMore && !strokes.slice(known.length).some(({ erase }) => erase) ? known.length : 0;
    if (old > 0 && !strokes[old - 1].erase) {
      drawStrokes(this.#context, strokes.slice(old - 1), colour, Math.max(1, points), grows);
    } else this.#paint(strokes, grows);
    const last = strokes.at(-1);
    const settled = last && (grows ? last.points.length - 1 : last.points.length);
    this.#shown = { strokes: grows ? strokes : [...strokes], points: settled ?? 0, look };
    this.#showTail(grows ? last : null);
  }

  #showTail(stroke) {
    this.#wet.style.display = stroke ? "" : "none";
    if (!stroke) return;
    const { scale, x, y } = fit(this.frame, this.#size);
    this.#tail.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    this.#tail.setAttribute("d", tailOf(stroke.points, this.predicted));
    this.#tail.setAttribute("stroke-width", stroke.points.at(-1).width);
  }

  #paint(strokes, grows = false) {
    const { width, height } = this.#size;
    const context = this.#context;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { scale, x, y } = fit(this.frame, this.#size);
    context.translate(x, y);
    context.scale(scale, scale);
    drawStrokes(context, strokes, getComputedStyle(this.surface).color, 1, grows);
  }

  // How many pixels of ink can be seen; the next frame draws the sheet again.
  #inked(strokes) {
    this.#paint(strokes);
    this.#shown.look = "";
    const { data } = this.#context.getImageData(0, 0, this.surface.width, this.surface.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) count += data[i] >= VISIBLE ? 1 : 0;
    return count;
  }

  /** Where what is seen lies when all of it is fitted into the pad. */
  get fitted() {
    return fit(this.picture ?? this.frame, this.#size);
  }

  /** Where answers lie on the surface, in its CSS pixels: those about its pixels, or those about its strokes. */
  placement(inStrokes) {
    const { fitted } = this;
    if (this.picture) return this.layer?.place(fitted) ?? fitted;
    return { ...fitted, scale: inStrokes ? fitted.scale : fitted.scale / readingScale(this.frame) };
  }

  /** Marks what was read. @param {object | null} box in the pixels that were read */
  mark(box) {
    this.#readBox = box;
    this.#placeBox();
  }

  // An empty pad's box lies where the style sheet puts it.
  #placeBox() {
    const box = this.#readBox;
    this.#box.hidden = !box && !this.empty;
    if (this.empty) this.#box.removeAttribute("style");
    if (!box || this.empty) return;
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
    if (this.#ink.empty) this.#ink.frame = { width, height };
    this.surface.width = Math.round(width * devicePixelRatio);
    this.surface.height = Math.round(height * devicePixelRatio);
    this.#shown.look = ""; // that clears it
    this.draw();
  }
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
