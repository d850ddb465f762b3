// What is to be read: one digit, or a number of some format. The address keeps it, so that a reload or a link does too.

/** The library's name for what each mode reads; null for one digit. */
const FORMATS = { digit: null, number: "digits", zip: "zip", amount: "amount" };

/** Fires "change" when another mode was chosen. */
export class Mode extends EventTarget {
  #root;

  /** @param {HTMLElement} root holds a radio button for each mode */
  constructor(root) {
    super();
    this.#root = root;
    root.addEventListener("change", () => {
      history.replaceState(null, "", this.name === "digit" ? location.pathname + location.search : `#${this.name}`);
      this.#changed();
    });
    window.addEventListener("hashchange", () => this.#follow());
    this.#follow();
  }

  /** "digit", "number", "zip" or "amount" */
  get name() {
    return this.#radio(":checked").value;
  }

  /** As read() of the library takes it; null for one digit. */
  get format() {
    return FORMATS[this.name];
  }

  #follow() {
    const name = location.hash.slice(1);
    const chosen = Object.hasOwn(FORMATS, name) ? name : "digit";
    this.#radio(`[value=${chosen}]`).checked = true;
    this.#changed();
  }

  /** @returns {HTMLInputElement} */
  #radio(selector) {
    return this.#root.querySelector(selector);
  }

  #changed() {
    document.body.dataset.mode = this.name;
    this.dispatchEvent(new Event("change"));
  }
}
