// The table in an opened picture, in real Chromium: offered, looked at, corrected, and taken away.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { drawnPicture, openFiles, pictureEdges } from "../support/drawn-pictures.js";
import { draw, settled } from "../support/page-driver.js";
import { CHROMIUM, PHONE, pageSuite, violationsOf } from "../support/page-suite.js";
import { STROKES } from "../support/strokes.js";

const suite = pageSuite();
const { open } = suite;

const CELLS = [
  ["7", "", "45", "3"],
  ["", "350", "", "9"],
  ["12", "", "6", ""],
];
const [ACROSS, DOWN, EDGE] = [150, 100, 40];
/** @returns {[number, number, number, number]} */
const boxAt = (x, y) => [EDGE + ACROSS * x, EDGE + DOWN * y, ACROSS, DOWN];
/** A table of printed rules, with what stands in its cells written by hand. */
const TABLE = {
  width: 2 * EDGE + 4 * ACROSS,
  height: 2 * EDGE + 3 * DOWN,
  boxes: CELLS.flatMap((row, y) => row.map((_, x) => boxAt(x, y))),
  rows: CELLS.flatMap((row, y) =>
    row.map((text, x) => ({ text, x: EDGE + ACROSS * x + 30, y: EDGE + DOWN * y + 22, height: 56, pen: 6 })),
  ),
};
const TSV = CELLS.map((row) => `${row.join("\t")}\n`).join("");
/** What stands in the last cell of the first row, and is read as a 3. */
const CORRECTED = TSV.replace("45\t3", "45\t8,5");

async function openTable(page, picture = TABLE) {
  await openFiles(page, { name: "table.png", mimeType: "image/png", buffer: await drawnPicture(page, picture) });
  await page.getByRole("button", { name: "Show as a table, 3 × 4" }).click();
}

const cellsOf = (page) =>
  page
    .locator(".cells tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("button")].map((button) => button.firstElementChild.textContent)),
    );

const cell = (page, row, column) => page.locator(".cells tr").nth(row).locator("td").nth(column).getByRole("button");

/** The names of cells, from one on and to the end of its row, over which something else lies. */
const coveredOf = (page, from = 0) =>
  page.locator(".cells td button").evaluateAll(
    (buttons, from) =>
      buttons.slice(from, from + 4).flatMap((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return button.contains(there) ? [] : [button.ariaLabel];
      }),
    from,
  );

const labelOf = (locator) => locator.evaluate((node) => node.ariaLabel);

const focused = (page) => page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.localName);

describe("a table in an opened picture", CHROMIUM, () => {
  test("is offered, and shows what its cells hold; none where there is none", async () => {
    const page = await open();
    await openFiles(page, {
      name: "seven.png",
      mimeType: "image/png",
      buffer: await drawnPicture(page, { width: 400, height: 300, rows: [{ text: "7", x: 140, y: 60, height: 180 }] }),
    });
    await page.locator('.answer[data-digit="7"]').waitFor();
    await openTable(page);
    assert.deepEqual(await cellsOf(page), CELLS);
    assert.match(await labelOf(cell(page, 0, 2)), /^Row 1, column 3: 45, (doubtful, )?(> )?\d+\.\d%$/);
    assert.equal(await labelOf(cell(page, 0, 1)), "Row 1, column 2: blank");
    await page.locator("[data-tool=undo]").click();
    await page.locator('.answer[data-digit="7"]').waitFor();
    assert.equal(await page.locator(".cells, .offer:visible").count(), 0);
  });

  test("shows where a tapped cell is, how it looks and what else it could be", async () => {
    const page = await open(PHONE);
    await openTable(page);
    await cell(page, 1, 3).tap();
    const pad = await page.locator(".pad").boundingBox();
    const edges = await pictureEdges(page);
    const scale = edges.width / TABLE.width;
    const box = await page.locator(".pad > .box").boundingBox();
    const middle = [EDGE + 3.5 * ACROSS, EDGE + 1.5 * DOWN];
    assert.ok(Math.abs(box.x + box.width / 2 - (pad.x + edges.left + middle[0] * scale)) < 4, "across");
    assert.ok(Math.abs(box.y + box.height / 2 - (pad.y + edges.top + middle[1] * scale)) < 4, "down");
    await page.locator(".cell canvas:visible").waitFor();
    const others = page.getByRole("group", { name: "It could be" }).locator("button");
    await others.getByText("Blank").tap();
    assert.equal(await labelOf(cell(page, 1, 3)), "Row 2, column 4: blank, corrected by hand");
    await page.getByRole("button", { name: "As it was read" }).tap();
    assert.equal((await cellsOf(page))[1][3], "9");
    await cell(page, 2, 0).tap(); // which might be another number
    const other = (await others.first().innerText()).split(" ")[0];
    assert.notEqual(other, "12");
    await others.first().tap();
    assert.equal(await labelOf(cell(page, 2, 0)), `Row 3, column 1: ${other}, corrected by hand`);
  });

  test("is seen on phones, not only what is said of its first cell", async () => {
    for (const viewport of [
      { width: 320, height: 568 },
      { width: 390, height: 844 },
      { width: 844, height: 390 },
    ]) {
      const page = await open({ ...PHONE, viewport });
      await openTable(page);
      await page.locator(".cell canvas:visible").waitFor();
      assert.deepEqual(await coveredOf(page), [], `${viewport.width} × ${viewport.height}`);
      await cell(page, 2, 0).focus();
      assert.deepEqual(await coveredOf(page, 8), [], "once it was gone to");
      await page.context().close();
    }
    await open(); // which the suite looks at
  });

  test("is chosen from by a tap on the picture", async () => {
    const page = await open();
    await openTable(page);
    const pad = await page.locator(".pad").boundingBox();
    const { left, top, width } = await pictureEdges(page);
    const scale = width / TABLE.width;
    await page.mouse.click(pad.x + left + (EDGE + 1.5 * ACROSS) * scale, pad.y + top + (EDGE + 1.5 * DOWN) * scale);
    assert.equal(await page.locator(".cell .sentence").innerText(), await labelOf(cell(page, 1, 1)));
  });

  test("is corrected by keys alone, which neither clear the pad nor lose the picture", async () => {
    const page = await open();
    await openTable(page);
    assert.equal(await focused(page), await labelOf(cell(page, 0, 0)));
    for (const key of ["ArrowDown", "End", "ArrowUp"]) await page.keyboard.press(key);
    assert.equal(await focused(page), await labelOf(cell(page, 0, 3)));
    await page.keyboard.press("8");
    await page.keyboard.type(",5");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "Row 1, column 4: 8,5, corrected by hand");
    await page.keyboard.press("Enter");
    await page.keyboard.type("1");
    await page.keyboard.press("Control+z"); // of the field
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "Row 1, column 4: 8,5, corrected by hand");
    assert.equal((await cellsOf(page))[0][3], "8,5");
    await page.keyboard.press("Delete");
    assert.equal(await focused(page), "Row 1, column 4: blank, corrected by hand");
    assert.equal((await cellsOf(page))[0][3], "");
    assert.ok(await page.locator(".pad.opened").isVisible());
  });

  test("is copied, and saved as CSV, as it was corrected; which outlasts an undo", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await openTable(page);
    await cell(page, 0, 3).click();
    await page.getByLabel("What it is").fill("8,5");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copy the table" }).click();
    await page.getByText("Copied. Paste it into a spreadsheet or a text.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), CORRECTED);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as CSV" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "lenet5-table.csv");
    const csv = await readFile(await download.path(), "utf8");
    assert.equal(csv, CORRECTED.replace("8,5", '"8,5"').replaceAll("\t", ",").replaceAll("\n", "\r\n"));
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await page.getByRole("button", { name: "Show as a table, 3 × 4" }).click();
    assert.equal((await cellsOf(page))[0][3], "8,5");
  });

  test("can be copied by hand where the page may not", async () => {
    const page = await open();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("denied"));
    });
    await openTable(page);
    await page.getByRole("button", { name: "Copy the table" }).click();
    assert.equal(await page.getByLabel("What to copy").inputValue(), TSV);
  });

  test("tells doubtful cells by look and words", async () => {
    const page = await open();
    const rows = [...TABLE.rows, { text: "4", x: EDGE + 52, y: EDGE + 22, height: 56, pen: 6 }]; // upon the 7
    await openTable(page, { ...TABLE, rows });
    const first = cell(page, 0, 0);
    assert.match(await labelOf(first), /^Row 1, column 1: (not read|.*, doubtful, )/);
    const look = (locator) =>
      locator.evaluate((button) => {
        const { borderBottomStyle } = getComputedStyle(button.firstElementChild);
        return [borderBottomStyle, getComputedStyle(button).color];
      });
    const [dashed, colour] = await look(first);
    const [plain, sure] = await look(cell(page, 1, 1));
    assert.deepEqual([dashed, plain], ["dashed", "none"]);
    assert.notEqual(colour, sure);
    assert.match(await page.locator(".doubts").innerText(), /^\d cells? (is|are) doubtful/);
  });

  test("gives way to what is written, and closes back to the lines", async () => {
    const page = await open();
    await openTable(page);
    await page.getByRole("button", { name: "Close the table" }).click();
    assert.equal(await focused(page), "button");
    assert.ok(await page.locator(".answer").isVisible());
    await page.getByRole("button", { name: "Show as a table, 3 × 4" }).click();
    await page.getByRole("button", { name: "Write instead" }).click();
    await draw(page, STROKES[4]);
    await page.locator('.answer[data-digit="4"]').waitFor();
    assert.equal(await page.locator(".cells, .offer:visible").count(), 0);
  });

  for (const colorScheme of /** @type {const} */ (["light", "dark"]))
    test(`has nothing that axe finds wrong, ${colorScheme}`, async () => {
      const page = await open({ ...PHONE, colorScheme });
      await openTable(page);
      await cell(page, 0, 0).tap();
      await settled(page);
      assert.deepEqual(await violationsOf(page), []);
    });

  test("that does not arrive leaves the lines as they are", async () => {
    const page = await open({ serviceWorkers: "block" });
    suite.cause(/ERR_FAILED/); // what is not fetched
    await page.route(/cells/, (route) => route.abort());
    await openFiles(page, { name: "table.png", mimeType: "image/png", buffer: await drawnPicture(page, TABLE) });
    await settled(page);
    assert.equal(await page.locator(".offer").count(), 0);
  });
});
