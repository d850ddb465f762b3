// How much recognition makes the page stutter: 60 quick strokes at a quarter of the processor's speed, with the engine and
// without it; the long tasks (over 50 ms) of each. Three runs of each, the median is what counts:
//   node tests/page/long-tasks.js ["#inside/c3/7" …]

import { launchChromium } from "../support/browsers.js";
import { openPage, SITE } from "../support/page-driver.js";
import { PHONE } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";

const RUNS = 3;
const STROKES = 60;
const SLOWDOWN = 4;

const addresses = process.argv.length > 2 ? process.argv.slice(2) : ["", "#number", "#inside/c3/7", "#lesson/3"];
const site = await serveFolder(SITE);
const without = await serveFolder(SITE, { refuse: (path) => /\.(wasm|safetensors)$/.test(path) });
const browser = await launchChromium();
for (const address of addresses) {
  const counts = { without: [], with: [] };
  for (let run = 0; run < RUNS; run++) {
    counts.without.push(await longTasks(`${without.url}${address}`));
    counts.with.push(await longTasks(`${site.url}${address}`));
    console.error(
      `${address || "#"} run ${run + 1}: ${counts.with.at(-1)} with the engine, ${counts.without.at(-1)} without`,
    );
  }
  const [off, on] = [median(counts.without), median(counts.with)];
  console.log(
    `${address || "#"}: ${on} with the engine (${counts.with}), ${off} without (${counts.without}): ${on - off} more`,
  );
}
await browser.close();
await site.close();
await without.close();

async function longTasks(url) {
  const { page, context } = await openPage(browser, url, { ...PHONE, serviceWorkers: "block" });
  await page.locator(".answer:not([aria-busy=true])").waitFor({ state: "attached" });
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    globalThis.longTasks = 0;
    const count = (list) => (globalThis.longTasks += list.getEntries().length);
    new PerformanceObserver(count).observe({ type: "longtask" });
  });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.evaluate(write, STROKES);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.waitForTimeout(1000);
  const count = await page.evaluate(() => globalThis.longTasks);
  await context.close();
  return count;
}

/** In the page: strokes of a frame a point. */
async function write(strokes) {
  const POINTS = 3;
  const canvas = document.querySelector(".pad canvas");
  canvas.setPointerCapture = () => {}; // there is no such pointer
  const { left, top, width, height } = canvas.getBoundingClientRect();
  for (let stroke = 0; stroke < strokes; stroke++) {
    for (let i = 0; i <= POINTS; i++) {
      const x = left + (width * (5 + ((stroke * 37) % 90))) / 100;
      const y = top + (height * (5 + ((stroke * 61) % 60) + 10 * i)) / 100;
      const type = i === 0 ? "pointerdown" : i === POINTS ? "pointerup" : "pointermove";
      const init = { pointerId: 1, pointerType: "touch", clientX: x, clientY: y, bubbles: true, isPrimary: true };
      canvas.dispatchEvent(new PointerEvent(type, init));
      await new Promise(requestAnimationFrame);
    }
  }
}

function median(counts) {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)];
}
