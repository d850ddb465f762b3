// The games: a whole round by touch and by keyboard alone, and the gallery of what fooled the network.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, draw, stored } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { KeyboardPen, writeByMouse, writeByTouch } from "../support/small-pad.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const ROUND = 120_000; // ms

/** Opens a view with a clock that the test moves. */
async function play(place, options = {}) {
  const page = await open(options);
  await page.clock.install();
  await page.goto(`${suite.url}#play${place}`);
  await page.reload();
  return page;
}

/** Has these numbers asked for next, by the chance that leads to them: one digit from 0, of several the first from 1. */
async function ask(page, numbers) {
  const chance = numbers.flatMap((number) =>
    Array.from(number, (digit, i) =>
      i === 0 && number.length > 1 ? (Number(digit) - 0.5) / 9 : (Number(digit) + 0.5) / 10,
    ),
  );
  await page.evaluate((values) => {
    const random = Math.random;
    Math.random = () => values.shift() ?? random();
  }, chance);
}

const asked = (page) => page.locator(".prompt .visually-hidden").textContent();
const askedNumber = async (page) => (await asked(page)).match(/\d+/)[0];
const points = async (page) => Number.parseInt(await page.locator(".points").innerText(), 10);
const says = (page, text) => page.locator('.game [role="status"]').filter({ hasText: text }).waitFor();

async function scored(page, least) {
  await page.waitForFunction((n) => Number.parseInt(document.querySelector(".points").textContent, 10) >= n, least);
}

async function axeFindsNothing(page) {
  assert.deepEqual(await violationsOf(page), []);
}

describe("as fast as it reads", CHROMIUM, () => {
  test("a whole round by touch", async () => {
    const page = await play("", PHONE);
    const numbers = ["3", "7", "2", "35", "28"];
    await ask(page, numbers);
    await page.getByRole("link", { name: "Start two minutes" }).tap();
    let due = 0;
    for (const number of numbers) {
      await page.locator(`.small-pad canvas[aria-label="Write ${number}"]`).waitFor();
      await writeByTouch(page, number);
      due += number.length;
      await scored(page, due);
    }
    assert.equal(await points(page), 7);
    await page.clock.fastForward(ROUND);
    await page.getByRole("heading", { name: "Time is up" }).waitFor();
    const said = await page.locator(".summary").innerText();
    assert.match(said, /^It read 7 digits of yours\. 3\.5 digits a minute\. That is your best so far\.$/);
    await page.getByRole("link", { name: "All games" }).tap();
    await page.getByText("Your best: 7 points").waitFor();
    await page.reload();
    await page.getByText("Your best: 7 points").waitFor();
  });

  test("a whole round by keyboard alone", async () => {
    const page = await play("");
    await page.getByRole("link", { name: "Start two minutes" }).waitFor();
    await ask(page, ["1", "7", "1"]);
    for (let i = 0; i < 20; i++) {
      if ((await page.evaluate(() => document.activeElement.textContent)) === "Start two minutes") break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    const pen = new KeyboardPen(page);
    for (const [i, digit] of ["1", "7", "1"].entries()) {
      await page.locator(`.small-pad canvas[aria-label="Write ${digit}"]`).waitFor();
      const told = await page.locator('.round [role="status"]').textContent();
      assert.equal(told, i === 0 ? "" : `Right. Write ${digit}`); // the first by the pad's name, which has the focus
      await pen.write(digit);
      await scored(page, i + 1);
    }
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip");
    const before = await askedNumber(page);
    await page.keyboard.press("Enter");
    assert.notEqual(await askedNumber(page), before);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "canvas");
    await page.clock.fastForward(ROUND);
    await page.getByRole("heading", { name: "Time is up" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Time is up");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter"); // once more
    await page.locator(".round .clock").filter({ hasText: "2:00" }).waitFor();
    assert.equal(await points(page), 0);
  });

  test("what is misread counts nothing, and the key for clearing clears the game's pad alone", async () => {
    const page = await open();
    await draw(page, STROKES[5]);
    await answered(page, 5);
    await page.goto(`${suite.url}#play/fast`);
    await page.locator(".round").waitFor();
    const number = await askedNumber(page);
    const other = number === "3" ? "4" : "3";
    await writeByMouse(page, other);
    await page.locator(".reads").filter({ hasText: other }).waitFor();
    assert.equal(await points(page), 0);
    assert.equal(await askedNumber(page), number);
    await page.keyboard.press("Delete");
    await page.locator(".small-pad.empty").waitFor();
    await page.getByRole("link", { name: "Read", exact: true }).click();
    await answered(page, 5);
  });

  test("the time stands still while it is paused or not seen, and the last seconds are told", async () => {
    const page = await play("/fast");
    await page.locator(".round").waitFor();
    await page.clock.fastForward(61_000);
    await says(page, "60 seconds left");
    await page.getByRole("button", { name: "Pause" }).click();
    const time = await page.locator(".clock").innerText();
    assert.match(time, /^0:5\d$/);
    await page.clock.fastForward(ROUND);
    assert.equal(await page.locator(".clock").innerText(), time);
    assert.equal(await page.locator(".prompt").isVisible(), false); // nothing is to be thought about meanwhile
    await axeFindsNothing(page);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.getByRole("button", { name: "Go on" }).waitFor();
  });

  test("a worse result is no best one, and a damaged one is none", async () => {
    const page = await play("");
    await page.evaluate(() => localStorage.setItem("lenet5-best", "40"));
    await page.reload();
    await page.getByText("Your best: 40 points").waitFor();
    await page.getByRole("link", { name: "Start two minutes" }).click();
    await page.getByRole("button", { name: "End" }).click();
    await page.getByRole("heading", { name: "Ended" }).waitFor();
    assert.doesNotMatch(await page.locator(".summary").innerText(), /best/);
    await page.evaluate(() => localStorage.setItem("lenet5-best", "many"));
    await page.goto(`${suite.url}#play`);
    await page.locator(".cards").waitFor();
    assert.equal(await page.getByText("Your best").count(), 0);
  });
});

describe("fool it", CHROMIUM, () => {
  const claim = (page, digit) => page.locator(".claims").getByRole("button", { name: digit, exact: true }).click();

  test("what it misreads is kept, what it reads is not; one and all can be deleted", async () => {
    const page = await open({}, `${suite.url}#play/fool`);
    await page.locator(".fool").waitFor();
    await claim(page, "3");
    await says(page, "Draw something first.");
    await writeByMouse(page, "3");
    await page.locator(".sees").filter({ hasText: "It reads a 3" }).waitFor();
    await claim(page, "3");
    await says(page, "It read your 3. Draw it another way.");
    for (const [i, digit] of ["8", "5", "9"].entries()) {
      await claim(page, digit);
      await says(page, `Fooled! You drew a ${digit}, it read a 3.`);
      if (i < 2) await writeByMouse(page, "3");
    }
    await page.getByRole("link", { name: "All games" }).click();
    await page.locator(".fooled li").nth(2).waitFor();
    await page.reload();
    await page.locator(".fooled li").nth(2).waitFor();
    const yours = () => page.locator(".fooled .yours").allInnerTexts();
    assert.deepEqual(await yours(), ["You: 9", "You: 5", "You: 8"]);
    await axeFindsNothing(page);
    await page.getByRole("button", { name: "Delete this drawing of a 5" }).click();
    await says(page, "Deleted.");
    assert.deepEqual(await yours(), ["You: 9", "You: 8"]);
    await page.getByRole("button", { name: "Delete all" }).click();
    await says(page, "Delete all 2 drawings?");
    await page.getByRole("button", { name: "Keep" }).click();
    assert.deepEqual(await yours(), ["You: 9", "You: 8"]);
    await page.getByRole("button", { name: "Delete all" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("Nothing yet.").waitFor();
    await stored(page, "fooled", "(all) => all.length === 0");
  });

  test("the gallery has a limit, and leaves out what is damaged", async () => {
    const page = await open({}, `${suite.url}#play/fool`);
    await page.locator(".fool").waitFor();
    await writeByMouse(page, "3");
    await claim(page, "8");
    await says(page, "Fooled!");
    await page.evaluate(async () => {
      const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("lenet5 "));
      const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const db = await asked(indexedDB.open(name));
      const store = db.transaction("fooled", "readwrite").objectStore("fooled");
      const [first] = await asked(store.getAll());
      for (let i = 1; i < 100; i++) store.put({ ...first, time: i }, i);
      await asked(store.put({ ...first, time: 50, strokes: [{ points: "damaged" }] }, 50));
      db.close();
    });
    await writeByMouse(page, "3");
    await claim(page, "9");
    await says(page, "The gallery holds 100 drawings: the oldest made room.");
    await stored(page, "fooled", "(all) => all.length === 100 && all[0].time === 2");
    await page.getByRole("link", { name: "All games" }).click();
    await page.getByText("99 drawings, on this device alone.").waitFor();
  });

  test("where nothing may be kept, it says so", async () => {
    const page = await open();
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await page.goto(`${suite.url}#play/fool`);
    await page.reload();
    await page.locator(".fool").waitFor();
    await writeByMouse(page, "3");
    await claim(page, "8");
    await says(page, "This browser keeps nothing here");
    await page.getByRole("link", { name: "All games" }).click();
    await page.getByText("Nothing yet.").waitFor();
  });
});

describe("for everybody", CHROMIUM, () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`axe finds nothing in any state, ${colorScheme}`, async () => {
      const page = await open({ colorScheme }, `${suite.url}#play`);
      await page.locator(".cards").waitFor();
      await axeFindsNothing(page);
      await page.goto(`${suite.url}#play/fast`);
      await page.locator(".round").waitFor();
      await writeByMouse(page, "3");
      await axeFindsNothing(page);
      await page.getByRole("button", { name: "End" }).click();
      await axeFindsNothing(page);
      await page.goto(`${suite.url}#play/fool`);
      await writeByMouse(page, "3");
      await page.locator(".sees").filter({ hasText: "It reads a 3" }).waitFor();
      await axeFindsNothing(page);
    });
  }

  test("on the smallest phone every view is within reach, and nothing is cut off", async () => {
    const page = await open({ ...PHONE, viewport: { width: 320, height: 568 } });
    const views = ["Read", "Inside", "Lesson", "Train", "Play"];
    for (const name of views) {
      const link = page.getByRole("link", { name, exact: true });
      if (!(await link.isVisible())) await page.getByRole("button", { name: "More" }).tap();
      await link.tap();
      await page.locator(`body[data-view="${name.toLowerCase()}"]`).waitFor();
      if (name !== "Read") await page.locator("body.staged").waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name}: ${over} pixels too wide`);
    }
    assert.equal(await page.locator("#more").isVisible(), false);
    for (const place of ["fast", "fool"]) {
      await page.goto(`${suite.url}#play/${place}`);
      const pad = await page.locator(".small-pad").boundingBox();
      const buttons = await page.locator(".buttons").boundingBox();
      assert.ok(pad.height >= 170, `${place}: a pad ${pad.height} high`);
      if (place === "fast") assert.ok(buttons.y + buttons.height <= 568, `${buttons.y + buttons.height}`);
    }
  });
});
