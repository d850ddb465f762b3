// The view "Inside": all layers for the ink on the pad, and how a chosen output comes about; and its last chapter, how a
// number is read.

import { element } from "../element.js";
import { NumberChapter } from "./number-chapter.js";
import { Stage } from "./stage.js";
import { styled } from "./styled.js";

const NUMBER = "number";

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
  #shows = "";
  #answer = null;

  constructor(root, tools) {
    this.#tools = tools;
    const nav = element("nav", { class: "chapters", "aria-label": "Chapters" });
    this.#links = {
      digit: element("a", { href: "#inside" }, "A digit"),
      number: element("a", { href: `#inside/${NUMBER}` }, "A number"),
    };
    nav.append(...Object.values(this.#links));
    root.append(nav, this.#holder);
  }

  /** @param {string[]} path ["c3", "7"], or ["number"] */
  go(path) {
    const shows = path[0] === NUMBER ? "number" : "digit";
    if (shows !== this.#shows) this.#change(shows);
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

  #change(shows) {
    this.#chapter?.leave();
    this.#shows = shows;
    for (const [name, link] of Object.entries(this.#links)) {
      if (name === shows) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const Chapter = shows === "number" ? NumberChapter : Stage;
    this.#chapter = new Chapter(this.#holder, this.#tools, ["inside"]);
    this.#chapter.show(this.#answer);
  }
}
