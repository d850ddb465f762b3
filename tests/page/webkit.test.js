// The page in WebKit, which half of all phones have.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { SITE } from "../support/page-driver.js";
import { drawDigit, png } from "../support/picture-files.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES, smooth } from "../support/strokes.js";
import { launchWebKit, skipWithoutWebKit } from "../support/webkit.js";

/** A violation of the page's policy, or an error that nobody caught, since a page was loaded. */
const FAULTS = "return globalThis.faults";
const WATCH = `globalThis.faults = [];
  addEventListener("error", ({ message }) => faults.push(message));
  addEventListener("unhandledrejection", ({ reason }) => faults.push(String(reason)));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => faults.push(violatedDirective));`;

const reads = (digit) => `document.querySelector('.answer[data-digit="${digit}"]')`;

describe("WebKit", { skip: skipWithoutWebKit }, () => {
  let site;
  let webkit;

  before(async () => {
    site = await serveFolder(SITE);
    webkit = await launchWebKit();
  });

  after(async () => {
    await webkit?.close();
    await site?.close();
  });

  async function open(place = "") {
    await webkit.goto(`${site.url}${place}`);
    await webkit.run(WATCH);
    await webkit.until("document.querySelector('.answer[data-state=blank]:not([aria-busy=true])')");
  }

  async function draw(strokes) {
    const { x, y, width, height } = await webkit.run(
      "return document.querySelector('.pad canvas').getBoundingClientRect().toJSON()",
    );
    const side = 0.7 * Math.min(width, height);
    const place = ([u, v]) => [x + width / 2 + (u - 0.5) * side, y + height / 2 + (v - 0.5) * side];
    await webkit.drag(strokes.map((stroke) => smooth(stroke).map(place)));
  }

  const clear = async () => {
    await webkit.click("[data-tool=clear]");
    await webkit.until("document.querySelector('.answer[data-state=blank]')");
  };

  test("reads what is drawn, takes it back, and takes whole strokes away", async () => {
    await open();
    for (const digit of [3, 7, 4]) {
      await draw(STROKES[digit]);
      await webkit.until(reads(digit));
      await clear();
    }
    await webkit.click("[data-tool=undo]");
    await webkit.until(reads(4));
    await webkit.run("document.querySelector('[value=strokes]').click()");
    await webkit.until("!document.querySelector('[value=strokes]').disabled");
    await draw([
      [
        [0, 0.55],
        [1, 0.65],
      ],
    ]);
    await webkit.until("document.querySelector('.answer[data-state=blank]')");
    assert.deepEqual(await webkit.run(FAULTS), []);
  });

  test("reads a picture that is opened", async () => {
    await open();
    const bytes = [...png(drawDigit(8))];
    await webkit.run(
      `const transfer = new DataTransfer();
       transfer.items.add(new File([new Uint8Array(args[0])], "eight.png", { type: "image/png" }));
       document.querySelector(".pad").dispatchEvent(
         new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));`,
      bytes,
    );
    await webkit.until(reads(8));
    await webkit.until("document.querySelector('.pad.opened img')");
    assert.deepEqual(await webkit.run(FAULTS), []);
    await clear();
  });

  test("shows how a number was read", async () => {
    await open("#inside/number");
    await draw(STROKES[2]);
    await webkit.until("document.querySelector('.step canvas[data-stage=path]')");
    assert.deepEqual(await webkit.run(FAULTS), []);
    await clear();
  });

  test("reads without the server after one visit, and keeps the ink over a reload", async () => {
    await open();
    await webkit.run("await navigator.serviceWorker.ready");
    await site.close();
    await webkit.reload();
    await webkit.until("document.querySelector('.answer[data-state=blank]:not([aria-busy=true])')");
    await draw(STROKES[5]);
    await webkit.until(reads(5));
    await webkit.reload();
    await webkit.until(reads(5));
  });
});
