// What a training has come to, while it runs and when it has ended: curves, kernels, and a sentence.

import { element } from "../element.js";
import { largestOf, MapCanvas } from "../inside/maps.js";
import { decimal, say, share } from "../words/words.js";
import { Curve } from "./curve.js";

const SIDE = 5;
const KERNELS = 6;

export class Panel {
  #trainer;
  #head = element("p", { class: "training-head" });
  #progress = /** @type {HTMLProgressElement} */ (
    element("progress", { max: "1", "aria-labelledby": "training-head" })
  );
  #loss = new Curve(say("training.loss"));
  #errors = new Curve(say("training.errors"), true);
  #kernels = Array.from({ length: KERNELS }, (_, i) => kernel(i));
  #counted = element("p", { class: "counted" });

  /** @param {import("./trainer.js").Trainer} trainer */
  constructor(trainer) {
    this.#trainer = trainer;
    this.#head.id = "training-head";
    this.element = element("div", { class: "training-panel" });
    const kernels = element("figure", { class: "c1-kernels" });
    const row = element("div", { class: "kernel-row" });
    row.append(...this.#kernels.map(({ canvas }) => canvas));
    kernels.append(row, element("figcaption", {}, say("training.kernels")));
    const curves = element("div", { class: "curves" });
    curves.append(this.#loss.element, this.#errors.element);
    this.element.append(this.#head, this.#progress, curves, kernels, this.#counted);
    this.show();
  }

  show() {
    const { state, steps, done, losses, measured, kernels } = this.#trainer;
    this.#head.textContent = headOf(this.#trainer);
    this.#progress.hidden = state === "done";
    if (steps > 0) this.#progress.value = done / steps;
    else this.#progress.removeAttribute("value");
    this.#loss.show(
      losses.map(({ done, loss }) => ({ x: done / steps, y: loss })),
      (value) => decimal(value, 2),
    );
    this.#errors.show(
      measured.map(({ done, errors, count }) => ({ x: done / steps, y: errors / count })),
      share,
    );
    this.#loss.label = says(
      "loss",
      losses.map(({ loss }) => decimal(loss, 2)),
    );
    this.#errors.label = says(
      "errors",
      measured.map(({ errors, count }) => share(errors / count)),
    );
    const [last] = measured.slice(-1);
    this.#counted.textContent = last ? say(last.drawn ? "training.drawn" : "training.heldOut", { n: last.count }) : "";
    if (kernels) this.#showKernels(kernels);
  }

  #showKernels(kernels) {
    const largest = largestOf(kernels);
    this.#kernels.forEach(({ picture }, i) => {
      picture.showSigned(kernels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), largest);
    });
  }
}

function kernel(i) {
  const canvas = element("canvas", { role: "img", "aria-label": say("training.kernel", { n: i + 1 }) });
  return { canvas, picture: new MapCanvas(/** @type {any} */ (canvas), SIDE, SIDE) };
}

const KEYS = { loss: ["lossSays", "lossNone"], errors: ["errorsSay", "errorsNone"] };

function says(curve, values) {
  const [some, none] = KEYS[curve];
  const known = values.length > 0 ? some : none;
  return say(`training.${known}`, { first: values[0] ?? "", last: values.at(-1) ?? "" });
}

/** The time left in seconds up to a minute and a half, beyond in minutes. */
function headOf({ state, steps, epoch: whole, epochs, secondsLeft }) {
  if (steps === 0) return say("training.starting");
  const epoch = Math.min(whole + 1, epochs);
  if (state !== "running") return say("training.epochOf", { n: epoch, epochs });
  if (secondsLeft === null) return say("training.epochMeasuring", { n: epoch, epochs });
  return secondsLeft < 90
    ? say("training.epochSeconds", { epoch, epochs, n: Math.max(1, Math.round(secondsLeft)) })
    : say("training.epochMinutes", { epoch, epochs, n: Math.round(secondsLeft / 60) });
}
