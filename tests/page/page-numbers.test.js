// Numbers on the page in real Chromium: the modes, what is drawn over the ink, and pictures of whole sheets.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answered, answeredNumber, draw, drawByTouch, placeOnPad, rowOnPad } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { SCRIBBLE, STROKES, smooth } from "../support/strokes.js";

const WHOLE = { side: 1 };

const suite = pageSuite();

async function open(mode, options) {
  const page = await suite.open(options);
  await answered(page, "blank");
  if (mode) await choose(page, mode);
  return page;
}

const choose = (page, mode) => page.getByRole("radio", { name: mode, exact: true }).check({ force: true });

const write = async (page, text) => draw(page, await rowOnPad(page, text), WHOLE);

const outlines = (page) =>
  page
    .locator(".segmentation .current polygon")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));

const openPicture = (page, buffer) =>
  page.getByLabel("Open a picture").setInputFiles({ name: "rows.jpg", mimeType: "image/jpeg", buffer });

describe("writing a number", CHROMIUM, () => {
  for (const [mode, text, formatted] of [
    ["ZIP code", "90210", "90210"],
    ["ZIP code", "60603-1234", "60603-1234"],
    ["Amount", "1,204", "$1,204"],
    ["Number", "731492586", "731492586"],
  ]) {
    test(`${text} as ${mode}`, async () => {
      const page = await open(mode);
      await write(page, text);
      await answeredNumber(page, formatted);
      assert.match(await page.locator(".number").innerText(), /%/);
      const digits = text.replace(/\D/g, "");
      const heard = await page
        .getByRole("group", { name: "Digits" })
        .getByRole("radio")
        .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
      assert.deepEqual(heard.map((label) => label.match(/^Digit \d+: (\d), /)[1]).join(""), digits);
      assert.equal((await page.locator(".segmentation .current text").allTextContents()).join(""), digits);
      await page.locator("#status", { hasText: formatted }).waitFor({ state: "attached" });
    });
  }

  test("the outlines lie over the ink of their digits", async () => {
    const page = await open("ZIP code");
    const row = await rowOnPad(page, "90210");
    await draw(page, row, WHOLE);
    await answeredNumber(page, "90210");
    const toWindow = await placeOnPad(page, WHOLE);
    const strokes = row.map((stroke) => stroke.map(toWindow)); // one stroke a digit
    const boxes = await outlines(page);
    assert.equal(boxes.length, strokes.length);
    strokes.forEach((stroke, i) => {
      const xs = stroke.map(([x]) => x);
      const ys = stroke.map(([, y]) => y);
      const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
      assert.ok(boxes[i].left < middle && boxes[i].right > middle, `digit ${i}`);
      assert.ok(boxes[i].top < Math.min(...ys) + 15 && boxes[i].bottom > Math.max(...ys) - 15, `digit ${i}`);
    });
  });

  test("too few digits are counted, and the answer comes with the fifth", async () => {
    const page = await open("ZIP code");
    const strokes = await rowOnPad(page, "90210");
    await draw(page, strokes.slice(0, 4), WHOLE);
    await answered(page, "refused");
    await page.locator(".verdict", { hasText: "Five digits are needed" }).waitFor();
    assert.match(await page.locator(".detail").innerText(), /Here are 4\./);
    await draw(page, strokes.slice(4), WHOLE);
    await answeredNumber(page, "90210");
    await page.keyboard.press("Control+Z");
    await answered(page, "refused");
  });

  test("a scribble is refused with a reason", async () => {
    /** @type {[string, RegExp][]} */
    const reasons = [
      ["Number", /number/],
      ["ZIP code", /ZIP code/],
      ["Amount", /amount/],
    ];
    for (const [mode, reason] of reasons) {
      await suite.close();
      const page = await open(mode);
      await draw(page, SCRIBBLE, { side: 0.9 });
      await answered(page, "refused");
      assert.match(await page.locator(".message").innerText(), reason);
      assert.equal(await page.locator(".answer-text").innerText(), "?");
    }
  });

  test("an erased digit is gone from the number", async () => {
    const page = await open("Number");
    const strokes = await rowOnPad(page, "317");
    await draw(page, strokes, WHOLE);
    await answeredNumber(page, "317");
    await page.getByRole("radio", { name: "Eraser" }).check({ force: true });
    await draw(page, [strokes[2]], WHOLE);
    await answeredNumber(page, "31");
  });

  test("the mode stays with a reload and a link, and the ink with a change of mode", async () => {
    const page = await open("ZIP code");
    assert.match(page.url(), /#zip$/);
    await page.reload();
    await page.locator(".verdict", { hasText: "Nothing written yet" }).waitFor();
    assert.ok(await page.getByRole("radio", { name: "ZIP code" }).isChecked());
    await write(page, "90210");
    await answeredNumber(page, "90210");
    await choose(page, "Number");
    await answeredNumber(page, "90210");
    await page.evaluate(() => (location.hash = "#amount"));
    await answeredNumber(page, "$90,210");
    await choose(page, "Digit");
    await page.locator(".answer .glyph").waitFor();
    assert.equal(new URL(page.url()).hash, "#digit");
    assert.equal(await page.locator(".segmentation").isVisible(), false);
  });
});

describe("nobody has to say what is written", CHROMIUM, () => {
  const clear = (page) => page.getByRole("button", { name: "Clear" }).click();

  test("a digit is shown as one, then a number as one, and back", async () => {
    const page = await open();
    assert.ok(await page.getByRole("radio", { name: "Auto" }).isChecked());
    const row = await rowOnPad(page, "372");
    const first = STROKES["3"].length;
    await draw(page, row.slice(0, first), WHOLE);
    await answered(page, 3);
    assert.ok(await page.locator(".bars").isVisible());
    await draw(page, row.slice(first), WHOLE);
    await answeredNumber(page, "372");
    assert.equal(await page.locator(".bars").isVisible(), false);
    for (let stroke = first; stroke < row.length; stroke++) await page.keyboard.press("Control+z");
    await answered(page, 3);
  });

  for (const [text, kind] of [
    ["45,20", "a decimal number"],
    ["2026-02-28", "a date, February 28, 2026"],
  ])
    test(`${text} is taken for ${kind}`, async () => {
      const page = await open();
      await write(page, text);
      await answeredNumber(page, text);
      await page.locator(".detail", { hasText: `Taken for ${kind}` }).waitFor();
      await clear(page);
      await write(page, "90");
      await answeredNumber(page, "90");
      assert.doesNotMatch(await page.locator(".detail").innerText(), /Taken for/);
    });

  test("two lines are numbers, though one may be of one digit", async () => {
    const page = await open();
    const high = (await rowOnPad(page, "40")).map((stroke) => stroke.map(([x, y]) => [x, 0.1 + 0.3 * y]));
    const low = (await rowOnPad(page, "7")).map((stroke) => stroke.map(([x, y]) => [x, 0.55 + 0.3 * y]));
    await draw(page, [...high, ...low], WHOLE);
    await page.locator(".lines label").nth(1).waitFor();
  });
});

describe("one digit of a number", CHROMIUM, () => {
  const shares = (page) => page.locator(".of-character li").allInnerTexts();

  test("is chosen by a click on its ink, and a stroke that begins there still writes", async () => {
    const page = await open("Number");
    await write(page, "317");
    await answeredNumber(page, "317");
    const [box] = await outlines(page);
    await page.mouse.click(box.left + box.width / 2, box.top + box.height / 2);
    await page.locator(".segmentation .chosen").waitFor({ state: "attached" });
    assert.ok(await page.getByRole("radio", { name: /^Digit 1: 3/ }).isChecked());
    assert.match((await shares(page))[0], /^3/);
    await answeredNumber(page, "317");
    await draw(page, SCRIBBLE, { side: 0.9 });
    await answered(page, "refused");
  });

  test("is chosen by a finger", async () => {
    const page = await open("Number", PHONE);
    await drawByTouch(page, await rowOnPad(page, "317"), WHOLE);
    await answeredNumber(page, "317");
    const box = (await outlines(page))[2];
    await page.touchscreen.tap(box.left + box.width / 2, box.top + 10);
    await page.locator(".of-character").waitFor();
    assert.match((await shares(page))[0], /^7/);
    await answeredNumber(page, "317");
  });

  test("is chosen by keyboard", async () => {
    const page = await open("Number");
    await write(page, "317");
    await answeredNumber(page, "317");
    await page.getByRole("radio", { name: /^Digit 1/ }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.locator(".of-character").waitFor();
    assert.match((await shares(page))[0], /^1/);
    assert.equal(await page.locator(".segmentation .chosen text").textContent(), "1");
  });
});

describe("pictures of rows", CHROMIUM, () => {
  test("every line of a sheet is read, and each can be chosen", async () => {
    const page = await open("Number");
    const rows = ["90210", "731492586", "20500"];
    await openPicture(page, await sheetOf(page, rows));
    const lines = page.getByRole("group", { name: "Lines" }).getByRole("radio");
    await page.waitForFunction(() => document.querySelectorAll(".lines label").length === 3);
    for (const row of rows)
      await page.getByRole("radio", { name: new RegExp(`^Line \\d: ${row}, `) }).waitFor({ state: "attached" });
    assert.equal(await lines.count(), rows.length);
    await answeredNumber(page, "731492586");
    const pad = await page.locator(".pad").boundingBox();
    for (const [i, row] of rows.entries()) {
      await lines.nth(i).check({ force: true });
      await answeredNumber(page, row);
      const boxes = await outlines(page);
      assert.equal(boxes.length, row.length);
      for (const box of boxes) {
        const middle = (box.top + box.bottom) / 2 - pad.y;
        assert.ok(
          Math.abs(middle - ((i + 0.5) / rows.length) * pad.height) < 0.15 * pad.height,
          `${row} lies at ${middle}`,
        );
      }
    }
    assert.equal(await page.locator(".segmentation polygon").count(), rows.join("").length);
    await page.keyboard.press("Delete");
    await answered(page, "blank");
    assert.equal(await page.locator(".segmentation polygon").count(), 0);
  });

  test("a row on a phone; a tap chooses, and does not end the picture", async () => {
    const page = await open("ZIP code", PHONE);
    await openPicture(page, await sheetOf(page, ["90210"]));
    await answeredNumber(page, "90210");
    assert.equal(await page.locator(".lines label").count(), 0);
    const box = (await outlines(page))[1];
    await page.touchscreen.tap(box.left + box.width / 2, box.top + box.height / 2);
    await page.locator(".of-character").waitFor();
    await answeredNumber(page, "90210");
  });

  test("an empty sheet has nothing written on it", async () => {
    const page = await open("Amount");
    await openPicture(page, await sheetOf(page, []));
    await answered(page, "blank");
  });
});

describe("the layout of numbers", CHROMIUM, () => {
  for (const [width, height] of [
    [390, 844],
    [360, 640],
    [320, 568],
    [844, 390],
  ]) {
    test(`pad, answer and digits fit in one screen of ${width} × ${height}`, async () => {
      const page = await open("ZIP code", { ...PHONE, viewport: { width, height } });
      await drawByTouch(page, await rowOnPad(page, "90210"), WHOLE);
      await answeredNumber(page, "90210");
      const { across, boxes } = await page.evaluate(() => ({
        across: document.documentElement.scrollWidth,
        boxes: [".modes", ".pad", ".tools", ".answer", ".characters"].map((selector) =>
          document.querySelector(selector).getBoundingClientRect().toJSON(),
        ),
      }));
      assert.ok(across <= width, `the page is ${across} wide`);
      for (const box of boxes) {
        assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height, JSON.stringify(box));
      }
      const pad = boxes[1];
      assert.ok(pad.width >= 280 && pad.height >= 170, `the pad is ${pad.width} × ${pad.height}`);
    });
  }

  test("nothing that one writes with moves when the answer changes", async () => {
    for (const options of [{}, PHONE, { ...PHONE, viewport: { width: 844, height: 390 } }]) {
      await suite.close();
      const page = await open("ZIP code", options);
      const layout = () =>
        page.evaluate(() =>
          [".pad", ".tools", ".answer", ".characters"].map((selector) => {
            const { left, top } = document.querySelector(selector).getBoundingClientRect();
            return [selector, left, top].join(" ");
          }),
        );
      const empty = await layout();
      const strokes = await rowOnPad(page, "90210");
      await draw(page, strokes.slice(0, 4), WHOLE);
      await answered(page, "refused");
      const refused = await layout();
      assert.deepEqual(refused.slice(0, 3), empty.slice(0, 3));
      await draw(page, strokes.slice(4), WHOLE);
      await answeredNumber(page, "90210");
      assert.deepEqual(await layout(), refused);
    }
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const [name, options] of Object.entries({ desktop: {}, phone: PHONE })) {
      test(`accessible: ${colorScheme}, ${name}`, async () => {
        const page = await open("ZIP code", { ...options, colorScheme });
        assert.deepEqual(await violationsOf(page), []);
        await write(page, "9021");
        await answered(page, "refused");
        assert.deepEqual(await violationsOf(page), []);
        await openPicture(page, await sheetOf(page, ["90210", "4425"]));
        await answeredNumber(page, "90210");
        await page.getByRole("radio", { name: /^Digit 2/ }).check({ force: true });
        await page.getByRole("radio", { name: /^Line 2: 4425, wrong length/ }).waitFor({ state: "attached" });
        assert.deepEqual(await violationsOf(page), []);
      });
    }
  }
});

/** A JPEG of rows of digits on paper that grows darker to one side. */
async function sheetOf(page, rows) {
  const strokes = rows.map((row) => Array.from(row, (sign) => STROKES[sign].map((stroke) => smooth(stroke, 6))));
  const url = await page.evaluate((rows) => {
    const [width, height] = [1600, Math.max(1, rows.length) * 300];
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    const light = context.createLinearGradient(0, 0, width, height);
    light.addColorStop(0, "#f0ebe0");
    light.addColorStop(1, "#a8a49c");
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
    context.strokeStyle = "#2a3358";
    context.lineWidth = 8;
    context.lineCap = context.lineJoin = "round";
    rows.forEach((row, line) =>
      row.forEach((sign, i) => {
        for (const stroke of sign) {
          context.beginPath();
          for (const [x, y] of stroke) context.lineTo(200 + (i + x) * 100, line * 300 + 75 + y * 150);
          context.stroke();
        }
      }),
    );
    return canvas.toDataURL("image/jpeg", 0.9);
  }, strokes);
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
