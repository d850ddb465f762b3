// What can be done with an opened picture, in the place of the pens: enlarging, turning, cutting; and while a part is being
// chosen, what ends that.

import { drawing, element } from "../element.js";
import { always, say } from "../words/words.js";

const ICONS = {
  less: "M5 12h14",
  more: "M5 12h14M12 5v14",
  turn: "M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5",
  cut: "M7 2v15h15M2 7h15v15",
};

export class PictureTools {
  #row;
  #root = element("div", { class: "picture-tools", role: "group" });
  #buttons;

  /**
   * @param {HTMLElement} row of the page's tools
   * @param {Record<"less" | "more" | "turn" | "cut" | "whole" | "back" | "done" | "instead", () => void>} actions
   */
  constructor(row, actions) {
    this.#buttons = {
      less: icon("pictures.zoomOut", ICONS.less),
      more: icon("pictures.zoomIn", ICONS.more),
      turn: icon("pictures.turn", ICONS.turn),
      cut: icon("pictures.crop", ICONS.cut),
      whole: words("pictures.whole"),
      back: words("pictures.cancel"),
      done: words("pictures.readPart"),
      instead: words("pictures.writeInstead"),
    };
    this.#buttons.done.classList.add("done");
    this.#buttons.instead.classList.add("instead");
    for (const [name, button] of Object.entries(this.#buttons)) button.addEventListener("click", actions[name]);
    this.#root.append(...Object.values(this.#buttons));
    always(() => (this.#root.ariaLabel = say("pictures.tools")));
    row.prepend(this.#root);
    this.#row = row;
  }

  /** @param {{ cutting: boolean, cut: boolean, canEnlarge: boolean, canReduce: boolean, canChange: boolean }} state */
  show({ cutting, cut, canEnlarge, canReduce, canChange }) {
    const { less, more, turn, cut: crop, whole, back, done, instead } = this.#buttons;
    this.#row.classList.toggle("cutting", cutting);
    for (const button of [less, more, turn, instead]) button.hidden = cutting;
    crop.hidden = cutting || cut;
    whole.hidden = cutting || !cut;
    back.hidden = done.hidden = !cutting;
    for (const [button, able] of [
      [less, canReduce],
      [more, canEnlarge],
      [turn, canChange],
      [crop, canChange],
      [whole, canChange],
    ])
      button.setAttribute("aria-disabled", String(!able));
  }

  /** Gives the focus to what took the place of a button that had it. */
  focus() {
    const { cut, whole } = this.#buttons;
    (cut.hidden ? whole : cut).focus();
  }
}

function icon(name, path) {
  const button = element("button", { type: "button" });
  const svg = drawing("svg", { class: "line", viewBox: "0 0 24 24", "aria-hidden": "true" });
  svg.append(drawing("path", { d: path }));
  const word = element("span", { "aria-hidden": "true" });
  button.append(svg, word);
  always(() => (button.title = button.ariaLabel = word.textContent = say(name)));
  return button;
}

function words(name) {
  const button = element("button", { type: "button", class: "words" });
  always(() => (button.textContent = say(name)));
  return button;
}
