// How much recognition makes the page stutter: 60 quick strokes at a quarter of the processor's speed, with the engine and
// without it; the long tasks (over 50 ms) of each. Three runs of each, the median is what counts:
//   node tests/page/long-tasks.js ["#inside/c3/7" …]

import { launchChromium } from "../support/browsers.js";
import { openPage, placeOnPad, SITE } from "../support/page-driver.js";
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
  const toWindow = await placeOnPad(page);
  const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const finger = (i) => {
      const [x, y] = toWindow([((stroke * 37) % 100) / 100, ((stroke * 61) % 80) / 100 + i / 50]);
      return { x, y, id: 1 };
    };
    await touch("touchStart", finger(0));
    for (let i = 1; i <= 10; i++) await touch("touchMove", finger(i));
    await touch("touchEnd");
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.waitForTimeout(1000);
  const count = await page.evaluate(() => globalThis.longTasks);
  await context.close();
  return count;
}

function median(counts) {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)];
}
