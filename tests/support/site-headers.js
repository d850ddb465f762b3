// What the built page's file of headers (dist/site/_headers) says, as hosts that read it do.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { SITE } from "./page-driver.js";

export { SITE };

/** The headers of each rule, by the rule's path. @returns {Promise<Map<string, Record<string, string>>>} */
export async function headerRules() {
  const rules = new Map();
  let current = null;
  for (const line of (await readFile(join(SITE, "_headers"), "utf8")).split("\n")) {
    if (line.startsWith("#") || line.trim() === "") continue;
    if (/^\S/.test(line)) {
      current = {};
      rules.set(line, current);
    } else {
      const [, name, value] = /^ {2}([A-Za-z-]+): (.+)$/.exec(line);
      current[name.toLowerCase()] = value;
    }
  }
  return rules;
}

/** The rules that fit a path, with their headers. */
export const fittingRules = (rules, path) =>
  [...rules].filter(([rule]) => (rule.endsWith("*") ? path.startsWith(rule.slice(0, -1)) : path === rule));

/** A path → its headers: those of all rules that fit it. @returns {Promise<(path: string) => Record<string, string>>} */
export async function hostHeadersOf() {
  const rules = await headerRules();
  return (path) => Object.assign({}, ...fittingRules(rules, path).map(([, headers]) => headers));
}
