// The view "Train": a network learns on the device, from MNIST's files or from twenty digits of one's own. Here is which of
// its screens is shown; the training itself (trainer.js) goes on when the view is left.

import { styled } from "../element.js";
import gameStyles from "../game/game.css?url";
import { styled as withMaps } from "../inside/styled.js";
import training from "../words/en/training.js";
import { english, words } from "../words/words.js";
import { Outcome } from "./outcome.js";
import { Progress } from "./progress.js";
import { Start } from "./start.js";
import { Trainer } from "./trainer.js";
import { Trial } from "./trial.js";
import { Writing } from "./writing.js";

english({ training });

/** Of the page, not of the view. @type {Trainer | null} */
let trainer = null;

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await Promise.all([withMaps(), styled(gameStyles)]);
  trainer ??= new Trainer();
  return new Training(root, tools, trainer);
}

/**
 * @typedef {object} Screen
 * @property {HTMLElement} element
 * @property {() => void} [slice] while it trains
 * @property {() => void} [measured] when errors were counted
 * @property {() => void} [leave]
 */

class Training {
  #root;
  #tools;
  #trainer;
  /** @type {Screen | null} */
  #screen = null;
  #note = ""; // what the start says of how the last training ended
  #listening = new AbortController();

  constructor(root, tools, trainer) {
    this.#root = root;
    this.#tools = tools;
    this.#trainer = trainer;
    root.classList.add("training");
    const { signal } = this.#listening;
    trainer.addEventListener("change", () => this.#follow(true), { signal });
    for (const name of ["slice", "measured"])
      trainer.addEventListener(name, () => this.#screen?.[name]?.(), { signal });
    words.addEventListener("change", () => this.#follow(false), { signal });
    trainer.prepare();
  }

  go() {
    this.#follow(false);
  }

  reload() {}

  leave() {
    this.#listening.abort();
    this.#screen?.leave?.();
  }

  // A training that runs is one screen, whether paused or not.
  #follow(moved) {
    const trainer = this.#trainer;
    if (trainer.isBusy) {
      if (moved && this.#screen instanceof Progress) return this.#screen.change();
      this.#show(new Progress(trainer, (note) => (this.#note = note)), moved);
    } else if (trainer.state === "done") this.#show(new Outcome(trainer, this.#tools, () => this.#try()), moved);
    else this.#showStart(moved);
  }

  #showStart(moved) {
    const note = this.#note;
    this.#note = "";
    this.#show(new Start(this.#trainer, note, () => this.#write()), moved);
  }

  #write() {
    const { engine, sheets } = this.#tools;
    const done = (own) => {
      if (own) this.#trainer.start({ own, seed: 1 });
      else this.#showStart(true);
    };
    this.#show(new Writing(engine, sheets, done), true);
  }

  #try() {
    this.#show(new Trial(this.#trainer, this.#tools, () => this.#follow(true)), true);
  }

  /** @param {Screen} screen @param {boolean} moved by what the user did: the focus goes along */
  #show(screen, moved) {
    this.#screen?.leave?.();
    this.#screen = screen;
    this.#root.replaceChildren(screen.element);
    /** @type {any} */ (screen).start?.();
    if (!moved) return;
    /** @type {HTMLElement | null} */ (screen.element.querySelector("[data-focus], h2"))?.focus({
      preventScroll: true,
    });
    scrollTo(0, 0);
  }
}
