// The same bits on every host: native, WASI, and the browser module in Node, Chromium and Firefox.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import * as layout from "../../web/lib/layout.js";
import { launchChromium, launchFirefox, skipWithoutChromium, skipWithoutFirefox } from "../support/browsers.js";
import { PICTURES, STROKE_SETS } from "../support/drawings.js";
import { program } from "../support/programs.js";
import { serveFolder } from "../support/static-server.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const LIBRARY = at("dist/lib");
const WEIGHTS = at("dist/lib/lenet5.safetensors");

/** @type {{ name: string, picture?: any, strokes?: any }[]} */
const questions = [
  ...Object.entries(PICTURES).map(([name, picture]) => ({ name, picture })),
  ...Object.entries(STROKE_SETS).map(([name, strokes]) => ({ name, strokes })),
];

// Runs in a page as well, so it stands alone: a result's numbers, floats as their bits, and a checksum of all layers'.
function bitsOf({ digit, confidence, score, box, probabilities, logits, picture }, layers) {
  const bits = (floats) => Array.from(new Uint32Array(Float32Array.from(floats).buffer));
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  return {
    digit: digit ?? -1,
    floats: bits([confidence, score, ...probabilities, ...logits]),
    box: [x, y, width, height],
    picture: picture ? Array.from(picture) : Array(784).fill(0),
    layers: layers.flatMap(({ data }) => bits(data)).reduce((sum, word) => (Math.imul(sum, 16777619) ^ word) >>> 0, 0),
  };
}

async function inNode() {
  const lenet5 = await loadLeNet5();
  return questions.map(({ picture, strokes }) =>
    bitsOf(picture ? lenet5.predict(picture) : lenet5.predictStrokes(strokes), lenet5.layers()),
  );
}

// What tests/unit/hosts.c reads.
function asked() {
  return Buffer.concat(
    questions.map(({ picture, strokes }) => {
      if (picture) return Buffer.concat([ints(0, picture.width, picture.height), Buffer.from(picture.data.buffer)]);
      const points = strokes.flatMap((stroke, number) => stroke.map((point) => ({ ...point, number })));
      return Buffer.concat([
        ints(1, points.length, 0),
        ...points.map(({ x, y, pressure, number }) =>
          Buffer.concat([Buffer.from(Float32Array.of(x, y, pressure).buffer), ints(number)]),
        ),
      ]);
    }),
  );
}

const ints = (...numbers) => Buffer.from(Int32Array.from(numbers).buffer);

// lenet5_result and lenet5_activations, one after the other.
function parsed(bytes) {
  const size = layout.RESULT_BYTES + layout.ACTIVATIONS_BYTES;
  assert.equal(bytes.length, questions.length * size);
  return questions.map((_, i) => {
    const result = bytes.subarray(i * size, (i + 1) * size);
    const words = (offset, count) => Array.from({ length: count }, (_, k) => result.readUInt32LE(offset + 4 * k));
    return {
      digit: result.readInt32LE(layout.RESULT_DIGIT),
      floats: [
        ...words(layout.RESULT_CONFIDENCE, 1),
        ...words(layout.RESULT_SCORE, 1),
        ...words(layout.RESULT_PROBABILITIES, layout.CLASSES),
        ...words(layout.RESULT_LOGITS, layout.CLASSES),
      ],
      box: Array.from({ length: 4 }, (_, k) => result.readInt32LE(layout.RESULT_BOX + 4 * k)),
      picture: Array.from(result.subarray(layout.RESULT_PICTURE, layout.RESULT_BYTES)),
      layers: words(layout.RESULT_BYTES, layout.ACTIVATIONS_BYTES / 4).reduce(
        (sum, word) => (Math.imul(sum, 16777619) ^ word) >>> 0,
        0,
      ),
    };
  });
}

function answersOf(program, ...args) {
  const { status, stdout, stderr } = spawnSync(program, args, { input: asked(), maxBuffer: 2 ** 26 });
  assert.equal(status, 0, String(stderr));
  return parsed(stdout);
}

function assertSame(answers, expected) {
  questions.forEach(({ name }, i) => assert.deepEqual(answers[i], expected[i], name));
}

const expected = await inNode();

test("the questions cover digits, blanks and boxes away from the corner", () => {
  assert.ok(expected.some(({ digit }) => digit >= 0));
  assert.ok(expected.some(({ digit }) => digit < 0));
  assert.ok(expected.some(({ box: [x, y, width, height] }) => x > 0 && y > 0 && width > 0 && height > 0));
});

test("native gives the bits of the browser module", () => {
  assertSame(answersOf(program("hosts"), WEIGHTS), expected);
});

// The calls go through JavaScript: from wasm directly they use memory that is gone once it has grown (nodejs/node 53087).
test("WASI gives the bits of the browser module", () => {
  const host = `
    import { WASI } from "node:wasi";
    import { readFileSync } from "node:fs";
    const wasi = new WASI({ version: "preview1", args: ["hosts", "/lenet5.safetensors"], preopens: { "/": process.argv[1] } });
    const module = new WebAssembly.Module(readFileSync(process.argv[2]));
    const calls = Object.entries(wasi.wasiImport).map(([name, call]) => [name, (...given) => call(...given)]);
    const imports = { wasi_snapshot_preview1: Object.fromEntries(calls) };
    process.exitCode = wasi.start(new WebAssembly.Instance(module, imports));`;
  const wasm = at("build/tests/hosts.wasm");
  assertSame(answersOf(process.execPath, "--no-warnings", "--input-type=module", "-e", host, LIBRARY, wasm), expected);
});

// Runs in a page of the library's own folder.
async function askInPage({ library, asked, source }) {
  const { loadLeNet5 } = await import(library);
  const bitsOf = new Function(`return ${source}`)();
  const lenet5 = await loadLeNet5();
  return asked.map(({ data, width, height, strokes }) => {
    if (strokes) return bitsOf(lenet5.predictStrokes(strokes), lenet5.layers());
    const bytes = Uint8ClampedArray.from(atob(data), (letter) => letter.charCodeAt(0));
    return bitsOf(lenet5.predict(new ImageData(bytes, width, height)), lenet5.layers());
  });
}

/** @param {{ picture?: any, strokes?: any }} question */
const portable = ({ picture, strokes }) =>
  picture ? { ...picture, data: Buffer.from(picture.data).toString("base64") } : { strokes };

async function answersInPage(t, launch) {
  const site = await serveFolder(LIBRARY);
  t.after(() => site.close());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const library = `${site.url}lenet5.js`;
  await page.goto(library);
  return page.evaluate(askInPage, { library, asked: questions.map(portable), source: bitsOf.toString() });
}

test("Chromium gives the bits of Node", { skip: skipWithoutChromium }, async (t) => {
  assertSame(await answersInPage(t, () => launchChromium(["--disable-gpu"])), expected);
});

test("Firefox gives the bits of Node", { skip: skipWithoutFirefox }, async (t) => {
  assertSame(await answersInPage(t, launchFirefox), expected);
});

// Runs in a page of the library's own folder.
async function askFromFrame(library) {
  const { loadLeNet5 } = await import(library);
  const frame = /** @type {any} */ (document.body.appendChild(document.createElement("iframe")).contentWindow);
  const at = (name) => new URL(name, location.href).href;
  const bytes = await (await fetch("lenet5.safetensors")).arrayBuffer();
  const sources = {
    address: { wasm: new frame.URL(at("lenet5.wasm")), weights: new frame.URL(at("lenet5.safetensors")) },
    response: { wasm: await frame.fetch(at("lenet5.wasm")), weights: new frame.Response(bytes) },
    module: { wasm: await frame.WebAssembly.compileStreaming(fetch("lenet5.wasm")), weights: new frame.Blob([bytes]) },
    buffer: { weights: new frame.Uint8Array(new frame.Uint8Array(bytes)).buffer },
    file: { weights: new frame.File([bytes], "lenet5.safetensors") },
  };
  const context = frame.document.createElement("canvas").getContext("2d");
  context.lineWidth = 12;
  context.strokeRect(140, 30, 1, 90);
  const pixels = context.getImageData(0, 0, 300, 150);
  const answers = { foreign: !(pixels.data instanceof Uint8ClampedArray) && !(bytes instanceof frame.ArrayBuffer) };
  for (const [name, source] of Object.entries(sources))
    answers[name] = (await loadLeNet5(source)).predict(pixels).digit;
  return answers;
}

test("an iframe's pixels, addresses, responses, modules, bytes and files are taken", {
  skip: skipWithoutChromium,
}, async (t) => {
  const site = await serveFolder(LIBRARY);
  t.after(() => site.close());
  const browser = await launchChromium(["--disable-gpu"]);
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${site.url}lenet5.js`);
  const answers = await page.evaluate(askFromFrame, `${site.url}lenet5.js`);
  assert.deepEqual(answers, { foreign: true, address: 1, response: 1, module: 1, buffer: 1, file: 1 });
});
