// The first screen in real Chromium: what it says, offers and shows before anything is written.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, answeredNumber, draw, stored } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const { open } = pageSuite();

describe("the first screen", CHROMIUM, () => {
  const samples = { 3: () => answered, 2048: () => answeredNumber, "$12.50": () => answeredNumber };
  for (const options of [PHONE, {}]) {
    test(`says what stays here, shows no empty chart, and has samples to try (${options.isMobile ? "phone" : "desktop"})`, async () => {
      const page = await open(options);
      await answered(page, "blank");
      const promise = page.getByText("Nothing leaves this device.").filter({ visible: true });
      assert.equal(await promise.count(), 1);
      for (const part of [".bars", ".picture canvas", ".numbers", ".take"])
        assert.equal(await page.locator(part).isVisible(), false, part);
      assert.equal(await page.getByRole("button", { name: "Last answers" }).count(), 0);
      assert.deepEqual(await violationsOf(page), []);
      for (const [name, check] of Object.entries(samples)) {
        await page.getByRole("button", { name, exact: true }).click();
        await check()(page, name === "3" ? 3 : name);
        assert.equal(await promise.count(), 1);
        assert.equal(await page.locator(".start").isVisible(), false);
        await page.keyboard.press("Delete");
        await page.locator(".start").waitFor();
      }
    });
  }

  test("has samples that are none of the last answers", async () => {
    const page = await open();
    await page.getByRole("button", { name: "2048" }).click();
    await answeredNumber(page, "2048");
    // Whoever leaves the page has it record at once what it would record later.
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.keyboard.press("Delete");
    await draw(page, STROKES[7]);
    await answeredNumber(page, "7");
    await stored(page, "answers", "(all) => all.some(({ lines }) => lines[0].reading.formatted === '7')");
    await stored(page, "answers", "(all) => all.length === 1");
  });

  test("writes a digit by itself once, and not where motion is not wanted", async () => {
    const page = await open();
    const motion = () =>
      page
        .locator(".ghost")
        .evaluate((ghost) => ghost.getAnimations().map(({ effect }) => effect.getTiming().iterations));
    assert.deepEqual(await motion(), [1]);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    assert.equal(await page.locator(".ghost").isVisible(), false);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.reload();
    assert.deepEqual(await motion(), []);
    assert.equal(await page.locator(".ghost").evaluate((ghost) => getComputedStyle(ghost).opacity), "0");
  });
});
