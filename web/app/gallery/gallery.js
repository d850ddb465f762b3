// The gallery: the digits of a test set that the network misreads, the worst first, all of them or one by itself. Those of
// MNIST's test set lie in the page where it was built beside MNIST's files; others come from files that one opens.

import packed from "virtual:misread";

import { element } from "../element.js";
import { ChapterLinks } from "../inside/chapter-links.js";
import { styled } from "../inside/styled.js";
import words from "../words/en/gallery.js";
import { parts } from "../words/parts.js";
import { english, say, sentences } from "../words/words.js";
import { card, onePicture } from "./cards.js";
import { isWrong, unpack } from "./misread.js";
import { NETWORKS } from "./networks.js";
import { Opener } from "./opener.js";
import { sheetOf } from "./sheet.js";

english({ gallery: words });

const MOST_SHOWN = 300; // of a set that is misread much, as one with other labels is
const FORWARD = ["PageDown", "ArrowRight"];
const BACK = ["PageUp", "ArrowLeft"];

/**
 * @typedef {object} Shown
 * @property {string} [of] the file of the pictures; what lies in the page has none
 * @property {number} count of all pictures
 * @property {import("./misread.js").Misread[]} items
 * @property {import("./opener.js").Pair} [set] the files that were opened; what lies in the page has none
 */

/** What is shown, also after a look at another view. @type {Shown | null} */
let kept = packed && { count: packed.count, items: unpack(packed) };

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await styled();
  return new Gallery(root, tools);
}

class Gallery {
  #tools;
  #opener;
  #holder = element("div", { class: "gallery" });
  #shown = kept;
  /** @type {number | null} */
  #place = null;
  #key = (event) => this.#turn(event);

  constructor(root, tools) {
    this.#tools = tools;
    const links = new ChapterLinks();
    links.choose("gallery");
    this.#opener = new Opener(tools.engine, kept?.set);
    this.#opener.onread = (shown) => this.#change(shown);
    root.append(links.element, this.#holder, this.#opener.element);
    document.addEventListener("keydown", this.#key);
    this.#opener.readAgain(); // the weights may be others than when it was last shown
  }

  /** @param {string[]} path ["2130"], the index of a picture in its set; or [] for all */
  go([text = ""]) {
    const before = this.#place;
    const { items } = this.#shown ?? { items: [] };
    const place = /^\d{1,6}$/.test(text) ? items.findIndex(({ index }) => index === Number(text)) : -1;
    this.#place = place < 0 ? null : place;
    this.#build();
    if (this.#place !== null) {
      this.#holder.querySelector("h2").focus({ preventScroll: true });
      scrollTo(0, 0);
    } else if (before !== null) this.#returnTo(before);
  }

  /** Other weights read those files again that were opened. */
  reload() {
    this.#opener.readAgain();
  }

  leave() {
    document.removeEventListener("keydown", this.#key);
    this.#opener.leave();
  }

  #change(shown) {
    const before = this.#shown;
    this.#shown = kept = shown;
    const { address } = this.#tools;
    if (before?.set === shown.set) {
      if (!saysTheSame(before, shown)) this.go(address.path.slice(1));
      return;
    }
    this.#place = null;
    if (address.path.length > 1) address.replace(["gallery"]);
    else this.#build();
  }

  #build() {
    const shown = this.#shown;
    this.#opener.element.hidden = this.#place !== null;
    if (!shown) this.#holder.replaceChildren(...nothingYet());
    else if (this.#place === null) this.#holder.replaceChildren(...all(shown));
    else
      this.#holder.replaceChildren(
        onePicture(shown.items, this.#place, () => this.#look(shown.items[this.#place])),
        ...source(shown),
      );
  }

  // Its layers, for the picture as it is.
  async #look(item) {
    const { ink, pictureOf } = this.#tools;
    ink.show(await pictureOf(await sheetOf(item)));
    location.hash = "inside";
  }

  #returnTo(place) {
    const link = this.#holder.querySelectorAll("li a")[place];
    /** @type {HTMLElement} */ (link)?.focus();
  }

  // Presenters' remote controls send PageDown and PageUp.
  #turn({ key, target, altKey, ctrlKey, metaKey, defaultPrevented }) {
    if (this.#place === null || altKey || ctrlKey || metaKey || defaultPrevented || target.closest("input")) return;
    if (document.querySelector("dialog[open]")) return;
    if (key === "Escape") location.hash = "gallery";
    const step = FORWARD.includes(key) ? 1 : BACK.includes(key) ? -1 : 0;
    const next = step && this.#shown.items[this.#place + step];
    if (next) location.hash = `gallery/${next.index}`;
  }
}

function saysTheSame(one, other) {
  const said = ({ items }) => JSON.stringify(items.map(({ index, answers }) => [index, answers]));
  return said(one) === said(other);
}

function all(shown) {
  const { items, count, of } = shown;
  const list = element("ol", { class: "misread", "aria-label": say("gallery.worstFirst") });
  list.append(...items.slice(0, MOST_SHOWN).map((item) => card(item)));
  const left = items.length - MOST_SHOWN;
  return [
    element("h2", {}, say("gallery.heading")),
    element("p", { class: "summary" }, sentences(...summary(items, count, of), !shown.set && say("gallery.as1998"))),
    list,
    ...(left > 0 ? [element("p", {}, say("gallery.left", { most: MOST_SHOWN, n: left }))] : []),
    ...source(shown),
  ];
}

function summary(items, count, of) {
  const set = { count, of: of ?? say("gallery.mnist"), n: items.length };
  if (items.length === 0) return [say("gallery.noneMisread", set)];
  const refused = items.filter(({ answers }) => answers[0].refused).length;
  const others = NETWORKS.slice(1).map(({ name }, i) => {
    const right = items.filter(({ answers, truth }) => !isWrong(answers[i + 1], truth)).length;
    return say(`gallery.others-${name}`, { n: right });
  });
  return [
    say(refused > 0 ? "gallery.misreadsAndRefuses" : "gallery.misreads", { ...set, refused }),
    ...others,
    say("gallery.surest"),
  ];
}

/** Where the pictures are from, as their licence asks for. @param {Shown} shown */
function source({ set, of }) {
  if (set) return [element("p", { class: "source" }, say("gallery.fromFile", { of }))];
  const text = element("p", { class: "source" });
  const mnist = element("a", { href: "http://yann.lecun.com/exdb/mnist/" }, "MNIST");
  const licence = element("a", { href: "https://creativecommons.org/licenses/by-sa/3.0/" }, "CC BY-SA 3.0");
  text.append(...parts("gallery.source", { mnist, licence }));
  return [text];
}

function nothingYet() {
  return [element("h2", {}, say("gallery.heading")), element("p", { class: "summary" }, say("gallery.nothingYet"))];
}
