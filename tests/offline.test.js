// Installed and offline: one visit is enough, and a new version comes when the user wants it.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launchChromium, skipWithoutChromium } from "./browsers.js";
import { SITE, answered, draw, openPage } from "./page-driver.js";
import { serveFolder } from "./static-server.js";
import { STROKES } from "./strokes.js";

const CHROMIUM = { skip: skipWithoutChromium };

let browser, folder;

before(async () => {
  if (skipWithoutChromium) return;
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "lenet5-site-"));
  await cp(SITE, folder, { recursive: true });
});

after(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** The page from a server of its own; both end with the test. */
async function visit(t) {
  const asked = [];
  const site = await serveFolder(folder, { refuse: (path) => void asked.push(path) });
  t.after(() => site.close());
  const opened = await openPage(browser, site.url);
  t.after(() => opened.context.close());
  return { site, asked, ...opened };
}

const installed = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

test("after one visit the page works with the server stopped", CHROMIUM, async (t) => {
  const { site, page, faults } = await visit(t);
  await installed(page);
  await site.close();
  await page.reload();
  await draw(page, STROKES[3]);
  await answered(page, 3);
  await page.keyboard.press("Delete");
  await page.goto(`${site.url}index.html?from=home-screen`);
  await draw(page, STROKES[7]);
  await answered(page, 7);
  assert.deepEqual(faults, []);
});

test("one visit fetches and keeps one of the engine's builds", CHROMIUM, async (t) => {
  const { page, asked, faults } = await visit(t);
  await installed(page);
  const engines = new Set(asked.filter((path) => path.endsWith(".wasm")));
  assert.equal(engines.size, 1, [...engines].join());
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("engine-"));
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  });
  assert.deepEqual(kept, [...engines]);
  assert.deepEqual(faults, []);
});

test("the service worker's script is never taken from the HTTP cache", CHROMIUM, async (t) => {
  const { page, faults } = await visit(t);
  const mode = await page.evaluate(async () => (await navigator.serviceWorker.ready).updateViaCache);
  assert.equal(mode, "none");
  assert.deepEqual(faults, []);
});

test("a new version is offered, waits, and takes over when it is accepted", CHROMIUM, async (t) => {
  const { page, faults } = await visit(t);
  await installed(page);
  await page.reload();
  const offer = page.getByRole("button", { name: "New version: reload" });
  assert.equal(await offer.isVisible(), false);

  await publish(folder, "LeNet-5, the next version");
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await offer.waitFor();
  await draw(page, STROKES[7]);
  await answered(page, 7);
  const title = "LeNet-5 reads handwriting";
  assert.equal(await page.title(), title, "it took over unasked");
  await page.reload();
  assert.equal(await page.title(), title, "a reload alone must not change the version");

  await offer.waitFor();
  await offer.click();
  await page.waitForFunction((next) => document.title === next, "LeNet-5, the next version");
  await answered(page, 7); // what was on the pad is still there
  await page.keyboard.press("Delete");
  await draw(page, STROKES[3]);
  await answered(page, 3);
  assert.equal(await offer.isVisible(), false);
  assert.deepEqual(faults, []);
});

test("the manifest makes the page installable", CHROMIUM, async (t) => {
  const { page, context, faults } = await visit(t);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.equal(manifest.display, "standalone");
  for (const { src, sizes, type } of manifest.icons.filter(({ sizes }) => sizes !== "any")) {
    const size = await page.evaluate(
      async ([url, type]) => {
        const response = await fetch(url);
        if (response.headers.get("content-type") !== type) return response.headers.get("content-type");
        const { width, height } = await createImageBitmap(await response.blob());
        return `${width}x${height}`;
      },
      [src, type],
    );
    assert.equal(size, sizes, src);
  }
  assert.deepEqual(faults, []);
});

/** Puts another build into the folder: a page with another title, and a worker that knows its revision. */
async function publish(folder, title) {
  const page = join(folder, "index.html");
  await writeFile(page, (await readFile(page, "utf8")).replace(/<title>.*<\/title>/, `<title>${title}</title>`));
  const worker = join(folder, "sw.js");
  const script = await readFile(worker, "utf8");
  const next = script.replace(/(index\.html",revision:")\w+/, "$1next");
  assert.notEqual(next, script, "the worker lists the page with its revision");
  await writeFile(worker, next);
}
