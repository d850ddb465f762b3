// "Fool it": one draws a digit that people read, and says which it is; what the network reads otherwise comes into one's
// own gallery.

import { percent } from "../confidence.js";
import { element } from "../element.js";
import { Latest } from "../engine/latest.js";
import { SmallPad } from "../small-pad/small-pad.js";
import { glyph } from "../training/glyph.js";
import { say, sentences } from "../words/words.js";
import { keepDrawing, MOST } from "./drawings.js";

const DIGITS = 10;

export class Fool {
  #tools;
  #pad = new SmallPad(say("game.foolPad"));
  #sees = element("div", { class: "sees" });
  #status = element("p", { class: "verdict-of-game", role: "status" });
  #reading = new Latest(() => this.#look());
  #claiming = false;

  /** @param {any} tools of the page */
  constructor(tools) {
    this.#tools = tools;
    this.element = element("div", { class: "task fool" });
    const said = element("fieldset", { class: "claims" });
    said.append(element("legend", {}, say("game.youDrew")));
    for (let digit = 0; digit < DIGITS; digit++) {
      const button = element("button", { type: "button" }, String(digit));
      button.addEventListener("click", () => this.#claim(digit));
      said.append(button);
    }
    const clear = element("button", { type: "button" }, say("game.clear"));
    clear.addEventListener("click", () => {
      this.#pad.clear();
      this.#pad.focus();
    });
    const buttons = element("p", { class: "buttons" });
    buttons.append(clear, element("a", { class: "button", href: "#play" }, say("game.back")));
    const side = element("div", { class: "task-side" });
    side.append(element("h2", { tabindex: "-1" }, say("game.foolHead")), this.#sees, said, this.#status, buttons);
    this.element.append(this.#pad.element, side);
    this.#pad.onink = () => this.#reading.ask();
    this.#showSeen(null);
  }

  start() {
    this.#pad.focus();
  }

  leave() {
    this.#pad.leave();
  }

  async #read() {
    const { engine, sheets } = this.#tools;
    const { result } = await engine.call("digit", { sheet: this.#pad.packed(sheets), layers: false });
    return result.reason === "blank" ? null : result;
  }

  async #look() {
    try {
      const result = this.#pad.empty ? null : await this.#read();
      if (!this.#claiming) this.#showSeen(this.#pad.empty ? null : result);
    } catch (error) {
      console.warn(error);
    }
  }

  #showSeen(result) {
    this.#sees.classList.toggle("nothing", result === null);
    this.#pad.mark(result?.box ?? null);
    if (!result) return this.#sees.replaceChildren();
    const { digit, confidence } = result;
    const text =
      digit === null ? say("game.seesNone") : say("game.sees", { read: String(digit), share: percent(confidence) });
    this.#sees.replaceChildren(...(digit === null ? [] : [glyph(digit)]), element("p", {}, text));
  }

  async #claim(digit) {
    if (this.#claiming) return;
    this.#claiming = true;
    this.#pad.ink.end();
    try {
      const { strokes, frame } = this.#pad.sheet;
      const result = this.#pad.empty ? null : await this.#read();
      if (!result) this.#status.textContent = say("game.notDrawn");
      else if (result.digit === digit) this.#status.textContent = say("game.readIt", { digit: String(digit) });
      else await this.#keep({ strokes, frame }, digit, result);
    } catch (error) {
      console.warn(error);
      this.#status.textContent = say("game.failed");
    }
    this.#claiming = false;
  }

  async #keep(ink, digit, { digit: read, confidence }) {
    const { isKept, isFull } = await keepDrawing(ink, { digit, read, confidence });
    const values = { digit: String(digit), read: String(read) };
    const said = [
      say(read === null ? "game.fooledNone" : "game.fooledBy", values),
      isKept ? "" : say("game.notKept"),
      isFull ? say("game.oldestGone", { n: MOST }) : "",
    ];
    this.#status.textContent = sentences(...said);
    this.#pad.clear();
    this.#showSeen(null);
    this.#pad.focus();
  }
}
