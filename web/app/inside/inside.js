// The view "Inside": all layers for the ink on the pad, and how a chosen output comes about; and its last chapter, how a
// number is read.

import { element } from "../element.js";
import { Chapter1998 } from "./chapter-1998.js";
import { ChapterLinks } from "./chapter-links.js";
import { NumberChapter } from "./number-chapter.js";
import { Stage } from "./stage.js";
import { styled } from "./styled.js";

/** The chapters in this view, with the place that leads to each; a digit's is at any other. */
const CHAPTERS = [
  { place: "", Chapter: Stage },
  { place: "1998", Chapter: Chapter1998 },
  { place: "number", Chapter: NumberChapter },
];

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await styled();
  return new Inside(root, tools);
}

class Inside {
  #tools;
  #links = new ChapterLinks();
  #holder = element("div");
  #chapter = null;
  #shown = null;
  #answer = null;

  constructor(root, tools) {
    this.#tools = tools;
    root.append(this.#links.element, this.#holder);
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
    this.#links.choose(shown.place ? `inside/${shown.place}` : "inside");
    this.#chapter = new shown.Chapter(this.#holder, this.#tools, ["inside"]);
    this.#chapter.show(this.#answer);
  }
}
