// How long an opened picture of 50 megapixels occupies the page: the longest task, and when the picture and its reading are
// seen. Three runs; the median of the longest is what counts:
//   node tests/page/large-picture.js

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchChromium } from "../support/browsers.js";
import { answered, openPage, SITE } from "../support/page-driver.js";
import { PHONE } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

const RUNS = 3;

const site = await serveFolder(SITE);
const browser = await launchChromium();
const photo = await photoOf(7);
console.error(`${(photo.length / 1e6).toFixed(1)} MB`);
const folder = await mkdtemp(join(tmpdir(), "lenet5-photo-"));
const path = join(folder, "photo.jpg"); // what is handed over in another way occupies the page by itself
await writeFile(path, photo);
const longest = [];
for (let run = 0; run < RUNS; run++) {
  const { tasks, shown, read } = await measured();
  longest.push(Math.max(0, ...tasks));
  console.log(
    `run ${run + 1}: tasks over 50 ms: ${tasks.join(", ") || "none"}; shown after ${shown} ms, read after ${read} ms`,
  );
}
console.log(`longest task, median: ${longest.toSorted((a, b) => a - b)[1]} ms`);
await browser.close();
await site.close();
await rm(folder, { recursive: true });

async function measured() {
  const { page, context } = await openPage(browser, site.url, { ...PHONE, serviceWorkers: "block" });
  await answered(page, "blank");
  await page.locator(".answer:not([data-state=loading])").waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    Object.assign(globalThis, { tasks: [], shown: 0, read: 0, start: 0 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.tasks.push(Math.round(duration));
    }).observe({ type: "longtask" });
    document.querySelector("input[type=file]").addEventListener("change", () => (globalThis.start = performance.now()));
    const since = () => Math.round(performance.now() - globalThis.start);
    new MutationObserver(() => {
      if (!globalThis.shown && document.querySelector(".photo img")) globalThis.shown = since();
      if (!globalThis.read && document.querySelector(".answer[data-state=digit]")) globalThis.read = since();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.getByLabel("Open a picture").setInputFiles(path);
  await answered(page, 7);
  await page.waitForTimeout(1000);
  const found = await page.evaluate(() => ({
    tasks: globalThis.tasks,
    shown: globalThis.shown,
    read: globalThis.read,
  }));
  await context.close();
  return found;
}

/** A digit on paper with the noise of a camera. */
async function photoOf(digit) {
  const page = await browser.newPage();
  const url = await page.evaluate(async (strokes) => {
    const [width, height] = [8660, 5774];
    const noise = new OffscreenCanvas(512, 512);
    const grain = noise.getContext("2d");
    const data = grain.createImageData(512, 512);
    for (let i = 0; i < data.data.length; i++) data.data[i] = i % 4 === 3 ? 255 : 205 + 20 * Math.random();
    grain.putImageData(data, 0, 0);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.fillStyle = context.createPattern(noise, "repeat");
    context.fillRect(0, 0, width, height);
    context.lineWidth = 300;
    context.lineCap = context.lineJoin = "round";
    for (const stroke of strokes) {
      context.beginPath();
      for (const [x, y] of stroke) context.lineTo(2400 + 3800 * x, 900 + 3800 * y);
      context.stroke();
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    const reader = new FileReader();
    await new Promise((resolve) => {
      reader.onload = resolve;
      reader.readAsDataURL(blob);
    });
    return String(reader.result);
  }, STROKES[digit]);
  await page.close();
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
