// What is on the pad, how it came about and where one is outlive a reload, an update, and a tab or a browser that was
// killed, even in mid-stroke. Each tab keeps its own; a new one goes on with what the tab that was left last had.

import { idle } from "../idle.js";
import { say } from "../words/words.js";
import { database, PICTURES, SHEETS } from "./database.js";
import { keepLast, takeLast } from "./last-write.js";
import { packStates, unpackStates } from "./records.js";
import { nameBefore, Tab } from "./tab.js";

const IN_STROKE = 300; // ms: what a kill in mid-stroke may lose
const MOST_TABS = 20; // those that were left first are forgotten

/** @typedef {import("../pictures/picture-file.js").Picture} Picture */

/**
 * Puts back what was kept, and from then on keeps what changes. Without a database it does neither.
 *
 * @param {import("../ink.js").Ink} ink
 * @param {import("../address.js").Address} address
 * @param {(file: Blob) => Promise<Picture>} open
 * @returns {Promise<string | null>} what the user should know
 */
export async function keep(ink, address, open) {
  const keeper = new Keeper(ink, address, open);
  try {
    const problem = await keeper.restore();
    keeper.start();
    return problem;
  } catch (error) {
    return error.message; // what was kept stays as it is
  }
}

class Keeper {
  #ink;
  #address;
  #tab = new Tab();
  #open;
  /** Of the files of pictures. @type {WeakMap<Blob, number>} */
  #numbers = new WeakMap();
  #count = 0;
  #stored = new Set(); // the numbers of this tab's pictures in the database
  #due = false;
  #changes = 0;
  #written = 0; // of the changes
  #isLast = false; // what was put back is in the tab alone

  constructor(ink, address, open) {
    this.#ink = ink;
    this.#address = address;
    this.#open = open;
  }

  /** @throws what shows pictures does not arrive */
  async restore() {
    const found = await this.#find().catch(() => null);
    await this.#tab.settle();
    // What another name has is kept under that one until this one's first is stored.
    if (!found || found.name === this.#tab.name) this.#tab.remember();
    if (!found) return null;
    const { name, record, isNew } = found;
    const { path, ink } = this.#address;
    if (isNew && path[0] === "" && ink === null) this.#address.replace(String(record?.place ?? "").split("/"));
    try {
      this.#ink.resume(unpackStates(record, await this.#openPictures(name)));
      return null;
    } catch (error) {
      if (error.code === "missing") throw error;
      return say("read.damagedPad");
    }
  }

  start() {
    this.#ink.addEventListener("change", () => this.#schedule());
    this.#address.addEventListener("change", () => this.#schedule());
    addEventListener("pagehide", () => {
      keepLast(this.#tab.name, this.#written < this.#changes ? this.#record(false).record : null);
      this.#flush();
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.#flush());
    if (!this.#ink.empty || this.#isLast) this.#schedule();
  }

  /** The record to go on with. */
  async #find() {
    const db = await database();
    const before = nameBefore();
    if (before !== null) {
      await this.#tab.take(before); // unless this tab is a copy of one that lives
      const [stored, last] = [await db.get(SHEETS, before), takeLast(before)];
      this.#isLast = last !== null && !(stored?.time > last.time);
      const record = this.#isLast ? last : stored;
      return record === undefined ? null : { name: before, record, isNew: false };
    }
    if (!navigator.locks) return null; // the others may live
    const [names, records] = await Promise.all([db.getAllKeys(SHEETS), db.getAll(SHEETS)]);
    const left = names.map((name, i) => ({ name: String(name), record: records[i], isNew: true }));
    left.sort((a, b) => (b.record?.time ?? 0) - (a.record?.time ?? 0));
    for (const { name } of left.slice(MOST_TABS)) await forget(db, name);
    for (const one of left.slice(0, MOST_TABS)) if (await this.#tab.take(one.name)) return one;
    return null;
  }

  /** @param {string} name of the tab that kept them */
  async #openPictures(name) {
    const db = await database();
    const range = allOf(name);
    const [keys, values] = await Promise.all([db.getAllKeys(PICTURES, range), db.getAll(PICTURES, range)]);
    const pictures = new Map();
    for (const [i, { file, exact }] of values.entries()) {
      const number = keys[i][1];
      const picture = await this.#pictureOf(Object.assign(file, { exact })).catch(nullUnlessMissing);
      if (picture) pictures.set(number, picture);
      if (name !== this.#tab.name) continue; // a copy keeps its own
      this.#stored.add(number);
      this.#count = Math.max(this.#count, number);
      if (picture) this.#numbers.set(picture.file, number);
    }
    return pictures;
  }

  // What is on the pad already is not decoded once more.
  async #pictureOf(file) {
    const { picture } = this.#ink;
    return picture?.file.size === file.size && picture.file.type === file.type ? picture : this.#open(file);
  }

  // One that is due has what changes until then, too.
  async #schedule() {
    this.#changes++;
    if (this.#due) return;
    this.#due = true;
    await (this.#ink.drawing ? new Promise((resolve) => setTimeout(resolve, IN_STROKE)) : idle());
    if (this.#due) await this.#flush();
  }

  async #flush() {
    if (!this.#due) return;
    this.#due = false;
    // Where there is no room for pictures there may be for strokes.
    await this.#save(true).catch(() => this.#save(false).catch(() => {}));
  }

  /** What is to be written, with the pictures that it uses by their numbers. */
  #record(withPictures) {
    const used = new Map();
    const numberOf = ({ file }) => {
      if (!this.#numbers.has(file)) this.#numbers.set(file, ++this.#count);
      const number = this.#numbers.get(file);
      if (!withPictures && !this.#stored.has(number)) return null;
      used.set(number, file);
      return number;
    };
    const states = packStates(this.#ink.states, this.#ink.drawing, numberOf);
    return { record: { ...states, place: this.#address.path.join("/"), time: Date.now() }, used };
  }

  async #save(withPictures) {
    const { name } = this.#tab;
    const changes = this.#changes;
    const { record, used } = this.#record(withPictures);
    const db = await database();
    const transaction = db.transaction([SHEETS, PICTURES], "readwrite");
    const pictures = transaction.objectStore(PICTURES);
    const work = [transaction.objectStore(SHEETS).put(record, name)];
    for (const [number, file] of used)
      if (!this.#stored.has(number)) work.push(pictures.put({ file, exact: file.exact }, [name, number]));
    for (const number of this.#stored) if (!used.has(number)) work.push(pictures.delete([name, number]));
    transaction.commit(); // at once: the page may be on its way out
    await Promise.all([...work, transaction.done]);
    this.#stored = new Set(used.keys());
    this.#written = changes;
    this.#tab.remember();
  }
}

function nullUnlessMissing(error) {
  if (error.code === "missing") throw error;
  return null;
}

const allOf = (name) => IDBKeyRange.bound([name], [name, []]);

async function forget(db, name) {
  await db.delete(PICTURES, allOf(name));
  await db.delete(SHEETS, name);
}
