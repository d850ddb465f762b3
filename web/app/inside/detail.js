// The panel under the layers: the chosen map or unit, and how one output of it comes about.

import { element } from "../element.js";
import { say } from "../words/words.js";
import { peakOf } from "./arithmetic.js";
import { layerOf } from "./network.js";
import { convolution, dense, input, pooling, rbf, softmaxOf, subsampling } from "./workings.js";

const KINDS = { input, convolution, pooling, subsampling, dense, rbf };

/** @typedef {{ id: string, map: number, row: number | null, column: number | null }} Place  null: where the output is largest */

export class Detail {
  #network;
  #hrefOf;
  #rule;
  /** @type {import("./workings.js").Workings | null} */
  #workings = null;
  /** @type {Place} */
  #place = { id: "", map: 0, row: null, column: null };
  #answer = null;

  /** Called with the place when the user chose another output. @type {(place: Place) => void} */
  onmove = () => {};
  /** Called with a sentence that says the chosen output, after such a move. @type {(sentence: string) => void} */
  onsay = () => {};

  /**
   * @param {import("./network.js").Network} network
   * @param {(layer: string, map?: number | string) => string} hrefOf
   * @param {{ temperature: number | null, inFloats: boolean }} rule by which softmax becomes the page's answer
   */
  constructor(network, hrefOf, rule) {
    this.#network = network;
    this.#hrefOf = hrefOf;
    this.#rule = rule;
    this.element = element("section", { class: "panel", "aria-labelledby": "panel-title" });
  }

  /** @param {Place} place of a layer that there is, or softmax */
  go(place) {
    const same = place.id === this.#place.id && place.map === this.#place.map;
    this.#place = place;
    if (!same) this.#build();
    this.#update();
  }

  /** What go() shows from now on: { result, outputs }, or null for an empty pad. */
  set answer(answer) {
    this.#answer = answer;
  }

  /** Shows the answer. */
  show() {
    this.#update();
  }

  #build() {
    const { id, map } = this.#place;
    const head = element("header", { class: "panel-head" });
    if (id === "softmax") {
      head.append(element("h3", { id: "panel-title" }, say("inside.softmax")));
      this.#workings = softmaxOf(this.#rule);
    } else {
      const layer = layerOf(this.#network, id);
      head.append(element("h3", { id: "panel-title" }, titleOf(layer, map)), ...this.#neighbours(layer, map));
      const source = layerOf(this.#network, layer.source);
      const onmove = (row, column) => this.#move(row, column);
      this.#workings = KINDS[layer.kind](/** @type {any} */ ({ layer, source, map, onmove }));
    }
    this.element.replaceChildren(head, ...this.#workings.nodes);
  }

  #neighbours(layer, map) {
    if (layer.maps === 1) return [];
    const to = (step, words, sign) => {
      const next = (map + step + layer.maps) % layer.maps;
      return element("a", { class: "neighbour", href: this.#hrefOf(layer.id, next), "aria-label": words }, sign);
    };
    const what = layer.side > 1 ? "map" : "unit";
    return [to(-1, say(`inside.${what}Before`), "‹"), to(1, say(`inside.${what}Next`), "›")];
  }

  #move(row, column) {
    this.#place = { ...this.#place, row, column };
    this.onsay(this.#update());
    this.onmove(this.#place);
  }

  #update() {
    if (!this.#workings) return "";
    const { id, map } = this.#place;
    const layer = layerOf(this.#network, id);
    const outputs = this.#answer?.outputs ?? null;
    let { row, column } = this.#place;
    if (row === null) ({ row, column } = outputs && layer ? peakOf(layer, outputs[id], map) : { row: 0, column: 0 });
    return this.#workings.update(outputs, row, column, this.#answer);
  }
}

function titleOf({ name, side, maps, kind }, map) {
  if (kind === "input" || maps === 1) return name;
  return say(side > 1 ? "inside.mapOf" : "inside.unitOf", { name, map });
}
