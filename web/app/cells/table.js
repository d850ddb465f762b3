// A table as it was read and as it was corrected by hand, and what can be taken away of it.

import { SURE_FROM } from "../confidence.js";

/** @typedef {import("../../lib/lenet5.js").Cell} Cell @typedef {import("../../lib/lenet5.js").Table} Read */

const UNREAD = "?"; // as the command prints it

export class Table {
  /** By row and column; null where the table has no cell. @type {(Cell | null)[][]} */
  cells;
  #byHand = new Map();

  /** @param {Read} read */
  constructor({ rows, columns, cells }) {
    this.cells = Array.from({ length: rows }, () => Array(columns).fill(null));
    for (const cell of cells) this.cells[cell.row][cell.column] = cell;
  }

  get rows() {
    return this.cells.length;
  }

  get columns() {
    return this.cells[0].length;
  }

  /** What a cell holds by hand; null where nobody has corrected it. @param {Cell} cell @returns {string | null} */
  correction(cell) {
    return this.#byHand.get(cell) ?? null;
  }

  /** @param {Cell} cell @param {string | null} text null: as it was read */
  correct(cell, text) {
    if (text === null || (text === (cell.text ?? "") && cell.kind !== "unread")) this.#byHand.delete(cell);
    else this.#byHand.set(cell, text);
  }

  /** What a cell holds; empty of one that was not read. @param {Cell} cell */
  textOf(cell) {
    return this.correction(cell) ?? cell.text ?? "";
  }

  /** @param {Cell} cell */
  isUnread(cell) {
    return cell.kind === "unread" && this.correction(cell) === null;
  }

  /** @param {Cell} cell */
  isDoubtful(cell) {
    if (this.correction(cell) !== null || cell.kind === "blank") return false;
    return cell.kind === "unread" || cell.confidence < SURE_FROM;
  }

  get doubtful() {
    return this.cells.flat().filter((cell) => cell && this.isDoubtful(cell));
  }

  /** Tab-separated, as spreadsheets take it from the clipboard. */
  get tsv() {
    return this.#lines((text) => text, "\t", "\n");
  }

  /** As RFC 4180 has it. */
  get csv() {
    return this.#lines((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text), ",", "\r\n");
  }

  #lines(quoted, between, end) {
    const text = (cell) => (cell === null ? "" : this.isUnread(cell) ? UNREAD : this.textOf(cell));
    return this.cells.map((row) => row.map((cell) => quoted(text(cell))).join(between) + end).join("");
  }
}
