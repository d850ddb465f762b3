// What the page says about a number, or about why there is none.

import { inWords, percent, SHOWN_FROM } from "./confidence.js";

const NAMES = { auto: "a digit or number", digits: "a number", zip: "a ZIP code", amount: "an amount" };
const EXAMPLES = {
  auto: "Write a digit, a number, a date or a price; or open a picture.",
  digits: "Write a number, or open a picture of one or of a whole sheet.",
  zip: "Write a ZIP code of five digits, or of five and four; or open a picture.",
  amount: "Write an amount like 1,204.50 or 45/100, or open a picture of one.",
};
const KINDS = {
  number: "a decimal number",
  zip: "a ZIP code",
  amount: "an amount",
  date: "a date",
  time: "a time",
  phone: "a telephone number",
  percent: "a percentage",
  fraction: "a fraction",
  score: "a score",
};

export const hintFor = (format) => (format ? `Write ${NAMES[format]}` : "Write a digit");

/** What to say of a picture without what was looked for. */
export const nothingFound = (format) => ({
  verdict: `No ${format ? NAMES[format].replace(/^an? /, "") : "digit"} found in this picture`,
  detail: "Crop it to the writing, or open one where that is larger.",
});

export const invitation = (format) => EXAMPLES[format];

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
    other && other.confidence >= SHOWN_FROM ? `It could also be ${withShare(other)}.` : "Nothing else comes near.";
  const detail = format === "auto" ? `${takenFor(reading)}${rest}` : rest;
  return { state: "number", text: formatted, verdict: inWords(confidence), figure: percent(confidence), detail };
}

/** What a number of any kind was taken for, where its marks say that. */
function takenFor({ format, value }) {
  if (!(format in KINDS)) return "";
  return `Taken for ${KINDS[format]}${format === "date" ? `, ${value}` : ""}. `;
}

function refusal({ reason, alternatives }, soFar, format) {
  const [first, second] = alternatives;
  switch (reason) {
    case "uncertain":
      return {
        verdict: "Not sure enough",
        detail: first
          ? `It might be ${withShare(first)}${second ? ` or ${withShare(second)}` : ""}.`
          : "Write it more clearly.",
      };
    case "wrong-length":
      return {
        verdict: "Five digits are needed",
        detail: `A ZIP code has five digits, or five and four.${soFar?.text ? ` Here are ${soFar.text.length}.` : ""}`,
      };
    case "too-long":
      return { verdict: "Too long", detail: "At most 64 digits are read, on a line of at most 100 times its height." };
    default:
      return {
        verdict: `Not ${NAMES[format]}`,
        detail: `This does not look like ${NAMES[format]}.${first ? ` The nearest would be ${first.formatted}.` : ""}`,
      };
  }
}

const withShare = ({ formatted, confidence }) => `${formatted} (${percent(confidence)})`;
