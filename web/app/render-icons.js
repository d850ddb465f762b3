// Renders the PNG icons in public/ from public/icon.svg with Chromium: node web/app/render-icons.js
// They are committed; run this after a change of the drawing.

import { readFile, writeFile } from "node:fs/promises";

import { chromium } from "playwright-core";

const folder = new URL("public/", import.meta.url);
const svg = await readFile(new URL("icon.svg", folder), "utf8");
// Systems that cut icons to their own shape want the background up to the edge; the drawing stays within the middle
// 80 %, which a maskable icon must keep free.
const square = svg.replace(' rx="112"', "");

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
const page = await browser.newPage();

async function render(name, side, drawing) {
  await page.setViewportSize({ width: side, height: side });
  const source = `data:image/svg+xml;base64,${Buffer.from(drawing).toString("base64")}`;
  await page.setContent(`<style>body{margin:0}img{display:block;width:100vw}</style><img src="${source}">`);
  await page.locator("img").evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
}

await render("icon-192.png", 192, svg);
await render("icon-512.png", 512, svg);
await render("icon-maskable-512.png", 512, square);
await render("apple-touch-icon.png", 180, square);
await browser.close();
