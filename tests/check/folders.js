#!/usr/bin/env node
// The order of the engine's folders, as c/README.md lists it: an include may go to its own folder or to one above it in the
// list, so that the arrows between folders have one direction and close no circle. `--print` lists the arrows.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const engine = join(root, "c");

/** The folders in their order, from the table between the marks. */
function folderOrder() {
  const path = join(engine, "README.md");
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";
  const table = page.match(/<!-- order -->([^]*?)<!-- \/order -->/)?.[1] ?? "";
  return Array.from(table.matchAll(/^\| `([^`]+)` \|/gm), ([, folder]) => folder);
}

function sources() {
  return /** @type {string[]} */ (readdirSync(engine, { recursive: true })).filter((path) => /\.[ch]$/.test(path));
}

/**
 * Every include of a project's header, as [file, line number, included path]; paths from c/.
 * @returns {[string, number, string][]}
 */
function includes(path) {
  return readFileSync(join(engine, path), "utf8")
    .split("\n")
    .map((line, i) => [line.match(/^#include "([^"]+)"/)?.[1], i + 1])
    .filter(([header]) => header)
    .map(([header, line]) => [path, Number(line), normalize(join(dirname(path), String(header)))]);
}

const order = folderOrder();
const rank = (path) => order.indexOf(dirname(path));
const files = sources();
const faults = [];
if (order.length === 0) faults.push("c/README.md: no table of folders between <!-- order --> and <!-- /order -->");
for (const folder of new Set(files.map((path) => dirname(path)))) {
  if (!order.includes(folder)) faults.push(`c/README.md: ${folder} is missing from the table of folders`);
}
const all = files.flatMap(includes);
for (const [path, line, header] of all) {
  if (!files.includes(header)) faults.push(`c/${path}:${line}: ${header} is not there`);
  else if (rank(header) > rank(path)) {
    faults.push(`c/${path}:${line}: ${dirname(header)} comes after ${dirname(path)} in c/README.md's order of folders`);
  }
}
if (process.argv.includes("--print")) {
  const arrows = new Set(all.map(([path, , header]) => `${dirname(path)} → ${dirname(header)}`));
  for (const arrow of [...arrows].filter((text) => text.split(" → ")[0] !== text.split(" → ")[1]).sort())
    console.log(arrow);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
