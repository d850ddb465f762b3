// Brings what a view shows up to date in small pieces, a few milliseconds at a time, so that the stroke under the finger
// never waits: first what can be seen, the rest when the ink rests.

import { idle } from "../idle.js";

const BUDGET = 4; // ms
const REST = 250; // ms without another answer

/** @typedef {{ element: Element, show: () => void }} Piece */

export class Painter {
  /** @type {Map<Element, Piece>} */
  #pieces = new Map();
  #waiting = new Set(); // of pieces, the longest-waiting first
  #visible = new Set(); // of elements
  #observer = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: "50px" });
  #scheduled = false;
  #resting = true;
  /** @type {ReturnType<typeof setTimeout>} */
  #timer;
  #onbusy;

  /** @param {(busy: boolean) => void} onbusy called with whether anything is out of date */
  constructor(onbusy) {
    this.#onbusy = onbusy;
  }

  /** @param {Piece[]} pieces in place of those before */
  set pieces(pieces) {
    this.stop();
    for (const piece of pieces) {
      this.#pieces.set(piece.element, piece);
      this.#observer.observe(piece.element);
    }
  }

  /** All pieces are out of date. */
  ask() {
    for (const piece of this.#pieces.values()) this.#waiting.add(piece);
    clearTimeout(this.#timer);
    this.#resting = false;
    this.#timer = setTimeout(() => {
      this.#resting = true;
      this.#schedule();
    }, REST);
    this.#onbusy(true);
    this.#schedule();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#pieces.clear();
    this.#waiting.clear();
    this.#visible.clear();
  }

  #see(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#visible.add(target);
      else this.#visible.delete(target);
    }
    this.#schedule();
  }

  #schedule() {
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = true;
    idle().then(() => this.#work());
  }

  #work() {
    this.#scheduled = false;
    const end = performance.now() + BUDGET;
    for (const piece of this.#waiting) {
      if (!this.#resting && !this.#visible.has(piece.element)) continue;
      this.#waiting.delete(piece);
      piece.show();
      if (performance.now() >= end) break;
    }
    if (this.#waiting.size === 0) this.#onbusy(false);
    else if (this.#resting || [...this.#waiting].some(({ element }) => this.#visible.has(element))) this.#schedule();
  }
}
