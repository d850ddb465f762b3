// The answer in large and in words.

import { inWords, percent, SHOWN_FROM } from "./confidence.js";
import { DIGITS, NONE, UNKNOWN } from "./glyphs.js";
import { describe, invitation, nothingFound } from "./number-words.js";
import { say, sentences } from "./words/words.js";

const EMPTY = ["loading", "blank"]; // states in which there is nothing to answer

export class Answer {
  #root;
  #announcer;
  #glyph;
  #text;
  #verdict;
  #detail;
  #retry;

  constructor(root, announcer) {
    this.#root = root;
    this.#announcer = announcer;
    this.#glyph = root.querySelector("path");
    this.#text = root.querySelector(".answer-text");
    this.#verdict = root.querySelector(".verdict");
    this.#detail = root.querySelector(".detail");
    this.#retry = root.querySelector("button");
  }

  set onretry(listener) {
    this.#retry.onclick = listener;
  }

  /**
   * @param format of the numbers that are read, or null for one digit
   * @param {boolean} opened there is a picture, in which nothing was found
   */
  showBlank(format, opened) {
    if (opened) this.#show("blank", nothingFound(format));
    else this.#show("blank", { verdict: say("read.nothing"), detail: invitation(format) });
  }

  /** Another answer is on its way. */
  showBusy(busy) {
    this.#root.ariaBusy = String(busy);
  }

  /** That a picture is being read, in the place of the answer before. */
  showReading() {
    this.#show("blank", { verdict: say("read.reading"), detail: say("read.readingPicture") });
  }

  showLoading() {
    this.#show("loading", { verdict: say("read.loading"), detail: say("read.loadingNetwork") });
  }

  /** @param {object} result of predict(), not blank */
  showResult(result) {
    const [best, second] = ranked(result.probabilities);
    if (result.rejected) {
      this.#show("refused", refusal(result.reason, best));
      return;
    }
    const other = result.probabilities[second];
    const detail =
      other >= SHOWN_FROM
        ? say("read.or", { other: say("read.withShare", { text: String(second), share: percent(other) }) })
        : say("read.noOther");
    const figure = percent(result.confidence);
    this.#show("digit", { verdict: inWords(result.confidence), detail, figure, digit: result.digit });
  }

  /** @param {import("./engine/lines.js").Line} line that is not blank */
  showLine(line, format) {
    const { state, ...words } = describe(line, format);
    this.#show(state, words);
  }

  /** Something went wrong with what the user asked for; the page works on. */
  showProblem(title, explanation) {
    this.#show("problem", { verdict: title, detail: explanation });
  }

  /** There is no network to ask; a button offers to try again. */
  showFailure(explanation) {
    this.#show("failure", { verdict: say("read.notLoaded"), detail: explanation });
  }

  #show(state, { verdict, detail, figure = "", digit = null, text = EMPTY.includes(state) ? "–" : "?" }) {
    const path = digit === null ? (EMPTY.includes(state) ? NONE : UNKNOWN) : DIGITS[digit];
    if (this.#glyph.getAttribute("d") !== path) this.#draw(path);
    const answer = digit ?? (state === "number" ? text : null);
    this.#text.textContent = digit ?? text;
    this.#text.ariaHidden = answer === null;
    this.#text.style.setProperty("--length", Math.max(6, text.length));
    this.#root.dataset.state = state;
    this.#root.dataset.digit = digit ?? "";
    this.#verdict.firstElementChild.textContent = verdict;
    this.#verdict.lastElementChild.textContent = figure;
    this.#detail.textContent = detail;
    this.#retry.hidden = state !== "failure";
    this.#announcer.say(say(answer === null ? "read.told" : "read.toldAnswer", { answer, verdict, figure, detail }));
  }

  // The path is replaced, not changed, so that its writing animation starts anew.
  #draw(path) {
    const next = this.#glyph.cloneNode();
    next.setAttribute("d", path);
    this.#glyph.replaceWith(next);
    this.#glyph = next;
  }
}

function refusal(reason, best) {
  switch (reason) {
    case "cancelled":
      return { verdict: say("read.crossedOut"), detail: say("read.crossedOutWhat") };
    case "more-than-one":
      return { verdict: say("read.several"), detail: say("read.severalWhat") };
    default:
      return {
        verdict: say("read.not-digit"),
        detail: sentences(say("read.unlike"), say("read.nearest", { best: String(best) })),
      };
  }
}

/** Digits, most probable first. */
function ranked(probabilities) {
  return Array.from(probabilities, (p, digit) => [p, digit])
    .sort(([a], [b]) => b - a)
    .map(([, digit]) => digit);
}
