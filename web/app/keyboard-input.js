// Writing without a pointer: with the pad focused, the arrow keys move a pen and Space puts it down or lifts it.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEPS_ACROSS = 24; // of the pad's shorter side
const NORMAL_PRESSURE_WIDTH = 1;

export class KeyboardInput {
  #surface;
  #cursor;
  #pad;
  #ink;
  #tool;
  #place = { x: 0.5, y: 0.25 }; // as parts of the surface
  #writing = false;

  constructor(surface, cursor, pad, ink, tool) {
    this.#surface = surface;
    this.#cursor = cursor;
    this.#pad = pad;
    this.#ink = ink;
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
    if (this.#ink.drawing) this.#ink.extend([this.#point()]);
    else this.#writing = false;
  }

  #toggle() {
    if (this.#ink.drawing) this.#ink.end();
    else this.#ink.begin(this.#point(), this.#tool.erasing);
    this.#writing = this.#ink.drawing;
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
  }

  #hide() {
    this.#cursor.hidden = true;
    if (this.#writing) this.#ink.end();
    this.#writing = false;
  }
}
