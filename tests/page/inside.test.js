// The network's insides in real Chromium: every number on the screen is the engine's.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { answered, answeredNumber, draw, drawByTouch, placeOnPad, rowOnPad } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const WEIGHTS = new URL("../../weights/lenet5.safetensors", import.meta.url);
const LAYERS = {
  input: [1, 32],
  c1: [6, 28],
  s2: [6, 14],
  c3: [16, 10],
  s4: [16, 5],
  c5: [120, 1],
  f6: [84, 1],
  f7: [10, 1],
};
const SOURCE = { c1: "input", s2: "c1", c3: "s2", s4: "c3", c5: "s4", f6: "c5", f7: "f6" };
const TENSOR = { c1: "convnet.c1", c3: "convnet.c3", c5: "convnet.c5", f6: "fc.f6", f7: "fc.f7" };

const number = (text) => Number(text.replace("\u2212", "-").replace(/[^-\d.].*$/, ""));
const near = (actual, expected, within, what) =>
  assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual}, not ${expected}`);

async function openInside(options, place = "") {
  const page = await open(options, `${suite.url}#inside${place}`);
  await page.locator(".flow").waitFor();
  return page;
}

async function go(page, place) {
  await page.evaluate((hash) => (location.hash = hash), `inside/${place}`);
  const [id, map] = place.split("/");
  const title = id === "input" ? "Input" : `${id.toUpperCase()}, ${LAYERS[id][1] > 1 ? "map" : "unit"} ${map}`;
  await page.locator(".panel h3", { hasText: title }).waitFor();
}

/** What the engine makes of the picture that the page shows. */
async function engineOf(page) {
  const picture = await page.locator(".picture canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
    return Array.from({ length: 784 }, (_, i) => data[4 * i + 3]);
  });
  const lenet5 = await loadLeNet5();
  const result = lenet5.predictNormalised(Uint8Array.from(picture));
  const outputs = Object.fromEntries(lenet5.layers().map(({ name, data }) => [name, data]));
  return { result, outputs };
}

async function tensors() {
  const file = await readFile(WEIGHTS);
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, start).toString());
  return (name) => {
    const [from, to] = header[name].data_offsets;
    return new Float32Array(file.buffer.slice(file.byteOffset + start + from, file.byteOffset + start + to));
  };
}

const at = (outputs, id, map, row, column) => outputs[id][(map * LAYERS[id][1] + row) * LAYERS[id][1] + column];

/** Taps until something is shown: Chromium may take a tap right behind a stroke for a part of that. */
async function tapFor(target, shown) {
  for (let left = 5; left > 0 && !(await shown.isVisible()); left--) {
    await target.tap();
    await shown.waitFor({ timeout: 5000 }).catch(() => {});
  }
  assert.ok(await shown.isVisible(), "taps do nothing");
}

describe("the arithmetic", CHROMIUM, () => {
  test("of twenty outputs is the engine's", async () => {
    const page = await openInside({ viewport: { width: 1280, height: 800 } });
    await draw(page, STROKES[3]);
    await answered(page, 3);
    const { outputs } = await engineOf(page);
    const tensor = await tensors();
    const convolutions = [
      ...["c1/0/10/11", "c1/1/14/15", "c1/2/7/13", "c1/3/20/12", "c1/4/0/0", "c1/5/27/27"],
      ...["c3/0/3/3", "c3/3/9/9", "c3/7/4/5", "c3/10/0/4", "c3/15/6/2", "c5/0/0/0", "c5/77/0/0", "c5/119/0/0"],
    ];
    for (const place of convolutions) {
      await go(page, place);
      const [id, ...rest] = place.split("/");
      const [map, row, column] = rest.map(Number);
      const [inputs] = LAYERS[SOURCE[id]];
      const weight = tensor(`${TENSOR[id]}.weight`);
      const shown = await page.locator(".panel").evaluate((panel) => ({
        cells: [...panel.querySelectorAll(".products td")].map((cell) =>
          [...cell.children].map((part) => part.textContent),
        ),
        sums: [...panel.querySelectorAll(".channels .sum")].map(({ textContent }) => textContent),
        terms: [...panel.querySelectorAll(".equation .term")].map(({ firstChild }) => firstChild.textContent),
        output: panel.querySelector("output").textContent,
      }));
      assert.equal(shown.cells.length, 25, place);
      shown.cells.forEach(([input, factor, product], i) => {
        const [y, x] = [row + Math.floor(i / 5), column + (i % 5)];
        const expected = [at(outputs, SOURCE[id], 0, y, x), weight[map * inputs * 25 + i]];
        near(number(input), expected[0], 0.00501, `${place} input ${i}`);
        near(number(factor.slice(2)), expected[1], 0.00501, `${place} weight ${i}`);
        near(number(product), expected[0] * expected[1], 0.000501, `${place} product ${i}`);
      });
      const terms = shown.terms.map(number);
      const total = terms.pop();
      near(terms.at(-1), tensor(`${TENSOR[id]}.bias`)[map], 0.00005001, `${place} bias`);
      assert.equal(terms.length, inputs + 1, `${place}: ${shown.terms}`);
      if (inputs > 1) assert.deepEqual(shown.sums.map(number), terms.slice(0, -1));
      near(
        shown.cells.reduce((sum, cell) => sum + number(cell[2]), 0),
        terms[0],
        0.0126,
        `${place} first sum`,
      );
      near(
        terms.reduce((sum, term) => sum + term, 0),
        total,
        0.0001 * terms.length,
        `${place} total`,
      );
      near(Math.max(0, total), at(outputs, id, map, row, column), 0.0003, `${place} after ReLU`);
      assert.equal(number(shown.output), Number(at(outputs, id, map, row, column).toFixed(4)), place);
    }
    for (const place of ["s2/0/5/6", "s2/4/13/13", "s4/9/2/2"]) {
      await go(page, place);
      const [id, ...rest] = place.split("/");
      const [map, row, column] = rest.map(Number);
      const values = (await page.locator(".products b").allInnerTexts()).map(number);
      const four = [0, 1].flatMap((i) => [0, 1].map((k) => at(outputs, SOURCE[id], map, 2 * row + i, 2 * column + k)));
      assert.deepEqual(
        values,
        four.map((value) => Number(value.toFixed(4))),
      );
      const winner = await page
        .locator(".products td")
        .evaluateAll((all) => all.findIndex((cell) => cell.matches(".winner")));
      assert.equal(winner, four.indexOf(Math.max(...four)), place);
      assert.equal(number(await page.locator(".panel output").innerText()), Math.max(...values), place);
    }
    for (const place of ["f6/0", "f6/83", "f7/3"]) {
      await go(page, place);
      const [id, unit] = place.split("/");
      const [inputs] = LAYERS[SOURCE[id]];
      const weight = tensor(`${TENSOR[id]}.weight`).subarray(Number(unit) * inputs, (Number(unit) + 1) * inputs);
      const products = Array.from(weight, (value, i) => value * outputs[SOURCE[id]][i]);
      const ranked = products.toSorted((a, b) => Math.abs(b) - Math.abs(a));
      const rows = await page
        .locator(".contributions tbody tr")
        .evaluateAll((all) => all.map((line) => [...line.children].map(({ textContent }) => textContent)));
      rows.slice(0, -1).forEach(([name, input, factor, product], i) => {
        const from = Number(name.replace("unit ", ""));
        near(number(product), ranked[i], 0.000501, `${place} contribution ${i}`);
        near(number(input), outputs[SOURCE[id]][from], 0.000501, `${place} ${name}`);
        near(number(factor), weight[from], 0.000501, `${place} ${name}`);
      });
      const sum = rows.reduce((total, line) => total + number(line[3]), tensor(`${TENSOR[id]}.bias`)[unit]);
      const output = number(await page.locator(".panel output").innerText());
      near(id === "f6" ? Math.max(0, sum) : sum, output, 0.006, place);
      assert.equal(output, Number(outputs[id][unit].toFixed(4)), place);
    }
  });

  test("of softmax, and of the page's own confidence beside it", async () => {
    const page = await openInside({}, "/softmax");
    await draw(page, STROKES[7]);
    await answered(page, 7);
    const { result, outputs } = await engineOf(page);
    const rows = await page
      .locator(".contributions tbody tr")
      .evaluateAll((all) => all.map((line) => [...line.children].map(({ textContent }) => textContent)));
    const sum = outputs.f7.reduce((total, logit) => total + Math.exp(logit), 0);
    rows.forEach((row, digit) => {
      const [name, logit, , share, answer] = row.map(number);
      assert.equal(name, digit);
      near(logit, outputs.f7[digit], 0.0000501, `logit ${digit}`);
      near(share, Math.exp(outputs.f7[digit]) / sum, 0.0000501, `share ${digit}`);
      near(answer, result.probabilities[digit], 0.0000501, `answer ${digit}`);
    });
  });
});

describe("the layers", CHROMIUM, () => {
  const pictureOf = (page, layer) =>
    page
      .locator(`[data-layer=${layer}] canvas`)
      .first()
      .evaluate((canvas) => canvas.toDataURL());

  test("are all there, and move while the pen is down", async () => {
    const page = await openInside();
    for (const [id, [maps, side]] of Object.entries(LAYERS)) {
      const count = await page.locator(`[data-layer=${id}] :is(.map, .output)`).count();
      assert.equal(count, side > 1 ? maps : id === "f7" ? 10 : 1, id);
    }
    const toWindow = await placeOnPad(page);
    await page.mouse.move(...toWindow([0.5, 0.05]));
    await page.mouse.down();
    for (let step = 1; step <= 10; step++) await page.mouse.move(...toWindow([0.5, 0.05 + 0.045 * step]));
    await answered(page, 1);
    const before = await pictureOf(page, "c1");
    for (let step = 11; step <= 20; step++)
      await page.mouse.move(...toWindow([0.5 + 0.03 * (step - 10), 0.05 + 0.045 * step]));
    await page.waitForFunction(
      (before) => /** @type {any} */ (document.querySelector("[data-layer=c1] canvas")).toDataURL() !== before,
      before,
    );
    await page.mouse.up();
  });

  test("in numbers, as the paper counts them", async () => {
    const page = await openInside();
    const rows = await page
      .locator(".layer-table tr")
      .evaluateAll((all) => all.map((line) => [...line.children].map(({ textContent }) => textContent)));
    const [c1] = rows.filter(([name]) => name === "C1");
    assert.deepEqual(c1.slice(2), ["6 × 28 × 28", "4,704", "156", "122,304", "117,600"]);
    const [all] = rows.filter(([name]) => name === "all");
    assert.equal(all[4], "61,706");
    assert.equal(all[6], "416,520");
  });

  test("an output is chosen by arrow keys, said, and kept in the address", async () => {
    const page = await openInside({}, "/c3/7/4/5");
    await draw(page, STROKES[3]);
    await answered(page, 3);
    const { outputs } = await engineOf(page);
    const output = page.getByRole("application", { name: /^C3, map 7/ });
    await output.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const value = at(outputs, "c3", 7, 5, 6).toFixed(4);
    const sentence = new RegExp(`C3, map 7, row 5, column 6: .*ReLU gives ${value}`);
    await page.locator("#status", { hasText: sentence }).waitFor({ state: "attached" });
    await page.waitForFunction(() => location.hash === "#inside/c3/7/5/6");
    await page.getByRole("radio", { name: "S2 3" }).check({ force: true });
    await page.locator(".panel caption", { hasText: "Window of S2, map 3" }).waitFor();
  });

  test("the maps of a layer are one stop of the Tab key, and arrows go along them", async () => {
    const page = await openInside();
    await page.locator("[data-layer=c1] .map").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.locator(".panel h3", { hasText: "C1, map 2" }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "S2, map 0");
  });

  test("by touch on a phone: a map, and an output of it", async () => {
    const page = await openInside(PHONE);
    await drawByTouch(page, STROKES[3]);
    await answered(page, 3);
    const panel = page.locator(".panel h3", { hasText: "S2, map 2" });
    await tapFor(page.locator("[data-layer=s2] .map").nth(2), panel);
    const output = page.getByRole("application", { name: /^S2, map 2/ });
    await output.scrollIntoViewIfNeeded();
    const { width } = await output.boundingBox();
    await output.tap({ position: { x: (3.5 / 14) * width, y: (6.5 / 14) * width } });
    await page.waitForFunction(() => location.hash === "#inside/s2/2/6/3");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  });

  test("an address of what there is not leads to what there is", async () => {
    const page = await openInside();
    const nine = "9".repeat(500);
    for (const place of [
      "zz/1",
      "c3/99",
      "c3/7/4",
      "c3/7/10/0",
      "c3/%00/1",
      "c1/-1",
      "softmax/4/5",
      `c3/${nine}`,
      nine,
    ]) {
      await page.evaluate((hash) => (location.hash = hash), `inside/${place}`);
      await page.reload();
      await page.locator(".panel h3").waitFor();
    }
    await draw(page, STROKES[7]);
    await answered(page, 7);
  });
});

describe("looks", CHROMIUM, () => {
  for (const colorScheme of ["light", "dark"]) {
    const screens = { desktop: { viewport: { width: 1280, height: 800 } }, phone: PHONE };
    for (const [name, options] of Object.entries(screens)) {
      test(`accessible: ${colorScheme}, ${name}`, async () => {
        const page = await openInside({ ...options, colorScheme });
        assert.deepEqual(await violationsOf(page), []);
        await draw(page, STROKES[3]);
        await answered(page, 3);
        for (const place of ["c3/7", "s2/1", "f6/4", "input/0"]) {
          await go(page, place);
          assert.deepEqual(await violationsOf(page), [], place);
        }
        await page.evaluate(() => (location.hash = "inside/softmax"));
        await page.locator(".panel h3", { hasText: "Softmax" }).waitFor();
        assert.deepEqual(await violationsOf(page), []);
      });
    }
  }

  const boxes = (page, names) => Promise.all(names.map((name) => page.locator(name).first().boundingBox()));
  const overlap = (a, b) =>
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1;

  test("pad, tools and answer share a phone without one over another, and stay while the layers pass below", async () => {
    const parts = [".pad", ".tools", ".glyph", ".take", ".wrong", ".message"];
    for (const viewport of [
      { width: 320, height: 568 },
      { width: 390, height: 844 },
      { width: 844, height: 390 },
    ]) {
      const page = await openInside({ ...PHONE, viewport });
      const screen = `${viewport.width} × ${viewport.height}`;
      assert.equal(await page.locator(".samples").isVisible(), false, "the network's own line offers samples");
      assert.equal(await page.getByRole("button", { name: "Large pad" }).isVisible(), false, "it is for reading alone");
      await draw(page, STROKES[3]);
      await answered(page, 3);
      for (const scroll of [0, 700]) {
        await page.evaluate((y) => scrollTo(0, y), scroll);
        const found = await boxes(page, parts);
        found.forEach(({ x, y, width, height }, i) => {
          const isSeen = x >= 0 && y >= 0 && x + width <= viewport.width && y + height <= viewport.height;
          assert.ok(isSeen, `${parts[i]} leaves the screen of ${screen}`);
          for (const other of found.slice(i + 1))
            assert.ok(!overlap(found[i], other), `${parts[i]} covered, ${screen}`);
        });
      }
      const bottom = Math.max(...(await boxes(page, [".pad", ".tools"])).map(({ y, height }) => y + height));
      const left =
        (viewport.width > viewport.height ? viewport.width - 300 : viewport.height - bottom) / viewport.height;
      assert.ok(left > 0.5, `${left} of the height is left for the layers on ${screen}`);
      await page.context().close();
    }
    await openInside(); // which the suite looks at
  });

  test("the chapter of a number keeps its pad and the answer on a phone on its side", async () => {
    const page = await open({ ...PHONE, viewport: { width: 844, height: 390 } }, `${suite.url}#inside/number`);
    await page.locator(".chapters").waitFor();
    await draw(page, await rowOnPad(page, "317"), { side: 1 });
    await answeredNumber(page, "317");
    for (const { x, y, width, height } of await boxes(page, [".pad", ".tools", ".answer-text", ".chapters"])) {
      assert.ok(x + width <= 844 && y + height <= 390, `${x} ${y} ${width} × ${height}`);
    }
  });

  test("nothing lies outside the screen", async () => {
    const page = await openInside();
    await draw(page, STROKES[3]);
    await answered(page, 3);
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const place of ["c1/2", "c3/7", "c5/3", "f6/4", "softmax"]) {
        if (place === "softmax") {
          await page.evaluate(() => void (location.hash = "inside/softmax"));
          await page.locator(".panel h3", { hasText: "Softmax" }).waitFor();
        } else await go(page, place);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${place} at ${width}`);
        const panel = await page
          .locator(".panel")
          .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        assert.ok(panel <= 0, `${place} at ${width}: ${panel} pixels over the panel's edge`);
      }
    }
  });
});
