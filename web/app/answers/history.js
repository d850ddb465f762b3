// The sheet of the last answers: search, bring one's ink back to the pad, delete one or all.

import { element } from "../element.js";
import { ANSWERS, database } from "../keep/database.js";
import { unpackFrame, unpackStroke } from "../keep/records.js";
import { drawStrokes } from "../stroke.js";
import { locale, say } from "../words/words.js";
import { action, Sheet } from "./sheet.js";
import { takenOf } from "./taken.js";

const THUMB = 56; // CSS pixels
const PLACES = { digits: "number", zip: "zip", amount: "amount" };
const KINDS = ["digits", "zip", "amount"];

/** @param {any} tools of the page */
export async function openHistory(tools) {
  await new History(tools).open();
}

/** @typedef {{ key: number, record: any, text: string, words: string[], strokes: any[], frame: any, file: Blob | null }} Entry */

class History {
  #tools;
  #sheet = new Sheet(say("answers.last"));
  #search = /** @type {HTMLInputElement} */ (
    element("input", { type: "search", placeholder: say("answers.search"), "aria-label": say("answers.searchThem") })
  );
  #list = element("ol", { class: "entries", "aria-label": say("answers.latestFirst") });
  #none = element("p", { class: "none" });
  #all = action(say("answers.deleteAll"), () => this.#ask());
  /** @type {Entry[]} */
  #entries = [];
  #damaged = 0;

  constructor(tools) {
    this.#tools = tools;
    this.#search.addEventListener("input", () => this.#show());
    this.#sheet.body.append(this.#search, this.#none, this.#list, this.#all);
  }

  async open() {
    await this.#load();
    this.#sheet.open();
  }

  async #load() {
    try {
      const db = await database();
      const [keys, records] = await Promise.all([db.getAllKeys(ANSWERS), db.getAll(ANSWERS)]);
      const found = records.map((record, i) => entryOf(/** @type {number} */ (keys[i]), record));
      this.#entries = found.filter(Boolean).sort((a, b) => b.record.time - a.record.time);
      this.#damaged = found.length - this.#entries.length;
      this.#none.textContent = say("answers.none");
    } catch (error) {
      console.warn(error);
      this.#none.textContent = say("answers.denied");
    }
    this.#show();
    if (this.#damaged > 0) this.#sheet.say(say("answers.damaged", { n: this.#damaged }));
  }

  #show() {
    const wanted = this.#search.value.trim().toLowerCase();
    const found = this.#entries.filter(({ words }) => words.some((part, i) => isAsked(part, wanted, i > 0)));
    const none = this.#entries.length === 0;
    this.#list.replaceChildren(...found.map((entry) => this.#item(entry)));
    this.#search.hidden = none;
    this.#all.hidden = none && this.#damaged === 0;
    if (!none) this.#none.textContent = say("answers.noneLike");
    this.#none.hidden = found.length > 0;
  }

  #item(entry) {
    const item = element("li");
    const time = new Date(entry.record.time);
    const open = action("", () => this.#bringBack(entry));
    open.className = "entry";
    const words = element("span");
    words.append(
      element("strong", {}, entry.text),
      element("time", { datetime: time.toISOString() }, timeInWords(time)),
    );
    open.append(thumbOf(entry), words);
    const remove = action("✕", () => this.#delete(entry));
    remove.className = "close";
    remove.ariaLabel = say("answers.deleteOne", { text: entry.text });
    item.append(open, remove);
    return item;
  }

  async #bringBack({ key, record, strokes, frame, file }) {
    const { ink, address, recorder, pictureOf } = this.#tools;
    try {
      if (file) ink.show(await pictureOf(file, record.look));
      else ink.replace({ strokes, frame, picture: null });
    } catch (error) {
      return this.#sheet.say(error.message);
    }
    recorder.opened(key);
    const place = PLACES[record.format];
    address.replace(place ? [place] : []);
    this.#sheet.close();
  }

  async #delete(entry) {
    const place = this.#entries.indexOf(entry);
    const db = await database();
    await db.delete(ANSWERS, entry.key);
    this.#entries.splice(place, 1);
    this.#show();
    const undo = action(say("answers.undo"), async () => {
      await db.put(ANSWERS, entry.record, entry.key);
      this.#entries.splice(place, 0, entry);
      this.#sheet.say("");
      this.#show();
      this.#focus(place);
    });
    this.#sheet.say(say("answers.deletedOne", { text: entry.text }), undo);
    this.#focus(Math.min(place, this.#entries.length - 1));
  }

  #ask() {
    const count = this.#entries.length + this.#damaged;
    const yes = action(say("answers.deleteThem"), async () => {
      const db = await database();
      await db.clear(ANSWERS);
      [this.#entries, this.#damaged] = [[], 0];
      this.#none.textContent = say("answers.none");
      this.#show();
      this.#sheet.say(say("answers.deleted"));
    });
    const no = action(say("answers.keepThem"), () => {
      this.#sheet.say("");
      this.#all.focus();
    });
    this.#sheet.say(say("answers.askDelete", { n: count }), yes, no);
    no.focus();
  }

  // Whatever had the focus is gone.
  #focus(place) {
    const button = this.#list.children[place]?.querySelector("button");
    if (button) button.focus();
    else this.#sheet.focus();
  }
}

// Figures alone are those of an answer, not of its time.
const isAsked = (words, wanted, aboutIt) => words.includes(wanted) && !(aboutIt && /^[\d.,$]+$/.test(wanted));

/** @returns {Entry | null} null of what is damaged */
function entryOf(key, record) {
  try {
    const { file = null, time, format } = record;
    const strokes = file ? [] : record.strokes.map(unpackStroke);
    const frame = file ? null : unpackFrame(record.frame);
    const texts = takenOf(record).flatMap(({ text }) => (text === null ? [] : [String(text)]));
    if ((!file && strokes.length === 0) || !(file === null || file instanceof Blob) || texts.length === 0) return null;
    const text = texts.join(", ");
    const date = timeInWords(new Date(time));
    const words = [
      `${text} ${text.replace(/[$,.]/g, "")}`,
      `${date} ${say(`answers.kind-${record.result ? "digit" : KINDS.includes(format) ? format : "digits"}`)}`.toLowerCase(),
    ];
    return { key, record, text, words, strokes, frame, file };
  } catch {
    return null;
  }
}

/** @throws {RangeError} it is no time */
function timeInWords(time) {
  const year = time.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const format = { month: "short", day: "numeric", year, hour: "numeric", minute: "2-digit" };
  return new Intl.DateTimeFormat(locale, /** @type {Intl.DateTimeFormatOptions} */ (format)).format(time);
}

function thumbOf({ strokes, frame, file }) {
  if (file) {
    const image = /** @type {HTMLImageElement} */ (element("img", { alt: "", width: THUMB, height: THUMB }));
    image.src = URL.createObjectURL(file);
    image.onload = image.onerror = () => URL.revokeObjectURL(image.src);
    return image;
  }
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { "aria-hidden": "true" }));
  const side = THUMB * devicePixelRatio;
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  const scale = side / Math.max(frame.width, frame.height);
  context.translate((side - frame.width * scale) / 2, (side - frame.height * scale) / 2);
  context.scale(scale, scale);
  drawStrokes(context, strokes, getComputedStyle(document.documentElement).getPropertyValue("--ink"));
  return canvas;
}
