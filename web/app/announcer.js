// Tells a screen reader what the page shows, once the pen rests, not with every point.

const AFTER_MS = 500;

export class Announcer {
  #status;
  /** @type {ReturnType<typeof setTimeout>} */
  #timer;

  /** Called with what was told. @type {(sentence: string) => void} */
  onsaid = () => {};

  /** @param {HTMLElement} status a live region */
  constructor(status) {
    this.#status = status;
  }

  say(sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#status.textContent === sentence) return;
      this.#status.textContent = sentence;
      this.onsaid(sentence);
    }, AFTER_MS);
  }
}
