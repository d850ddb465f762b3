// A set of pictures → the engine's answers → a report. What is counted here needs no command and prints nothing.
import { existsSync } from "node:fs";
import { bestGuess, confidenceOf, isRight, summary } from "./statistics.js";

/** Above this, people take an answer as it is. */
const CONFIDENT = 0.9;

/** The first file that the set needs and that is not there, or null. */
export function missingFile(set) {
  return set.needs.find((path) => !existsSync(path)) ?? null;
}

function ask(engine, { normalised, strokes, picture }) {
  if (normalised) return engine.predictNormalised(normalised);
  return strokes ? engine.predictStrokes(strokes) : engine.predict(picture);
}

/** Every item's outcome: what the engine answered, with truth, name and conditions. The pictures themselves are kept,
 * as `shown` and `seen`, only where `keep` says so: thousands of canvases are more than memory should hold. */
export async function outcomesOf(engine, set, keep = hasFailed) {
  const outcomes = [];
  for (const item of await set.items()) {
    const { truth, name, conditions, picture, twin } = item;
    const { picture: seen, ...answer } = ask(engine, item);
    const outcome = { truth, name, conditions, ...answer, twin: twin ? engine.predict(twin) : null };
    outcomes.push(keep(outcome) ? { ...outcome, seen, shown: picture ?? twin ?? null } : outcome);
  }
  return outcomes;
}

/** { condition: { value: what is said about the outcomes that have it } }. */
function groupedByCondition(outcomes, say) {
  const groups = {};
  for (const outcome of outcomes) {
    for (const [condition, value] of Object.entries(outcome.conditions ?? {})) {
      ((groups[condition] ??= {})[value] ??= []).push(outcome);
    }
  }
  const each = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
  return each(groups, (values) => each(values, say));
}

const shareOf = (members, test) => members.filter(test).length / members.length;

/** { condition: { value: { count, accuracy, answeredRight } } } */
export function byCondition(outcomes, right = isRight) {
  return groupedByCondition(outcomes, (members) => ({
    count: members.length,
    accuracy: shareOf(members, right),
    answeredRight: shareOf(members, (outcome) => outcome.accepted && right(outcome)),
  }));
}

/** { condition: { value: { count, refused } } } */
function refusedByCondition(outcomes) {
  return groupedByCondition(outcomes, (members) => ({
    count: members.length,
    refused: shareOf(members, ({ accepted }) => !accepted),
  }));
}

/** How often strokes and the picture of them get the same answer: both the same digit, or both none. */
function agreement(outcomes) {
  const answer = ({ accepted, probabilities }) => (accepted ? bestGuess(probabilities) : null);
  const twins = outcomes.filter(({ twin }) => twin);
  if (twins.length === 0) return {};
  return {
    agreement: twins.filter((outcome) => answer(outcome) === answer(outcome.twin)).length / twins.length,
    sameGuess:
      twins.filter((outcome) => bestGuess(outcome.probabilities) === bestGuess(outcome.twin.probabilities)).length /
      twins.length,
  };
}

/** The report of a set of digits. */
export function digitReport(set, outcomes) {
  return {
    name: set.name,
    about: set.about,
    ...summary(outcomes),
    ...agreement(outcomes),
    conditions: byCondition(outcomes),
  };
}

/** The report of a set of what is no digit. */
export function nonDigitReport(set, outcomes) {
  const accepted = outcomes.filter((outcome) => outcome.accepted);
  return {
    name: set.name,
    about: set.about,
    counted: set.counted,
    real: set.real ?? false,
    count: outcomes.length,
    refused: 1 - accepted.length / outcomes.length,
    blank: outcomes.filter(({ blank }) => blank).length / outcomes.length,
    rightReason: set.reason ? outcomes.filter(({ reason }) => reason === set.reason).length / outcomes.length : null,
    confident: accepted.filter((outcome) => confidenceOf(outcome) > CONFIDENT).length / outcomes.length,
    acceptedAs: Array.from(
      { length: 10 },
      (_, digit) => accepted.filter(({ probabilities }) => bestGuess(probabilities) === digit).length,
    ),
    refusedOf: refusedByCondition(outcomes),
  };
}

/** What the contact sheet writes above a picture: truth > answer (in brackets when refused) and confidence in percent. */
export function caption({ truth, probabilities, accepted }) {
  const guess = bestGuess(probabilities);
  const answer = guess === null ? "-" : accepted ? `${guess}` : `(${guess})`;
  return `${truth ?? "-"}>${answer} ${Math.round(100 * confidenceOf({ probabilities }))}`;
}

/** A digit fails when it is misread or refused, another thing when it is accepted. */
export function hasFailed(outcome) {
  return outcome.truth === null ? outcome.accepted : !outcome.accepted || !isRight(outcome);
}
