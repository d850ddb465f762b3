// Pointer events on the pad → strokes: mouse, finger and pen.

const PALM_QUIET_MS = 1500; // a touch this soon after the pen was near is the hand that holds it
const TAP_REACH = 6; // CSS pixels: a pointer that moves less chooses what it is on, if that can be chosen
const PRIMARY_BUTTON = 0;
const ERASER_BUTTON = 5;

export class PointerInput {
  #hand; // what the pointer's way changes
  #surface;
  #pad;
  #tool;
  #pointer = null;
  #penSeen = -Infinity;
  #held = null; // a stroke that may still turn out to be a tap

  /**
   * A place of the window → a function that chooses what is there, or null.
   * @type {(x: number, y: number) => (() => void) | null}
   */
  chooserAt = () => null;

  /**
   * @param {HTMLElement} surface where the pen writes
   * @param {import("./pad.js").Pad} pad maps a place on the surface to a point of the ink
   * @param {import("./ink.js").Ink} ink
   * @param {import("./tools.js").Tools} tool the chosen width and eraser
   */
  constructor(surface, pad, ink, tool) {
    this.#surface = surface;
    this.#pad = pad;
    this.#hand = ink;
    this.#tool = tool;
    surface.addEventListener("pointerdown", (event) => this.#down(event));
    surface.addEventListener("pointermove", (event) => this.#move(event));
    surface.addEventListener("pointerup", (event) => this.#up(event));
    surface.addEventListener("pointercancel", (event) => this.#cancel(event));
    // Chromium drops the next tap anywhere after moves that touch-action alone forbade. Over a picture they scroll.
    surface.addEventListener("touchmove", (event) => this.#pad.picture || event.preventDefault(), { passive: false });
  }

  #down(event) {
    if (event.pointerType === "pen") this.#penDown(event);
    else if (this.#isPalm(event) || this.#pointer !== null) return;
    if (this.#pad.picture) return; // which a touch must not end
    if (event.button !== PRIMARY_BUTTON && event.button !== ERASER_BUTTON) return;
    this.#surface.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#hand = this.#tool.hand;
    const erase = this.#tool.erasing || event.button === ERASER_BUTTON;
    const choose = erase ? null : this.chooserAt(event.clientX, event.clientY);
    if (choose) this.#held = { choose, points: [this.#point(event)], x: event.clientX, y: event.clientY };
    else this.#hand.begin(this.#point(event), erase);
  }

  #release() {
    const [first, ...rest] = this.#held.points;
    this.#held = null;
    this.#hand.begin(first, false);
    this.#hand.extend(rest);
  }

  // A palm often lands before the pen's tip: whatever it drew is taken back.
  #penDown(event) {
    this.#penSeen = event.timeStamp;
    if (this.#pointer === null) return;
    this.#hand.cancel();
    this.#held = null;
    this.#pointer = null;
  }

  #move(event) {
    if (event.pointerType === "pen") this.#penSeen = event.timeStamp;
    if (event.pointerId !== this.#pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    const points = (events.length > 0 ? events : [event]).map((each) => this.#point(each));
    this.#pad.predicted = (event.getPredictedEvents?.() ?? []).map((each) => this.#point(each));
    if (!this.#held) return this.#hand.extend(points);
    this.#held.points.push(...points);
    if (Math.hypot(event.clientX - this.#held.x, event.clientY - this.#held.y) > TAP_REACH) this.#release();
  }

  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    if (!this.#held) return this.#hand.end();
    this.#held.choose();
    this.#held = null;
  }

  #cancel(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#held = null;
    this.#hand.cancel();
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
