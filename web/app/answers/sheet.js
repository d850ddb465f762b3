// A sheet over the page: a dialog that lies at the bottom of a phone and in the middle of larger screens.

import { element } from "../element.js";
import { say } from "../words/words.js";

export class Sheet {
  #root = /** @type {HTMLDialogElement} */ (element("dialog", { class: "sheet", "aria-labelledby": "sheet-title" }));
  #title = element("h2", { id: "sheet-title", tabindex: "-1" });
  #status = element("p", { class: "sheet-status", role: "status" });

  /** What the sheet is about. */
  body = element("div", { class: "sheet-body" });

  constructor(title) {
    const close = element("button", { type: "button", class: "close", "aria-label": say("answers.close") }, "✕");
    const head = element("header");
    head.append(this.#title, close);
    this.#root.append(head, this.body, this.#status);
    this.title = title;
    close.addEventListener("click", () => this.close());
    // A click on what lies around it.
    this.#root.addEventListener("click", ({ target }) => target === this.#root && this.close());
    this.#root.addEventListener("close", () => this.#root.remove());
  }

  set title(text) {
    this.#title.textContent = text;
  }

  /** The browser gives the focus back to what had it. */
  open() {
    document.body.append(this.#root);
    this.#root.showModal();
    this.#title.focus();
  }

  close() {
    this.#root.close();
  }

  focus() {
    this.#title.focus();
  }

  /** @param {string} text @param {Node[]} more what can be done about it */
  say(text, ...more) {
    this.#status.replaceChildren(text, ...more);
  }
}

/** @param {string} text @param {() => void} onclick */
export function action(text, onclick) {
  const button = element("button", { type: "button" }, text);
  button.addEventListener("click", onclick);
  return button;
}

/** @param {string} title @param {Node[]} items */
export function group(title, ...items) {
  const section = element("section");
  section.append(element("h3", {}, title), ...items);
  return section;
}
