// The table in the place of the answer: the cells, the chosen one, and what can be done with all of it.

import { save } from "../answers/save.js";
import { element } from "../element.js";
import { say } from "../words/words.js";
import { CellPanel } from "./cell-panel.js";
import { Grid } from "./grid.js";

const NAME = "lenet5-table.csv";
const TYPE = "text/csv";

/** @typedef {import("./table.js").Table} Table @typedef {import("./table.js").Cell} Cell */

export class TableView {
  #table;
  #grid;
  #panel;
  #doubts = element("p", { class: "doubts" });
  #status = element("p", { role: "status" });

  root = element("section", { class: "cells", "aria-labelledby": "cells-title" });

  /** Called with the chosen cell. @type {(cell: Cell) => void} */
  onchoice = () => {};

  /** Called when the user closes it. */
  onclose = () => {};

  /** @param {Table} table */
  constructor(table) {
    this.#table = table;
    this.#grid = new Grid(table);
    this.#grid.root.setAttribute("aria-labelledby", "cells-title");
    this.#grid.root.setAttribute("aria-describedby", "cells-keys");
    this.#panel = new CellPanel(table);
    const scroller = element("div", { class: "scroller" });
    scroller.append(this.#grid.root);
    const keys = element("p", { id: "cells-keys", class: "visually-hidden" }, say("cells.keys"));
    this.root.append(this.#head(), this.#doubts, scroller, keys, this.#panel.root, this.#actions(), this.#status);
    this.#grid.onchoice = (cell) => {
      this.#panel.show(cell);
      this.#panel.showPixels(null);
      this.onchoice(cell);
    };
    this.#grid.onwrite = (sign) => this.#panel.write(sign);
    this.#grid.onempty = (cell) => this.#correct(cell, "");
    this.#panel.oncorrect = (cell, text) => this.#correct(cell, text);
    this.#panel.ondone = () => this.#grid.focus();
    // What is pasted into the field is no picture.
    this.root.addEventListener("paste", (event) => event.stopPropagation());
    this.#showDoubts();
  }

  get chosen() {
    return this.#grid.chosen;
  }

  focus() {
    this.#grid.focus();
  }

  /** @param {Cell} cell @param {boolean} [focus] */
  choose(cell, focus) {
    this.#grid.choose(cell, focus);
  }

  /** @param {ImageData} pixels of the chosen cell */
  showPixels(pixels) {
    this.#panel.showPixels(pixels);
  }

  #correct(cell, text) {
    this.#table.correct(cell, text);
    this.#grid.show(cell);
    this.#panel.show(cell);
    this.#showDoubts();
  }

  #showDoubts() {
    const n = this.#table.doubtful.length;
    this.#doubts.textContent = n > 0 ? say("cells.doubts", { n }) : say("cells.sure");
  }

  #head() {
    const { rows, columns } = this.#table;
    const close = element("button", { type: "button", class: "close" }, "✕");
    close.ariaLabel = say("cells.close");
    close.addEventListener("click", () => this.onclose());
    const head = element("header");
    head.append(element("h3", { id: "cells-title" }, say("cells.title", { rows, columns })), close);
    return head;
  }

  #actions() {
    const row = element("div", { class: "actions" });
    const action = (key, onclick) => {
      const button = element("button", { type: "button" }, say(key));
      button.addEventListener("click", onclick);
      row.append(button);
    };
    action("cells.copy", () => this.#copy());
    action("cells.save", () => save(this.#table.csv, TYPE, NAME));
    if (navigator.share) action("cells.share", () => this.#share());
    return row;
  }

  // What may not be copied by the page can be by the user.
  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#table.tsv);
      this.#status.textContent = say("cells.copied");
    } catch {
      const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { readonly: "", rows: "3" }));
      field.ariaLabel = say("cells.what");
      field.textContent = this.#table.tsv;
      this.#status.replaceChildren(say("cells.uncopied"), field);
      field.select();
    }
  }

  async #share() {
    const files = [new File([this.#table.csv], NAME, { type: TYPE })];
    try {
      await navigator.share(navigator.canShare?.({ files }) ? { files } : { text: this.#table.tsv });
    } catch (error) {
      if (error.name !== "AbortError") this.#status.textContent = say("cells.unshared");
    }
  }
}
