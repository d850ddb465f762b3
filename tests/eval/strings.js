// A set of numbers → the engine's readings → a report, as measure.js has it for single digits. An outcome is one line:
// { truth, guess, confidence, accepted, name, conditions }; guess is the likeliest number, whether or not it was refused.
import { byCondition } from "./measure.js";

/** Shares of errors among what is read, at which the reject curve says how much that is. */
export const ERROR_SHARES = [0.005, 0.01, 0.02, 0.05];

const isRight = ({ truth, guess }) => truth === guess;

const hasFailed = (outcome) => !outcome.accepted || !isRight(outcome);

/** The readings of a picture's lines, topmost first; of a picture with one truth, of its main line only. */
function readingsOf(
  engine,
  { truths, picture, strokes, format: own },
  { format, length, isFormatted, isValue, isKind },
) {
  const read = (line) => {
    const asked = own ?? format;
    const reading = strokes ? engine.readStrokes(strokes, asked) : engine.read(picture, asked, line, length);
    if (isKind) return { ...reading, guess: reading.format };
    if (isValue) return { ...reading, guess: reading.value ?? reading.formatted };
    const isSpaced = truths.some((truth) => truth.includes(" "));
    return isFormatted || isSpaced ? { ...reading, guess: reading.formatted } : reading;
  };
  const main = read();
  if (truths.length === 1) return [main];
  return Array.from({ length: main.lines }, (_, line) => read(line));
}

/** Where there are more lines or fewer than there should be, each truth gets a reading that says it, if there is one. */
function matched(truths, readings) {
  const nothing = { guess: null, confidence: 0, accepted: false };
  if (truths.length === readings.length) return readings;
  return truths.map((truth) => readings.find(({ guess }) => guess === truth) ?? nothing);
}

/** Every line's outcome, with the picture where `keep` says so. */
export function stringOutcomesOf(engine, set, keep) {
  return [...set.items()].flatMap((item) => {
    const { truths, name, conditions, picture } = item;
    return matched(truths, readingsOf(engine, item, set)).map(({ guess, confidence, accepted }, i) => {
      const isRefusal = truths[i] === "" && !accepted; // as it must be
      const answer = isRefusal ? { guess: "", accepted: true } : { guess, accepted };
      const outcome = { truth: truths[i], ...answer, confidence, name, conditions };
      return hasFailed(outcome) && keep(outcome) ? { ...outcome, shown: picture } : outcome;
    });
  });
}

/** The largest share of all, most confident first, of which at most `error` is wrong; equals are read together or not. */
export function shareRead(outcomes, error) {
  const sorted = [...outcomes].sort((a, b) => b.confidence - a.confidence);
  let [wrong, read] = [0, 0];
  sorted.forEach((outcome, i) => {
    if (!isRight(outcome)) wrong++;
    const last = i + 1 === sorted.length || sorted[i + 1].confidence < outcome.confidence;
    if (last && outcome.guess !== null && wrong <= error * (i + 1)) read = i + 1;
  });
  return read / outcomes.length;
}

export function stringReport(set, outcomes) {
  const share = (test) => outcomes.filter(test).length / outcomes.length;
  return {
    name: set.name,
    about: set.about,
    format: set.format,
    count: outcomes.length,
    errors: outcomes.filter((outcome) => !isRight(outcome)).length,
    accuracy: share(isRight),
    accepted: share(({ accepted }) => accepted),
    answeredRight: share((outcome) => outcome.accepted && isRight(outcome)),
    answeredWrong: share((outcome) => outcome.accepted && !isRight(outcome)),
    readCurve: ERROR_SHARES.map((error) => ({ error, read: shareRead(outcomes, error) })),
    conditions: byCondition(outcomes, isRight),
  };
}

/** What the contact sheet writes above a picture: truth > answer (in brackets when refused) and confidence in percent. */
export function stringCaption({ truth, guess, confidence, accepted }) {
  const answer = guess ?? "-";
  return `${truth}>${accepted ? answer : `(${answer})`} ${Math.round(100 * confidence)}`;
}
