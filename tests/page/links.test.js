// Addresses of views and places, and links that carry the ink.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { packInk } from "../../web/app/ink-link.js";
import { answered, answeredNumber, draw, inkOf, noticed } from "../support/page-driver.js";
import { CHROMIUM, pageSuite } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

/** The page's address with a 7 on the pad. */
const seven = packInk({
  frame: { width: 300, height: 300 },
  strokes: [{ erase: false, points: STROKES[7][0].map(([x, y]) => ({ x: 40 + 220 * x, y: 40 + 220 * y, width: 15 })) }],
});

describe("a link with ink", CHROMIUM, () => {
  test("opens with it, in each view, and is no longer the page's address once one writes on", async () => {
    for (const [place, selector] of [
      ["", ".bars"],
      ["inside/c3/7", ".panel"],
      ["lesson/2", ".step"],
    ]) {
      await suite.close();
      const page = await open({}, `${suite.url}#${place}?ink=${seven}`);
      await answered(page, 7);
      await page.locator(selector).first().waitFor();
      assert.ok(page.url().endsWith(seven));
      await draw(page, STROKES[1], { side: 0.2, x: 0.1 });
      await page.waitForFunction(() => !location.hash.includes("ink"));
      assert.ok(page.url().endsWith(place ? `#${place}` : "/") || page.url().endsWith("#"), page.url());
    }
  });

  test("carries it from one page to another", async () => {
    const page = await open({}, `${suite.url}#inside/c1/2`);
    await page.locator(".panel").waitFor(); // by then the pad lies where it stays
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy a link with this ink" }).click();
    await page.getByText("Copied").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#inside\/c1\/2(\/\d+\/\d+)?\?ink=[\w-]+$/);
    await suite.close();
    await answered(await open({}, link), 3);
  });

  test("that is damaged opens the empty pad and says so", async () => {
    const page = await open();
    for (const ink of [seven.slice(0, -3), "!!", "", "A".repeat(30_000)]) {
      await draw(page, STROKES[3]);
      await answered(page, 3);
      await page.goto(`${suite.url}#inside/c1/2?ink=${ink}`);
      assert.match(await noticed(page), /ink in this link is damaged/);
      await answered(page, "blank");
      assert.equal(await inkOf(page, ".pad canvas"), 0);
      assert.equal(new URL(page.url()).hash, "#inside/c1/2");
    }
    await page.reload();
    await draw(page, STROKES[7]);
    await answered(page, 7);
  });
});

describe("addresses", CHROMIUM, () => {
  test("of reading are as they were, and the way back from another view is to what was read", async () => {
    const page = await open({}, `${suite.url}#amount`);
    assert.ok(await page.getByRole("radio", { name: "Amount" }).isChecked());
    await page.getByRole("link", { name: "Inside" }).click();
    await page.locator(".flow").waitFor();
    await page.getByRole("link", { name: "Read" }).click();
    await page.locator(".stage").waitFor({ state: "hidden" });
    assert.ok(await page.getByRole("radio", { name: "Amount" }).isChecked());
    assert.equal(new URL(page.url()).hash, "#amount");
    await page.goBack();
    await page.locator(".flow").waitFor();
  });

  test("a view that arrives late does not disturb the one that is shown", async () => {
    const page = await open({ serviceWorkers: "block" });
    const waiting = [];
    await page.route(/views\/lesson/, (route) => void waiting.push(route));
    await page.getByRole("link", { name: "Lesson" }).click();
    await page.getByRole("link", { name: "Inside" }).click();
    await page.locator(".flow").waitFor();
    const late = page.waitForResponse(/views\/lesson/);
    for (const route of waiting) await route.continue();
    await late;
    await page.getByRole("link", { name: "A number" }).click();
    await page.getByRole("link", { name: "A digit" }).click();
    await page.locator(".flow").waitFor();
    assert.equal(await page.locator(".chapters").count(), 1);
    assert.equal(await page.locator(".step").count(), 0);
  });

  test("the ink goes along from view to view", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    for (const name of ["Inside", "Lesson", "Read"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await answered(page, 7);
    }
    await page.getByRole("radio", { name: "Number", exact: true }).check({ force: true });
    await answeredNumber(page, "7");
  });
});
