// What is on the pad outlives a reload of the page in real Chromium.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { padLook } from "../support/drawn-pictures.js";
import { answered, answeredNumber, draw, inkOf, rowOnPad } from "../support/page-driver.js";
import { CHROMIUM, pageSuite } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const KEY = "lenet5-sheet";

const { open } = pageSuite();

const lookOf = (page) => page.locator(".pad canvas").evaluate((canvas) => canvas.toDataURL());

const openPicture = (page, name, mimeType, buffer) =>
  page.getByLabel("Open a picture").setInputFiles({ name, mimeType, buffer });

const SEVEN = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><path fill="none" stroke="#000"
  stroke-width="14" d="M60 40h80l-40 120"/></svg>`;

describe("a reload keeps", CHROMIUM, () => {
  test("a digit, as it looked, until it is cleared", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    const before = await lookOf(page);
    await page.reload();
    await answered(page, 7);
    assert.equal(await lookOf(page), before);
    await page.keyboard.press("Delete");
    await answered(page, "blank");
    await page.reload();
    await page.locator(".verdict", { hasText: "Nothing written yet" }).waitFor();
    assert.equal(await inkOf(page, ".pad canvas"), 0);
  });

  test("a number and what was erased of it, in a window of another size", async () => {
    const page = await open();
    await page.getByRole("radio", { name: "Number", exact: true }).check({ force: true });
    const strokes = await rowOnPad(page, "317");
    await draw(page, strokes, { side: 1 });
    await page.getByRole("radio", { name: "Eraser" }).check({ force: true });
    await draw(page, [strokes[2]], { side: 1 });
    await answeredNumber(page, "31");
    await page.reload();
    await answeredNumber(page, "31");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await answeredNumber(page, "31");
    await page.keyboard.press("Control+Z");
    await answeredNumber(page, "317");
  });

  test("a picture", async () => {
    const page = await open();
    await openPicture(page, "seven.svg", "image/svg+xml", Buffer.from(SEVEN));
    await answered(page, 7);
    const before = await padLook(page);
    for (let time = 0; time < 2; time++) {
      await page.reload();
      await answered(page, 7);
      assert.equal(await padLook(page), before);
    }
    assert.ok(await page.getByRole("button", { name: "Write instead" }).isVisible());
  });
});

describe("a reload starts blank, and the page works,", CHROMIUM, () => {
  const blank = async (page) => {
    await page.reload();
    await page.locator(".verdict", { hasText: "Nothing written yet" }).waitFor();
    await draw(page, STROKES[3]);
    await answered(page, 3);
  };

  const POINT = '{"x":1,"y":1,"width":9}';
  for (const text of [
    "nonsense",
    "null",
    "[]",
    '{"strokes":[]}',
    '{"strokes":[{"points":[]}],"frame":{"width":9,"height":9}}',
    `{"strokes":[{"points":[${POINT}]}],"frame":{"width":0,"height":9}}`,
    `{"strokes":[{"points":[${POINT},{"x":"1","y":1,"width":1e999}]}],"frame":{"width":9,"height":9}}`,
    '{"url":"data:image/png,no"}',
  ]) {
    test(`when what was kept reads ${text}`, async () => {
      const page = await open();
      await answered(page, "blank");
      // Written after the page itself has written, which it does when it is left.
      const overwrite = ([key, value]) => addEventListener("pagehide", () => sessionStorage.setItem(key, value));
      await page.evaluate(overwrite, [KEY, text]);
      await blank(page);
    });
  }

  test("when the browser allows no storage", async () => {
    const page = await open();
    await page.addInitScript(() => {
      const denied = () => {
        throw new DOMException("denied", "SecurityError");
      };
      Object.defineProperty(window, "sessionStorage", { get: denied });
      Object.defineProperty(window, "indexedDB", { get: denied });
    });
    await page.reload();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await blank(page);
  });
});
