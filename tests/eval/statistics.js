// What is said about a set of answers. An outcome is { truth, probabilities, score, accepted }: truth 0 … 9, ten
// probabilities (all 0 when the picture was found blank), whether the engine gave an answer at all.

/** Shares of the least confident answers that the reject curve leaves out. */
export const REJECTED_SHARES = [0, 0.005, 0.01, 0.02, 0.05];

const CLASSES = 10;
const BINS = 15; // as Guo et al. 2017 use
const SMALLEST_PROBABILITY = 1e-30; // what softmax rounds to 0 is not infinitely unlikely

/** The likeliest digit, the lowest of equals; null when blank. */
export function bestGuess(probabilities) {
  let best = 0;
  for (let digit = 1; digit < CLASSES; digit++) if (probabilities[digit] > probabilities[best]) best = digit;
  return probabilities[best] > 0 ? best : null;
}

export function confidenceOf(outcome) {
  return Math.max(...outcome.probabilities);
}

export function isRight(outcome) {
  return bestGuess(outcome.probabilities) === outcome.truth;
}

/** Error among what is kept when a share of the answers, the least confident first, is rejected. Of equally confident
 * answers the later one is rejected first. */
export function rejectCurve(outcomes, shares = REJECTED_SHARES) {
  const byConfidence = outcomes
    .map((outcome, index) => ({ right: isRight(outcome), confidence: confidenceOf(outcome), index }))
    .sort((a, b) => a.confidence - b.confidence || b.index - a.index);
  return shares.map((reject) => {
    const kept = byConfidence.slice(Math.round(reject * outcomes.length));
    return { reject, error: kept.filter(({ right }) => !right).length / kept.length };
  });
}

/** Expected calibration error: |accuracy − mean confidence| over equal bins of confidence, weighted by their counts. */
export function calibrationError(outcomes, bins = BINS) {
  const sums = Array.from({ length: bins }, () => ({ right: 0, confidence: 0 }));
  for (const outcome of outcomes) {
    const confidence = confidenceOf(outcome);
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1))];
    bin.right += isRight(outcome) ? 1 : 0;
    bin.confidence += confidence;
  }
  return sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / outcomes.length;
}

/** Mean −ln of the probability given to the truth; a blank picture says that all are equally likely. */
export function negativeLogLikelihood(outcomes) {
  const losses = outcomes.map(
    ({ truth, probabilities }) =>
      -Math.log(bestGuess(probabilities) === null ? 1 / CLASSES : Math.max(probabilities[truth], SMALLEST_PROBABILITY)),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / outcomes.length;
}

/** [truth][best guess], with blank pictures in an eleventh column. */
export function confusionMatrix(outcomes) {
  const matrix = Array.from({ length: CLASSES }, () => new Array(CLASSES + 1).fill(0));
  for (const { truth, probabilities } of outcomes) matrix[truth][bestGuess(probabilities) ?? CLASSES]++;
  return matrix;
}

function share(list, test) {
  return list.length ? list.filter(test).length / list.length : null;
}

/** Everything above about one set. `errors` and `accuracy` are the best guess's, whether or not it was refused;
 * `answeredRight` is what a user sees: an answer was given and is right. */
export function summary(outcomes) {
  const errors = outcomes.filter((outcome) => !isRight(outcome)).length;
  return {
    count: outcomes.length,
    errors,
    accuracy: 1 - errors / outcomes.length,
    accepted: share(outcomes, ({ accepted }) => accepted),
    answeredRight: share(outcomes, (outcome) => outcome.accepted && isRight(outcome)),
    perDigit: Array.from({ length: CLASSES }, (_, digit) =>
      share(
        outcomes.filter(({ truth }) => truth === digit),
        isRight,
      ),
    ),
    rejectCurve: rejectCurve(outcomes),
    ece: calibrationError(outcomes),
    nll: negativeLogLikelihood(outcomes),
    confusion: confusionMatrix(outcomes),
  };
}

/** Area under the receiver operating characteristic: how likely a digit scores above a non-digit, ties half
 * (the Mann–Whitney statistic). */
export function areaUnderRoc(digitScores, otherScores) {
  const all = [
    ...digitScores.map((score) => ({ score, digit: true })),
    ...otherScores.map((score) => ({ score, digit: false })),
  ].sort((a, b) => a.score - b.score);
  let above = 0;
  let othersBelow = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end].score === all[start].score) end++;
    const tied = all.slice(start, end);
    const digits = tied.filter(({ digit }) => digit).length;
    above += digits * (othersBelow + (tied.length - digits) / 2);
    othersBelow += tied.length - digits;
    start = end;
  }
  return above / (digitScores.length * otherScores.length);
}

/** The highest threshold that accepts (score ≥ threshold) at least this share of the scores. */
export function thresholdAccepting(scores, acceptedShare) {
  const sorted = [...scores].sort((a, b) => a - b);
  return sorted[sorted.length - Math.ceil(acceptedShare * sorted.length)];
}
