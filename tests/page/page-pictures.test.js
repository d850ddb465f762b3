// An opened picture in real Chromium: looked at, turned, cut, and its lines chosen.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { drawnPicture, openFiles, padLook, pictureEdges } from "../support/drawn-pictures.js";
import { answered, answeredNumber, draw, drawByTouch, pinch, settled, swipe } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { withOrientation } from "../support/picture-files.js";
import { STROKES } from "../support/strokes.js";

const { open } = pageSuite();

const SEVEN = { width: 400, height: 300, rows: [{ text: "7", x: 140, y: 60, height: 180, pen: 16 }] };
const LIST = {
  width: 900,
  height: 1100,
  rows: ["317", "4096", "52"].map((text, i) => ({ text, x: 150, y: 100 + 340 * i, height: 180 })),
};
// An amount and an account's digits in printed boxes, photographed with the light from one side.
const FORM = {
  width: 1400,
  height: 1000,
  paper: "#f3eee2",
  shade: 0.25,
  type: "image/jpeg",
  words: [
    ["Payment order", 80, 100],
    ["Amount", 80, 470],
    ["Account", 80, 720],
    ["Signature", 900, 900],
  ],
  boxes: [[70, 500, 760, 130], ...[0, 1, 2, 3, 4].map((i) => [70 + 100 * i, 740, 90, 110])],
  rows: [
    { text: "1,204.50", x: 100, y: 520, height: 90, pen: 8 },
    ...Array.from("27384", (text, i) => ({ text, x: 85 + 100 * i, y: 755, height: 80, pen: 7 })),
  ],
};
/** A little outside the amount's printed box. */
const AMOUNT = { x: 40, y: 480, width: 820, height: 175 };

const button = (page, name) => page.getByRole("button", { name, exact: true });

async function openDrawn(page, picture) {
  const buffer = await drawnPicture(page, picture);
  await openFiles(page, { name: "drawn", mimeType: picture.type ?? "image/png", buffer });
}

/** Counts what is asked of the page's worker from here on. */
const countCalls = (page) =>
  page.evaluate(() => {
    globalThis.calls = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, transfer) {
      if (message.task && message.task !== "cells") globalThis.calls++; // a table is looked for once, whenever
      post.call(this, message, transfer);
    };
  });

/** A place of the picture, in its pixels → in the window, as it is seen now. */
async function onPicture(page, { width }) {
  const pad = await page.locator(".pad").boundingBox();
  const edges = await pictureEdges(page);
  const scale = edges.width / width;
  /** @returns {[number, number]} */
  const place = (x, y) => [pad.x + edges.left + x * scale, pad.y + edges.top + y * scale];
  return place;
}

/** The middle of the pad, in the window. @returns {Promise<[number, number]>} */
async function middleOf(page) {
  const { x, y, width, height } = await page.locator(".pad").boundingBox();
  return [x + width / 2, y + height / 2];
}

async function drag(page, [x, y], [toX, toY]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move((x + toX) / 2, (y + toY) / 2);
  await page.mouse.move(toX, toY);
  await page.mouse.up();
}

/** By a rectangle drawn from corner to corner. */
async function crop(page, { x, y, width, height }, picture) {
  await button(page, "Crop").click();
  const at = await onPicture(page, picture);
  await drag(page, at(x, y), at(x + width, y + height));
  await button(page, "Read this part").click();
}

const isTurned = (page, degrees) =>
  page.waitForFunction(
    (turn) => /** @type {any} */ (document.querySelector(".photo img"))?.style.transform.includes(turn),
    `rotate(${degrees}deg)`,
  );

const about = (found, expected, name) =>
  assert.ok(Math.abs(found - expected) < 2, `${name}: ${found}, not ${expected}`);

describe("an opened picture is looked at", CHROMIUM, () => {
  test("by two fingers, and by one where it is enlarged; what is read stays", async () => {
    const page = await open(PHONE);
    await openDrawn(page, SEVEN);
    await answered(page, 7);
    await countCalls(page);
    const whole = await pictureEdges(page);
    const middle = await middleOf(page);
    await pinch(page, middle, 40, 120);
    const large = await pictureEdges(page);
    about(large.width, 3 * whole.width, "three times as wide");
    about(large.left + large.width / 2, whole.left + whole.width / 2, "about the fingers");
    await swipe(page, [middle, [middle[0] - 30, middle[1] + 10], [middle[0] - 60, middle[1] + 20]]);
    const moved = await pictureEdges(page);
    about(moved.left, large.left - 60, "moved to the left");
    about(moved.top, large.top + 20, "moved down");
    await swipe(page, [middle, [middle[0] + 150, middle[1]], [middle[0] + 2000, middle[1]]]);
    about((await pictureEdges(page)).left, 0, "not beyond its edge");
    await pinch(page, middle, 120, 20);
    assert.deepEqual(await pictureEdges(page), whole);
    await settled(page);
    await answered(page, 7);
    assert.equal(await page.evaluate(() => globalThis.calls), 0, "it is read once");
  });

  test("by wheel and mouse", async () => {
    const page = await open();
    await openDrawn(page, SEVEN);
    await answered(page, 7);
    const whole = await pictureEdges(page);
    const at = await onPicture(page, SEVEN);
    const corner = at(100, 100);
    await page.mouse.move(...corner);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(
      (width) => document.querySelector(".photo img").getBoundingClientRect().width > width,
      whole.width,
    );
    const [x, y] = (await onPicture(page, SEVEN))(100, 100);
    about(x, corner[0], "what is under the mouse stays there");
    about(y, corner[1], "what is under the mouse stays there");
    const large = await pictureEdges(page);
    await drag(page, corner, [corner[0] + 40, corner[1] + 30]);
    const moved = await pictureEdges(page);
    about(moved.left, Math.min(0, large.left + 40), "moved");
    about(moved.top, Math.min(0, large.top + 30), "moved");
    await answered(page, 7);
  });

  test("by keys and buttons, which end where it can't be enlarged further", async () => {
    const page = await open();
    await openDrawn(page, SEVEN);
    await answered(page, 7);
    const whole = await pictureEdges(page);
    assert.equal(await button(page, "Zoom out").getAttribute("aria-disabled"), "true");
    await page.getByRole("application", { name: "Opened picture" }).focus();
    await page.keyboard.press("+");
    const large = await pictureEdges(page);
    about(large.width, 1.5 * whole.width, "enlarged");
    await page.keyboard.press("ArrowRight");
    assert.ok((await pictureEdges(page)).left < large.left - 20, "what is on the right is seen");
    await page.keyboard.press("ArrowUp");
    assert.ok((await pictureEdges(page)).top > large.top + 20, "what is above is seen");
    await button(page, "Zoom in").focus();
    for (let step = 0; step < 12; step++) await page.keyboard.press("Enter");
    about((await pictureEdges(page)).width, 16 * whole.width, "16 times");
    assert.equal(await button(page, "Zoom in").getAttribute("aria-disabled"), "true");
    await page.getByRole("application").focus();
    await page.keyboard.press("0");
    assert.deepEqual(await pictureEdges(page), whole);
    await page.keyboard.press("-");
    assert.deepEqual(await pictureEdges(page), whole);
    await answered(page, 7);
    await button(page, "Write instead").click();
    await answered(page, "blank");
    await page.getByRole("application", { name: "Drawing pad" }).waitFor();
    await draw(page, STROKES[3]);
    await answered(page, 3);
  });

  test("and one finger on the whole of it scrolls the page", async () => {
    const page = await open({ ...PHONE, viewport: { width: 390, height: 500 } });
    await openDrawn(page, SEVEN);
    await answered(page, 7);
    const [x, y] = await middleOf(page);
    await swipe(
      page,
      Array.from({ length: 12 }, (_, i) => [x, y - 10 * i]),
    );
    await page.waitForFunction(() => scrollY > 20);
  });

  test("and no touch of it throws it away", async () => {
    const page = await open(PHONE);
    await openDrawn(page, SEVEN);
    await answered(page, 7);
    const look = await padLook(page);
    const middle = await middleOf(page);
    await page.touchscreen.tap(...middle);
    await drawByTouch(page, STROKES[1], { side: 0.3 });
    await pinch(page, middle, 40, 100);
    await drawByTouch(page, STROKES[1], { side: 0.3 });
    await pinch(page, middle, 100, 20);
    await answered(page, 7);
    assert.equal(await padLook(page), look);
  });
});

describe("a picture that lies on its side is turned", CHROMIUM, () => {
  test("by the button, which undo takes back", async () => {
    const page = await open();
    await openDrawn(page, { ...SEVEN, turns: 1 });
    await page.locator(".opened").waitFor();
    for (let turn = 0; turn < 3; turn++) await button(page, "Turn").click();
    await answered(page, 7);
    const box = await page.locator(".box").boundingBox();
    const edges = await pictureEdges(page);
    const pad = await page.locator(".pad").boundingBox();
    about(edges.width / edges.height, SEVEN.width / SEVEN.height, "it stands upright");
    // The 7 of the drawing begins 0.26 of its width, 120 pixels, from where the sign does; the box lies 9 pixels outside.
    about(box.x + 9, pad.x + edges.left + ((140 + 0.26 * 120 - 8) * edges.width) / SEVEN.width, "the box's left");
    await page.keyboard.press("Control+Z");
    await isTurned(page, 180);
    await page.reload();
    await isTurned(page, 180);
  });

  for (const orientation of [1, 3, 6, 8]) {
    test(`by its EXIF mark ${orientation}`, async () => {
      const page = await open();
      // The camera was held so that its pixels have to be turned by that much to be upright.
      const turns = { 1: 0, 3: 2, 6: 3, 8: 1 }[orientation];
      const buffer = await drawnPicture(page, { ...SEVEN, turns, type: "image/jpeg" });
      const marked = withOrientation(buffer, orientation, true);
      await openFiles(page, { name: "photo.jpg", mimeType: "image/jpeg", buffer: marked });
      await answered(page, 7);
      const edges = await pictureEdges(page);
      about(edges.width / edges.height, SEVEN.width / SEVEN.height, "it stands upright");
    });
  }
});

describe("a part of a picture is read", CHROMIUM, () => {
  test("a boxed amount in a photo of a form; the whole of it is refused or right", async () => {
    const page = await open();
    await page.getByRole("radio", { name: "Amount" }).check({ force: true });
    await openDrawn(page, FORM);
    await page.locator('.answer:is([data-state="number"], [data-state="refused"])').waitFor();
    await settled(page);
    const text = await page.locator(".answer-text").innerText();
    const state = await page.locator(".answer").getAttribute("data-state");
    assert.ok(state === "refused" || text === "$1,204.50", `${state}: ${text}`);
    await crop(page, AMOUNT, FORM);
    await answeredNumber(page, "$1,204.50");
    await page.reload();
    await answeredNumber(page, "$1,204.50");
    await button(page, "Whole picture").click();
    await button(page, "Crop").waitFor();
    await page.keyboard.press("Control+Z");
    await answeredNumber(page, "$1,204.50");
    await page.keyboard.press("Control+Z");
    await button(page, "Crop").waitFor();
  });

  test("one digit of several, boxed where it is", async () => {
    const page = await open({}, undefined);
    await page.getByRole("radio", { name: "Digit" }).check({ force: true });
    await openDrawn(page, LIST);
    await answered(page, "refused");
    const part = { x: 150, y: 80, width: 120, height: 220 }; // the 3 of 317
    await crop(page, part, LIST);
    await answered(page, 3);
    const box = await page.locator(".box").boundingBox();
    const at = await onPicture(page, LIST);
    const [left, top] = at(150, 80);
    const [right, bottom] = at(270, 300);
    assert.ok(box.x > left - 9 && box.x + box.width < right + 9 && box.y > top - 9 && box.y + box.height < bottom + 9);
  });

  test("chosen by the keyboard alone", async () => {
    const page = await open();
    await openDrawn(page, LIST);
    await page.locator(".lines label").nth(2).waitFor();
    await button(page, "Crop").focus();
    await page.keyboard.press("Enter");
    // From the middle of what is seen to the lowest line.
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Top left corner");
    for (let i = 0; i < 19; i++) await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowLeft");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Bottom right corner");
    for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowRight");
    await button(page, "Read this part").focus();
    await page.keyboard.press("Enter");
    await answeredNumber(page, "52");
    await button(page, "Whole picture").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Whole picture");
  });

  test("by handles, by another rectangle or as it lies; Escape leaves all as it was", async () => {
    const page = await open();
    await openDrawn(page, LIST);
    await page.locator(".lines label").nth(2).waitFor();
    const look = await padLook(page);
    await button(page, "Crop").click();
    const at = await onPicture(page, LIST);
    const cut = page.locator(".cut");
    const first = await cut.boundingBox();
    await page.mouse.click(...at(450, 550)); // a tap draws nothing
    assert.deepEqual(await cut.boundingBox(), first);
    await drag(page, at(500, 100), at(750, 300));
    const drawn = await cut.boundingBox();
    about(drawn.x, at(500, 100)[0], "its left");
    about(drawn.x + drawn.width, at(750, 300)[0], "its right");
    const handle = await page.getByRole("button", { name: "Bottom right corner" }).boundingBox();
    assert.ok(handle.width >= 44 && handle.height >= 44);
    await drag(page, at(750, 300), at(850, 400));
    const grown = await cut.boundingBox();
    about(grown.width, at(850, 0)[0] - at(500, 0)[0], "its width");
    await drag(page, at(600, 200), at(0, 200)); // beyond the edge of the picture
    const moved = await cut.boundingBox();
    about(moved.x, at(0, 0)[0], "at the picture's edge");
    about(moved.width, grown.width, "as wide as before");
    await page.mouse.click(...at(850, 1000));
    assert.deepEqual(await cut.boundingBox(), moved);
    await page.keyboard.press("Escape");
    await cut.waitFor({ state: "hidden" });
    await page.mouse.move(0, 0);
    assert.equal(await padLook(page), look);
  });

  test("two fingers enlarge the picture while one draws", async () => {
    const page = await open(PHONE);
    await openDrawn(page, LIST);
    await page.locator(".lines label").nth(2).waitFor();
    await button(page, "Crop").click();
    const whole = await pictureEdges(page);
    const cut = await page.locator(".cut").boundingBox();
    await pinch(page, await middleOf(page), 50, 100);
    about((await pictureEdges(page)).width, 2 * whole.width, "twice as wide");
    about((await page.locator(".cut").boundingBox()).width, 2 * cut.width, "the part with it");
    await button(page, "Cancel").click();
    await button(page, "Crop").waitFor();
  });
});

test("a tap on a line of a picture makes it the answer, and the others stay listed", CHROMIUM, async () => {
  const page = await open(PHONE);
  await openDrawn(page, LIST);
  await page.locator(".lines label", { hasText: "317" }).waitFor();
  await settled(page);
  const at = await onPicture(page, LIST);
  for (const [text, y] of [
    ["52", 870],
    ["317", 190],
    ["4096", 530],
  ]) {
    await page.touchscreen.tap(...at(150 + 120, Number(y))); // between two digits
    await answeredNumber(page, text);
    assert.equal(await page.locator(".lines label").count(), 3);
    assert.equal(
      await page
        .locator(".lines label:has(:checked)")
        .innerText()
        .then((line) => line.split(/\s/)[0]),
      text,
    );
  }
});

test("of several lines all are listed at full length, and no label lies on the ink of the next", CHROMIUM, async () => {
  const texts = ["317", "4096", "52", "8", "75", "1234", "90", "46"];
  const rows = texts.map((text, i) => ({ text, x: 150, y: 50 + 130 * i, height: 80 }));
  const page = await open({ viewport: { width: 1280, height: 800 } });
  await openDrawn(page, { width: 700, height: 1100, rows });
  await page
    .locator(".lines label")
    .nth(texts.length - 1)
    .waitFor();
  await settled(page);
  await page.locator(".segmentation .underline").first().waitFor({ state: "attached" });
  assert.equal(await page.locator(".segmentation text:visible").count(), 0);
  const list = await page.locator(".lines div").evaluate((node) => node.scrollHeight - node.clientHeight);
  assert.ok(list <= 0, `${list} pixels of the list are scrolled to`);
  await openDrawn(page, { width: 700, height: 300, rows: rows.slice(0, 1) });
  await page.locator(".segmentation text:visible").first().waitFor();
});

describe("axe finds nothing wrong with a picture", CHROMIUM, () => {
  for (const [name, options] of Object.entries({
    phone: PHONE,
    "narrow phone": { ...PHONE, viewport: { width: 320, height: 568 } },
    "phone on its side": { ...PHONE, viewport: { width: 844, height: 390 } },
    "desktop by night": { viewport: { width: 1280, height: 800 }, colorScheme: /** @type {"dark"} */ ("dark") },
  })) {
    test(`opened, enlarged, being cut and cut: ${name}`, async () => {
      const page = await open(options);
      await openDrawn(page, LIST);
      await page.locator(".lines label").nth(2).waitFor();
      assert.deepEqual(await violationsOf(page), []);
      await button(page, "Zoom in").click();
      assert.deepEqual(await violationsOf(page), []);
      await button(page, "Crop").click();
      assert.deepEqual(await violationsOf(page), []);
      await button(page, "Read this part").click();
      await button(page, "Whole picture").waitFor();
      assert.deepEqual(await violationsOf(page), []);
      const small = await page.locator(".tools").evaluate((tools) =>
        [...tools.querySelectorAll("button, label")]
          .filter((one) => /** @type {any} */ (one).checkVisibility())
          .map((one) => ({ name: one.textContent || one.ariaLabel, box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 44 || box.height < 44 || box.right > innerWidth)
          .map(({ name }) => name),
      );
      assert.deepEqual(small, []);
    });
  }
});
