// For the parts of the page that are no modules of it: a script made of one source and what that imports.

import { createHash } from "node:crypto";

import { rolldown } from "rolldown";

/** @param {object} define names that the source uses without having them, and their values as JSON has them */
export async function bundled(source, define) {
  const values = Object.fromEntries(Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]));
  const bundle = await rolldown({ input: source, transform: { define: values } });
  const { output } = await bundle.generate({ format: "iife", minify: true });
  await bundle.close();
  return output[0].code.trim();
}

/** In base64, as browsers have it. */
export const sha256 = (contents) => createHash("sha256").update(contents).digest("base64");
