// How sure the network is, in words and figures.

/** @type {[number, string][]} */
const WORDS = [
  [0.99, "Almost certain"],
  [0.9, "Very likely"],
  [0.7, "Likely"],
  [0.5, "Perhaps"],
  [0, "A guess"],
];

/** What is less sure is marked as doubtful. */
export const SURE_FROM = 0.9;

/** What is less likely is not mentioned. */
export const SHOWN_FROM = 0.001;

/** @param confidence 0 … 1 */
export function inWords(confidence) {
  return WORDS.find(([least]) => confidence >= least)[1];
}

/** 0 … 1 → "99.8 %", never rounded up to a certainty that the network did not claim. */
export function percent(probability) {
  if (probability > 0.999 && probability < 1) return "> 99.9\u00a0%";
  return `${(100 * probability).toFixed(1)}\u00a0%`;
}
