// Training in the page: from MNIST's files, to the command's bits, and from twenty digits that one writes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { TrainerModule } from "../../web/app/training/module.js";
import { barFiles } from "../support/bars.js";
import { skipWithoutChromium } from "../support/browsers.js";
import { picked } from "../support/idx-files.js";
import { answered, draw, stored, until } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { writeByMouse, writeByTouch } from "../support/small-pad.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const COMMAND = fileURLToPath(new URL("../../build/lenet5", import.meta.url));
const MODULE = fileURLToPath(new URL("../../build/browser/lenet5.train.wasm", import.meta.url));
const IMAGES = "train-images-idx3-ubyte";
const LABELS = "train-labels-idx1-ubyte";

const files = barFiles(800, 28); // 10 steps an epoch
const many = barFiles(20_000, 28); // so many that a training lasts

let folder;
before(() => {
  if (skipWithoutChromium) return;
  folder = mkdtempSync(join(tmpdir(), "lenet5-page-training-"));
  mkdirSync(join(folder, "mnist"));
  writeFileSync(join(folder, "mnist", IMAGES), files.images);
  writeFileSync(join(folder, "mnist", LABELS), files.labels);
});
after(() => folder && rmSync(folder, { recursive: true }));

/** What `lenet5 train` makes of the same files. */
function byCommand(epochs) {
  const output = join(folder, "command.safetensors");
  const given = ["--recipe", "mnist", "--epochs", String(epochs), "--seed", "1", "--workers", "1", "--output", output];
  const { status, stderr } = spawnSync(COMMAND, ["train", "--data", folder, ...given], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return readFileSync(output);
}

async function openTraining(options = {}) {
  const page = await open(options, `${suite.url}#train`);
  await page.locator(".start-training").waitFor();
  return page;
}

async function choose(page, { images, labels }, epochs = 5, zipped = false) {
  await page.locator(".choice label").getByText(String(epochs), { exact: true }).click();
  await page
    .locator(".start-training input[type=file]")
    .setInputFiles([picked(IMAGES, images, zipped), picked(LABELS, labels)]);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name, exact: true }).waitFor();
const progress = (page) => page.locator("progress").evaluate((bar) => bar.value);

async function advanced(page, than) {
  await page.waitForFunction((value) => document.querySelector("progress")?.value > value, than, { timeout: 60_000 });
}

async function axeFindsNothing(page) {
  assert.deepEqual(await violationsOf(page), []);
}

describe("from MNIST's files", CHROMIUM, () => {
  test("the worker makes the file that the command makes; it is saved, used here and left", async () => {
    const page = await openTraining();
    await choose(page, files, 5, true);
    await heading(page, "It has learned");
    const said = await page.locator(".summary").innerText();
    assert.match(said, /^Of 133 digits that it did not learn from it misreads \d+: [\d.]+%\.$/);
    const loss = await page.getByRole("img", { name: /^Loss, from / }).getAttribute("aria-label");
    const [, first, last] = /from ([\d.]+) to ([\d.]+):/.exec(loss).map(Number);
    assert.ok(last < first, loss);
    await page.getByRole("img", { name: /^Errors, from \d+\.\d% to \d+\.\d% of digits/ }).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Save the weights").click()]);
    assert.equal(download.suggestedFilename(), "lenet5-mnist.safetensors");
    assert.ok(byCommand(5).equals(await readFile(await download.path())));
    await axeFindsNothing(page);
    await button(page, "Use it here").click();
    await button(page, "Read with these weights").click();
    await page.locator(".weights-note").filter({ hasText: "lenet5-mnist.safetensors" }).waitFor();
    await button(page, "Back to the page’s own").click();
    await button(page, "Train another").click();
    await heading(page, "Train it here");
  });

  test("it is paused, goes on in other views while one writes there, and is cancelled", async () => {
    const page = await openTraining();
    await choose(page, many, 150);
    await heading(page, "It learns");
    await advanced(page, 0);
    await button(page, "Pause").click();
    await heading(page, "Paused");
    await page.evaluate(() => globalThis.requestAnimationFrame(() => {})); // what was on its way is shown
    const at = await frames(page, () => progress(page));
    assert.equal(await frames(page, () => progress(page)), at);
    await axeFindsNothing(page);
    await button(page, "Go on").click();
    await heading(page, "It learns");
    await advanced(page, at);
    const before = await progress(page);
    await page.getByRole("link", { name: "Read", exact: true }).click();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await page.getByRole("link", { name: "Train", exact: true }).click();
    await heading(page, "It learns");
    await advanced(page, before);
    await axeFindsNothing(page);
    await button(page, "Cancel").click();
    await heading(page, "Train it here");
    await page.getByText(/^Cancelled/).waitFor();
  });

  const reopened = async (page) => {
    await page.reload();
    await page.locator(".start-training").waitFor();
  };
  const saved = async (page) => {
    await heading(page, "It has learned");
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Save the weights").click()]);
    return readFile(await download.path());
  };

  test("after a reload it goes on from the last whole epoch, to the same file", async () => {
    const page = await openTraining();
    await choose(page, files, 20);
    await stored(page, "trainings", "([kept]) => kept?.measured.length >= 3");
    await reopened(page);
    await choose(page, files, 20);
    assert.ok(byCommand(20).equals(await saved(page)));
    await stored(page, "trainings", "(all) => all.length === 0");
  });

  test("it says that it goes on, and can begin anew", async () => {
    const page = await openTraining();
    await choose(page, files, 150);
    await stored(page, "trainings", "([kept]) => kept?.measured.length > 20");
    await reopened(page);
    await choose(page, files, 150);
    const note = page.getByText(/^It goes on after epoch \d+, where it was left\.$/);
    await note.waitFor();
    assert.ok(Number((await note.innerText()).match(/\d+/)[0]) >= 20);
    await button(page, "Start anew").click();
    await note.waitFor({ state: "hidden" });
    await page.getByText(/^Epoch \d of 150/).waitFor();
  });

  test("of other files nothing goes on", async () => {
    const page = await openTraining();
    await choose(page, files, 20);
    await stored(page, "trainings", "([kept]) => kept?.measured.length >= 3");
    await reopened(page);
    const others = barFiles(500, 28);
    await choose(page, others, 20);
    const module = new WebAssembly.Module(readFileSync(MODULE));
    const alone = await TrainerModule.start(module, { mnist: { ...others, epochs: 20 }, seed: 1 });
    while (alone.done < alone.steps) alone.step();
    assert.ok((await saved(page)).equals(alone.finish().weights));
  });
});

/** After some frames. */
async function frames(page, look) {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        let left = 20;
        const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve(null));
        next();
      }),
  );
  return look();
}

describe("what is wrong is said in one sentence", CHROMIUM, () => {
  const problem = async (page, pattern) => {
    const alert = page.locator(".start-training [role=alert]").filter({ hasText: /./ });
    await alert.waitFor();
    assert.match(await alert.innerText(), pattern);
    await axeFindsNothing(page);
  };
  const give = (page, ...all) => page.locator(".start-training input[type=file]").setInputFiles(all);

  /** @type {[string, any[], RegExp][]} */
  const CASES = [
    ["labels of another set", [picked(IMAGES, files.images), picked(LABELS, many.labels)], /not of one set/],
    ["cut short", [picked(IMAGES, files.images.subarray(0, 5000)), picked(LABELS, files.labels)], /is cut short/],
    ["no IDX file", [picked("notes.txt", Buffer.from("notes")), picked(LABELS, files.labels)], /is no IDX file/],
    ["pictures of another size", [picked(IMAGES, barFiles(70, 16).images)], /16 × 16 pixels/],
    ["three files", [1, 2, 3].map((i) => picked(`${i}`, files.labels)), /^These are 3 files\./],
    ["too few pictures", Object.values(barFiles(50, 28)).map((bytes, i) => picked(`${i}`, bytes)), /as MNIST has them/],
  ];
  for (const [name, given, pattern] of CASES) {
    test(name, async () => {
      const page = await openTraining();
      await give(page, ...given);
      await problem(page, pattern);
      await heading(page, "Train it here");
    });
  }

  test("labels in the place of pictures: what is missing is asked for", async () => {
    const page = await openTraining();
    await give(page, picked(IMAGES, files.labels), picked(LABELS, files.labels));
    await page.getByText(/Open the pictures, too\.$/).waitFor();
    await give(page, picked(IMAGES, files.images));
    await heading(page, "It has learned");
  });

  test("the trainer does not arrive, and then it does", async () => {
    const page = await open({ serviceWorkers: "block" });
    suite.cause(/404/); // the browser itself reports it
    let missing = true;
    await page.route(/\.train-.*\.wasm$/, (route) => (missing ? route.fulfill({ status: 404 }) : route.continue()));
    await page.goto(`${suite.url}#train`);
    await page.locator(".start-training").waitFor();
    await choose(page, files);
    await problem(page, /^The trainer did not arrive\./);
    missing = false;
    await choose(page, files);
    await heading(page, "It has learned");
  });

  test("a device without enough memory", async () => {
    const page = await open({ serviceWorkers: "block" });
    await page.route(/\.train-.*\.wasm$/, async (route) => {
      const response = await route.fetch();
      route.fulfill({ response, body: withoutGrowth(await response.body()) });
    });
    await page.goto(`${suite.url}#train`);
    await page.locator(".start-training").waitFor();
    await choose(page, many);
    await problem(page, /^This device has not enough memory/);
  });
});

/** The module with a memory that can't grow: its limits { min } become { min, max: min }. */
function withoutGrowth(module) {
  let at = 8;
  for (;;) {
    const id = module[at];
    const { value: length, next } = leb(module, at + 1);
    if (id === 5) {
      const limits = module.subarray(next, next + length); // count, flags, min
      assert.deepEqual([...limits.subarray(0, 2)], [1, 0]);
      const min = limits.subarray(2);
      const section = Buffer.concat([Buffer.from([1, 1]), min, min]);
      return Buffer.concat([
        module.subarray(0, at),
        Buffer.from([5, section.length]),
        section,
        module.subarray(next + length),
      ]);
    }
    at = next + length;
  }
}

function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) << shift;
    if (byte < 128) return { value, next: at };
  }
}

describe("from twenty digits of one's own", CHROMIUM, () => {
  for (const [how, write, options] of /** @type {[string, typeof writeByTouch, any][]} */ ([
    ["a finger", writeByTouch, PHONE],
    ["a mouse", writeByMouse, { colorScheme: "dark" }],
  ])) {
    test(`written with ${how}, it learns and reads ten others`, async () => {
      const page = await openTraining(options);
      await button(page, "Write twenty digits").click();
      await button(page, "Next").click();
      await page.getByText("The pad is empty: write a 0 first.").waitFor();
      for (let i = 0; i < 20; i++) {
        await heading(page, `Write a ${i % 10}`);
        await write(page, String(i % 10));
        await button(page, "Next").click();
        if (i === 4) {
          await page.getByText("5 of 20 written").waitFor();
          await button(page, "Back").click();
          await heading(page, "Write a 4");
          await write(page, "4");
          await button(page, "Next").click();
          await axeFindsNothing(page);
        }
        if (i < 19) await page.getByText(`${i + 1} of 20 written`).waitFor();
      }
      await page.getByRole("heading", { name: "It has learned", exact: true }).waitFor({ timeout: 120_000 });
      const said = await page.locator(".summary").innerText();
      assert.match(said, /^Of 4,000 digits in other hands, drawn by this page, it misreads [\d,]+: [\d.]+%\./);
      await button(page, "Try it with ten new digits").click();
      for (let i = 0; i < 10; i++) {
        const asked = await page.locator(".prompt h2").innerText();
        await write(page, asked.match(/\d/)[0]);
        await button(page, "Next").click();
        await page.locator(".answers-of-trial li").nth(i).waitFor();
      }
      const score = await page.locator(".prompt h2").innerText();
      assert.match(score, /^It read (9|10) of your ten new digits\.$/);
      await axeFindsNothing(page);
    });
  }
});

test("axe finds nothing at the start, dark and light", CHROMIUM, async () => {
  const page = await openTraining();
  await axeFindsNothing(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await axeFindsNothing(page);
});

test("offline, once the view was opened", CHROMIUM, async () => {
  const page = await openTraining();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload(); // now the service worker serves it
  await page.locator(".start-training").waitFor();
  await until(page, async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const urls = kept.flat().map(({ url }) => url);
    return /\.train-.*\.wasm/.test(urls.join()) && /trainer-worker/.test(urls.join());
  });
  await page.context().setOffline(true);
  await page.reload();
  await page.locator(".start-training").waitFor();
  await choose(page, files);
  await heading(page, "It has learned");
});
