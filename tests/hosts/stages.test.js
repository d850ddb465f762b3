// What a reading does, step by step, as users have it: from JavaScript, beside what the command writes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { LeNet5Error, loadLeNet5 } from "../../dist/lib/lenet5.js";
import { stagesOf } from "../../dist/lib/stages.js";
import { Form, placeDigit } from "../eval/forms.js";
import { digitStyles, write } from "../eval/hand.js";
import { Random } from "../eval/random.js";
import { pngOf } from "../support/picture-files.js";

const NATIVE = fileURLToPath(new URL("../../build/lenet5", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "lenet5-stages-"));
after(() => rmSync(folder, { recursive: true }));

const FRAME = { x: 20, y: 20, width: 260, height: 90 };

/** A number in a printed frame. */
function framed(text = "407") {
  const form = new Form(300, 130);
  form.frame(FRAME.x, FRAME.y, FRAME.width, FRAME.height, 2);
  for (const [i, digit] of [...text].entries()) {
    const { template } = digitStyles.find((style) => style.digit === Number(digit));
    const strokes = write(template, new Random("stages", digit));
    form.draw("pen", placeDigit(strokes, { x: 80 + 60 * i, y: 65, size: 50, widest: 50 }, 4), 4);
  }
  return form.paint();
}

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** What a netpbm file holds, as a stage. */
function stageIn(file) {
  const bytes = readFileSync(path.join(folder, "stages", file));
  const [header, kind, width, height] = /^P([56])\n(\d+) (\d+)\n255\n/.exec(bytes.toString("latin1", 0, 40));
  const channels = kind === "6" ? 3 : 1;
  return {
    name: file.slice(3, -4),
    width: Number(width),
    height: Number(height),
    channels,
    data: bytes.subarray(header.length),
  };
}

/** RGBA as the command writes it. */
const opaque = ({ channels, data }) => (channels === 4 ? data.filter((_, i) => i % 4 < 3) : data);

describe("the stages of a reading", () => {
  test("are those that the command writes, to the bit", async () => {
    const pixels = framed();
    const { width, height, data } = pixels;
    const file = path.join(folder, "framed.png");
    writeFileSync(file, pngOf({ width, height, colourType: 6, samples: Buffer.from(data) }));
    const run = spawnSync(NATIVE, ["read", "--stages", path.join(folder, "stages"), file], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    const written = readdirSync(path.join(folder, "stages")).sort().map(stageIn);
    const stages = await stagesOf(pixels, { reading: lenet5.read(pixels) });
    assert.deepEqual(
      stages.map(({ name }) => name),
      written.map(({ name }) => name),
    );
    for (const [i, stage] of stages.entries()) {
      assert.deepEqual([stage.width, stage.height], [written[i].width, written[i].height], stage.name);
      assert.deepEqual(Buffer.from(opaque(stage)), Buffer.from(written[i].data), stage.name);
    }
  });

  test("show the frame as print, and the digits in the line, in pieces and in the path", async () => {
    const pixels = framed();
    const reading = lenet5.read(pixels);
    assert.equal(reading.text, "407");
    const stages = await stagesOf(pixels, { reading });
    const stage = (name) => stages.find((one) => one.name === name);
    const print = stage("print");
    let onFrame = 0;
    let within = 0;
    for (let y = 0; y < print.height; y++)
      for (let x = 0; x < print.width; x++) {
        const apart = Math.min(
          Math.abs(x - FRAME.x),
          Math.abs(x - FRAME.x - FRAME.width),
          Math.abs(y - FRAME.y),
          Math.abs(y - FRAME.y - FRAME.height),
        );
        if (print.data[y * print.width + x] > 0) apart < 5 ? onFrame++ : within++;
      }
    assert.ok(onFrame > 600, `${onFrame}`);
    assert.equal(within, 0);
    const coloursIn = ({ data }) => {
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4) colours.add(data.subarray(i, i + 3).join());
      return colours.size - 1; // and white
    };
    assert.equal(coloursIn(stage("lines")), 1);
    assert.ok(coloursIn(stage("pieces")) >= 3);
    const { x, y } = reading.characters[1].box;
    const path = stage("path");
    const corner = path.data.subarray(4 * (y * path.width + x), 4 * (y * path.width + x) + 3);
    assert.ok(Math.max(...corner) - Math.min(...corner) > 30, `a frame in colour, not ${corner}`);
  });

  test("are there without a reading, for a blank picture, and for one pixel", async () => {
    for (const [width, height] of [
      [200, 100],
      [1, 1],
    ]) {
      const stages = await stagesOf({ width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) });
      const names = stages.map(({ name }) => name);
      assert.ok(names.includes("lines") && !names.includes("pieces") && !names.includes("cells"), `${names}`);
      assert.ok(stages.find(({ name }) => name === "ink").data.every((level) => level === 0));
    }
  });

  test("of what is none are refused, and hostile boxes harm nothing", async () => {
    const pixels = framed();
    const of = (reading) => stagesOf(pixels, { reading });
    await assert.rejects(of({}), TypeError);
    await assert.rejects(of({ format: "roman", line: 0, characters: [] }), RangeError);
    await assert.rejects(of({ format: "digits", line: 0, characters: Array(65).fill({}) }), TypeError);
    await assert.rejects(stagesOf(/** @type {any} */ ({})), TypeError);
    await assert.rejects(stagesOf(pixels, { wasm: new Uint8Array(8) }), LeNet5Error);
    const far = { x: -(2 ** 31), y: 2 ** 31 - 1, width: 2 ** 31 - 1, height: Number.NaN };
    const all = { x: 0, y: 0, width: 2 ** 31 - 1, height: 2 ** 31 - 1 };
    const boxes = [far, all, { x: 0, y: 0, width: -5, height: 1e300 }, { x: 1e9, y: 0, width: 2e9, height: 2e9 }];
    const stages = await of({ format: "digits", line: 99, characters: [...boxes, null].map((box) => ({ box })) });
    assert.equal(stages.at(-1).name, "path");
  });
});
