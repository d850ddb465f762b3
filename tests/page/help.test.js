// The sheet of settings and help, in real Chromium.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, draw, inkOf, stored } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const { open } = pageSuite();

const sheet = (page) => page.getByRole("dialog", { name: "Settings and help" });
const opener = (page) => page.locator(".help");
const button = (page, name) => sheet(page).getByRole("button", { name, exact: true });

async function opened(page) {
  await page.keyboard.press("?");
  await sheet(page).waitFor();
}

/** Of the page's ground, and what the browser puts around it. */
const colours = (page) =>
  page.evaluate(() => ({
    ground: getComputedStyle(document.documentElement).backgroundColor,
    scheme: getComputedStyle(document.documentElement).colorScheme,
  }));

describe("settings and help", CHROMIUM, () => {
  test("opens by its button and by a key, closes by Escape, and gives the focus back", async () => {
    const page = await open(PHONE);
    await answered(page, "blank");
    await opener(page).tap();
    await sheet(page).waitFor();
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    assert.ok(await opener(page).evaluate((node) => node === document.activeElement));
    await page.locator(".pad canvas").focus();
    await opened(page);
    await page.keyboard.press("?");
    assert.equal(await page.getByRole("dialog").count(), 1);
    await button(page, "Close").click();
    await sheet(page).waitFor({ state: "detached" });
    assert.ok(await page.locator(".pad canvas").evaluate((node) => node === document.activeElement));
    await page.evaluate(() => void (location.hash = "lesson/2"));
    await page.locator(".step h2").waitFor();
    await opener(page).tap();
    await sheet(page).waitFor();
  });

  for (const [name, options] of /** @type {[string, any][]} */ ([
    ["320 × 568", { ...PHONE, viewport: { width: 320, height: 568 } }],
    ["a phone on its side", { ...PHONE, viewport: { width: 844, height: 390 } }],
    ["1280 × 800 at 200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ["1280 × 800, dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ])) {
    test(`suits fingers and axe, and nothing is cut off: ${name}`, async () => {
      const page = await open(options);
      await answered(page, "blank");
      await opened(page);
      assert.deepEqual(await violationsOf(page), []);
      for (const target of await sheet(page).locator("button, select, label.switch").all()) {
        const { width, height } = await target.boundingBox();
        assert.ok(width >= 44 && height >= 44, `${await target.innerText()}: ${width} × ${height}`);
      }
      const { left, right, top, bottom, inner } = await sheet(page).evaluate((node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        const body = node.querySelector(".sheet-body");
        return { left, right, top, bottom, inner: body.scrollWidth - body.clientWidth };
      });
      const { width, height } = page.viewportSize();
      assert.ok(
        left >= 0 && right <= width && top >= 0 && bottom <= height,
        JSON.stringify({ left, right, top, bottom }),
      );
      assert.equal(inner, 0, "what is in it is wider than it");
      await button(page, "Delete everything").scrollIntoViewIfNeeded();
      await button(page, "Delete everything").click();
      await button(page, "Keep it").click();
      assert.deepEqual(await violationsOf(page), []);
    });
  }

  test("has the page light or dark whatever the system has, also after a reload and before its program", async () => {
    const page = await open({ colorScheme: "light" });
    await answered(page, "blank");
    const light = await colours(page);
    await opened(page);
    await sheet(page).locator("select[name=theme]").selectOption("dark");
    const dark = await colours(page);
    assert.notEqual(dark.ground, light.ground);
    assert.equal(dark.scheme, "dark");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.reload();
    await answered(page, "blank");
    assert.deepEqual(await colours(page), dark);
    await opened(page);
    await sheet(page).locator("select[name=theme]").selectOption("light");
    assert.deepEqual({ ...(await colours(page)) }, { ...light, scheme: "light" });
    assert.deepEqual(await violationsOf(page), []);
    await page.route(/\/assets\/index.*\.js/, () => {}); // never answered
    await page.reload({ waitUntil: "commit" });
    await page.locator(".verdict").waitFor();
    assert.equal((await colours(page)).ground, light.ground);
    await page.unroute(/\/assets\/index.*\.js/);
    await page.evaluate(() => localStorage.setItem("lenet5-theme", "damaged"));
    await page.reload();
    await answered(page, "blank");
    assert.equal((await colours(page)).ground, dark.ground, "as the system has it");
  });

  test("draws the ink in the colour of the theme at once", async () => {
    const page = await open({ colorScheme: "light" });
    await draw(page, STROKES[7]);
    await answered(page, 7);
    const light = await page.locator(".pad canvas").evaluate((canvas) => canvas.toDataURL());
    await opened(page);
    await sheet(page).locator("select[name=theme]").selectOption("dark");
    assert.notEqual(await page.locator(".pad canvas").evaluate((canvas) => canvas.toDataURL()), light);
  });

  test("marks the page for the left hand, and keeps that", async () => {
    const page = await open(PHONE);
    await answered(page, "blank");
    const hand = () => page.locator("html").getAttribute("data-hand");
    assert.equal(await hand(), "");
    await opened(page);
    await sheet(page).getByRole("switch", { name: "Tools for the left hand" }).check();
    assert.equal(await hand(), "left");
    await page.reload();
    await answered(page, "blank");
    assert.equal(await hand(), "left");
    await opened(page);
    await sheet(page).getByRole("switch", { name: "Tools for the left hand" }).uncheck();
    assert.equal(await hand(), "");
  });

  test("tells the facts, and where the licences are", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await opened(page);
    const facts = sheet(page).locator(".facts");
    await facts.getByText("61,706 parameters").waitFor();
    await facts.getByText(/^\d{3} kB of engine and weights$/).waitFor();
    await facts.getByText(/^last answer in (under )?\d+(\.\d)? ms$/).waitFor();
    const link = await sheet(page).getByRole("link").getAttribute("href");
    const text = await page.evaluate(async (address) => (await fetch(address)).text(), link);
    assert.match(text, /MIT License[\s\S]*Copyright/);
    assert.ok(await page.getByText("Nothing leaves this device.").last().isVisible());
  });

  test("offers to install the page where the browser does", async () => {
    const page = await open();
    await answered(page, "blank");
    await page.evaluate(() => {
      const event = Object.assign(new Event("beforeinstallprompt"), { prompt: () => (globalThis.asked = true) });
      globalThis.dispatchEvent(event);
    });
    await opened(page);
    await button(page, "Install it on this device").click();
    assert.ok(await page.evaluate(() => globalThis.asked));
  });

  test("deletes everything, asked once, and the page begins anew", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await stored(page, "answers", "(all) => all.length === 1");
    await stored(page, "sheets", "(all) => all.length === 1");
    await opened(page);
    await sheet(page).locator("select[name=theme]").selectOption("dark");
    await button(page, "Delete everything").click();
    await button(page, "Keep it").click();
    assert.ok(await button(page, "Delete everything").evaluate((node) => node === document.activeElement));
    await page.evaluate(() => (globalThis.same = true));
    await button(page, "Delete everything").click();
    await sheet(page).getByRole("status").getByRole("button", { name: "Delete everything" }).click();
    await page.waitForFunction(() => !globalThis.same);
    await answered(page, "blank");
    assert.equal(await inkOf(page, ".pad canvas"), 0);
    await stored(page, "answers", "(all) => all.length === 0");
    await stored(page, "sheets", "(all) => all.every(({ sheet, past }) => sheet.strokes.length + past.length === 0)");
    const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => !/build$/.test(key)));
    assert.deepEqual(left, []);
    await page.keyboard.press("Control+Z");
    assert.equal(await inkOf(page, ".pad canvas"), 0, "nothing comes back");
    await page.keyboard.press("?");
    assert.equal(await sheet(page).locator("select[name=theme]").inputValue(), "");
  });
});
