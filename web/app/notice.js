// A line over the pad about what the user just did. It goes with the next change of the sheet, by Escape or its button.

export class Notice {
  #root;
  #text;
  #undo;
  #surface;

  /**
   * @param {HTMLElement} root
   * @param {import("./ink.js").Ink} ink
   * @param {HTMLElement} surface gets the focus that a hidden button would lose
   */
  constructor(root, ink, surface) {
    this.#root = root;
    this.#surface = surface;
    this.#text = root.querySelector("p");
    const [undo, dismiss] = root.querySelectorAll("button");
    this.#undo = undo;
    undo.addEventListener("click", () => ink.undo());
    dismiss.addEventListener("click", () => this.#hide());
    ink.addEventListener("change", () => this.#hide());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#hide());
  }

  /** @param {boolean} [undoable] offers to take it back */
  show(text, undoable = false) {
    this.#text.textContent = text;
    this.#undo.hidden = !undoable;
    this.#root.hidden = false;
  }

  #hide() {
    if (this.#root.hidden) return;
    if (this.#root.contains(document.activeElement)) this.#surface.focus();
    this.#root.hidden = true;
  }
}
