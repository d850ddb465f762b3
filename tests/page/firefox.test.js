// The page in Firefox: another engine, driven through WebDriver BiDi.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchFirefox, skipWithoutFirefox } from "../support/browsers.js";
import { SITE } from "../support/page-driver.js";
import { drawDigit, jpegOf, withOrientation } from "../support/picture-files.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES, smooth } from "../support/strokes.js";

const FIREFOX = { skip: skipWithoutFirefox };

let site;
let browser;

before(async () => {
  if (skipWithoutFirefox) return;
  site = await serveFolder(SITE);
  browser = await launchFirefox();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** The page in a tab with a storage of its own; faults collects what it must not do. */
async function open() {
  const page = await (await browser.createBrowserContext()).newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(site.url);
  const answered = (selector) => page.waitForSelector(`.answer${selector}`, { timeout: 20_000 });
  return { page, faults, answered };
}

test("Firefox reads a 3, a 7 and a 1, clears, and keeps the security policy", FIREFOX, async () => {
  const { page, faults, answered } = await open();
  for (const digit of [3, 7, 1]) {
    await draw(page, STROKES[digit]);
    await answered(`[data-digit="${digit}"]`);
    await page.keyboard.press("Delete");
    await answered('[data-state="blank"]');
  }
  assert.deepEqual(faults, []);
});

test("Firefox draws a tap, keeps the ink at a reload, and reads an SVG without a size", FIREFOX, async () => {
  const { page, faults, answered } = await open();
  await page.evaluate(() => void (location.hash = "digit"));
  await page.waitForSelector("[data-pad=square]");
  const pad = await page.$eval(".pad canvas", (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.click(Math.round(pad.x + pad.width / 2), Math.round(pad.y + pad.height / 2));
  await answered('[data-state="refused"]');
  assert.ok((await inked(page)) > 200);
  await page.keyboard.press("Delete");
  await draw(page, STROKES[7]);
  await answered('[data-digit="7"]');
  const before = await inked(page);
  await page.reload();
  await answered('[data-digit="7"]');
  assert.equal(await inked(page), before);
  // A file from the user's disk would need a path here; a drop brings the same.
  await page.evaluate(() => {
    const line = '<path stroke-width="9" stroke="#000" d="M30 700v150"/>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 900">${line}</svg>`;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([svg], "one.svg", { type: "image/svg+xml" }));
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector(".pad").dispatchEvent(drop);
  });
  await answered('[data-digit="1"]');
  assert.deepEqual(faults, []);
});

test("Firefox reads a photo upright by its EXIF mark, and turns and cuts it", FIREFOX, async () => {
  const { page, faults, answered } = await open();
  // Turned to the left, as a camera that was held upright stores it; 6: to be turned to the right.
  const { width, height, grey } = drawDigit(7, { width: 200, height: 240, pen: 14 });
  const lying = { width: height, height: width, grey: new Uint8Array(grey.length) };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) lying.grey[(width - 1 - x) * height + y] = grey[y * width + x];
  const bytes = [...withOrientation(jpegOf(lying), 6, true)];
  await page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], "photo.jpg", { type: "image/jpeg" }));
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector(".pad").dispatchEvent(drop);
  }, bytes);
  await answered('[data-digit="7"]');
  const press = (name) =>
    page.evaluate((name) => {
      const buttons = [...document.querySelectorAll(".picture-tools button")];
      /** @type {HTMLElement} */ (buttons.find((one) => (one.ariaLabel ?? one.textContent) === name)).click();
    }, name);
  for (let turn = 0; turn < 4; turn++) {
    await press("Turn");
    const turned = (degrees) =>
      /** @type {HTMLElement} */ (document.querySelector(".photo img")).style.transform.includes(
        `rotate(${degrees}deg)`,
      );
    await page.waitForFunction(turned, {}, (90 * (turn + 1)) % 360);
  }
  await answered('[data-digit="7"]');
  await press("Crop");
  await page.keyboard.press("ArrowLeft");
  await press("Read this part");
  await page.waitForSelector(".cut.chosen");
  assert.deepEqual(faults, []);
});

test("Firefox shows the layers, an output's arithmetic and a step of the lesson", FIREFOX, async () => {
  const { page, faults, answered } = await open();
  await draw(page, STROKES[3]);
  await answered('[data-digit="3"]');
  await page.evaluate(() => (location.hash = "inside/c3/7/4/5"));
  await page.waitForSelector(".equation output");
  const { terms, output } = await page.$eval(".panel", (panel) => ({
    terms: [...panel.querySelectorAll(".equation .term")].map(({ firstChild }) => firstChild.textContent),
    output: panel.querySelector("output").textContent,
  }));
  assert.equal(terms.length, 8); // six maps, the bias, the total
  assert.equal(output, terms[7].startsWith("\u2212") ? "0.0000" : terms[7]);
  await page.evaluate(() => (location.hash = "lesson/6"));
  await page.waitForSelector(".step .example");
  await answered('[data-digit="3"]');
  assert.deepEqual(faults, []);
});

const inked = (page) =>
  page.$eval(".pad canvas", (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 32).length;
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
  assert.deepEqual(
    asked.filter((path, i) => asked.indexOf(path) !== i),
    [],
  );
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
