// Makes the README's picture of the page, web/screenshot.webp, from the built page: node tests/page/screenshot.js

import { writeFile } from "node:fs/promises";

import { launchChromium } from "../support/browsers.js";
import { answered, draw, openPage, SITE, still } from "../support/page-driver.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

const site = await serveFolder(SITE);
const browser = await launchChromium();
const { page, context } = await openPage(browser, site.url, {
  viewport: { width: 1200, height: 740 },
  deviceScaleFactor: 1.5,
});
await draw(page, STROKES[3], { side: 0.62 });
await answered(page, 3);
await page.mouse.move(0, 0);
await still(page);
const session = await context.newCDPSession(page);
const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 90 });
await writeFile(new URL("../../web/screenshot.webp", import.meta.url), Buffer.from(data, "base64"));
await browser.close();
await site.close();
