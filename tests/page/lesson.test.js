// The lesson in real Chromium: ten steps, each a state of the layers, and the chapter about numbers.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, answeredNumber, draw, rowOnPad } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const PANELS = [
  "Input",
  "C1, map 0",
  "C1, map 1",
  "C1, map 2",
  "S2, map 0",
  "C3, map 0",
  "S4, map 0",
  "C5, unit 0",
  "Softmax",
  "F6, unit 0",
];

async function openLesson(options, step = "") {
  const page = await open(options, `${suite.url}#lesson${step}`);
  await page.locator(".step h2").waitFor();
  return page;
}

const getStyle = (node) => {
  const { fontSize, color } = getComputedStyle(node);
  return { size: Number.parseFloat(fontSize), color };
};

const shows = (page, step) =>
  page
    .locator(".step-number", { hasText: new RegExp(`^${step} of 10$`) })
    .and(page.locator(".step-number"))
    .waitFor();

describe("the lesson", CHROMIUM, () => {
  test("is a text to read, and leads on in one row", async () => {
    const page = await openLesson({ viewport: { width: 1280, height: 800 } }, "/3");
    const looks = await page.locator(".step > p:not(.example, .question)").first().evaluate(getStyle);
    const body = await page.locator("body").evaluate(getStyle);
    assert.ok(looks.size > body.size, `${looks.size} px, beside ${body.size} px of the page`);
    assert.equal(looks.color, body.color);
    const turns = page.locator("nav.steps").locator(".turn, ol");
    const places = await turns.evaluateAll((all) => all.map((node) => node.getBoundingClientRect().toJSON()));
    assert.equal(places.length, 3);
    for (const { top, bottom } of places)
      assert.ok(top < places[0].bottom && bottom > places[0].top, "below the others");
    assert.ok(places[0].right <= places[1].left && places[1].right <= places[2].left, "back, the steps, next");
  });

  test("goes through ten steps by the next key, each with its state, an example from the ink, and a question", async () => {
    const page = await openLesson({ viewport: { width: 1280, height: 720 } });
    await draw(page, STROKES[3]);
    await answered(page, 3);
    const examples = new Set();
    for (let step = 1; step <= 10; step++) {
      await shows(page, step);
      assert.equal(await page.locator(".panel h3").innerText(), PANELS[step - 1]);
      const example = await page.locator(".example").innerText();
      assert.match(example, /\d/, `step ${step}`);
      assert.doesNotMatch(example, /NaN|undefined|null|Infinity/);
      examples.add(example);
      assert.match(await page.locator(".question").innerText(), /\?$/);
      assert.equal(new URL(page.url()).hash, step === 1 ? "#lesson" : `#lesson/${step}`);
      await page.keyboard.press("PageDown");
    }
    assert.equal(examples.size, 10);
    await page.keyboard.press("PageUp");
    await shows(page, 9);
    await page.getByRole("link", { name: "Next" }).click();
    await shows(page, 10);
    await page.getByRole("link", { name: "And how is a number read?" }).click();
    await page.getByRole("heading", { name: "Lattice and path" }).waitFor();
  });

  test("computes its examples from the ink that is on the pad", async () => {
    const page = await openLesson({}, "/1");
    const inked = () =>
      page.locator(".picture canvas").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      });
    for (const digit of [1, 8]) {
      await draw(page, STROKES[digit]);
      await answered(page, digit);
      await page.locator(".example", { hasText: `784 numbers ${await inked()} are not 0` }).waitFor();
      await page.keyboard.press("Delete");
      await page.locator(".example", { hasText: "Write a digit" }).waitFor();
    }
  });

  test("a step's link leads to it, another place of it too; what there is not, to the first", async () => {
    const page = await openLesson({}, "/7");
    await shows(page, 7);
    for (const [hash, step, panel] of [
      ["lesson/3/c1/4", 3, "C1, map 4"],
      ["lesson/11", 1, "Input"],
      ["lesson/0x2", 1, "Input"],
      ["lesson/6/zz/9", 6, "C1, map 0"],
      ["lesson/9", 9, "Softmax"],
    ]) {
      await page.evaluate((hash) => (location.hash = /** @type {string} */ (hash)), hash);
      await shows(page, step);
      assert.equal(await page.locator(".panel h3").innerText(), panel, String(hash));
    }
  });

  test("has large type for a projector", async () => {
    const page = await openLesson({ viewport: { width: 1280, height: 720 } }, "/3");
    const size = () => page.locator(".step h2").evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
    const before = await size();
    await page.getByRole("button", { name: "Large type" }).click();
    assert.ok((await size()) > 1.25 * before);
    await page.keyboard.press("PageDown");
    await shows(page, 4);
    assert.ok((await size()) > 1.25 * before);
    await page.getByRole("link", { name: "Read", exact: true }).click();
    await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === "16px");
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`is accessible, and nothing lies outside the screen: ${colorScheme}`, async () => {
      const page = await openLesson({ ...PHONE, colorScheme }, "/3");
      await draw(page, STROKES[3]);
      await answered(page, 3);
      for (const [step, width] of [
        [3, 320],
        [4, 390],
        [9, 768],
        [10, 1280],
      ]) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate((step) => (location.hash = `lesson/${step}`), step);
        await shows(page, step);
        assert.deepEqual(await violationsOf(page), [], `step ${step}`);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `step ${step}`);
      }
    });
  }
});

describe("how a number is read", CHROMIUM, () => {
  test("shows cuts, path, shares and the sweep, and only here", async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } }, `${suite.url}#inside/number`);
    await page.getByRole("heading", { name: "Cuts", exact: true }).waitFor();
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317");
    const cells = page.locator(".chapter tbody tr td:nth-child(2)");
    await page.getByRole("img", { name: /from window to window: .*3.*1.*7/ }).waitFor(); // the sweep follows the answer
    assert.equal((await cells.allInnerTexts()).slice(0, 3).join(""), "317");
    const arcs = page.locator(".segmentation .arc");
    assert.equal(await arcs.count(), 3);
    assert.ok(await arcs.first().isVisible());
    assert.deepEqual(await violationsOf(page), []);
    await page.evaluate(() => (location.hash = "number"));
    await answeredNumber(page, "317");
    assert.equal(await arcs.first().isVisible(), false);
    const underline = page.locator(".segmentation .underline").first(); // of no height, so that it counts as hidden
    assert.notEqual(await underline.evaluate((line) => getComputedStyle(line).display), "none");
    await page.getByRole("link", { name: "See the cuts and the path" }).click();
    await page.getByRole("heading", { name: "Cuts", exact: true }).waitFor();
  });
});
