// How something was read, step by step: the pictures that the engine makes on its way, with a sentence each.

import { element } from "../element.js";
import { Latest } from "../engine/latest.js";
import stagesWords from "../words/en/stages.js";
import { english, say } from "../words/words.js";

english({ stages: stagesWords });

/** Of steps that found nothing. */
const NOTHING = { print: "noPrint", apart: "noApart" };

export class Steps {
  #tools;
  #list = element("ol", { class: "steps" });
  #showing = new Latest(() => this.#show());
  #reading = null;
  #inStrokes = false;
  #left = false;

  root = element("section", { class: "chapter" });

  /** @param {any} tools of the page */
  constructor(tools) {
    this.#tools = tools;
    this.root.append(element("h3", {}, say("stages.title")), element("p", {}, say("stages.about")), this.#list);
  }

  /** @param {any} reading null where there is none @param {boolean} inStrokes its boxes are in the strokes' unit */
  show(reading, inStrokes) {
    this.#reading = reading;
    this.#inStrokes = inStrokes;
    this.#showing.ask();
  }

  leave() {
    this.#left = true;
  }

  async #show() {
    const { engine, sheets, ink, pad } = this.#tools;
    const [reading, inStrokes] = [this.#reading, this.#inStrokes];
    if (!reading || ink.empty) return this.#list.replaceChildren(element("li", {}, say("stages.nothing")));
    const sheet = sheets.pack(ink, pad.frame);
    const steps = await engine.call("steps", { sheet, reading, inStrokes }).catch((error) => console.warn(error));
    if (this.#left || reading !== this.#reading) return;
    this.#list.replaceChildren(...(steps ? steps.map(shown) : [element("li", {}, say("stages.failed"))]));
  }
}

/** @param {import("../engine/stages.js").Step} step */
function shown({ name, bitmap }) {
  const item = element("li", { class: "step" });
  const sentence = say(`stages.${bitmap ? name : NOTHING[name]}`);
  if (bitmap) {
    const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { "aria-hidden": "true", "data-stage": name }));
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
    item.append(canvas);
  }
  item.append(element("p", {}, sentence));
  return item;
}
