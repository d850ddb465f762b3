// Lighthouse's look at the page on a phone: ./build.sh lighthouse. It is fetched by npx when it is asked for, as it is 185 MB
// with what it needs. Ends with 1 where a score is too low, or the layout shifts.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CHROMIUM } from "../support/browsers.js";
import { hostHeadersOf, SITE } from "../support/site-headers.js";
import { serveFolder } from "../support/static-server.js";
import { median } from "./measure.js";

const LIGHTHOUSE = "lighthouse@12.8.2"; // the last for Node 20
const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const MOST_SHIFT = 0.02;
const RUNS = 3; // of which the median counts: other work on the machine disturbs

/** @returns {Promise<any>} Lighthouse's report */
async function run(url, folder) {
  const report = join(folder, "report.json");
  const args = [
    ...["--yes", LIGHTHOUSE, url, "--quiet", "--output=json", `--output-path=${report}`, "--form-factor=mobile"],
    ...[`--only-categories=${Object.keys(LEAST)}`, "--chrome-flags=--headless=new --no-sandbox"],
  ];
  const npx = spawn("npx", args, {
    env: { ...process.env, CHROME_PATH: CHROMIUM },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const status = await new Promise((resolve) => npx.on("close", resolve));
  if (status !== 0) throw new Error(`lighthouse ended with ${status}`);
  return JSON.parse(await readFile(report, "utf8"));
}

const folder = await mkdtemp(join(tmpdir(), "lenet5-lighthouse-"));
const site = await serveFolder(SITE, { brotli: true, headersOf: await hostHeadersOf() });
try {
  const reports = [];
  for (let i = 0; i < RUNS; i++) reports.push(await run(site.url, folder));
  const scores = Object.entries(LEAST).map(([name, least]) => {
    const score = Math.round(100 * median(reports.map(({ categories }) => categories[name].score)));
    return { what: name, score, least, good: score >= least };
  });
  const shift = median(reports.map(({ audits }) => audits["cumulative-layout-shift"].numericValue));
  const rows = [...scores, { what: "layout shift", score: shift, least: `≤ ${MOST_SHIFT}`, good: shift <= MOST_SHIFT }];
  console.table(rows);
  const failed = Object.values(reports.at(-1).audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative",
  );
  for (const { id, title, displayValue = "" } of failed) console.log(`${id}: ${title} ${displayValue}`);
  process.exitCode = rows.every(({ good }) => good) ? 0 : 1;
} finally {
  await site.close();
  await rm(folder, { recursive: true });
}
