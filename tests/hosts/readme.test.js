// What the README shows of the command is what the command prints.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PICTURES = at("tests/fixtures/readme");

/** The README's sessions: a command after "$ lenet5", and the lines below it. Those of pictures that the project has. */
const sessions = readFileSync(at("README.md"), "utf8")
  .split("\n    $ lenet5 ")
  .slice(1)
  .map((part) => part.split(/\n(?! {4})/)[0].split("\n    "))
  .map(([command, ...lines]) => ({ command, lines: lines.filter((line) => line !== "") }))
  .filter(({ command }) => command.endsWith(".png"));

test("the README shows sessions", () => assert.ok(sessions.length >= 4, `only ${sessions.length}`));

for (const { command, lines } of sessions) {
  test(`lenet5 ${command}`, () => {
    const printed = execFileSync(at("build/lenet5"), command.split(" "), { cwd: PICTURES, encoding: "utf8" });
    const escaped = lines.map((line) => (line === "…" ? "(.+\n)*" : `${literal(line)}\n`));
    assert.match(printed, new RegExp(`^${escaped.join("").replaceAll("…", ".+")}$`));
  });
}

/** As a regular expression that matches the text alone. */
function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
