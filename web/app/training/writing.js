// The screen on which one writes twenty digits, each as the network will see it when it is taken.

import { element } from "../element.js";
import { DIGITS } from "../glyphs.js";
import { MapCanvas } from "../inside/maps.js";
import { SmallPad } from "../small-pad/small-pad.js";
import { say } from "../words/words.js";
import { glyph } from "./glyph.js";

const COUNT = 20;
const SIDE = 28;
const AREA = SIDE * SIDE;
const LIGHTEST = 255;

const digitAt = (place) => place % DIGITS.length;

export class Writing {
  #engine;
  #sheets;
  #ondone;
  #pad = new SmallPad("");
  #prompt = element("div", { class: "prompt" });
  #written = element("ol", { class: "written", "aria-hidden": "true" });
  #status = element("p", { role: "status" });
  #back = element("button", { type: "button" }, say("training.before"));
  /** @type {Uint8Array[]} */
  #pictures = [];
  #taking = false;

  /**
   * @param {import("../engine/engine.js").Engine} engine
   * @param {import("../engine/sheet-sender.js").SheetSender} sheets
   * @param {(own: { pictures: Uint8Array, labels: Uint8Array } | null) => void} ondone
   */
  constructor(engine, sheets, ondone) {
    this.#engine = engine;
    this.#sheets = sheets;
    this.#ondone = ondone;
    this.element = element("div", { class: "task" });
    const next = element("button", { type: "button", class: "primary" }, say("training.next"));
    const clear = element("button", { type: "button" }, say("training.clear"));
    const leave = element("button", { type: "button" }, say("training.leaveOwn"));
    const buttons = element("p", { class: "buttons" });
    buttons.append(next, clear, this.#back, leave);
    next.addEventListener("click", () => this.#take());
    clear.addEventListener("click", () => this.#pad.clear());
    leave.addEventListener("click", () => ondone(null));
    this.#back.addEventListener("click", () => this.#goBack());
    this.#pad.onenter = () => this.#take();
    const side = element("div", { class: "task-side" });
    side.append(this.#prompt, buttons, this.#status, this.#written);
    this.element.append(this.#pad.element, side);
    this.#ask();
  }

  leave() {
    this.#pad.leave();
  }

  #ask() {
    const digit = digitAt(this.#pictures.length);
    const head = say("training.write", { digit: String(digit) });
    this.#prompt.replaceChildren(glyph(digit), element("h2", { tabindex: "-1" }, head));
    this.#pad.label = head;
    this.#back.hidden = this.#pictures.length === 0;
    this.#status.textContent = say("training.written", { n: this.#pictures.length });
    this.#written.replaceChildren(...Array.from({ length: COUNT }, (_, i) => slot(this.#pictures[i])));
  }

  // What the engine makes of the ink: the network learns from what it will be shown.
  async #take() {
    if (this.#taking) return;
    this.#pad.ink.end();
    const digit = String(digitAt(this.#pictures.length));
    if (this.#pad.empty) return void (this.#status.textContent = say("training.empty", { digit }));
    this.#taking = true;
    try {
      const { result } = await this.#engine.call("digit", { sheet: this.#pad.packed(this.#sheets), layers: false });
      if (result.reason === "blank") this.#status.textContent = say("training.empty", { digit });
      else this.#add(result.picture);
    } catch (error) {
      console.warn(error);
      this.#status.textContent = say("training.untrained");
    }
    this.#taking = false;
  }

  #add(picture) {
    this.#pictures.push(Uint8Array.from(picture));
    this.#pad.clear();
    if (this.#pictures.length < COUNT) return this.#ask();
    const pictures = new Uint8Array(COUNT * AREA);
    this.#pictures.forEach((one, i) => pictures.set(one, i * AREA));
    this.#ondone({ pictures, labels: Uint8Array.from({ length: COUNT }, (_, i) => digitAt(i)) });
  }

  #goBack() {
    this.#pictures.pop();
    this.#pad.clear();
    this.#ask();
    this.#pad.focus();
  }
}

function slot(picture) {
  const item = element("li");
  const canvas = element("canvas");
  const map = new MapCanvas(/** @type {any} */ (canvas), SIDE, SIDE);
  if (picture) map.show(picture, LIGHTEST);
  else item.className = "free";
  item.append(canvas);
  return item;
}
