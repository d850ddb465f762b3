// How long an epoch of MNIST takes in the page's worker, and natively: by the command with SIMD of 128 bits and by the one
// that is built for this machine. The time includes counting the errors at its end; the first epoch is left out:
//   LENET5_DATA=FOLDER node tests/page/epoch.js

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { launchChromium } from "../support/browsers.js";
import { DATA } from "../support/mnist.js";
import { openPage, SITE } from "../support/page-driver.js";
import { serveFolder } from "../support/static-server.js";

const EPOCHS = 5;
const FILES = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"];
const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const mean = (times) => (times.at(-1) - times[0]) / (times.length - 1) / 1000;

for (const command of ["build/lenet5", "build/tuned/lenet5"].filter((path) => existsSync(at(path))))
  console.log(`${command}: ${mean(await native(at(command))).toFixed(2)} s an epoch`);
const { ends, frames } = await inPage();
console.log(`worker: ${mean(ends).toFixed(2)} s an epoch; the page's longest frame meanwhile ${frames} ms`);

/** When each epoch ended, in ms. */
async function native(command) {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-epoch-"));
  const given = ["--recipe", "mnist", "--epochs", String(EPOCHS), "--seed", "1", "--workers", "1"];
  const child = spawn(command, ["train", "--data", DATA, ...given, "--output", join(folder, "epoch.safetensors")]);
  const ends = [];
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    told += text;
    while (ends.length < told.split("validation errors").length - 1) ends.push(performance.now());
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  rmSync(folder, { recursive: true });
  if (code !== 0 || ends.length !== EPOCHS) throw new Error(`${command} ended with ${code}:\n${told}`);
  return ends;
}

async function inPage() {
  const site = await serveFolder(SITE);
  const browser = await launchChromium();
  const { page } = await openPage(browser, "about:blank");
  await page.addInitScript(watchWorkers);
  await page.goto(`${site.url}#train`);
  await page.locator(".choice label").getByText(String(EPOCHS), { exact: true }).click();
  await page.evaluate(watchFrames);
  await page.locator(".start-training input[type=file]").setInputFiles(FILES.map((name) => join(DATA, "mnist", name)));
  await page.getByRole("heading", { name: "It has learned", exact: true }).waitFor({ timeout: 0 });
  const result = await page.evaluate(() => ({ ends: globalThis.ends, frames: Math.round(globalThis.longestFrame) }));
  await browser.close();
  await site.close();
  return result;
}

/** In the page: when its worker had counted the errors at an epoch's end. */
function watchWorkers() {
  globalThis.ends = [];
  globalThis.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      this.addEventListener("message", ({ data: { measured } }) => {
        if (measured?.done > 0) globalThis.ends.push(performance.now());
      });
    }
  };
}

/** In the page: the longest time between two frames. */
function watchFrames() {
  globalThis.longestFrame = 0;
  let before = performance.now();
  const count = (now) => {
    globalThis.longestFrame = Math.max(globalThis.longestFrame, now - before);
    before = now;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}
