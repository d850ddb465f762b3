// How something was read, step by step, in real Chromium: as pictures with a sentence each.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { drawnPicture, openFiles } from "../support/drawn-pictures.js";
import { answeredNumber, draw, eventually, rowOnPad } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";

const suite = pageSuite();
const { open } = suite;

const PLACE = "#inside/number";
/** An account's digits in printed boxes, on the lower half of the sheet. */
const BOXES = {
  width: 700,
  height: 600,
  boxes: [0, 1, 2].map((i) => /** @type {[number, number, number, number]} */ ([100 + 150 * i, 380, 140, 170])),
  rows: Array.from("284", (text, i) => ({ text, x: 130 + 150 * i, y: 405, height: 120, pen: 9 })),
};

const namesOf = (page) =>
  page.locator(".step canvas").evaluateAll((canvases) => canvases.map(({ dataset }) => dataset.stage));

/** How dark a step's picture is on the whole and in its upper half, 0 … 1. */
const darknessOf = (page, name) =>
  page.locator(`.step canvas[data-stage=${name}]`).evaluate((canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext("2d");
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const levels = Array.from({ length: data.length / 4 }, (_, i) => 1 - data[4 * i] / 255);
    const mean = (some) => some.reduce((sum, level) => sum + level, 0) / some.length;
    return { all: mean(levels), upper: mean(levels.slice(0, levels.length / 2)) };
  });

async function openBoxes(page) {
  const buffer = await drawnPicture(page, BOXES);
  await openFiles(page, { name: "boxes.png", mimeType: "image/png", buffer });
  await answeredNumber(page, "284");
}

describe("how something was read", CHROMIUM, () => {
  test("is shown of a number on the pad, and anew of the next", async () => {
    const page = await open({}, `${suite.url}${PLACE}`);
    await page.getByText("Write a number on the pad, or open a picture.").waitFor();
    await draw(page, await rowOnPad(page, "42"), { side: 1 });
    await page.locator(".step canvas[data-stage=path]").waitFor();
    assert.deepEqual(await namesOf(page), [
      ...["working", "grey", "background", "contrast", "ink", "unruled", "components", "lines", "pieces", "path"],
    ]);
    await page.getByText("No frames and no rules were found.").waitFor();
    const { all } = await darknessOf(page, "ink");
    await page.locator(".steps").evaluate((list) => (globalThis.before = list.firstElementChild));
    await draw(page, [[[0.1, 0.8], [0.9, 0.8]]], { side: 1 }); // biome-ignore format: a stroke below
    await page.waitForFunction(() => !globalThis.before.isConnected && document.querySelector(".step canvas"));
    const isDarker = async () => (await darknessOf(page, "ink")).all > all + 0.002; // strokes are read while they are drawn
    await eventually(isDarker, "the ink is darker");
  });

  test("is shown of an opened picture: its frames are print, and what stands in them is the answer", async () => {
    const page = await open({}, `${suite.url}${PLACE}`);
    await openBoxes(page);
    await page.locator(".step canvas[data-stage=cells]").waitFor();
    await page.locator(".step canvas[data-stage=print]").waitFor();
    const print = await darknessOf(page, "print");
    assert.ok(print.all > 0 && print.upper === 0, JSON.stringify(print));
    const sentences = await page.locator(".step p").allInnerTexts();
    assert.ok(sentences.includes("Frames and rules: they are print, and were taken off."));
  });

  test("is shown of the part that is read", async () => {
    const page = await open();
    await openBoxes(page);
    await page.getByRole("button", { name: "Crop" }).click();
    await page.getByRole("button", { name: "Read this part" }).click();
    await page.locator(".tools:not(.cutting)").waitFor();
    const { width, height } = await page.locator(".cut.chosen").boundingBox();
    await page.evaluate((place) => (location.hash = place), PLACE);
    const working = page.locator(".step canvas[data-stage=working]");
    await working.waitFor();
    const ratio = await working.evaluate((canvas) => canvas.width / canvas.height);
    assert.ok(Math.abs(ratio - width / height) < 0.02, `${ratio}, not ${width / height}`);
  });

  for (const colorScheme of /** @type {const} */ (["light", "dark"]))
    test(`has nothing that axe finds wrong, ${colorScheme}`, async () => {
      const page = await open({ ...PHONE, colorScheme }, `${suite.url}${PLACE}`);
      await draw(page, await rowOnPad(page, "42"), { side: 1 });
      await page.locator(".step canvas[data-stage=path]").waitFor();
      assert.deepEqual(await violationsOf(page), []);
    });

  test("says so where the steps do not arrive", async () => {
    const page = await open({ serviceWorkers: "block" }, `${suite.url}${PLACE}`);
    suite.cause(/ERR_FAILED/); // what is not fetched
    await page.route(/extra/, (route) => route.abort());
    await draw(page, await rowOnPad(page, "42"), { side: 1 });
    await page.getByText("The steps could not be shown. Check the connection.").waitFor();
  });
});
