// The screen of a network that has learned: its figures, and what can be done with it.

import { save } from "../answers/save.js";
import { element } from "../element.js";
import { openWeights } from "../weights/weights-file.js";
import { say, share } from "../words/words.js";
import { Panel } from "./panel.js";

const NAMES = { mnist: "lenet5-mnist.safetensors", own: "lenet5-own.safetensors" };
const TYPE = "application/octet-stream";

export class Outcome {
  /**
   * @param {import("./trainer.js").Trainer} trainer
   * @param {any} tools of the page
   * @param {() => void} ontry
   */
  constructor(trainer, tools, ontry) {
    const { result, lesson } = trainer;
    const name = lesson.mnist ? NAMES.mnist : NAMES.own;
    const button = (key, onclick, attributes = {}) => {
      const one = element("button", { type: "button", ...attributes }, say(`training.${key}`));
      one.addEventListener("click", onclick);
      return one;
    };
    const buttons = element("p", { class: "buttons" });
    buttons.append(
      button("try", ontry, { class: "primary" }),
      button("use", () => openWeights(new File([result.weights], name, { type: TYPE }), tools)),
      button("save", () => save(result.weights, TYPE, name)),
      button("again", () => trainer.close()),
    );
    this.element = element("div", { class: "progress-screen" });
    const said = element("p", { class: "summary", role: "status" });
    const panel = new Panel(trainer);
    this.element.append(element("h2", { tabindex: "-1" }, say("training.done")), said, buttons, panel.element);
    said.textContent = figuresOf(result);
  }
}

/** "mnist validation: 42 errors of 10000; …", as the file has them, in words. */
function figuresOf({ figures }) {
  const [, set, errors, count] = /^(\w+) validation: (\d+) errors of (\d+)/.exec(figures);
  const given = { n: Number(count), errors: Number(errors), share: share(Number(errors) / Number(count)) };
  return say(set === "mnist" ? "training.doneMnist" : "training.doneOwn", given);
}
