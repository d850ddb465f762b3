// The page as a static host sends it: with the headers that the build has written for it, under one policy of Trusted Types.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launchChromium, skipWithoutChromium } from "../support/browsers.js";
import { drawnPicture, openFiles } from "../support/drawn-pictures.js";
import { answered, draw, openWatched } from "../support/page-driver.js";
import { fittingRules, headerRules, hostHeadersOf, SITE } from "../support/site-headers.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

const read = (name) => readFile(join(SITE, name), "utf8");

const policyOf = (html) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)[1];

describe("the headers for static hosts", () => {
  test("have the page's own policy, and no header twice", async () => {
    const headersOf = await hostHeadersOf();
    assert.equal(headersOf("/")["content-security-policy"], policyOf(await read("index.html")));
    const rules = await headerRules();
    for (const path of ["/", "/assets/x.js"]) {
      const names = fittingRules(rules, path).flatMap(([, headers]) => Object.keys(headers));
      assert.equal(new Set(names).size, names.length, `${path}: ${names}`);
    }
  });

  test("let what is named by its contents be kept, and what is not be asked for each time", async () => {
    const headersOf = await hostHeadersOf();
    const caching = (path) => headersOf(path)["cache-control"];
    for (const folder of ["assets", "views"])
      for (const name of await readdir(join(SITE, folder))) {
        assert.match(name, /-[\w-]{8}\.\w+$/, "a hash");
        assert.equal(caching(`/${folder}/${name}`), "public, max-age=31536000, immutable");
      }
    for (const path of ["/", "/index.html", "/sw.js", "/manifest.webmanifest"]) assert.equal(caching(path), "no-cache");
  });
});

describe("the page under these headers", { skip: skipWithoutChromium }, () => {
  let browser;
  let site;

  before(async () => {
    browser = await launchChromium();
    site = await serveFolder(SITE, { headersOf: await hostHeadersOf() });
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  async function visit(t, options = {}) {
    const context = await browser.newContext(options);
    t.after(() => context.close());
    return openWatched(context, site.url);
  }

  test("reads, opens pictures, learns, and works offline after one visit", async (t) => {
    const { page, context, faults } = await visit(t);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    const picture = { width: 400, height: 300, rows: [{ text: "7", x: 140, y: 60, height: 180 }] };
    await openFiles(page, { name: "7.png", mimeType: "image/png", buffer: await drawnPicture(page, picture) });
    await answered(page, 7);
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 90"><rect width="60" height="90" fill="#fff"/><path d="M30 10v70" stroke="#000" stroke-width="7"/></svg>';
    await openFiles(page, { name: "1.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
    await answered(page, 1);
    await page.getByRole("button", { name: "Not right?" }).click();
    await page.getByRole("button", { name: "Not a digit" }).click();
    await page.getByRole("heading", { name: /^(Learned|Not yet)$/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await context.setOffline(true);
    await page.reload();
    await draw(page, STROKES[7]);
    assert.deepEqual(faults, []);
  });

  test("runs no program from elsewhere, whoever asks for it", async (t) => {
    const { page, faults } = await visit(t, { serviceWorkers: "block" });
    const refusal = (task) =>
      page.evaluate(`(() => { try { ${task}; return "done"; } catch (error) { return error.name; } })()`);
    assert.equal(await refusal('new Worker("assets/other.js")'), "TypeError");
    assert.equal(await refusal('document.body.innerHTML = "<b>x</b>"'), "TypeError");
    assert.equal(await refusal('trustedTypes.createPolicy("other", {})'), "TypeError");
    assert.equal(await refusal('trustedTypes.createPolicy("lenet5", {})'), "TypeError");
    const policy = 'globalThis[Symbol.for("lenet5-wasm.policy")]';
    for (const address of [
      "https://example.org/x.js",
      "//example.org/x.js",
      "/../x",
      "data:text/javascript,1",
      "blob:x",
    ])
      if (new URL(address, site.url).href.startsWith(site.url)) assert.equal(address, "/../x");
      else assert.equal(await refusal(`${policy}.createScriptURL("${address}")`), "TypeError", address);
    assert.ok(faults.length > 0 && faults.every((fault) => /Trusted|trusted/.test(fault)), faults.join("\n"));
  });
});
