// Opens the two files of a labelled set, by a button or by dropping them, and has the page's worker read the pictures. A
// file that is refused changes nothing.

import { element } from "../element.js";
import { missing } from "../views.js";
import { say } from "../words/words.js";
import { checkPair, IdxProblem, openIdx } from "./idx.js";
import { findMisread } from "./misread.js";
import { NETWORKS } from "./networks.js";

/** @typedef {{ pictures: import("./idx.js").Idx, labels: import("./idx.js").Idx }} Pair */

export class Opener {
  #engine;
  #input = /** @type {HTMLInputElement} */ (element("input", { type: "file", multiple: "", class: "visually-hidden" }));
  #status = element("p", { role: "status" });
  #problem = element("p", { class: "fault", role: "alert" });
  #progress = /** @type {HTMLProgressElement} */ (
    element("progress", { "aria-label": say("gallery.progress"), hidden: "" })
  );
  #cancel = element("button", { type: "button", hidden: "" }, say("gallery.cancel"));
  /** What is open so far of a set. @type {Partial<Pair>} */
  #open = {};
  /** @type {Pair | undefined} the set that is shown */
  #shown;
  /** @type {Pair | null} the set that is being read */
  #reading = null;
  #controller = new AbortController();
  #opening = 0;
  #listening = new AbortController();

  /** Called with what is misread of the files. @type {(shown: import("./gallery.js").Shown) => void} */
  onread = () => {};

  /**
   * @param {import("../engine/engine.js").Engine} engine
   * @param {Pair} [shown] the set that is shown
   */
  constructor(engine, shown) {
    this.#engine = engine;
    this.#shown = shown;
    this.element = element("section", { class: "opener", "aria-labelledby": "opener" });
    const button = element("label", { class: "button" }, say("gallery.open"));
    button.append(this.#input);
    const buttons = element("p", { class: "buttons" });
    buttons.append(button, this.#progress, this.#cancel);
    this.element.append(
      element("h3", { id: "opener" }, say("gallery.own")),
      element("p", {}, say("gallery.ownHow")),
      buttons,
      this.#status,
      this.#problem,
    );
    this.#input.addEventListener("change", () => {
      this.#take([...this.#input.files]);
      this.#input.value = "";
    });
    this.#cancel.addEventListener("click", () => this.#controller.abort());
    this.#catchFiles();
  }

  leave() {
    this.#controller.abort();
    this.#listening.abort();
    this.#opening = -1;
  }

  /** The weights are others. */
  readAgain() {
    const set = this.#reading ?? this.#shown;
    if (set) this.#readSet(set);
  }

  // Before the page takes them for a picture on the pad.
  #catchFiles() {
    const { signal } = this.#listening;
    const caught = (name, handle) =>
      document.addEventListener(
        name,
        (event) => {
          event.preventDefault();
          event.stopPropagation();
          handle(event);
        },
        { capture: true, signal },
      );
    caught("dragover", () => this.element.classList.add("dropping"));
    caught("dragleave", ({ relatedTarget }) => relatedTarget ?? this.element.classList.remove("dropping"));
    caught("drop", ({ dataTransfer }) => {
      this.element.classList.remove("dropping");
      this.#take([...dataTransfer.files]);
    });
    caught("paste", ({ clipboardData }) => this.#take([...clipboardData.files]));
  }

  // Of files opened in quick succession the last ones count.
  async #take(files) {
    const turn = ++this.#opening;
    this.#problem.textContent = "";
    try {
      if (files.length === 0) throw new IdxProblem(say("gallery.noFile"));
      if (files.length > 2) throw new IdxProblem(say("gallery.tooMany", { n: files.length }));
      const opened = await Promise.all(files.map(openIdx));
      if (turn !== this.#opening) return;
      const open = { ...this.#open };
      for (const idx of opened) open[idx.kind] = idx;
      if (open.pictures && open.labels) {
        checkPair(open.pictures, open.labels);
        this.#open = {};
        await this.#readSet(/** @type {Pair} */ (open));
      } else {
        this.#open = open;
        this.#sayMissing();
      }
    } catch (error) {
      if (turn === this.#opening) this.#showProblem(error);
    }
  }

  async #readSet(set) {
    const { pictures, labels } = set;
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    this.#reading = set;
    this.#showProgress(0, labels.count);
    try {
      const networks = NETWORKS.map(
        ({ task }) =>
          (batch) =>
            this.#engine.call(task, batch),
      );
      const onprogress = (done) => signal.aborted || this.#showProgress(done, labels.count);
      const items = await findMisread(pictures.data, labels.data, networks, { signal, onprogress });
      this.#shown = set;
      this.#status.textContent = "";
      this.onread({ of: pictures.name, count: labels.count, items, set });
    } catch (error) {
      if (!signal.aborted) this.#showProblem(error);
      else if (this.#controller === controller) this.#status.textContent = say("gallery.cancelled");
    }
    if (this.#controller !== controller) return;
    this.#reading = null;
    this.#progress.hidden = this.#cancel.hidden = true;
  }

  #showProgress(done, count) {
    this.#progress.hidden = this.#cancel.hidden = false;
    this.#progress.max = count;
    this.#progress.value = done;
    if (done === 0) this.#status.textContent = say("gallery.reading", { n: count });
  }

  #sayMissing() {
    const [{ name, kind, count }] = Object.values(this.#open);
    this.#status.textContent = say(`gallery.missing-${kind}`, { name, n: count });
  }

  #showProblem(error) {
    if (!(error instanceof IdxProblem)) console.warn(error);
    this.#status.textContent = "";
    this.#problem.textContent = error instanceof IdxProblem ? error.message : missing();
  }
}
