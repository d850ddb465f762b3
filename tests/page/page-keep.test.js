// What outlives the page in real Chromium: the ink with its history, and where one was, over a reload, a closed tab and a
// killed browser.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";

import { packInk } from "../../web/app/ink-link.js";
import { launchChromiumProfile } from "../support/browsers.js";
import { padLook } from "../support/drawn-pictures.js";
import {
  answered,
  answeredNumber,
  draw,
  noticed,
  openWatched,
  placeOnPad,
  rowOnPad,
  stored,
} from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite } from "../support/page-suite.js";
import { pngOf } from "../support/picture-files.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

/** The ink of a 7, in a link. */
const seven = packInk({
  frame: { width: 300, height: 300 },
  strokes: [{ erase: false, points: STROKES[7][0].map(([x, y]) => ({ x: 40 + 220 * x, y: 40 + 220 * y, width: 15 })) }],
});

const lookOf = (page) => page.locator(".pad canvas").evaluate((canvas) => canvas.toDataURL());

/** Resolves when what is kept of one of the tabs is so. */
const kept = (page, check) => stored(page, "sheets", `(all) => all.some(${check})`);

const strokes = (count) => `({ sheet }) => sheet?.strokes.length === ${count}`;

/** Resolves when no tab holds its ink any more: a closed one may do so for a while. */
async function released(page) {
  await page.goto(`${suite.url}icon.svg`);
  while ((await page.evaluate(() => navigator.locks.query().then(({ held }) => held.length))) > 0);
}

const undoes = (page) => page.getByRole("button", { name: "Undo" }).first().click();
const redoes = (page) => page.getByRole("button", { name: "Redo" }).click();
const isOff = (page, name) => page.getByRole("button", { name }).first().getAttribute("aria-disabled");

describe("a reload keeps", CHROMIUM, () => {
  test("what undo and redo lead to", async () => {
    const page = await open(PHONE);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await page.keyboard.press("Delete");
    await draw(page, STROKES[7]);
    await answered(page, 7);
    const seven = await lookOf(page);
    await page.keyboard.press("Delete");
    await undoes(page);
    await answered(page, 7);
    await kept(
      page,
      `({ past, sheet, future }) => past.length === 3 && sheet.strokes.length === 1 && future.length === 1`,
    );
    await page.reload();
    await answered(page, 7);
    await page.locator("[data-tool=redo][aria-disabled=false]").waitFor();
    assert.equal(await lookOf(page), seven);
    await redoes(page);
    await answered(page, "blank");
    for (const state of [7, "blank", 3, "blank"]) {
      await undoes(page);
      await answered(page, state);
    }
    assert.equal(await isOff(page, "Undo"), "true");
  });

  test("what was written in the very moment of the reload, with what undo leads to", async () => {
    const page = await open();
    // What a page that is left writes into its database may come to nothing.
    await page.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...given) {
        if (globalThis.leaving) throw new DOMException("the page is gone", "AbortError");
        return put.apply(this, given);
      };
    });
    await page.reload();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await kept(page, strokes(1));
    await page.evaluate(() => (globalThis.leaving = true));
    await page.keyboard.press("Delete");
    await draw(page, [STROKES[4][0]]);
    const toWindow = await placeOnPad(page);
    const [start, ...rest] = STROKES[4][1].map(toWindow);
    await page.mouse.move(...start);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 4 });
    await answered(page, 4);
    for (let time = 0; time < 2; time++) {
      await page.reload();
      await answered(page, 4);
      await page.locator("[data-tool=undo][aria-disabled=false]").waitFor();
    }
    await undoes(page);
    await undoes(page);
    await answered(page, "blank");
    await undoes(page);
    await answered(page, 3);
    await undoes(page);
    await answered(page, "blank");
    assert.equal(await isOff(page, "Undo"), "true");
  });

  test("a large picture as it was turned, and the one that undo leads back to", async () => {
    const page = await open();
    const samples = randomBytes(1000 * 1000 * 3); // too much for the session
    const buffer = pngOf({ width: 1000, height: 1000, colourType: 2, bits: 8, samples });
    await page.getByLabel("Open a picture").setInputFiles({ name: "noise.png", mimeType: "image/png", buffer });
    await page.locator(".opened").waitFor();
    await page.getByRole("button", { name: "Turn", disabled: false }).click();
    await kept(page, "({ sheet }) => sheet?.picture !== null && sheet?.turns === 1");
    const look = await padLook(page);
    await page.reload();
    await page.locator(".opened").waitFor();
    assert.equal(await padLook(page), look);
    await page.getByRole("button", { name: "Write instead" }).click();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await kept(page, strokes(1));
    await page.reload();
    await answered(page, 7);
    await page.locator("[data-tool=undo][aria-disabled=false]").waitFor();
    await undoes(page);
    await answered(page, "blank");
    await undoes(page);
    await page.locator(".opened").waitFor();
    assert.equal(await padLook(page), look);
  });
});

test("a tab whose ink the page before it still holds loses nothing by the next reload", CHROMIUM, async () => {
  const page = await open();
  await page.addInitScript(() => {
    if (sessionStorage.getItem("full"))
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
  });
  await draw(page, STROKES[3]);
  await answered(page, 3);
  await kept(page, strokes(1));
  const before = await page.context().newPage();
  await before.goto(`${suite.url}icon.svg`);
  const name = await page.evaluate(() => sessionStorage.getItem("lenet5-tab"));
  const taken = before.evaluate(
    (name) =>
      new Promise((resolve) => {
        const keeps = () => new Promise(() => resolve(true));
        navigator.locks.request(`lenet5 ${new URL(".", location.href).href} ${name}`, { steal: true }, keeps);
      }),
    name,
  );
  assert.ok(await taken);
  await page.evaluate(() => sessionStorage.setItem("full", "1"));
  await page.reload();
  await answered(page, 3);
  await page.locator("[data-tool=undo][aria-disabled=false]").waitFor();
  await page.evaluate(() => sessionStorage.removeItem("full"));
  await page.reload();
  await answered(page, 3);
  await page.locator("[data-tool=undo][aria-disabled=false]").waitFor();
  await undoes(page);
  await answered(page, "blank");
});

test("what undo brings back fits the pad, whatever its size was", CHROMIUM, async () => {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  await draw(page, STROKES[3], { side: 0.95 });
  await answered(page, 3);
  await page.keyboard.press("Delete");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForFunction(() => document.querySelector(".pad").clientWidth < 390);
  await draw(page, STROKES[7]);
  await answered(page, 7);
  await undoes(page);
  await answered(page, "blank");
  await undoes(page);
  await answered(page, 3);
  const [top, bottom] = await page.locator(".pad canvas").evaluate((/** @type {any} */ canvas) => {
    const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const inked = Array.from({ length: height }, (_, y) => y).filter((y) =>
      data.subarray(4 * width * y, 4 * width * (y + 1)).some((value, i) => i % 4 === 3 && value > 32),
    );
    return [inked[0] / height, inked.at(-1) / height];
  });
  assert.ok(Math.abs(bottom - top - 0.85) < 0.1, `${top} … ${bottom} of the pad's height`);
});

describe("a new tab", CHROMIUM, () => {
  test("goes on where the one that was closed was: ink, history and mode", async () => {
    const page = await open({}, `${suite.url}#amount`);
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "$317");
    await kept(page, strokes(3));
    const next = await page.context().newPage();
    await page.close();
    await next.goto(suite.url);
    await answeredNumber(next, "$317");
    assert.equal(new URL(next.url()).hash, "#amount");
    await undoes(next);
    await answeredNumber(next, "$31");
  });

  test("starts blank beside one that lives, and each keeps its own", async () => {
    const page = await open();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await kept(page, strokes(1));
    const other = await page.context().newPage();
    await other.goto(suite.url);
    await draw(other, STROKES[7]);
    await answered(other, 7);
    assert.equal(await other.locator("[data-tool=redo]").getAttribute("aria-disabled"), "true");
    await kept(page, "(_, __, all) => all.length === 2");
    for (const [tab, digit] of [
      [page, 3],
      [other, 7],
    ]) {
      await tab.reload();
      await answered(tab, digit);
    }
  });

  test("with a place or ink in its address shows that, and undo leads to what was kept", async () => {
    const page = await open({}, `${suite.url}#zip`);
    await draw(page, STROKES[3]);
    await kept(page, strokes(1));
    const next = await page.context().newPage();
    await page.close();
    await released(next);
    await next.goto(`${suite.url}#?ink=${seven}`);
    await answered(next, 7);
    await next.locator("[data-tool=undo][aria-disabled=false]").waitFor();
    await kept(next, "({ past }) => past.length === 3");
    assert.ok(next.url().endsWith(seven));
    await undoes(next);
    await answered(next, "blank");
    await undoes(next);
    await answered(next, 3);
  });
});

test("a browser that is killed in mid-stroke keeps the stroke", CHROMIUM, async (t) => {
  const profile = await mkdtemp(join(tmpdir(), "lenet5-killed-"));
  t.after(() => rm(profile, { recursive: true, maxRetries: 5 }));
  await open(); // so that the suite has a page to look at
  const first = await launchChromiumProfile(profile);
  const { page } = await openWatched(first, suite.url);
  await draw(page, [STROKES[4][0]]);
  const toWindow = await placeOnPad(page);
  const [start, ...rest] = STROKES[4][1].map(toWindow);
  await page.mouse.move(...start);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 4 });
  await answered(page, 4);
  await kept(page, "({ sheet: { strokes, frame } }) => strokes[1]?.points.at(-2) > 0.8 * frame.height");
  const closed = first.waitForEvent("close");
  process.kill(await browserOf(profile), "SIGKILL");
  await closed;
  const second = await launchChromiumProfile(profile);
  t.after(() => second.close());
  const next = await openWatched(second, suite.url);
  await answered(next.page, 4);
  await undoes(next.page);
  await undoes(next.page);
  await answered(next.page, "blank");
  assert.deepEqual(next.faults, []);
});

describe("where nothing can be kept the pad works,", CHROMIUM, () => {
  const write = async (page) => {
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await page.keyboard.press("Delete");
    await answered(page, "blank");
    await page.keyboard.press("Control+Z");
    await answered(page, 7);
  };
  /** @type {Record<string, () => void>} */
  const WAYS = {
    "no IndexedDB": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
    "IndexedDB that throws": () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "SecurityError");
      };
    },
    "IndexedDB that refuses": () => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (name) {
        const request = open.call(this, `${name} refused`); // never made, so that it always has to be
        request.addEventListener("upgradeneeded", (event) => {
          event.stopImmediatePropagation();
          request.transaction.abort();
        });
        return request;
      };
    },
    "IndexedDB that never answers": () => {
      IDBFactory.prototype.open = () => /** @type {any} */ (new EventTarget());
    },
    "no locks": () => Object.defineProperty(navigator, "locks", { value: undefined }),
  };
  for (const [name, way] of Object.entries(WAYS)) {
    test(`as before a reload and after: ${name}`, async () => {
      const page = await open();
      await page.addInitScript(way);
      await page.reload();
      await write(page);
      await page.reload();
      await answered(page, 7);
      await draw(page, [STROKES[1][0].map(([x, y]) => [x / 9, y / 9])]);
      await page.keyboard.press("Control+Z");
      await answered(page, 7);
    });
  }

  test("with no room left", async () => {
    const page = await open();
    await write(page);
    await kept(page, strokes(1));
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(suite.url).origin, quotaSize: 1 });
    await page.keyboard.press("Delete");
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await page.reload();
    await answered(page, 3);
  });
});

test("what was kept and is damaged is told, and the pad works", CHROMIUM, async () => {
  const damaged = {
    "a stroke without numbers": "{ sheet: { strokes: [{ points: 3 }], picture: null }, past: [], future: [] }",
    "numbers that are none":
      "{ sheet: { strokes: [{ points: Float64Array.of(NaN, 1, 1) }], picture: null }, past: [], future: [] }",
    "no frame":
      "{ sheet: { strokes: [{ points: Float64Array.of(1, 1, 1) }], picture: null, frame: {} }, past: [], future: [] }",
    "a text": "'damaged'",
  };
  const page = await open();
  await draw(page, STROKES[3]);
  await kept(page, strokes(1));
  await page.goto("about:blank"); // so that no tab of the page lives
  const beside = await page.context().newPage();
  await beside.goto(`${suite.url}icon.svg`);
  for (const [name, damage] of Object.entries(damaged)) {
    await beside.evaluate(`(async () => {
      const { name } = (await indexedDB.databases())[0];
      const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const db = await asked(indexedDB.open(name));
      const store = db.transaction("sheets", "readwrite").objectStore("sheets");
      const [key] = await asked(store.getAllKeys());
      await asked(store.put(${damage}, key));
      db.close();
    })()`);
    const { page: next, faults } = await openWatched(page.context(), suite.url);
    assert.match(await noticed(next), /kept of the pad is damaged/, name);
    await draw(next, STROKES[7]);
    await answered(next, 7);
    await kept(next, strokes(1));
    await next.reload();
    await answered(next, 7);
    assert.equal(await next.getByRole("alert").isVisible(), false);
    await next.close();
    assert.deepEqual(faults, []);
  }
});

/** The process of the browser that has this profile. */
async function browserOf(profile) {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
    if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith("--type=")))
      return Number(pid);
  }
  throw new Error(`no browser has the profile ${profile}`);
}
