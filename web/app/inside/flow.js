// All layers from the picture to the digit: a section each, its maps as pictures that move while one writes. A map leads
// to how its outputs come about.

import { element } from "../element.js";
import { decimal, say } from "../words/words.js";
import { softmax } from "./arithmetic.js";
import { largestOf, MapCanvas } from "./maps.js";
import { nameOf, shapeOf } from "./network.js";

const UNITS_IN_PICTURE = { f6: [7, 12] }; // as the codes of 1998 are; other units lie in a strip
const ARROWS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Flow {
  /** @type {Record<string, any>} what shows each layer's outputs, by its id */
  #layers = {};
  #output;
  #network;

  /**
   * @param {import("./network.js").Network} network
   * @param {(layer: string, map?: number | string) => string} hrefOf the address of a place in this view
   */
  constructor(network, hrefOf) {
    this.#network = network;
    const list = element("ol", { class: "flow", "aria-label": say("inside.layersOf", { network: network.name }) });
    const last = network.layers.at(-1);
    for (const layer of network.layers) {
      const section = element("li", { class: `layer ${layer.kind}`, "data-layer": layer.id });
      const head = element("div", { class: "layer-head" });
      head.append(
        element("h3", {}, layer.name),
        element("p", { class: "shape" }, shapeOf(layer)),
        element("p", { class: "what" }, layer.what),
      );
      section.append(head);
      this.#layers[layer.id] = { section, ...(layer === last ? {} : this.#pictures(section, layer, hrefOf)) };
      list.append(section);
    }
    this.#output = new OutputRows(this.#layers[last.id].section, last, hrefOf);
    list.addEventListener("keydown", (event) => moveFocus(event));
    this.element = list;
  }

  /** The element of a layer, for what is shown beneath it. */
  sectionOf(id) {
    return this.#layers[id]?.section;
  }

  /**
   * @param {() => any} latest the answer to show: { outputs }, or null for an empty pad
   * @returns {import("./painter.js").Piece[]} a piece for each layer
   */
  pieces(latest) {
    return this.#network.layers.map(({ id }) => {
      const { section, show } = this.#layers[id];
      return {
        element: section,
        show: () => (show ? show(latest()?.outputs[id] ?? null) : this.#output.show(latest())),
      };
    });
  }

  /** Marks a map. @param {string} id of its layer @param {number | null} map */
  choose(id, map) {
    for (const [name, { section, links }] of Object.entries(this.#layers)) {
      section.classList.toggle("chosen", name === id);
      links?.forEach((link, i) => {
        const chosen = name === id && i === (links.length > 1 ? map : 0);
        if (chosen) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        link.tabIndex = chosen || (i === 0 && !(name === id && links.length > 1 && map > 0)) ? 0 : -1;
      });
    }
    this.#output.choose(id);
  }

  #pictures(section, layer, hrefOf) {
    return layer.side > 1 ? pictureOfMaps(section, layer, hrefOf) : pictureOfUnits(section, layer, hrefOf);
  }
}

function pictureOfMaps(section, layer, hrefOf) {
  const { id, maps, side } = layer;
  const holder = element("div", { class: "maps" });
  const links = Array.from({ length: maps }, (_, map) =>
    element("a", { class: "map", href: hrefOf(id, map), "aria-label": nameOf(layer, map) }),
  );
  const canvases = links.map((link) => {
    const canvas = element("canvas", { "aria-hidden": "true" });
    link.append(canvas);
    return new MapCanvas(/** @type {any} */ (canvas), side, side);
  });
  holder.append(...links);
  section.append(holder);
  const show = (outputs) => {
    const largest = outputs ? largestOf(outputs) : 0;
    canvases.forEach((canvas, map) =>
      canvas.showOf(layer, outputs?.subarray(map * side * side, (map + 1) * side * side) ?? null, largest),
    );
  };
  return { links, show };
}

function pictureOfUnits(section, layer, hrefOf) {
  const { id, name, maps } = layer;
  const [width, height] = UNITS_IN_PICTURE[id] ?? [1, maps];
  const link = element("a", {
    class: "map units",
    href: hrefOf(id, 0),
    "aria-label": say("inside.units", { name, n: maps }),
  });
  const canvas = element("canvas", { "aria-hidden": "true" });
  link.append(canvas);
  section.append(link);
  const picture = new MapCanvas(/** @type {any} */ (canvas), width, height);
  link.addEventListener("click", (event) => {
    if (event.detail === 0) return; // by the keyboard: there is no place
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    const lies = box.width > box.height && width < height; // a strip on its side
    const across = (event.clientX - box.left) / box.width;
    const down = (event.clientY - box.top) / box.height;
    const cell = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    const unit = lies ? cell(across, height) : cell(down, height) * width + cell(across, width);
    location.hash = hrefOf(id, unit).slice(1);
  });
  return { links: [link], show: (outputs) => picture.showOf(layer, outputs, outputs ? largestOf(outputs) : 0) };
}

/** The ten outputs: of sums each with its share of softmax as a bar, of distances with the share that a small one has. */
class OutputRows {
  #rows;
  #softmax = null;
  #layer;

  constructor(section, layer, hrefOf) {
    this.#layer = layer;
    const list = element("div", { class: "outputs" });
    this.#rows = Array.from({ length: layer.maps }, (_, digit) => {
      const attributes = { class: "output", href: hrefOf(layer.id, digit), tabindex: digit === 0 ? "0" : "-1" };
      const link = element("a", attributes);
      link.append(
        element("span", { class: "visually-hidden" }, say("inside.digitOf", { name: layer.name })),
        element("span", { class: "digit" }, String(digit)),
        element("span", { class: "logit" }),
        element("span", { class: "share" }),
      );
      list.append(link);
      return link;
    });
    section.append(list);
    if (layer.kind === "rbf") return;
    this.#softmax = element("a", { class: "to-softmax", href: hrefOf("softmax") }, "softmax");
    section.append(this.#softmax);
  }

  choose(id) {
    if (id === "softmax") this.#softmax?.setAttribute("aria-current", "true");
    else this.#softmax?.removeAttribute("aria-current");
  }

  show(answer) {
    const values = answer?.outputs[this.#layer.id];
    const shares = values ? softmax(this.#layer.kind === "rbf" ? values.map((distance) => -distance) : values) : null;
    const best = shares ? shares.indexOf(Math.max(...shares)) : -1;
    this.#rows.forEach((row, digit) => {
      row.classList.toggle("best", digit === best);
      row.style.setProperty("--p", (shares?.[digit] ?? 0).toFixed(4));
      row.children[2].textContent = values ? signed(values[digit], 1) : "";
    });
  }
}

/** −1.20: with a minus sign, as in print. */
export function signed(value, decimals) {
  const size = Math.abs(value);
  const text = decimal(size, decimals);
  return value < 0 && Number(size.toFixed(decimals)) !== 0 ? `\u2212${text}` : text;
}

// The maps of a layer are one stop of the Tab key; arrows go from one to the next.
function moveFocus(event) {
  const step = ARROWS[event.key];
  const link = event.target.closest?.(".map, .output");
  if (!step || !link) return;
  const links = [...link.parentElement.querySelectorAll(".map, .output")];
  const next = links[links.indexOf(link) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
