// An opened picture under the ink, as far as it is enlarged and moved. The browser draws it, so that the page need not.

import { element } from "../element.js";
import { canZoom, kept, ofPart, placed, WHOLE, zoomed } from "./view.js";

export class PictureLayer {
  #pad;
  #holder = element("div", { class: "photo" });
  /** @type {import("./picture-file.js").Picture | null} */
  #picture = null;
  /** @type {import("./view.js").View} */
  #view = WHOLE;
  /** @type {number | null} */
  #frame = null;

  /** @param {import("../pad.js").Pad} pad */
  constructor(pad) {
    this.#pad = pad;
    pad.surface.before(this.#holder);
  }

  /** @param {import("./picture-file.js").Picture | null} picture one without an image is shown by somebody else */
  show(picture) {
    if (picture !== this.#picture) {
      this.#picture = picture;
      this.#view = picture?.region ? ofPart(picture.region, this.#pad.fitted, this.#pad.size) : WHOLE;
      const image = picture?.image;
      if (image !== this.#holder.firstChild) this.#holder.replaceChildren(...(image ? [image] : []));
    }
    if (picture?.image) place(picture, this.place(this.#pad.fitted));
  }

  /** @param {import("./view.js").Placement} fitted */
  place(fitted) {
    const { picture, size } = this.#pad;
    this.#view = kept(this.#view, fitted, picture, size);
    return placed(this.#view, fitted);
  }

  /** Whether there is more of it than is seen. */
  get enlarged() {
    return this.#view.zoom > 1;
  }

  canZoom(factor) {
    return canZoom(this.#view, factor);
  }

  /** @param {{ x: number, y: number }} [about] in the pad's pixels; otherwise its middle */
  zoom(factor, about = { x: this.#pad.size.width / 2, y: this.#pad.size.height / 2 }) {
    this.#move(zoomed(this.#view, factor, about));
  }

  /** Moves it so that a part is seen, if it is not. @param {{ x: number, y: number, width: number, height: number }} part */
  reveal({ x, y, width, height }) {
    const { size, fitted } = this.#pad;
    const at = placed(this.#view, fitted);
    const [left, top] = [at.x + x * at.scale, at.y + y * at.scale];
    const isSeen =
      left >= 0 && top >= 0 && left + width * at.scale <= size.width && top + height * at.scale <= size.height;
    if (!isSeen)
      this.move(size.width / 2 - left - (width * at.scale) / 2, size.height / 2 - top - (height * at.scale) / 2);
  }

  /** @param {number} dx in the pad's pixels @param {number} dy */
  move(dx, dy) {
    const { zoom, x, y } = this.#view;
    this.#move({ zoom, x: x + dx, y: y + dy });
  }

  // Drawn once a frame, however many fingers move it.
  #move(view) {
    this.#view = view;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#pad.draw();
    });
  }
}

/** Where the picture's left upper corner comes to lie when it is turned, in its turned size. */
const CORNERS = [
  () => [0, 0],
  ({ width }) => [width, 0],
  ({ width, height }) => [width, height],
  ({ height }) => [0, height],
];

function place(picture, { x, y, scale }) {
  const { image, size, turns } = picture;
  const [right, down] = CORNERS[turns](picture);
  image.style.width = `${size.width}px`;
  image.style.height = `${size.height}px`;
  image.style.transform = `translate(${x + right * scale}px, ${y + down * scale}px) scale(${scale}) rotate(${90 * turns}deg)`;
}
