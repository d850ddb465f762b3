// A file of weights is either LeNet-5's, completely, or it is refused with its reason and changes nothing.

import assert from "node:assert/strict";
import { before, describe as group, test } from "node:test";
import { gzipSync } from "node:zlib";

import { BrowserModule } from "../support/browser-module.js";
import { generator } from "../support/random.js";
import { assemble, dataOf, describe, encode, randomTensors } from "../support/safetensors.js";

const TENSORS = randomTensors(1);
const OTHERS = randomTensors(2);
const BYTES = 61706 * 4;
const picture = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
const random = generator(7);

let engine;
let loaded;

function answer() {
  engine.predictNormalised(picture);
  return engine.result();
}

before(async () => {
  engine = await BrowserModule.open();
  assert.equal(engine.load(encode(TENSORS, { temperature: "1.5", reject_threshold: "-3.25" })), "");
  loaded = answer();
});

/** header(edit): the good header after an edit in place. */
function header(edit) {
  const good = describe(TENSORS);
  edit(good);
  return assemble(good, dataOf(TENSORS));
}

function withValue(value, index = 100) {
  const data = dataOf(TENSORS);
  data.writeFloatLE(value, index * 4);
  return assemble(describe(TENSORS), data);
}

/** F7's biases, the last tensor, in another dtype: these codes, then zeros. */
function withBias(dtype, codes) {
  const bytes = codes.BYTES_PER_ELEMENT;
  const bias = Buffer.alloc(10 * bytes);
  Buffer.from(codes.buffer).copy(bias);
  const changed = describe(TENSORS);
  const [begin] = changed["fc.f7.bias"].data_offsets;
  changed["fc.f7.bias"] = { dtype, shape: [10], data_offsets: [begin, begin + bias.length] };
  return assemble(changed, Buffer.concat([dataOf(TENSORS).subarray(0, begin), bias]));
}

const good = JSON.stringify(describe(TENSORS));
const nested = "[".repeat(100000) + "]".repeat(100000);
const metadata = (text) => assemble(`{"__metadata__":${text},${good.slice(1)}`, dataOf(TENSORS));

/** @type {Record<string, [Buffer, RegExp]>} */
const BAD = {
  "an empty file": [Buffer.alloc(0), /^file: too short/],
  "seven bytes": [Buffer.alloc(7), /^file: too short/],
  "no safetensors at all": [Buffer.from("P5 28 28 255 and so on and on"), /^file: .*length is past the end/],
  "a web page": [
    Buffer.from("\n<!DOCTYPE html>\n<html lang=en><title>404</title>"),
    /^file: is an HTML page; download the raw file$/,
  ],
  "a web page behind a byte order mark": [
    Buffer.from("\ufeff<html><body>Sign in</body></html>"),
    /^file: is an HTML page/,
  ],
  "an error of a storage service": [
    Buffer.from('<?xml version="1.0"?><Error>AccessDenied</Error>'),
    /^file: is an HTML page/,
  ],
  "a Git LFS pointer": [
    Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 248032\n"),
    /^file: is a Git LFS pointer; run git lfs pull$/,
  ],
  gzip: [gzipSync(encode(TENSORS)), /^file: is packed with gzip; unpack it$/],
  "PyTorch's ZIP": [
    Buffer.concat([
      Buffer.from("PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0\x12\0lenet5/data.pkl"),
      Buffer.alloc(99),
    ]),
    /^file: is a ZIP file, as PyTorch's .*; lenet5 import and importWeights\(\) read it$/,
  ],
  "NumPy's ZIP": [
    Buffer.from("PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x09\0\0\0conv1.npy"),
    /^file: is a ZIP file, as PyTorch's and NumPy's/,
  ],
  "a pickle": [
    Buffer.from("\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9", "latin1"),
    /^file: is a Python pickle/,
  ],
  ONNX: [Buffer.from("\x08\x07\x12\x07pytorch\x1a\x051.13:\x99", "latin1"), /^file: is an ONNX model/],
  "Keras' HDF5": [Buffer.from("\x89HDF\r\n\x1a\n\0\0\0\0", "latin1"), /^file: is an HDF5 file/],
  "a NumPy array": [Buffer.from("\x93NUMPY\x01\0v\0{'descr'", "latin1"), /^file: is a NumPy array/],
  "a model in JSON": [Buffer.from('{"format":"layers-model"}'), /^file: is JSON; convert it to safetensors$/],
  "a header length of 2^64 - 1": [
    Buffer.concat([Buffer.alloc(8, 255), encode(TENSORS).subarray(8)]),
    /length is past the end/,
  ],
  "a header length one too small": [
    (() => {
      const f = encode(TENSORS);
      f.writeUInt32LE(f.readUInt32LE(0) - 1);
      return f;
    })(),
    /^file: .*header's end is due/,
  ],
  "a header length one too large": [
    (() => {
      const f = encode(TENSORS);
      f[8 + f.readUInt32LE(0)] = 1;
      f.writeUInt32LE(f.readUInt32LE(0) + 1);
      return f;
    })(),
    /^file: .*header's end is due/,
  ],
  "a header without an object": [assemble("", dataOf(TENSORS)), /an object is due at byte 8/],
  "an empty object": [assemble("{}", dataOf(TENSORS)), /a tensor's name is due/],
  "a file cut in the tensors": [encode(TENSORS).subarray(0, -1), /^fc\.f7\.bias: .*truncated/],
  "a file cut in the header": [encode(TENSORS).subarray(0, 300), /past the end/],
  "one byte too many": [Buffer.concat([encode(TENSORS), Buffer.alloc(1)]), /^file: 1 bytes belong to no tensor/],
  "a wrong shape": [
    header((h) => {
      h["convnet.c3.weight"].shape = [6, 16, 5, 5];
    }),
    /^convnet\.c3\.weight: shape \[6,16,5,5\] where \[16,6,5,5\] is due/,
  ],
  "a shape of fewer dimensions": [
    header((h) => {
      h["convnet.c5.weight"].shape = [120, 400];
    }),
    /^convnet\.c5\.weight: shape \[120,400\] where \[120,16,5,5\] is due/,
  ],
  "a shape of five dimensions": [
    header((h) => {
      h["fc.f7.bias"].shape = [1, 1, 1, 1, 10];
    }),
    /^fc\.f7\.bias: .*4 dimensions/,
  ],
  "an empty shape": [
    header((h) => {
      h["fc.f7.bias"].shape = [];
    }),
    /^fc\.f7\.bias: shape \[\] where/,
  ],
  "a negative shape": [
    header((h) => {
      h["fc.f7.bias"].shape = [-10];
    }),
    /^fc\.f7\.bias: .*whole number/,
  ],
  "a huge shape": [
    header((h) => {
      h["fc.f7.bias"].shape = [2 ** 53];
    }),
    /^fc\.f7\.bias: .*whole number/,
  ],
  float64: [
    header((h) => {
      h["fc.f6.bias"].dtype = "F64";
    }),
    /^fc\.f6\.bias: dtype F64 where F32, F16 or F8_E4M3 is due$/,
  ],
  "float16 of the length of float32": [
    header((h) => {
      h["fc.f6.bias"].dtype = "F16";
    }),
    /^fc\.f6\.bias: data_offsets do not span 168 bytes/,
  ],
  "bytes of the length of float32": [
    header((h) => {
      h["fc.f6.bias"].dtype = "F8_E4M3";
    }),
    /^fc\.f6\.bias: data_offsets do not span 84 bytes/,
  ],
  "an infinite float16": [withBias("F16", Uint16Array.of(0x7c00)), /^fc\.f7\.bias: number 0 is not finite/],
  "a float16 that is no number": [withBias("F16", Uint16Array.of(0, 0xfe00)), /^fc\.f7\.bias: number 1 is not finite/],
  "a float16 over 10000": [withBias("F16", Uint16Array.of(0x70e3)), /^fc\.f7\.bias: number 0 is larger than 10000/],
  "a byte that is no number": [withBias("F8_E4M3", Uint8Array.of(1, 2, 0xff)), /^fc\.f7\.bias: number 2 is not finite/],
  "a dtype that is no string": [
    header((h) => {
      h["fc.f6.bias"].dtype = 32;
    }),
    /^fc\.f6\.bias: .*a dtype in quotes/,
  ],
  "a missing tensor": [
    header((h) => {
      delete h["fc.f6.weight"];
    }),
    /^fc\.f6\.weight: is missing/,
  ],
  "a missing key": [
    header((h) => {
      delete h["fc.f6.weight"].shape;
    }),
    /^fc\.f6\.weight: needs dtype, shape and data_offsets/,
  ],
  "an unknown key": [
    header((h) => {
      h["fc.f6.weight"].stride = [1];
    }),
    /^fc\.f6\.weight: needs dtype, shape and data_offsets/,
  ],
  "an unknown tensor": [
    header((h) => {
      h["fc.f8.bias"] = h["fc.f7.bias"];
    }),
    /^fc\.f8\.bias: is no tensor of LeNet-5/,
  ],
  "a hostile name": [
    header((h) => {
      h[`\u001b[2J\n${"x".repeat(1000)}`] = h["fc.f7.bias"];
    }),
    /^\?\[2J\?x+: is no tensor/,
  ],
  "a tensor that is there twice": [
    assemble(good.replace('"fc.f7.bias"', '"fc.f6.bias"'), dataOf(TENSORS)),
    /^fc\.f6\.bias: is there twice/,
  ],
  "two tensors on the same bytes": [
    header((h) => {
      h["fc.f7.bias"].data_offsets = [0, 40];
    }),
    /^fc\.f7\.bias: shares bytes with convnet\.c1\.weight/,
  ],
  "offsets that overlap by a float": [
    header((h) => {
      h["fc.f7.bias"].data_offsets = h["fc.f7.bias"].data_offsets.map((o) => o - 4);
    }),
    /^fc\.f7\.bias: shares bytes with fc\.f7\.weight/,
  ],
  "a gap between tensors": [
    (() => {
      const h = describe(TENSORS);
      h["fc.f7.bias"].data_offsets = h["fc.f7.bias"].data_offsets.map((o) => o + 8);
      return assemble(h, Buffer.concat([dataOf(TENSORS), Buffer.alloc(8)]));
    })(),
    /^file: 8 bytes belong to no tensor/,
  ],
  "offsets that run backwards": [
    header((h) => {
      h["convnet.c1.bias"].data_offsets.reverse();
    }),
    /^convnet\.c1\.bias: data_offsets do not span 24 bytes/,
  ],
  "offsets past the end": [
    header((h) => {
      h["fc.f7.bias"].data_offsets = [BYTES, BYTES + 40];
    }),
    /^fc\.f7\.bias: reaches past the end/,
  ],
  "offsets near 2^50": [
    header((h) => {
      h["fc.f7.bias"].data_offsets = [2 ** 49, 2 ** 49 + 40];
    }),
    /^fc\.f7\.bias: reaches past the end/,
  ],
  "offsets over 64 bits": [
    assemble(good.replace(/\[0,/, "[18446744073709551616,"), dataOf(TENSORS)),
    /data_offsets as \[begin,end\]/,
  ],
  "offsets with a leading zero": [
    assemble(good.replace(/\[0,/, "[00,"), dataOf(TENSORS)),
    /data_offsets as \[begin,end\]/,
  ],
  "one offset": [
    header((h) => {
      h["fc.f7.bias"].data_offsets = [0];
    }),
    /^fc\.f7\.bias: .*data_offsets as/,
  ],
  NaN: [withValue(NaN), /^convnet\.c1\.weight: number 100 is not finite/],
  infinity: [withValue(Infinity, 150), /^convnet\.c1\.bias: number 0 is not finite/],
  "negative infinity": [withValue(-Infinity, 61705), /^fc\.f7\.bias: number 9 is not finite/],
  "a value whose sums could overflow": [withValue(1e30), /^convnet\.c1\.weight: number 100 is larger than 10000/],
  "deep nesting": [
    assemble(`{"convnet.c1.weight":${nested}}`, dataOf(TENSORS)),
    /^convnet\.c1\.weight: .*an object is due/,
  ],
  "deep nesting in the metadata": [metadata(`{"a":${nested}}`), /^__metadata__: .*a string is due/],
  "metadata that is no object": [metadata('"text"'), /^__metadata__: .*an object is due/],
  "metadata with a number": [metadata('{"temperature":1.5}'), /^__metadata__: .*a string is due/],
  "metadata twice": [metadata('{},"__metadata__":{}'), /^__metadata__: is there twice/],
  "a border far from ink and paper": [metadata('{"float32_border":"11"}'), /^float32_border: is beyond 10/],
  "a border that is no number": [metadata('{"float32_border":"paper"}'), /^float32_border: is no decimal number/],
  "a border twice": [metadata('{"float32_border":"0","float32_border":"0"}'), /^float32_border: is there twice/],
  "a temperature of 0": [metadata('{"temperature":"0"}'), /^temperature: is not above 0/],
  "a negative temperature": [metadata('{"temperature":"-1"}'), /^temperature: is not above 0/],
  "a temperature that rounds to 0": [metadata('{"temperature":"1e-300"}'), /^temperature: is not above 0/],
  "a temperature that is NaN": [metadata('{"temperature":"NaN"}'), /^temperature: is no decimal number/],
  "an infinite temperature": [metadata('{"temperature":"1e39"}'), /^temperature: is no decimal number/],
  "an empty temperature": [metadata('{"temperature":""}'), /^temperature: is no decimal number/],
  "a temperature with a unit": [metadata('{"temperature":"1.5K"}'), /^temperature: is no decimal number/],
  "a temperature twice": [metadata('{"temperature":"1","temperature":"1"}'), /^temperature: is there twice/],
  "a threshold in hexadecimal": [metadata('{"reject_threshold":"0x10"}'), /^reject_threshold: is no decimal number/],
  "a threshold of 100 digits": [
    metadata(`{"reject_threshold":"${"9".repeat(100)}"}`),
    /^reject_threshold: is no decimal number/,
  ],
  "a string with a line break": [metadata('{"a":"b\nc"}'), /^__metadata__: .*a string is due/],
  "a string with a bad escape": [metadata('{"a":"\\x41"}'), /^__metadata__: .*a string is due/],
  "a string with a short \\u": [metadata('{"a":"\\u12"}'), /^__metadata__: .*a string is due/],
  "a comma too many": [assemble(`${good.slice(0, -1)},}`, dataOf(TENSORS)), /a tensor's name is due/],
  "something after the header": [assemble(`${good}x`, dataOf(TENSORS)), /the header's end is due/],
};

group("refused, with the reason, and the weights in use stay", () => {
  for (const [name, [file, reason]] of Object.entries(BAD)) {
    test(name, () => {
      const fault = engine.load(file);
      assert.match(fault, reason);
      assert.ok(fault.length < 240 && !/[^ -~]/.test(fault), "one line of ASCII that fits");
      assert.deepEqual(answer(), loaded);
    });
  }
});

test("with a border for float32 the floats answer, and the layers show it", () => {
  assert.equal(engine.load(encode(TENSORS, { float32_border: "0.25" })), "");
  const { logits } = answer();
  const { input, logits: floats } = engine.activations();
  assert.deepEqual(logits, Array.from(floats));
  assert.deepEqual(
    [input[0], input[31 * 32 + 31], input[2 * 32 + 1], input[2 * 32 + 2]],
    [0.25, 0.25, 0.25, picture[0] / 255].map(Math.fround),
  );
  assert.equal(engine.load(encode(TENSORS)), "");
  assert.notDeepEqual(answer().logits, logits);
});

group("accepted", () => {
  const sameAnswer = (file) => {
    assert.equal(engine.load(encode(OTHERS)), "");
    assert.equal(engine.load(file), "");
    assert.deepEqual(answer(), loaded);
  };
  const RULE = '"temperature":"1.5","reject_threshold":"-3.25"';

  test("tensors in any order, white space, escapes, other metadata", () => {
    const names = Object.keys(TENSORS).reverse();
    const reversed = Object.fromEntries(names.map((name) => [name, TENSORS[name]]));
    sameAnswer(
      encode(reversed, { recipe: '"quoted" \u00e9\u4e2d \\ /', reject_threshold: "-3.25", temperature: "15e-1" }),
    );
    const spaced = JSON.stringify(
      { __metadata__: { temperature: "1.50", reject_threshold: "-325E-2" }, ...describe(TENSORS) },
      null,
      2,
    );
    sameAnswer(assemble(`${spaced}\n\t \r`, dataOf(TENSORS)));
    sameAnswer(metadata(`{"\\u0074emperature":"1.5","reject_threshold":"-3.25","long":"${"x".repeat(100000)}"}`));
    sameAnswer(metadata(`{${RULE}}`));
  });

  test("without metadata: temperature 1, nothing rejected", () => {
    assert.equal(engine.load(encode(TENSORS)), "");
    const { logits, probabilities, status } = answer();
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    assert.equal(status, 0);
    probabilities.forEach((p, i) => assert.ok(Math.abs(p - Math.exp(logits[i]) / sum) < 1e-6));
  });

  test("the threshold decides, and the answer says what it would have been", () => {
    const { score } = loaded;
    for (const [threshold, status] of [
      [score - 0.001, 0],
      [score + 0.001, -2],
    ]) {
      assert.equal(engine.load(encode(TENSORS, { temperature: "1.5", reject_threshold: String(threshold) })), "");
      const result = answer();
      assert.equal(result.status, status);
      assert.equal(result.digit, status === 0 ? loaded.digit : -1);
      assert.deepEqual(result.probabilities, loaded.probabilities);
    }
  });
});

test("mutated files never crash, and a refused one changes nothing", () => {
  const file = encode(TENSORS, { temperature: "1.5", reject_threshold: "-3.25", recipe: "none" });
  assert.equal(engine.load(file), "");
  const headerEnd = 8 + file.readUInt32LE(0);
  const pick = (count) => Math.floor(random() * count);
  let refused = 0;
  for (let round = 0; round < 3000; round++) {
    let mutant = Buffer.from(file);
    for (let edits = 1 + pick(3); edits > 0; edits--) {
      const at = random() < 0.9 ? pick(headerEnd) : pick(file.length);
      const kind = pick(4);
      if (kind === 0) mutant[at] = pick(256);
      else if (kind === 1) mutant = Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + 1 + pick(9))]);
      else if (kind === 2)
        mutant = Buffer.concat([
          mutant.subarray(0, at),
          mutant.subarray(pick(headerEnd), headerEnd),
          mutant.subarray(at),
        ]);
      else mutant[at] = '{}[]:,"\\0-'.charCodeAt(pick(10));
    }
    if (engine.load(mutant) !== "") {
      refused++;
      assert.deepEqual(answer(), loaded);
    } else {
      engine.load(file);
    }
  }
  assert.ok(refused > 1500, `${refused} of 3000 refused`);
});

test("predictions before any weights", async () => {
  const fresh = await BrowserModule.open();
  assert.equal(fresh.predictNormalised(picture), -5);
  assert.equal(fresh.exports.predict(fresh.exports.reserve(4), 1, 1), -5);
  assert.equal(fresh.exports.activations(), 0);
  assert.match(fresh.text(fresh.exports.status_text(-5)), /^No weights/);
});

test("addresses outside the memory are refused, not touched", () => {
  const { exports } = engine;
  const end = exports.memory.buffer.byteLength;
  assert.equal(exports.predict(end - 4, 2, 2), -3);
  assert.equal(exports.predict(0, 2, 2), -3);
  assert.equal(exports.predict(64, 0, 5), -3);
  assert.equal(exports.predict(64, -1, -1), -3);
  assert.equal(exports.predict(64, 2 ** 31 - 1, 2 ** 31 - 1), -3);
  assert.equal(exports.predict_normalised(-8), -3);
  assert.equal(exports.predict_strokes(end - 8, 1), -3);
  assert.equal(exports.predict_strokes(64, -1), -3);
  assert.equal(exports.load(end - 8, 16), -4);
  assert.match(engine.text(exports.fault()), /outside the memory/);
});
