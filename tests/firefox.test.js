// The page in Firefox: another engine, driven through WebDriver BiDi.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import puppeteer from "puppeteer-core";

import { SITE } from "./page-driver.js";
import { serveFolder } from "./static-server.js";
import { STROKES, smooth } from "./strokes.js";

let site, browser, page;

before(async () => {
  site = await serveFolder(SITE);
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    headless: true,
  });
  page = await browser.newPage();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

const answered = (selector) => page.waitForSelector(`.answer${selector}`, { timeout: 20_000 });

test("Firefox reads a 3, a 7 and a 1, clears, and keeps the security policy", async () => {
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(site.url);
  for (const digit of [3, 7, 1]) {
    await draw(STROKES[digit]);
    await answered(`[data-digit="${digit}"]`);
    await page.keyboard.press("Delete");
    await answered('[data-state="blank"]');
  }
  assert.deepEqual(faults, []);
});

async function draw(strokes) {
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
