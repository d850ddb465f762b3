// A pad of a view's own: what is written on it is neither the page's sheet nor kept. Its keys are the page's.

import { element } from "../element.js";
import { Ink } from "../ink.js";
import { KeyboardInput } from "../keyboard-input.js";
import { Pad } from "../pad.js";
import { PointerInput } from "../pointer-input.js";

const PEN = 1 / 18; // of the pad's shorter side
const IN_A_NUMBER = 0.6; // several digits are written smaller than one

export class SmallPad {
  #pad;
  #frame = 0;
  #listening = new AbortController();

  ink = new Ink();
  #tool = { width: PEN, erasing: false, hand: this.ink };

  /** Called once a frame when the ink has changed. */
  onink = () => {};
  /** Called when Enter is pressed on it. */
  onenter = () => {};

  /** @param {string} label what is to be written */
  constructor(label) {
    this.element = element("div", { class: "pad small-pad empty" });
    const surface = element("canvas", { tabindex: "0", role: "application", "aria-describedby": "keys" });
    const cursor = element("div", { class: "cursor", hidden: "" });
    this.element.append(surface, element("div", { class: "box", hidden: "" }), cursor);
    this.#pad = new Pad(this.element, this.ink);
    new PointerInput(surface, this.#pad, this.ink, /** @type {any} */ (this.#tool));
    new KeyboardInput(surface, cursor, this.#pad, this.ink, this.#tool);
    this.label = label;
    this.ink.addEventListener("change", () => this.#changed());
    surface.addEventListener("keydown", (event) => event.key === "Enter" && this.onenter());
    // Before the page's own, which are about its sheet.
    document.addEventListener("keydown", (event) => this.#key(event), {
      capture: true,
      signal: this.#listening.signal,
    });
  }

  set label(text) {
    this.#pad.surface.ariaLabel = text;
  }

  /** Digits side by side need a thinner pen. */
  set forNumbers(many) {
    this.#tool.width = PEN * (many ? IN_A_NUMBER : 1);
    this.element.classList.toggle("for-numbers", many);
  }

  get empty() {
    return this.ink.empty;
  }

  focus() {
    this.#pad.surface.focus({ preventScroll: true });
  }

  clear() {
    this.ink.clear();
    this.mark(null);
  }

  /** Nothing is written before it starts, or while it is paused. */
  set closed(closed) {
    this.element.inert = closed;
    if (closed) this.ink.end();
  }

  /** @param {import("../ink.js").Sheet} sheet */
  show(sheet) {
    this.ink.replace(sheet);
  }

  /** The ink, as strokes of the frame in which it was written. */
  get sheet() {
    return { strokes: this.ink.strokes, picture: null, frame: this.#pad.frame };
  }

  /** For a task of the page's engine. @param {import("../engine/sheet-sender.js").SheetSender} sheets */
  packed(sheets) {
    return sheets.pack(/** @type {any} */ (this.ink), this.#pad.frame);
  }

  /** Corners about what was read. @param {object | null} box */
  mark(box) {
    this.#pad.mark(box);
  }

  leave() {
    this.#listening.abort();
    this.element.remove();
  }

  #changed() {
    if (this.#frame > 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#pad.draw();
      this.onink();
    });
  }

  #key(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (target.closest("dialog, input")) return;
    const command = (ctrlKey || metaKey) && !altKey;
    const lower = key.toLowerCase();
    if (command && lower === "z") shiftKey ? this.ink.redo() : this.ink.undo();
    else if (command && lower === "y") this.ink.redo();
    else if (!command && lower === "delete") this.clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
