// The table on the page: a cell is chosen by a tap or by the arrow keys, which move the focus through it.

import { percent } from "../confidence.js";
import { element } from "../element.js";
import { say } from "../words/words.js";

/** @typedef {import("./table.js").Table} Table @typedef {import("./table.js").Cell} Cell */

const HAND = /^[\d.,:/%+-]$/; // what is typed over a cell to correct it

/** Row and column → where a key leads from there. @type {Record<string, (row: number, column: number, table: Table) => [number, number]>} */
const MOVES = {
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  Home: (row) => [row, 0],
  End: (row, _, { columns }) => [row, columns - 1],
};

export class Grid {
  #table;
  #buttons = new Map();
  /** @type {Cell | null} */
  #chosen = null;

  root = element("table", { role: "grid" });

  /** Called with a cell that the user chose. @type {(cell: Cell) => void} */
  onchoice = () => {};

  /** Called with the first sign of what the chosen cell is to hold, or null to see about it. @type {(sign: string | null) => void} */
  onwrite = () => {};

  /** Called with a cell that is to hold nothing. @type {(cell: Cell) => void} */
  onempty = () => {};

  /** @param {Table} table */
  constructor(table) {
    this.#table = table;
    const body = element("tbody");
    for (const row of table.cells) {
      const line = element("tr");
      line.append(...row.map((cell) => this.#place(cell)));
      body.append(line);
    }
    this.root.append(body);
    this.root.addEventListener("keydown", (event) => this.#key(event));
    for (const cell of this.#buttons.keys()) this.show(cell);
    const [first] = this.#buttons.values();
    first.tabIndex = 0;
  }

  /** @param {Cell} cell that was corrected */
  show(cell) {
    const button = this.#buttons.get(cell);
    const table = this.#table;
    const text = table.isUnread(cell) ? "?" : table.textOf(cell);
    const isSaid = cell.kind !== "blank" && table.correction(cell) === null && cell.text !== null;
    button.replaceChildren(element("span", {}, text));
    button.dataset.share = isSaid ? percent(cell.confidence) : "";
    button.ariaLabel = sentenceOf(table, cell);
    button.classList.toggle("doubtful", table.isDoubtful(cell));
    button.classList.toggle("by-hand", table.correction(cell) !== null);
  }

  /** @param {Cell} cell @param {boolean} [focus] */
  choose(cell, focus = false) {
    for (const [one, button] of this.#buttons) {
      button.tabIndex = one === cell ? 0 : -1;
      button.parentElement.ariaSelected = String(one === cell);
    }
    const button = this.#buttons.get(cell);
    if (focus) button.focus();
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (cell === this.#chosen) return;
    this.#chosen = cell;
    this.onchoice(cell);
  }

  get chosen() {
    return this.#chosen;
  }

  /** Gives the focus to the chosen cell, or the first. */
  focus() {
    this.root.querySelector("[tabindex='0']").focus();
  }

  /** @param {Cell | null} cell */
  #place(cell) {
    const place = element("td", { role: "gridcell" });
    if (!cell) return place;
    const button = element("button", { type: "button", tabindex: "-1" });
    button.addEventListener("click", () => this.choose(cell));
    button.addEventListener("focus", () => this.choose(cell));
    this.#buttons.set(cell, button);
    place.append(button);
    return place;
  }

  #key(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    if (MOVES[key]) this.#move(MOVES[key]);
    else if (key === "Enter") this.onwrite(null);
    else if (key === "Delete" || key === "Backspace") this.onempty(this.#chosen);
    else if (HAND.test(key)) this.onwrite(key);
    else return;
    event.preventDefault();
    event.stopPropagation(); // by these keys the page clears the pad, or moves the picture
  }

  // Over places where there is no cell.
  #move(move) {
    let { row, column } = this.#chosen ?? this.#buttons.keys().next().value;
    for (;;) {
      [row, column] = move(row, column, this.#table);
      const line = this.#table.cells[row];
      if (!line || column < 0 || column >= line.length) return;
      if (line[column]) return this.choose(line[column], true);
      if (move === MOVES.Home || move === MOVES.End) return;
    }
  }
}

/** What a cell holds, where, and how sure that is. @param {Table} table @param {Cell} cell */
export function sentenceOf(table, cell) {
  const [perhaps] = cell.alternatives;
  const values = { row: cell.row + 1, column: cell.column + 1, share: percent(cell.confidence) };
  const text = table.textOf(cell);
  if (table.correction(cell) !== null) return say(text ? "cells.byHand" : "cells.emptied", { ...values, text });
  if (cell.kind === "blank") return say("cells.blank", values);
  if (cell.kind === "unread")
    return perhaps ? say("cells.guessed", { ...values, text: perhaps.text }) : say("cells.unread", values);
  return say(table.isDoubtful(cell) ? "cells.doubtful" : "cells.read", { ...values, text });
}
