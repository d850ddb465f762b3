// Pictures opened, dropped and pasted on the page in real Chromium, and files that are none.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { PNG } from "pngjs";
import { openFiles, padLook, pngFile } from "../support/drawn-pictures.js";
import { DATA } from "../support/mnist.js";
import { answered, draw, drawByTouch, handOver, noticed, placeOnPad, swipe } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { pngOf } from "../support/picture-files.js";
import { STROKES } from "../support/strokes.js";

const { open } = pageSuite();

describe("what takes a moment", CHROMIUM, () => {
  /** Holds back what the page next asks of its worker for a task. */
  const hold = (page, task) =>
    page.evaluate((task) => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, transfer) {
        if (message.task !== task) return post.call(this, message, transfer);
        Worker.prototype.postMessage = post;
        globalThis.release = () => post.call(this, message, transfer);
      };
    }, task);
  const reading = (page) => page.locator(".progress", { hasText: "Reading…" });

  for (const task of ["picture", "any"]) {
    test(`is shown at once and can be cancelled, while ${task === "any" ? "it is read" : "it is decoded"}`, async () => {
      const page = await open(PHONE);
      await draw(page, STROKES[3]);
      await answered(page, 3);
      const ink = await padLook(page);
      await hold(page, task);
      const photo = await drawnFile(page, { digit: 7, width: 3000, height: 2000, type: "image/jpeg" });
      await openFiles(page, { name: "photo.jpg", mimeType: "image/jpeg", buffer: photo });
      await page.waitForFunction(
        () => /** @type {any} */ (document.querySelector(".photo img"))?.naturalWidth === 3000,
      );
      await reading(page).waitFor();
      await page.locator(".verdict", { hasText: "Reading…" }).waitFor();
      assert.deepEqual(await violationsOf(page), []);
      await page.waitForFunction(() => globalThis.release);
      await reading(page).getByRole("button", { name: "Cancel" }).click();
      await reading(page).waitFor({ state: "hidden" });
      await page.evaluate(() => globalThis.release());
      await answered(page, 3);
      assert.equal(await padLook(page), ink);
    });
  }

  test("is decoded beside the page, however large it is", async () => {
    const page = await open(PHONE);
    // What would occupy the page: pixels that it draws, decodes or reads by itself.
    await page.evaluate(() => {
      globalThis.pixels = 0;
      const add = (width, height) => (globalThis.pixels += width * height);
      const create = window.createImageBitmap.bind(window);
      window.createImageBitmap = (source, ...rest) => {
        globalThis.pixels += 1e9;
        return create(source, ...rest);
      };
      const { drawImage, getImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.drawImage = function (image, ...rest) {
        add(image.width, image.height);
        drawImage.call(this, image, ...rest);
      };
      CanvasRenderingContext2D.prototype.getImageData = function (...rest) {
        add(rest[2], rest[3]);
        return getImageData.apply(this, rest);
      };
    });
    const other = await page.context().newPage();
    const photo = await drawnFile(other, { digit: 7, width: 8660, height: 5774, type: "image/jpeg" });
    await openFiles(page, { name: "photo.jpg", mimeType: "image/jpeg", buffer: photo });
    await answered(page, 7);
    assert.equal(await page.evaluate(() => globalThis.pixels), 0);
  });
});

describe("files", CHROMIUM, () => {
  const choose = (page, name, mimeType, buffer) =>
    page.getByLabel("Open a picture").setInputFiles({ name, mimeType, buffer });

  test("a picture is shown, read and boxed, and undone", async () => {
    const page = await open();
    await choose(page, "seven.png", "image/png", await drawnFile(page, { digit: 7, width: 500, height: 300 }));
    await answered(page, 7);
    const box = await page.locator(".box").boundingBox();
    const pad = await page.locator(".pad").boundingBox();
    const scale = pad.width / 500; // the picture fills the pad's width, and is centred
    // The test's 7 is 0.48 × 0.84 of 240 pixels; the box is drawn 9 pixels outside it.
    assert.ok(Math.abs(box.width - 18 - (0.48 * 240 + 20) * scale) < 8, `the box is ${box.width} wide`);
    assert.ok(Math.abs(box.x + box.width / 2 - (pad.x + pad.width / 2)) < 8);
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
  });

  test("strokes that a picture took the place of are read again when that is undone", async () => {
    const page = await open();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await choose(page, "seven.png", "image/png", await drawnFile(page, { digit: 7, width: 500, height: 300 }));
    await answered(page, 7);
    await page.keyboard.press("Control+Z");
    await answered(page, 3);
  });

  test("neither finger, mouse nor keyboard harm a picture; Write instead does, and undo brings it back", async () => {
    const page = await open(PHONE);
    const instead = page.getByRole("button", { name: "Write instead" });
    assert.equal(await instead.isVisible(), false);
    await choose(page, "seven.png", "image/png", await drawnFile(page, { digit: 7, width: 300, height: 300 }));
    await answered(page, 7);
    const undamaged = await padLook(page);
    const [x, y] = (await placeOnPad(page))([0.5, 0.5]);
    await page.touchscreen.tap(x, y);
    await drawByTouch(page, STROKES[1]);
    await page.mouse.click(x, y);
    await draw(page, STROKES[1]);
    await page.locator(".pad canvas").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await answered(page, 7);
    assert.equal(await padLook(page), undamaged);
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
    await page.keyboard.press("Control+Y");
    await answered(page, 7);
    await instead.click();
    await answered(page, "blank");
    await draw(page, STROKES[1]);
    await answered(page, 1);
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+Z");
    await answered(page, 7);
    assert.equal(await padLook(page), undamaged);
  });

  test("a finger on a picture moves the page", async () => {
    const page = await open({ ...PHONE, viewport: { width: 360, height: 480 } });
    await choose(page, "seven.png", "image/png", await drawnFile(page, { digit: 7, width: 300, height: 300 }));
    await answered(page, 7);
    const { x, y, height } = await page.locator(".pad").boundingBox();
    await swipe(
      page,
      Array.from({ length: 12 }, (_, i) => [x + 90, y + height - 10 - 12 * i]),
    );
    await page.waitForFunction(() => scrollY > 20);
    await answered(page, 7);
  });

  test("light on dark, as a large photo, by drop and by paste", async () => {
    const page = await open();
    const dark = await drawnFile(page, { digit: 3, width: 280, height: 280, paper: "#102030", ink: "#f0f0e0" });
    await choose(page, "dark.png", "image/png", dark);
    await answered(page, 3);
    const photo = await drawnFile(page, { digit: 7, width: 5200, height: 4000, type: "image/jpeg" });
    await choose(page, "photo.jpg", "image/jpeg", photo);
    await answered(page, 7);
    await handOver(page, "drop", dark);
    await answered(page, 3);
    await page.keyboard.press("Delete");
    await answered(page, "blank");
    await handOver(page, "paste", dark);
    await answered(page, 3);
  });

  test("of two files opened in quick succession the last one counts", async () => {
    const page = await open();
    const large = await drawnFile(page, { digit: 7, width: 600, height: 600 });
    const small = await drawnFile(page, { digit: 3, width: 280, height: 280 });
    // What the page's worker is to decode of the first one is held back until the second one has been opened.
    await page.evaluate(() => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, transfer) {
        if (message.task !== "picture") return post.call(this, message, transfer);
        Worker.prototype.postMessage = post;
        globalThis.release = () => post.call(this, message, transfer);
      };
      globalThis.digits = [];
      const answer = /** @type {HTMLElement} */ (document.querySelector(".answer"));
      new MutationObserver(() => globalThis.digits.push(answer.dataset.digit)).observe(answer, {
        attributeFilter: ["data-digit"],
      });
    });
    await choose(page, "large.png", "image/png", large);
    await page.waitForFunction(() => globalThis.release);
    await choose(page, "small.png", "image/png", small);
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector(".photo img"))?.naturalWidth === 280);
    await page.evaluate(() => globalThis.release());
    await answered(page, 3);
    const digits = await page.evaluate(() => globalThis.digits);
    assert.ok(!digits.includes("7"), `${digits}`);
  });

  test("of a picture without writing the page says so, in every mode", async () => {
    const page = await open();
    for (const paper of ["transparent", "white"]) {
      await choose(page, "none.png", "image/png", await drawnFile(page, { width: 200, height: 200, paper }));
      await page.locator(".verdict", { hasText: "No digit or number found in this picture" }).waitFor();
      await answered(page, "blank");
    }
    for (const [mode, what] of [
      ["Digit", "digit"],
      ["Number", "number"],
      ["ZIP code", "ZIP code"],
      ["Amount", "amount"],
    ]) {
      await page.getByRole("radio", { name: mode, exact: true }).check({ force: true });
      await page.locator(".verdict", { hasText: `No ${what} found in this picture` }).waitFor();
    }
    await page.keyboard.press("Delete");
    await page.locator(".verdict", { hasText: "Nothing written yet" }).waitFor();
  });

  test("several files at once are gone through; what is no picture among them is told and passed over", async () => {
    const page = await open(PHONE);
    const file = async (digit) => pngFile(await drawnFile(page, { digit, width: 300, height: 300 }), `${digit}.png`);
    const [three, seven, one] = [await file(3), await file(7), await file(1)];
    const text = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") };
    await openFiles(page, text, three, seven, one);
    await answered(page, 3);
    assert.match(await noticed(page), /notes\.txt is not a picture/);
    const pile = page.getByRole("group", { name: "Opened pictures" });
    assert.match(await pile.innerText(), /1 of 3/);
    const go = (where) => page.getByRole("button", { name: `${where} picture` });
    assert.equal(await go("Previous").getAttribute("aria-disabled"), "true");
    assert.deepEqual(await violationsOf(page), []);
    await go("Next").click();
    await answered(page, 7);
    await go("Next").click();
    await answered(page, 1);
    assert.equal(await go("Next").getAttribute("aria-disabled"), "true");
    assert.match(await pile.innerText(), /3 of 3/);
    await go("Previous").click();
    await answered(page, 7);
    await page.keyboard.press("Control+Z");
    await answered(page, 1);
    assert.match(await pile.innerText(), /3 of 3/);
    await page.getByRole("button", { name: "Write instead" }).click();
    await pile.waitFor({ state: "hidden" });
    await openFiles(page, three);
    await answered(page, 3);
    assert.equal(await pile.isVisible(), false);
  });

  // A 7 in the units of a viewBox; the browser is told no size, half of one, or one that only a page could give.
  for (const size of ["", 'width="60"', 'width="100%" height="100%"']) {
    test(`an SVG with a viewBox and ${size || "no size"} is read and shown`, async () => {
      const page = await open({ colorScheme: "dark" });
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="-10 -10 60 120"><path fill="none" stroke="#000"
        stroke-width="6" d="M5 8H36L16 92"/></svg>`;
      await choose(page, "seven.svg", "image/svg+xml", Buffer.from(svg));
      await answered(page, 7);
      const { data } = PNG.sync.read(await page.locator(".photo img").screenshot());
      const colours = data.filter((_, i) => i % 4 !== 3);
      const shades = [colours.reduce((a, b) => Math.min(a, b)), colours.reduce((a, b) => Math.max(a, b))];
      assert.deepEqual(shades, [0, 255], "black on white, by night as well");
    });
  }

  for (const [file, type] of [
    ["svg-viewbox-only-01.svg", "image/svg+xml"],
    ["webp-01.webp", "image/webp"],
  ]) {
    const path = join(DATA, "cases", file);
    test(`${file} reads 5`, { skip: !existsSync(path) && `no ${path}` }, async () => {
      const page = await open();
      await choose(page, file, type, await readFile(path));
      await answered(page, 5);
    });
  }

  /** @type {Record<string, [string, string, Buffer, RegExp]>} */
  const BAD = {
    "a HEIC photo, in a browser that reads none": [
      "IMG_0001.HEIC",
      "image/heic",
      Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
      /IMG_0001\.HEIC is not a picture that this browser can read.*Most Compatible.*screenshot/,
    ],
    "a PDF": [
      "form.pdf",
      "application/pdf",
      Buffer.from("%PDF-1.4"),
      /form\.pdf is not a picture.*screenshot of the page/,
    ],
    "a video": ["clip.mp4", "video/mp4", Buffer.from("\0\0\0\x18ftypmp42"), /clip\.mp4 is not a picture.*screenshot/],
    "a text": ["notes.txt", "text/plain", Buffer.from("not a picture"), /notes\.txt is not a picture/],
    "an empty file": ["empty.png", "image/png", Buffer.alloc(0), /empty\.png is an empty file/],
    "a picture cut short": [
      "half.png",
      "image/png",
      whitePng(40, 40).subarray(0, 50),
      /half\.png is (not a picture|damaged)/,
    ],
    "a picture of 0 × 0": [
      "nothing.svg",
      "image/svg+xml",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'),
      /nothing\.svg is (0 × 0 pixels large|not a picture)/,
    ],
    "a picture of 20,000 × 20,000": [
      "vast.png",
      "image/png",
      whitePng(20_000, 20_000),
      /vast\.png is too large \(20,000 × 20,000 pixels\)/,
    ],
  };
  for (const [name, [file, type, bytes, message]] of Object.entries(BAD)) {
    test(`${name} is refused in words, and the page stays usable`, async () => {
      const page = await open();
      await draw(page, STROKES[7]);
      await answered(page, 7);
      const before = await lookOf(page);
      await choose(page, file, type, bytes);
      assert.match(await noticed(page), message);
      await answered(page, 7);
      assert.equal(await lookOf(page), before);
      await page.getByRole("button", { name: "Dismiss" }).click();
      await page.getByRole("alert").waitFor({ state: "hidden" });
      await page.keyboard.press("Control+Z");
      await answered(page, "blank");
      await draw(page, STROKES[3]);
      await answered(page, 3);
    });
  }

  test("200 megabytes that are no picture are refused in words, and the page stays usable", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      const part = new Uint8Array(1_000_000).fill(85);
      dataTransfer.items.add(new File(Array(200).fill(part), "large.jpg", { type: "image/jpeg" }));
      document.querySelector(".pad").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
    });
    assert.match(await noticed(page), /large\.jpg is not a picture/);
    await answered(page, 7);
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
  });

  /** @type {[string, RegExp][]} */
  const TEXTS = [
    ["drop", /not a file/],
    ["paste", /no picture in the clipboard/],
  ];
  for (const [type, message] of TEXTS) {
    test(`a ${type} of text is explained and changes nothing`, async () => {
      const page = await open();
      await draw(page, STROKES[7]);
      await answered(page, 7);
      const before = await lookOf(page);
      await handOver(page, type, null);
      assert.match(await noticed(page), message);
      await answered(page, 7);
      assert.equal(await lookOf(page), before);
      await draw(page, STROKES[1], { side: 0.2, x: 0.8, y: 0.9 }); // through the notice's words, which then go
      await page.getByRole("alert").waitFor({ state: "hidden" });
    });
  }
});

/** What the pad shows. */
const lookOf = (page) => page.locator(".pad canvas").evaluate((canvas) => canvas.toDataURL());

/** An image file with a digit drawn in its middle, or without one. */
async function drawnFile(page, { digit = null, width, height, paper = "white", ink = "black", type = "image/png" }) {
  const strokes = digit === null ? [] : STROKES[digit];
  const url = await page.evaluate(
    ({ strokes, width, height, paper, ink, type }) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d");
      context.fillStyle = paper;
      context.fillRect(0, 0, width, height);
      const side = 0.8 * Math.min(width, height);
      context.translate((width - side) / 2, (height - side) / 2);
      context.scale(side, side);
      context.strokeStyle = ink;
      context.lineWidth = 20 / 240;
      context.lineCap = context.lineJoin = "round";
      for (const stroke of strokes) {
        context.beginPath();
        for (const [x, y] of stroke) context.lineTo(x, y);
        context.stroke();
      }
      return canvas.toDataURL(type, 0.9);
    },
    { strokes, width, height, paper, ink, type },
  );
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

/** A white PNG of 1 bit a pixel: a large one is a small file. */
function whitePng(width, height) {
  const samples = Buffer.alloc(Math.ceil(width / 8) * height, 0xff);
  return pngOf({ width, height, colourType: 0, bits: 1, samples });
}
