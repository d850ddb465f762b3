// The built page in a real Chromium, with everything recorded that it must not do.

import { fileURLToPath } from "node:url";

import { STROKES, smooth } from "./strokes.js";

export const SITE = fileURLToPath(new URL("../../dist/site", import.meta.url));

/** Opens the page in a fresh profile, and watches it. */
export async function openPage(browser, url, options = {}) {
  return openWatched(await browser.newContext(options), url);
}

/**
 * Opens the page. faults collects console errors, uncaught errors, violations of the content security policy and
 * requests outside the page's folder.
 */
export async function openWatched(context, url, folder = url.split("#")[0]) {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const address = request.url();
    if (!/^(blob|data):/.test(address) && !address.startsWith(folder)) faults.push(`request: ${address}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`violates ${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, context, faults };
}

/** The place of the pad, which cannot be written on before the view that the address names is there. */
async function seenPad(page) {
  const pad = page.locator(".pad canvas");
  await pad.waitFor();
  return pad.boundingBox();
}

/** Where a place of the unit square lies in the window: the square has side·the pad's shorter side, its middle at x, y. */
export async function placeOnPad(page, { side = 0.7, x = 0.5, y = 0.5 } = {}) {
  const box = await seenPad(page);
  const length = side * Math.min(box.width, box.height);
  return ([u, v]) => [box.x + x * box.width + (u - 0.5) * length, box.y + y * box.height + (v - 0.5) * length];
}

/** Resolves when the page has read what was drawn or opened, which it begins with the next frame. */
export async function settled(page) {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .reading-picture"));
}

/** Draws strokes with the mouse, which like a real one waits for no frame between its places. */
export async function draw(page, strokes, place) {
  const toWindow = await placeOnPad(page, place);
  for (const stroke of strokes) {
    const [first, ...rest] = smooth(stroke).map(toWindow);
    await page.mouse.move(...first);
    await page.mouse.down();
    await Promise.all(rest.map((point) => page.mouse.move(...point)));
    await page.mouse.up();
  }
  await settled(page);
}

/** The strokes of a row of digits and marks, in a unit square about the pad's middle; for draw() with side 1. */
export async function rowOnPad(page, text, { width = 0.9, height = 0.5 } = {}) {
  const pad = await seenPad(page);
  const shorter = Math.min(pad.width, pad.height);
  const widths = Array.from(text, (sign) => (/\d/.test(sign) ? 1 : 0.7));
  const total = widths.reduce((sum, one) => sum + one, 0);
  const across = Math.min((width * pad.width) / shorter / total, height / 1.5);
  const down = 1.5 * across;
  let x = 0.5 - (total * across) / 2;
  return Array.from(text, (sign, i) => {
    const middle = x + (widths[i] * across) / 2;
    x += widths[i] * across;
    return STROKES[sign].map((stroke) => stroke.map(([u, v]) => [middle + (u - 0.5) * across, 0.5 + (v - 0.5) * down]));
  }).flat();
}

/** Draws strokes with a finger, through the browser's own input queue. */
export async function drawByTouch(page, strokes, place) {
  const toWindow = await placeOnPad(page, place);
  for (const stroke of strokes) await swipe(page, smooth(stroke).map(toWindow));
  await settled(page);
}

/** Moves one finger along points of the window. */
export async function swipe(page, points) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [first, ...rest] = points.map(([x, y]) => ({ x, y, id: 1 }));
  await touch("touchStart", [first]);
  await Promise.all(rest.map((point) => touch("touchMove", [point])));
  await touch("touchEnd", []);
  await session.detach();
}

/** Two fingers beside each other about a place of the window, which move apart or together. */
export async function pinch(page, [x, y], from, to, steps = 8) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, apart) => {
    const touchPoints = apart === null ? [] : [-1, 1].map((side, id) => ({ x: x + (side * apart) / 2, y, id }));
    return session.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
  await touch("touchStart", from);
  for (let step = 1; step <= steps; step++) await touch("touchMove", from + ((to - from) * step) / steps);
  await touch("touchEnd", null);
  await session.detach();
}

/** Resolves when the page tells something over the pad; which it is. */
export async function noticed(page) {
  const notice = page.getByRole("alert");
  await notice.waitFor();
  return notice.innerText();
}

/** Resolves when the page's answer is this number, as it is formatted. */
export async function answeredNumber(page, formatted) {
  try {
    await page
      .locator('.answer[data-state="number"] .answer-text')
      .and(page.getByText(formatted, { exact: true }))
      .waitFor();
  } catch {
    throw new Error(`expected ${formatted}, the page says: ${await page.locator(".answer").innerText()}`);
  }
}

/**
 * Resolves when what the page keeps on the device is so.
 *
 * @param {string} store of its database
 * @param {string} check the source of a function of all records in it
 */
export async function stored(page, store, check) {
  const look = `(async () => {
    const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("lenet5 ")) ?? {};
    if (!name) return false;
    const asked = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await asked(indexedDB.open(name));
    const found = db.objectStoreNames.contains("${store}")
      ? await asked(db.transaction("${store}").objectStore("${store}").getAll())
      : [];
    db.close();
    return (${check})(found);
  })()`;
  await until(page, look);
}

/** Resolves when what `look` resolves to is true. what: it, in words, for the error. */
export async function eventually(look, what) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) if (await look()) return;
  throw new Error(`it has not become so in 20 s: ${what}`);
}

/**
 * Resolves when what a function of the page resolves to is true; waitForFunction takes each promise for true.
 *
 * @param {string | (() => Promise<boolean>)} check
 */
export const until = (page, check) => eventually(() => page.evaluate(check), check);

/** Resolves when the page's animations have ended or were taken away. */
export const still = (page) =>
  page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));

/** How many pixels of a canvas are not transparent. */
export function inkOf(page, selector) {
  return page.locator(selector).evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) count += data[i] > 32 ? 1 : 0;
    return count;
  });
}

/** Resolves when the answer is this digit, or this state ("blank", "refused", "problem", "failure"). */
export async function answered(page, expected) {
  const selector = typeof expected === "number" ? `[data-digit="${expected}"]` : `[data-state="${expected}"]`;
  try {
    await page.locator(`.answer${selector}`).waitFor({ timeout: 30_000 });
  } catch {
    throw new Error(`expected ${expected}, the page says: ${await page.locator(".message").innerText()}`);
  }
}

/** Drops or pastes a PNG, or else a text, as the system would. */
export function handOver(page, type, png) {
  return page.evaluate(
    ({ type, bytes }) => {
      const transfer = new DataTransfer();
      if (!bytes) transfer.setData("text/plain", "a text");
      if (bytes) transfer.items.add(new File([new Uint8Array(bytes)], "handed.png", { type: "image/png" }));
      const event =
        type === "drop"
          ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
      document.querySelector(".pad").dispatchEvent(event);
    },
    { type, bytes: png && [...png] },
  );
}
