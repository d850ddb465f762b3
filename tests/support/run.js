// node tests/support/run.js COUNT FILE…: runs suites, COUNT side by side, begun in the order in which they are named, which
// node --test does not keep. Prints every test and then the longest suites; status 1 when a test failed.

import { basename } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const SHOWN = 10;

const [count, ...files] = process.argv.slice(2);
/** @type {Map<string, number>} */
const durations = new Map();

/** @param {any} test */
function ended({ nesting, file, details }) {
  if (nesting === 0 && file) durations.set(file, (durations.get(file) ?? 0) + details.duration_ms);
}

const events = run({ files, concurrency: Number(count) });
events.on("test:pass", ended);
events.on("test:fail", (failed) => {
  ended(failed);
  process.exitCode = 1;
});
const report = events.compose(/** @type {any} */ (new spec()));
report.pipe(process.stdout);
report.on("end", () => {
  const longest = [...durations].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  console.log("longest suites, seconds of their tests:");
  for (const [file, duration] of longest)
    console.log(`${(duration / 1000).toFixed(1).padStart(7)} ${basename(file, ".test.js")}`);
});
