// The row under the pad: pens, eraser, undo, redo, clear; and the keys that do the same.

// Pen widths as parts of the pad's shorter side.
const WIDTHS = { thin: 1 / 40, medium: 1 / 20, thick: 1 / 11, eraser: 1 / 9, strokes: 1 / 16 };
const IN_A_NUMBER = 0.6; // several digits are written smaller than one

export class Tools {
  #root;
  #ink;
  #mode;
  #pen;
  /** Takes whole strokes away; what is done before it has come is done then. @type {any} */
  #strokeEraser = null;
  #calls = [];
  #waiting = Object.fromEntries(
    ["begin", "extend", "end", "cancel"].map((name) => [name, (...given) => this.#erase(name, given)]),
  );

  /** Called when the user cleared the sheet. */
  onclear = () => {};

  /** Called when a tool did not arrive. */
  onmissing = () => {};

  constructor(root, ink, mode) {
    this.#root = root;
    this.#ink = ink;
    this.#mode = mode;
    this.#pen = root.querySelector("[checked]");
    this.#rememberPen();
    root.addEventListener("change", () => this.#rememberPen());
    this.#button("undo").addEventListener("click", () => ink.undo());
    this.#button("redo").addEventListener("click", () => ink.redo());
    this.#button("clear").addEventListener("click", () => this.clear());
    ink.addEventListener("change", () => this.#enable());
    document.addEventListener("keydown", (event) => this.#key(event));
    this.#enable();
  }

  get width() {
    return WIDTHS[this.#chosen.value] * (this.#mode.format ? IN_A_NUMBER : 1);
  }

  get erasing() {
    return this.#erasers.includes(this.#chosen);
  }

  /** What the pen's way changes: the ink, or by whole strokes what takes them away. */
  get hand() {
    return this.#chosen.value === "strokes" ? (this.#strokeEraser ?? this.#waiting) : this.#ink;
  }

  /** Clears the sheet, of strokes or of a picture. */
  clear() {
    if (this.#ink.empty) return;
    this.#ink.clear();
    this.onclear();
  }

  get #chosen() {
    return this.#root.querySelector("input[name=pen]:checked");
  }

  get #erasers() {
    return [...this.#root.querySelectorAll("[value=eraser], [value=strokes]")];
  }

  #rememberPen() {
    if (!this.erasing) this.#pen = this.#chosen;
    if (this.#chosen.value === "strokes") this.#bringStrokeEraser();
  }

  async #bringStrokeEraser() {
    const come = await import("./writing/stroke-eraser.js").catch(() => null);
    if (!come) return this.onmissing();
    this.#strokeEraser ??= new come.StrokeEraser(this.#ink);
    for (const [name, given] of this.#calls.splice(0)) this.#strokeEraser[name](...given);
  }

  #erase(name, given) {
    if (this.#strokeEraser) this.#strokeEraser[name](...given);
    else this.#calls.push([name, given]);
  }

  #button(name) {
    return this.#root.querySelector(`[data-tool=${name}]`);
  }

  // aria-disabled rather than disabled: a button that switches itself off must not lose the keyboard's focus.
  #enable() {
    const { canUndo, canRedo, empty, picture } = this.#ink;
    for (const [name, able] of Object.entries({ undo: canUndo, redo: canRedo, clear: !empty })) {
      this.#button(name).setAttribute("aria-disabled", String(!able));
    }
    for (const eraser of this.#erasers) this.#allow(eraser, !empty && !picture);
  }

  // Where there is nothing to erase the last pen is chosen again: with the eraser the pad would seem dead.
  #allow(eraser, allowed) {
    if (!allowed && eraser.checked) {
      if (eraser === document.activeElement) this.#pen.focus();
      this.#pen.checked = true;
    }
    eraser.disabled = !allowed;
  }

  #key(event) {
    if (event.target.closest("dialog")) return; // what is written there is not ink
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.altKey && key === "z") event.shiftKey ? this.#ink.redo() : this.#ink.undo();
    else if (command && key === "y") this.#ink.redo();
    else if (!command && key === "delete") this.clear();
    else return;
    event.preventDefault();
  }
}
