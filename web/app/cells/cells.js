// Whether there is a table in an opened picture, the offer to see it, and the table beside it. Comes with the first picture
// that was read.

import { element, styled } from "../element.js";
import cellsWords from "../words/en/cells.js";
import { english, say, words } from "../words/words.js";
import styles from "./cells.css?url";
import { Table } from "./table.js";
import { TableView } from "./table-view.js";

english({ cells: cellsWords });

const LEAST = 2; // cells: one alone is a frame about a number
const MARGIN = 0.25; // of a cell, that is seen around it

/** @param {any} page what it offers its parts @param {import("../pictures/picture-layer.js").PictureLayer} layer */
export async function cellsOf(page, layer) {
  await styled(styles);
  return new Cells(page, layer);
}

class Cells {
  #page;
  #layer;
  #reading = document.querySelector(".reading");
  #offer = element("button", { type: "button", class: "offer", hidden: "" });
  /** Of each picture as it was looked at, so that what was corrected is there again. @type {WeakMap<object, Table | null>} */
  #tables = new WeakMap();
  #picture = null;
  /** @type {TableView | null} */
  #view = null;

  constructor(page, layer) {
    this.#page = page;
    this.#layer = layer;
    page.pad.surface.after(this.#offer);
    this.#offer.addEventListener("click", () => this.#show(true));
    words.addEventListener("change", () => this.#speakAnew());
    page.ink.addEventListener("change", () => page.ink.picture !== this.#picture && this.#leave());
  }

  /** To be called when a picture was read. */
  async find() {
    const { ink, pad, engine, announcer } = this.#page;
    const { picture } = ink;
    if (!picture || pad.guest || picture === this.#picture) return;
    this.#picture = picture;
    if (!this.#tables.has(picture)) {
      const read = await engine.call("cells", { sheet: this.#sheet() }).catch(() => null);
      if (picture !== this.#picture) return;
      this.#tables.set(picture, read?.cells.length >= LEAST ? new Table(read) : null);
    }
    const table = this.#tables.get(picture);
    if (!table) return;
    this.#nameOffer(table);
    this.#offer.hidden = false;
    const { rows, columns } = table;
    announcer.say(say("cells.found", { rows, columns }));
  }

  /** A place of the window → a function that chooses the cell there; null where there is none, or no table is shown. */
  chooserAt(clientX, clientY) {
    if (!this.#view) return null;
    const { pad } = this.#page;
    const { left, top } = pad.surface.getBoundingClientRect();
    const { x, y, scale } = pad.placement(false);
    const place = { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
    const cell = this.#tables
      .get(this.#picture)
      .cells.flat()
      .find((one) => one && isIn(one.box, place));
    return cell ? () => this.#view.choose(cell) : null;
  }

  #nameOffer({ rows, columns }) {
    this.#offer.textContent = say("cells.offer", { rows, columns });
  }

  // In the language that was chosen.
  #speakAnew() {
    const table = this.#tables.get(this.#picture);
    if (table) this.#nameOffer(table);
    if (!this.#view) return;
    const { chosen } = this.#view;
    this.#view.root.remove();
    this.#show(false);
    if (chosen) this.#view.choose(chosen);
  }

  #sheet() {
    const { sheets, pad } = this.#page;
    return sheets.pack({ strokes: [], picture: this.#picture, drawing: false }, pad.frame);
  }

  #show(focus) {
    this.#view = new TableView(this.#tables.get(this.#picture));
    this.#view.onchoice = (cell) => this.#mark(cell);
    this.#view.onclose = () => this.#hide();
    this.#offer.hidden = true;
    document.body.classList.add("tabled");
    this.#reading.append(this.#view.root);
    if (!focus) return;
    this.#view.focus();
    this.#view.root.scrollIntoView({ block: "nearest" }); // below the picture of a phone
  }

  /** Where the cell is, and how it looks. */
  async #mark(cell) {
    const { pad, engine } = this.#page;
    const view = this.#view;
    pad.mark(cell.box);
    this.#layer.reveal(cell.box);
    const pixels = await engine
      .call("part", { sheet: this.#sheet(), box: around(cell.box, this.#picture) })
      .catch(() => null);
    if (pixels && view.chosen === cell) view.showPixels(pixels);
  }

  #hide() {
    this.#page.pad.mark(null);
    this.#view.root.remove();
    this.#view = null;
    document.body.classList.remove("tabled");
    this.#offer.hidden = false;
    this.#offer.focus();
  }

  // Another sheet is on the pad.
  #leave() {
    this.#picture = null;
    if (this.#view) this.#hide();
    this.#offer.hidden = true;
  }
}

const isIn = ({ x, y, width, height }, place) =>
  place.x >= x && place.x <= x + width && place.y >= y && place.y <= y + height;

/** With some of what is around it, in whole pixels of the picture. */
function around({ x, y, width, height }, picture) {
  const [left, top] = [x - MARGIN * width, y - MARGIN * height].map((at) => Math.max(0, Math.floor(at)));
  const right = Math.min(picture.width, Math.ceil(x + (1 + MARGIN) * width));
  const bottom = Math.min(picture.height, Math.ceil(y + (1 + MARGIN) * height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
