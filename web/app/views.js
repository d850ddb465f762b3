// Which view is shown: reading, or one of those that come when they are first opened.

import { element } from "./element.js";
import { say } from "./words/words.js";

/** What is said of a part of the page that could not be fetched. */
export const missing = () => say("read.missing");

const LOADERS = {
  inside: () => import("./inside/inside.js"),
  lesson: () => import("./lesson/lesson.js"),
  gallery: () => import("./gallery/gallery.js"),
};

/**
 * @typedef {object} View
 * @property {(path: string[]) => void} go shows the place in it; what there is not leads to its start
 * @property {(answer: any) => void} [show] an answer of main.js about what is on the pad
 * @property {() => void} reload shows the weights that are now in use
 * @property {() => void} leave takes its elements away
 */

export class Views {
  #root;
  #links;
  #address;
  #tools;
  /** @type {View | null} */
  #view = null;
  #name = "read";
  #turn = 0; // counts changes: a view that comes late is not shown
  #answer = null;

  /** Called when another view is shown. */
  onchange = () => {};

  /**
   * @param {HTMLElement} root where the other views put their elements
   * @param {NodeListOf<HTMLAnchorElement>} links to the views
   * @param {import("./address.js").Address} address
   * @param {object} tools what views may use of the page
   */
  constructor(root, links, address, tools) {
    this.#root = root;
    this.#links = links;
    this.#address = address;
    this.#tools = tools;
    address.addEventListener("change", () => this.follow());
  }

  /** "read", "inside", "lesson" or "gallery" */
  get name() {
    return this.#name;
  }

  /** Whether answers must have every layer's outputs. */
  get needsLayers() {
    return this.#name !== "read";
  }

  /** What show() was given last. */
  get answer() {
    return this.#answer;
  }

  /** @param {any} answer { result, activations }, { lines, … }, or null for nothing */
  show(answer) {
    this.#answer = answer;
    this.#view?.show?.(answer);
  }

  /** The network has other weights. */
  reload() {
    this.#view?.reload();
  }

  /** Shows the view anew, in another language. */
  reopen() {
    this.#change();
    if (this.#name !== "read") this.#open(this.#name);
  }

  async follow() {
    const { path } = this.#address;
    const name = Object.hasOwn(LOADERS, path[0]) ? path[0] : "read";
    const moved = name !== this.#name;
    this.#name = name;
    if (moved) this.#change();
    else this.#view?.go(path.slice(1));
    if (moved && name !== "read") await this.#open(name);
  }

  #change() {
    this.#turn++;
    this.#view?.leave();
    this.#view = null;
    document.body.dataset.view = this.#name;
    document.body.classList.remove("staged");
    this.#root.replaceChildren();
    const linked = this.#name === "gallery" ? "inside" : this.#name; // whose chapter it is
    for (const link of this.#links) {
      if (link.dataset.view === linked) link.setAttribute("aria-current", linked === this.#name ? "page" : "true");
      else link.removeAttribute("aria-current");
    }
    scrollTo(0, 0);
    this.onchange();
  }

  async #open(name) {
    const turn = this.#turn;
    const own = element("div", { class: "view" });
    const opened = await LOADERS[name]()
      .then((module) => module.open(own, this.#tools))
      .catch((error) => ({ error }));
    if (turn !== this.#turn) return opened.leave?.();
    document.body.classList.add("staged");
    if (opened.error) return this.#showMissing(opened.error);
    this.#root.replaceChildren(own);
    this.#view = opened;
    this.#view.go(this.#address.path.slice(1));
    this.#view.show?.(this.#answer);
  }

  // A reload, since browsers remember that a module did not come.
  #showMissing(error) {
    console.warn(error);
    const again = element("button", { class: "retry", type: "button" }, say("read.again"));
    again.addEventListener("click", () => location.reload());
    const message = element("div", { class: "missing", role: "alert" });
    message.append(element("p", {}, missing()), again);
    this.#root.replaceChildren(message);
  }
}
