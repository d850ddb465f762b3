// That a picture is being opened or read, where that takes longer than a moment, with a way back.

import { element } from "../element.js";
import { always, say } from "../words/words.js";

const MOMENT = 200; // ms

export class Progress {
  #root = element("div", { class: "notice progress", hidden: "" });
  #button = element("button", { type: "button" });
  #surface;
  #pad;
  /** @type {(() => void) | null} */
  #cancel = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Called when it is shown. */
  onshow = () => {};

  /** @param {HTMLElement} surface of the pad, over which it lies */
  constructor(surface) {
    this.#surface = surface;
    this.#pad = surface.parentElement;
    const text = element("p");
    this.#root.append(text, this.#button);
    always(() => {
      text.textContent = say("read.reading");
      this.#button.textContent = say("pictures.cancel");
    });
    this.#button.addEventListener("click", () => {
      this.#cancel();
      this.end();
    });
    this.#pad.append(this.#root);
  }

  /** @param {() => void} [cancel] what takes it back; otherwise as it was before, if anything can */
  begin(cancel = this.#cancel) {
    this.#pad.classList.add("reading-picture");
    this.#cancel = cancel;
    this.#button.hidden = cancel === null;
    this.#timer ??= setTimeout(() => {
      this.#root.hidden = false;
      this.onshow();
    }, MOMENT);
  }

  end() {
    this.#pad.classList.remove("reading-picture");
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#cancel = null;
    if (this.#root.contains(document.activeElement)) this.#surface.focus();
    this.#root.hidden = true;
  }
}
