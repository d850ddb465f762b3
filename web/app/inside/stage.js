// The network on the screen: its layers, and the panel about one of them. Used by the views that show it.

import { element } from "../element.js";
import { DIGITS } from "../glyphs.js";
import { packInk } from "../ink-link.js";
import { say } from "../words/words.js";
import { outputsOf } from "./arithmetic.js";
import { Detail } from "./detail.js";
import { Flow } from "./flow.js";
import { layerTable } from "./layer-table.js";
import { layerOf, networkOf } from "./network.js";
import { Painter } from "./painter.js";

const WIDE = "(min-width: 900px)"; // the layers lie beside each other, as in screens.css
const ADDRESS_AFTER = 400; // ms of rest: browsers allow few changes of the address
const START = { id: "c1", map: 0, row: null, column: null };

export class Stage {
  #root;
  #tools;
  #base;
  #painter = new Painter((busy) => (this.#holder.ariaBusy = String(busy)));
  #flow = null;
  #detail = null;
  #network = null;
  #holder = element("div");
  #flows = element("div"); // what a network fills anew, above the extras and below
  #tables = element("div");
  #empty;
  #path = [];
  #answer = null;
  #wide = matchMedia(WIDE);
  #lay = () => this.#layOut();
  /** @type {ReturnType<typeof setTimeout>} */
  #timer;
  /** @type {import("./detail.js").Place} */
  #place = START;
  #left = false;
  #rule = { temperature: null, inFloats: false };
  #panelAfter;

  /** Called when the layers show another answer or place. */
  onshow = () => {};

  /**
   * @param {HTMLElement} root
   * @param {any} tools of the page
   * @param {string[]} base the path of the view, before the place in it
   * @param {object} [options]
   * @param {HTMLElement} [options.panelAfter] what the panel stands behind, in place of its layer
   * @param {import("./network.js").Network} [options.network] in place of the one that the page reads with
   * @param {HTMLElement[]} [options.extras] what stands below the panel
   */
  constructor(root, tools, base, { panelAfter, network, extras = [] } = {}) {
    this.#root = root;
    this.#tools = tools;
    this.#base = base;
    this.#panelAfter = panelAfter;
    this.#empty = emptyPad(tools);
    this.#holder.append(this.#flows, ...extras, this.#tables);
    this.#wide.addEventListener("change", this.#lay);
    if (network) this.network = network;
    else this.#build();
  }

  /** Maps lead to places in it from now on. @param {string[]} base */
  set base(base) {
    if (base.join("/") === this.#base.join("/")) return;
    this.#base = base;
    if (this.#network) this.#assemble();
  }

  /** Shows another network from now on. */
  set network(network) {
    this.#network = network;
    this.#assemble();
  }

  get network() {
    return this.#network;
  }

  /** Every layer's outputs, by its id; null for an empty pad. */
  get outputs() {
    return this.#answer?.outputs ?? null;
  }

  get place() {
    return this.#place;
  }

  /** @param {string[]} path ["c3", "7", "4", "5"]: layer, map, and perhaps row and column */
  go(path) {
    this.#path = path;
    if (!this.#network) return;
    const before = this.#place;
    this.#place = placeIn(this.#network, path) ?? START;
    this.#showPlace();
    if (before.id !== this.#place.id || before.map !== this.#place.map) this.#reveal();
    this.onshow();
  }

  /** @param {any} answer of main.js */
  show(answer) {
    if (answer && !answer.activations) return;
    this.#answer = answer && { ...answer, outputs: outputsOf(answer.activations) };
    this.#empty.hidden = !this.#tools.ink.empty;
    if (!this.#network) this.#build();
    if (this.#detail) this.#detail.answer = this.#answer;
    this.#painter.ask();
  }

  /** Shows the weights that are now in use, once they have answered. */
  reload() {
    this.#network = null;
  }

  leave() {
    this.#left = true;
    clearTimeout(this.#timer);
    this.#painter.stop();
    this.#root.replaceChildren();
    this.#wide.removeEventListener("change", this.#lay);
  }

  // To no effect before the engine is ready, which then answers.
  async #build() {
    const weights = await this.#tools.engine.call("weights").catch(() => null);
    if (!weights || this.#network || this.#left) return;
    this.#network = networkOf(weights);
    const { temperature, float32_border: border } = weights.metadata;
    this.#rule = {
      temperature: temperature === undefined ? null : Number(temperature),
      inFloats: border !== undefined,
    };
    this.#assemble();
  }

  #assemble() {
    const hrefOf = (layer, map) => `#${[...this.#base, layer, ...(map === undefined ? [] : [map])].join("/")}`;
    this.#detail?.element.remove();
    this.#detail = new Detail(this.#network, hrefOf, this.#rule);
    this.#detail.onmove = (place) => this.#keepPlace(place);
    this.#detail.onsay = (sentence) => this.#tools.announcer.say(sentence);
    this.#flow = new Flow(this.#network, hrefOf);
    this.#flows.replaceChildren(this.#empty, this.#flow.element);
    this.#tables.replaceChildren(layerTable(this.#network), links(this.#tools));
    this.#root.append(this.#holder);
    this.#detail.answer = this.#answer;
    this.#painter.pieces = [
      ...this.#flow.pieces(() => this.#answer),
      { element: this.#detail.element, show: () => this.#detail.show() },
      { element: this.#panelAfter ?? this.#flow.element, show: () => this.onshow() },
    ];
    this.#painter.ask();
    this.go(this.#path);
  }

  #showPlace() {
    this.#flow.choose(this.#place.id, this.#place.map);
    this.#detail.go(this.#place);
    this.#layOut();
  }

  #reveal() {
    if (this.#wide.matches && !this.#panelAfter) this.#detail.element.scrollIntoView({ block: "nearest" });
  }

  #layOut() {
    const { element: panel } = this.#detail;
    if (this.#panelAfter) return this.#panelAfter.after(panel);
    const id = this.#place.id === "softmax" ? "f7" : this.#place.id;
    const section = this.#wide.matches ? null : this.#flow.sectionOf(id);
    if (!section) this.#flow.element.after(panel);
    else if (panel.parentElement !== section) section.append(panel);
  }

  #keepPlace(place) {
    this.#place = place;
    this.onshow();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#tools.address.replace([...this.#base, ...pathOf(place)]);
    }, ADDRESS_AFTER);
  }
}

const pathOf = ({ id, map, row, column }) => [id, map, row, column].map(String);

/**
 * @param {import("./network.js").Network} network
 * @param {string[]} path
 * @returns {import("./detail.js").Place | null} null for what there is not
 */
function placeIn(network, [id = "", ...numbers]) {
  if (id === "softmax" && layerOf(network, "f7")) return { id, map: 0, row: null, column: null };
  const layer = layerOf(network, id);
  if (!layer || !numbers.every((number) => /^\d{1,3}$/.test(number))) return null;
  const [map = 0, row = null, column = null] = numbers.map(Number);
  const fits = map < layer.maps && (row === null || row < layer.side) && (column === null || column < layer.side);
  return fits && (row === null) === (column === null) ? { id, map, row, column } : null;
}

/** What is said while the pad is empty, with an offer to write on it. */
function emptyPad({ ink }) {
  const message = element("p", { class: "empty-pad" }, say("inside.writeDigit"));
  for (const digit of [3, 7, 2]) {
    const button = element("button", { type: "button" }, String(digit));
    button.addEventListener("click", () => {
      const frame = { width: 300, height: 300 };
      ink.replace({ strokes: [strokeOf(digit, frame)], picture: null, frame });
    });
    message.append(button, " ");
  }
  return message;
}

/** Buttons that copy a link to this place, with the ink in its fragment, and open a weights file. */
function links({ ink, address, open }) {
  const holder = element("p", { class: "link-row" });
  const copy = element("button", { type: "button" }, say("inside.copyLink"));
  const file = element("label", {}, say("inside.openWeights"));
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "file", class: "visually-hidden" }));
  const said = element("span", { role: "status" });
  file.append(input);
  holder.append(copy, file, said);
  input.addEventListener("change", () => {
    if (input.files.length > 0) open([...input.files]);
    input.value = "";
  });
  copy.addEventListener("click", async () => {
    const packed = ink.picture || ink.empty ? null : packInk({ strokes: ink.strokes, frame: ink.frame });
    if (packed === null) {
      said.textContent = say(ink.empty ? "inside.noInk" : "inside.tooMuch");
      return;
    }
    const copied =
      navigator.clipboard?.writeText(`${location.href.split("#")[0]}#${address.path.join("/")}?ink=${packed}`) ??
      Promise.reject();
    said.textContent = await copied.then(
      () => say("inside.copied"),
      () => say("inside.notCopied"),
    );
  });
  return holder;
}

// A numeral of the answer, as a pen would write it.
function strokeOf(digit, { width, height }) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DIGITS[digit]);
  const length = path.getTotalLength();
  const scale = (0.7 * height) / 90;
  const points = Array.from({ length: 41 }, (_, i) => {
    const { x, y } = path.getPointAtLength((length * i) / 40);
    return { x: width / 2 + (x - 30) * scale, y: height / 2 + (y - 45) * scale, width: height / 18 };
  });
  return { points, erase: false };
}
