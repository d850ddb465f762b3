// The screen of a training that runs or is paused.

import { element } from "../element.js";
import { say, share } from "../words/words.js";
import { Panel } from "./panel.js";

export class Progress {
  #trainer;
  #panel;
  #title = element("h2", { tabindex: "-1" });
  #pause = element("button", { type: "button" });
  #anew = element("button", { type: "button" }, say("training.anew"));
  #went = element("p", { class: "went-on" });
  #status = element("p", { class: "visually-hidden", role: "status" });
  #frame = 0;

  /**
   * @param {import("./trainer.js").Trainer} trainer
   * @param {(note: string) => void} oncancel told before it is cancelled
   */
  constructor(trainer, oncancel) {
    this.#trainer = trainer;
    this.#panel = new Panel(trainer);
    this.element = element("div", { class: "progress-screen" });
    const cancel = element("button", { type: "button" }, say("training.cancel"));
    const buttons = element("p", { class: "buttons" });
    buttons.append(this.#pause, this.#anew, cancel);
    this.#pause.addEventListener("click", () => (trainer.state === "paused" ? trainer.resume() : trainer.pause()));
    this.#anew.addEventListener("click", () => trainer.start(trainer.lesson, true));
    cancel.addEventListener("click", () => {
      const isKept = trainer.lesson.mnist && trainer.epoch > 0;
      oncancel(say(isKept ? "training.cancelledKept" : "training.cancelled"));
      trainer.cancel();
    });
    this.element.append(
      this.#title,
      this.#went,
      this.#panel.element,
      buttons,
      element("p", { class: "elsewhere" }, say("training.elsewhere")),
      this.#status,
    );
    this.change();
  }

  change() {
    const { state, from, perEpoch } = this.#trainer;
    this.#title.textContent = say(`training.${state === "paused" ? "paused" : "learning"}`);
    this.#pause.textContent = say(`training.${state === "paused" ? "resume" : "pause"}`);
    this.#pause.setAttribute("aria-disabled", String(state === "starting"));
    this.#anew.hidden = from === 0;
    this.#went.textContent = from > 0 ? say("training.wentOn", { n: from / perEpoch }) : "";
    this.#went.hidden = from === 0;
    this.#panel.show();
  }

  // Once a frame: what is not seen is not drawn.
  slice() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#panel.show();
    });
  }

  // Twenty digits take some seconds in all: the end is told.
  measured() {
    this.#panel.show();
    const { measured, epoch, epochs, lesson } = this.#trainer;
    const { errors, count } = measured[measured.length - 1];
    if (lesson.mnist && epoch > 0)
      this.#status.textContent = say("training.after", { n: epoch, epochs, share: share(errors / count) });
  }

  leave() {
    cancelAnimationFrame(this.#frame);
  }
}
