// The links from one chapter about the network to the others.

import { element } from "../element.js";

const CHAPTERS = {
  inside: "A digit",
  "inside/1998": "In 1998",
  "inside/number": "A number",
  gallery: "Mistakes",
};

export class ChapterLinks {
  #links;

  constructor() {
    this.element = element("nav", { class: "chapters", "aria-label": "Chapters" });
    this.#links = Object.entries(CHAPTERS).map(([path, text]) => element("a", { href: `#${path}` }, text));
    this.element.append(...this.#links);
  }

  /** @param {string} path of the chapter that is shown */
  choose(path) {
    for (const link of this.#links) {
      if (link.hash === `#${path}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}
