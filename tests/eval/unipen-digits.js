// Single digits as pen strokes of real people (UNIPEN, from the data folder), split by writer.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Random } from "./random.js";

/** The file that holds them. */
export function unipenDigits(folder) {
  return join(folder, "unipen", "digits.jsonl.gz");
}

/** The same people had several collectors: a writer is the name behind the slash. */
const nameOf = (writer) => writer.slice(writer.indexOf("/") + 1);

/** Half of the writers, by their names alone: thresholds are chosen on these, and the others only looked at. */
export const isTuning = (writer) => new Random("writers", nameOf(writer)).chance(0.5);

/**
 * @param {string} folder the data folder
 * @param {(writer: string) => boolean} wanted
 * @returns {{ writer: string, truth: number, strokes: { x: number, y: number }[][] }[][]} the digits of each truth
 */
export function digitsOf(folder, wanted) {
  const digits = Array.from({ length: 10 }, () => []);
  const lines = gunzipSync(readFileSync(unipenDigits(folder)))
    .toString("utf8")
    .trim()
    .split("\n");
  for (const line of lines) {
    const { writer, label, strokes } = JSON.parse(line);
    if (!wanted(writer)) continue;
    digits[Number(label)].push({ writer, truth: Number(label), strokes: strokes.map(asPoints) });
  }
  return digits;
}

function asPoints(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i], y: numbers[2 * i + 1] }));
}
