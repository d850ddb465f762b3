// Ten columns: how probable each digit is.

import { percent } from "./certainty.js";
import { element } from "./element.js";

const SHOWN_FROM = 0.005; // smaller values get no number, so that the few that matter stand out

export class Bars {
  #columns;
  #list;

  constructor(list) {
    this.#list = list;
    this.#columns = Array.from({ length: 10 }, (_, digit) => column(list, digit));
  }

  /** @param {ArrayLike<number> | null} probabilities */
  show(probabilities, rejected) {
    const best = probabilities ? Math.max(...probabilities) : 0;
    this.#list.dataset.state = rejected ? "refused" : "";
    this.#columns.forEach(({ item, meter, figure }, digit) => {
      const p = probabilities?.[digit] ?? 0;
      item.classList.toggle("best", p > 0 && p === best);
      item.style.setProperty("--p", p.toFixed(4));
      meter.setAttribute("aria-valuenow", (100 * p).toFixed(1));
      meter.setAttribute("aria-valuetext", percent(p));
      figure.textContent = p < SHOWN_FROM ? "" : p >= 0.995 ? ">99" : Math.round(100 * p);
    });
  }
}

function column(list, digit) {
  const item = element("li");
  const figure = element("span", { class: "figure", "aria-hidden": "true" });
  const meter = element("span", {
    class: "track",
    role: "meter",
    "aria-label": String(digit),
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  });
  const label = element("span", { class: "label", "aria-hidden": "true" }, String(digit));
  meter.append(element("span", { class: "fill" }));
  item.append(figure, meter, label);
  list.append(item);
  return { item, meter, figure };
}
