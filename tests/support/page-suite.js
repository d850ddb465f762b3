// What the suites of the built page share: one browser and one server, and a check of every page that a test opened.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before } from "node:test";

import { launchChromium, skipWithoutChromium } from "./browsers.js";
import { openPage, SITE, still } from "./page-driver.js";
import { serveFolder } from "./static-server.js";

export const CHROMIUM = { skip: skipWithoutChromium };
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true };

/** Called once in a suite's file. */
export function pageSuite() {
  let site;
  let browser;
  let opened;

  before(async () => {
    if (skipWithoutChromium) return;
    site = await serveFolder(SITE);
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  // Whatever a test does, the page must not break its own policy, ask another origin, or leave an error in the console.
  afterEach(async () => {
    const { context, faults, caused } = opened;
    await context.close();
    assert.deepEqual(
      faults.filter((fault) => !caused?.test(fault)),
      [],
    );
  });

  return {
    async open(options, url = site.url) {
      opened = await openPage(browser, url, options);
      return opened.page;
    },
    /** Where the page is served. */
    get url() {
      return site.url;
    },
    /** For a test that opens several, one after another. */
    close: async () => opened?.context.close(),
    /** @param {RegExp} pattern of the faults that a test causes, whenever the browser reports them */
    cause(pattern) {
      opened.caused = pattern;
    },
    /** The faults of the page that is open; a test may take out those that it caused. */
    get faults() {
      return opened.faults;
    },
  };
}

const axe = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with a page, once it is still. */
export async function violationsOf(page) {
  await page.evaluate(await axe);
  await still(page);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}
