// A reporter of node --test: how long each suite took, the longest first.

import { basename } from "node:path";

const SHOWN = 10;

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* durations(events) {
  /** @type {Map<string, number>} */
  const suites = new Map();
  for await (const { type, data } of events) {
    if ((type !== "test:pass" && type !== "test:fail") || data.nesting > 0 || !data.file) continue;
    suites.set(data.file, (suites.get(data.file) ?? 0) + data.details.duration_ms);
  }
  const longest = [...suites].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  const seconds = (duration) => (duration / 1000).toFixed(1).padStart(7);
  yield `longest suites, seconds of their tests:\n`;
  for (const [file, duration] of longest) yield `${seconds(duration)} ${basename(file, ".test.js")}\n`;
}
