// A list of possible readings, each with its share as a bar and a figure.

import { percent } from "./confidence.js";
import { element } from "./element.js";

export class Ranking {
  #root;
  #title;
  #list;

  constructor(root) {
    this.#root = root;
    this.#title = root.querySelector("h3");
    this.#list = root.querySelector("ol");
  }

  /** @param {{ text: string, confidence: number }[]} rows none hides it */
  show(title, rows) {
    this.#root.hidden = rows.length === 0;
    this.#title.textContent = title;
    this.#list.replaceChildren(...rows.map(row));
  }
}

function row({ text, confidence }) {
  const item = element("li");
  item.style.setProperty("--p", confidence.toFixed(4));
  item.append(
    element("span", { class: "text" }, text),
    element("span", { class: "share", "aria-hidden": "true" }),
    element("span", { class: "figure" }, percent(confidence)),
  );
  return item;
}
