// What is to be read: one digit, a number of some format, or whichever is there. The address keeps it, so that a reload
// or a link does too.

/** The library's name for what each mode reads; null for one digit. */
const FORMATS = { auto: "auto", digit: null, number: "digits", zip: "zip", amount: "amount" };

/** The place in other views that is about numbers; the others there are about a digit. */
const ABOUT_NUMBERS = /^inside\/number(\/|$)/;

/** Fires "change" when another mode was chosen. */
export class Mode extends EventTarget {
  #root;
  #address;
  #home;
  #name = "digit";
  #answers = "digit";

  /**
   * @param {HTMLElement} root holds a radio button for each mode
   * @param {import("./address.js").Address} address
   * @param {HTMLAnchorElement} home leads back to what was last read
   */
  constructor(root, address, home) {
    super();
    this.#root = root;
    this.#address = address;
    this.#home = home;
    root.addEventListener("change", () => {
      const { value } = this.#radio(":checked");
      address.replace(value === "auto" ? [] : [value]);
    });
    address.addEventListener("change", () => this.#follow());
    this.#follow();
  }

  /** "auto", "digit", "number", "zip" or "amount" */
  get name() {
    return this.#name;
  }

  /** As read() of the library takes it; null for one digit. */
  get format() {
    return FORMATS[this.name];
  }

  /** Whether an answer is one digit: that of any mode but "auto" is what was asked for. */
  get isOfDigit() {
    return this.#shown === "digit";
  }

  /** What was found where the mode is "auto". */
  showAnswerOf(isDigit) {
    this.#answers = isDigit ? "digit" : "number";
    document.body.dataset.mode = this.#shown;
  }

  get #shown() {
    return this.#name === "auto" ? this.#answers : this.#name;
  }

  #follow() {
    const before = this.#name;
    this.#name = this.#asked();
    document.body.dataset.mode = this.#shown;
    document.body.dataset.pad = this.#name === "digit" ? "square" : "wide";
    if (this.#name !== before) this.dispatchEvent(new Event("change"));
  }

  #asked() {
    const { path } = this.#address;
    const [view] = path;
    if (/^(inside|lesson|gallery|train|play)$/.test(view))
      return ABOUT_NUMBERS.test(path.join("/")) ? "number" : "digit";
    const chosen = Object.hasOwn(FORMATS, view) ? view : "auto";
    this.#radio(`[value=${chosen}]`).checked = true;
    this.#home.hash = chosen === "auto" ? "" : chosen;
    return chosen;
  }

  /** @returns {HTMLInputElement} */
  #radio(selector) {
    return this.#root.querySelector(selector);
  }
}
