// One piece of work at a time: what is asked for meanwhile is done once, when that has ended and the page is idle.

import { idle } from "../idle.js";

export class Latest {
  #work;
  #asked = false;
  /** @type {Promise<void> | null} */
  #running = null;
  #controller = new AbortController();

  /** Called with whether there is work. @type {(busy: boolean) => void} */
  onbusy = () => {};

  /** @param {(signal: AbortSignal) => Promise<void>} work which the signal may end sooner; it must not throw */
  constructor(work) {
    this.#work = work;
  }

  /** Resolves when there is no more work. */
  ask() {
    this.#asked = true;
    this.#controller.abort();
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run() {
    this.onbusy(true);
    while (this.#asked) {
      this.#asked = false;
      this.#controller = new AbortController();
      await this.#work(this.#controller.signal);
      await idle();
    }
    this.#running = null;
    this.onbusy(false);
  }
}
