// Files that were opened together, of which one is seen: which it is, and those before and after it.

import { element } from "../element.js";
import { always, say } from "../words/words.js";

export class Pile {
  #root = element("div", { class: "pile notice", role: "group", hidden: "" });
  #place = element("p", { role: "status" });
  #before;
  #after;
  /** @type {Blob[]} */
  #files = [];
  /** @type {Blob | undefined} */
  #seen;

  /** Called with the file that the user wants to see. @type {(file: any) => void} */
  onchoice = () => {};

  /** @param {HTMLElement} surface of the pad, over which it lies */
  constructor(surface) {
    this.#before = this.#button("‹", "pictures.previous", -1);
    this.#after = this.#button("›", "pictures.next", 1);
    this.#root.append(this.#before, this.#place, this.#after);
    surface.parentElement.append(this.#root);
    always(() => {
      this.#root.ariaLabel = say("pictures.opened");
      this.show(this.#seen);
    });
  }

  /** @param {Blob[]} files in place of those before */
  lay(files) {
    this.#files = [...files];
  }

  /** Takes one away that is no picture. @param {Blob} file */
  drop(file) {
    this.#files = this.#files.filter((one) => one !== file);
    this.show(this.#seen);
  }

  /** @param {Blob | undefined} file that is seen */
  show(file) {
    this.#seen = file;
    const at = this.#files.indexOf(file);
    const count = this.#files.length;
    this.#root.hidden = at < 0 || count < 2;
    this.#place.textContent = say("pictures.place", { n: at + 1, count });
    this.#before.setAttribute("aria-disabled", String(at === 0));
    this.#after.setAttribute("aria-disabled", String(at === count - 1));
  }

  #button(sign, name, step) {
    const button = element("button", { type: "button" }, sign);
    always(() => (button.ariaLabel = say(name)));
    button.addEventListener("click", () => {
      const file = this.#files[this.#files.indexOf(this.#seen) + step];
      if (file) this.onchoice(file);
    });
    return button;
  }
}
