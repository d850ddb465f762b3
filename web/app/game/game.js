// The view "Play": two games about what the network reads, and the gallery of what fooled it.

import { element, styled } from "../element.js";
import game from "../words/en/game.js";
import { english, say, words } from "../words/words.js";
import { best } from "./best.js";
import { DrawingsGallery } from "./drawings-gallery.js";
import { Fool } from "./fool.js";
import styles from "./game.css?url";
import { Round } from "./round.js";

english({ game });

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await styled(styles);
  return new Game(root, tools);
}

/** By their place in the address. */
const GAMES = { fast: Round, fool: Fool };

class Game {
  #root;
  #tools;
  #place = "";
  /** @type {{ element: HTMLElement, start: () => void, leave: () => void } | null} */
  #game = null;
  /** @type {DrawingsGallery | null} */
  #gallery = null;
  #listening = new AbortController();

  constructor(root, tools) {
    this.#root = root;
    this.#tools = tools;
    root.classList.add("game");
    // A game that is being played goes on in the words that it began with.
    words.addEventListener("change", () => this.#game ?? this.#showStart(), { signal: this.#listening.signal });
  }

  /** @param {string[]} path ["fast"] or ["fool"]; [] for the choice */
  go([place = ""]) {
    const before = this.#place;
    this.#place = Object.hasOwn(GAMES, place) ? place : "";
    this.#clear();
    if (this.#place) this.#play(GAMES[this.#place]);
    else this.#showStart(before);
  }

  reload() {}

  leave() {
    this.#listening.abort();
    this.#clear();
  }

  #clear() {
    this.#game?.leave();
    this.#gallery?.leave();
    this.#game = this.#gallery = null;
  }

  /** @param {typeof Round | typeof Fool} Chosen */
  #play(Chosen) {
    this.#clear();
    this.#game = new Chosen(this.#tools, () => this.#play(Chosen));
    this.#root.replaceChildren(this.#game.element);
    this.#game.start();
    scrollTo(0, 0);
  }

  #showStart(before = "") {
    const points = best();
    const cards = element("div", { class: "cards" });
    cards.append(card("fast", points > 0 ? say("game.best", { n: points }) : ""), card("fool"));
    const heading = element("h2", { tabindex: "-1" }, say("game.title"));
    this.#clear();
    this.#gallery = new DrawingsGallery();
    this.#root.replaceChildren(
      heading,
      element("p", { class: "summary" }, say("game.intro")),
      cards,
      this.#gallery.element,
    );
    if (!before) return;
    this.#root.querySelector(`[href="#play/${before}"]`).focus();
    scrollTo(0, 0);
  }
}

function card(place, note = "") {
  const whole = element("section", { class: "card" });
  whole.append(
    element("h3", {}, say(`game.${place}Title`)),
    element("p", {}, say(`game.${place}Text`)),
    ...(note ? [element("p", { class: "best-result" }, note)] : []),
    element("a", { class: "button primary", href: `#play/${place}` }, say(`game.${place}Start`)),
  );
  return whole;
}
