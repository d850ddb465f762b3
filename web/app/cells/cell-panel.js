// The chosen cell: how it looks in the picture, what else it could be, and what it is by hand.

import { percent, SHOWN_FROM } from "../confidence.js";
import { element } from "../element.js";
import { say } from "../words/words.js";
import { sentenceOf } from "./grid.js";

/** @typedef {import("./table.js").Table} Table @typedef {import("./table.js").Cell} Cell */

export class CellPanel {
  #table;
  /** @type {Cell | null} */
  #cell = null;
  #look = /** @type {HTMLCanvasElement} */ (element("canvas", { "aria-hidden": "true" }));
  #sentence = element("p", { class: "sentence" });
  #choices = element("div", { class: "choices", role: "group" });
  #field = /** @type {HTMLInputElement} */ (
    element("input", { type: "text", inputmode: "decimal", maxlength: "19", autocomplete: "off", enterkeyhint: "done" })
  );

  root = element("div", { class: "cell", hidden: "" });

  /** Called with what the cell holds by hand; null: as it was read. @type {(cell: Cell, text: string | null) => void} */
  oncorrect = () => {};

  /** Called when the user has done with it. */
  ondone = () => {};

  /** @param {Table} table */
  constructor(table) {
    this.#table = table;
    this.#choices.ariaLabel = say("cells.others");
    const label = element("label", { class: "by" });
    label.append(element("span", {}, say("cells.correct")), this.#field);
    const words = element("div");
    words.append(this.#sentence, this.#choices, label);
    this.root.append(this.#look, words);
    this.#field.addEventListener("blur", () => this.#finish());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Cell} cell */
  show(cell) {
    this.#cell = cell;
    this.root.hidden = false;
    this.#sentence.textContent = sentenceOf(this.#table, cell);
    this.#field.value = this.#table.textOf(cell);
    this.#choices.replaceChildren(...this.#buttons(cell));
  }

  /** How the cell looks. @param {ImageData | null} pixels null: not yet known */
  showPixels(pixels) {
    this.#look.hidden = pixels === null;
    if (!pixels) return;
    [this.#look.width, this.#look.height] = [pixels.width, pixels.height];
    this.#look.getContext("2d").putImageData(pixels, 0, 0);
  }

  /** @param {string | null} text what is typed in place of what the field holds */
  write(text) {
    this.#field.focus();
    if (text === null) this.#field.select();
    else this.#field.value = text;
  }

  #buttons(cell) {
    const texts = cell.alternatives.filter(({ confidence }) => confidence >= SHOWN_FROM);
    const others = texts.map(({ text, confidence }) => {
      const button = this.#button(text, () => this.oncorrect(cell, text));
      button.append(" ", element("small", {}, percent(confidence)));
      button.ariaLabel = say("cells.other", { text, share: percent(confidence) });
      button.ariaPressed = String(this.#table.correction(cell) === text);
      return button;
    });
    const isEmpty = this.#table.textOf(cell) === "" && !this.#table.isUnread(cell);
    if (!isEmpty) others.push(this.#button(say("cells.empty"), () => this.oncorrect(cell, "")));
    if (this.#table.correction(cell) !== null)
      others.push(this.#button(say("cells.again"), () => this.oncorrect(cell, null)));
    return others;
  }

  #button(text, onclick) {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      onclick();
      this.ondone();
    });
    return button;
  }

  #key(event) {
    event.stopPropagation(); // what is written here is not ink
    if (event.key === "Escape") this.#field.value = this.#table.textOf(this.#cell);
    else if (event.key !== "Enter") return;
    event.preventDefault();
    this.ondone(); // which takes the focus from the field
  }

  #finish() {
    const text = this.#field.value.trim();
    if (text !== this.#table.textOf(this.#cell)) this.oncorrect(this.#cell, text);
  }
}
