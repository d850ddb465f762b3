// Digits and letters that people wrote with a pen on a tablet (UNIPEN), by writer, for composing pages: half of the
// writers to choose numbers on, the other half to report on.
import { join } from "node:path";
import { nameOf, readSamples } from "../support/unipen.js";
import { isMislabelled } from "./unipen-lists.js";

const PARTS = ["tuning", "reporting"];

/** Which part a writer belongs to: the same for every file, whoever else is in it. */
export function partOf(name) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.charCodeAt(0)) % 65521;
  return PARTS[sum % 2];
}

export function pensFile(folder, name) {
  return join(folder, "unipen", `${name}.jsonl.gz`);
}

/** { writer: { label: [strokes] } } of one part; strokes are [[{ x, y }, …], …] in the collector's unit. What anybody would
 * call mislabelled is left out. */
export function samplesByWriter(folder, name, part) {
  const writers = {};
  for (const sample of readSamples(pensFile(folder, name))) {
    const writer = nameOf(sample.writer);
    if (partOf(writer) !== part || isMislabelled(sample)) continue;
    ((writers[writer] ??= {})[sample.label] ??= []).push(sample.strokes);
  }
  return writers;
}

/** Writers of whom there is at least one of every digit: a page is written by one hand. */
export function digitHands(folder, part) {
  return Object.entries(samplesByWriter(folder, "digits", part))
    .filter(([, labels]) => Object.keys(labels).length === 10)
    .map(([writer, digits]) => ({ writer, digits }));
}

/** Letters of all writers of a part together: { letter: [strokes] }. */
export function letters(folder, part) {
  const all = {};
  for (const labels of Object.values(samplesByWriter(folder, "lower", part)))
    for (const [label, samples] of Object.entries(labels)) (all[label] ??= []).push(...samples);
  return all;
}
