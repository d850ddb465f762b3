// The library in Node: what it loads from, what it answers, what it refuses.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";

import { LeNet5Error, loadLeNet5 } from "../../dist/lib/lenet5.js";
import { drawn, painted, penned } from "../support/drawings.js";
import { decode, encode, randomTensors } from "../support/safetensors.js";

const url = (name) => new URL(`../../dist/lib/${name}`, import.meta.url);
const WASM = await readFile(url("lenet5.wasm"));
const WEIGHTS = await readFile(url("lenet5.safetensors"));
const THREE = drawn(3);

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

test("reads drawn digits", () => {
  for (const digit of [1, 3, 7]) {
    const result = lenet5.predict(drawn(digit));
    assert.equal(result.digit, digit);
    assert.equal(result.reason, null);
    assert.equal(result.rejected, false);
    assert.equal(result.confidence, Math.max(...result.probabilities));
    assert.ok(Math.abs(result.probabilities.reduce((sum, p) => sum + p) - 1) < 1e-5);
    assert.equal(result.logits.indexOf(Math.max(...result.logits)), digit);
  }
});

test("puts the box around the ink", () => {
  const { box } = lenet5.predict(
    painted(90, 60, (x, y) => (x >= 40 && x < 46 && y >= 10 && y < 50 ? [0, 0, 0, 255] : [255, 255, 255, 255])),
  );
  assert.deepEqual(box, { x: 40, y: 10, width: 6, height: 40 });
});

test("tells a blank picture from a digit", () => {
  for (const blank of [painted(20, 30, () => [255, 255, 255, 255]), painted(1, 1, () => [0, 0, 0, 0])]) {
    const result = lenet5.predict(blank);
    assert.equal(result.digit, null);
    assert.equal(result.reason, "blank");
    assert.equal(result.box, null);
    assert.equal(result.picture, null);
    assert.deepEqual(lenet5.layers(), []);
  }
  assert.equal(lenet5.predictStrokes([]).reason, "blank");
  assert.equal(lenet5.predictStrokes([[]]).reason, "blank");
});

test("leaves the caller's pixels alone and gives away no memory of its own", () => {
  const before = THREE.data.slice();
  const first = lenet5.predict(THREE);
  const kept = structuredClone(first);
  lenet5.predict(drawn(7));
  assert.deepEqual(THREE.data, before);
  assert.deepEqual(first, kept);
});

test("reads strokes at any scale and place as the same digit", () => {
  for (const digit of [1, 3, 7]) {
    for (const scale of [2 ** -6, 1, 2 ** 12]) {
      const strokes = penned(digit).map((stroke) => stroke.map(({ x, y }) => ({ x: x * scale - 7, y: y * scale + 9 })));
      assert.equal(lenet5.predictStrokes(strokes).digit, digit);
    }
  }
});

test("an unknown pressure is one half", () => {
  const plain = penned(3).map((stroke) => stroke.map(({ x, y }) => ({ x, y })));
  assert.deepEqual(lenet5.predictStrokes(plain), lenet5.predictStrokes(penned(3)));
});

test("a pressure of null, as of devices that know none, is one half", () => {
  const unknown = penned(3).map((stroke) => stroke.map((point) => ({ ...point, pressure: null })));
  assert.deepEqual(lenet5.predictStrokes(unknown), lenet5.predictStrokes(penned(3)));
});

test("null is not given, of the options and of each", async () => {
  const net = await loadLeNet5(null);
  const plain = net.read(THREE);
  assert.equal(plain.text, "3");
  assert.deepEqual(net.read(THREE, null), plain);
  assert.deepEqual(net.read(THREE, { format: null, length: null, line: null }), plain);
  assert.deepEqual(net.sweep(THREE, { line: null }), net.sweep(THREE));
  assert.equal((await loadLeNet5({ wasm: null, weights: null })).predict(THREE).digit, 3);
});

test("what is made in another realm is taken as one's own", async () => {
  const foreign = (bytes, type) => Object.assign(runInNewContext(`new ${type}(${bytes.length})`), bytes);
  const pixels = foreign(THREE.data, "Uint8ClampedArray");
  assert.ok(!(pixels instanceof Uint8ClampedArray), "the test's own realm");
  assert.deepEqual(lenet5.predict({ ...THREE, data: pixels }), lenet5.predict(THREE));
  const { picture } = lenet5.predict(THREE);
  for (const type of ["Uint8Array", "Uint8ClampedArray"]) {
    assert.deepEqual(lenet5.predictNormalised(foreign(picture, type)), lenet5.predictNormalised(picture));
    assert.deepEqual(lenet5.predictBatch(foreign(picture, type)), lenet5.predictBatch(picture));
  }
  const strokes = runInNewContext(`(${JSON.stringify(penned(3))})`);
  assert.deepEqual(lenet5.predictStrokes(strokes), lenet5.predictStrokes(penned(3)));
  const zip = runInNewContext('({ format: "zip", length: 5 })');
  assert.deepEqual(lenet5.read(THREE, zip), lenet5.read(THREE, { format: "zip", length: 5 }));
  for (const view of [foreign(WEIGHTS, "Uint8Array"), foreign(WEIGHTS, "Uint8Array").buffer]) {
    assert.equal(
      (await loadLeNet5({ wasm: foreign(WASM, "Uint8Array").buffer, weights: view })).predict(THREE).digit,
      3,
    );
  }
  assert.throws(
    () => lenet5.predict({ ...THREE, data: runInNewContext("new Uint16Array(4)") }),
    /^TypeError: .*Uint16Array/,
  );
  assert.throws(
    () => lenet5.predict({ ...THREE, data: runInNewContext("new Int8Array(4)") }),
    /^TypeError: .*Int8Array/,
  );
});

test("a substitute's response is read, though it can't be streamed", async () => {
  class Response {
    ok = true;
    status = 200;
    headers = new Headers({ "Content-Type": "application/wasm" });
    get [Symbol.toStringTag]() {
      return "Response";
    }
    arrayBuffer = async () => Uint8Array.from(WASM).buffer;
  }
  assert.equal((await loadLeNet5({ wasm: new Response() })).predict(THREE).digit, 3);
});

test("its picture, given back, is read the same", () => {
  const result = lenet5.predict(THREE);
  assert.equal(result.picture.length, 28 * 28);
  assert.deepEqual(lenet5.predictNormalised(result.picture).logits, result.logits);
});

test("a batch is read as its pictures one by one, however many there are", () => {
  const digits = [1, 3, 7].map((digit) => lenet5.predict(drawn(digit)).picture);
  const pictures = Array.from({ length: 600 }, (_, i) =>
    digits[i % 3].map((ink, k) => (k % 601 === i ? 255 - ink : ink)),
  );
  const expected = pictures.map((picture) => lenet5.predictNormalised(picture));
  const layers = lenet5.layers();
  assert.deepEqual(lenet5.predictBatch(pictures), expected);
  assert.deepEqual(lenet5.layers(), layers);
  assert.deepEqual(lenet5.predictBatch(Buffer.concat(pictures)), expected);
  assert.deepEqual(lenet5.predictBatch([]), []);
});

test("layers() has LeNet-5's shapes, ReLUs and maxima", () => {
  const { logits, picture } = lenet5.predict(THREE);
  const layers = Object.fromEntries(lenet5.layers(THREE).map((layer) => [layer.name, layer]));
  assert.deepEqual(
    Object.values(layers).map(({ name, shape }) => `${name} ${shape.join("×")}`),
    ["input 1×32×32", "c1 6×28×28", "s2 6×14×14", "c3 16×10×10", "s4 16×5×5", "c5 120", "f6 84", "f7 10"],
  );
  for (const { shape, data } of Object.values(layers))
    assert.equal(
      data.length,
      shape.reduce((a, b) => a * b),
    );
  for (const name of ["c1", "s2", "c3", "s4", "c5", "f6"]) assert.ok(layers[name].data.every((value) => value >= 0));
  layers.f7.data.forEach((logit, k) => assert.ok(Math.abs(logit - logits[k]) < 1, "integers answer as float32 does"));
  assert.deepEqual(layers.s2.data, pooled(layers.c1));
  assert.deepEqual(layers.s4.data, pooled(layers.c3));
  for (let i = 0; i < 784; i++) {
    const input = layers.input.data[(2 + Math.floor(i / 28)) * 32 + 2 + (i % 28)];
    assert.ok(Math.abs(input - picture[i] / 255) < 1e-6);
  }
});

function pooled({ shape: [maps, height, width], data }) {
  const at = (map, y, x) => data[(map * height + y) * width + x];
  return Float32Array.from({ length: (maps * height * width) / 4 }, (_, i) => {
    const x = 2 * (i % (width / 2));
    const y = 2 * (Math.floor(i / (width / 2)) % (height / 2));
    const map = Math.floor(i / ((width * height) / 4));
    return Math.max(at(map, y, x), at(map, y, x + 1), at(map, y + 1, x), at(map, y + 1, x + 1));
  });
}

test("layers() without a picture are those behind the last prediction", () => {
  const seven = lenet5.layers(drawn(7));
  lenet5.predict(THREE);
  assert.notDeepEqual(lenet5.layers(), seven);
  lenet5.predict(drawn(7));
  assert.deepEqual(lenet5.layers(), seven);
});

test("16 megapixels are read, more are refused", () => {
  const side = 4096;
  const white = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 1000; y < 3000; y++) white.fill(0, (y * side + 2000) * 4, (y * side + 2200) * 4);
  for (let i = 3; i < white.length; i += 4) white[i] = 255;
  const { box } = lenet5.predict({ data: white, width: side, height: side });
  assert.ok(Math.abs(box.x - 2000) < 16 && Math.abs(box.width - 200) < 32, JSON.stringify(box));
  assert.throws(
    () => lenet5.predict({ data: white, width: side, height: side + 1 }),
    /^RangeError: .*4096×4097.*16 megapixels/,
  );
});

test("loads from everything that holds bytes", async () => {
  const expected = lenet5.predict(THREE);
  const wasmType = { headers: { "Content-Type": "application/wasm" } };
  const padded = new Uint8Array(WASM.length + 3);
  padded.set(WASM, 3);
  /** @type {Record<string, any>} */
  const sources = {
    URLs: { wasm: url("lenet5.wasm"), weights: url("lenet5.safetensors") },
    addresses: { wasm: url("lenet5.wasm").href, weights: url("lenet5.safetensors").href },
    paths: { wasm: fileURLToPath(url("lenet5.wasm")), weights: fileURLToPath(url("lenet5.safetensors")) },
    responses: { wasm: new Response(WASM, wasmType), weights: new Response(WEIGHTS) },
    "the wrong MIME type": {
      wasm: new Response(WASM, { headers: { "Content-Type": "text/plain" } }),
      weights: WEIGHTS,
    },
    "promises of responses": {
      wasm: Promise.resolve(new Response(WASM, wasmType)),
      weights: Promise.resolve(new Response(WEIGHTS)),
    },
    "array buffers": { wasm: Uint8Array.from(WASM).buffer, weights: Uint8Array.from(WEIGHTS).buffer },
    "a view into more": { wasm: padded.subarray(3), weights: new DataView(Uint8Array.from(WEIGHTS).buffer) },
    blobs: { wasm: new Blob([WASM]), weights: new Blob([WEIGHTS]) },
    "a module": { wasm: await WebAssembly.compile(WASM), weights: WEIGHTS },
    promises: { wasm: WebAssembly.compile(WASM), weights: Promise.resolve(WEIGHTS) },
  };
  for (const [name, options] of Object.entries(sources)) {
    assert.deepEqual((await loadLeNet5(options)).predict(THREE), expected, name);
  }
});

test("compiles no bytes when it is given a module", async (t) => {
  const wasm = await WebAssembly.compile(WASM);
  for (const name of /** @type {const} */ (["compile", "compileStreaming", "instantiateStreaming", "validate"])) {
    t.mock.method(WebAssembly, name, () => assert.fail(`${name}() is forbidden at the edge`));
  }
  assert.equal((await loadLeNet5({ wasm, weights: WEIGHTS })).predict(THREE).digit, 3);
});

/** A response whose connection drops after its first bytes. */
function dropped(bytes, headers) {
  let sent = false;
  const pull = (controller) => {
    if (sent) return controller.error(new Error("connection reset"));
    sent = true;
    controller.enqueue(Uint8Array.from(bytes.subarray(0, 500)));
  };
  return new Response(new ReadableStream({ pull }), { headers });
}

async function used(bytes, headers) {
  const response = new Response(bytes, { headers });
  await response.arrayBuffer();
  return response;
}

const TYPED = { "Content-Type": "application/wasm" };
const html = () => new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
/** @type {[string, any, string, RegExp][]} */
const REFUSED_SOURCES = [
  ["a wasm file that is not there", { wasm: "/no/such/lenet5.wasm" }, "unreachable", /wasm: .*no such file/],
  ["an answer of 404", { wasm: new Response("", { status: 404 }) }, "unreachable", /wasm: .*answered 404/],
  ["a page in place of the module", { wasm: html() }, "bad-module", /text\/html.*no WebAssembly/],
  ["a truncated module", { wasm: WASM.subarray(0, 1000) }, "bad-module", /wasm: could not be compiled/],
  ["another module", { wasm: Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0) }, "bad-module", /not lenet5\.wasm/],
  ["weights that are not there", { weights: "/no/such.safetensors" }, "unreachable", /weights: .*no such file/],
  ["an answer of 500 for the weights", { weights: new Response("", { status: 500 }) }, "unreachable", /answered 500/],
  ["a module whose connection drops", { wasm: dropped(WASM, TYPED) }, "unreachable", /^wasm: .*connection reset/],
  ["the same without a type", { wasm: dropped(WASM) }, "unreachable", /^wasm: .*connection reset/],
  ["weights whose connection drops", { weights: dropped(WEIGHTS) }, "unreachable", /^weights: .*connection reset/],
  ["a response of a module that was used before", { wasm: used(WASM, TYPED) }, "unreachable", /^wasm: .*already/],
  ["a response of weights that was used before", { weights: used(WEIGHTS) }, "unreachable", /^weights: .*already/],
  [
    "a streamed module that is cut short",
    { wasm: new Response(WASM.subarray(0, 900), { headers: TYPED }) },
    "bad-module",
    /could not be compiled/,
  ],
  ["empty weights", { weights: new Uint8Array(0) }, "bad-weights", /too short for safetensors/],
  ["truncated weights", { weights: WEIGHTS.subarray(0, 5000) }, "bad-weights", /^convnet\.\S+: .*truncated/],
  ["17 MiB of weights", { weights: new Uint8Array(17 * 2 ** 20) }, "bad-weights", /^weights: 17825792 bytes .*16 MiB/],
];
for (const [name, options, code, message] of REFUSED_SOURCES) {
  test(`refuses ${name}`, async () => {
    await assert.rejects(loadLeNet5(options), (error) => {
      assert.ok(error instanceof LeNet5Error);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n|undefined/);
      return true;
    });
  });
}

test("refuses what is no source", async () => {
  await assert.rejects(loadLeNet5({ wasm: 5 }), /^TypeError: wasm: expected a URL.*got Number/);
  await assert.rejects(
    loadLeNet5(/** @type {any} */ ({ weights: {} })),
    /^TypeError: weights: expected a URL.*got Object/,
  );
});

/** @returns {[string, (net: any) => any]} */
const given = (options) => [`${JSON.stringify(options)}`, (net) => net.read(THREE, options)];
const load = /** @type {(options: any) => Promise<any>} */ (loadLeNet5);
/** @type {[string, (net: any) => any, RegExp][]} */
const UNKNOWN_OPTIONS = [
  [...given({ lenght: 3 }), /^TypeError: options: .*"lenght".*did you mean "length"\?/],
  [...given({ Format: "zip" }), /"Format".*did you mean "format"\?/],
  [...given({ lines: 0 }), /"lines".*did you mean "line"\?/],
  [
    ...given({ format: "zip", digits: 5 }),
    /"digits"; there is { format, length, line, pattern, currency, locale, region }$/,
  ],
  [
    ...given("zip"),
    /^TypeError: options: expected an object { format, length, line, pattern, currency, locale, region }; got "zip"$/,
  ],
  [...given(5), /got Number$/],
  [...given(["zip"]), /got Array$/],
  ["a format for a sweep", (net) => net.sweep(THREE, { format: "zip" }), /"format".*{ line }$/],
  ["a line in place of options", (net) => net.sweep(THREE, 1), /expected an object { line }; got Number$/],
  ["{ lenght } with strokes", (net) => net.readStrokes(penned(3), { lenght: 1 }), /did you mean "length"/],
  ["{ weight }", () => load({ weight: WEIGHTS }), /^TypeError: options: .*"weight".*did you mean "weights"\?/],
  ["{ wsam }", () => load({ wsam: WASM }), /did you mean "wasm"\?/],
  ["{ model }", () => load({ model: WASM }), /"model"; there is { wasm, weights, network }$/],
  [
    "an address in place of options",
    () => load("lenet5.wasm"),
    /expected an object { wasm, weights, network }; got "lenet5.wasm"$/,
  ],
  ["a URL in place of options", () => load(url("lenet5.wasm")), /expected an object .*; got URL$/],
  ["bytes in place of options", () => load(WEIGHTS), /expected an object .*; got Buffer$/],
];
for (const [name, call, message] of UNKNOWN_OPTIONS) {
  test(`refuses ${name} as options`, async () => {
    await assert.rejects(async () => call(lenet5), message);
  });
}

test("a wrong pattern is refused with the place of the error", () => {
  const asked = (options) => () => lenet5.read(THREE, options);
  assert.throws(
    asked({ pattern: "\\d{2}x" }),
    /^RangeError: pattern: no digit or mark that is read, at 6: \\d\{2\}⟶x$/,
  );
  assert.throws(asked({ pattern: "€[1-" }), /^RangeError: pattern: .*, at 2: €⟶\[1-$/);
  assert.throws(asked({ pattern: "\\d{300}" }), /^RangeError: pattern: repeated more than 256 times, at 4/);
  assert.throws(asked({ pattern: "" }), /^RangeError: pattern: nothing stands here, at 1/);
  assert.throws(asked({ pattern: 5 }), /^TypeError: pattern: expected text; got Number$/);
  assert.throws(asked({ pattern: "1".repeat(256) }), /^RangeError: pattern: expected at most 255 bytes/);
  assert.throws(
    asked({ pattern: "\\d", format: "zip" }),
    /^TypeError: pattern: it is a format of its own; leave out "zip"$/,
  );
  assert.throws(asked({ format: "pattern" }), /^TypeError: format: expected "digits"/);
  assert.equal(lenet5.read(THREE, { pattern: "\\d" }).text, "3");
});

test("what can't be asked of a format is refused in the engine's words", () => {
  const asked = (options) => () => lenet5.read(THREE, options);
  assert.throws(asked({ length: 65 }), /^RangeError: length: a number has 1 to 64 digits; got 65$/);
  assert.throws(asked({ format: "zip", length: 6 }), /^RangeError: length: a ZIP code has 5 or 9 digits; got 6$/);
  assert.throws(
    asked({ format: "amount", length: 3 }),
    /^RangeError: length: an amount may have any number of digits; got 3$/,
  );
  assert.throws(
    asked({ format: "date", length: 6 }),
    /^RangeError: length: only digits and ZIP codes have a length; got 6$/,
  );
  assert.throws(asked({ pattern: "\\d", length: 1 }), /^RangeError: length: a pattern says itself how many digits/);
  assert.throws(asked({ currency: "XBT" }), /^RangeError: currency: of currencies there are USD, .*; got XBT$/);
  assert.throws(asked({ locale: "de_DE" }), /^RangeError: locale: a locale is a BCP 47 tag such as en-US; got de_DE$/);
  assert.throws(asked({ locale: "x".repeat(36) }), /^RangeError: locale: expected at most 35 bytes/);
  for (const length of [0, -1, 1.5, NaN, "5", 2 ** 32 + 5]) {
    assert.throws(asked({ length }), /^RangeError: length: expected a whole number from 1/);
  }
  for (const line of [-1, 0.5, "0", 2 ** 32]) {
    assert.throws(asked({ line }), /^RangeError: line: expected a whole number from 0/);
  }
  assert.equal(lenet5.read(THREE, { line: 63 }).reason, "blank");
  assert.equal(lenet5.read(THREE, { line: 64 }).reason, "blank");
});

test("keeps the weights in use when others are refused, and takes good ones", async () => {
  const net = await loadLeNet5();
  const expected = net.predict(THREE);
  await assert.rejects(net.loadWeights(WEIGHTS.subarray(0, WEIGHTS.length - 4)), { code: "bad-weights" });
  assert.deepEqual(net.predict(THREE), expected);
  const others = Uint8Array.from(WEIGHTS);
  others.fill(0, others.length - 4);
  await net.loadWeights(others);
  assert.notDeepEqual(net.predict(THREE).logits, expected.logits);
});

const pixels = (length) => new Uint8ClampedArray(length);
/** @type {[string, (net: any) => any, RegExp][]} */
const REFUSED_CALLS = [
  ["no picture", (net) => net.predict(null), /^TypeError: imageData: .*got null/],
  ["pixels in a plain array", (net) => net.predict({ data: [0], width: 1, height: 1 }), /^TypeError: .*Array/],
  [
    "pixels of 16 bits",
    (net) => net.predict({ data: new Uint16Array(4), width: 1, height: 1 }),
    /^TypeError: .*Uint16Array/,
  ],
  ["too few bytes", (net) => net.predict({ data: pixels(12), width: 2, height: 2 }), /^RangeError: .*16 bytes.*12/],
  ["a width of 0", (net) => net.predict({ data: pixels(0), width: 0, height: 2 }), /^RangeError: .*width.*got 0/],
  ["half a pixel", (net) => net.predict({ data: pixels(4), width: 1, height: 0.5 }), /^RangeError: .*height.*got 0.5/],
  [
    "20,000 × 20,000",
    (net) => net.predict({ data: pixels(4), width: 20000, height: 20000 }),
    /^RangeError: .*16 megapixels/,
  ],
  ["strokes that are no array", (net) => net.predictStrokes("3"), /^TypeError: strokes/],
  ["points outside a stroke", (net) => net.predictStrokes([{ x: 1, y: 1 }]), /^TypeError: strokes/],
  ["NaN", (net) => net.predictStrokes([[], [{ x: 1, y: NaN }]]), /^TypeError: strokes\[1\]\[0\]\.y.*NaN/],
  [
    "a coordinate out of range",
    (net) => net.predictStrokes([[{ x: 1e9, y: 0 }]]),
    /^RangeError: strokes\[0\]\[0\].*1000000000/,
  ],
  ["a pressure of 2", (net) => net.predictStrokes([[{ x: 1, y: 1, pressure: 2 }]]), /^RangeError: .*pressure.*2/],
  ["too many points", (net) => net.predictStrokes([Array(65537).fill({ x: 1, y: 1 })]), /^RangeError: .*65537/],
  ["a picture of 27 rows", (net) => net.predictNormalised(new Uint8Array(27 * 28)), /^RangeError: .*784 bytes.*756/],
  [
    "a batch with half a picture",
    (net) => net.predictBatch(new Uint8Array(784 + 392)),
    /^RangeError: pictures.*784 bytes.*1176/,
  ],
  ["a batch of text", (net) => net.predictBatch("33"), /^TypeError: pictures.*String/],
  [
    "a batch with a picture of 27 rows",
    (net) => net.predictBatch([new Uint8Array(784), new Uint8Array(756)]),
    /^RangeError: .*756/,
  ],
];
for (const [name, call, message] of REFUSED_CALLS) {
  test(`refuses ${name} and works on`, () => {
    assert.throws(() => call(lenet5), message);
    assert.equal(lenet5.predict(THREE).digit, 3);
  });
}

test("gives the weights in use: kernels, biases and what the file says of itself", async () => {
  const net = await loadLeNet5();
  const holds = ({ tensors, metadata }, file) => {
    const expected = decode(Buffer.from(file));
    assert.deepEqual(metadata, { ...expected.metadata });
    assert.deepEqual(Object.fromEntries(tensors.map(({ name, data }) => [name, data])), expected.tensors);
    for (const { shape, data } of tensors)
      assert.equal(
        shape.reduce((product, side) => product * side),
        data.length,
      );
  };
  holds(net.weights(), WEIGHTS);
  net.weights().tensors[0].data.fill(0);
  holds(net.weights(), WEIGHTS);
  const others = encode(randomTensors(3));
  await assert.rejects(net.loadWeights(others.subarray(0, 1000)));
  holds(net.weights(), WEIGHTS);
  await net.loadWeights(others);
  holds(net.weights(), others);
});
