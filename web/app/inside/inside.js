// The view "Inside": all layers for the ink on the pad, and how a chosen output comes about; and its last chapter, how a
// number is read.

import { element } from "../element.js";
import { NumberChapter } from "./number-chapter.js";
import { Stage } from "./stage.js";
import { styled } from "./styled.js";

/** The chapters, with the place that leads to each; a digit's is at any other. */
const CHAPTERS = [
  { place: "", Chapter: Stage, text: "A digit" },
  { place: "number", Chapter: NumberChapter, text: "A number" },
];

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await styled();
  return new Inside(root, tools);
}

class Inside {
  #tools;
  #links;
  #holder = element("div");
  #chapter = null;
  #shown = null;
  #answer = null;

  constructor(root, tools) {
    this.#tools = tools;
    const nav = element("nav", { class: "chapters", "aria-label": "Chapters" });
    this.#links = CHAPTERS.map(({ place, text }) => element("a", { href: `#inside${place && "/"}${place}` }, text));
    nav.append(...this.#links);
    root.append(nav, this.#holder);
  }

  /** @param {string[]} path ["c3", "7"], ["1998", "c3", "7"] or ["number"] */
  go(path) {
    const shown = CHAPTERS.find(({ place }) => place === path[0]) ?? CHAPTERS[0];
    if (shown !== this.#shown) this.#change(shown);
    this.#chapter.go(path);
  }

  show(answer) {
    this.#answer = answer;
    this.#chapter?.show(answer);
  }

  reload() {
    this.#chapter?.reload();
  }

  leave() {
    this.#chapter?.leave();
  }

  #change(shown) {
    this.#chapter?.leave();
    this.#shown = shown;
    CHAPTERS.forEach((chapter, i) => {
      if (chapter === shown) this.#links[i].setAttribute("aria-current", "true");
      else this.#links[i].removeAttribute("aria-current");
    });
    this.#chapter = new shown.Chapter(this.#holder, this.#tools, ["inside"]);
    this.#chapter.show(this.#answer);
  }
}
