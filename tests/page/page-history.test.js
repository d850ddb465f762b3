// The last answers with their ink, on the device, in real Chromium.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, answeredNumber, draw, inkOf, rowOnPad, stored } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { SCRIBBLE, STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const sheet = (page) => page.getByRole("dialog", { name: "Last answers" });
const button = (page, name) => sheet(page).getByRole("button", { name, exact: true });
const entries = (page) => sheet(page).locator("li strong").allInnerTexts();

/** Resolves when so many answers are kept. */
const recorded = (page, count) => stored(page, "answers", `(all) => all.length === ${count}`);

/** Writes digits, each on a sheet of its own. */
async function write(page, digits) {
  for (const [i, digit] of digits.entries()) {
    await page.keyboard.press("Delete");
    await draw(page, STROKES[digit]);
    await answered(page, digit);
    await recorded(page, i + 1);
  }
}

async function opened(page) {
  await page.getByRole("button", { name: "Last answers" }).first().click();
  await sheet(page).waitFor();
}

describe("the last answers", CHROMIUM, () => {
  test("are one a sheet, without what was refused or undone, and bring the ink back, also after a reload", async () => {
    const page = await open(PHONE);
    await write(page, [3, 7]);
    await page.keyboard.press("Delete");
    await draw(page, SCRIBBLE, { side: 0.9 });
    await answered(page, "refused");
    await page.keyboard.press("Delete");
    await page.evaluate(() => void (location.hash = "amount"));
    await draw(page, await rowOnPad(page, "31"), { side: 1 });
    await answeredNumber(page, "$31");
    await recorded(page, 3);
    await page.keyboard.press("Delete");
    await draw(page, STROKES[1]);
    await answeredNumber(page, "$1");
    await recorded(page, 4);
    await page.keyboard.press("Control+Z");
    await recorded(page, 3);
    await page.reload();
    await opened(page);
    assert.deepEqual(await entries(page), ["$31", "7", "3"]);
    assert.deepEqual(await violationsOf(page), []);
    for (const target of await sheet(page).locator("button, input").all()) {
      const { width, height } = await target.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${await target.innerText()}: ${width} × ${height}`);
    }
    await sheet(page).locator("button", { hasText: /^3/ }).click();
    await answered(page, 3);
    assert.ok(await page.getByRole("radio", { name: "Auto" }).isChecked());
    assert.ok((await inkOf(page, ".pad canvas")) > 1000);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await answered(page, "blank");
    await draw(page, STROKES[2]);
    await answered(page, 2);
    await recorded(page, 4); // what was brought back is not lost by undo
  });

  test("are the same after a reload or when one was brought back, not one more", async () => {
    const page = await open();
    await write(page, [3, 7]);
    await page.reload();
    await answered(page, 7);
    await page.keyboard.press("Delete");
    await opened(page);
    await sheet(page).locator("button", { hasText: /^3/ }).click();
    await answered(page, 3);
    await draw(page, [STROKES[1][0].map(([x, y]) => [x, y / 9])], { side: 0.1, x: 0.5, y: 0.5 });
    await page.keyboard.press("Control+Z");
    await answered(page, 3);
    await page.keyboard.press("Delete");
    await draw(page, STROKES[2]);
    await answered(page, 2);
    await recorded(page, 3);
    await page.keyboard.press("Delete");
    await opened(page);
    assert.deepEqual((await entries(page)).sort(), ["2", "3", "7"]);
  });

  test("of pictures bring the picture back", async () => {
    const page = await open();
    const buffer = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><path fill="none"
      stroke="#000" stroke-width="14" d="M60 40h80l-40 120"/></svg>`);
    await page.getByLabel("Open a picture").setInputFiles({ name: "seven.svg", mimeType: "image/svg+xml", buffer });
    await answered(page, 7);
    await recorded(page, 1);
    await page.keyboard.press("Delete");
    await opened(page);
    await sheet(page).locator("button", { hasText: /^7/ }).click();
    await page.locator(".opened").waitFor();
    await answered(page, 7);
  });

  test("are searched, deleted one by one with a way back, and all after a question", async () => {
    const page = await open();
    await write(page, [3, 7, 2]);
    await page.keyboard.press("Delete");
    await opened(page);
    const search = sheet(page).getByRole("searchbox");
    await search.fill("7");
    assert.deepEqual(await entries(page), ["7"]);
    await search.fill("digit");
    assert.deepEqual(await entries(page), ["2", "7", "3"]);
    await search.fill("nothing");
    await sheet(page).getByText("None of the answers is like this.").waitFor();
    await search.selectText();
    await page.keyboard.press("Delete"); // which clears the pad elsewhere
    await button(page, "Delete the answer 7").click();
    await recorded(page, 2);
    assert.deepEqual(await entries(page), ["2", "3"]);
    await button(page, "Undo").click();
    await recorded(page, 3);
    assert.deepEqual(await entries(page), ["2", "7", "3"]);
    assert.ok(await sheet(page).evaluate((node) => node.contains(document.activeElement)));
    await button(page, "Delete all").click();
    assert.deepEqual(await violationsOf(page), []);
    await button(page, "Keep them").click();
    assert.deepEqual(await entries(page), ["2", "7", "3"]);
    await button(page, "Delete all").click();
    await button(page, "Delete them").click();
    await recorded(page, 0);
    await sheet(page).getByText("No answers yet.").waitFor();
    assert.equal(await button(page, "Delete all").isVisible(), false);
  });

  test("that are damaged are left out and told, and the others are there", async () => {
    const page = await open();
    await write(page, [3, 7]);
    await page.evaluate(`(async () => {
      const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("lenet5 "));
      const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const db = await asked(indexedDB.open(name));
      const store = db.transaction("answers", "readwrite").objectStore("answers");
      const [first] = await asked(store.getAll());
      const damaged = ["a text", null, { ...first, time: NaN }, { ...first, frame: {} }, { ...first, result: undefined },
        { ...first, strokes: [{ points: 7 }] }, { ...first, file: 7 }];
      for (const [i, record] of damaged.entries()) await asked(store.put(record, i + 1));
      db.close();
    })()`);
    await page.keyboard.press("Delete");
    await opened(page);
    assert.deepEqual(await entries(page), ["7", "3"]);
    await sheet(page).getByText("7 are damaged, and left out.").waitFor();
  });

  test("can't be kept where there is no database, which is told", async () => {
    const page = await open();
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "SecurityError");
      };
    });
    await page.reload();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await page.getByRole("button", { name: "Copy, share or save" }).click();
    await page.getByRole("button", { name: "Last answers" }).last().click();
    await sheet(page).getByText("lets the page keep nothing").waitFor();
    await page.keyboard.press("Escape");
    await answered(page, 3);
  });
});
