// What can be done with an answer in real Chromium: copied, shared, saved, spoken.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { PNG } from "pngjs";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { answered, answeredNumber, draw, drawByTouch, rowOnPad } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { SCRIBBLE, STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const opener = (page) => page.getByRole("button", { name: "Copy, share or save" });
const sheet = (page) => page.getByRole("dialog");
const button = (page, name) => sheet(page).getByRole("button", { name, exact: true });
const said = (page, text) => sheet(page).getByRole("status").filter({ hasText: text }).waitFor();
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Opens the sheet of what is on the pad. */
async function opened(page) {
  await opener(page).click();
  await sheet(page).waitFor();
}

/** The text of the file that a button saves, and its name. */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe("the sheet about an answer", CHROMIUM, () => {
  test("is not offered for an empty pad, opens and closes by keyboard, and suits axe and fingers", async () => {
    const page = await open(PHONE);
    assert.equal(await opener(page).count(), 0);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await opener(page).focus();
    await page.keyboard.press("Enter");
    await sheet(page).getByRole("heading", { level: 2, name: "3" }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    const targets = sheet(page).locator("button, label");
    for (const target of await targets.all()) {
      const { width, height } = await target.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${await target.innerText()}: ${width} × ${height}`);
    }
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    assert.ok(await opener(page).evaluate((node) => node === document.activeElement));
    await opened(page);
    await button(page, "Close").click();
    await sheet(page).waitFor({ state: "detached" });
  });

  test("opens by a tap at once after a stroke by finger, each time", async () => {
    const page = await open(PHONE);
    for (const digit of [3, 7, 3, 7]) {
      await drawByTouch(page, STROKES[digit]);
      await answered(page, digit);
      await opener(page).tap();
      await button(page, "Close").tap();
      await sheet(page).waitFor({ state: "detached" });
      await page.locator("[data-tool=clear]").tap();
      await page.locator(".pad.empty").waitFor();
    }
  });

  test("copies the answer, and a link that brings the ink to another page", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.evaluate(() => void (location.hash = "number"));
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317");
    await opened(page);
    await button(page, "Copy 317").click();
    await said(page, "Copied.");
    assert.equal(await clipboard(page), "317");
    await button(page, "Copy a link with the ink").click();
    await said(page, "no server sees it");
    const link = await clipboard(page);
    await suite.close();
    await answeredNumber(await open({}, link), "317");
  });

  test("selects the text where the page may not copy", async () => {
    const page = await open();
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await opened(page);
    await button(page, "Copy 7").click();
    await said(page, "Copy it from here");
    assert.equal(await page.evaluate(() => document.getSelection().toString()), "7");
    assert.deepEqual(await violationsOf(page), []);
  });

  test("shares where the device can, and says when that fails", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await page.evaluate(() => {
      const share = async (given) => {
        if (globalThis.shared) throw new DOMException("no", "NotAllowedError");
        globalThis.shared = given;
      };
      Object.defineProperty(navigator, "share", { value: share, configurable: true });
    });
    await opened(page);
    await button(page, "Share the answer").click();
    assert.deepEqual(await page.evaluate(() => globalThis.shared), { text: "7" });
    await button(page, "Share the answer").click();
    await said(page, "could not be shared");
    await page.keyboard.press("Escape");
    await page.evaluate(() => Object.defineProperty(navigator, "share", { value: undefined }));
    await opened(page);
    assert.equal(await button(page, "Share the answer").count(), 0);
  });

  test("saves the ink as PNG, SVG and JSON that show and read as it does", async () => {
    const page = await open();
    await draw(page, STROKES[1], { side: 0.5, x: 0.25 });
    await draw(page, STROKES[7], { side: 0.5, x: 0.7 });
    await page.getByRole("radio", { name: "Eraser" }).check({ force: true });
    await draw(page, STROKES[1], { side: 0.5, x: 0.25 });
    await answered(page, 7);
    await opened(page);
    const lenet5 = await loadLeNet5();
    const png = await saved(page, "Save the ink as PNG");
    assert.equal(png.name, "lenet5-7.png");
    const { data, width, height } = PNG.sync.read(png.bytes);
    const { digit, box } = lenet5.predict({ data: new Uint8ClampedArray(data), width, height });
    assert.equal(digit, 7);
    assert.ok(box.x > 0.4 * width, "the erased 1 is in the picture");

    const svg = await saved(page, "Save the ink as SVG");
    assert.equal(svg.name, "lenet5-7.svg");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    await page
      .getByLabel("Open a picture")
      .setInputFiles({ name: "ink.svg", mimeType: "image/svg+xml", buffer: svg.bytes });
    await answered(page, 7);
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+Z");
    await answered(page, 7);
    await opened(page);
    const { strokes, ...frame } = JSON.parse((await saved(page, "Save the ink as JSON")).bytes.toString());
    assert.ok(frame.width > 100 && frame.height > 100);
    assert.deepEqual(
      strokes.map(({ erase }) => erase),
      [false, false, true],
    );
    assert.equal(lenet5.predictStrokes([strokes[1].points]).digit, 7);
  });

  test("says what a refused answer is, and saves its ink", async () => {
    const page = await open();
    await draw(page, SCRIBBLE, { side: 0.9 });
    await answered(page, "refused");
    await opened(page);
    await sheet(page).getByRole("heading", { level: 2, name: "No answer: not a digit" }).waitFor();
    assert.equal(
      await sheet(page)
        .getByRole("button", { name: /^Copy (?!a link)/ })
        .count(),
      0,
    );
    assert.equal((await saved(page, "Save the ink as SVG")).name, "lenet5-ink.svg");
  });

  test("takes all lines of a sheet, as text and as a table", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.evaluate(() => void (location.hash = "amount"));
    const lines = ["1204.50", "317"];
    for (const [i, text] of lines.entries()) {
      const strokes = await rowOnPad(page, text, { height: 0.3 });
      await draw(
        page,
        strokes.map((stroke) => stroke.map(([x, y]) => [x, y - 0.25 + 0.5 * i])),
        { side: 1 },
      );
    }
    await page.locator(".lines[data-count='2']").waitFor();
    await page.locator(".lines label", { hasText: "$317" }).waitFor();
    await page.locator(".lines label", { hasText: "$1,204.50" }).waitFor();
    await opened(page);
    await button(page, "Copy all 2 lines").click();
    await said(page, "Copied.");
    assert.equal(await clipboard(page), "$1,204.50\n$317");
    const { name, bytes } = await saved(page, "Save a table (CSV)");
    assert.equal(name, "lenet5-lines.csv");
    assert.match(
      bytes.toString(),
      /^line,number,confidence,note\r\n1,"\$1,204\.50",(0\.\d{4}|1\.0000),\r\n2,\$317,(0\.\d{4}|1\.0000),\r\n$/,
    );
  });

  test("speaks answers once it was asked to, also after a reload, and says when there is no voice", async () => {
    const page = await open();
    const spy = () => {
      globalThis.spoken = [];
      globalThis.voices = [];
      const synthesis = { getVoices: () => globalThis.voices, speak: ({ text }) => globalThis.spoken.push(text) };
      const nothing = { cancel: () => {}, addEventListener: () => {} };
      Object.defineProperty(globalThis, "speechSynthesis", { value: { ...synthesis, ...nothing } });
    };
    const spoken = (text) => page.waitForFunction((text) => globalThis.spoken.includes(text), text);
    await page.addInitScript(spy);
    await page.reload();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await opened(page);
    const speech = sheet(page).getByRole("switch", { name: "Speak the answers" });
    assert.equal(await speech.isChecked(), false);
    assert.deepEqual(await page.evaluate(() => globalThis.spoken), []);
    await speech.check();
    await spoken("7");
    await said(page, "no voice");
    await page.reload();
    await page.keyboard.press("Delete");
    await draw(page, STROKES[3]);
    await spoken("3");
    await opened(page);
    await speech.uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    await draw(page, STROKES[7]);
    await page.locator("#status", { hasText: /^7\. / }).waitFor({ state: "attached" });
    assert.equal((await page.evaluate(() => globalThis.spoken)).includes("7"), false);
  });

  test("that did not arrive is told", async () => {
    const page = await open({ serviceWorkers: "block" });
    suite.cause(/ERR_FAILED/); // the browser itself reports it
    await page.route(/views\/answers/, (route) => route.abort());
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await opener(page).click();
    await page.getByRole("alert").filter({ hasText: "did not arrive" }).waitFor();
  });
});
