// What is on the pad: strokes or a picture, with its history. Strokes are never changed once they are finished, so that
// a state of the history is just a list that shares them.

/**
 * @typedef {{ x: number, y: number, width: number }} Point  in pad pixels of the frame in which it was drawn
 * @typedef {{ points: Point[], erase: boolean }} Stroke
 * @typedef {{ strokes: Stroke[], picture: import("./files.js").Picture | null }} Sheet
 */

const BLANK = Object.freeze({ strokes: [], picture: null });
const MAX_HISTORY = 200;

/** Fires "change" whenever the sheet or the stroke that is being drawn changed. */
export class Ink extends EventTarget {
  #sheet = BLANK;
  #past = [];
  #future = [];
  #open = null;
  #turn = 0;

  /** Another number whenever the sheet changed in another way than by ink that was added. */
  get turn() {
    return this.#turn;
  }

  /** How much of strokes can be seen, 0 for nothing; the pad measures it. */
  measure = (strokes) => strokes.length;

  /** Finished strokes and the one under the pen. */
  get strokes() {
    return this.#open ? [...this.#sheet.strokes, this.#open] : this.#sheet.strokes;
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

  end() {
    if (!this.#open) return;
    const before = this.#sheet.strokes;
    const strokes = this.strokes;
    const { erase } = this.#open;
    this.#open = null;
    if (!erase) return this.#commit({ strokes, picture: null }, true, true);
    const left = this.measure(strokes);
    if (left === this.measure(before)) this.#changed();
    else this.#commit(left === 0 ? BLANK : { strokes, picture: null });
  }

  /** Takes the pen off as if it had never touched: a palm, or a gesture of the system. */
  cancel() {
    if (!this.#open) return;
    this.#open = null;
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

  /** Puts back what was on the sheet before the page was loaded anew; there is no history of it. */
  restore(sheet) {
    this.#sheet = sheet;
    this.#changed();
  }

  /** Shows a picture in place of what is there. Earlier pictures leave the history, as they may be large. */
  show(picture) {
    this.cancel();
    this.#past = this.#past.filter((sheet) => !sheet.picture);
    this.#commit({ strokes: [], picture }, this.#sheet.picture === null);
  }

  undo() {
    this.cancel();
    this.#move(this.#past, this.#future);
  }

  redo() {
    this.cancel();
    this.#move(this.#future, this.#past);
  }

  #commit(sheet, remember = true, grown = false) {
    if (remember) this.#past.push(this.#sheet);
    if (this.#past.length > MAX_HISTORY) this.#past.shift();
    this.#future = [];
    this.#sheet = sheet;
    this.#changed(grown);
  }

  #move(from, to) {
    if (from.length === 0) return;
    to.push(this.#sheet);
    this.#sheet = from.pop();
    this.#changed();
  }

  #changed(grown = false) {
    if (!grown) this.#turn++;
    this.dispatchEvent(new Event("change"));
  }
}
