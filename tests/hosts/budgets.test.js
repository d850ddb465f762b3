// How large what a user fetches may be, after brotli.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { isOfLanguage } from "../../web/vite-lazy.js";
import { HASH } from "../../web/vite-offline.js";
import { FIRST_VISIT, IDLE, kB } from "../support/budgets.js";

// With reading and the float network in it: 10 kB are pages and cells, 6 tell a digit from what is around it, 6 are patterns,
// kinds, values and locales, and 5 the parameters that tell marks from digits. A page fetches one of the three.
const ENGINES = { "lenet5.relaxed.wasm": 71.2 * kB, "lenet5.wasm": 70.7 * kB, "lenet5.scalar.wasm": 85.2 * kB };
const WEIGHTS = 33 * kB;
const LIBRARY = 7.4 * kB;
// Fetched by who imports weights, teaches or asks for the network of 1998. 8 kB of the module are learning, 11 a page's stages.
const EXTRA = {
  "lib/import.js": 3 * kB,
  "lib/learn.js": 3 * kB,
  "lib/network-1998.js": 3 * kB,
  "lib/stages.js": 3 * kB,
  "lib/lenet5.extra.wasm": 92.6 * kB,
  "lib/lenet5-1998.safetensors": 45 * kB,
};
const TEXTS = 13.2 * kB; // of one language beside English
// Kept once they were used.
const TRAINER = { "lenet5.train": 50.5 * kB, "trainer-worker": 1.5 * kB };
const GAMES = 14 * kB; // what the views of training and games are made of
const WORKER = 2 * kB;
const READ = 32 * kB; // HTML, style sheet, program and worker of the first view; what keeps things comes after its answer

const dist = (path) => new URL(`../../dist/${path}`, import.meta.url);

async function compressed(path) {
  const file = await readFile(dist(path));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.length };
  return brotliCompressSync(file, { params }).length;
}

async function holds(paths, budget) {
  const sizes = await Promise.all(paths.map(compressed));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const list = paths.map((path, i) => `  ${path} ${sizes[i]}`).join("\n");
  assert.ok(total <= budget, `${total} bytes, of ${budget} that are allowed:\n${list}`);
}

/** What the page asks for on a first visit: its own links, and everything that the service worker keeps of it; the
 * engine that the page chooses is not among it. */
async function firstVisit() {
  const page = await readFile(dist("site/index.html"), "utf8");
  const worker = await readFile(dist("site/sw.js"), "utf8");
  const linked = Array.from(page.matchAll(/(?:src|href)="\.\/([^"]+)"/g), ([, path]) => path);
  const kept = Array.from(
    worker.matchAll(new RegExp(`\\[\`([^\`]+)\`,\`[^\`]{${HASH}}\`\\]`, "g")),
    ([, path]) => path,
  ); // lazy ones have a third value
  assert.ok(kept.length > 0);
  const files = new Set(["index.html", "sw.js", ...linked, ...kept]);
  return [...files].filter((path) => !/\.wasm$|icon/.test(path)).map((path) => `site/${path}`);
}

for (const [name, budget] of Object.entries(ENGINES)) test(name, () => holds([`lib/${name}`], budget));

test("the weights", () => holds(["lib/lenet5.safetensors"], WEIGHTS));

test("the library's JavaScript", async () => {
  const scripts = (await readdir(dist("lib"))).filter(
    (name) =>
      name.endsWith(".js") && !["cli.js", "import.js", "learn.js", "network-1998.js", "stages.js"].includes(name),
  );
  assert.ok(scripts.includes("lenet5.js"));
  await holds(
    scripts.map((name) => `lib/${name}`),
    LIBRARY,
  );
});

for (const [path, budget] of Object.entries(EXTRA)) test(path, () => holds([path], budget));

test("the service worker", () => holds(["site/sw.js"], WORKER));

test("the first view's own files", async () => {
  const files = (await firstVisit()).filter((path) =>
    /index\.html$|\/(index|engine-worker)-[^/]*\.(js|css)$/.test(path),
  );
  assert.equal(files.length, 4, `${files}`);
  await holds(files, READ);
});

test("the page's first visit", async () => {
  const files = await firstVisit();
  for (const kind of [".js", ".css", ".safetensors", ".webmanifest"]) {
    assert.ok(
      files.some((file) => file.endsWith(kind)),
      `no ${kind} among ${files}`,
    );
  }
  for (const name of ["lenet5.relaxed.wasm", "lenet5.wasm"]) await holds([...files, `lib/${name}`], FIRST_VISIT);
});

test("the texts of a language", async () => {
  const names = (await readdir(dist("site/views"))).filter((name) => isOfLanguage(`views/${name}`));
  assert.ok(names.some((name) => name.startsWith("zh-Hans")));
  for (const name of names) await holds([`site/views/${name}`], TEXTS);
});

test("what idle time adds", async () => {
  const names = (await lazy())
    .filter((name) => !isOfLanguage(name.replace("site/", "")))
    .filter((name) => !Object.keys(TRAINER).some((part) => name.includes(part)));
  assert.ok(names.some((name) => name.includes("inside")));
  await holds(names, IDLE);
});

for (const [part, budget] of Object.entries(TRAINER)) {
  test(`${part}, which is kept once it was used`, async () => {
    const names = (await lazy()).filter((name) => name.includes(part));
    assert.equal(names.length, 1);
    const worker = await readFile(dist("site/sw.js"), "utf8");
    assert.match(worker, new RegExp(`\\[\`${names[0].replace("site/", "")}\`,\`[^\`]{${HASH}}\`,2\\]`));
    await holds(names, budget);
  });
}

test("the views of training and games", async () => {
  const names = (await lazy()).filter((name) => /\/game-/.test(name));
  assert.equal(names.length, 2);
  await holds(names, GAMES);
});

const lazy = async () => (await readdir(dist("site/views"))).map((name) => `site/views/${name}`);
