// What fooled the network, as cards: each drawing with what its maker and what the network say of it.

import { percent } from "../confidence.js";
import { element } from "../element.js";
import { drawStrokes } from "../stroke.js";
import { say } from "../words/words.js";
import { deleteDrawing, deleteDrawings, drawings } from "./drawings.js";

const SIDE = 200; // pixels of a card's picture
const DARK = matchMedia("(prefers-color-scheme: dark)");

export class DrawingsGallery {
  #list = element("ul", { class: "fooled" });
  #said = element("p", { class: "count" });
  #status = element("p", { role: "status" });
  #delete = element("button", { type: "button" }, say("game.deleteAll"));
  /** @type {import("./drawings.js").Drawing[]} */
  #items = [];
  #redraw = () => this.#draw();

  constructor() {
    this.element = element("section", { class: "fooled-gallery", "aria-labelledby": "fooled" });
    this.#delete.addEventListener("click", () => this.#ask());
    this.element.append(
      element("h3", { id: "fooled", tabindex: "-1" }, say("game.gallery")),
      this.#said,
      this.#list,
      this.#delete,
      this.#status,
    );
    this.#delete.hidden = true;
    this.#load();
    DARK.addEventListener("change", this.#redraw);
  }

  leave() {
    DARK.removeEventListener("change", this.#redraw);
  }

  async #load() {
    this.#items = await drawings();
    const { length } = this.#items;
    this.#said.textContent = length > 0 ? say("game.galleryCount", { n: length }) : say("game.galleryNone");
    this.#delete.hidden = length === 0;
    this.#list.replaceChildren(...this.#items.map((item) => this.#card(item)));
    this.#draw();
  }

  #card({ time, digit, read, confidence }) {
    const card = element("li", { class: "card" });
    const given = { read: String(read), share: percent(confidence) };
    const remove = element(
      "button",
      { type: "button", class: "remove", "aria-label": say("game.delete", { digit: String(digit) }) },
      "✕",
    );
    remove.addEventListener("click", async () => {
      await deleteDrawing(time).catch(console.warn);
      await this.#load();
      this.#tellDeleted();
    });
    card.append(
      element("canvas", {
        width: SIDE,
        height: SIDE,
        role: "img",
        "aria-label": say("game.drawing", { digit: String(digit) }),
      }),
      element("span", { class: "yours" }, say("game.card", { digit: String(digit) })),
      element("span", { class: "its" }, read === null ? say("game.cardNone") : say("game.cardRead", given)),
      remove,
    );
    return card;
  }

  #draw() {
    this.#list.querySelectorAll("canvas").forEach((canvas, i) => {
      const { strokes, frame } = this.#items[i];
      const context = canvas.getContext("2d");
      const scale = SIDE / Math.max(frame.width, frame.height);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, SIDE, SIDE);
      context.translate((SIDE - frame.width * scale) / 2, (SIDE - frame.height * scale) / 2);
      context.scale(scale, scale);
      drawStrokes(context, strokes, getComputedStyle(canvas).color);
    });
  }

  #ask() {
    const { length } = this.#items;
    const yes = element("button", { type: "button" }, say("game.yes"));
    const no = element("button", { type: "button" }, say("game.no"));
    yes.addEventListener("click", async () => {
      await deleteDrawings().catch(console.warn);
      await this.#load();
      this.#tellDeleted();
    });
    no.addEventListener("click", () => {
      this.#status.textContent = "";
      this.#delete.focus();
    });
    this.#status.replaceChildren(element("span", {}, say("game.askAll", { n: length })), yes, no);
    no.focus();
  }

  #tellDeleted() {
    this.#status.textContent = say("game.deleted");
    /** @type {HTMLElement} */ (this.element.querySelector("h3")).focus();
  }
}
