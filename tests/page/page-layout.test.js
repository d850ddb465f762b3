// How the page lies on screens, before its script has run, with large text and enlarged; and how it reads without eyes.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, answeredNumber, draw, handOver, noticed, rowOnPad, still } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { SCRIBBLE, STROKES } from "../support/strokes.js";

const MOST_SHIFT = 0.03;
const TARGET = 44; // CSS pixels, of what can be tapped; as Apple's and Android's guides and WCAG 2.5.5 have it

const suite = pageSuite();
const { open } = suite;

describe("the first paint", CHROMIUM, () => {
  for (const [width, height] of [
    [412, 823],
    [1280, 800],
  ]) {
    for (const address of ["", "#number", "#zip", "#amount"]) {
      test(`has the final layout: ${width} × ${height}, ${address || "no mode in the address"}`, async () => {
        const page = await open({ viewport: { width, height }, serviceWorkers: "block" });
        await page.addInitScript(() => {
          globalThis.shift = 0;
          const add = (list) =>
            list.getEntries().forEach((/** @type {any} */ { value }) => (globalThis.shift += value));
          new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
        });
        // A slow line: the script comes once the page was painted.
        await page.route("**/*.js", async (route) => {
          await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
          await route.continue();
        });
        await page.goto("about:blank");
        await page.goto(suite.url + address);
        await page.locator(".verdict", { hasText: /^Nothing (drawn|written) yet/ }).waitFor();
        await page.locator(".answer:not([data-state=loading])").waitFor();
        await still(page);
        await page.evaluate(async () => {
          for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        });
        const shift = await page.evaluate(() => globalThis.shift);
        assert.ok(shift <= MOST_SHIFT, `the layout shifts by ${shift}`);
      });
    }
  }
});

describe("nothing collides", CHROMIUM, () => {
  /** @type {Record<string, any>} */
  const SCREENS = {
    "320 × 568": { ...PHONE, viewport: { width: 320, height: 568 } },
    "390 × 844 for the left hand": { ...PHONE, hand: "left" },
    "844 × 390 for the left hand": { ...PHONE, viewport: { width: 844, height: 390 }, hand: "left" },
    "1280 × 800 for the left hand": { viewport: { width: 1280, height: 800 }, hand: "left" },
    "800 × 600": { viewport: { width: 800, height: 600 } },
    "992 × 600": { viewport: { width: 992, height: 600 } },
    "1280 × 800 at 200 %": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    "390 × 844 with text of 32 pixels": { ...PHONE, textSize: 32 },
    "1280 × 800 with text of 32 pixels": { viewport: { width: 1280, height: 800 }, textSize: 32 },
  };
  for (const [name, { textSize = 16, hand = "", ...options }] of Object.entries(SCREENS)) {
    test(name, async () => {
      const page = await open(options);
      await setTextSize(page, textSize);
      if (hand) await writeWith(page, hand);
      const root = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
      assert.equal(root, `${textSize}px`, "the user's font size");
      await answered(page, "blank");
      assert.deepEqual(await collisions(page), []);
      await draw(page, STROKES[3]);
      await answered(page, 3);
      assert.deepEqual(await collisions(page), []);
      const lines = await page
        .locator(".verdict span")
        .first()
        .evaluate((words) => words.getClientRects().length);
      if (textSize === 16) assert.equal(lines, 1, "the verdict is broken in two");
      await handOver(page, "paste", null);
      await noticed(page);
      assert.deepEqual(await collisions(page), []);
      await page.keyboard.press("Delete");
      await draw(page, SCRIBBLE, { side: 0.9 });
      await answered(page, "refused");
      assert.deepEqual(await collisions(page), []);
      await page.keyboard.press("Delete");
      await openBlankPicture(page);
      assert.deepEqual(await collisions(page), []);
      await page.keyboard.press("Delete");
      await page.getByRole("radio", { name: "Number", exact: true }).check({ force: true });
      await draw(page, await rowOnPad(page, "317"), { side: 1 });
      await answeredNumber(page, "317");
      assert.deepEqual(await collisions(page), []);
      assert.deepEqual(await violationsOf(page), []);
    });
  }
});

describe("with a finger", CHROMIUM, () => {
  for (const locale of ["en-US", "zh-CN"]) {
    for (const [width, height] of [
      [320, 568],
      [390, 844],
      [844, 390],
      [768, 1024],
    ]) {
      test(`whatever can be tapped is large enough: ${width} × ${height}, ${locale}`, async () => {
        const page = await open({ ...PHONE, viewport: { width, height }, locale });
        await answered(page, "blank");
        assert.deepEqual(await smallTargets(page), [], "blank");
        await draw(page, STROKES[3]);
        await answered(page, 3);
        assert.deepEqual(await smallTargets(page), [], "a digit");
        await page.keyboard.press("Delete");
        await draw(page, await rowOnPad(page, "317"), { side: 1 });
        await answeredNumber(page, "317");
        assert.deepEqual(await smallTargets(page), [], "a number");
        await page.evaluate(() => void (location.hash = "inside"));
        await page.locator(".flow").waitFor();
        const tools = await smallTargets(page, ".top, .writing, .reading, .chapters, .outputs");
        assert.deepEqual(tools, [], "inside the network");
      });
    }
  }

  test("the new version can be had on every screen", async () => {
    const page = await open();
    await page.locator(".update").evaluate((button) => (button.hidden = false));
    for (const width of [320, 390, 600, 700, 768, 844, 900, 1024, 1280]) {
      await page.setViewportSize({ width, height: 600 });
      const { x, width: across, height } = await page.locator(".update").boundingBox();
      assert.ok(x >= 0 && x + across <= width, `at ${width} it reaches to ${x + across}`);
      assert.ok(height >= TARGET, `${height} high`);
    }
  });
});

describe("without eyes", CHROMIUM, () => {
  const answer = (page) => page.getByRole("region", { name: "Answer" });

  test("the answer is among its words", async () => {
    const page = await open();
    await answered(page, "blank");
    assert.doesNotMatch(await answer(page).ariaSnapshot(), /paragraph: [–?]/);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    assert.match(await answer(page).ariaSnapshot(), /paragraph: "?3"?\n\s*- paragraph: Almost certain/);
    await draw(page, SCRIBBLE, { side: 0.9 });
    await answered(page, "refused");
    assert.doesNotMatch(await answer(page).ariaSnapshot(), /paragraph: "?[3?]"?\n/);
    await page.keyboard.press("Delete");
    await page.getByRole("radio", { name: "Amount", exact: true }).check({ force: true });
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "$317");
    assert.match(await answer(page).ariaSnapshot(), /paragraph: \$317\n/);
  });

  test("headings lead to the pad and the answer, and what belongs to them lies below", async () => {
    const page = await open();
    await answered(page, "blank");
    const headings = (level) => page.getByRole("heading", { level }).allInnerTexts();
    assert.deepEqual(await headings(1), ["LeNet-5 reads handwriting"]);
    assert.deepEqual(await headings(2), ["Pad", "Answer"]);
    assert.deepEqual(await headings(3), []);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    assert.deepEqual(await headings(3), ["What the network sees"]);
    await page.keyboard.press("Delete");
    await page.getByRole("radio", { name: "Number", exact: true }).check({ force: true });
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317");
    assert.ok((await headings(3)).includes("How a number is read"));
    await page.getByRole("radio", { name: /^Digit 1/ }).check({ force: true });
    await page.getByRole("heading", { level: 3, name: "Digit 1 could be" }).waitFor();
  });
});

async function openBlankPicture(page) {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>';
  const file = { name: "none.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) };
  await page.getByLabel("Open a picture").setInputFiles(file);
  await page.locator(".verdict", { hasText: "No digit or number found in this picture" }).waitFor();
}

/** What a user sets in the browser as the size of text. */
async function setTextSize(page, standard) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard } });
}

/** As set in the page's own settings. */
async function writeWith(page, hand) {
  await page.evaluate((value) => localStorage.setItem("lenet5-hand", value), hand);
  await page.reload();
}

const PARTS = [
  "h1",
  ".take",
  ".wrong",
  ".start",
  ".modes",
  ".pad",
  ".tools",
  ".glyph",
  ".message",
  ".picture canvas",
  ".bars",
  "figcaption",
  ".numbers",
  ".stats",
];

/** What can be tapped, and is less wide or high than a finger; links within a sentence are as high as its lines. */
function smallTargets(page, within = "body") {
  return page.evaluate(
    ({ within, least }) => {
      const inside = `:is(${within})`;
      const all = ["button", "a[href]", "label:has(input)", "select"].map((kind) => `${inside} ${kind}`).join();
      return [...document.querySelectorAll(all)]
        .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.matches("p a"))
        .map((node) => ({ name: node.ariaLabel ?? node.textContent.trim(), ...node.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => Math.min(width, height) < least - 0.5)
        .map(({ name, width, height }) => `${name}: ${width} × ${height}`);
    },
    { within, least: TARGET },
  );
}

/** Which parts of the page overlap, or leave it at a side. A part is as large as its words and drawings. */
function collisions(page) {
  return page.evaluate((parts) => {
    const rectsOf = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        const range = document.createRange();
        range.selectNode(node);
        return [...range.getClientRects()];
      }
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".visually-hidden")) return [];
      const cutOff = getComputedStyle(node).overflow === "hidden";
      return [...node.getClientRects(), ...(cutOff ? [] : [...node.childNodes].flatMap(rectsOf))];
    };
    const boxOf = (node) => {
      const seen = rectsOf(node).filter(({ width, height }) => width > 2 && height > 2);
      const rects = [node.getBoundingClientRect(), ...seen];
      const [left, top] = ["left", "top"].map((side) => Math.min(...rects.map((rect) => rect[side])));
      const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...rects.map((rect) => rect[side])));
      return { left, top, right, bottom };
    };
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1;
    const over = (a, b) => meet(a, b) && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const boxes = parts
      .map((name) => ({ name, node: document.querySelector(name) }))
      .filter(({ node }) => node.checkVisibility())
      .map(({ name, node }) => ({ name, ...boxOf(node) }));
    return boxes.flatMap((a, i) => [
      ...boxes
        .slice(i + 1)
        .filter((b) => over(a, b))
        .map((b) => `${a.name} over ${b.name}`),
      ...(a.left < 0 || a.right > innerWidth ? [`${a.name} leaves the page`] : []),
    ]);
  }, PARTS);
}
