// What the page says about a number, or about why there is none.

import { inWords, percent, SHOWN_FROM } from "./confidence.js";
import { date, decimal, say, sentences } from "./words/words.js";

/** What marks say that it is. */
const KINDS = ["number", "zip", "amount", "date", "time", "phone", "percent", "fraction", "score"];

/** Why a line has no number, where it is told in two words. */
const REFUSED = ["uncertain", "wrong-length", "too-long", "blank"];

export const hintFor = (format) => say(`read.hint-${format ?? "digit"}`);

/** What to say of a picture without what was looked for. */
export const nothingFound = (format) => ({
  verdict: say(`read.none-${format ?? "digit"}`),
  detail: say("read.noneWhat"),
});

export const invitation = (format) => say(`read.invite-${format ?? "digit"}`, { amount: decimal(1204.5, 2) });

/**
 * @param {import("./engine/lines.js").Line} line that was read, not blank
 * @returns {{ state: string, text: string, verdict: string, figure: string, detail: string }} text is the answer, or what
 *     stands in its place
 */
export function describe({ reading, soFar }, format) {
  const { formatted, confidence, alternatives, rejected } = reading;
  if (rejected)
    return { state: "refused", text: soFar?.formatted ?? "?", figure: "", ...refusal(reading, soFar, format) };
  const other = alternatives[1];
  const rest =
    other && other.confidence >= SHOWN_FROM ? say("read.or", { other: withShare(other) }) : say("read.noOther");
  const detail = format === "auto" ? sentences(takenFor(reading), rest) : rest;
  return { state: "number", text: formatted, verdict: inWords(confidence), figure: percent(confidence), detail };
}

/** What a number of any kind was taken for, where its marks say that. */
function takenFor({ format, value }) {
  if (!KINDS.includes(format)) return "";
  return say(`read.taken-${format}`, format === "date" ? { date: date(value) } : {});
}

function refusal({ reason, alternatives }, soFar, format) {
  const [first, second] = alternatives;
  switch (reason) {
    case "uncertain":
      return {
        verdict: say("read.unsure"),
        detail: first ? mightBe(withShare(first), second && withShare(second)) : say("read.clearer"),
      };
    case "wrong-length":
      return {
        verdict: say("read.fiveNeeded"),
        detail: sentences(say("read.zipHas"), soFar?.text && say("read.hereAre", { n: soFar.text.length })),
      };
    case "too-long":
      return { verdict: say("read.tooLong"), detail: say("read.tooLongWhat") };
    default:
      return {
        verdict: say(`read.not-${format}`),
        detail: sentences(say("read.unlike"), first && say("read.nearest", { best: first.formatted })),
      };
  }
}

const mightBe = (first, second) => say(second ? "read.mightBeEither" : "read.mightBe", { first, second });

const withShare = ({ formatted, confidence }) => say("read.withShare", { text: formatted, share: percent(confidence) });

/** Why a line has no number, in two words. */
export const whyNot = (reason) => say(`read.line-${REFUSED.includes(reason) ? reason : "none"}`);
