// The camera's viewfinder in real Chromium, whose fake camera plays a filmed sheet.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launchChromium, skipWithoutChromium } from "../support/browsers.js";
import { writeFilm } from "../support/films.js";
import { answered, answeredNumber, draw, noticed, openWatched, SITE } from "../support/page-driver.js";
import { CHROMIUM, PHONE, violationsOf } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

let folder;
let site;
let browser;

before(async () => {
  if (skipWithoutChromium) return;
  folder = await mkdtemp(join(tmpdir(), "lenet5-film-"));
  const film = join(folder, "sheet.y4m");
  await writeFilm(film, "407", { moving: 10, resting: 50 });
  browser = await launchChromium([
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  site = await serveFolder(SITE);
});

after(async () => {
  await browser?.close();
  await site?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** The page, whose faults are looked at when the test ends. @param {() => void} [script] runs in it before its own */
async function open(t, options = {}, script = () => {}) {
  const context = await browser.newContext({ permissions: ["camera"], ...options });
  await context.addInitScript(script);
  const { page, faults } = await openWatched(context, site.url);
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  return page;
}

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** In the page: counts the frames that its worker has at once, holds them back while there is a hold, and keeps the tracks. */
function watch() {
  const counted = { now: 0, most: 0, all: 0 };
  Object.assign(globalThis, { counted, tracks: [], hold: null });
  const calls = new Set();
  const heard = new Set();
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, transfer) {
    if (message.task !== "picture") return post.call(this, message, transfer);
    if (!heard.has(this)) this.addEventListener("message", ({ data }) => calls.delete(data.call) && counted.now--);
    heard.add(this);
    calls.add(message.call);
    counted.all++;
    counted.most = Math.max(counted.most, ++counted.now);
    const send = () => post.call(this, message, transfer);
    if (globalThis.hold) globalThis.hold.push(send);
    else send();
  };
  const get = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wished) {
    const stream = await get.call(this, wished);
    globalThis.tracks.push(...stream.getTracks());
    return stream;
  };
}

const live = (page) => page.evaluate(() => globalThis.tracks.map(({ readyState }) => readyState));

describe("the viewfinder", CHROMIUM, () => {
  test("reads what the camera sees, a frame at a time; Use this opens it as a picture", async (t) => {
    const page = await open(t, PHONE, watch);
    await button(page, "Camera").click();
    await page.locator(".viewfinder video").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Use this");
    await answeredNumber(page, "407");
    await page.waitForFunction(() => globalThis.counted.all >= 5);
    assert.equal(await page.evaluate(() => globalThis.counted.most), 1);
    assert.deepEqual(await violationsOf(page), []);
    // As soon as the sheet has come to rest again.
    await page.evaluate(async () => {
      const answer = document.querySelector(".answer-text");
      const isNumber = () => answer.textContent === "407";
      while (isNumber()) await new Promise(requestAnimationFrame);
      while (!isNumber()) await new Promise(requestAnimationFrame);
    });
    await button(page, "Use this").click();
    await page.locator(".viewfinder").waitFor({ state: "hidden" });
    await page.locator(".photo img").waitFor();
    assert.deepEqual(await live(page), ["ended"]);
    await answeredNumber(page, "407");
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
  });

  test("drops frames that come while one is read", async (t) => {
    const page = await open(t, {}, watch);
    await page.evaluate(() => (globalThis.hold = []));
    await button(page, "Camera").click();
    await page.waitForFunction(() => globalThis.hold.length > 0);
    await page.evaluate(async () => {
      const video = document.querySelector("video");
      for (let frame = 0; frame < 5; frame++) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    });
    assert.equal(await page.evaluate(() => globalThis.hold.length), 1);
    await page.evaluate(() => {
      for (const send of globalThis.hold.splice(0)) send();
      globalThis.hold = null;
    });
    await answeredNumber(page, "407");
    assert.equal(await page.evaluate(() => globalThis.counted.most), 1);
    await button(page, "Close").click();
  });

  test("closed, it lets go of the camera and the sheet is as it was", async (t) => {
    const page = await open(t, {}, watch);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    for (const close of [() => button(page, "Close").click(), () => page.keyboard.press("Escape")]) {
      await button(page, "Camera").click();
      await answeredNumber(page, "407");
      await close();
      await answered(page, 3);
      await page.locator(".viewfinder").waitFor({ state: "hidden" });
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Camera");
    }
    assert.deepEqual(await live(page), ["ended", "ended"]);
    await draw(page, STROKES[1], { side: 0.2, x: 0.9 });
    await page.keyboard.press("Control+Z");
    await answered(page, 3);
  });

  test("has a light where the camera has one", async (t) => {
    const page = await open(t, PHONE, () => {
      globalThis.torch = [];
      MediaStreamTrack.prototype.getCapabilities = () => /** @type {any} */ ({ torch: true });
      MediaStreamTrack.prototype.applyConstraints = async (/** @type {any} */ { advanced }) =>
        void globalThis.torch.push(advanced[0].torch);
    });
    await button(page, "Camera").click();
    const light = button(page, "Light");
    await light.click();
    await page.locator("button[aria-pressed=true]", { hasText: "Light" }).waitFor();
    await light.click();
    await page.locator("button[aria-pressed=false]", { hasText: "Light" }).waitFor();
    assert.deepEqual(await page.evaluate(() => globalThis.torch), [true, false]);
    assert.deepEqual(await violationsOf(page), []);
    await button(page, "Close").click();
  });

  test("says so when the camera is gone, and can be opened again", async (t) => {
    const page = await open(t, {}, watch);
    await button(page, "Camera").click();
    await answeredNumber(page, "407");
    await page.evaluate(() => {
      const [track] = globalThis.tracks;
      track.stop();
      track.dispatchEvent(new Event("ended"));
    });
    assert.match(await noticed(page), /camera is gone.*Connect it/);
    await answered(page, "blank");
    await button(page, "Camera").click();
    await answeredNumber(page, "407");
    await button(page, "Close").click();
  });

  for (const [name, words] of Object.entries({
    NotAllowedError: /may not use the camera.*Allow it.*settings/,
    NotFoundError: /No camera was found.*Connect one/,
    NotReadableError: /did not start.*Close what else/,
    AbortError: /did not start.*Close what else/,
  })) {
    test(`${name} is told with what to do, and nothing is lost`, async (t) => {
      const page = await open(t);
      await page.evaluate((name) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
      }, name);
      await draw(page, STROKES[3]);
      await answered(page, 3);
      await button(page, "Camera").click();
      assert.match(await noticed(page), words);
      await answered(page, 3);
      assert.deepEqual(await violationsOf(page), []);
    });
  }

  test("is not offered where there can be no camera", async (t) => {
    const page = await open(t, {}, () =>
      Object.defineProperty(Navigator.prototype, "mediaDevices", { value: undefined }),
    );
    await answered(page, "blank");
    assert.equal(await button(page, "Camera").isVisible(), false);
  });
});
