// The links from one chapter about the network to the others.

import { element } from "../element.js";
import { say } from "../words/words.js";

const CHAPTERS = {
  inside: "inside.aDigit",
  "inside/1998": "inside.in1998",
  "inside/number": "inside.aNumber",
  gallery: "inside.mistakes",
};

export class ChapterLinks {
  #links;

  constructor() {
    this.element = element("nav", { class: "chapters", "aria-label": say("inside.chapters") });
    this.#links = Object.entries(CHAPTERS).map(([path, text]) => element("a", { href: `#${path}` }, say(text)));
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
