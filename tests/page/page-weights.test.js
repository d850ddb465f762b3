// Somebody's weights, opened in the page: a report, and the page reads with them until one goes back.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { importWeights } from "../../dist/lib/import.js";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { answered, draw } from "../support/page-driver.js";
import { CHROMIUM, pageSuite, violationsOf } from "../support/page-suite.js";
import { randomTensors } from "../support/safetensors.js";
import { STROKES } from "../support/strokes.js";
import { renamed, tensorsOf, torchZip } from "../support/weight-files.js";

const suite = pageSuite();

const ARRAYS = randomTensors(5);
const PARAMS = torchZip(renamed(tensorsOf(ARRAYS), ["conv1", "conv2", "conv3", "fc1", "fc2"]));
const HOSTILE = Buffer.from("cos\nsystem\n(S'echo hacked'\ntR.");
const PAGE = Buffer.from("<!doctype html><html><body>404</body></html>");

const drop = (page, name, bytes) =>
  page.evaluate(
    ({ name, bytes }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
      document
        .querySelector(".pad")
        .dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, bytes: [...bytes] },
  );

const pictureOf = async (page) =>
  Uint8Array.from(
    await page.locator(".picture canvas").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
      return Array.from({ length: 784 }, (_, i) => data[4 * i + 3]);
    }),
  );

describe("a weights file", CHROMIUM, () => {
  test("is counted by the step of the lesson that is shown, and softmax without a temperature says so", async () => {
    const page = await suite.open({}, `${suite.url}#lesson/6`);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    const step = page.locator(".step-number");
    await step.filter({ hasText: "6 of 10" }).waitFor();
    const example = await page.locator(".example").innerText();
    await drop(page, "params.pkl", PARAMS);
    await page.getByRole("button", { name: "Read with these weights" }).click();
    await page.getByText("Reading with params.pkl").waitFor();
    await page.waitForFunction((before) => {
      const now = /** @type {any} */ (document.querySelector(".example"))?.innerText;
      return now && now !== before;
    }, example);
    assert.equal(await step.innerText(), "6 of 10");
    await page.evaluate(() => (location.hash = "inside/softmax"));
    await page.getByText("these weights came without a temperature").waitFor();
  });

  test("is reported tensor by tensor, reads, is shown inside, and one goes back", async () => {
    const page = await suite.open({}, `${suite.url}#inside/c1/4/10/12`);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await drop(page, "params.pkl", PARAMS);
    const dialog = page.getByRole("dialog", { name: "params.pkl" });
    await dialog.waitFor();
    const rows = await dialog.locator("tbody tr").allInnerTexts();
    assert.equal(rows.length, 10);
    assert.ok(
      rows.some((row) => /conv1\.weight\s.*6 × 1 × 5 × 5\s+used.*convnet\.c1\.weight/s.test(row)),
      rows.join("\n"),
    );
    assert.deepEqual(await violationsOf(page), []);
    await dialog.getByRole("button", { name: "Read with these weights" }).click();
    await page.getByText("Reading with params.pkl").waitFor();

    const lenet5 = await loadLeNet5({ weights: (await importWeights(PARAMS)).weights });
    const { digit } = lenet5.predictNormalised(await pictureOf(page));
    await answered(page, digit ?? "refused");
    const first = page.locator(".products td span:nth-child(2)").first();
    const expected = ARRAYS["convnet.c1.weight"][4 * 25].toFixed(2).replace("-", "\u2212");
    await page
      .locator(".products td", { hasText: `× ${expected}` })
      .first()
      .waitFor();
    assert.equal(await first.innerText(), `× ${expected}`);

    await page.getByRole("button", { name: "Back to the page’s own" }).click();
    await answered(page, 3);
    await page.locator(".weights-note").waitFor({ state: "detached" });
    await page.waitForFunction(
      (before) => document.querySelector(".products td span:nth-child(2)")?.textContent !== before,
      `× ${expected}`,
    );
  });

  for (const [name, bytes, reason] of /** @type {[string, Buffer, RegExp][]} */ ([
    ["evil.pkl", HOSTILE, /system/],
    ["params.pt", PAGE, /HTML/],
    ["params.pt", PARAMS.subarray(0, PARAMS.length / 2), /./],
  ])) {
    test(`that is none is refused, and the page reads on: ${name}, ${bytes.length} bytes`, async () => {
      const page = await suite.open();
      await draw(page, STROKES[7]);
      await answered(page, 7);
      await drop(page, name, bytes);
      const dialog = page.getByRole("dialog", { name });
      assert.match(await dialog.getByRole("alert").innerText(), reason);
      assert.equal(await dialog.getByRole("button", { name: "Read with these weights" }).count(), 0);
      await dialog.getByRole("button", { name: "Close" }).click();
      await page.keyboard.press("Delete");
      await draw(page, STROKES[3]);
      await answered(page, 3);
    });
  }
});
