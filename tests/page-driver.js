// The built page in a real Chromium, with everything recorded that it must not do.

import { fileURLToPath } from "node:url";

import { smooth } from "./strokes.js";

export const SITE = fileURLToPath(new URL("../dist/site", import.meta.url));

/**
 * Opens the page in a fresh profile. faults collects console errors, uncaught errors, violations of the content
 * security policy and requests to other origins.
 */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(url)) faults.push(`request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`violates ${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, context, faults };
}

/** Where a place of the unit square lies in the window: the square has side·the pad's shorter side, its middle at x, y. */
export async function placeOnPad(page, { side = 0.7, x = 0.5, y = 0.5 } = {}) {
  const box = await page.locator(".pad canvas").boundingBox();
  const length = side * Math.min(box.width, box.height);
  return ([u, v]) => [box.x + x * box.width + (u - 0.5) * length, box.y + y * box.height + (v - 0.5) * length];
}

/** Draws strokes with the mouse. */
export async function draw(page, strokes, place) {
  const toWindow = await placeOnPad(page, place);
  for (const stroke of strokes) {
    const [first, ...rest] = smooth(stroke).map(toWindow);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point);
    await page.mouse.up();
  }
}

/** Draws strokes with a finger, through the browser's own input queue. */
export async function drawByTouch(page, strokes, place) {
  const toWindow = await placeOnPad(page, place);
  for (const stroke of strokes) await swipe(page, smooth(stroke).map(toWindow));
}

/** Moves one finger along points of the window. */
export async function swipe(page, points) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [first, ...rest] = points.map(([x, y]) => ({ x, y, id: 1 }));
  await touch("touchStart", [first]);
  for (const point of rest) await touch("touchMove", [point]);
  await touch("touchEnd", []);
  await session.detach();
}

/** Resolves when the answer is this digit, or this state ("blank", "refused", "problem", "failure"). */
export async function answered(page, expected) {
  const selector = typeof expected === "number" ? `[data-digit="${expected}"]` : `[data-state="${expected}"]`;
  try {
    await page.locator(`.answer${selector}`).waitFor({ timeout: 30_000 });
  } catch {
    throw new Error(`expected ${expected}, the page says: ${await page.locator(".words").innerText()}`);
  }
}
