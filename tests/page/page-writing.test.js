// Writing in real Chromium: whole strokes taken away, the stroke under the pen, the other hand, and a pad as large as the
// screen.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  answered,
  answeredNumber,
  draw,
  drawByTouch,
  inkOf,
  placeOnPad,
  rowOnPad,
  settled,
} from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const { open } = pageSuite();

const SURFACE = ".pad canvas";
/** Three uprights, in the unit square of the pad. */
const UPRIGHTS = [0.2, 0.5, 0.8].map((x) => [
  [x, 0.2],
  [x, 0.8],
]);

const choose = (page, name) => page.getByRole("radio", { name }).check({ force: true });

/** With a mouse that tells few places on its way. */
async function cross(page, from, to) {
  const toWindow = await placeOnPad(page, { side: 1 });
  await page.mouse.move(...toWindow(from));
  await page.mouse.down();
  await page.mouse.move(...toWindow(to));
  await page.mouse.up();
  await settled(page);
}

const pixelsOf = (page) =>
  page.locator(SURFACE).evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return Array.from(data.filter((_, i) => i % 4 === 3)).join();
  });

describe("whole strokes", CHROMIUM, () => {
  test("are taken away where they are crossed, however quickly, and come back in one step", async () => {
    const page = await open();
    await draw(page, UPRIGHTS.slice(0, 1), { side: 1 });
    const one = await pixelsOf(page);
    await draw(page, UPRIGHTS.slice(1), { side: 1 });
    const three = await pixelsOf(page);
    await choose(page, "Remove whole strokes");
    await page.locator(".rubber").waitFor({ state: "hidden" });
    await cross(page, [0.4, 0.5], [0.9, 0.6]);
    assert.equal(await pixelsOf(page), one);
    await page.locator("[data-tool=undo]").click();
    await settled(page);
    assert.equal(await pixelsOf(page), three);
  });

  test("stay where none is touched, which is nothing to undo", async () => {
    const page = await open();
    await draw(page, UPRIGHTS, { side: 1 });
    const before = await pixelsOf(page);
    await choose(page, "Remove whole strokes");
    await cross(page, [0.3, 0.3], [0.4, 0.7]);
    assert.equal(await pixelsOf(page), before);
    await page.locator("[data-tool=undo]").click();
    await settled(page);
    assert.notEqual(await pixelsOf(page), before, "the last upright is undone");
  });

  test("that are all taken away leave the pad blank and a pen in the hand", async () => {
    const page = await open();
    await draw(page, UPRIGHTS, { side: 1 });
    await choose(page, "Remove whole strokes");
    await cross(page, [0.05, 0.5], [0.95, 0.5]);
    await answered(page, "blank");
    assert.equal(await inkOf(page, SURFACE), 0);
    assert.ok(await page.getByRole("radio", { name: "Medium pen" }).isChecked());
    await page.locator("[data-tool=undo]").click();
    await settled(page);
    assert.ok((await inkOf(page, SURFACE)) > 0);
  });

  test("come back when it was the palm that took them", async () => {
    const page = await open();
    await draw(page, UPRIGHTS, { side: 1 });
    const before = await pixelsOf(page);
    await choose(page, "Remove whole strokes");
    const toWindow = await placeOnPad(page, { side: 1 });
    const fire = (type, pointerType, /** @type {number[]} */ [x, y], pointerId) =>
      page.locator(SURFACE).dispatchEvent(type, {
        ...{ pointerType, pointerId, clientX: x, clientY: y, button: 0, bubbles: true, isPrimary: true },
      });
    await page.evaluate(() => {
      HTMLElement.prototype.setPointerCapture = () => {}; // there is no such pointer
    });
    await fire("pointerdown", "touch", toWindow([0.4, 0.5]), 7);
    await fire("pointermove", "touch", toWindow([0.6, 0.5]), 7);
    await fire("pointerdown", "pen", toWindow([0.35, 0.5]), 8);
    await fire("pointerup", "pen", toWindow([0.35, 0.5]), 8);
    await settled(page);
    assert.equal(await pixelsOf(page), before);
  });

  test("are taken away by keys", async () => {
    const page = await open();
    await draw(page, [[[0.5, 0.1], [0.5, 0.9]]], { side: 1 }); // biome-ignore format: one stroke
    await answered(page, 1);
    await choose(page, "Remove whole strokes");
    await page.locator(SURFACE).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
    await answered(page, "blank");
  });
});

describe("the stroke under the pen", CHROMIUM, () => {
  test("is drawn bit by bit, and is in the end what a pad that is drawn anew shows", async () => {
    const page = await open();
    await draw(page, STROKES[8], { side: 0.8 });
    await page.evaluate(() => {
      globalThis.pieces = 0;
      const curve = CanvasRenderingContext2D.prototype.quadraticCurveTo;
      CanvasRenderingContext2D.prototype.quadraticCurveTo = function (...points) {
        if (this.canvas.isConnected) globalThis.pieces++;
        curve.apply(this, points);
      };
    });
    const toWindow = await placeOnPad(page, { side: 0.8 });
    const frame = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const POINTS = 24;
    await page.mouse.move(...toWindow([0.1, 0.9]));
    await page.mouse.down();
    for (let i = 1; i <= POINTS; i++) {
      await page.mouse.move(...toWindow([0.1 + (0.8 * i) / POINTS, 0.9 - 0.1 * Math.sin(i)]));
      await frame();
    }
    await page.mouse.up();
    await settled(page);
    const pieces = await page.evaluate(() => globalThis.pieces);
    assert.ok(pieces >= POINTS && pieces <= POINTS + 3, `${pieces} pieces of ${POINTS} were drawn`);
    const grown = await pixelsOf(page);
    for (const tool of ["undo", "redo"]) {
      await page.locator(`[data-tool=${tool}]`).click();
      await settled(page);
    }
    assert.equal(await pixelsOf(page), grown);
  });

  test("is shown where it will soon be, and read where it was", async () => {
    const page = await open();
    await page.evaluate(() => {
      PointerEvent.prototype.getPredictedEvents = function () {
        return [
          new PointerEvent("pointermove", { clientX: this.clientX + 60, clientY: this.clientY, pointerType: "mouse" }),
        ];
      };
    });
    const toWindow = await placeOnPad(page, { side: 1 });
    await page.mouse.move(...toWindow([0.5, 0.2]));
    await page.mouse.down();
    await page.mouse.move(...toWindow([0.5, 0.5]));
    await page.locator(".wet:visible").waitFor();
    const tail = await page.locator(".wet path").boundingBox();
    assert.ok(tail.width >= 59, `${tail.width}`);
    await page.mouse.move(...toWindow([0.5, 0.8]));
    await page.mouse.up();
    await page.locator(".wet").waitFor({ state: "hidden" });
    await settled(page);
    await answered(page, 1);
    const columns = await page.locator(SURFACE).evaluate((canvas) => {
      const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const inked = new Set();
      for (let i = 3; i < data.length; i += 4) if (data[i] > 32) inked.add(((i - 3) / 4) % width);
      return inked.size / devicePixelRatio;
    });
    assert.ok(columns < 50, `${columns} columns of ink`);
  });

  test("keeps one finger to itself", async () => {
    const page = await open(PHONE);
    await drawByTouch(page, STROKES[3]);
    await answered(page, 3);
    const before = await pixelsOf(page);
    const session = await page.context().newCDPSession(page);
    const toWindow = await placeOnPad(page, { side: 1 });
    const points = (...places) =>
      places.map((place, id) => ({ x: Math.round(toWindow(place)[0]), y: Math.round(toWindow(place)[1]), id }));
    const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", points([0.1, 0.1]));
    await touch("touchStart", points([0.1, 0.1], [0.9, 0.9]));
    await touch("touchMove", points([0.1, 0.1], [0.9, 0.5]));
    await touch("touchEnd", []);
    await settled(page);
    await page.locator("[data-tool=undo]").click();
    await settled(page);
    assert.equal(await pixelsOf(page), before, "the second finger wrote nothing");
  });
});

describe("the left hand", CHROMIUM, () => {
  const middles = async (page, selectors) => {
    const middles = {};
    for (const selector of selectors) {
      const { x, width } = await page.locator(selector).first().boundingBox();
      middles[selector] = x + width / 2;
    }
    return middles;
  };

  for (const [name, options, selectors] of /** @type {const} */ ([
    ["a phone", PHONE, [".take", "[data-tool=undo]", "[value=thin]"]],
    ["a wide screen", { viewport: { width: 1280, height: 800 } }, [".pad", ".take", ".answer", "[value=thin]"]],
  ]))
    test(`has the mirror image on ${name}`, async () => {
      const page = await open(options);
      await draw(page, await rowOnPad(page, "42"), { side: 1 });
      await answeredNumber(page, "42");
      const before = await middles(page, [...selectors]);
      await page.evaluate(() => (document.documentElement.dataset.hand = "left"));
      const after = await middles(page, [...selectors]);
      const main = await page.locator("main").boundingBox();
      for (const selector of selectors) {
        const side = (x) => Math.sign(x - main.x - main.width / 2);
        assert.equal(
          side(after[selector]),
          -side(before[selector]),
          `${selector}: ${before[selector]}, ${after[selector]}`,
        );
      }
      assert.deepEqual(await violationsOf(page), []);
      await draw(page, await rowOnPad(page, "1"), { side: 1 });
    });
});

describe("a pad as large as the screen", CHROMIUM, () => {
  const toggle = (page) => page.getByRole("button", { name: "Large pad" });
  const isLarge = (page, large) =>
    page.locator(large ? "body.full-pad" : "body:not(.full-pad)").waitFor({ state: "attached" });

  for (const [name, viewport] of Object.entries({
    upright: PHONE.viewport,
    "on its side": { width: 844, height: 390 },
  }))
    test(`has tools and answer in reach on a phone, ${name}, and keeps the ink`, async () => {
      const page = await open({ ...PHONE, viewport });
      await draw(page, await rowOnPad(page, "42"), { side: 1 });
      await answeredNumber(page, "42");
      const small = await page.locator(".pad").boundingBox();
      await toggle(page).tap();
      await isLarge(page, true);
      const large = await page.locator(".pad").boundingBox();
      assert.ok(large.width * large.height > 1.5 * small.width * small.height, JSON.stringify([small, large]));
      for (const selector of [".answer", "[data-tool=undo]", "[data-tool=clear]", ".pens", "[data-tool=full]"]) {
        const { x, y, width, height } = await page.locator(selector).boundingBox();
        assert.ok(x >= 0 && y >= 0 && x + width <= viewport.width && y + height <= viewport.height, selector);
      }
      await answeredNumber(page, "42");
      assert.deepEqual(await violationsOf(page), []);
      await page.locator("[data-tool=clear]").tap();
      await page.getByRole("button", { name: "Undo", exact: true }).first().tap();
      await answeredNumber(page, "42");
      await toggle(page).tap();
      await isLarge(page, false);
      await answeredNumber(page, "42");
      const again = await page.locator(".pad").boundingBox();
      assert.deepEqual([again.width, again.height], [small.width, small.height]);
    });

  test("is left by Escape and by the browser's way back, which stays in the page", async () => {
    const page = await open(PHONE);
    const { href } = await page.evaluate(() => ({ href: location.href }));
    await toggle(page).tap();
    await isLarge(page, true);
    await page.keyboard.press("Escape");
    await isLarge(page, false);
    await toggle(page).tap();
    await isLarge(page, true);
    await page.goBack();
    await isLarge(page, false);
    assert.equal(await page.evaluate(() => location.href), href);
    assert.equal(await toggle(page).getAttribute("aria-pressed"), "false");
  });

  test("is not offered where the pad is large", async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    assert.ok(!(await page.locator("[data-tool=full]").isVisible()));
  });
});
