// Opened pictures: how they come onto the sheet, how one looks at them, and what part of them is read. Comes with the first
// one.

import { element, styled } from "../element.js";
import { missing } from "../views.js";
import words from "../words/en/pictures.js";
import { always, english, say } from "../words/words.js";
import { Crop } from "./crop.js";
import { Gestures } from "./gestures.js";
import { FileProblem, pictureOf } from "./picture-file.js";
import { PictureLayer } from "./picture-layer.js";
import { PictureTools } from "./picture-tools.js";
import styles from "./pictures.css?url";
import { Pile } from "./pile.js";
import { Progress } from "./progress.js";

english({ pictures: words });

/** What trained weights come in, as far as a name tells. */
const isWeights = (/** @type {PictureFile} */ { name }) =>
  /\.(safetensors|pth?|pkl|pickle|npz|onnx|ckpt|bin|h5|model)$/i.test(name);

/** @typedef {import("./picture-file.js").Picture} Picture @typedef {import("./picture-file.js").PictureFile} PictureFile */

/** @type {Promise<Pictures> | null} */
let pictures = null;

/** What shows them, of which the page has one. @param {any} tools of the page */
export function picturesOf(tools) {
  pictures ??= styled(styles).then(() => new Pictures(tools));
  pictures.catch(() => (pictures = null));
  return pictures;
}

class Pictures {
  #page;
  #layer;
  #gestures;
  #crop;
  #tools;
  #progress;
  #pile;
  /** @type {any} */
  #cells = null;
  #cellsComing = null;
  #opening = 0; // counts what was opened
  #name = element("p", { id: "picture-name", class: "visually-hidden" }); // what is said of the pad while it shows one
  #keys = element("p", { id: "picture-keys", class: "visually-hidden" });

  constructor(page) {
    this.#page = page;
    const { pad, ink } = page;
    this.#layer = new PictureLayer(pad);
    this.#gestures = new Gestures(pad, this.#layer);
    this.#gestures.chooserAt = (x, y) => this.#cells?.chooserAt(x, y) ?? page.chooserAt(x, y, true);
    this.#crop = new Crop(pad);
    this.#pile = new Pile(pad.surface);
    this.#pile.onchoice = (file) => this.#openFirst([file]);
    this.#progress = new Progress(pad.surface);
    this.#progress.onshow = page.showReading;
    this.#tools = new PictureTools(document.querySelector(".tools"), {
      less: () => this.#gestures.step(-1),
      more: () => this.#gestures.step(1),
      turn: () => this.#change(({ turns }) => ({ turns: (turns + 1) % 4, region: null })),
      cut: () => this.#choose(),
      whole: () => this.#change(() => ({ region: null })),
      back: () => this.#leave(),
      done: () => this.#change(() => ({ region: this.#crop.region })),
      instead: () => this.#writeInstead(),
    });
    document.querySelector("#keys").after(this.#name, this.#keys);
    always(() => {
      this.#name.textContent = say("pictures.name");
      this.#keys.textContent = say("pictures.keys");
    });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#leave());
    ink.addEventListener("change", () => this.#leave());
    page.address.addEventListener("change", () => this.#leave());
    pad.layer = this.#layer;
    pad.onplaced = () => this.#placed();
    pad.draw();
    page.onbusy = (busy) => {
      if (!ink.picture || pad.guest) return;
      if (busy) this.#progress.begin();
      else this.#findCells();
    };
    page.onanswer = () => pad.guest || this.#progress.end();
  }

  /** How a file becomes one. */
  pictureOf = pictureOf;

  /**
   * Puts a picture onto the sheet, with those that came with it beside it, or has the page read with weights.
   *
   * @param {PictureFile[]} files at least one
   * @param {{ look?: import("./picture-file.js").Look, put?: (picture: Picture) => void }} [how]
   */
  async open(files, how) {
    if (isWeights(files[0])) return this.#openWeights(files[0]);
    this.#pile.lay(files);
    await this.#openFirst(files, how);
  }

  // What is no picture is told, and passed over.
  async #openFirst(files, how) {
    const problems = [];
    for (const file of files) {
      const problem = await this.#show(file, how);
      if (problem === null) break;
      problems.push(problem);
      this.#pile.drop(file);
    }
    if (problems.length > 0) this.#page.notice.show(problems[0]);
  }

  async #openWeights(file) {
    const weights = await import("../weights/weights-file.js").catch(() => null);
    if (weights) weights.openWeights(file, this.#page);
    else this.#page.notice.show(missing());
  }

  // At once, and on the sheet when its pixels are there to be read; until then the sheet stays as it is. Of files opened in
  // quick succession the last one counts. Resolves with why a file can't be shown.
  async #show(file, how) {
    const { pad, ink, sheets } = this.#page;
    const { look, put = (picture) => ink.show(picture) } = how ?? {};
    const turn = ++this.#opening;
    const isStale = () => turn !== this.#opening;
    this.#leave();
    this.#progress.begin(() => this.#stop());
    try {
      const picture = await pictureOf(file, look);
      if (isStale()) return null;
      pad.lookAt(picture);
      await sheets.send(picture);
      if (isStale()) return null;
      put(picture);
      pad.lookAt(null);
      this.#progress.begin(() => ink.undo());
      return null;
    } catch (error) {
      if (isStale()) return null;
      this.#stop();
      if (!(error instanceof FileProblem)) console.warn(error);
      return error.message;
    }
  }

  // What cannot be fetched is not offered.
  async #findCells() {
    this.#cellsComing ??= import("../cells/cells.js").then(({ cellsOf }) => cellsOf(this.#page, this.#layer));
    try {
      this.#cells = await this.#cellsComing;
      await this.#cells.find();
    } catch {
      this.#cellsComing = null;
    }
  }

  // As if nothing had been opened.
  #stop() {
    const { pad, reading } = this.#page;
    this.#opening++;
    pad.lookAt(null);
    this.#progress.end();
    reading.ask();
  }

  // Another look at the picture, which is then read so.
  #change(lookOf) {
    const { ink, pad } = this.#page;
    const { picture } = ink;
    if (!picture || pad.guest) return;
    ink.replace({ strokes: [], picture: picture.as(lookOf(picture)) });
    this.#progress.begin(() => ink.undo());
  }

  #writeInstead() {
    const { tools, pad } = this.#page;
    if (pad.guest) this.#stop();
    else tools.clear();
    pad.surface.focus();
  }

  #choose() {
    if (this.#page.pad.guest) return;
    this.#crop.begin();
    this.#gestures.drag = this.#crop;
    this.#page.pad.draw();
  }

  // The rectangle that is being chosen, if one is.
  #leave() {
    if (!this.#crop.choosing) return;
    this.#crop.end();
    this.#gestures.drag = null;
    this.#page.pad.draw();
    this.#tools.focus();
  }

  // What depends on how the picture lies.
  #placed() {
    const { pad } = this.#page;
    const { picture } = pad;
    this.#crop.place();
    this.#pile.show(picture?.file);
    this.#tools.show({
      cutting: this.#crop.choosing,
      cut: Boolean(picture?.region),
      canEnlarge: this.#layer.canZoom(2),
      canReduce: this.#layer.canZoom(0.5),
      canChange: !pad.guest,
    });
    pad.surface.setAttribute("aria-describedby", picture ? this.#keys.id : "keys");
    if (picture) pad.surface.setAttribute("aria-labelledby", this.#name.id);
    else pad.surface.removeAttribute("aria-labelledby");
  }
}
