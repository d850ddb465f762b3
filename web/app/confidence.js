// How sure the network is, in words and figures.

import { say, share } from "./words/words.js";

/** @type {[number, string][]} */
const WORDS = [
  [0.99, "read.certain"],
  [0.9, "read.veryLikely"],
  [0.7, "read.likely"],
  [0.5, "read.perhaps"],
  [0, "read.guess"],
];

/** What is less sure is marked as doubtful. */
export const SURE_FROM = 0.9;

/** What is less likely is not mentioned. */
export const SHOWN_FROM = 0.001;

/** @param confidence 0 … 1 */
export function inWords(confidence) {
  return say(WORDS.find(([least]) => confidence >= least)[1]);
}

/** 0 … 1 → "99.8%", never rounded up to a certainty that the network did not claim. */
export function percent(probability) {
  if (probability > 0.999 && probability < 1) return `> ${share(0.999)}`;
  return share(probability);
}
