// Pointer events on the pad → strokes: mouse, finger and pen.

const PALM_QUIET_MS = 1500; // a touch this soon after the pen was near is the hand that holds it
const PRIMARY_BUTTON = 0;
const ERASER_BUTTON = 5;

export class Pen {
  #ink;
  #surface;
  #pad;
  #tool;
  #pointer = null;
  #penSeen = -Infinity;

  /**
   * @param {HTMLElement} surface where the pen writes
   * @param {import("./pad.js").Pad} pad maps a place on the surface to a point of the ink
   * @param {import("./ink.js").Ink} ink
   * @param {import("./tools.js").Tools} tool the chosen width and eraser
   */
  constructor(surface, pad, ink, tool) {
    this.#surface = surface;
    this.#pad = pad;
    this.#ink = ink;
    this.#tool = tool;
    surface.addEventListener("pointerdown", (event) => this.#down(event));
    surface.addEventListener("pointermove", (event) => this.#move(event));
    surface.addEventListener("pointerup", (event) => this.#up(event));
    surface.addEventListener("pointercancel", (event) => this.#cancel(event));
  }

  #down(event) {
    if (event.pointerType === "pen") this.#penDown(event);
    else if (this.#isPalm(event) || this.#pointer !== null) return;
    if (event.button !== PRIMARY_BUTTON && event.button !== ERASER_BUTTON) return;
    this.#surface.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    const erase = this.#tool.erasing || event.button === ERASER_BUTTON;
    this.#ink.begin(this.#point(event), erase);
  }

  // A palm often lands before the pen's tip: whatever it drew is taken back.
  #penDown(event) {
    this.#penSeen = event.timeStamp;
    if (this.#pointer === null) return;
    this.#ink.cancel();
    this.#pointer = null;
  }

  #move(event) {
    if (event.pointerType === "pen") this.#penSeen = event.timeStamp;
    if (event.pointerId !== this.#pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.#ink.extend((events.length > 0 ? events : [event]).map((each) => this.#point(each)));
  }

  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#ink.end();
  }

  #cancel(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#ink.cancel();
  }

  #isPalm(event) {
    return event.pointerType === "touch" && event.timeStamp - this.#penSeen < PALM_QUIET_MS;
  }

  // Only a pen knows pressure; 0.5 is what it reports under a normal hand.
  #point(event) {
    const pressure = event.pointerType === "pen" && event.pressure > 0 ? event.pressure : 0.5;
    return this.#pad.pointAt(event.clientX, event.clientY, this.#tool.width * (0.6 + 0.8 * pressure));
  }
}
