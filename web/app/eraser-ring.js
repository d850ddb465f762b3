// Where the eraser would rub, and how much of it: a ring about the pointer.

export class EraserRing {
  #ring;
  #tool;

  /**
   * @param {HTMLElement} surface
   * @param {HTMLElement} ring lies over the surface
   * @param {import("./tools.js").Tools} tool
   */
  constructor(surface, ring, tool) {
    this.#ring = ring;
    this.#tool = tool;
    const on = (type, listener) => surface.addEventListener(type, listener);
    on("pointerdown", (event) => this.#follow(event));
    on("pointermove", (event) => this.#follow(event));
    on("pointerleave", () => (ring.hidden = true));
    on("pointercancel", () => (ring.hidden = true));
  }

  #follow({ clientX, clientY, currentTarget }) {
    this.#ring.hidden = !this.#tool.erasing;
    if (this.#ring.hidden) return;
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const { style } = this.#ring;
    style.left = `${clientX - left}px`;
    style.top = `${clientY - top}px`;
    style.width = style.height = `${this.#tool.width * Math.min(width, height)}px`;
  }
}
