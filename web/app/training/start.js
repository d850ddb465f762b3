// The screen on which one chooses what to learn from: twenty digits that one writes, or MNIST's two files.

import { element } from "../element.js";
import { checkPair, IdxProblem, openIdx } from "../gallery/idx.js";
import { say } from "../words/words.js";

const EPOCHS = [1, 5, 20, 150]; // the last as the recipe has it
const DEFAULT = 5;
const SEED = 1; // as the command's

/** @typedef {import("../gallery/idx.js").Idx} Idx */

export class Start {
  #trainer;
  #input = /** @type {HTMLInputElement} */ (element("input", { type: "file", multiple: "", class: "visually-hidden" }));
  #epochs = element("fieldset", { class: "choice" });
  #status = element("p", { role: "status" });
  #problem = element("p", { class: "fault", role: "alert" });
  /** @type {{ pictures?: Idx, labels?: Idx }} */
  #opened = {};
  #turn = 0;
  #listening = new AbortController();

  /**
   * @param {import("./trainer.js").Trainer} trainer
   * @param {string} note how the last training ended
   * @param {() => void} onwrite
   */
  constructor(trainer, note, onwrite) {
    this.#trainer = trainer;
    this.element = element("div", { class: "start-training" });
    const cards = element("div", { class: "cards" });
    cards.append(this.#own(onwrite), this.#mnist());
    this.element.append(
      element("h2", { tabindex: "-1" }, say("training.title")),
      element("p", { class: "summary" }, say("training.intro")),
      cards,
      this.#status,
      this.#problem,
    );
    this.#status.textContent = note;
    if (trainer.state === "failed") this.#problem.textContent = say(`training.fault-${trainer.fault}`);
    this.#catchFiles();
  }

  leave() {
    this.#turn = -1;
    this.#listening.abort();
  }

  #own(onwrite) {
    const card = element("section", { class: "card" });
    const begin = element("button", { type: "button", class: "primary" }, say("training.ownStart"));
    begin.addEventListener("click", onwrite);
    card.append(element("h3", {}, say("training.ownTitle")), element("p", {}, say("training.ownText")), begin);
    return card;
  }

  #mnist() {
    const card = element("section", { class: "card" });
    const open = element("label", { class: "button" }, say("training.open"));
    open.append(this.#input);
    const choices = element("div");
    choices.append(...EPOCHS.map(epochChoice));
    this.#epochs.append(element("legend", {}, say("training.epochs")), choices);
    card.append(
      element("h3", {}, say("training.mnistTitle")),
      element("p", {}, say("training.mnistText")),
      this.#epochs,
      open,
    );
    this.#input.addEventListener("change", () => {
      this.#take([...this.#input.files]);
      this.#input.value = "";
    });
    return card;
  }

  // Before the page takes them for a picture on its pad.
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
    const turn = ++this.#turn;
    this.#problem.textContent = "";
    this.#status.textContent = say("training.opening");
    try {
      if (files.length === 0) throw new IdxProblem(say("training.noFile"));
      if (files.length > 2) throw new IdxProblem(say("training.tooMany", { n: files.length }));
      const all = await Promise.all(files.map(openIdx));
      if (turn !== this.#turn) return;
      const opened = { ...this.#opened };
      for (const idx of all) opened[idx.kind] = idx;
      const { pictures, labels } = opened;
      if (pictures && labels) checkPair(pictures, labels);
      this.#opened = opened;
      if (pictures && labels) this.#train(pictures, labels);
      else this.#sayMissing();
    } catch (error) {
      if (turn === this.#turn) this.#showProblem(error);
    }
  }

  #train(pictures, labels) {
    const chosen = /** @type {HTMLInputElement} */ (this.#epochs.querySelector(":checked"));
    const mnist = { images: fileOf(pictures), labels: fileOf(labels), epochs: Number(chosen.value) };
    this.#trainer.start({ mnist, seed: SEED });
  }

  #sayMissing() {
    const [{ name, kind }] = Object.values(this.#opened);
    this.#status.textContent = say(kind === "pictures" ? "training.openLabels" : "training.openPictures", { name });
  }

  #showProblem(error) {
    if (!(error instanceof IdxProblem)) console.warn(error);
    this.#status.textContent = "";
    this.#problem.textContent = error instanceof IdxProblem ? error.message : say("training.fault-memory");
  }
}

/** The whole file, which the trainer reads by itself. @param {Idx} idx */
const fileOf = ({ data }) => new Uint8Array(data.buffer);

function epochChoice(epochs) {
  const label = element("label");
  const input = element("input", { type: "radio", name: "epochs", value: String(epochs), class: "visually-hidden" });
  if (epochs === DEFAULT) input.setAttribute("checked", "");
  label.append(input, String(epochs));
  return label;
}
