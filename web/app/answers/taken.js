// An answer of the page as what can be taken away of it: texts, and a table.

import { whyNot } from "../number-words.js";
import { say } from "../words/words.js";

/**
 * @typedef {{ text: string | null, confidence: number, note: string }} Taken  text: null of what could not be read; note:
 *     why not, or what it might be
 */

/** @param {any} current of main.js @returns {Taken[]} an entry a line; none for an empty pad */
export function takenOf({ result, lines }) {
  if (result) {
    const { digit, rejected, confidence } = result;
    return [
      rejected
        ? { text: null, confidence, note: say("answers.notDigit") }
        : { text: String(digit), confidence, note: "" },
    ];
  }
  return (lines ?? []).filter(Boolean).map(({ reading }) => {
    const { formatted, rejected, reason, confidence, alternatives } = reading;
    if (!rejected) return { text: formatted, confidence, note: "" };
    const nearest = alternatives[0]?.formatted;
    const why = whyNot(reason);
    return { text: null, confidence, note: nearest ? say("answers.perhaps", { why, nearest }) : why };
  });
}

/** @param {Taken[]} lines @returns {string} as RFC 4180 has it */
export function csvOf(lines) {
  const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  const rows = lines.map(({ text, confidence, note }, i) => [
    String(i + 1),
    text ?? "",
    text === null ? "" : confidence.toFixed(4),
    note,
  ]);
  return [["line", "number", "confidence", "note"], ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}
