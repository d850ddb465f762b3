// "That was a 7" in real Chromium: a wrong answer is told what it is, the page reads it from then on, and forgets it again.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { answered, answeredNumber, draw, rowOnPad, settled, stored } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { decode } from "../support/safetensors.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

/** No digit for the network; who writes his 7 so knows better. */
const TEE = [
  [
    [0.1, 0.05],
    [0.5, 0.05],
    [0.9, 0.05],
  ],
  [
    [0.5, 0.05],
    [0.5, 0.5],
    [0.48, 0.95],
  ],
];

const opener = (page) => page.getByRole("button", { name: "Not right?" });
const sheet = (page) => page.getByRole("dialog");
const button = (page, name) => sheet(page).getByRole("button", { name });
const said = (page, text) => sheet(page).getByRole("status").filter({ hasText: text }).waitFor();
const titled = (page, name) => sheet(page).getByRole("heading", { level: 2, name }).waitFor();
const answerOf = (page) => page.locator(".message").innerText();

async function opened(page) {
  await opener(page).click();
  await sheet(page).waitFor();
}

const clear = async (page) => {
  await page.keyboard.press("Delete");
  await answered(page, "blank");
};

/** Writes a T, and tells that it is a 7. */
async function teachTee(page) {
  await draw(page, TEE, { side: 0.6 });
  await answered(page, "refused");
  await opened(page);
  await button(page, /^7/).click();
  await titled(page, "Learned");
}

/** Resolves when so many lessons are kept, and what was learned of them. */
const kept = (page, count) =>
  stored(page, "lessons", `([learned, list]) => list?.length === ${count} && learned?.count === ${count}`);

describe("a wrong answer", CHROMIUM, () => {
  test("is corrected, shown before and after, and undone to the figure", async () => {
    const page = await open();
    await draw(page, TEE, { side: 0.6 });
    await answered(page, "refused");
    const before = await answerOf(page);
    await opened(page);
    await sheet(page).getByText("Read as no digit").waitFor();
    await button(page, /^7/).click();
    await titled(page, "Learned");
    await said(page, "it reads a 7 now");
    assert.match(await sheet(page).locator(".change").innerText(), /Before\s+–\s+no digit\s+→?\s*Now\s+7/);
    await answered(page, 7);
    await button(page, "Undo").click();
    await said(page, "Undone");
    await answered(page, "refused");
    assert.equal(await answerOf(page), before);
    await stored(page, "lessons", "(all) => all.length === 0");
    // What is learned is fetched and calculated in the worker.
    const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.ok(fetched.some((name) => name.includes("answers")) && !fetched.some((name) => name.includes("extra")));
    assert.ok(
      await page
        .workers()[0]
        .evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("extra"))),
    );
  });

  test("outlives a reload with what was learned of it, until it is forgotten", async () => {
    const page = await open(PHONE);
    await teachTee(page);
    await kept(page, 1);
    await button(page, "Done").click();
    await page.reload();
    await answered(page, 7);
    await clear(page);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await clear(page);
    await draw(page, TEE, { side: 0.5, x: 0.45 });
    await answered(page, 7);
    await opened(page);
    await button(page, "Forget what I taught it").click();
    await button(page, "Keep").click();
    await button(page, "Forget what I taught it").click();
    await sheet(page).getByRole("button", { name: "Forget", exact: true }).click();
    await said(page, "Forgotten");
    await answered(page, "refused");
    await page.reload();
    await answered(page, "refused");
  });

  test("is learned anew where the page came with other weights since, or what was learned is damaged", async () => {
    const page = await open();
    await teachTee(page);
    for (const change of ["{ from: 'lenet5-earlier.safetensors' }", "{ weights: new Uint8Array(100) }"]) {
      await kept(page, 1);
      await page.evaluate(
        async (change) => {
          const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("lenet5 "));
          const db = await new Promise(
            (resolve) => (indexedDB.open(name).onsuccess = ({ target }) => resolve(/** @type {any} */ (target).result)),
          );
          const store = db.transaction("lessons", "readwrite").objectStore("lessons");
          await new Promise((resolve) => {
            store.get("learned").onsuccess = ({ target }) =>
              (store.put({ ...target.result, .../** @type {any} */ (change) }, "learned").onsuccess = resolve);
          });
          db.close();
        },
        /** @type {any} */ (Function(`return ${change}`)()),
      );
      await page.reload();
      await answered(page, 7);
      await stored(
        page,
        "lessons",
        "([learned]) => /lenet5-\\w+/.test(learned.from) && learned.from !== 'lenet5-earlier.safetensors' && learned.weights.length > 200000",
      );
    }
  });

  test("that is right already teaches nothing", async () => {
    const page = await open();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await opened(page);
    await button(page, /^3/).click();
    await said(page, "It reads a 3 here already: there is nothing to learn.");
    await stored(page, "lessons", "(all) => all.length === 0");
    assert.equal(await button(page, "Forget what I taught it").count(), 0);
  });

  test("can be no digit", async () => {
    const page = await open();
    await teachTee(page);
    await button(page, "Done").click();
    await opened(page);
    await button(page, "Not a digit").click();
    await titled(page, "Learned");
    await said(page, "it reads no digit now");
    await answered(page, "refused");
    await stored(page, "lessons", "([, list]) => list.length === 1 && list[0].digit === null");
    // Undone is the last correction alone.
    await button(page, "Undo").click();
    await said(page, "Undone");
    await answered(page, 7);
    await stored(page, "lessons", "([, list]) => list.length === 1 && list[0].digit === 7");
  });

  test("that can't be learned is none", async () => {
    const page = await open();
    await page.route(/lenet5\.extra/, (route) => route.abort());
    await draw(page, TEE, { side: 0.6 });
    await answered(page, "refused");
    await opened(page);
    await button(page, /^7/).click();
    await said(page, "It could not be learned");
    await stored(page, "lessons", "(all) => all.length === 0");
    await answered(page, "refused");
  });

  test("is learned into a file that the library takes", async () => {
    const page = await open();
    await teachTee(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(page, "Save the weights (safetensors)").click(),
    ]);
    assert.equal(download.suggestedFilename(), "lenet5-taught.safetensors");
    const file = await readFile(await download.path());
    const shipped = await readFile(new URL("../../dist/lib/lenet5.safetensors", import.meta.url));
    const digest = createHash("sha256").update(shipped).digest("hex");
    assert.equal(decode(file).metadata.learned_from, `sha256:${digest}`);
    const picture = Uint8Array.from(
      await page.locator(".picture canvas").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
        return Array.from({ length: 784 }, (_, i) => data[4 * i + 3]);
      }),
    );
    assert.equal((await loadLeNet5()).predictNormalised(picture).digit, null);
    assert.equal((await loadLeNet5({ weights: file })).predictNormalised(picture).digit, 7);
  });

  /** @type {Record<string, () => void>} */
  const WITHOUT = {
    "there is no IndexedDB": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
    "IndexedDB never answers": () => {
      IDBFactory.prototype.open = () => /** @type {any} */ (new EventTarget());
    },
  };
  for (const [way, script] of Object.entries(WITHOUT)) {
    test(`is learned for this visit where ${way}, and that is said`, async () => {
      const page = await open();
      await page.addInitScript(script);
      await page.reload();
      await teachTee(page);
      await said(page, "it is forgotten when you leave");
      await answered(page, 7);
      await button(page, "Undo").click();
      await answered(page, "refused");
    });
  }

  test("is corrected by keyboard, and suits axe and fingers", async () => {
    const page = await open({ ...PHONE, viewport: { width: 320, height: 568 } });
    await draw(page, TEE, { side: 0.6 });
    await answered(page, "refused");
    const { width, height } = await opener(page).boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    await opener(page).focus();
    await page.keyboard.press("Enter");
    await button(page, /^7/).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    const fit = async () => {
      for (const target of await sheet(page).locator("button").all()) {
        const box = await target.boundingBox();
        assert.ok(box.width >= 44 && box.height >= 44, `${await target.innerText()}: ${box.width} × ${box.height}`);
        assert.ok(await target.evaluate((node) => node.scrollWidth <= node.clientWidth), await target.innerText());
      }
    };
    await fit();
    await button(page, /^7/).focus();
    await page.keyboard.press("Enter");
    await titled(page, "Learned");
    await fit();
    assert.deepEqual(await violationsOf(page), []);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    assert.ok(await opener(page).evaluate((node) => node === document.activeElement));
  });
});

describe("a digit of a number", CHROMIUM, () => {
  test("is chosen, shown as the network sees it alone, and corrected", async () => {
    const page = await open();
    await page.evaluate(() => void (location.hash = "number"));
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317");
    await page.locator(".characters label").nth(2).click();
    await opened(page);
    await sheet(page).getByText("Read as a 7").waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await button(page, "Digit 1: 3").click();
    await sheet(page).getByText("Read as a 3").waitFor();
    await button(page, /^3/).last().click();
    await said(page, "It reads a 3 here already");
    await stored(page, "lessons", "(all) => all.length === 0");
  });

  test("is learned, and the number read", async () => {
    const page = await open({}, `${suite.url}#number`);
    const [three] = await rowOnPad(page, "33", { width: 0.6 });
    const tee = TEE.map((stroke) => stroke.map(([u, v]) => [0.55 + 0.3 * (u - 0.5), 0.5 + 0.5 * (v - 0.5)]));
    await draw(page, [three, ...tee], { side: 1 });
    await answered(page, "refused");
    await opened(page);
    await button(page, "Digit 2: 7").click();
    await sheet(page).getByText("Read as no digit").waitFor();
    await button(page, /^7/).last().click();
    await titled(page, "Learned");
    await answeredNumber(page, "37");
    await button(page, "Undo").click();
    await said(page, "Undone");
    await answered(page, "refused");
  });

  for (const [where, left, name, taught] of /** @type {[string, number, string, string][]} */ ([
    ["before", 0.1, "Passed over before it", "733"],
    ["behind", 0.9, "Passed over behind it", "337"],
  ]))
    test(`that was passed over as a word ${where} the number is learned, and read with it`, async () => {
      const page = await open({}, `${suite.url}#number`);
      const threes = await rowOnPad(page, "33", { width: 0.3, height: 0.3 });
      const tee = TEE.map((stroke) => stroke.map(([u, v]) => [left + 0.15 * (u - 0.5), 0.5 + 0.3 * (v - 0.5)]));
      await draw(page, where === "before" ? [...tee, ...threes] : [...threes, ...tee], { side: 1 });
      await answeredNumber(page, "33");
      await opened(page);
      await button(page, name).click();
      await sheet(page).getByText("Read as no digit").waitFor();
      assert.deepEqual(await violationsOf(page), []);
      await button(page, /^7/).click();
      await titled(page, "Learned");
      await answeredNumber(page, taught);
      await button(page, "Undo").click();
      await said(page, "Undone");
      await answeredNumber(page, "33");
    });

  test("of a photo is cut out of its paper", async () => {
    const page = await open();
    await page.evaluate(() => void (location.hash = "number"));
    await draw(page, await rowOnPad(page, "73"), { side: 1 });
    await answeredNumber(page, "73");
    const png = await page.locator(".pad canvas").screenshot();
    await page.locator("input[type=file]").setInputFiles({ name: "73.png", mimeType: "image/png", buffer: png });
    await page.getByRole("button", { name: "Write instead" }).waitFor();
    await settled(page);
    await answeredNumber(page, "73");
    await opened(page);
    await button(page, "Digit 1: 7").click();
    await sheet(page).getByText("Read as a 7").waitFor();
    await button(page, "Digit 2: 3").click();
    await sheet(page).getByText("Read as a 3").waitFor();
  });
});

describe("weights of a file", CHROMIUM, () => {
  test("can't be corrected, and going back leads to what was taught", async () => {
    const page = await open();
    await teachTee(page);
    await kept(page, 1);
    await button(page, "Done").click();
    const shipped = await readFile(new URL("../../weights/lenet5.safetensors", import.meta.url));
    await page.locator(".pad").evaluate(
      (pad, bytes) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(bytes)], "other.safetensors"));
        pad.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [...shipped],
    );
    await page.getByRole("button", { name: "Read with these weights" }).click();
    await answered(page, "refused");
    await opened(page);
    await said(page, "Go back to its own to correct it");
    await button(page, "Close").click();
    await page.getByRole("button", { name: "Back to the page’s own" }).click();
    await answered(page, 7);
  });
});
