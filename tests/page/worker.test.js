// Reading beside the page, in a worker: one sheet at a time, the latest next, and what is stale is dropped.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { drawnPicture, openFiles, pngFile } from "../support/drawn-pictures.js";
import { answered, draw, placeOnPad, SITE } from "../support/page-driver.js";
import { CHROMIUM, pageSuite } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

/** Opens the page with a hold on what goes to its worker: held() says how many calls wait, release() lets them go. */
async function openHeld() {
  const page = await open();
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    const waiting = [];
    globalThis.holding = false;
    globalThis.held = () => waiting.filter(({ task }) => task).length; // without what only cancels one
    Worker.prototype.postMessage = function (message, transfer) {
      if (globalThis.holding) waiting.push({ task: message.task, send: () => post.call(this, message, transfer) });
      else post.call(this, message, transfer);
    };
    globalThis.release = () => {
      globalThis.holding = false;
      for (const { send } of waiting.splice(0)) send();
    };
  });
  await page.reload();
  await answered(page, "blank");
  await page.locator(".answer:not([data-state=loading])").waitFor();
  return page;
}

const frames = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });

async function write(page, strokes, place) {
  const toWindow = await placeOnPad(page, place);
  for (const [first, ...rest] of strokes) {
    await page.mouse.move(...toWindow(first));
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...toWindow(point));
    await page.mouse.up();
  }
  await frames(page);
}

describe("the worker", CHROMIUM, () => {
  test("has one sheet at a time, and the latest ink next", async () => {
    const page = await openHeld();
    await page.evaluate(() => (globalThis.holding = true));
    await write(page, STROKES[4]);
    assert.equal(await page.evaluate(() => globalThis.held()), 1, "calls at once");
    await answered(page, "blank");
    await page.evaluate(() => globalThis.release());
    await answered(page, 4);
  });

  test("answers about ink that was cleared meanwhile are dropped", async () => {
    const page = await openHeld();
    await page.evaluate(() => {
      globalThis.states = [];
      const answer = document.querySelector(".answer");
      new MutationObserver(() => globalThis.states.push(/** @type {any} */ (answer).dataset.state)).observe(answer, {
        attributeFilter: ["data-state"],
      });
      globalThis.holding = true;
    });
    await write(page, STROKES[7]);
    await page.keyboard.press("Delete");
    await frames(page);
    await page.evaluate(() => globalThis.release());
    await page.locator(".answer[aria-busy=false]").waitFor();
    await answered(page, "blank");
    const states = await page.evaluate(() => globalThis.states);
    assert.ok(
      states.every((state) => state === "blank"),
      `${states}`,
    );
    await draw(page, STROKES[3]);
    await answered(page, 3);
  });

  test("is not waited for by the stroke under the pen", async () => {
    const page = await openHeld();
    await page.evaluate(() => (globalThis.holding = true));
    await write(page, STROKES[1]);
    const ink = await page.locator(".pad canvas").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, i) => i % 4 === 3 && value > 32).length;
    });
    assert.ok(ink > 500, `${ink} pixels of ink`);
    await page.evaluate(() => globalThis.release());
    await answered(page, 1);
  });
});

test("where there can be no worker the page reads by itself and says so", CHROMIUM, async () => {
  const page = await open();
  await page.addInitScript(() => {
    globalThis.Worker = /** @type {any} */ (
      class {
        constructor() {
          throw new DOMException("denied", "SecurityError");
        }
      }
    );
  });
  await page.reload();
  await draw(page, STROKES[3]);
  await answered(page, 3);
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Without a worker, which this browser denies").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Inside" }).click();
  await page.locator(".flow").waitFor();
  await page.keyboard.press("Delete");
  await draw(page, STROKES[7]);
  await answered(page, 7);
  await page.locator(".output.best", { hasText: "7" }).waitFor();
  const three = { width: 300, height: 200, rows: [{ text: "3", x: 100, y: 30, height: 140, pen: 12 }] };
  await openFiles(page, pngFile(await drawnPicture(page, three)));
  await answered(page, 3);
  await page.getByRole("button", { name: "Write instead" }).click();
  await answered(page, "blank");
});

test("when the worker's program does not arrive, the page says so, and Try again works", CHROMIUM, async () => {
  let down = true;
  const site = await serveFolder(SITE, { refuse: (path) => down && path.includes("engine-worker") });
  try {
    const page = await open({ serviceWorkers: "block" }, site.url);
    suite.cause(/503/); // the browser itself reports it
    await answered(page, "failure");
    assert.match(await page.locator(".message").innerText(), /did not arrive/);
    down = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await draw(page, STROKES[7]);
    await answered(page, 7);
  } finally {
    await site.close();
  }
});
