// The gallery of misread digits: made when the page is built beside MNIST's files, and of files that one opens.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { importWeights } from "../../dist/lib/import.js";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { percent } from "../../web/app/confidence.js";
import { skipWithoutChromium } from "../support/browsers.js";
import { drawnSet, header, labelsFile, picked, picturesFile, worstFirst } from "../support/idx-files.js";
import { mnistPictures, skipWithoutMnist, TEST_IMAGES, TEST_LABELS } from "../support/mnist.js";
import { answered } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { randomTensors } from "../support/safetensors.js";
import { serveFolder } from "../support/static-server.js";
import { renamed, tensorsOf, torchZip } from "../support/weight-files.js";

const suite = pageSuite();
const { open } = suite;

const inRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const [IMAGES, LABELS] = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
const WRONG = [4, 11, 17, 30]; // the last one is blank, and so refused

const PARAMS = torchZip(renamed(tensorsOf(randomTensors(5)), ["conv1", "conv2", "conv3", "fc1", "fc2"]));

const lenet5 = await loadLeNet5();
const of1998 = await loadLeNet5({ network: "1998" });
const set = drawnSet(lenet5, WRONG);

let folder;
let bare; // a page that was built without MNIST's files

before(async () => {
  if (skipWithoutChromium) return;
  folder = await mkdtemp(join(tmpdir(), "lenet5-gallery-"));
  const vite = ["node_modules/.bin/vite", "build", "--config", "web/vite.config.js", "--logLevel", "error"];
  execFileSync(process.execPath, [...vite, "--outDir", join(folder, "site")], {
    cwd: inRepository(""),
    env: { ...process.env, LENET5_DATA: join(folder, "nowhere") },
  });
  bare = await serveFolder(join(folder, "site"));
});

after(async () => {
  await bare?.close();
  if (folder) await rm(folder, { recursive: true });
});

const expectedOrder = () => worstFirst(lenet5, set, WRONG);

/** What the gallery says of each picture, in its order. */
const shownCards = (page) =>
  page.locator(".misread a").evaluateAll((links) =>
    links.map((link) => {
      const canvas = link.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
      return {
        index: Number(link.hash.split("/")[1]),
        label: link.querySelector(".truth").textContent,
        said: [...link.querySelectorAll(".said")].map((block) => ({
          says: block.querySelector(".verdict-line").firstChild.textContent.trim(),
          refused: block.querySelector(".refused") !== null,
          best: [...block.querySelectorAll(".likelihood")].map((row) => row.textContent),
        })),
        inked: data.filter((red, i) => i % 4 === 0 && red > 16).length,
      };
    }),
  );

/** The same, from the library. */
function expectedCard(index, picture, label, network = lenet5) {
  const networks = [
    { name: "Today", one: network },
    { name: "1998", one: of1998 },
  ];
  const said = networks.map(({ name, one }) => {
    const { probabilities, rejected } = one.predictNormalised(picture);
    const order = probabilities.map((_, digit) => digit).sort((a, b) => probabilities[b] - probabilities[a]);
    return {
      says: `${name}: ${order[0]}${order[0] === Number(label) ? ", right" : ""}`,
      refused: rejected,
      best: order.slice(0, 2).map((digit) => `${digit}${percent(probabilities[digit])}`),
    };
  });
  return {
    index,
    label: `Labelled ${label}`,
    said,
    inked: picture.filter((level) => level > 0).length,
  };
}

const openFiles = (page, ...files) => page.getByLabel("Open the two files").setInputFiles(files);
const bothFiles = (zipped) => [picked(IMAGES, set.files.pictures, zipped), picked(LABELS, set.files.labels, zipped)];
const gallery = async (options, place = "") => {
  const page = await open(options, `${bare.url}#gallery${place}`);
  await page.getByRole("heading", { name: "What it misreads" }).waitFor();
  return page;
};

describe("the gallery of MNIST's test set", { skip: skipWithoutChromium || skipWithoutMnist }, () => {
  test("shows as many as eval counts, each answer the library's, and whose pictures they are", async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } }, `${suite.url}#gallery`);
    await page.locator(".misread li").first().waitFor();
    const evaluated = execFileSync(inRepository("build/lenet5"), ["eval", "--json", TEST_IMAGES, TEST_LABELS]);
    const { errors } = JSON.parse(String(evaluated));
    const shown = await shownCards(page);
    assert.ok(errors > 0);
    assert.equal(shown.length, errors);
    assert.match(await page.locator(".summary").innerText(), new RegExp(`10,000 .* misreads ${errors}\\b`));
    const pictures = mnistPictures(10_000);
    for (const card of shown)
      assert.deepEqual(card, expectedCard(card.index, pictures[card.index], card.label.slice(-1)));
    const source = await page.locator(".source").innerText();
    for (const name of ["Yann LeCun", "Corinna Cortes", "Christopher J.C. Burges", "CC BY-SA 3.0"])
      assert.ok(source.includes(name), source);
    assert.equal(
      await page.getByRole("link", { name: "MNIST" }).getAttribute("href"),
      "http://yann.lecun.com/exdb/mnist/",
    );
  });

  test("is reached from Inside and from the lesson's end, also by its address", async () => {
    const page = await open({}, `${suite.url}#inside`);
    await page.getByRole("link", { name: "Mistakes" }).click();
    await page.locator(".misread li").first().waitFor();
    assert.equal(await page.getByRole("link", { name: "Inside" }).getAttribute("aria-current"), "true");
    await page.evaluate(() => (location.hash = "lesson/10"));
    await page.getByRole("link", { name: "And which digits does it misread?" }).click();
    await page.locator(".misread li").first().waitFor();
    const address = await page.locator(".misread a").nth(2).getAttribute("href");
    for (const [hash, position] of [
      [address, "3 of "],
      ["#gallery/99999", null],
      ["#gallery/-1", null],
    ]) {
      await page.evaluate((hash) => (location.hash = hash), hash);
      await page.locator(position ? ".one" : ".misread").waitFor();
      if (position) assert.ok((await page.locator(".position").innerText()).startsWith(position));
    }
  });
});

describe("the gallery of opened files", CHROMIUM, () => {
  for (const zipped of [false, true])
    test(`shows what is misread of them, ${zipped ? "gzipped" : "raw"}`, async () => {
      const page = await gallery({});
      assert.equal(await page.locator(".misread").count(), 0);
      await openFiles(page, ...bothFiles(zipped));
      await page.locator(".misread li").first().waitFor();
      const expected = expectedOrder().map((index) => expectedCard(index, set.pictures[index], set.labels[index]));
      assert.deepEqual(await shownCards(page), expected);
      assert.match(await page.locator(".summary").innerText(), /31 digits .* misreads 4, and refuses 1 of them/);
    });

  test("takes them one after the other, and dropped", async () => {
    const page = await gallery({});
    const [pictures, labels] = bothFiles();
    await openFiles(page, labels);
    await page.getByRole("status").filter({ hasText: "31 labels. Open their pictures, too." }).waitFor();
    await openFiles(page, pictures);
    await page.locator(".misread li").first().waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "What it misreads" }).waitFor();
    await page.evaluate(
      (files) => {
        const dataTransfer = new DataTransfer();
        for (const { name, bytes } of files) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [pictures, labels].map(({ name, buffer }) => ({ name, bytes: [...buffer] })),
    );
    await page.locator(".misread li").first().waitFor();
    assert.equal(await page.locator(".misread li").count(), WRONG.length);
  });

  test("refuses damaged ones by one line, and stays as it was", async () => {
    const page = await gallery({});
    await openFiles(page, ...bothFiles());
    await page.locator(".misread li").first().waitFor();
    const before = await shownCards(page);
    const { pictures, labels } = set.files;
    const changed = (bytes, at, value) =>
      Buffer.concat([bytes.subarray(0, at), Buffer.from([value]), bytes.subarray(at + 1)]);
    for (const [files, line] of /** @type {[[string, Buffer][], RegExp][]} */ ([
      [[["empty", Buffer.alloc(0)]], /^empty is no IDX file/],
      [[["page.html", Buffer.from("<!doctype html>")]], /^page\.html is no IDX file .* Open t10k-images/],
      [[["floats", header(3, [1, 28, 28], 13)]], /^floats is no IDX file/],
      [[["short", pictures.subarray(0, 7)]], /^short ends within its header/],
      [[["cut", pictures.subarray(0, -1)]], /^cut is cut short: 31 pictures are 24,320 bytes, and it has 24,319/],
      [[["long", Buffer.concat([labels, Buffer.from([0])])]], /^long is longer than it says: 31 labels are 39 bytes/],
      [[["none", picturesFile([])]], /^none says that it has no pictures/],
      [[["many", header(3, [0xffffffff, 28, 28])]], /^many says that it has 4,294,967,295 pictures; at most 100,000/],
      [
        [["sides", header(3, [1, 0xffffffff, 0xffffffff])]],
        /^sides has pictures of 4,294,967,295 × 4,294,967,295 pixels/,
      ],
      [[["letters", changed(labels, 8 + 5, 26)]], /^letters is not about digits: its label 5 is 26/],
      [[["cut.gz", gzipSync(pictures).subarray(0, 200)]], /^cut\.gz is damaged/],
      [[["bent.gz", changed(gzipSync(pictures), 100, gzipSync(pictures)[100] ^ 255)]], /^bent\.gz (is|ends|says|has)/],
      [[["bomb.gz", gzipSync(Buffer.alloc(80_000_000))]], /^bomb\.gz is too large/],
      [
        [
          ["a", pictures],
          ["b", labelsFile([1, 2])],
        ],
        /^a has 31 pictures, b has 2 labels: they are not of one set/,
      ],
      [
        [
          ["a", pictures],
          ["b", labels],
          ["c", labels],
        ],
        /^These are 3 files/,
      ],
    ])) {
      await openFiles(page, ...files.map(([name, bytes]) => picked(name, bytes)));
      const fault = page.locator(".opener .fault", { hasText: line });
      await fault.waitFor().catch(async () => assert.match(await page.locator(".opener .fault").innerText(), line));
      assert.deepEqual(await shownCards(page), before, String(line));
    }
  });

  test("can be cancelled, which changes nothing", async () => {
    const page = await gallery({});
    await page.evaluate(() => {
      const cancel = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Cancel");
      new MutationObserver(() => cancel.hidden || cancel.click()).observe(cancel, { attributes: true });
    });
    const many = Array.from({ length: 5000 }, () => set.pictures[3]);
    await openFiles(page, picked(IMAGES, picturesFile(many)), picked(LABELS, labelsFile(many.map(() => 5))));
    await page.getByRole("status").filter({ hasText: "Cancelled: nothing changed." }).waitFor();
    assert.equal(await page.locator(".misread").count(), 0);
    assert.equal(await page.locator("progress").isVisible(), false);
  });

  test("is used by keyboard alone", async () => {
    const page = await gallery({});
    const tabTo = async (locator) => {
      for (let i = 0; i < 30; i++) {
        await page.keyboard.press("Tab");
        if (await locator.evaluate((node) => node === document.activeElement)) return;
      }
      assert.fail("the Tab key does not lead there");
    };
    await tabTo(page.getByLabel("Open the two files"));
    await openFiles(page, ...bothFiles());
    await page.locator(".misread li").first().waitFor();
    const [first, second] = expectedOrder();
    await page.getByRole("link", { name: "Mistakes" }).focus();
    await tabTo(page.locator(".misread a").first());
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Labelled ${set.labels[first]}` }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.locator(".position", { hasText: `2 of 4, picture ${second} of the set` }).waitFor();
    await page.keyboard.press("PageUp");
    await page.locator(".position", { hasText: "1 of 4" }).waitFor();
    await page.keyboard.press("PageDown");
    await page.locator(".position", { hasText: "2 of 4" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".misread").waitFor();
    assert.ok(await page.locator(`[href="#gallery/${second}"]`).evaluate((link) => link === document.activeElement));
  });

  test("opens a picture in Inside as it is, to the byte, and so after a reload", async () => {
    const page = await gallery({ viewport: { width: 1280, height: 800 } });
    await openFiles(page, ...bothFiles());
    const index = WRONG[1];
    await page.locator(`[href="#gallery/${index}"]`).click();
    await page.getByRole("button", { name: "See its maps" }).click();
    const expected = lenet5.predictNormalised(set.pictures[index]);
    const logits = lenet5.layers().at(-1).data;
    const seen = async () => {
      await answered(page, expected.digit);
      const row = page.locator(`.output:nth-child(${expected.digit + 1}) .logit`);
      await row.filter({ hasText: logits[expected.digit].toFixed(1) }).waitFor();
      const picture = await page.locator(".picture canvas").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
        return Array.from(data.filter((_, i) => i % 4 === 3));
      });
      assert.deepEqual(picture, Array.from(set.pictures[index]));
    };
    await seen();
    await page.goBack();
    await page.locator(".one").waitFor();
    await page.keyboard.press("Escape");
    await page
      .locator(".misread li")
      .nth(WRONG.length - 1)
      .waitFor(); // what was opened is still there
    await page.goBack();
    await page.locator(".one").waitFor();
    await page.getByRole("link", { name: "A digit" }).click();
    await seen();
    await page.reload();
    await seen();
  });

  test("is read again with other weights, and with the page's own", async () => {
    const page = await gallery({});
    await openFiles(page, ...bothFiles());
    await page
      .locator(".misread li")
      .nth(WRONG.length - 1)
      .waitFor();
    await page.getByRole("link", { name: "A digit" }).click();
    await page.getByLabel("Open a weights file").setInputFiles(picked("params.pkl", PARAMS));
    await page.getByRole("button", { name: "Read with these weights" }).click();
    await page.getByText("Reading with params.pkl").waitFor();
    await page.getByRole("link", { name: "Mistakes" }).click();
    const other = await loadLeNet5({ weights: (await importWeights(PARAMS)).weights });
    const misread = set.pictures
      .map((picture, index) => expectedCard(index, picture, set.labels[index], other))
      .filter(({ said: [today] }) => !today.says.endsWith(", right"));
    assert.ok(misread.length > WRONG.length);
    await page
      .locator(".misread li")
      .nth(misread.length - 1)
      .waitFor();
    const shown = await shownCards(page);
    assert.deepEqual(
      shown.sort((a, b) => a.index - b.index),
      misread,
    );
    await page.getByRole("button", { name: "Back to the page’s own" }).click();
    await page.locator(".misread li").nth(WRONG.length).waitFor({ state: "detached" });
    assert.equal(await page.locator(".misread li").count(), WRONG.length);
  });

  for (const colorScheme of ["light", "dark"])
    test(`is accessible, and nothing lies outside the screen: ${colorScheme}`, async () => {
      const page = await gallery({ ...PHONE, colorScheme });
      const fits = async (width, what) => {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await violationsOf(page), [], `${what} at ${width}`);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${what} at ${width}`);
      };
      await fits(320, "nothing yet");
      await openFiles(page, picked("x.html", Buffer.from("<p>")));
      await page.locator(".opener .fault", { hasText: "x.html" }).waitFor();
      await fits(320, "a problem");
      await openFiles(page, ...bothFiles());
      await page.locator(".misread li").first().waitFor();
      for (const width of [320, 1280]) await fits(width, "all");
      await page.evaluate((index) => (location.hash = `gallery/${index}`), WRONG[3]);
      await page.locator(".one").waitFor();
      for (const width of [320, 1280]) await fits(width, "one");
    });
});
