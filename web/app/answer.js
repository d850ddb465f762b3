// The answer in large and in words.

import { DIGITS, NONE, UNKNOWN } from "./glyphs.js";
import { percent } from "./percent.js";

const ANNOUNCE_AFTER_MS = 500; // a screen reader hears the answer once the pen rests, not with every point

const WORDS = [
  [0.99, "Almost certain"],
  [0.9, "Very likely"],
  [0.7, "Likely"],
  [0.5, "Perhaps"],
  [0, "A guess"],
];

export class Answer {
  #glyph;
  #verdict;
  #detail;
  #retry;
  #status;
  #root;
  #timer = 0;

  constructor(root, status) {
    this.#root = root;
    this.#status = status;
    this.#glyph = root.querySelector("path");
    this.#verdict = root.querySelector(".verdict");
    this.#detail = root.querySelector(".detail");
    this.#retry = root.querySelector("button");
  }

  /** "blank", "digit", "refused", "problem" or "failure" */
  get state() {
    return this.#root.dataset.state;
  }

  set onretry(listener) {
    this.#retry.onclick = listener;
  }

  showBlank() {
    this.#show("blank", NONE, "Nothing drawn yet", "Write a digit, or open a picture of one.");
  }

  showLoading() {
    this.#show("blank", NONE, "Getting ready", "The network is being loaded.");
  }

  /** @param {object} result of predict(), not blank */
  showResult(result) {
    const [best, second] = ranked(result.probabilities);
    if (result.rejected) {
      this.#show("refused", UNKNOWN, "Not a digit", `This does not look like a digit. The nearest would be ${best}.`);
      return;
    }
    const [, word] = WORDS.find(([least]) => result.confidence >= least);
    const other = result.probabilities[second];
    const rest = other >= 0.001 ? `It could also be ${second} (${percent(other)}).` : "No other digit comes near.";
    this.#show("digit", DIGITS[result.digit], word, rest, percent(result.confidence), result.digit);
  }

  /** Something went wrong with what the user asked for; the page works on. */
  showProblem(title, explanation) {
    this.#show("problem", UNKNOWN, title, explanation);
  }

  /** There is no network to ask; a button offers to try again. */
  showFailure(explanation) {
    this.#show("failure", UNKNOWN, "Could not load", explanation);
  }

  #show(state, path, verdict, detail, figure = "", digit = null) {
    if (this.#glyph.getAttribute("d") !== path) this.#draw(path);
    this.#root.dataset.state = state;
    this.#root.dataset.digit = digit ?? "";
    this.#verdict.firstElementChild.textContent = verdict;
    this.#verdict.lastElementChild.textContent = figure;
    this.#detail.textContent = detail;
    this.#retry.hidden = state !== "failure";
    this.#announce(digit === null ? `${verdict}. ${detail}` : `${digit}. ${verdict}, ${figure}. ${detail}`);
  }

  // The path is replaced, not changed, so that its writing animation starts anew.
  #draw(path) {
    const next = this.#glyph.cloneNode();
    next.setAttribute("d", path);
    this.#glyph.replaceWith(next);
    this.#glyph = next;
  }

  #announce(sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#status.textContent !== sentence) this.#status.textContent = sentence;
    }, ANNOUNCE_AFTER_MS);
  }
}

/** Digits, most probable first. */
function ranked(probabilities) {
  return Array.from(probabilities, (p, digit) => [p, digit])
    .sort(([a], [b]) => b - a)
    .map(([, digit]) => digit);
}
