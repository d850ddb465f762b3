// The last answers with their ink, on the device: one entry a sheet, written once the pen rests. What is only shown, as the
// ink of a link is, makes none.

import { ANSWERS, database } from "./database.js";
import { packStroke } from "./records.js";

const REST = 1000; // ms
const MOST = 200; // entries; the oldest is forgotten
const MOST_BYTES = 10_000_000; // what is read in larger files makes no entry

export class Recorder {
  #ink;
  #current;
  #keys = new WeakMap(); // of the entries, by the first stroke or the picture of their sheets
  #key = null; // of the sheet's entry, if it was made of it
  /** @type {ReturnType<typeof setTimeout>} */
  #timer;

  /** Called when there are entries. */
  onentries = () => {};

  /**
   * @param {import("../ink.js").Ink} ink
   * @param {() => any} current what main.js shows
   */
  constructor(ink, current) {
    this.#ink = ink;
    this.#current = current;
    ink.addEventListener("change", () => this.#change());
    document.addEventListener("visibilitychange", () => document.hidden && this.#record());
    database()
      .then((db) => db.count(ANSWERS))
      .then(
        (count) => count > 0 && this.onentries(),
        () => {},
      );
  }

  /** To be called with each answer that is shown. */
  ask() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#record(), REST);
  }

  /** The sheet on the pad is an entry's. @param {number} key */
  opened(key) {
    this.#key = null;
    this.#keys.set(this.#first, key);
  }

  get #first() {
    return this.#ink.picture ?? this.#ink.strokes[0];
  }

  // What was written and then undone was no answer that anybody wanted.
  #change() {
    clearTimeout(this.#timer);
    const { empty, canRedo } = this.#ink;
    const key = this.#key;
    if (!empty) return;
    this.#key = null;
    if (canRedo && key !== null)
      database()
        .then((db) => db.delete(ANSWERS, key))
        .catch(() => {});
  }

  async #record() {
    const { result, lines, line, format, shown } = this.#current();
    const { drawing, empty, picture, strokes, frame } = this.#ink;
    const answered = result ? !result.rejected : lines?.some((one) => one && !one.reading.rejected);
    if (drawing || empty || shown || !answered) return;
    if (picture?.file.exact || picture?.file.size > MOST_BYTES) return;
    const first = this.#first;
    const entry = {
      time: Date.now(),
      format,
      line,
      result: result && { digit: result.digit, confidence: result.confidence },
      lines: lines?.filter(Boolean),
      strokes: strokes.map((stroke) => packStroke(stroke)),
      frame,
      file: picture?.file,
      look: picture && { turns: picture.turns, region: picture.region },
    };
    try {
      const db = await database();
      const keys = await db.getAllKeys(ANSWERS);
      const last = keys.at(-1);
      if (!this.#keys.has(first)) {
        const same = last !== undefined && areSame(await db.get(ANSWERS, last), entry);
        this.#keys.set(first, same ? last : entry.time);
        if (!same && first === this.#first) this.#key = entry.time;
      }
      const key = this.#keys.get(first);
      await db.put(ANSWERS, entry, key);
      for (const old of keys.slice(0, -MOST)) await db.delete(ANSWERS, old);
      this.onentries();
    } catch {} // no database, or no room in it
  }
}

/** After a reload the same sheet has other strokes. */
function areSame(one, other) {
  const text = ({ strokes, file, look }) => `${strokes[0]?.points.join()} ${file?.size} ${JSON.stringify(look)}`;
  return text(one) === text(other);
}
