// Fingers, mouse, wheel and keys on an opened picture: two fingers or the wheel enlarge it, one moves it where it is
// enlarged, and a tap chooses what is read there.

const TAP_REACH = 8; // CSS pixels
const PER_WHEEL = 0.0025; // of a wheel's step, as an exponent of the factor
const STEP = 1.5; // times, by key or button
const KEY_MOVE = 0.2; // of the pad's shorter side
const LINE = 16; // CSS pixels of a wheel that tells lines

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** @type {Record<string, number>} */
const ZOOMS = { "+": STEP, "=": STEP, "-": 1 / STEP, _: 1 / STEP, 0: 0 };

/**
 * @typedef {object} Drag what one pointer does in place of moving the picture
 * @property {(event: PointerEvent) => void} start
 * @property {(event: PointerEvent) => void} move
 * @property {() => void} finish
 * @property {() => void} cancel a second finger came
 */

export class Gestures {
  #pad;
  #layer;
  /** @type {Map<number, PointerEvent>} */
  #pointers = new Map();
  #tap = null;
  #dragging = false;

  /** @type {Drag | null} */
  drag = null;

  /** A place of the window → what a tap there chooses, or null. @type {(x: number, y: number) => (() => void) | null} */
  chooserAt = () => null;

  /**
   * @param {import("../pad.js").Pad} pad
   * @param {import("./picture-layer.js").PictureLayer} layer
   */
  constructor(pad, layer) {
    this.#pad = pad;
    this.#layer = layer;
    const { surface } = pad;
    const root = surface.parentElement;
    const on = (name, listener, options) =>
      root.addEventListener(name, (event) => this.#isMine(event) && listener(event), options);
    on("pointerdown", (event) => this.#down(event));
    root.addEventListener("pointermove", (event) => this.#move(event));
    root.addEventListener("pointerup", (event) => this.#up(event));
    root.addEventListener("pointercancel", (event) => this.#cancel(event));
    on("wheel", (event) => this.#wheel(event), { passive: false });
    // Two fingers are not for the browser, and one is not where it moves the picture.
    on("touchmove", (event) => this.#isOurs(event) && event.cancelable && event.preventDefault(), { passive: false });
    on("dblclick", (event) => this.#toggle(event));
    surface.addEventListener("keydown", (event) => this.#isMine(event) && this.#key(event));
  }

  step(direction) {
    this.#layer.zoom(STEP ** direction);
  }

  #isMine({ target }) {
    const { picture, surface } = this.#pad;
    return Boolean(picture?.image) && (target === surface || target.closest(".handle"));
  }

  #isOurs({ touches }) {
    return touches.length > 1 || this.#layer.enlarged || this.drag;
  }

  #placeOf({ clientX, clientY }) {
    const { left, top } = this.#pad.surface.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #down(event) {
    if (event.button !== 0) return;
    event.target.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event);
    const first = this.#pointers.size === 1;
    this.#tap = first && !this.drag ? event : null;
    if (!first) return this.#cancelDrag();
    this.#dragging = this.drag !== null;
    this.drag?.start(event);
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const tap = this.#tap;
    if (tap && Math.hypot(event.clientX - tap.clientX, event.clientY - tap.clientY) > TAP_REACH) this.#tap = null;
    if (this.#tap) return;
    this.#pointers.set(event.pointerId, event);
    if (this.#dragging) return this.drag?.move(event);
    if (this.#pointers.size === 1) {
      if (!this.drag) this.#layer.move(event.clientX - before.clientX, event.clientY - before.clientY);
    } else this.#pinch(event, before);
  }

  // By what this finger did, the other one resting.
  #pinch(event, before) {
    const other = [...this.#pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    const [now, then, still] = [event, before, other].map((one) => this.#placeOf(one));
    const apart = (one) => Math.max(1, Math.hypot(one.x - still.x, one.y - still.y));
    const middle = { x: (then.x + still.x) / 2, y: (then.y + still.y) / 2 };
    this.#layer.zoom(apart(now) / apart(then), middle);
    this.#layer.move((now.x - then.x) / 2, (now.y - then.y) / 2);
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#dragging) this.drag?.finish();
    this.#dragging = false;
    if (this.#tap) this.chooserAt(event.clientX, event.clientY)?.();
    this.#tap = null;
  }

  #cancel(event) {
    this.#pointers.delete(event.pointerId);
    this.#cancelDrag();
    this.#tap = null;
  }

  #cancelDrag() {
    if (this.#dragging) this.drag?.cancel();
    this.#dragging = false;
  }

  // What does not change the view scrolls the page.
  #wheel(event) {
    const factor = 2 ** (-event.deltaY * (event.deltaMode === 1 ? LINE : 1) * PER_WHEEL * (event.ctrlKey ? 4 : 1));
    if (!event.ctrlKey && !this.#layer.canZoom(factor)) return;
    event.preventDefault();
    this.#layer.zoom(factor, this.#placeOf(event));
  }

  #toggle(event) {
    if (this.drag) return;
    this.#layer.zoom(this.#layer.enlarged ? 0 : STEP * STEP, this.#placeOf(event));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const { width, height } = this.#pad.size;
    const far = KEY_MOVE * Math.min(width, height);
    if (arrow && this.#layer.enlarged) this.#layer.move(arrow[0] * far, arrow[1] * far);
    else if (event.key in ZOOMS) this.#layer.zoom(ZOOMS[event.key]);
    else return;
    event.preventDefault();
  }
}
