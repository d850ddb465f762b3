// A row or list of things of which one may be chosen: the digits of a number, the lines of a sheet. Radio buttons, so
// that Tab reaches it and the arrow keys choose.

import { element } from "./element.js";

export class Choices {
  #root;
  #holder;
  #shown = "";

  /** Called with the number of what the user chose. @type {(choice: number) => void} */
  onchoice = () => {};

  /** @param {HTMLFieldSetElement} root */
  constructor(root) {
    this.#root = root;
    this.#holder = root.querySelector("div");
    root.addEventListener("change", ({ target }) =>
      this.onchoice(Number(/** @type {HTMLInputElement} */ (target).value)),
    );
  }

  /**
   * @param {{ text: string, figure?: string, spoken: string, doubtful: boolean }[]} choices
   * @param {number | null} chosen
   */
  show(choices, chosen) {
    const all = JSON.stringify(choices);
    if (all !== this.#shown) this.#holder.replaceChildren(...choices.map((one, i) => choice(one, i, this.#root.name)));
    this.#shown = all;
    this.#root.dataset.count = String(choices.length);
    this.#root.querySelectorAll("input").forEach((input, i) => (input.checked = i === chosen));
  }
}

/** @param {{ text: string, figure?: string, spoken: string, doubtful: boolean }} one */
function choice({ text, figure, spoken, doubtful }, i, name) {
  const label = element("label", doubtful ? { class: "doubtful" } : {});
  label.append(
    element("input", { class: "visually-hidden", type: "radio", name, value: i, "aria-label": spoken }),
    element("span", { "aria-hidden": "true" }, text),
  );
  if (figure) label.append(element("span", { class: "figure", "aria-hidden": "true" }, figure));
  return label;
}
