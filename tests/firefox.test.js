// The page in Firefox: another engine, driven through WebDriver BiDi.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launchFirefox, skipWithoutFirefox } from "./browsers.js";
import { SITE } from "./page-driver.js";
import { serveFolder } from "./static-server.js";
import { STROKES, smooth } from "./strokes.js";

const NAME = "Firefox reads a 3, a 7 and a 1, clears, and keeps the security policy";

test(NAME, { skip: skipWithoutFirefox }, async (t) => {
  const site = await serveFolder(SITE);
  t.after(() => site.close());
  const browser = await launchFirefox();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const answered = (selector) => page.waitForSelector(`.answer${selector}`, { timeout: 20_000 });
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(site.url);
  for (const digit of [3, 7, 1]) {
    await draw(page, STROKES[digit]);
    await answered(`[data-digit="${digit}"]`);
    await page.keyboard.press("Delete");
    await answered('[data-state="blank"]');
  }
  assert.deepEqual(faults, []);
});

test("Firefox fetches nothing twice, and reads with the server stopped", { skip: skipWithoutFirefox }, async (t) => {
  const asked = [];
  const site = await serveFolder(SITE, { brotli: true, sent: (path) => asked.push(path) });
  t.after(() => site.close());
  const browser = await launchFirefox();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  assert.ok(asked.includes("/sw.js"));
  assert.deepEqual(asked.filter((path, i) => asked.indexOf(path) !== i), []);
  await site.close();
  await page.reload();
  await draw(page, STROKES[7]);
  await page.waitForSelector('.answer[data-digit="7"]', { timeout: 20_000 });
});

async function draw(page, strokes) {
  const pad = await page.$eval(".pad canvas", (canvas) => canvas.getBoundingClientRect().toJSON());
  const side = 0.7 * Math.min(pad.width, pad.height);
  const toWindow = ([x, y]) => [
    Math.round(pad.x + pad.width / 2 + (x - 0.5) * side),
    Math.round(pad.y + pad.height / 2 + (y - 0.5) * side),
  ];
  for (const stroke of strokes) {
    const [first, ...rest] = smooth(stroke, 2).map(toWindow);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point);
    await page.mouse.up();
  }
}
