// The engine's three builds: the same integers from relaxed SIMD, SIMD and no vectors at all, and which of them is run.
//
// Node 20 has relaxed SIMD behind a flag, and its first compiler swaps the dot product's operands: it is left out where
// the numbers are compared, and is a machine that calculates wrongly where the choice is tested.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { launchChromium, skipWithoutChromium } from "./browsers.js";
import { mnistPictures, skipWithoutMnist } from "./mnist.js";
import { drawn } from "./questions.js";
import { encode, generator, randomTensors } from "./safetensors.js";
import { serveFolder } from "./static-server.js";
import { vectors } from "../web/lib/vectors.js";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const RELAXED = "lenet5.relaxed.wasm", SIMD = "lenet5.wasm", SCALAR = "lenet5.scalar.wasm";
const BUILDS = [RELAXED, SIMD, SCALAR];
const FLAG = vectors() === 2 ? [] : ["--experimental-wasm-relaxed-simd"];
const RIGHT = FLAG.length ? [...FLAG, "--no-liftoff", "--no-wasm-tier-up"] : [];

function node(args, env = {}) {
  const { NODE_TEST_CONTEXT, ...own } = process.env; // or a child's tests would report to this process's runner
  return spawnSync(process.execPath, args, { encoding: "utf8", env: { ...own, ...env } });
}

for (const name of [RELAXED, SCALAR]) {
  test(`${name} equals the plain model in JavaScript`, () => {
    const { status, stdout, stderr } = node([...RIGHT, at("tests/kernels.test.js")], { LENET5_MODULE: name });
    assert.equal(status, 0, stdout + stderr);
    assert.doesNotMatch(stdout, /^# tests 0$/m);
  });
}

/** In a page: each build's logits, as their bits, and whether it finds its known answer. */
async function inPage({ builds, files, pictures }) {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const answers = {};
  for (const name of builds) {
    const { exports } = (await WebAssembly.instantiateStreaming(fetch(name), {})).instance;
    exports._initialize?.();
    const put = (data) => {
      const address = exports.reserve(data.length);
      new Uint8Array(exports.memory.buffer, address, data.length).set(data);
      return address;
    };
    answers[name] = [exports.check()];
    for (const file of files) {
      const data = bytes(file);
      if (exports.load(put(data), data.length) !== 0) throw new Error("the weights were refused");
      for (const picture of pictures) {
        exports.predict_normalised(put(bytes(picture)));
        answers[name].push(...new Uint32Array(exports.memory.buffer, exports.result() + 72, 10));
      }
    }
  }
  return answers;
}

test("in Chromium all three give the same bits, on digits and on pictures and weights made to overflow", {
  skip: skipWithoutChromium,
}, async (t) => {
  const site = await serveFolder(at("dist/lib"));
  t.after(() => site.close());
  const browser = await launchChromium(["--disable-gpu"]);
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${site.url}lenet5.js`);
  const random = generator(8), noise = (share) => Uint8Array.from({ length: 784 }, () => (random() < share ? Math.floor(random() * 256) : 0));
  const pictures = [new Uint8Array(784), new Uint8Array(784).fill(255), ...[0.1, 0.3, 0.6, 1].map(noise),
    ...(skipWithoutMnist ? [] : mnistPictures(200))];
  const alike = randomTensors(3);
  for (const values of Object.values(alike)) values.fill(10000);
  const files = [readFileSync(at("weights/lenet5.safetensors")), encode(randomTensors(4)), encode(alike)];
  const text = (data) => Buffer.from(data).toString("base64");
  const answers = await page.evaluate(inPage, { builds: BUILDS, files: files.map(text), pictures: pictures.map(text) });
  assert.equal(answers[SIMD].length, 1 + 10 * pictures.length * files.length);
  assert.equal(answers[SIMD][0], 0, "the known answer");
  assert.ok(new Set(answers[SIMD]).size > 100);
  for (const name of [RELAXED, SCALAR]) assert.deepEqual(answers[name], answers[SIMD], name);
});

/** The package's files, for one test to damage. */
function copyOfLibrary(t) {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-builds-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(at("dist/lib"), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

/** Loads the library in a new process and reads a digit; → the builds that were opened, and the answer or the error. */
function loaded(folder, flags = []) {
  const { data, width, height } = drawn(3);
  const script = `
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    const opened = [], read = fs.readFile;
    fs.readFile = (file, ...rest) => { opened.push(String(file).split("/").pop()); return read(file, ...rest); };
    syncBuiltinESMExports();
    const { loadLeNet5 } = await import(${JSON.stringify(pathToFileURL(join(folder, "lenet5.js")).href)});
    const pixels = { data: Uint8Array.from(Buffer.from("${Buffer.from(data).toString("base64")}", "base64")), width: ${width}, height: ${height} };
    const found = await loadLeNet5().then((lenet5) => lenet5.predict(pixels).logits, (error) => error.message);
    console.log(JSON.stringify({ opened: opened.filter((name) => name.endsWith(".wasm")), found }));`;
  const { status, stdout, stderr } = node([...flags, "--input-type=module", "-e", script]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const DOT = Buffer.of(0xfd, 0xba, 1), MINIMUM = Buffer.of(0xfd, 0xb6, 1); // i32x4.dot_i16x8_s, i32x4.min_s

/** A machine's fault, by a module that says something else: from and to are instructions. */
function damage(file, from, to) {
  const bytes = readFileSync(file);
  let count = 0;
  for (let i = bytes.indexOf(from); i >= 0; i = bytes.indexOf(from, i + 1), count++) to.copy(bytes, i);
  assert.ok(count > 0, "there is nothing to damage");
  writeFileSync(file, bytes);
}

test("one build is opened: the fastest that the host understands", (t) => {
  const folder = copyOfLibrary(t);
  const { opened, found } = loaded(folder, RIGHT);
  assert.deepEqual(opened, [RELAXED]);
  assert.equal(found.indexOf(Math.max(...found)), 3);
  if (FLAG.length === 0) return;
  assert.deepEqual(loaded(folder), { opened: [SIMD], found });
});

test("a build that calculates wrongly is stepped down from, to the same answer", (t) => {
  const folder = copyOfLibrary(t);
  const { found } = loaded(folder, RIGHT);
  if (FLAG.length > 0) assert.deepEqual(loaded(folder, [...FLAG, "--liftoff-only"]), { opened: [RELAXED, SIMD], found });
  damage(join(folder, RELAXED), DOT, MINIMUM);
  assert.deepEqual(loaded(folder, RIGHT), { opened: [RELAXED, SIMD], found });
  damage(join(folder, SIMD), DOT, MINIMUM);
  assert.deepEqual(loaded(folder, RIGHT), { opened: BUILDS, found });
});

test("a build that does not compile is stepped down from; when none is right, the error says so", (t) => {
  const folder = copyOfLibrary(t);
  writeFileSync(join(folder, RELAXED), "no module");
  damage(join(folder, SIMD), DOT, MINIMUM);
  writeFileSync(join(folder, SCALAR), readFileSync(join(folder, SIMD)));
  const { opened, found } = loaded(folder, RIGHT);
  assert.deepEqual(opened, BUILDS);
  assert.match(found, /calculates wrongly/);
});

test("a build that is given is used as it is", (t) => {
  const folder = copyOfLibrary(t);
  const script = `
    const { loadLeNet5 } = await import(${JSON.stringify(pathToFileURL(join(folder, "lenet5.js")).href)});
    await loadLeNet5({ wasm: ${JSON.stringify(join(folder, SCALAR))} });`;
  for (const name of [RELAXED, SIMD]) rmSync(join(folder, name));
  const { status, stderr } = node(["--input-type=module", "-e", script]);
  assert.equal(status, 0, stderr);
});
