// The page in its languages, in real Chromium: every view and state by touch and by keyboard, and the change from one
// language to another.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { padLook } from "../support/drawn-pictures.js";
import { SPOKEN, sayingIn } from "../support/languages.js";
import {
  answered,
  answeredNumber,
  draw,
  drawByTouch,
  inkOf,
  noticed,
  openWatched,
  rowOnPad,
  SITE,
  until,
} from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";
import { SCRIBBLE, STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const STEPS = 10; // of the lesson

/** What is the same in every language: names, and what each language calls itself. */
const NAMES = [
  /LeNet-5|Softmax/g,
  /English|Deutsch|Español/g,
  /Yann LeCun|Corinna Cortes|Christopher J\.C\. Burges|CC BY-SA 3\.0/g,
  /t10k-(images|labels)-idx\d-ubyte/g,
  /Page (Up|Down)|Delete|Esc|Ctrl/g, // on keyboards
];

/** What of a page is shown or read out in English words, in a language that has none. */
function english(page) {
  return page.evaluate(
    (names) => {
      const shown = [];
      const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return shown.push(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.localName.toUpperCase()))
          return;
        for (const name of ["aria-label", "title", "placeholder", "alt"]) shown.push(node.getAttribute(name) ?? "");
        for (const child of node.childNodes) walk(child);
      };
      walk(document.body);
      shown.push(document.title);
      const rest = shown.map((text) => names.reduce((left, name) => left.replace(new RegExp(name, "g"), ""), text));
      return rest
        .filter((text) => /[A-Za-z]{2,}[,.;:]? [a-z]{2,}|^\s*[A-Z][a-z]{2,}[.…]?\s*$/.test(text))
        .map((text) => text.trim());
    },
    NAMES.map(({ source }) => source),
  );
}

/** Ways to use the page: how one writes, and follows a link or presses a button. */
const WAYS = {
  "by touch": {
    options: PHONE,
    write: (page, digit) => drawByTouch(page, STROKES[digit]),
    press: (target) => target.tap(),
  },
  "by keyboard": {
    options: { viewport: { width: 1280, height: 800 } },
    async write(page, digit) {
      assert.equal(digit, 1, "what can be written with few keys");
      await page.locator(".pad canvas").focus();
      await page.keyboard.press("Space");
      for (let step = 0; step < 14; step++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
    },
    async press(target) {
      await target.focus();
      await target.press("Enter");
    },
  },
};

for (const { tag, locale } of SPOKEN) {
  for (const [way, { options, write, press }] of Object.entries(WAYS)) {
    describe(`${tag} ${way}`, CHROMIUM, () => {
      /** @type {Awaited<ReturnType<typeof sayingIn>>} */
      let say;

      const starting = async (address = "") => {
        say = await sayingIn(tag);
        const page = await open({ ...options, locale }, suite.url + address);
        await answered(page, "blank");
        return page;
      };

      const clean = async (page, state) => {
        if (tag !== "en") assert.deepEqual(await english(page), [], state);
        assert.deepEqual(await violationsOf(page), [], state);
      };

      test("the first view, with every kind of answer", async () => {
        const page = await starting();
        assert.equal(await page.locator("html").getAttribute("lang"), tag);
        assert.equal(await page.title(), say("page.title"));
        await page.locator(".verdict", { hasText: say("read.nothing") }).waitFor();
        await clean(page, "empty");
        await write(page, 1);
        await page.locator(".verdict", { hasText: say("read.certain") }).waitFor();
        await clean(page, "a digit");
        await page.keyboard.press("Delete");
        assert.equal((await noticed(page)).trim(), say("read.cleared"));
        await clean(page, "cleared");
        await draw(page, SCRIBBLE, { side: 0.9 });
        await answered(page, "refused");
        await clean(page, "refused");
        await page.keyboard.press("Delete");
        await page.getByRole("radio", { name: say("page.number"), exact: true }).check({ force: true });
        await draw(page, await rowOnPad(page, "317"), { side: 1 });
        await answeredNumber(page, "317");
        await page
          .getByRole("radio", { name: say("read.digitOf", { n: 1, text: "3", share: "" }).slice(0, -1) })
          .check({ force: true });
        await page.getByRole("heading", { name: say("read.digitCouldBe", { n: 1 }) }).waitFor();
        await clean(page, "a number");
      });

      test("pictures, and what is none", async () => {
        const page = await starting();
        const input = page.locator("input[type=file]").first();
        await input.setInputFiles({ name: "it.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
        assert.match(await noticed(page), new RegExp(say("pictures.pdf").slice(0, 8)));
        await clean(page, "no picture");
        const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>';
        await input.setInputFiles({ name: "none.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
        await page.locator(".verdict", { hasText: say("read.none-auto") }).waitFor();
        await clean(page, "nothing found");
        await press(page.getByRole("button", { name: say("pictures.crop") }));
        await page.getByRole("group", { name: say("pictures.part") }).waitFor();
        await clean(page, "cutting");
        await press(page.getByRole("button", { name: say("pictures.cancel") }));
        await press(page.getByRole("button", { name: say("pictures.writeInstead") }));
        await answered(page, "blank");
      });

      test("the sheets", async () => {
        const page = await starting();
        await write(page, 1);
        await page.locator(".verdict", { hasText: say("read.certain") }).waitFor();
        await clean(page, "written"); // once all has come to rest
        await press(page.getByRole("button", { name: say("page.take") }));
        const sheet = page.getByRole("dialog");
        await sheet.getByRole("button", { name: say("answers.copy", { text: "1" }), exact: true }).waitFor();
        await clean(page, "taking away");
        await press(sheet.getByRole("button", { name: say("answers.last") }));
        await sheet.getByRole("heading", { name: say("answers.last") }).waitFor();
        await clean(page, "last answers");
        await press(sheet.getByRole("button", { name: say("answers.close") }));
        await press(page.getByRole("button", { name: say("page.wrong") }));
        await press(sheet.getByRole("button", { name: say("teach.notDigit"), exact: true }));
        await sheet.getByRole("button", { name: say("teach.done") }).waitFor();
        await clean(page, "taught");
        await press(sheet.getByRole("button", { name: say("teach.undo"), exact: true }));
        await sheet
          .getByRole("status")
          .filter({ hasText: say("teach.ended-undone") })
          .waitFor();
        await press(sheet.getByRole("button", { name: say("answers.close") }));
        await press(page.getByRole("button", { name: say("page.help") }));
        await sheet.getByRole("heading", { name: say("help.title") }).waitFor();
        await clean(page, "settings and help");
      });

      test("inside the network", async () => {
        const page = await starting();
        await press(page.getByRole("link", { name: say("page.inside"), exact: true }));
        await page.locator(".empty-pad button").first().waitFor();
        await clean(page, "inside, empty");
        await press(page.locator(".empty-pad button").first());
        await page.locator(".output.best", { hasText: "3" }).waitFor();
        for (const place of ["input", "c1/0", "s2/3", "c3/7", "c5/12", "f6/3", "f7/3", "softmax"]) {
          await page.evaluate((hash) => void (location.hash = hash), `inside/${place}`);
          await page.locator(".panel-head h3").waitFor();
          await clean(page, `inside, ${place}`);
        }
        await press(page.getByRole("link", { name: say("inside.in1998"), exact: true }));
        await page.locator(".verdicts").filter({ hasText: "1998" }).waitFor();
        await clean(page, "1998");
        await press(page.getByRole("link", { name: say("inside.aNumber"), exact: true }));
        await page.getByRole("heading", { name: say("inside.lattice") }).waitFor();
        await page.locator(".sweep canvas").first().waitFor();
        await clean(page, "a number");
        await press(page.getByRole("link", { name: say("inside.mistakes"), exact: true }));
        await page.getByRole("heading", { name: say("gallery.heading") }).waitFor();
        await clean(page, "mistakes");
      });

      test("the lesson", async () => {
        const page = await starting("#lesson/1");
        await press(page.locator(".empty-pad button").first());
        for (let step = 1; step <= STEPS; step++) {
          await page.locator(".step-number", { hasText: say("lesson.step", { n: step, count: STEPS }) }).waitFor();
          await page
            .locator(".example")
            .filter({ hasNotText: say("lesson.write") })
            .waitFor();
          await clean(page, `step ${step}`);
          if (step < STEPS) await press(page.getByRole("link", { name: say("lesson.next"), exact: true }));
        }
      });
    });
  }
}

const settings = (page) => page.locator("dialog.sheet");

async function chooseLanguage(page, tag) {
  await settings(page).waitFor({ state: "detached" }); // what was open before is closed
  await page.keyboard.press("?");
  await settings(page).evaluate((node) => node.classList.add("before"));
  await settings(page).locator("select[name=language]").selectOption(tag);
  await page.locator(`html[lang="${tag || "en"}"]`).waitFor();
  await page.locator("dialog:not(.before) [name=language]:focus").waitFor(); // in other words
}

describe("another language", CHROMIUM, () => {
  test("is there at once, with the ink and what was undone, and after a reload", async () => {
    const say = await sayingIn("zh-Hans");
    const page = await open();
    await draw(page, STROKES[1], { side: 0.5, x: 0.3 });
    await draw(page, STROKES[7], { side: 0.5, x: 0.7 });
    await page.keyboard.press("Control+Z");
    await answered(page, 1);
    const before = await padLook(page);
    await page.evaluate(() => (globalThis.same = true));
    await chooseLanguage(page, "zh-Hans");
    await settings(page)
      .getByRole("heading", { name: say("help.title") })
      .waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "language");
    await page.keyboard.press("Escape");
    await page.locator(".verdict", { hasText: say("read.certain") }).waitFor();
    assert.ok(await page.evaluate(() => globalThis.same), "the page was loaded anew");
    assert.equal(await padLook(page), before);
    await page.locator("#status", { hasText: say("read.certain") }).waitFor({ state: "attached" });
    assert.deepEqual(await english(page), []);
    await page.keyboard.press("Control+Y");
    await page
      .locator(".verdict")
      .filter({ hasNotText: say("read.nothing") })
      .waitFor();
    assert.notEqual(await padLook(page), before, "what was undone can be done again");
    await page.keyboard.press("Control+Z");
    await page.reload();
    await page.locator(".verdict", { hasText: say("read.certain") }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    await chooseLanguage(page, "");
    await page.keyboard.press("Escape");
    await page.locator(".verdict", { hasText: "Almost certain" }).waitFor();
    assert.equal(await page.title(), "LeNet-5 reads handwriting");
    assert.equal(await page.locator(".pad canvas").getAttribute("aria-label"), "Drawing pad");
    assert.equal(await page.evaluate(() => localStorage.getItem("lenet5-language")), null);
  });

  test("reaches what has been opened: the network, a picture and its tools", async () => {
    const say = await sayingIn("zh-Hans");
    const page = await open({}, `${suite.url}#inside/c3/7`);
    await page.getByRole("heading", { name: "C3, map 7" }).waitFor();
    await chooseLanguage(page, "zh-Hans");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: say("inside.mapOf", { name: "C3", map: 7 }) }).waitFor();
    await page.evaluate(() => void (location.hash = ""));
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>';
    const file = { name: "none.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) };
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.locator(".verdict", { hasText: say("read.none-auto") }).waitFor();
    await chooseLanguage(page, "en");
    await page.keyboard.press("Escape");
    await page.locator(".verdict", { hasText: "No digit or number found in this picture" }).waitFor();
    await page.getByRole("button", { name: "Crop" }).waitFor();
    await page.getByRole("application", { name: "Opened picture" }).waitFor();
    await chooseLanguage(page, "zh-Hans");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: say("pictures.crop") }).waitFor();
    await page.getByRole("button", { name: say("pictures.writeInstead") }).click();
    await page.getByRole("application", { name: say("page.drawingPad") }).waitFor();
    await page.locator("#status", { hasText: say("read.nothing") }).waitFor({ state: "attached" });
    assert.deepEqual(await english(page), []);
  });

  test("is the browser's where what was kept is damaged or unknown, or nothing may be kept", async () => {
    const page = await open({ locale: "zh-CN" });
    for (const damaged of ["xx", "toString", "{", "zh"]) {
      await page.evaluate((text) => localStorage.setItem("lenet5-language", text), damaged);
      await page.reload();
      await page.locator("html[lang=zh-Hans]").waitFor();
      await answered(page, "blank");
    }
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    await page.reload();
    await page.locator("html[lang=zh-Hans]").waitFor();
    await answered(page, "blank");
    await chooseLanguage(page, "en");
    assert.equal(await page.title(), "LeNet-5 reads handwriting");
  });

  test("is English where its texts do not arrive, and nothing stays hidden", async () => {
    for (const part of [/zh-Hans-/, /languages-|choice-/]) {
      const site = await serveFolder(SITE, { refuse: (path) => part.test(path) });
      try {
        const page = await open({ locale: "zh-CN", serviceWorkers: "block" }, site.url);
        suite.cause(/503/); // the browser itself reports it
        await page.locator(".verdict", { hasText: "Nothing written yet" }).waitFor();
        await draw(page, STROKES[7]);
        await answered(page, 7);
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        await suite.close();
      } finally {
        await site.close();
      }
    }
  });

  test("says what the engine is at, and why there is none", async () => {
    const say = await sayingIn("zh-Hans");
    const site = await serveFolder(SITE, { refuse: (path) => path.endsWith(".wasm") });
    try {
      const page = await open({ serviceWorkers: "block" }, site.url);
      suite.cause(/503/); // the browser itself reports it
      await answered(page, "failure");
      await chooseLanguage(page, "zh-Hans");
      await page.locator(".detail", { hasText: say("read.unreachable") }).waitFor();
    } finally {
      await site.close();
    }
  });

  test("is not seen in English before", async () => {
    const page = await open({ locale: "zh-CN", serviceWorkers: "block" });
    /** @type {() => void} */
    let release = () => {};
    const held = new Promise((resolve) => (release = () => resolve(null)));
    await page.route(/zh-Hans-/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await page.locator(".verdict").waitFor({ state: "attached" });
    assert.equal(await page.getByText("Nothing written yet").first().isVisible(), false);
    release();
    await page.locator("h1").waitFor();
    assert.deepEqual(await english(page), []);
  });

  for (const [how, options, tag] of /** @type {[string, any, string][]} */ ([
    ["that the browser prefers", { locale: "zh-CN" }, ""],
    ["that was chosen", {}, "zh-Hans"],
  ])) {
    test(`${how} is there without the server`, async () => {
      const say = await sayingIn("zh-Hans");
      const site = await serveFolder(SITE);
      const page = await open(options, site.url);
      await answered(page, "blank");
      if (tag) await chooseLanguage(page, tag);
      await until(page, async () => {
        await navigator.serviceWorker.ready;
        const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return kept.flat().some(({ url }) => /views\/zh-Hans-/.test(url));
      });
      await site.close();
      const { page: later, faults } = await openWatched(page.context(), site.url);
      await later.locator(".verdict", { hasText: say("read.nothing") }).waitFor();
      await draw(later, STROKES[7]);
      await later.locator(".verdict", { hasText: say("read.certain") }).waitFor();
      assert.deepEqual(faults, []);
    });
  }
});

describe("a region", CHROMIUM, () => {
  test("writes its amounts, figures and days, and offers what there is", async () => {
    const page = await open({ locale: "de-DE" });
    await answered(page, "blank");
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.equal(await page.locator(".modes [value=zip]").isVisible(), false);
    assert.equal(await page.locator(".price").innerText(), "12,50\u00a0€");
    await page.locator(".price").click();
    await answeredNumber(page, "12,50\u00a0€");
    assert.match(await page.locator(".verdict .number").innerText(), /^(> )?\d\d,\d\u00a0%$/);
    await page.keyboard.press("Delete");
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317\u00a0€");
    assert.doesNotMatch(await page.locator("body").innerText(), /\$|ZIP/);
    await page.evaluate(() => void (location.hash = ""));
    await page.keyboard.press("Delete");
    await draw(page, await rowOnPad(page, "2026-03-07"), { side: 1 });
    await page.locator(".detail", { hasText: "7. März 2026" }).waitFor();
  });

  test("is the user's choice, whatever the language", async () => {
    const page = await open();
    await page.keyboard.press("?");
    await settings(page).locator("select[name=region]").selectOption("CH");
    await page.waitForFunction(() => document.querySelector(".price")?.textContent === "12.50");
    await page.keyboard.press("Escape");
    await page.evaluate(() => void (location.hash = "amount"));
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317");
    await page.reload();
    await answeredNumber(page, "317");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.doesNotMatch(await page.locator("body").innerText(), /\$/);
  });
});

test("the page lies as well from right to left", CHROMIUM, async () => {
  const page = await open(PHONE);
  assert.equal(await page.locator("html").getAttribute("dir"), "ltr");
  for (const [address, width] of [
    ["", 390],
    ["#inside/c3/7", 390],
    ["#lesson/2", 390],
    ["", 1280],
    ["#inside/c3/7", 1280],
  ]) {
    await page.setViewportSize({ width: Number(width), height: 844 });
    await page.goto(suite.url + address);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await drawByTouch(page, STROKES[7]);
    await answered(page, 7);
    const outside = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(outside, 0, `${address} at ${width}`);
    assert.ok((await inkOf(page, ".pad canvas")) > 0);
    assert.deepEqual(await violationsOf(page), []);
    await page.evaluate(() => sessionStorage.clear());
  }
});
