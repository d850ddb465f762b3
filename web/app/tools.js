// The row under the pad: pens, eraser, undo, clear; and the keys that do the same.

// Pen widths as parts of the pad's shorter side.
const WIDTHS = { thin: 1 / 40, medium: 1 / 20, thick: 1 / 11, eraser: 1 / 9 };
const IN_A_NUMBER = 0.6; // several digits are written smaller than one

export class Tools {
  #root;
  #ink;
  #mode;

  constructor(root, ink, mode) {
    this.#root = root;
    this.#ink = ink;
    this.#mode = mode;
    this.#button("undo").addEventListener("click", () => ink.undo());
    this.#button("clear").addEventListener("click", () => ink.clear());
    ink.addEventListener("change", () => this.#enable());
    document.addEventListener("keydown", (event) => this.#key(event));
    this.#enable();
  }

  get width() {
    return WIDTHS[this.#chosen()] * (this.#mode.format ? IN_A_NUMBER : 1);
  }

  get erasing() {
    return this.#chosen() === "eraser";
  }

  #chosen() {
    return this.#root.querySelector("input[name=pen]:checked").value;
  }

  #button(name) {
    return this.#root.querySelector(`[data-tool=${name}]`);
  }

  // aria-disabled rather than disabled: a button that switches itself off must not lose the keyboard's focus.
  #enable() {
    this.#button("undo").setAttribute("aria-disabled", String(!this.#ink.canUndo));
    this.#button("clear").setAttribute("aria-disabled", String(this.#ink.empty));
  }

  #key(event) {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.altKey && key === "z") event.shiftKey ? this.#ink.redo() : this.#ink.undo();
    else if (command && key === "y") this.#ink.redo();
    else if (!command && ["escape", "delete", "backspace"].includes(key)) this.#ink.clear();
    else return;
    event.preventDefault();
  }
}
