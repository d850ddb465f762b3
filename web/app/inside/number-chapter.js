// The last chapter: how a number is read. The cuts and the path lie over the ink on the pad; here are the characters, what
// the whole could be, and the network moved along the line without any cuts.

import { percent, SHOWN_FROM } from "../confidence.js";
import { element } from "../element.js";
import { Latest } from "../engine/latest.js";
import { say } from "../words/words.js";
import { softmax } from "./arithmetic.js";
import { MapCanvas } from "./maps.js";
import { Steps } from "./steps.js";
import { bodyOf, headOf } from "./workings.js";

const DIGITS = 10;
const SIDE = 32; // of a window, in pixels of the line's picture
const STEP = 4; // between two windows

export class NumberChapter {
  #root;
  #tools;
  #characters = element("div", {
    class: "table-scroller",
    tabindex: "0",
    role: "group",
    "aria-label": say("inside.characters"),
  });
  #readings = element("div");
  #steps;
  #sweep = element("figure", { class: "sweep" });
  #sweeping = new Latest(() => this.#showSweep());
  #line = null;
  #left = false;

  /** @param {HTMLElement} root @param {any} tools of the page */
  constructor(root, tools) {
    this.#root = root;
    this.#tools = tools;
    this.#steps = new Steps(tools);
    root.replaceChildren(
      this.#steps.root,
      part(say("inside.cuts"), say("inside.cutsText"), []),
      part(say("inside.lattice"), say("inside.latticeText"), [this.#characters]),
      part(say("inside.whole"), say("inside.wholeText"), [this.#readings]),
      part(say("inside.sweep"), say("inside.sweepText"), [this.#sweep]),
    );
  }

  go() {}

  /** @param {any} answer { lines, main }, or null for an empty pad */
  show(answer) {
    if (answer && !answer.lines) return;
    this.#line = answer ? (answer.lines[answer.main]?.reading ?? null) : null;
    this.#characters.replaceChildren(characterTable(this.#line));
    this.#readings.replaceChildren(readingTable(this.#line));
    this.#steps.show(this.#line, answer?.inStrokes);
    this.#sweeping.ask();
  }

  reload() {}

  leave() {
    this.#left = true;
    this.#steps.leave();
    this.#root.replaceChildren();
  }

  async #showSweep() {
    const { engine, sheets, ink, pad } = this.#tools;
    if (!this.#line || ink.empty) return this.#sweep.replaceChildren(element("p", {}, say("inside.writeNumber")));
    const sheet = sheets.pack(ink, pad.frame);
    const swept = await engine.call("sweep", { sheet, line: this.#line.line ?? undefined }).catch(() => null);
    if (this.#left) return;
    if (!swept || swept.outputs.length === 0) return this.#sweep.replaceChildren();
    this.#sweep.style.setProperty("--pixels", swept.width);
    this.#sweep.replaceChildren(pictureOf(swept), sharesOf(swept));
  }
}

const notable = (choices) => choices.filter(({ confidence }) => confidence >= SHOWN_FROM);

function part(title, text, nodes) {
  const section = element("section", { class: "chapter" });
  section.append(element("h3", {}, title), element("p", {}, text), ...nodes);
  return section;
}

function characterTable(reading) {
  const characters = reading?.characters ?? [];
  if (characters.length === 0) return element("p", { class: "explanation" }, say("inside.writeNumber"));
  const table = element("table", { class: "contributions" });
  table.append(
    headOf(["arc", "reads", "sure", "others"].map((name) => say(`inside.arc-${name}`))),
    bodyOf(
      characters.map(({ text, confidence, alternatives }, i) => {
        const line = element("tr");
        const others = notable(alternatives).map((one) =>
          say("read.withShare", { text: one.text, share: percent(one.confidence) }),
        );
        line.append(
          element("th", { scope: "row" }, String(i + 1)),
          element("td", {}, text),
          element("td", {}, percent(confidence)),
          element("td", {}, others.join(say("inside.comma")) || say("inside.nothingElse")),
        );
        return line;
      }),
    ),
  );
  return table;
}

function readingTable(reading) {
  const alternatives = reading?.alternatives ?? [];
  if (alternatives.length === 0) return element("p", { class: "explanation" }, say("inside.nothingYet"));
  const table = element("table", { class: "contributions" });
  table.append(
    headOf([say("inside.reading"), say("inside.share")]),
    bodyOf(
      (notable(alternatives).length > 0 ? notable(alternatives) : alternatives.slice(0, 1)).map(
        ({ formatted, confidence }) => {
          const line = element("tr");
          const share = element("td", { class: "bar-cell" }, percent(confidence));
          share.style.setProperty("--p", confidence.toFixed(3));
          line.append(element("th", { scope: "row" }, formatted), share);
          return line;
        },
      ),
    ),
  );
  return table;
}

function pictureOf({ picture, width }) {
  const canvas = element("canvas", { role: "img", "aria-label": say("inside.lineSeen") });
  new MapCanvas(/** @type {any} */ (canvas), width, SIDE).show(picture, 255);
  return canvas;
}

// A column for each window under its middle; a row for each digit.
function sharesOf({ outputs, width }) {
  const canvas = element("canvas", { role: "img", "aria-label": bestOf(outputs) });
  const columns = Math.max(1, Math.round(width / STEP));
  const values = new Float32Array(columns * DIGITS);
  const first = SIDE / 2 / STEP;
  outputs.forEach((logits, i) =>
    softmax(logits).forEach((share, digit) => {
      if (first + i < columns) values[digit * columns + first + i] = share;
    }),
  );
  new MapCanvas(/** @type {any} */ (canvas), columns, DIGITS).show(values, 1);
  const holder = element("div", { class: "shares" });
  const names = element("ol", { "aria-hidden": "true" });
  names.append(...Array.from({ length: DIGITS }, (_, digit) => element("li", {}, String(digit))));
  holder.append(names, canvas);
  return holder;
}

function bestOf(outputs) {
  const best = outputs.map((logits) => logits.indexOf(Math.max(...logits)));
  const runs = best.filter((digit, i) => digit !== best[i - 1]);
  return say("inside.likeliest", { digits: runs.join(say("inside.comma")) });
}
