// The last chapter: how a number is read. The cuts and the path lie over the ink on the pad; here are the characters, what
// the whole could be, and the network moved along the line without any cuts.

import { percent, SHOWN_FROM } from "../confidence.js";
import { element } from "../element.js";
import { Latest } from "../engine/latest.js";
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
  #characters = element("div", { class: "table-scroller", tabindex: "0", role: "group", "aria-label": "Characters" });
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
      part(
        "Cuts",
        "The line is made upright and of one size. Wherever two digits may part, a seam of least ink is laid from top to bottom: more cuts than needed, since what is not cut can't be read apart. On the pad you see the cuts that won.",
        [],
      ),
      part(
        "Lattice and path",
        "Each piece, and each run of a few neighbouring pieces, may be one character: LeNet-5 reads them all, and says of each how much it looks like a digit at all. These are the arcs of a graph from the left end to the right, the lattice. The path whose arcs say most together is the answer; the arcs below the ink on the pad are that path.",
        [this.#characters],
      ),
      part(
        "What the whole could be",
        "Other paths say less, but something: a reading’s share of what all paths say is its confidence.",
        [this.#readings],
      ),
      part(
        "Without cuts: the sweep",
        "C5, F6 and F7 can also be moved along the line like any kernel, a window of 32 × 32 every 4 pixels. Each column below is the softmax of one window. Between two digits it sees halves of both, and says something all the same: so in 1998 as here, cutting and searching reads better.",
        [this.#sweep],
      ),
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
    if (!this.#line || ink.empty) return this.#sweep.replaceChildren(element("p", {}, "Write a number on the pad."));
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
  if (characters.length === 0) return element("p", { class: "explanation" }, "Write a number on the pad.");
  const table = element("table", { class: "contributions" });
  table.append(
    headOf(["arc", "reads", "how sure", "could also be"]),
    bodyOf(
      characters.map(({ text, confidence, alternatives }, i) => {
        const line = element("tr");
        const others = notable(alternatives).map((one) => `${one.text} (${percent(one.confidence)})`);
        line.append(
          element("th", { scope: "row" }, String(i + 1)),
          element("td", {}, text),
          element("td", {}, percent(confidence)),
          element("td", {}, others.join(", ") || "nothing else"),
        );
        return line;
      }),
    ),
  );
  return table;
}

function readingTable(reading) {
  const alternatives = reading?.alternatives ?? [];
  if (alternatives.length === 0) return element("p", { class: "explanation" }, "There is nothing to read yet.");
  const table = element("table", { class: "contributions" });
  table.append(
    headOf(["reading", "share"]),
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
  const canvas = element("canvas", { role: "img", "aria-label": "The line as the network sees it" });
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
  return `The likeliest digit from window to window: ${runs.join(", ")}`;
}
