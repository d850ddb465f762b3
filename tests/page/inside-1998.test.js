// The network of 1998 beside today's in real Chromium: its numbers are its engine's, and its connections can be cut.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { answered, draw, SITE } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();

const number = (text) => Number(text.replace("\u2212", "-"));
const near = (actual, expected, within, what) =>
  assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual}, not ${expected}`);

async function open(options, place = "") {
  const page = await suite.open(options, `${suite.url}#inside/1998${place}`);
  await page.getByRole("heading", { name: "1998", exact: true }).waitFor();
  await draw(page, STROKES[3]);
  await answered(page, 3);
  await page.locator(".verdicts", { hasText: /^1998 / }).waitFor();
  return page;
}

async function go(page, place, title) {
  await page.evaluate((hash) => (location.hash = hash), `inside/1998/${place}`);
  await page.locator(".panel h3", { hasText: title }).waitFor();
}

/** What the engine of 1998 makes of the picture that the page shows. */
async function engineOf(page, connected = Array(60).fill(true)) {
  const picture = await page.locator(".picture canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
    return Array.from({ length: 784 }, (_, i) => data[4 * i + 3]);
  });
  const network = await loadLeNet5({ network: "1998" });
  network.connect(connected);
  const result = network.predictNormalised(Uint8Array.from(picture));
  const outputs = Object.fromEntries(network.layers().map(({ name, data }) => [name, data]));
  return { network, result, outputs };
}

const terms = (page) =>
  page.locator(".panel").evaluate((panel) => ({
    terms: [...panel.querySelectorAll(".equation .term")].map(({ firstChild }) => firstChild.textContent),
    text: panel.querySelector(".equation").textContent,
    output: panel.querySelector("output").textContent,
  }));

describe("the network of 1998", CHROMIUM, () => {
  test("writes out the arithmetic of its engine", async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    const { network, result, outputs } = await engineOf(page);
    const parameters = Object.fromEntries(network.weights().tensors.map((tensor) => [tensor.name, tensor]));
    for (const [place, title] of [
      ["c1/2/10/11", "C1, map 2"],
      ["c3/5/4/4", "C3, map 5"],
      ["c3/15/0/9", "C3, map 15"],
      ["c5/7/0/0", "C5, unit 7"],
    ]) {
      await go(page, place, title);
      const [id, ...rest] = place.split("/");
      const [map, row, column] = rest.map(Number);
      const shown = await terms(page);
      const numbers = shown.terms.map(number);
      const total = numbers.pop();
      const side = { c1: 28, c3: 10, c5: 1 }[id];
      const output = outputs[id][(map * side + row) * side + column];
      near(numbers.at(-1), parameters[`${id}.bias`].data[map], 0.00005001, `${place} bias`);
      near(
        numbers.reduce((sum, term) => sum + term, 0),
        total,
        0.0001 * numbers.length,
        `${place} total`,
      );
      near(1.7159 * Math.tanh((2 / 3) * total), output, 0.0003, `${place} after tanh`);
      near(number(shown.output), output, 0.0000501, `${place} output`);
    }
    const seen = network
      .connections()
      .filter(({ to }) => to === 5)
      .map(({ from }) => `S2 ${from}`);
    await go(page, "c3/5", "C3, map 5");
    assert.deepEqual(await page.locator(".channels label > span:nth-of-type(1)").allInnerTexts(), seen);
    await go(page, "s4/3/2/2", "S4, map 3");
    const { text, output } = await terms(page);
    near(number(output), outputs.s4[(3 * 5 + 2) * 5 + 2], 0.0000501, "s4");
    const four = [0, 1].flatMap((i) => [0, 1].map((k) => outputs.c3[(3 * 10 + 4 + i) * 10 + 4 + k]));
    const sum = four.reduce((total, value) => total + value, 0);
    const before = sum * parameters["s4.coefficient"].data[3] + parameters["s4.bias"].data[3];
    near(number(text.match(/= (\S+) → tanh/)[1]), before, 0.0002, "s4 before tanh");
    await go(page, "rbf/8", "RBF, unit 8");
    near(number((await terms(page)).output), result.distances[8], 0.0000501 * 84, "distance");
    const distances = await page.locator(".code-list li:not(.own) span").allInnerTexts();
    distances.forEach((text, digit) => near(number(text), result.distances[digit], 0.0501, `distance ${digit}`));
  });

  test("has 60,000 parameters and 340,908 connections", async () => {
    const page = await open({});
    const all = page.locator(".layer-table", { hasText: "1998" }).locator("tfoot tr > *");
    const cells = await all.allInnerTexts();
    assert.equal(cells[4], "60,000");
    assert.equal(cells[5], "340,908");
  });

  test("loses what is cut, and gets it back", async () => {
    const page = await open({}, "/c3/0");
    const before = await page.locator(".code-list").innerText();
    await page.getByRole("checkbox", { name: "From S2 map 1 to C3 map 0" }).uncheck();
    await page.locator(".channels label").nth(2).waitFor({ state: "detached" });
    const connected = Array(60).fill(true);
    const { network } = await engineOf(page);
    connected[network.connections().findIndex(({ from, to }) => from === 1 && to === 0)] = false;
    const { result } = await engineOf(page, connected);
    const shown = result.distances[3].toFixed(1);
    await page.locator(".code-list li", { hasText: /^3/ }).locator("span", { hasText: shown }).waitFor();
    await page.getByRole("button", { name: "All off" }).click();
    await page.waitForFunction(
      (before) => /** @type {any} */ (document.querySelector(".code-list")).innerText !== before,
      before,
    );
    await page.getByRole("button", { name: "All on" }).click();
    await page.waitForFunction(
      (before) => /** @type {any} */ (document.querySelector(".code-list")).innerText === before,
      before,
    );
  });

  for (const [name, options] of Object.entries({ phone: PHONE, desktop: { viewport: { width: 1280, height: 800 } } })) {
    test(`is accessible, and nothing lies outside the screen: ${name}`, async () => {
      const page = await open(options);
      for (const [place, title] of [
        ["c3/5", "C3, map 5"],
        ["s2/1", "S2, map 1"],
        ["rbf/3", "RBF, unit 3"],
      ]) {
        await go(page, place, title);
        assert.deepEqual(await violationsOf(page), [], place);
      }
      const { width } = options.viewport;
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    });
  }

  test("that does not arrive is said to, and the page stays usable", async () => {
    let down = true;
    const site = await serveFolder(SITE, { refuse: (path) => down && path.includes("1998") });
    try {
      const page = await suite.open({ serviceWorkers: "block" }, `${site.url}#inside/1998`);
      suite.cause(/503/); // the browser itself reports it
      await page.getByText("The network of 1998 did not arrive").waitFor();
      await draw(page, STROKES[7]);
      await answered(page, 7);
      down = false;
      await page.getByRole("button", { name: "Try again" }).and(page.locator(".stage button")).click();
      await page.locator(".verdicts", { hasText: /^1998 / }).waitFor();
    } finally {
      await site.close();
    }
  });
});
