// The screen on which the new network is tried: ten digits, in an order that nobody expects, none of which it has seen.

import { percent } from "../confidence.js";
import { element } from "../element.js";
import { SmallPad } from "../small-pad/small-pad.js";
import { say } from "../words/words.js";
import { glyph } from "./glyph.js";

const COUNT = 10;

export class Trial {
  #tools;
  #ondone;
  #pad = new SmallPad("");
  #prompt = element("div", { class: "prompt" });
  #answers = element("ol", { class: "answers-of-trial" });
  #status = element("p", { role: "status" });
  #next = element("button", { type: "button", class: "primary" }, say("training.next"));
  #clear = element("button", { type: "button" }, say("training.clear"));
  #order = shuffled(Array.from({ length: COUNT }, (_, digit) => digit));
  #right = 0;
  #place = 0;
  #reading = false;
  #loaded;

  /**
   * @param {import("./trainer.js").Trainer} trainer
   * @param {any} tools of the page
   * @param {() => void} ondone
   */
  constructor(trainer, tools, ondone) {
    this.#tools = tools;
    this.#ondone = ondone;
    this.#loaded = tools.engine.call("loadTrained", trainer.result.weights);
    this.#loaded.catch(console.warn); // it is told with the first digit
    this.element = element("div", { class: "task" });
    const leave = element("button", { type: "button" }, say("training.leaveOwn"));
    const buttons = element("p", { class: "buttons" });
    buttons.append(this.#next, this.#clear, leave);
    this.#next.addEventListener("click", () => this.#read());
    this.#clear.addEventListener("click", () => this.#pad.clear());
    leave.addEventListener("click", ondone);
    this.#pad.onenter = () => this.#read();
    const side = element("div", { class: "task-side" });
    side.append(this.#prompt, buttons, this.#status, this.#answers);
    this.element.append(this.#pad.element, side);
    this.#ask();
  }

  leave() {
    this.#pad.leave();
  }

  #ask() {
    const digit = this.#order[this.#place];
    const head = say("training.write", { digit: String(digit) });
    this.#prompt.replaceChildren(glyph(digit), element("h2", { tabindex: "-1" }, head));
    this.#pad.label = head;
  }

  async #read() {
    if (this.#place === COUNT) return this.#ondone();
    if (this.#reading) return;
    this.#pad.ink.end();
    const digit = this.#order[this.#place];
    if (this.#pad.empty) return void (this.#status.textContent = say("training.empty", { digit: String(digit) }));
    this.#reading = true;
    try {
      await this.#loaded;
      const { engine, sheets } = this.#tools;
      const result = await engine.call("readTrained", { sheet: this.#pad.packed(sheets) });
      if (result.reason === "blank") this.#status.textContent = say("training.empty", { digit: String(digit) });
      else this.#answer(digit, result);
    } catch (error) {
      console.warn(error);
      this.#status.textContent = say("training.untrained");
    }
    this.#reading = false;
  }

  #answer(digit, result) {
    const right = result.digit === digit;
    this.#right += right ? 1 : 0;
    const key = right ? "right" : result.digit === null ? "refused" : "wrong";
    const said = say(`training.${key}`, {
      digit: String(digit),
      read: String(result.digit),
      share: percent(result.confidence),
    });
    this.#status.textContent = said;
    this.#answers.append(element("li", { class: key, title: said }, String(digit)));
    this.#pad.clear();
    this.#place++;
    if (this.#place < COUNT) return this.#ask();
    const score = say("training.score", { n: this.#right });
    this.#prompt.replaceChildren(element("h2", { tabindex: "-1" }, score));
    this.#status.textContent = score;
    this.#next.textContent = say("training.before");
    this.#clear.hidden = true;
    this.#pad.closed = true;
    this.#next.focus();
  }
}

function shuffled(items) {
  for (let i = items.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [items[i], items[other]] = [items[other], items[i]];
  }
  return items;
}
