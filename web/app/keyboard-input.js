// Writing without a pointer: with the pad focused, the arrow keys move a pen and Space puts it down or lifts it.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEPS_ACROSS = 24; // of the pad's shorter side
const NORMAL_PRESSURE_WIDTH = 1;

export class KeyboardInput {
  #surface;
  #cursor;
  #pad;
  #hand; // what the pen's way changes
  #tool;
  #place = { x: 0.5, y: 0.25 }; // as parts of the surface
  #writing = false;

  constructor(surface, cursor, pad, ink, tool) {
    this.#surface = surface;
    this.#cursor = cursor;
    this.#pad = pad;
    this.#hand = ink;
    this.#tool = tool;
    surface.addEventListener("keydown", (event) => this.#key(event));
    surface.addEventListener("blur", () => this.#hide());
    surface.addEventListener("pointerdown", () => this.#hide());
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#pad.picture) return;
    const step = STEPS[event.key];
    if (step) this.#move(step);
    else if (event.key === " ") this.#toggle();
    else return;
    event.preventDefault();
    this.#show();
  }

  #move([dx, dy]) {
    const { clientWidth: width, clientHeight: height } = this.#surface;
    const step = Math.min(width, height) / STEPS_ACROSS;
    this.#place.x = Math.min(1, Math.max(0, this.#place.x + (dx * step) / width));
    this.#place.y = Math.min(1, Math.max(0, this.#place.y + (dy * step) / height));
    if (this.#hand.drawing) this.#hand.extend([this.#point()]);
    else this.#writing = false;
  }

  #toggle() {
    if (this.#hand.drawing) this.#hand.end();
    else {
      this.#hand = this.#tool.hand;
      this.#hand.begin(this.#point(), this.#tool.erasing);
    }
    this.#writing = this.#hand.drawing;
  }

  #point() {
    const { left, top, width, height } = this.#surface.getBoundingClientRect();
    const pen = this.#tool.width * NORMAL_PRESSURE_WIDTH;
    return this.#pad.pointAt(left + this.#place.x * width, top + this.#place.y * height, pen);
  }

  #show() {
    this.#cursor.hidden = false;
    this.#cursor.classList.toggle("writing", this.#writing);
    this.#cursor.style.left = `${100 * this.#place.x}%`;
    this.#cursor.style.top = `${100 * this.#place.y}%`;
    this.#cursor.style.setProperty("--width", this.#tool.erasing ? `${this.#rubbed}px` : "");
  }

  /** How much the eraser rubs, in CSS pixels. */
  get #rubbed() {
    const { clientWidth, clientHeight } = this.#surface;
    return this.#tool.width * NORMAL_PRESSURE_WIDTH * Math.min(clientWidth, clientHeight);
  }

  #hide() {
    this.#cursor.hidden = true;
    if (this.#writing) this.#hand.end();
    this.#writing = false;
  }
}
