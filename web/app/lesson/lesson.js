// The view "Lesson": ten steps through the network, each one state of the layers, a paragraph and a question.

import { element } from "../element.js";
import { Stage } from "../inside/stage.js";
import { styled } from "../inside/styled.js";
import words from "../words/en/lesson.js";
import { english, say } from "../words/words.js";
import { activations, kernels } from "./figures.js";
import { STEPS } from "./steps.js";

english({ lesson: words });

const FIGURES = { kernels, activations };
const LARGE = "large-type";
const FORWARD = ["PageDown", "ArrowRight"];
const BACK = ["PageUp", "ArrowLeft"];

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await styled();
  return new Lesson(root, tools);
}

class Lesson {
  #stage;
  #card = element("article", { class: "step", tabindex: "-1" });
  #example = element("p", { class: "example" });
  #number = 0;
  #figure = null;
  #key = (event) => this.#turn(event);

  constructor(root, tools) {
    root.append(this.#card);
    this.#stage = new Stage(root, tools, ["lesson", "1"], { panelAfter: this.#card });
    this.#stage.onshow = () => this.#showExample();
    document.addEventListener("keydown", this.#key);
  }

  /** @param {string[]} path ["3", "c1", "2"]: the step, and perhaps another place than its own */
  go([text = "", ...place]) {
    const number = /^([1-9]|10)$/.test(text) ? Number(text) : 1;
    const moved = number !== this.#number;
    this.#number = number;
    this.#stage.base = ["lesson", String(number)];
    this.#stage.go(place.length > 0 ? place : STEPS[number - 1].place);
    if (moved) this.#build();
    this.#showExample();
  }

  show(answer) {
    this.#stage.show(answer);
  }

  reload() {
    this.#figure = null;
    this.#card.replaceChildren(); // until the new weights have answered
    this.#stage.reload();
  }

  leave() {
    document.removeEventListener("keydown", this.#key);
    document.documentElement.classList.remove(LARGE);
    this.#stage.leave();
  }

  // The text waits for the network that it counts.
  #build() {
    const { network } = this.#stage;
    if (!network) return;
    const { name, text, figure } = STEPS[this.#number - 1];
    const head = element("header", { class: "step-head" });
    head.append(
      element("p", { class: "step-number" }, say("lesson.step", { n: this.#number, count: STEPS.length })),
      this.#largeType(),
    );
    this.#figure = figure ? FIGURES[figure](network) : null;
    this.#card.replaceChildren(
      head,
      element("h2", {}, say(`lesson.${name}-title`)),
      ...(figure === "activations" ? [this.#figure.element] : []),
      element("p", {}, say(`lesson.${name}-text`, text?.(network))),
      ...(figure === "kernels" ? [this.#figure.element] : []),
      this.#example,
      element("p", { class: "question" }, say(`lesson.${name}-question`)),
      this.#steps(),
    );
    if (this.#number === STEPS.length) this.#card.querySelector(".question").append(...onward());
  }

  #showExample() {
    const { network, outputs, place } = this.#stage;
    if (!network) return;
    if (!this.#card.firstChild) this.#build();
    const { name, example, place: own } = STEPS[this.#number - 1];
    const fits = place.id === own[0];
    this.#example.textContent = outputs
      ? say(
          `lesson.${name}-example`,
          example({ network, outputs, place: fits ? place : { id: own[0], map: 0, row: null, column: null } }),
        )
      : say("lesson.write");
    this.#figure?.show({ outputs, place: fits ? place : { map: 0, row: null, column: null } });
  }

  #steps() {
    const nav = element("nav", { class: "steps", "aria-label": say("lesson.steps") });
    const link = (number, attributes, text) => element("a", { href: `#lesson/${number}`, ...attributes }, text);
    const last = STEPS.length;
    if (this.#number > 1) nav.append(link(this.#number - 1, { class: "turn", rel: "prev" }, say("lesson.back")));
    const list = element("ol");
    STEPS.forEach(({ name }, i) => {
      const title = say(`lesson.${name}-title`);
      const item = element("li");
      const current = i + 1 === this.#number ? { "aria-current": "step" } : {};
      item.append(
        link(i + 1, { "aria-label": say("lesson.stepOf", { n: i + 1, title }), title, ...current }, String(i + 1)),
      );
      list.append(item);
    });
    nav.append(list);
    if (this.#number < last)
      nav.append(link(this.#number + 1, { class: "turn next", rel: "next" }, say("lesson.next")));
    return nav;
  }

  #largeType() {
    const { classList } = document.documentElement;
    const button = element(
      "button",
      { type: "button", "aria-pressed": String(classList.contains(LARGE)) },
      say("lesson.largeType"),
    );
    button.addEventListener("click", () => (button.ariaPressed = String(classList.toggle(LARGE))));
    return button;
  }

  // Presenters' remote controls send PageDown and PageUp; arrows turn where nothing else is moved by them.
  #turn(event) {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const arrow = key.startsWith("Arrow");
    if (arrow && target.closest("a, input, canvas, [tabindex='0']") && !target.closest(".steps")) return;
    const step = FORWARD.includes(key) ? 1 : BACK.includes(key) ? -1 : 0;
    const next = this.#number + step;
    if (step === 0 || next < 1 || next > STEPS.length) return;
    event.preventDefault();
    location.hash = `lesson/${next}`;
    this.#card.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function onward() {
  const number = element("a", { href: "#inside/number" }, say("lesson.andNumber"));
  const gallery = element("a", { href: "#gallery" }, say("lesson.andMisread"));
  return [" ", number, " ", gallery];
}
