// The page in real Chromium: drawn on with real pointer input, its answers read as a user reads them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  answered,
  draw,
  drawByTouch,
  handOver,
  inkOf,
  noticed,
  placeOnPad,
  SITE,
  swipe,
} from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";
import { SCRIBBLE, STROKES } from "../support/strokes.js";

const SMALL_PHONE = { ...PHONE, viewport: { width: 360, height: 640 } };

const suite = pageSuite();

async function open(options, url) {
  const page = await suite.open(options, url);
  await page.evaluate(() => void (location.hash = "digit"));
  await page.locator("[data-pad=square]").waitFor();
  return page;
}

describe("writing", CHROMIUM, () => {
  const PLACES = {
    "large, in the middle": { side: 0.85 },
    "medium, to the left": { side: 0.45, x: 0.28 },
    "small, in the top right corner": { side: 0.22, x: 0.84, y: 0.15 },
    "small, in the bottom left corner": { side: 0.22, x: 0.15, y: 0.84 },
  };
  for (const [name, place] of Object.entries(PLACES)) {
    test(`a 3, a 7 and a 1, ${name}`, async () => {
      const page = await open();
      for (const digit of [3, 7, 1]) {
        await draw(page, STROKES[digit], place);
        await answered(page, digit);
        await page.keyboard.press("Delete");
        await answered(page, "blank");
      }
    });
  }

  for (const pen of ["Thin", "Thick"]) {
    test(`a 3, a 7 and a 1 with the ${pen.toLowerCase()} pen`, async () => {
      const page = await open();
      await page.getByRole("radio", { name: `${pen} pen` }).check({ force: true });
      for (const digit of [3, 7, 1]) {
        await draw(page, STROKES[digit]);
        await answered(page, digit);
        await page.getByRole("button", { name: "Clear" }).click();
        await answered(page, "blank");
      }
    });
  }

  test("the answer comes while the pen is still down", async () => {
    const page = await open();
    const toWindow = await placeOnPad(page);
    await page.mouse.move(...toWindow([0.5, 0.05]));
    await page.mouse.down();
    for (let step = 1; step <= 20; step++) await page.mouse.move(...toWindow([0.5, 0.05 + 0.045 * step]));
    await answered(page, 1);
    await page.mouse.up();
  });

  test("the answer in words, in bars, as a picture and for a screen reader", async () => {
    const page = await open();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    const heights = await page
      .locator(".fill")
      .evaluateAll((all) =>
        all.map((fill) => parseFloat(getComputedStyle(fill.closest(".bar")).getPropertyValue("--p"))),
      );
    assert.equal(heights.length, 10);
    const sum = heights.reduce((total, value) => total + value);
    assert.ok(Math.abs(sum - 1) < 0.005, `the bars add up to ${sum}`);
    assert.equal(heights.indexOf(Math.max(...heights)), 3);
    const shown = await page.locator(".number").innerText();
    assert.ok(Math.abs(parseFloat(shown.replace("> ", "")) / 100 - heights[3]) <= 0.0011, `${shown}, ${heights[3]}`);
    const spoken = await page.getByRole("img", { name: /^Probability of each digit/ }).getAttribute("aria-label");
    assert.ok(spoken.includes(` 3: ${shown}`), spoken);
    await page.locator("#status", { hasText: /^3\. / }).waitFor({ state: "attached" });
    assert.ok((await inkOf(page, ".picture canvas")) > 20, "the picture shows the digit");
  });

  test("what is no digit is refused, and what it would have been stays visible", async () => {
    const page = await open();
    await draw(page, SCRIBBLE, { side: 0.9 });
    await answered(page, "refused");
    assert.equal(await page.locator(".number").innerText(), "");
    assert.match(await page.locator(".detail").innerText(), /nearest would be \d/);
  });

  test("undo, redo and clear, by button and by key", async () => {
    const page = await open();
    const undo = page.getByRole("button", { name: "Undo" });
    assert.equal(await undo.getAttribute("aria-disabled"), "true");
    await draw(page, STROKES[7]);
    await answered(page, 7);
    await undo.click();
    await answered(page, "blank");
    await page.keyboard.press("Control+Shift+Z");
    await answered(page, 7);
    await page.keyboard.press("Delete");
    await answered(page, "blank");
    await page.keyboard.press("Control+Z");
    await answered(page, 7);
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
    const redo = page.getByRole("button", { name: "Redo" });
    await redo.click();
    await answered(page, 7);
    await redo.click();
    await answered(page, "blank");
    assert.equal(await redo.getAttribute("aria-disabled"), "true");
    await undo.click();
    await answered(page, 7);
    await undo.click();
    await answered(page, "blank");
    assert.equal(await undo.getAttribute("aria-disabled"), "true");
  });

  test("Escape and Backspace clear nothing, wherever the focus is; what was cleared is offered back", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await answered(page, 7);
    for (const focused of [page.locator("canvas[tabindex]"), page.getByRole("radio", { name: "Thin pen" })]) {
      await focused.focus();
      for (const key of ["Escape", "Backspace"]) {
        await page.keyboard.press(key);
        await page.evaluate(() => new Promise(requestAnimationFrame));
        await answered(page, 7);
        assert.ok((await inkOf(page, ".pad canvas")) > 100, key);
      }
    }
    const button = page.getByRole("button", { name: "Clear" });
    for (const clear of [() => page.keyboard.press("Delete"), () => button.click()]) {
      await clear();
      await answered(page, "blank");
      assert.equal(await noticed(page), "Cleared.");
      await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
      await answered(page, 7);
      await page.getByRole("alert").waitFor({ state: "hidden" });
    }
    await page.keyboard.press("Delete");
    await noticed(page);
    await page.keyboard.press("Escape");
    await page.getByRole("alert").waitFor({ state: "hidden" });
    await answered(page, "blank");
  });

  test("a tap leaves a dot as wide as the pen, and so does a press that does not move", async () => {
    const page = await open();
    const [x, y] = (await placeOnPad(page))([0.5, 0.5]);
    await page.mouse.click(x, y);
    await answered(page, "refused");
    const dot = await inkOf(page, ".pad canvas");
    const side = await page.locator(".pad canvas").evaluate((canvas) => Math.min(canvas.width, canvas.height));
    const expected = Math.PI * (side / 40) ** 2; // the medium pen is a twentieth of the pad
    const isDot = (pixels) => assert.ok(Math.abs(pixels / expected - 1) < 0.1, `${pixels} pixels, not ${expected}`);
    isDot(dot);
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let again = 0; again < 3; again++) await page.mouse.move(x, y);
    await page.mouse.up();
    await answered(page, "refused");
    isDot(await inkOf(page, ".pad canvas"));
  });

  test("a finger's tap leaves a dot", async () => {
    const page = await open(PHONE);
    await page.touchscreen.tap(...(await placeOnPad(page))([0.5, 0.5]));
    await answered(page, "refused");
    assert.ok((await inkOf(page, ".pad canvas")) > 1000);
  });

  test("the eraser takes ink away", async () => {
    const page = await open();
    await draw(page, STROKES[1]);
    await answered(page, 1);
    await page.getByRole("radio", { name: "Eraser" }).check({ force: true });
    await draw(page, STROKES[1]);
    await answered(page, "blank");
    assert.equal(await inkOf(page, ".pad canvas"), 0);
  });

  test("after the sheet was emptied, in whatever way, the last pen writes again", async () => {
    const page = await open();
    const eraser = page.getByRole("radio", { name: "Eraser" });
    const thin = page.getByRole("radio", { name: "Thin pen" });
    assert.ok(await eraser.isDisabled(), "there is nothing to erase");
    await thin.check({ force: true });
    const waysToEmpty = {
      "the button": () => page.getByRole("button", { name: "Clear" }).click(),
      "the key": () => page.keyboard.press("Delete"),
      undo: () => page.keyboard.press("Control+Z"),
      "the eraser itself": () => draw(page, STROKES[1]),
    };
    for (const [name, empty] of Object.entries(waysToEmpty)) {
      await draw(page, STROKES[1]);
      await answered(page, 1);
      await eraser.check({ force: true });
      await empty();
      await answered(page, "blank");
      assert.equal(await page.locator(".pad.empty .hint").count(), 1, `${name}: no hint`);
      assert.ok(await thin.isChecked(), `${name}: the eraser stays`);
      await draw(page, STROKES[7]);
      await answered(page, 7);
      await page.keyboard.press("Delete");
      await answered(page, "blank");
    }
  });

  test("erasing where nothing is leaves no trace in the history", async () => {
    const page = await open();
    await draw(page, STROKES[7], { side: 0.4, x: 0.25 });
    await answered(page, 7);
    await page.getByRole("radio", { name: "Eraser" }).check({ force: true });
    await draw(page, STROKES[1], { side: 0.3, x: 0.85 });
    await answered(page, 7);
    await page.keyboard.press("Control+Z");
    await answered(page, "blank");
  });

  test("the eraser shows where and how widely it rubs", async () => {
    const page = await open();
    await draw(page, STROKES[7]);
    await page.getByRole("radio", { name: "Eraser" }).check({ force: true });
    const pad = await page.locator(".pad canvas").boundingBox();
    await page.mouse.move(pad.x + 60, pad.y + 80);
    const ring = await page.locator(".rubber").boundingBox();
    assert.ok(Math.abs(ring.width - Math.min(pad.width, pad.height) / 9) < 2, `${ring.width} wide`);
    assert.ok(
      Math.abs(ring.x + ring.width / 2 - pad.x - 60) < 1 && Math.abs(ring.y + ring.height / 2 - pad.y - 80) < 1,
    );
    await page.mouse.move(pad.x - 20, pad.y - 20);
    await page.locator(".rubber").waitFor({ state: "hidden" });
  });

  test("by keyboard alone", async () => {
    const page = await open();
    for (const _ of ["Read", "Inside", "Lesson", "Train", "Play"]) await page.keyboard.press("Tab");
    await page.keyboard.press("Tab"); // the modes
    await page.keyboard.press("Tab"); // the pad
    await page.keyboard.press("Space");
    for (let step = 0; step < 14; step++) await page.keyboard.press("ArrowDown");
    await answered(page, 1);
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await answered(page, 1);
    await page.keyboard.press("Delete");
    await answered(page, "blank");
  });

  test("a pen's pressure shows, and the hand that holds it does not draw", async () => {
    const page = await open(PHONE);
    const session = await page.context().newCDPSession(page);
    const toWindow = await placeOnPad(page);
    const pen = (type, place, force) => {
      const [x, y] = toWindow(place);
      const contact = { button: "left", buttons: 1, clickCount: 1, pointerType: "pen" };
      return session.send("Input.dispatchMouseEvent", { type, x, y, force, ...contact });
    };
    const palm = (type, ...places) => {
      const touchPoints = places.map(toWindow).map(([x, y]) => ({ x, y, id: 7 }));
      return session.send("Input.dispatchTouchEvent", { type, touchPoints });
    };
    const write = async (force, rest = async () => {}) => {
      await pen("mousePressed", [0.3, 0.1], force);
      await rest();
      await pen("mouseMoved", [0.3, 0.9], force);
      await pen("mouseReleased", [0.3, 0.9], 0);
      await answered(page, 1);
      const ink = await inkOf(page, ".pad canvas");
      await page.keyboard.press("Delete");
      await answered(page, "blank");
      return ink;
    };

    const light = await write(0.1);
    assert.ok((await write(0.9)) > 1.3 * light, "more pressure, more ink");

    const palmWhileWriting = await write(0.1, async () => {
      await palm("touchStart", [0.9, 0.8]);
      await palm("touchMove", [0.95, 0.95]);
      await palm("touchEnd");
    });
    assert.equal(palmWhileWriting, light, "a palm beside the pen left a mark");

    await palm("touchStart", [0.9, 0.8]);
    await palm("touchMove", [0.95, 0.95]);
    assert.equal(await write(0.1), light, "a palm that landed before the pen left a mark");
    await palm("touchEnd");
  });

  test("the ink survives resizing and turning", async () => {
    const page = await open();
    await draw(page, STROKES[3], { side: 0.9 });
    await answered(page, 3);
    for (const [width, height] of [
      [844, 390],
      [390, 844],
      [320, 568],
    ]) {
      await page.setViewportSize({ width, height });
      const pad = await page.locator(".pad canvas").evaluate(async (canvas) => {
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return { width: canvas.width, height: canvas.height, box: canvas.getBoundingClientRect().toJSON() };
      });
      assert.deepEqual([pad.width, pad.height], [Math.round(pad.box.width), Math.round(pad.box.height)]);
      assert.ok((await inkOf(page, ".pad canvas")) > 100);
      await answered(page, 3);
    }
  });

  test("nothing is sent while one writes", async () => {
    const page = await open();
    await answered(page, "blank");
    await page.evaluate(() => navigator.serviceWorker.ready);
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await draw(page, STROKES[7]);
    await answered(page, 7);
    assert.deepEqual(requests, []);
  });
});

describe("on a phone", CHROMIUM, () => {
  test("a finger writes, and only on the pad", async () => {
    const page = await open(SMALL_PHONE);
    for (const digit of [3, 7, 1]) {
      await drawByTouch(page, STROKES[digit]);
      await answered(page, digit);
      assert.equal(await page.evaluate(() => scrollY), 0, "the page scrolled under the finger");
      // Clicked, not tapped: Chromium takes a tap right behind a swipe faster than any finger's for the end of a fling.
      await page.getByRole("button", { name: "Clear" }).click();
      await answered(page, "blank");
    }
    const { x, y } = await page.locator(".reading").boundingBox();
    await swipe(
      page,
      Array.from({ length: 15 }, (_, i) => [x + 100, y + 40 - 14 * i]),
    );
    await page.waitForFunction(() => scrollY > 20);
    await answered(page, "blank");
  });

  test("a second finger does not draw", async () => {
    const page = await open(PHONE);
    const session = await page.context().newCDPSession(page);
    const toWindow = await placeOnPad(page);
    const finger = (id, place) => (([x, y]) => ({ x, y, id }))(toWindow(place));
    const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", finger(1, [0.2, 0.05]));
    await touch("touchStart", finger(1, [0.2, 0.05]), finger(2, [0.9, 0.5]));
    for (let i = 1; i <= 10; i++) {
      await touch("touchMove", finger(1, [0.2, 0.05 + 0.09 * i]), finger(2, [0.9, 0.5 + 0.04 * i]));
    }
    await touch("touchEnd");
    await answered(page, 1);
  });

  for (const [width, height] of [
    [390, 844],
    [360, 640],
    [320, 568],
    [844, 390],
  ]) {
    test(`pad and answer fit in one screen of ${width} × ${height}`, async () => {
      const page = await open({ ...PHONE, viewport: { width, height } });
      await drawByTouch(page, STROKES[3]);
      await answered(page, 3);
      const seen = await page.evaluate(() => ({
        across: document.documentElement.scrollWidth,
        boxes: [".pad", ".tools", ".answer", ".bars", ".picture canvas"].map((selector) =>
          document.querySelector(selector).getBoundingClientRect().toJSON(),
        ),
      }));
      assert.ok(seen.across <= width, `the page is ${seen.across} wide`);
      for (const box of seen.boxes) {
        assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height, JSON.stringify(box));
      }
      const [pad, ...others] = seen.boxes;
      assert.ok(pad.width >= 180 && pad.height >= 180);
      for (const box of others) {
        const apart = box.top >= pad.bottom || box.left >= pad.right;
        assert.ok(apart, "something covers the pad");
      }
    });
  }
});

describe("looks", CHROMIUM, () => {
  test("nothing moves when the answer changes", async () => {
    for (const options of [{}, PHONE, { ...PHONE, viewport: { width: 320, height: 568 } }]) {
      await suite.close();
      const page = await open(options);
      const layout = () =>
        page.evaluate(() =>
          [".pad", ".tools", ".answer", ".bars", ".picture canvas", "figcaption"].map((selector) => {
            const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
            return [selector, left, top, width, height].join(" ");
          }),
        );
      await answered(page, "blank");
      const [padWhenEmpty, toolsWhenEmpty] = await layout();
      await draw(page, STROKES[3]);
      await answered(page, 3);
      const answer = await layout();
      assert.deepEqual(answer.slice(0, 2), [padWhenEmpty, toolsWhenEmpty]);
      await draw(page, SCRIBBLE, { side: 0.9 });
      await answered(page, "refused");
      assert.deepEqual(await layout(), answer);
      await handOver(page, "drop", null);
      await noticed(page);
      assert.deepEqual(await layout(), answer);
    }
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const [name, options] of Object.entries({ desktop: {}, phone: PHONE })) {
      test(`accessible: ${colorScheme}, ${name}`, async () => {
        const page = await open({ ...options, colorScheme });
        await answered(page, "blank");
        assert.deepEqual(await violationsOf(page), []);
        await draw(page, STROKES[3]);
        await answered(page, 3);
        assert.deepEqual(await violationsOf(page), []);
        await handOver(page, "drop", null);
        await noticed(page);
        assert.deepEqual(await violationsOf(page), []);
        await page.keyboard.press("Delete");
        await page.getByText("Cleared.").waitFor();
        assert.deepEqual(await violationsOf(page), []);
      });
    }
  }

  test("the colours follow the system, also while the page is open", { timeout: 120_000 }, async () => {
    const page = await open({ colorScheme: "light" });
    await draw(page, STROKES[1]);
    await answered(page, 1);
    const looks = () =>
      page.evaluate(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(".pad canvas"));
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const at = data.findIndex((value, i) => i % 4 === 3 && value === 255) - 3;
        return {
          paper: getComputedStyle(document.querySelector(".pad")).backgroundColor,
          ink: [...data.slice(at, at + 3)],
        };
      });
    const day = await looks();
    assert.ok(Math.max(...day.ink) < 128, `ink by day: ${day.ink}`);
    await page.emulateMedia({ colorScheme: "dark" });
    let night = await looks();
    while (night.ink.join() === day.ink.join()) night = await looks(); // the page hears of it with its next frame
    assert.ok(Math.min(...night.ink) > 200, `ink by night: ${night.ink}`);
    assert.notEqual(night.paper, day.paper);
  });
});

describe("trouble", CHROMIUM, () => {
  for (const kind of ["wasm", "safetensors"]) {
    test(`when the .${kind} does not arrive, the page says so, and Try again works`, async () => {
      let down = true;
      const flaky = await serveFolder(SITE, { refuse: (path) => down && path.endsWith(`.${kind}`) });
      try {
        const page = await open({ serviceWorkers: "block" }, flaky.url);
        await answered(page, "failure");
        await draw(page, STROKES[7]);
        await answered(page, "failure");
        down = false;
        await page.getByRole("button", { name: "Try again" }).click();
        await answered(page, 7);
        const failed = suite.faults.splice(0); // the browser itself reports the 503
        assert.ok(
          failed.every((fault) => fault.includes("503")),
          failed.join("\n"),
        );
      } finally {
        await flaky.close();
      }
    });
  }
});
