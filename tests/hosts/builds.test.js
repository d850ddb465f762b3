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
import { RESULT_LOGITS } from "../../web/lib/layout.js";
import { relaxedWins } from "../../web/lib/race.js";
import { firstRunnable, RELAXED as RELAXED_BUILD } from "../../web/lib/runnable.js";
import { launchChromium, skipWithoutChromium } from "../support/browsers.js";
import { drawn } from "../support/drawings.js";
import { mnistPictures, skipWithoutMnist } from "../support/mnist.js";
import { generator } from "../support/random.js";
import { encode, randomTensors } from "../support/safetensors.js";
import { serveFolder } from "../support/static-server.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const RELAXED = "lenet5.relaxed.wasm";
const SIMD = "lenet5.wasm";
const SCALAR = "lenet5.scalar.wasm";
const BUILDS = [RELAXED, SIMD, SCALAR];
const FLAG = firstRunnable() === RELAXED_BUILD ? [] : ["--experimental-wasm-relaxed-simd"];
const RIGHT = FLAG.length ? [...FLAG, "--no-liftoff", "--no-wasm-tier-up"] : [];

function node(args, env = {}) {
  const { NODE_TEST_CONTEXT, ...own } = process.env; // or a child's tests would report to this process's runner
  return spawnSync(process.execPath, args, { encoding: "utf8", env: { ...own, ...env } });
}

for (const name of [RELAXED, SCALAR]) {
  test(`${name} equals the plain model in JavaScript`, () => {
    const { status, stdout, stderr } = node([...RIGHT, at("tests/unit/kernels.test.js")], { LENET5_MODULE: name });
    assert.equal(status, 0, stdout + stderr);
    assert.doesNotMatch(stdout, /^# tests 0$/m);
  });
}

/** In a page: each build's logits, as their bits, and whether it finds its known answer. */
async function inPage({ builds, files, pictures, logits }) {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const answers = {};
  for (const name of builds) {
    const { instance } = await WebAssembly.instantiateStreaming(fetch(name), {});
    const exports = /** @type {any} */ (instance.exports);
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
        answers[name].push(...new Uint32Array(exports.memory.buffer, exports.result() + logits, 10));
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
  const random = generator(8);
  const noise = (share) => Uint8Array.from({ length: 784 }, () => (random() < share ? Math.floor(random() * 256) : 0));
  const pictures = [
    new Uint8Array(784),
    new Uint8Array(784).fill(255),
    ...[0.1, 0.3, 0.6, 1].map(noise),
    ...(skipWithoutMnist ? [] : mnistPictures(200)),
  ];
  const alike = randomTensors(3);
  for (const values of Object.values(alike)) values.fill(10000);
  const files = [readFileSync(at("weights/lenet5.safetensors")), encode(randomTensors(4)), encode(alike)];
  const text = (data) => Buffer.from(data).toString("base64");
  const answers = await page.evaluate(inPage, {
    builds: BUILDS,
    files: files.map(text),
    pictures: pictures.map(text),
    logits: RESULT_LOGITS,
  });
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

/**
 * Loads the library in a new process, after some script, and reads a digit; → the builds that were opened, and the
 * answer or the error.
 */
function loaded(folder, flags = [], before = "") {
  const { data, width, height } = drawn(3);
  const script = `${before}
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

const DOT = Buffer.of(0xfd, 0xba, 1);
const MINIMUM = Buffer.of(0xfd, 0xb6, 1); // i32x4.dot_i16x8_s, i32x4.min_s

/** A machine's fault, by a module that says something else: from and to are instructions. */
function damage(file, from, to) {
  const bytes = readFileSync(file);
  let count = 0;
  for (let i = bytes.indexOf(from); i >= 0; i = bytes.indexOf(from, i + 1), count++) to.copy(bytes, i);
  assert.ok(count > 0, "there is nothing to damage");
  writeFileSync(file, bytes);
}

// What the library remembers of its race, as the number of a build.
const prefer = (build) => `globalThis[Symbol.for("lenet5-wasm.build")] = ${BUILDS.indexOf(build)};`;

test("one build is opened: the fastest that the host understands", (t) => {
  const folder = copyOfLibrary(t);
  const { opened, found } = loaded(folder, RIGHT);
  assert.equal(opened.length, 1);
  assert.ok([RELAXED, SIMD].includes(opened[0]), opened[0]);
  assert.equal(found.indexOf(Math.max(...found)), 3);
  for (const build of BUILDS) assert.deepEqual(loaded(folder, RIGHT, prefer(build)), { opened: [build], found });
  if (FLAG.length > 0) assert.deepEqual(loaded(folder), { opened: [SIMD], found });
});

test("where no race can be held, SIMD128 is run", (t) => {
  const folder = copyOfLibrary(t);
  const handicaps = {
    "compiling bytes is forbidden": "WebAssembly.Module = function () { throw new Error('forbidden'); };",
    "there is no clock": "performance.now = undefined;",
    "the clock stands": "performance.now = () => 7;",
    "the clock ticks each millisecond": "const start = Date.now(); performance.now = () => Date.now() - start;",
  };
  for (const [name, script] of Object.entries(handicaps)) {
    const { opened, found } = loaded(folder, RIGHT, script);
    assert.deepEqual(opened, [SIMD], name);
    assert.equal(found.indexOf(Math.max(...found)), 3, name);
  }
});

/** A race on a machine of our own: µs that each kernel takes, by its calls so far, and the clock there; → outcome, ms. */
function raced(costs, clock = (time) => time) {
  let time = 123.456;
  let calls = 0;
  const kernel = (cost) => () => {
    time += cost(calls++) / 1000;
  };
  const won = relaxedWins({ relaxed: kernel(costs.relaxed), simd: kernel(costs.simd) }, () => clock(time));
  return { won, took: time - 123.456 };
}

const steady = (cost) => () => cost;
const ticking = (ms) => (time) => Math.floor(time / ms) * ms;

test("the race is lost by what is clearly slower, on coarse clocks too", () => {
  for (const clock of [(time) => time, ticking(0.005), ticking(0.1)]) {
    assert.equal(raced({ relaxed: steady(2), simd: steady(4) }, clock).won, true);
    assert.equal(raced({ relaxed: steady(4), simd: steady(4) }, clock).won, true, "a draw");
    assert.equal(raced({ relaxed: steady(4), simd: steady(2.5) }, clock).won, false);
  }
});

test("the race is not lost by a start before the code was optimised, or by another process's turn", () => {
  const slowStart = (cost) => (call) => (call < 100 ? 12 : cost);
  assert.equal(raced({ relaxed: slowStart(2), simd: slowStart(4) }).won, true);
  assert.equal(raced({ relaxed: slowStart(4), simd: slowStart(2) }).won, false);
  const interrupted = (cost) => (call) => (call === 300 ? 900 : cost);
  assert.equal(raced({ relaxed: interrupted(2), simd: interrupted(4) }).won, true);
  assert.equal(raced({ relaxed: interrupted(4), simd: interrupted(2) }).won, false);
  const stopped = (cost) => (call) => (call === 300 ? 9000 : cost);
  assert.equal(raced({ relaxed: stopped(2), simd: stopped(4) }).won, false, "too little was seen");
});

test("the race takes 5 ms at most, and is given up on a clock too coarse to tell", () => {
  const fast = { relaxed: steady(1), simd: steady(2) };
  const slow = { relaxed: steady(20), simd: steady(40) };
  for (const costs of [fast, slow]) {
    for (const clock of [(time) => time, ticking(0.1)]) assert.ok(raced(costs, clock).took < 5);
  }
  for (const clock of [ticking(1), ticking(16), ticking(100), steady(0)]) {
    const { won, took } = raced(fast, clock);
    assert.equal(won, false);
    assert.ok(took <= 5, `${took}`);
  }
});

test("Chromium holds the race once, and fetches its winner alone", { skip: skipWithoutChromium }, async (t) => {
  const asked = [];
  const site = await serveFolder(at("dist/lib"), { refuse: (path) => void asked.push(path) });
  t.after(() => site.close());
  const browser = await launchChromium(["--disable-gpu"]);
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${site.url}lenet5.js`);
  const builds = await page.evaluate(async (library) => {
    const { loadLeNet5 } = await import(library);
    await Promise.all([loadLeNet5(), loadLeNet5()]);
    return globalThis[Symbol.for("lenet5-wasm.build")];
  }, `${site.url}lenet5.js`);
  const engines = new Set(asked.filter((path) => path.endsWith(".wasm")));
  assert.deepEqual([...engines], [`/${BUILDS[builds]}`]);
});

test("a build that calculates wrongly is stepped down from, to the same answer", (t) => {
  const folder = copyOfLibrary(t);
  const { found } = loaded(folder, RIGHT);
  if (FLAG.length > 0) {
    assert.deepEqual(loaded(folder, [...FLAG, "--liftoff-only"], prefer(RELAXED)), { opened: [RELAXED, SIMD], found });
  }
  damage(join(folder, SIMD), DOT, MINIMUM);
  assert.deepEqual(loaded(folder, RIGHT, prefer(SIMD)), { opened: [SIMD, RELAXED], found });
  damage(join(folder, RELAXED), DOT, MINIMUM);
  assert.deepEqual(loaded(folder, RIGHT, prefer(RELAXED)), { opened: BUILDS, found });
});

test("a build that is not there or does not compile is stepped down from", (t) => {
  const folder = copyOfLibrary(t);
  const { found } = loaded(folder, RIGHT);
  rmSync(join(folder, RELAXED));
  assert.deepEqual(loaded(folder, RIGHT, prefer(RELAXED)), { opened: [RELAXED, SIMD], found });
  writeFileSync(join(folder, SIMD), "no module");
  assert.deepEqual(loaded(folder, RIGHT, prefer(RELAXED)), { opened: BUILDS, found });
});

test("when no build is right, the error is that of the preferred one", (t) => {
  const folder = copyOfLibrary(t);
  damage(join(folder, SIMD), DOT, MINIMUM);
  writeFileSync(join(folder, SCALAR), "no module");
  rmSync(join(folder, RELAXED));
  const { opened, found } = loaded(folder, RIGHT, prefer(SIMD));
  assert.deepEqual(opened, [SIMD, RELAXED, SCALAR]);
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
