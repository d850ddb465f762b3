// The part of a picture that is read: chosen by hand, as a rectangle with handles at its corners; and shown, once chosen.

import { element } from "../element.js";
import { always, say } from "../words/words.js";
import { ALL, isPart, movedSides, partOf, sidesOf } from "./sides.js";

const MARGIN = 0.15; // of what is seen, around the rectangle that one begins with
const STEP = 10; // CSS pixels, by an arrow key; with Shift a fifth

/** The handles, and which sides each moves. @type {[string, import("./sides.js").Side[]][]} */
const HANDLES = [
  ["pictures.topLeft", ["left", "top"]],
  ["pictures.topRight", ["right", "top"]],
  ["pictures.bottomLeft", ["left", "bottom"]],
  ["pictures.bottomRight", ["right", "bottom"]],
];

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Crop {
  #pad;
  #box = element("div", { class: "cut", role: "group" });
  /** What is being chosen. @type {import("./sides.js").Sides | null} */
  #sides = null;
  #isFirst = true; // what one begins with is there to be drawn over
  /** What a pointer does: to which sides, from where; and how it was before. */
  #drag = { sides: null, moves: ALL, from: { x: 0, y: 0 }, before: null, wasFirst: true };

  /** @param {import("../pad.js").Pad} pad */
  constructor(pad) {
    this.#pad = pad;
    pad.surface.after(this.#box);
    always(() => (this.#box.ariaLabel = say("pictures.part")));
    for (const [name, sides] of HANDLES) {
      const handle = element("button", {
        type: "button",
        class: `handle ${sides.map((side) => `at-${side}`).join(" ")}`,
      });
      always(() => (handle.ariaLabel = say(name)));
      handle.addEventListener("keydown", (event) => this.#key(event, sides));
      this.#box.append(handle);
    }
    this.place();
  }

  get choosing() {
    return this.#sides !== null;
  }

  /** Begins with the middle of what is seen. */
  begin() {
    const { picture, size } = this.#pad;
    const { x, y, scale } = this.#pad.placement(false);
    const seen = (at, room, length) => [Math.max(0, -at / scale), Math.min(length, (room - at) / scale)];
    const [left, right] = seen(x, size.width, picture.width);
    const [top, bottom] = seen(y, size.height, picture.height);
    const [dx, dy] = [MARGIN * (right - left), MARGIN * (bottom - top)];
    this.#show({ left: left + dx, right: right - dx, top: top + dy, bottom: bottom - dy });
    this.#isFirst = true;
    /** @type {HTMLElement} */ (this.#box.firstElementChild).focus();
  }

  end() {
    this.#sides = null;
    this.place();
  }

  /** What was chosen. */
  get region() {
    return partOf(this.#sides, this.#pad.picture);
  }

  /** To be called when the picture has moved on the pad. */
  place() {
    const { picture } = this.#pad;
    const region = picture && (this.#sides ? this.region : picture.region);
    this.#box.hidden = !region;
    this.#box.classList.toggle("chosen", !this.#sides);
    if (!region) return;
    const { x, y, scale } = this.#pad.placement(false);
    const { style } = this.#box;
    style.left = `${x + region.x * scale}px`;
    style.top = `${y + region.y * scale}px`;
    style.width = `${region.width * scale}px`;
    style.height = `${region.height * scale}px`;
  }

  /** A pointer on a handle moves that corner, within the rectangle all of it, and elsewhere it draws another one. */
  start(event) {
    const from = this.#placeOf(event);
    const before = this.#sides;
    const then = { from, before, wasFirst: this.#isFirst };
    const handle = HANDLES[[...this.#box.children].indexOf(event.target)];
    const isInside = from.x > before.left && from.x < before.right && from.y > before.top && from.y < before.bottom;
    if (handle) this.#drag = { sides: before, moves: handle[1], ...then };
    else if (isInside && !this.#isFirst) this.#drag = { sides: before, moves: ALL, ...then };
    else this.#drag = { sides: sidesOf(from), moves: ["right", "bottom"], ...then };
  }

  move(event) {
    const { x, y } = this.#placeOf(event);
    const { sides, moves, from } = this.#drag;
    this.#show(movedSides(sides, moves, x - from.x, y - from.y, this.#pad.picture));
  }

  /** A tap draws nothing. */
  finish() {
    if (!isPart(this.#sides)) this.cancel();
  }

  cancel() {
    this.#show(this.#drag.before);
    this.#isFirst = this.#drag.wasFirst;
  }

  #key(event, sides) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = (event.shiftKey ? STEP / 5 : STEP) / this.#pad.placement(false).scale;
    const moved = movedSides(this.#sides, sides, arrow[0] * step, arrow[1] * step, this.#pad.picture);
    if (isPart(moved)) this.#show(moved);
  }

  #show(sides) {
    this.#isFirst = false;
    this.#sides = sides;
    this.place();
  }

  #placeOf({ clientX, clientY }) {
    const { left, top } = this.#pad.surface.getBoundingClientRect();
    const { x, y, scale } = this.#pad.placement(false);
    return { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
  }
}
