// The chapter about 1998: the network as it was published beside today's, for the same ink; its connections of S2 with C3,
// which can be switched off, and the codes with which it compares F6.

import { element } from "../element.js";
import { Latest } from "../engine/latest.js";
import { say, sentences } from "../words/words.js";
import { outputsOf, TANH_REACHES } from "./arithmetic.js";
import { Flow, signed } from "./flow.js";
import { layerTable } from "./layer-table.js";
import { MapCanvas } from "./maps.js";
import { networkOf, networkOf1998 } from "./network.js";
import { Painter } from "./painter.js";
import { Stage } from "./stage.js";

const CODE = { width: 7, height: 12 };

export class Chapter1998 {
  #root;
  #tools;
  #head = element("div");
  #today = element("section", { class: "chapter-network" });
  #stageRoot = element("section", { class: "chapter-network" });
  #asking = new Latest(() => this.#answer());
  #stage = null;
  #flow = null;
  #painter = new Painter((busy) => (this.#today.ariaBusy = String(busy)));
  #loaded = null;
  #connected = [];
  #codes = null;
  #path = [];
  #left = false;
  #loads = 0; // counts: only the last one is shown
  #shown = null; // today's answer
  #verdict = element("p", { class: "verdicts" });

  /** @param {HTMLElement} root @param {any} tools of the page */
  constructor(root, tools) {
    this.#root = root;
    this.#tools = tools;
    root.replaceChildren(this.#head);
    this.#load();
  }

  /** @param {string[]} path ["1998", "c3", "7"] */
  go([, ...place]) {
    this.#path = place;
    this.#stage?.go(place.length > 0 ? place : ["c3", "0"]);
  }

  /** @param {any} answer of main.js about today's network */
  show(answer) {
    if (answer && !answer.activations) return;
    this.#shown = answer;
    this.#painter.ask();
    this.#asking.ask();
  }

  reload() {
    this.#load();
  }

  leave() {
    this.#left = true;
    this.#painter.stop();
    this.#stage?.leave();
    this.#root.replaceChildren();
  }

  async #load() {
    const { engine } = this.#tools;
    const load = ++this.#loads;
    this.#head.replaceChildren(element("p", { class: "explanation" }, say("inside.fetching1998")));
    try {
      const [loaded, weights] = await Promise.all([engine.call("load1998"), engine.call("weights")]);
      if (this.#left || load !== this.#loads) return;
      this.#loaded = loaded;
      this.#connected = loaded.connections.map(() => true);
      this.#build(networkOf(weights));
    } catch (error) {
      console.warn(error);
      if (!this.#left && load === this.#loads) this.#showMissing();
    }
  }

  #showMissing() {
    const again = element("button", { class: "retry", type: "button" }, say("read.again"));
    again.addEventListener("click", () => this.#load());
    const text = say("inside.missing1998");
    const message = element("div", { role: "alert" });
    message.append(element("p", {}, text), again);
    this.#head.replaceChildren(message);
  }

  #build(today) {
    this.#stage?.leave();
    const { parameters, connections, codes } = this.#loaded;
    const then = networkOf1998(parameters, connections, codes, this.#connected);
    this.#head.replaceChildren(element("p", { class: "explanation" }, say("inside.both")), this.#verdict);
    this.#flow = new Flow(today, (layer, map) => `#inside/${layer}${map === undefined ? "" : `/${map}`}`);
    this.#painter.pieces = this.#flow.pieces(
      () => this.#shown && { ...this.#shown, outputs: outputsOf(this.#shown.activations) },
    );
    this.#today.replaceChildren(element("h3", {}, say("inside.headToday")), this.#flow.element);
    this.#codes = new Codes(codes);
    const holder = element("div");
    this.#stageRoot.replaceChildren(element("h3", {}, say("inside.head1998")), holder);
    this.#root.replaceChildren(this.#head, this.#today, this.#stageRoot);
    const extras = [this.#codes.element, this.#grid(), layerTable(today)];
    this.#stage = new Stage(holder, this.#tools, ["inside", "1998"], { network: then, extras });
    this.go(["1998", ...this.#path]);
    this.show(this.#shown);
  }

  async #answer() {
    const { engine, sheets, ink, pad } = this.#tools;
    if (!this.#loaded || this.#left) return;
    if (ink.empty) return this.#showAnswer(null);
    const { turn } = ink;
    const answer = await sheets
      .send(ink.picture)
      .then(() => engine.call("digit1998", { sheet: sheets.pack(ink, pad.frame), connected: this.#connected }))
      .catch((error) => console.warn(error));
    if (this.#left || ink.turn !== turn) return;
    this.#showAnswer(answer?.result.reason === "blank" ? null : answer);
  }

  #showAnswer(answer) {
    this.#stage.show(answer);
    this.#codes.show(answer && outputsOf(answer.activations));
    this.#verdict.textContent = answer ? verdictOf(answer.result, this.#shown?.result) : "";
  }

  // Rows are maps of S2, columns maps of C3.
  #grid() {
    const { connections } = this.#loaded;
    const section = element("section", { class: "chapter-network" });
    const scroller = element("div", {
      class: "table-scroller",
      tabindex: "0",
      role: "group",
      "aria-label": say("inside.connections"),
    });
    const table = element("table", { class: "connections" });
    const rows = 1 + Math.max(...connections.map(({ from }) => from));
    const columns = 1 + Math.max(...connections.map(({ to }) => to));
    const head = element("tr");
    head.append(element("td", {}, "S2 \\ C3"));
    for (let to = 0; to < columns; to++) head.append(element("th", { scope: "col" }, String(to)));
    const body = element("tbody");
    const boxes = [];
    for (let from = 0; from < rows; from++) {
      const line = element("tr");
      line.append(element("th", { scope: "row" }, String(from)));
      for (let to = 0; to < columns; to++) {
        const cell = element("td");
        const number = connections.findIndex((one) => one.from === from && one.to === to);
        if (number >= 0) {
          const label = say("inside.connection", { from, to });
          const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", "aria-label": label }));
          box.checked = true;
          box.addEventListener("change", () => this.#connect([number], box.checked));
          boxes[number] = box;
          cell.append(box);
        }
        line.append(cell);
      }
      body.append(line);
    }
    table.append(head, body);
    scroller.append(table);
    const all = (on) => {
      const button = element("button", { type: "button" }, say(on ? "inside.allOn" : "inside.allOff"));
      button.addEventListener("click", () => {
        boxes.forEach((box) => (box.checked = on));
        this.#connect([...boxes.keys()], on);
      });
      return button;
    };
    const buttons = element("p", { class: "link-row" });
    buttons.append(all(true), all(false));
    section.append(
      element("h3", {}, say("inside.whichMaps")),
      element("p", { class: "explanation" }, say("inside.switchOff")),
      scroller,
      buttons,
    );
    return section;
  }

  #connect(numbers, on) {
    for (const number of numbers) this.#connected[number] = on;
    const { parameters, connections, codes } = this.#loaded;
    this.#stage.network = networkOf1998(parameters, connections, codes, this.#connected);
    this.#asking.ask();
  }
}

function verdictOf(then, today) {
  const ranked = then.distances.map((distance, digit) => ({ distance, digit })).sort((a, b) => a.distance - b.distance);
  const [best, second] = ranked;
  const distances = { distance: signed(best.distance, 1), other: signed(second.distance, 1) };
  return sentences(
    say(then.digit === null ? "inside.refused1998" : "inside.said1998", {
      ...{ best: best.digit, second: second.digit },
      ...distances,
    }),
    today && (today.digit === null ? say("inside.refusedToday") : say("inside.saidToday", { digit: today.digit })),
  );
}

/** F6 beside the ten codes, each with its distance. */
class Codes {
  #f6;
  #rows;

  constructor(codes) {
    this.element = element("section", { class: "chapter-network" });
    const list = element("ol", { class: "code-list" });
    const picture = (label) => {
      const canvas = element("canvas", { role: "img", "aria-label": label });
      return { canvas, map: new MapCanvas(/** @type {any} */ (canvas), CODE.width, CODE.height) };
    };
    const own = picture(say("inside.f6OfInk"));
    this.#f6 = own.map;
    const first = element("li", { class: "own" });
    first.append(own.canvas, element("span", {}, "F6"));
    list.append(first);
    this.#rows = codes.map((code, digit) => {
      const item = element("li");
      const { canvas, map } = picture(say("inside.codeOf", { digit }));
      map.showBetween(code, -1, 1);
      const distance = element("span");
      item.append(canvas, element("b", {}, String(digit)), distance);
      list.append(item);
      return { item, distance };
    });
    this.element.append(element("h3", {}, say("inside.f6Beside")), list);
  }

  show(outputs) {
    this.#f6.showBetween(outputs?.f6 ?? null, -TANH_REACHES, TANH_REACHES);
    const distances = outputs ? [...outputs.rbf] : null;
    const least = distances ? Math.min(...distances) : NaN;
    this.#rows.forEach(({ item, distance }, digit) => {
      item.classList.toggle("best", distances?.[digit] === least);
      distance.textContent = distances ? signed(distances[digit], 1) : "";
    });
  }
}
