// What is on the pad: strokes or a picture, with its history. Strokes are never changed once they are finished, so that
// a state of the history is just a list that shares them.

/**
 * @typedef {{ x: number, y: number, width: number }} Point  in pad pixels of the frame in which it was drawn
 * @typedef {{ points: Point[], erase: boolean }} Stroke
 * @typedef {{ width: number, height: number }} Frame
 * @typedef {{ strokes: Stroke[], picture: import("./pictures/picture-file.js").Picture | null, frame?: Frame }} Sheet  frame: with strokes
 * @typedef {{ past: Sheet[], sheet: Sheet, future: Sheet[] }} States  past: the last one is what undo leads to
 */

/** @type {Sheet} */
const BLANK = Object.freeze({ strokes: [], picture: null });
const MAX_HISTORY = 200;
const MAX_PICTURES = 3; // files that undo leads back to

/** Fires "change" whenever the sheet or the stroke that is being drawn changed. */
export class Ink extends EventTarget {
  #sheet = BLANK;
  #past = [];
  #future = [];
  #open = null;
  #left = null; // strokes, while others are being taken away
  #turn = 0;

  /** The size of the pad when the first stroke of the sheet was drawn: the unit of all its points. @type {Frame} */
  frame = { width: 1, height: 1 };

  /** Another number whenever the sheet changed in another way than by ink that was added. */
  get turn() {
    return this.#turn;
  }

  /** How much of strokes can be seen, 0 for nothing; the pad measures it. */
  measure = (strokes) => strokes.length;

  /** Finished strokes and the one under the pen. */
  get strokes() {
    const strokes = this.#left ?? this.#sheet.strokes;
    return this.#open ? [...strokes, this.#open] : strokes;
  }

  get picture() {
    return this.#sheet.picture;
  }

  get drawing() {
    return this.#open !== null;
  }

  get empty() {
    return this.strokes.length === 0 && this.picture === null;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** What is on the sheet and what was, the stroke under the pen as if it were finished. @returns {States} */
  get states() {
    const [past, sheet, future] = [this.#past, this.#sheet, this.#future];
    return this.#open || this.#left
      ? { past: [...past, sheet], sheet: this.#written(this.strokes), future: [] }
      : { past, sheet, future };
  }

  /** Blank, as if nothing had been. */
  forget() {
    this.end();
    this.#past = [];
    this.#future = [];
    this.restore({ strokes: [], picture: null });
  }

  /** Puts the pen down; to no effect over a picture, which a touch must not end, or to erase from blank paper. */
  begin(point, erase) {
    this.end();
    if (this.#sheet.picture || (erase && this.empty)) return;
    this.#open = { points: [point], erase };
    this.#changed(!erase);
  }

  extend(points) {
    if (!this.#open || points.length === 0) return;
    this.#open.points.push(...points);
    this.#changed(!this.#open.erase);
  }

  /** Shows what is left while whole strokes are being taken away; end() or cancel() ends that. @param {Stroke[]} strokes */
  leave(strokes) {
    this.#left = strokes;
    this.#changed();
  }

  end() {
    if (!this.#open && !this.#left) return;
    const before = this.#sheet.strokes;
    const strokes = this.strokes;
    const adds = this.#open?.erase === false;
    this.#open = this.#left = null;
    if (adds) return this.#commit(this.#written(strokes), true);
    const left = this.measure(strokes);
    if (left === this.measure(before)) this.#changed();
    else this.#commit(left === 0 ? BLANK : this.#written(strokes));
  }

  /** Takes the pen off as if it had never touched: a palm, or a gesture of the system. */
  cancel() {
    if (!this.#open && !this.#left) return;
    this.#open = this.#left = null;
    this.#changed();
  }

  clear() {
    this.cancel();
    if (!this.empty) this.#commit(BLANK);
  }

  /** Shows another sheet, which can be undone. */
  replace(sheet) {
    this.cancel();
    this.#commit(sheet);
  }

  /** Puts back what was on the sheet before the page was loaded anew; its history may follow. @param {Sheet} sheet */
  restore(sheet) {
    this.#put(sheet);
    this.#changed();
  }

  /**
   * Puts back kept states, before what was done since the page was loaded, which goes on from the kept sheet where that was
   * restored already.
   *
   * @param {States} kept
   */
  resume({ past, sheet, future }) {
    const since = [...this.#past, this.#sheet];
    const at = since.findIndex((one) => areSame(one, sheet));
    const untouched = !this.#open && this.#past.length + this.#future.length === 0;
    if (at >= 0) this.#past = [...past, ...since.slice(at, -1)];
    else if (untouched && this.empty) this.#past = past;
    else this.#past = [...past, sheet, ...this.#past];
    if (untouched && (at >= 0 || this.empty)) this.#future = future;
    this.#past = this.#past.slice(-MAX_HISTORY);
    const moved = at < 0 && untouched && this.empty;
    if (moved) this.#put(sheet);
    this.#changed(!moved);
  }

  /** Shows a picture in place of what is there. Early pictures leave the history, as they may be large. */
  show(picture) {
    this.replace({ strokes: [], picture });
    const files = this.#past.flatMap((sheet) => sheet.picture?.file ?? []).reverse();
    const late = new Set([...new Set(files)].slice(0, MAX_PICTURES));
    this.#past = this.#past.filter((sheet) => !sheet.picture || late.has(sheet.picture.file));
  }

  undo() {
    this.cancel();
    this.#move(this.#past, this.#future);
  }

  redo() {
    this.cancel();
    this.#move(this.#future, this.#past);
  }

  #commit(sheet, grown = false) {
    this.#past.push(this.#sheet);
    if (this.#past.length > MAX_HISTORY) this.#past.shift();
    this.#future = [];
    this.#put(sheet);
    this.#changed(grown);
  }

  #put(sheet) {
    this.#sheet = sheet;
    this.frame = sheet.frame ?? this.frame;
  }

  #written(strokes) {
    return { strokes, picture: null, frame: this.frame };
  }

  #move(from, to) {
    if (from.length === 0) return;
    to.push(this.#sheet);
    this.#put(from.pop());
    this.#changed();
  }

  #changed(grown = false) {
    if (!grown) this.#turn++;
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether two sheets show the same. @param {Sheet} one @param {Sheet} other */
const areSame = (one, other) => textOf(one) === textOf(other);

const textOf = ({ strokes, picture }) =>
  JSON.stringify([strokes, picture && [picture.file.size, picture.file.type, picture.turns, picture.region]]);
