// lenet5 import and export, and --weights of any kind; with files that PyTorch wrote where it is installed (Debian:
// python3-torch).

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe as group, test } from "node:test";
import { fileURLToPath } from "node:url";

import * as onnxruntime from "onnxruntime-web";

import { importWeights } from "../../dist/lib/import.js";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { BrowserModule } from "../support/browser-module.js";
import { CommandFolder } from "../support/command-hosts.js";
import { drawn } from "../support/drawings.js";
import { drawDigit, idx, png } from "../support/picture-files.js";
import { assemble, decode, NUMBERS, randomTensors, SHAPES } from "../support/safetensors.js";
import { npz, tensorsOf, torchZip } from "../support/weight-files.js";

const SHIPPED = readFileSync(new URL("../../weights/lenet5.safetensors", import.meta.url));
const SCRIPT = fileURLToPath(new URL("import-export.py", import.meta.url));
const PYTHON = "/usr/bin/python3"; // Debian's, whichever comes first in PATH
const picture = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
const folder = new CommandFolder("import");
const file = (name) => readFileSync(join(folder.path, name));
let engine;

before(async () => {
  engine = await BrowserModule.open();
  folder.save("3.png", png(drawDigit(3)));
  folder.save("x.idx", idx([1, 28, 28], picture));
  folder.save("params.pkl", torchZip(tensorsOf(decode(SHIPPED).tensors)));
  folder.save("random.npz", npz(tensorsOf(randomTensors(5))));
  folder.save("shipped.safetensors", SHIPPED);
});
after(() => folder.remove());

function logitsOf(weights) {
  assert.equal(engine.load(weights), "");
  engine.predictNormalised(picture);
  return Array.from(engine.activations().logits);
}

/** The tensors of a file as `export --format c-header` writes them. */
function throughHeader(weights) {
  folder.run(["export", "--weights", weights, "--format", "c-header", "--output", "lenet5_parameters.h"]);
  const arrays = file("lenet5_parameters.h")
    .toString()
    .matchAll(/float (\w+)\[\d+\] = \{ \/\* [\dx]+ \*\/([^}]*)\}/g);
  const found = Object.fromEntries(Array.from(arrays, ([, name, numbers]) => [name, numbers.split(",").slice(0, -1)]));
  return Object.fromEntries(
    Object.keys(SHAPES).map((name) => [
      name,
      Float32Array.from(found[name.replaceAll(".", "_")], (text) => Number(text.replace("f", ""))),
    ]),
  );
}

/** Weights of a dtype, all its numbers up to 10,000 in turn among them. */
function assembled(dtype) {
  const allowed = NUMBERS[dtype].flatMap((number, code) =>
    number <= 10_000 ? [code, code + NUMBERS[dtype].length] : [],
  );
  const header = {};
  const parts = [];
  let begin = 0;
  let next = 0;
  for (const [name, shape] of Object.entries(SHAPES)) {
    const codes = Array.from({ length: shape.reduce((a, b) => a * b) }, () => allowed[next++ % allowed.length]);
    const bytes = Buffer.from((dtype === "F16" ? Uint16Array.from(codes) : Uint8Array.from(codes)).buffer);
    header[name] = { dtype, shape, data_offsets: [begin, begin + bytes.length] };
    parts.push(bytes);
    begin += bytes.length;
  }
  return assemble(header, Buffer.concat(parts));
}

const assertNear = (a, b, most, what) =>
  a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) <= most, `${what}: ${a} is not ${b}`));

test("the tutorial's flow: params.pkl, 3.png, the result", () => {
  const { status, stdout } = folder.run(["predict", "--verbose", "--weights", "params.pkl", "3.png"]);
  assert.equal(status, 0);
  assert.match(stdout, /^outputs:( -?\d+\.\d{4}){10}\nshape: \(1, 10\)\nmaximum: -?\d+\.\d{4}\nresult is: 3\n$/m);
});

test("import writes safetensors of the same parameters, and says what it did", () => {
  const { status, stdout, stderr } = folder.run(["import", "params.pkl", "--output", "own.safetensors"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /^params\.pkl: PyTorch's ZIP file, 10 tensors$/m);
  assert.match(stdout, /^ {2}convnet\.c5\.weight {2}F32 \[120,16,5,5\] {2}convnet\.c5\.weight$/m);
  assert.match(stdout, /^assumed: input 32x32, mean 0, std 1, not inverted, ReLU, max-pooling$/m);
  assert.match(stdout, /^confidence: not calibrated/m);
  assert.deepEqual(decode(file("own.safetensors")).tensors, decode(SHIPPED).tensors);
  const [answer] = folder.json(["predict", "--weights", "own.safetensors", "3.png"]);
  assert.equal(answer.digit, 3);
});

test("confidences without a temperature are marked", () => {
  assert.equal(folder.json(["predict", "--weights", "params.pkl", "3.png"])[0].calibrated, false);
  assert.equal(folder.json(["predict", "3.png"])[0].calibrated, undefined);
  assert.match(
    folder.run(["predict", "--weights", "params.pkl", "3.png"]).stdout,
    /^3\.png {2}3 {2}\d\.\d{4} {2}uncalibrated$/m,
  );
});

test("so are those of numbers, and the library's", async () => {
  const [number] = folder.json(["read", "--weights", "params.pkl", "3.png"]);
  assert.equal(number.calibrated, false);
  assert.equal(folder.json(["read", "3.png"])[0].calibrated, undefined);
  assert.match(folder.run(["read", "--weights", "params.pkl", "3.png"]).stdout, /^3\.png .* uncalibrated$/m);

  const { weights } = await importWeights(file("params.pkl"));
  const lenet5 = await loadLeNet5({ weights });
  const { data, width, height } = drawn(3);
  const marks = () => [
    lenet5.predict({ data, width, height }).calibrated,
    lenet5.predictNormalised(picture).calibrated,
    lenet5.predictBatch([picture])[0].calibrated,
    lenet5.read({ data, width, height }).calibrated,
  ];
  assert.deepEqual(marks(), [false, false, false, false]);
  await lenet5.loadWeights(SHIPPED);
  assert.deepEqual(marks(), [undefined, undefined, undefined, undefined]);
});

test("the library too leaves the engine's own file as it is, unless there are options", async () => {
  const { weights, report } = await importWeights(SHIPPED);
  assert.ok(SHIPPED.equals(weights));
  assert.equal(report.calibrated, true);
  assert.equal((await importWeights(SHIPPED, { invert: true })).report.calibrated, false);
});

test("the report in JSON", () => {
  const [report] = folder.json(["import", "random.npz", "--mean", "0.5", "--std=0.25", "--invert", "--input", "28"]);
  assert.equal(report.output, null);
  assert.equal(report.container, "NumPy's ZIP file");
  assert.deepEqual(report.options, {
    mean: 0.5,
    std: 0.25,
    invert: true,
    activation: "relu",
    pooling: "max",
    input: 28,
  });
  assert.deepEqual([report.arithmetic, report.border], ["float32", 0.5]);
});

test("the engine's own file stays as it is, calibration and all", () => {
  assert.equal(folder.run(["import", "shipped.safetensors", "--output", "same.safetensors"]).status, 0);
  assert.ok(file("same.safetensors").equals(SHIPPED));
});

test("what is refused says so in one line, and writes nothing", () => {
  folder.save("page.pt", "<!DOCTYPE html><html>");
  folder.refused(
    ["import", "page.pt", "--output", "none.safetensors"],
    /^lenet5: page\.pt: file: is an HTML page; download the raw file$/m,
  );
  folder.refused(["predict", "--weights", "page.pt", "3.png"], /page\.pt: file: is an HTML page/);
  assert.ok(!existsSync(join(folder.path, "none.safetensors")));
  folder.refused(
    ["import", "params.pkl", "--activation", "tanh"],
    /tanh: this engine runs no activation function but relu/,
  );
  folder.refused(["import", "params.pkl", "--pooling=average"], /average: this engine runs no pooling but max/);
  folder.refused(["import", "params.pkl", "--input", "30"], /30: --input is 28 or 32/);
  folder.refused(["import", "params.pkl", "--std", "0"], /0: --std is from 0\.001 to 1000/);
  folder.refused(["import"], /import: which FILE\?/);
  folder.refused(["import", "nowhere.pt"], /nowhere\.pt: No such file/);
});

test("a refused file's report is there too, tensor by tensor", () => {
  const { "fc.f7.bias": _, ...others } = tensorsOf(randomTensors(5));
  folder.save("cut.npz", npz(others));
  const { status, stdout, stderr } = folder.run(["import", "cut.npz"]);
  assert.equal(status, 2);
  assert.match(stderr, /^lenet5: cut\.npz: fc\.f7\.bias: is missing: [^\n]*\n$/);
  assert.match(stdout, /^ {2}fc\.f7\.bias is missing$/m);
  const report = JSON.parse(folder.run(["import", "cut.npz", "--json"]).stdout);
  assert.match(report.error, /^fc\.f7\.bias: is missing/);
  assert.deepEqual(report.missing, ["fc.f7.bias"]);
});

group("export", () => {
  test("ONNX: the same logits in onnxruntime, and the same parameters when it is imported", async () => {
    assert.equal(folder.run(["export", "--format", "onnx", "--output", "lenet5.onnx"]).status, 0);
    const session = await onnxruntime.InferenceSession.create(file("lenet5.onnx"));
    const input = new Float32Array(2 * 1024);
    for (let i = 0; i < 784; i++) input[1024 + (Math.floor(i / 28) + 2) * 32 + (i % 28) + 2] = picture[i] / 255;
    const { logits } = await session.run({ input: new onnxruntime.Tensor("float32", input, [2, 1, 32, 32]) });
    await session.release();
    assertNear(logitsOf(SHIPPED), Array.from(/** @type {Float32Array} */ (logits.data)).slice(10), 1e-4, "logits");
    assert.equal(folder.run(["import", "lenet5.onnx", "--output", "again.safetensors"]).status, 0);
    assert.deepEqual(decode(file("again.safetensors")).tensors, decode(SHIPPED).tensors);
  });

  test("safetensors: the file itself; of others' weights what import makes of them", () => {
    folder.run(["export", "--output", "out.safetensors"]);
    assert.ok(file("out.safetensors").equals(SHIPPED));
    folder.run(["export", "--weights", "random.npz", "--output", "out.safetensors"]);
    assert.deepEqual(decode(file("out.safetensors")).tensors, randomTensors(5));
  });

  test("a C header: every number reads back as the same float", () => {
    assert.deepEqual(throughHeader("random.npz"), randomTensors(5));
  });

  test("packed: the same parameters and metadata in fewer bytes, which the library's own weights are", () => {
    folder.run(["export", "--format", "packed", "--output", "smallest.safetensors"]);
    const packed = file("smallest.safetensors");
    assert.ok(packed.length < 70_000);
    assert.deepEqual(decode(packed), decode(SHIPPED));
    assert.deepEqual(throughHeader("smallest.safetensors"), throughHeader("shipped.safetensors"));
    assert.ok(packed.equals(readFileSync(new URL("../../dist/lib/lenet5.safetensors", import.meta.url))));
    folder.run(["export", "--weights", "random.npz", "--format", "packed", "--output", "smallest.safetensors"]);
    assert.deepEqual(decode(file("smallest.safetensors")).tensors, randomTensors(5));
  });

  for (const dtype of ["F16", "F8_E4M3"])
    test(`every number of ${dtype} is read as it is, by the command and by the library`, async () => {
      const weights = assembled(dtype);
      const { tensors } = decode(weights);
      folder.save("codes.safetensors", weights);
      assert.deepEqual(throughHeader("codes.safetensors"), tensors);
      const net = await loadLeNet5({ weights });
      for (const { name, data } of net.weights().tensors) assert.deepEqual(data, tensors[name], name);
    });

  test("a C header compiles", { skip: spawnSync("cc", ["--version"]).error && "no cc" }, () => {
    folder.save(
      "use.c",
      '#include "lenet5_parameters.h"\nint main(void) { return convnet_c1_weight[149] == fc_f7_bias[9] + fc_f7_weight[0] + fc_f6_bias[0] + fc_f6_weight[0] + convnet_c5_bias[0] + convnet_c5_weight[0] + convnet_c3_bias[0] + convnet_c3_weight[0] + convnet_c1_bias[0]; }\n',
    );
    const { status, stderr } = spawnSync(
      "cc",
      ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "use.c", "-o", "use"],
      { cwd: folder.path, encoding: "utf8" },
    );
    assert.equal(status, 0, stderr);
  });

  test("refused: a border that ONNX' input can't say, a format that there is not, no output", () => {
    folder.run(["import", "random.npz", "--input", "28", "--mean", "0.1307", "--output", "bordered.safetensors"]);
    folder.refused(
      ["export", "--weights", "bordered.safetensors", "--format", "onnx", "--output", "no.onnx"],
      /no\.onnx: these weights need a border/,
    );
    folder.refused(
      ["export", "--format", "caffe", "--output", "x"],
      /caffe: is no format; there are safetensors, packed, onnx and c-header/,
    );
    folder.refused(["export"], /export: where to\?/);
  });
});

const torch = spawnSync(PYTHON, ["-c", "import torch, numpy"]).status === 0;

group("files that PyTorch and NumPy wrote", { skip: !torch && "no python3-torch" }, () => {
  const ROUNDED = { "f16.pt": 2e-2, "bf16.pt": 0.2 };
  let due;
  before(() => {
    const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT, folder.path], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    due = JSON.parse(stdout.trimEnd().split("\n").at(-1));
  });

  test("each gives PyTorch's logits", () => {
    const names = readdirSync(folder.path).filter((name) =>
      /^(zip|legacy|state|numpy)\d\.|^(f16|bf16|f64|parameters|parallel|checkpoint|nested|strides|params|plain|packed|fortran|model)\./.test(
        name,
      ),
    );
    assert.equal(names.length, 33);
    for (const name of names) {
      const { status, stderr } = folder.runOn("native", ["import", name, "--output", "torch.safetensors"]);
      assert.deepEqual([status, stderr], [0, ""], name);
      assertNear(logitsOf(file("torch.safetensors")), due, ROUNDED[name] ?? 1e-4, name);
    }
  });

  test("whole modules are refused with the line that saves their state dict", () => {
    for (const name of ["bad-module.pt", "bad-module-legacy.pt", "bad-script.pt"]) {
      folder.refused(
        ["import", name],
        /is a whole module \(\w+\.LeNet5\), .* torch\.save\(model\.state_dict\(\), "params\.pkl"\)/,
      );
    }
  });

  test("a pickle that would run a command runs none", () => {
    for (const name of ["bad-evil.pt", "bad-evil.pkl"])
      folder.refused(["import", name], /the pickle asks for posix\.system/);
    assert.ok(!existsSync(join(folder.path, "run")));
  });
});
