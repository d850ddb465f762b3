// Ten columns: how probable each digit is. For a screen reader, one sentence.

import { percent, SHOWN_FROM } from "./confidence.js";
import { element } from "./element.js";
import { say } from "./words/words.js";

const FIGURE_FROM = 0.005; // smaller values get no number, so that the few that matter stand out

export class Bars {
  #columns;
  #root;

  constructor(root) {
    this.#root = root;
    this.#columns = Array.from({ length: 10 }, (_, digit) => column(root, digit));
  }

  /** @param {number[] | null} probabilities */
  show(probabilities, rejected) {
    const best = probabilities ? Math.max(...probabilities) : 0;
    this.#root.dataset.state = rejected ? "refused" : "";
    this.#root.ariaLabel = probabilities ? sentence(probabilities) : say("read.noProbabilities");
    this.#columns.forEach(({ item, figure }, digit) => {
      const p = probabilities?.[digit] ?? 0;
      item.classList.toggle("best", p > 0 && p === best);
      item.style.setProperty("--p", p.toFixed(4));
      figure.textContent = p < FIGURE_FROM ? "" : p >= 0.995 ? ">99" : String(Math.round(100 * p));
    });
  }
}

function sentence(probabilities) {
  const notable = Array.from(probabilities, (p, digit) => ({ p, digit })).filter(({ p }) => p >= SHOWN_FROM);
  const shares = notable.sort((a, b) => b.p - a.p).map(({ p, digit }) => `${digit}: ${percent(p)}`);
  const key = shares.length < 10 ? "read.probabilitiesOthers" : "read.probabilities";
  return say(key, { shares: shares.join(", "), least: percent(SHOWN_FROM) });
}

function column(root, digit) {
  const item = element("div", { class: "bar" });
  const figure = element("span", { class: "figure" });
  const track = element("span", { class: "track" });
  track.append(element("span", { class: "fill" }));
  item.append(figure, track, element("span", { class: "label" }, String(digit)));
  root.append(item);
  return { item, figure };
}
