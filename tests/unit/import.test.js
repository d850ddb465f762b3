// Anyone's weights: what goes in comes out, whatever holds it and whatever it is called; what is no LeNet-5 for this
// engine, damaged or hostile is refused with its reason.

import assert from "node:assert/strict";
import { before, describe as group, test } from "node:test";
import { gzipSync } from "node:zlib";

import { BrowserModule } from "../support/browser-module.js";
import { importFile } from "../support/import-module.js";
import { onnxBeside, onnxModel } from "../support/onnx.js";
import { generator } from "../support/random.js";
import { decode, randomTensors } from "../support/safetensors.js";
import { trainedLogits } from "../support/trained-logits.js";
import {
  kerasOf,
  npy,
  npz,
  numpyPickle,
  permuted,
  pickle,
  py,
  renamed,
  reshaped,
  safetensors,
  tensor,
  tensorsOf,
  torchLegacy,
  torchPickle,
  torchZip,
  zip,
} from "../support/weight-files.js";

const ARRAYS = randomTensors(5);
const TENSORS = tensorsOf(ARRAYS);
const CONV3 = ["conv1", "conv2", "conv3", "fc1", "fc2"];
const FC3 = ["conv1", "conv2", "fc1", "fc2", "fc3"];
const FEATURES = ["features.0", "features.3", "features.6", "classifier.0", "classifier.2"];
const edit = (tensors, change) => {
  const copy = { ...tensors };
  change(copy);
  return copy;
};
const flat = edit(renamed(TENSORS, FC3), (t) => {
  t["fc1.weight"] = reshaped(t["fc1.weight"], [120, 400]);
});
/** The pickle in a ZIP file of stored entries, which its first is. */
const pickleOf = (file) => file.subarray(file.indexOf("\x80\x02", 0, "latin1"), file.indexOf("u.") + 2);
const others = { state: tensorsOf(randomTensors(6)), epoch: py.int(3) };

const KERAS = kerasOf(TENSORS);

const TRANSPOSED = Object.fromEntries(
  Object.entries(flat).map(([name, value]) => [name, value.shape.length === 2 ? permuted(value, [1, 0]) : value]),
);
const FORTRAN = Object.fromEntries(
  Object.entries(TENSORS).map(([name, value]) => [
    name,
    {
      ...permuted(
        value,
        value.shape.map((_, i, all) => all.length - 1 - i),
      ),
      shape: value.shape,
    },
  ]),
);

const SAME = {
  safetensors: safetensors(TENSORS),
  "safetensors of float64": safetensors(tensorsOf(ARRAYS, "F64")),
  "PyTorch's ZIP file": torchZip(TENSORS),
  "PyTorch's ZIP file, deflated": torchZip(TENSORS, { packed: true }),
  "PyTorch's ZIP file of float64": torchZip(tensorsOf(ARRAYS, "F64")),
  "PyTorch's format before 1.6": torchLegacy(TENSORS),
  "a pickled state dict": torchPickle(TENSORS),
  "a pickled dict of NumPy arrays": numpyPickle(TENSORS),
  npz: npz(TENSORS),
  "npz, deflated": npz(TENSORS, { packed: true }),
  "npz of float64": npz(tensorsOf(ARRAYS, "F64")),
  "npz in Fortran's order": npz(FORTRAN, { fortran: true }),
  "npz without names": npz(Object.fromEntries(Object.values(TENSORS).map((value, i) => [`arr_${i}`, value]))),
  ONNX: onnxModel(ARRAYS, 1),
  "ONNX with float_data": onnxModel(ARRAYS, 1, { elements: 4 }),
  "behind module.": torchZip(
    Object.fromEntries(Object.entries(TENSORS).map(([name, value]) => [`module.${name}`, value])),
  ),
  "conv1 conv2 conv3 fc1 fc2": torchZip(renamed(TENSORS, CONV3)),
  "conv1 conv2 fc1 fc2 fc3, C5 as a linear layer": torchZip(flat),
  "features.N and classifier.N": torchLegacy(renamed(TENSORS, FEATURES)),
  "layers alone": safetensors(renamed(TENSORS, ["c1", "c3", "c5", "f6", "f7"])),
  "in state_dict": torchZip({ state_dict: TENSORS, ...others }),
  "in model_state_dict, behind module.": torchZip({
    epoch: py.int(1),
    optimizer: others,
    model_state_dict: Object.fromEntries(Object.entries(flat).map(([name, value]) => [`module.${name}`, value])),
  }),
  "deep inside": torchZip({ run: { best: TENSORS }, optimizer: others }),
  "transposed linear layers": npz(TRANSPOSED),
  "Keras' order": npz(KERAS),
};

const bits = (arrays) =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, values]) => [
      name,
      Buffer.from(values.buffer, values.byteOffset, values.byteLength),
    ]),
  );

group("the same parameters, to the bit", () => {
  for (const [name, file] of Object.entries(SAME)) {
    test(name, () => {
      const { fault, report, file: imported } = importFile(file);
      assert.equal(fault, "");
      assert.deepEqual(bits(decode(imported).tensors), bits(ARRAYS));
      assert.equal(report.tensors.filter(({ verdict }) => verdict === "used").length, 10);
      assert.deepEqual(report.missing, []);
    });
  }
});

group("rounded to the file's dtype", () => {
  const MAKERS = { safetensors, "PyTorch's ZIP file": torchZip, "PyTorch's format before 1.6": torchLegacy };
  for (const [dtype, most] of Object.entries({ F16: 2 ** -11, BF16: 2 ** -7 })) {
    for (const [name, make] of Object.entries(MAKERS)) {
      test(`${name}, ${dtype}`, () => {
        const { fault, file } = importFile(make(tensorsOf(ARRAYS, dtype)));
        assert.equal(fault, "");
        for (const [tensorName, values] of Object.entries(decode(file).tensors)) {
          values.forEach((value, i) => {
            const due = ARRAYS[tensorName][i];
            assert.ok(
              Math.abs(value - due) <= Math.max(most * Math.abs(due), 2 ** -25),
              `${tensorName}[${i}]: ${value}, ${due}`,
            );
          });
        }
      });
    }
  }
});

test("the report says of each tensor what became of it", () => {
  const file = torchZip({ ...flat, step: tensor([], [7], "I64"), "aux.weight": tensor([3, 2], [1, 2, 3, 4, 5, 6]) });
  const { report } = importFile(file);
  assert.equal(report.container, "PyTorch's ZIP file");
  assert.equal(report.calibrated, false);
  assert.deepEqual(report.options, { mean: 0, std: 1, invert: false, activation: "relu", pooling: "max", input: 32 });
  const of = (name) => report.tensors.find((one) => one.name === name);
  assert.deepEqual(of("fc1.weight"), {
    name: "fc1.weight",
    dtype: "F32",
    shape: [120, 400],
    verdict: "used",
    as: "convnet.c5.weight",
    note: "a linear layer as a convolution",
  });
  assert.deepEqual(of("step"), { name: "step", dtype: "I64", shape: [], verdict: "extra", as: null, note: null });
  assert.deepEqual(of("aux.weight"), {
    name: "aux.weight",
    dtype: "F32",
    shape: [3, 2],
    verdict: "extra",
    as: null,
    note: null,
  });
});

test("what is missing and what has the wrong shape is in the report of a refusal", () => {
  const file = safetensors(
    edit(renamed(TENSORS, CONV3), (t) => {
      t["conv2.weight"] = tensor([16, 6, 3, 3], new Array(864).fill(0.1));
      delete t["fc2.bias"];
    }),
  );
  const { fault, report } = importFile(file);
  assert.match(fault, /^conv2\.weight: shape \[16,6,3,3\] where \[16,6,5,5\] is due$/);
  assert.deepEqual(report.missing, ["fc.f7.bias"]);
  assert.equal(report.tensors.find(({ name }) => name === "conv2.weight").verdict, "wrong-shape");
  assert.equal(report.tensors.find(({ name }) => name === "conv1.weight").verdict, "used");
});

// What tensors can't say ------------------------------------------------------------------------------------------------

group("a network trained on another input answers as it was trained", () => {
  const random = generator(9);
  const pictures = Array.from({ length: 3 }, () =>
    Uint8Array.from({ length: 784 }, () => (random() < 0.3 ? Math.floor(random() * 256) : 0)),
  );
  const VARIANTS = [
    {},
    { mean: 0.1307, std: 0.3081 },
    { mean: 0.5, std: 0.5 },
    { invert: true },
    { invert: true, mean: 0.5, std: 0.5 },
    { std: 1 / 255 },
    { input: 28 },
    { input: 28, mean: 0.1307, std: 0.3081 },
    { input: 28, invert: true },
    { input: 28, invert: true, mean: 0.5, std: 0.5 },
    { input: 28, std: 0.5 },
    { input: 28, invert: true, mean: 1 },
  ];
  let engine;
  before(async () => {
    engine = await BrowserModule.open();
  });

  for (const options of VARIANTS) {
    test(JSON.stringify(options), async () => {
      const { fault, file, report } = importFile(torchZip(TENSORS), options);
      assert.equal(fault, "");
      assert.equal(engine.load(file), "");
      for (const picture of pictures) {
        const due = await trainedLogits(ARRAYS, picture, options);
        engine.predictNormalised(picture);
        const scale = Math.max(...due.map(Math.abs));
        const near = (logits, what) =>
          logits.forEach((logit, k) =>
            assert.ok(Math.abs(logit - due[k]) <= 1e-4 * Math.max(1, scale / 10), `${what} ${k}: ${logit}, ${due[k]}`),
          );
        near(engine.activations().logits, "layer");
        if (report.arithmetic === "float32") near(engine.result().logits, "answer");
      }
    });
  }

  test("a border that is no paper answers in floats", () => {
    const { report } = importFile(torchZip(TENSORS), { input: 28, mean: 0.1307, std: 0.3081 });
    assert.equal(report.arithmetic, "float32");
    assert.ok(Math.abs(report.border - 0.1307) < 1e-6);
  });
});

test("integers answer where they read drawn digits as the floats do, and else the floats", async () => {
  const { readFile } = await import("node:fs/promises");
  const { tensors } = decode(await readFile(new URL("../../weights/lenet5-0.1.0.safetensors", import.meta.url)));
  const fine = importFile(torchZip(tensorsOf(tensors))).report;
  assert.deepEqual([fine.arithmetic, fine.checked, fine.changed], ["int8", 500, 0]);
  // C5 with one weight that is large, beside which all others are less than a step of the integers.
  const coarse = {
    ...tensors,
    "convnet.c5.weight": Float32Array.from(tensors["convnet.c5.weight"], (value, i) => (i === 5 ? 900 : value)),
  };
  const { report, file } = importFile(torchZip(tensorsOf(coarse)));
  assert.ok(report.changed > 0);
  assert.equal(report.arithmetic, "float32");
  assert.equal(decode(file).metadata.float32_border, "0");
});

// Refused ---------------------------------------------------------------------------------------------------------------

const evil = (module, name, ...values) => pickle(py.dict({ weight: py.call(py.global(module, name), ...values) }));
const stacked = (module, name) =>
  pickle(
    py.dict({
      a: Buffer.concat([
        py.text(module),
        py.text(name),
        Buffer.from("\x93", "latin1"),
        py.tuple(py.text("id")),
        Buffer.from("R"),
      ]),
    }),
    4,
  );
const inZip = (data) => zip([["archive/data.pkl", data]]);
const nan = edit(TENSORS, (t) => {
  t["fc.f6.bias"] = tensor(
    [84],
    ARRAYS["fc.f6.bias"].map((value, i) => (i === 3 ? NaN : value)),
  );
});
const repeat = (text, count) => Buffer.from(text.repeat(count), "latin1");
const modelOf = py.call(py.global("__main__", "LeNet5"));
const wholeModule = pickle(
  Buffer.concat([modelOf, py.dict({ _parameters: py.dict({}), _modules: py.dict({}) }), Buffer.from("b")]),
);

// Small files that would keep a reader busy for minutes.

/** A ZIP file of one stored entry, which its directory lists many times under other names. */
function listedAgain(content, times) {
  const one = zip([["00000.npy", content]]);
  const end = one.length - 22;
  const start = one.readUInt32LE(end + 16);
  const entries = Array.from({ length: times }, (_, i) => {
    const entry = Buffer.from(one.subarray(start, end));
    entry.write(String(i).padStart(5, "0"), 46);
    return entry;
  });
  const record = Buffer.from(one.subarray(end));
  record.writeUInt16LE(times, 8);
  record.writeUInt16LE(times, 10);
  return Buffer.concat([one.subarray(0, start), ...entries, record]);
}

/** A ZIP file of an entry without content, deflated into empty blocks of the fixed code: 10 bits each, 0 1 0 0000000. */
function emptyBlocks(count) {
  const packed = Buffer.alloc(Math.ceil((count * 10) / 8) + 1);
  for (let i = 0; i < count; i++) packed[(i * 10 + 1) >> 3] |= 1 << ((i * 10 + 1) & 7);
  packed[((count - 1) * 10) >> 3] |= 1 << (((count - 1) * 10) & 7);
  const file = zip([["a.npy", packed]]);
  const directory = file.readUInt32LE(file.length - 6);
  for (const [at, method, checksum, length] of [
    [0, 8, 14, 22],
    [directory, 10, 16, 24],
  ]) {
    file.writeUInt16LE(8, at + method);
    file.writeUInt32LE(0, at + checksum);
    file.writeUInt32LE(0, at + length);
  }
  return file;
}

const repeated = (bytes, times) => Buffer.concat(new Array(times).fill(bytes));

/** The bytes that torch.save makes of a storage, with much in them that does nothing, loaded again and again. */
function loadedAgain(times) {
  const inner = torchPickle({ w: tensor([1], [1]) });
  const length = inner.indexOf("B", inner.indexOf("_load_from_bytes")) + 1;
  const saved = inner.subarray(length + 4, length + 4 + inner.readUInt32LE(length));
  const second = saved.indexOf("\x80\x02", 2, "latin1") + 2; // behind the magic number's pickle
  const long = Buffer.concat([saved.subarray(0, second), repeated(Buffer.from("N0"), 50_000), saved.subarray(second)]);
  const load = Buffer.concat([py.global("torch.storage", "_load_from_bytes"), Buffer.from("(h\0tR0", "latin1")]);
  return pickle(Buffer.concat([py.bytes(long), Buffer.from("q\x000", "latin1"), repeated(load, times), py.none]), 3);
}

/** A list of one long list, many times. */
const heldAgain = pickle(
  Buffer.concat([
    py.list(...new Array(60_000).fill(py.none)),
    Buffer.from("q\x000](", "latin1"),
    repeated(Buffer.from("h\0", "latin1"), 6000),
    Buffer.from("e"),
  ]),
);

const asOnnx = (change) => Buffer.from(change(onnxModel(ARRAYS, 1).toString("latin1")), "latin1");

/** @type {Record<string, [Buffer, RegExp]>} */
const REFUSED = {
  "one entry of a ZIP file under 4000 names": [
    listedAgain(npy(tensor([250_000], new Array(250_000).fill(0))), 4000),
    /^file: takes longer to read than any file of weights does/,
  ],
  "a list that is held again and again": [heldAgain, /^file: takes longer to read/],
  "a storage that is loaded again and again": [loadedAgain(3000), /^file: takes longer to read/],
  "deflated into empty blocks": [emptyBlocks(1000), /entry a\.npy is damaged$/],
  "ONNX with its layers in another order": [
    asOnnx((text) => text.replace("Relu", "????").replace("Gemm", "Relu").replace("????", "Gemm")),
    /has not LeNet-5's layers in their order/,
  ],
  "os.system": [
    evil("os", "system", py.text("id")),
    /^file: the pickle asks for os\.system, which no state dict needs/,
  ],
  "posix.system in PyTorch's ZIP file": [inZip(evil("posix", "system", py.text("id"))), /asks for posix\.system/],
  "builtins.eval": [evil("builtins", "eval", py.text("1")), /asks for builtins\.eval/],
  "builtins.getattr": [evil("builtins", "getattr", py.text("1")), /asks for builtins\.getattr/],
  "subprocess.Popen by the stack": [stacked("subprocess", "Popen"), /asks for subprocess\.Popen/],
  "numpy.load, which is no dtype": [evil("numpy", "load", py.text("x")), /asks for numpy\.load/],
  "torch.load": [evil("torch", "load", py.text("x")), /asks for torch\.load/],
  "a name that is only named": [pickle(py.global("os", "system")), /asks for os\.system/],
  "an instance of Python 2": [pickle(Buffer.from("(ios\nsystem\n")), /asks for os\.system/],
  "a name that would fill the line": [evil("x".repeat(5000), "y\u001b[2J"), /^file: the pickle asks for x{20,}/],
  "inside of a storage's bytes": [
    evil(
      "torch.storage",
      "_load_from_bytes",
      py.bytes(Buffer.concat([torchLegacy({}).subarray(0, 40), evil("os", "system")])),
    ),
    /^file: the pickle/,
  ],
  "a call of a dict": [
    pickle(py.dict({ a: Buffer.concat([py.dict({}), py.tuple(), Buffer.from("R")]) })),
    /^file: the pickle calls what is no class at byte/,
  ],
  "an extension's code": [pickle(Buffer.from("\x82\x01", "latin1")), /operation that no state dict needs/],
  "an out-of-band buffer": [pickle(Buffer.from("\x97", "latin1"), 5), /operation that no state dict needs/],
  "protocol 9": [pickle(py.none, 9), /is no file of weights|protocol above 5/],
  "a memo bomb": [
    pickle(
      Buffer.concat([
        Buffer.from("]q\0", "latin1"),
        ...Array.from({ length: 40 }, () => Buffer.from("(h\0h\0h\0h\0h\0h\0h\0h\0e", "latin1")),
      ]),
    ),
    /^file: the pickle holds itself, or too much|holds no|is missing/,
  ],
  "lists in lists, 100,000 deep": [pickle(Buffer.concat([repeat("]", 60000), repeat("a", 59999)])), /is missing/],
  "a million marks": [pickle(repeat("(", 1000000)), /stacks too much/],
  "a text of 2^64 bytes": [
    pickle(Buffer.concat([Buffer.from("\x8d", "latin1"), Buffer.alloc(8, 255)]), 4),
    /truncated/,
  ],
  "a memo's index of 2^32": [pickle(Buffer.concat([Buffer.from("]r"), Buffer.alloc(4, 255)])), /remembers too much/],
  "what it never remembered": [pickle(Buffer.from("h\x07", "latin1")), /recalls what it never remembered/],
  "an empty stack": [Buffer.from("\x80\x02.", "latin1"), /takes what is not on its stack/],
  "a storage of a negative size": [
    inZip(
      pickle(
        py.dict({
          a: Buffer.concat([
            py.tuple(
              py.text("storage"),
              py.global("torch", "FloatStorage"),
              py.text("0"),
              py.text("cpu"),
              Buffer.from("J\xff\xff\xff\xff", "latin1"),
            ),
            Buffer.from("Q"),
          ]),
        }),
      ),
    ),
    /names a storage in no known way/,
  ],
  "a storage that is not in the ZIP file": [
    zip([["a/data.pkl", pickleOf(torchZip({ w: tensor([2], [1, 2]) }))]]),
    /has no entry data\/0/,
  ],
  "a whole module": [
    wholeModule,
    /^file: is a whole module \(__main__\.LeNet5\), .*torch\.save\(model\.state_dict\(\), "params\.pkl"\)$/,
  ],
  "a whole module in a ZIP file": [inZip(wholeModule), /is a whole module/],
  TorchScript: [inZip(pickle(py.call(py.global("__torch__", "LeNet5")))), /is a whole module \(__torch__\.LeNet5\)/],
  "an HTML page": [
    Buffer.from("<!DOCTYPE html><html><body>404</body></html>"),
    /^file: is an HTML page; download the raw file$/,
  ],
  "a Git LFS pointer": [
    Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 248032\n"),
    /^file: is a Git LFS pointer; run git lfs pull$/,
  ],
  gzip: [gzipSync(torchZip(TENSORS)), /^file: is packed with gzip; unpack it$/],
  "a ZIP file without a pickle": [
    zip([["README.md", Buffer.from("hello")]]),
    /^file: is a ZIP file without a pickle or NumPy arrays in it/,
  ],
  HDF5: [Buffer.from("\x89HDF\r\n\x1a\n\0\0\0\0", "latin1"), /^file: is an HDF5 file, as Keras'/],
  nothing: [Buffer.alloc(0), /^file: is no file of weights/],
  text: [Buffer.from("hello, world"), /^file: is no file of weights/],
  "a NaN": [torchZip(nan), /^fc\.f6\.bias: number 3 is not finite$/],
  "an infinity": [
    npz(
      edit(TENSORS, (t) => {
        t["fc.f7.bias"] = tensor([10], new Array(10).fill(Infinity));
      }),
    ),
    /^fc\.f7\.bias: number 0 is not finite$/,
  ],
  "a number that is too large": [
    safetensors(
      edit(TENSORS, (t) => {
        t["fc.f7.bias"] = tensor([10], new Array(10).fill(1e5), "F64");
      }),
    ),
    /^fc\.f7\.bias: number 0 is larger than 10000/,
  ],
  integers: [
    torchZip(
      edit(TENSORS, (t) => {
        t["fc.f7.bias"] = tensor([10], new Array(10).fill(1), "I64");
      }),
    ),
    /^fc\.f7\.bias: dtype I64 where F32, F16, BF16, F64 or F8_E4M3 is due$/,
  ],
  "a missing tensor": [
    torchZip(
      edit(TENSORS, (t) => {
        delete t["fc.f6.weight"];
      }),
    ),
    /^fc\.f6\.weight: is missing: no tensor of the file has the shape \[84,120\]$/,
  ],
  "28×28 without a border": [
    torchZip(
      edit(flat, (t) => {
        t["fc1.weight"] = tensor([120, 256], new Array(120 * 256).fill(0));
      }),
    ),
    /^fc1\.weight: shape \[120,256\] where \[120,16,5,5\] is due$/,
  ],
  colour: [
    torchZip(
      edit(renamed(TENSORS, CONV3), (t) => {
        t["conv1.weight"] = tensor([6, 3, 5, 5], new Array(450).fill(0));
      }),
    ),
    /^conv1\.weight: shape \[6,3,5,5\] where \[6,1,5,5\] is due$/,
  ],
  "batch normalisation": [
    torchZip({
      ...renamed(TENSORS, CONV3),
      "bn1.weight": tensor([6], [1, 1, 1, 1, 1, 1]),
      "bn1.running_mean": tensor([6], [1, 1, 1, 1, 1, 1]),
    }),
    /^bn1\.weight: is of batch normalisation, which this engine does not run/,
  ],
  "trainable subsampling": [
    torchZip({ ...TENSORS, "convnet.s2.weight": tensor([6], [1, 1, 1, 1, 1, 1]) }),
    /^convnet\.s2\.weight: is of subsampling with parameters, as in the network of 1998/,
  ],
  "two networks that are alike": [
    safetensors({ ...renamed(TENSORS, ["a", "b", "c", "d", "e"]), ...renamed(TENSORS, ["f", "g", "h", "i", "j"]) }),
    /several tensors of the file may be it/,
  ],
  "big-endian arrays": [npz(TENSORS, { descr: ">f4" }), /^convnet\.c1\.weight: is big-endian/],
  "Python objects in an array": [npz({ a: tensor([], [0]) }, { descr: "|O" }), /is missing/],
  "a single array": [npy(TENSORS["fc.f7.weight"]), /^convnet\.c1\.weight: is missing/],
  "ONNX with tanh": [
    Buffer.from(onnxModel(ARRAYS, 1).toString("latin1").replaceAll("Relu", "Tanh"), "latin1"),
    /^file: the model has a node Tanh, which this engine does not run/,
  ],
  "ONNX with average pooling": [
    Buffer.from(onnxModel(ARRAYS, 1).toString("latin1").replaceAll("MaxPool", "AvgPool"), "latin1"),
    /has a node AvgPool/,
  ],
  "ONNX with activations that are missing": [
    Buffer.from(onnxModel(ARRAYS, 1).toString("latin1").replace("Relu", "Cast"), "latin1"),
    /has not LeNet-5's layers in their order, with four Relu and two MaxPool/,
  ],
  "ONNX with data beside it": [
    onnxBeside("fc.f7.bias", "weights.bin"),
    /^fc\.f7\.bias: lies in a file beside the model/,
  ],
  "ONNX with another padding": [onnxModel(ARRAYS, 1, { padding: 1 }), /^Conv: is padded; only C1 may be, by 2/],
  "mixed orders": [
    npz(
      edit(KERAS, (t) => {
        t["conv2d.kernel"] = TENSORS["convnet.c1.weight"];
      }),
    ),
    /channels elsewhere than the other kernels/,
  ],
};

group("refused, with the reason", () => {
  for (const [name, [file, reason]] of Object.entries(REFUSED)) {
    test(name, () => {
      const { fault } = importFile(file);
      assert.match(fault, reason);
      assert.ok(fault.length < 240 && !/[^ -~]/.test(fault), "one line of ASCII that fits");
    });
  }

  /** @type {Record<string, [object, RegExp]>} */
  const OPTIONS = {
    mean: [{ mean: 11 }, /^options: mean is from/],
    "a mean that is none": [{ mean: NaN }, /mean is from/],
    std: [{ std: 0 }, /std is from/],
    side: [{ input: 29 }, /input is 28 or 32/],
  };
  for (const [name, [options, reason]] of Object.entries(OPTIONS)) {
    test(`an option: ${name}`, () => {
      const { fault, report } = importFile(torchZip(TENSORS), options);
      assert.match(fault, reason);
      assert.deepEqual([report.options.mean, report.options.std, report.options.input], [0, 1, null]);
    });
  }
});

group("cut anywhere: refused", () => {
  const SMALL = {
    "PyTorch's ZIP file": torchZip,
    "PyTorch's format before 1.6": torchLegacy,
    "a pickled state dict": torchPickle,
    npz,
    "npz, deflated": (t) => npz(t, { packed: true }),
    safetensors,
  };
  for (const [name, make] of Object.entries({ ...SMALL, ONNX: () => onnxModel(ARRAYS, 1) })) {
    test(name, () => {
      const file = make(TENSORS);
      const places = [
        ...Array(200).keys(),
        ...Array.from({ length: 120 }, (_, i) => Math.floor((i / 120) * file.length)),
        ...Array.from({ length: 60 }, (_, i) => file.length - 1 - i),
      ];
      for (const place of places)
        assert.notEqual(importFile(file.subarray(0, place)).fault, "", `${place} of ${file.length} bytes`);
    });
  }
});

test("ONNX says itself that C1 pads its input", () => {
  const { fault, report } = importFile(onnxModel(ARRAYS, 1, { padding: 2 }), { mean: 0.5 });
  assert.deepEqual([fault, report.options.input, report.border, report.arithmetic], ["", 28, 0.5, "float32"]);
});

test("Keras' order is said, for C5's inputs too", () => {
  const { report } = importFile(npz(KERAS));
  const note = (role) => report.tensors.find((one) => one.as === role).note;
  assert.equal(note("convnet.c1.weight"), "stored as height, width, in, out");
  assert.equal(
    note("convnet.c5.weight"),
    "a linear layer as a convolution, stored as in, out, its inputs pixel by pixel",
  );
  assert.equal(note("fc.f7.weight"), "stored as in, out");
});

test("damaged elements are noticed where the file has checksums", () => {
  for (const make of [torchZip, npz]) {
    const file = make(TENSORS);
    file[Math.floor(file.length / 2)] ^= 1;
    assert.match(importFile(file).fault, /is damaged$/);
  }
});
