// Training by the command: the same weights whatever the workers, interruptions and hosts; one line for what is wrong.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

import { DATA } from "../support/mnist.js";
import { idx } from "../support/picture-files.js";
import { decode, encode } from "../support/safetensors.js";
import { PEOPLE, PROGRAM, sha256, skipWithoutClothes, trainingFolder, writeSet } from "../support/training.js";
import { foldOf } from "../support/unipen.js";

const FOLDS = fileURLToPath(new URL("../eval/folds.js", import.meta.url));
const WASI = fileURLToPath(new URL("../../web/cli.js", import.meta.url));

const FEW = ["--recipe", "mnist", "--epochs", "1"];

const { folder, digestOf, train, trained, refused, parametersOf } = trainingFolder();

/** The digest of the weights of FEW, which many a way of training must come to. */
function fewTrained() {
  if (!existsSync(join(folder, "few"))) trained("few", ...FEW);
  return digestOf("few");
}

test("the number of workers changes nothing, the seed does", { skip: skipWithoutClothes }, () => {
  const one = trained("one", "--epochs", "2");
  assert.equal(trained("two", "--epochs", "2", "--workers", "2"), one);
  assert.equal(trained("seven", "--epochs", "2", "--workers", "7"), one);
  assert.notEqual(trained("other", "--epochs", "2", "--seed", "2"), one);
  assert.notEqual(trained("fold", "--epochs", "2", "--fold", "1/2"), one);
  assert.ok(readFileSync(join(folder, "fold")).includes("without UNIPEN's writers of fold 1/2"));
});

for (const [recipe, skip] of /** @type {[string, string | false][]} */ ([
  ["mnist", false],
  ["world", skipWithoutClothes],
])) {
  test(`the WASI build trains the same weights by the recipe ${recipe}`, { skip }, () => {
    const native = trained("native", "--recipe", recipe, "--epochs", "1");
    const output = join(folder, "wasi");
    const args = ["train", "--data", folder, "--json", "--recipe", recipe, "--epochs", "1", "--output", output];
    const run = spawnSync(process.execPath, [WASI, ...args], { encoding: "utf8" });
    assert.equal(run.status, 0, `${run.signal ?? ""}${run.stderr}`);
    assert.equal(sha256(readFileSync(output)), native);
  });
}

test("an interrupted training goes on to the weights of an uninterrupted one", async () => {
  const whole = trained("whole", "--recipe", "mnist", "--epochs", "30");
  const output = join(folder, "resumed");
  const args = ["--recipe", "mnist", "--epochs", "30", "--output", output];
  const first = spawn(PROGRAM, ["train", "--data", folder, "--json", ...args]);
  await once(first.stdout, "data");
  first.kill("SIGTERM");
  const [status] = await once(first, "exit");
  assert.equal(status, 2);
  assert.ok(!existsSync(output), "no weights before the end");
  const state = readFileSync(`${output}.checkpoint`);

  refused(/another training/, ...args, "--resume", "--seed", "9");
  writeFileSync(`${output}.cut`, state.subarray(0, -100));
  refused(/truncated/, ...args, "--resume", "--checkpoint", `${output}.cut`);
  writeFileSync(
    `${output}.bad`,
    state.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)),
  );
  refused(/damaged/, ...args, "--resume", "--checkpoint", `${output}.bad`);
  refused(/no checkpoint/, ...args, "--resume", "--checkpoint", join(folder, "mnist/train-images-idx3-ubyte"));

  const second = train(...args, "--resume");
  assert.equal(second.status, 0, second.stderr);
  assert.equal(sha256(readFileSync(output)), whole);
  assert.ok(!existsSync(`${output}.checkpoint`), "the checkpoint has served its turn");
  const epochs = second.stdout.split("\n").filter((line) => line.includes('"epoch"')).length;
  assert.ok(epochs > 0 && epochs < 30, `${epochs} epochs after resuming`);
});

const notLinux = process.platform !== "linux" && "needs a shell, pipes and /dev/full";

/** A training under a shell's script, in which "$@" is the command with its arguments; its files are in a new folder. */
function trainIn(script, ...args) {
  const place = mkdtempSync(join(folder, "place-"));
  const command = [PROGRAM, "train", "--data", folder, "--json", ...args];
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", ...command], {
    cwd: place,
    encoding: "latin1",
  });
  return { place, status, stdout, stderr, files: readdirSync(place).sort() };
}

test("a training that diverges says so and what to do, and writes nothing", () => {
  const output = join(folder, "good");
  writeFileSync(output, "weights that are good");
  const args = [...FEW, "--learning-rate", "1000", "--output", output];
  refused(
    /^lenet5: .*good: not written, for the training diverged in epoch 1: .*--learning-rate below 1000\n$/,
    ...args,
  );
  const wasi = spawnSync(process.execPath, [WASI, "train", "--data", folder, ...args], { encoding: "utf8" });
  assert.equal(wasi.status, 2);
  assert.match(wasi.stderr, /the training diverged in epoch 1/);
  assert.equal(readFileSync(output, "utf8"), "weights that are good");
  refused(/^lenet5: 0: --learning-rate is above 0 and up to 1000\n$/, "--learning-rate", "0");
  refused(/^lenet5: nan: --learning-rate is above 0/, "--learning-rate", "nan");
});

/** Begins a training and stops it after an epoch, wherever it is then; the epochs that it had shown. */
async function begunAndStopped(args) {
  const begun = spawn(PROGRAM, ["train", "--data", folder, "--json", ...args]);
  let shown = "";
  begun.stdout.on("data", (text) => {
    shown += text;
  });
  await once(begun.stdout, "data");
  begun.kill("SIGTERM");
  await once(begun, "close");
  return shown.trim().split("\n").length;
}

test("a training that diverges later keeps the last state that was good", async () => {
  const whole = trained("steady", "--recipe", "mnist", "--epochs", "20");
  const output = join(folder, "shaken");
  const args = ["--recipe", "mnist", "--epochs", "20", "--output", output];
  // Stopped a step before an epoch's end, the huge steps are too few to show within it: then once more.
  let [stopped, good] = [0, -1];
  for (let times = 0; times < 5 && good !== stopped; times++) {
    rmSync(`${output}.checkpoint`, { force: true });
    stopped = await begunAndStopped(args);
    const { status, stderr } = train(...args, "--resume", "--learning-rate", "1000");
    assert.equal(status, 2);
    const said =
      /^lenet5: .*shaken: not written, for the training diverged in epoch \d+: .* after epoch (\d+) with --resume and the smaller one\n$/;
    assert.match(stderr, said);
    good = Number(said.exec(stderr)[1]);
  }
  assert.equal(good, stopped);
  assert.ok(!existsSync(output));
  const second = train(...args, "--resume");
  assert.equal(second.status, 0, second.stderr);
  assert.equal(sha256(readFileSync(output)), whole);
});

test("a checkpoint that can't be saved is told, and the training goes on", { skip: notLinux }, () => {
  const due = trained("unlimited", "--recipe", "mnist", "--epochs", "21");
  // In blocks of 512 bytes: room for the weights' 248 kB, not for the checkpoint's 741 kB.
  const { status, stderr, place, files } = trainIn(
    'ulimit -f 1000; exec "$@"',
    "--recipe",
    "mnist",
    "--epochs",
    "21",
    "--output",
    "out",
  );
  const line = "lenet5: out.checkpoint: not saved: File too large; the training goes on and tries again in 10 epochs\n";
  assert.equal(stderr, line + line);
  assert.equal(status, 0);
  assert.deepEqual(files, ["out"]);
  assert.equal(sha256(readFileSync(join(place, "out"))), due);
});

test("weights that can't be written are not lost, and nothing is left half-written", { skip: notLinux }, () => {
  const due = fewTrained();
  const full = trainIn('exec "$@"', ...FEW, "--output", "/dev/full");
  assert.equal(full.status, 2);
  assert.match(
    full.stderr,
    /^lenet5: \/dev\/full: not written: No space left on device; all that was learnt is in lenet5\.safetensors\.checkpoint: --resume .*\n$/,
  );
  const resumed = train(
    ...FEW,
    "--output",
    join(full.place, "out"),
    "--checkpoint",
    join(full.place, "lenet5.safetensors.checkpoint"),
    "--resume",
  );
  assert.equal(resumed.status, 0, resumed.stderr);
  assert.equal(sha256(readFileSync(join(full.place, "out"))), due);

  const script = 'echo before > out; ulimit -f 100; exec "$@"';
  const { status, stderr, place, files } = trainIn(script, ...FEW, "--output", "out");
  assert.equal(status, 2);
  assert.match(stderr, /^lenet5: out: not written: File too large; nor can the checkpoint be saved: File too large\n$/);
  assert.deepEqual(files, ["out"]);
  assert.equal(readFileSync(join(place, "out"), "utf8"), "before\n");
});

test("what stands at the output's name keeps its kind: mode, links, devices, pipes; others' files stay", {
  skip: notLinux,
}, () => {
  const due = fewTrained();
  const length = statSync(join(folder, "few")).size;
  for (const host of ["native", "WASI"]) {
    const place = mkdtempSync(join(folder, "kinds-"));
    const at = (name) => join(place, name);
    const run = (name, options) => {
      const [program, ...before] = host === "native" ? [PROGRAM] : [process.execPath, WASI];
      const { status, stdout, stderr } = spawnSync(
        program,
        [...before, "train", "--data", folder, ...FEW, "--output", name],
        { cwd: place, ...options },
      );
      assert.equal(status, 0, String(stderr));
      return /** @type {any} */ (stdout);
    };
    mkdirSync(at("elsewhere"));
    writeFileSync(at("elsewhere/target"), "old");
    chmodSync(at("elsewhere/target"), 0o640);
    symlinkSync("elsewhere/target", at("link"));
    symlinkSync("later", at("dangling"));
    for (const name of ["link.partial", "elsewhere/target.partial", "elsewhere/.lenet5-1.partial"])
      writeFileSync(at(name), "mine");
    run("link");
    run("dangling");
    assert.equal(readlinkSync(at("link")), "elsewhere/target");
    assert.equal(readlinkSync(at("dangling")), "later");
    assert.deepEqual([sha256(readFileSync(at("elsewhere/target"))), sha256(readFileSync(at("later")))], [due, due]);
    if (host === "native") assert.equal(statSync(at("elsewhere/target")).mode & 0o777, 0o640); // WASI knows no modes
    for (const name of ["link.partial", "elsewhere/target.partial", "elsewhere/.lenet5-1.partial"])
      assert.equal(readFileSync(at(name), "utf8"), "mine");
    symlinkSync("/dev/null", at("null"));
    run("null");
    assert.ok(lstatSync(at("null")).isSymbolicLink() && lstatSync("/dev/null").isCharacterDevice());
    const through = run("/dev/stdout", { maxBuffer: 1 << 24 }).subarray(0, length);
    assert.equal(sha256(through), due);
    assert.deepEqual(readdirSync(place).sort(), ["dangling", "elsewhere", "later", "link", "link.partial", "null"]);
    assert.deepEqual(readdirSync(at("elsewhere")).sort(), [".lenet5-1.partial", "target", "target.partial"]);
  }
});

test("a pipe at the output's name is written through", { skip: notLinux }, () => {
  const due = fewTrained();
  const { status, stderr, stdout, place } = trainIn(
    'mkfifo out; sha256sum out & "$@" > /dev/null; code=$?; wait; exit $code',
    ...FEW,
    "--output",
    "out",
  );
  assert.equal(status, 0, stderr);
  assert.equal(stdout.slice(0, 64), due);
  assert.ok(lstatSync(join(place, "out")).isFIFO());
});

test("runs at the same time do not get into each other's files", async () => {
  const due = fewTrained();
  const place = mkdtempSync(join(folder, "together-"));
  const runs = Array.from({ length: 5 }, () =>
    spawn(PROGRAM, ["train", "--data", folder, ...FEW, "--output", join(place, "out")], { stdio: "ignore" }),
  );
  const ends = await Promise.all(runs.map((run) => once(run, "exit")));
  assert.deepEqual(
    ends,
    runs.map(() => [0, null]),
  );
  assert.deepEqual(readdirSync(place), ["out"]);
  assert.equal(sha256(readFileSync(join(place, "out"))), due);
});

test("an interruption leaves no temporary file, not even a second one that ends the run at once", async () => {
  const place = mkdtempSync(join(folder, "interrupted-"));
  for (let round = 0; round < 10; round++) {
    const args = ["train", "--data", folder, "--json", "--recipe", "mnist", "--epochs", "3000", "--workers", "3"];
    const run = spawn(PROGRAM, [...args, "--output", join(place, "out")]);
    await once(run.stdout, "data");
    run.kill("SIGTERM");
    run.kill("SIGTERM");
    run.kill("SIGINT");
    await once(run, "exit");
    assert.deepEqual(
      readdirSync(place).filter((name) => name !== "out.checkpoint"),
      [],
    );
  }
});

test("a training begins with the weights that are given, and the file names them", () => {
  const start = trained("start", "--recipe", "mnist", "--epochs", "2", "--seed", "5");
  const args = [...FEW, "--start", join(folder, "start"), "--learning-rate", "1e-9"];
  const close = trained("close", ...args);
  const [from, to] = [parametersOf("start"), parametersOf("close")];
  assert.equal(to.length, 61706);
  assert.ok(to.every((value, i) => Math.abs(value - from[i]) < 1e-6));
  assert.ok(readFileSync(join(folder, "close")).includes(`from sha256:${start}`));
  assert.equal(trained("close", ...args, "--workers", "2"), close);
  refused(/No such file/, "--start", join(folder, "nobody"), "--output", join(folder, "never"));
  const labels = join(folder, "mnist/train-labels-idx1-ubyte");
  refused(/labels-idx1-ubyte: /, "--start", labels, "--output", join(folder, "never"));
});

test("the mean of weights is weights, measured like those that are trained", () => {
  const digests = ["1", "2"].map((seed) => trained(`mean-${seed}`, ...FEW, "--seed", seed));
  const of = (...names) => names.flatMap((name) => ["--average", join(folder, name)]);
  trained("mean", "--recipe", "mnist", ...of("mean-1", "mean-2", "mean-2"));
  const [mean, one, two] = ["mean", "mean-1", "mean-2"].map(parametersOf);
  const exact = one.map((value, i) => (value + 2 * two[i]) / 3);
  const biases = [150, 2556].flatMap((from, layer) => Array.from({ length: [6, 16][layer] }, (_, i) => from + i)); // C1, C3
  for (const i of biases) assert.ok(Math.abs(mean[i] - exact[i]) < 1e-6, "biases are not rounded");
  const sum = (values) => values.reduce((all, value) => all + Math.abs(value), 0);
  assert.ok(sum(mean.map((value, i) => value - exact[i])) < 0.15 * sum(exact), "and weights no more than others");
  const said = readFileSync(join(folder, "mean")).toString("latin1");
  assert.ok(said.includes(`the mean of sha256:${digests[0]}, sha256:${digests[1]}, sha256:${digests[1]}`));
  assert.match(said, /mnist validation: \d+ errors of/);
  const same = trained("same", "--recipe", "mnist", ...of("mean-1"));
  assert.deepEqual(parametersOf("same"), one);
  assert.notEqual(same, digests[0]);
  refused(/No such file/, ...of("nobody"), "--output", join(folder, "never"));
  refused(/one file too many/, ...of(...new Array(9).fill("mean-1")), "--output", join(folder, "never"));
});

test("a teacher changes what is learnt, and is named in the file", () => {
  const output = join(folder, "taught");
  const alone = fewTrained();
  const taught = trained("taught", ...FEW, "--teacher", join(folder, "few"));
  assert.notEqual(taught, alone);
  assert.ok(readFileSync(output).includes(`taught by sha256:${alone}`));
  refused(/No such file/, "--teacher", join(folder, "nobody"), "--output", join(folder, "never"));
  refused(
    /train-labels-idx1-ubyte: .*safetensors/,
    "--teacher",
    join(folder, "mnist/train-labels-idx1-ubyte"),
    "--output",
    join(folder, "never"),
  );
});

test("a teacher that answers in floats teaches the same; one that wants another border than paper is refused", () => {
  const { tensors } = decode(readFileSync(join(folder, "few")));
  const taught = (name, metadata) => {
    writeFileSync(join(folder, name), encode(tensors, metadata));
    trained(`${name}-taught`, "--recipe", "mnist", "--epochs", "1", "--teacher", join(folder, name));
    return decode(readFileSync(join(folder, `${name}-taught`))).tensors;
  };
  assert.deepEqual(taught("in-floats", { float32_border: "0" }), taught("in-integers", {}));
  writeFileSync(join(folder, "bordered"), encode(tensors, { float32_border: "0.1307" }));
  refused(
    /bordered: float32_border: these weights want 0\.1307 around their input, where training has paper/,
    "--teacher",
    join(folder, "bordered"),
    "--output",
    join(folder, "never"),
  );
});

test("what is wrong is said in one line, and nothing is left behind", () => {
  const output = join(folder, "never");
  refused(/is no recipe/, "--recipe", "soup", "--output", output);
  refused(/--epochs is from 1/, "--epochs", "0", "--output", output);
  refused(/--workers is from 1/, "--workers", "many", "--output", output);
  refused(/--seed is from 0/, "--seed", "-1", "--output", output);
  for (const fold of ["0/5", "6/5", "1/1", "1/101", "1", "1/", "/5", "a/5", "1/5x", "-1/5"])
    refused(/--fold: is a part of the writers as K\/N/, "--fold", fold, "--output", output);
  refused(/is no option/, "--lr", "1");
  refused(/needs a value/, "--output");
  refused(/--data DIR or LENET5_DATA/, "--data", join(folder, "nowhere"), "--output", output);
  refused(/No such file/, "--output", join(folder, "nowhere/weights"));

  const other = mkdtempSync(join(tmpdir(), "lenet5-train-bad-"));
  mkdirSync(join(other, "mnist"));
  writeSet(join(other, "mnist/train"), 100, 28);
  writeFileSync(join(other, "mnist/train-labels-idx1-ubyte"), idx([99], new Uint8Array(99)));
  refused(/another number of pictures/, "--data", other, "--recipe", "mnist", "--output", output);
  writeFileSync(join(other, "mnist/train-labels-idx1-ubyte"), idx([100], new Uint8Array(100).fill(10)));
  refused(/a label over 9/, "--data", other, "--recipe", "mnist", "--output", output);
  writeSet(join(other, "mnist/train"), 100, 27);
  refused(/another size/, "--data", other, "--recipe", "mnist", "--output", output);
  writeSet(join(other, "mnist/train"), 30, 28);
  refused(/too few pictures/, "--data", other, "--recipe", "mnist", "--output", output);
  rmSync(other, { recursive: true });
});

test("a network a fold reads every writer once, and is not trained twice", { skip: skipWithoutClothes }, () => {
  const out = join(folder, "folds");
  const folds = () => {
    const args = [FOLDS, "--of", "2", "--epochs", "1", "--data", folder, "--out", out];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /not read: no .*numbers\.jsonl\.gz/);
    return JSON.parse(readFileSync(join(out, "folds.json"), "utf8"));
  };
  const report = folds();
  assert.deepEqual(report.folds, [1, 2]);
  assert.deepEqual(Object.keys(report.sets[0].conditions.writer).sort(), PEOPLE);
  assert.equal(report.sets[0].count, 10 * PEOPLE.length);
  assert.deepEqual(
    report.nonDigits.map(({ count }) => count),
    [7, 8, 8].map((characters) => characters * PEOPLE.length),
  );
  const trained = statSync(join(out, "fold-1.safetensors")).mtimeMs;
  assert.deepEqual(folds(), report);
  assert.equal(statSync(join(out, "fold-1.safetensors")).mtimeMs, trained);
  rmSync(out, { recursive: true });
});

test("strokes that are wrong are refused by their line", { skip: skipWithoutClothes }, () => {
  const output = join(folder, "never");
  const other = mkdtempSync(join(tmpdir(), "lenet5-train-bad-"));
  for (const part of ["mnist", "digits", "unipen"]) cpSync(join(folder, part), join(other, part), { recursive: true });
  const name = join(other, "unipen/digits.jsonl.gz");
  const lines = gunzipSync(readFileSync(name)).toString().split("\n");
  const fails = (pattern, line) => {
    writeFileSync(name, gzipSync(lines.with(6, line).join("\n")));
    refused(pattern, "--data", other, "--output", output);
  };
  fails(/digits\.jsonl\.gz: line 7: the label is no digit/, lines[6].replace('"6"', '"b"'));
  fails(/digits\.jsonl\.gz: line 7: a stroke is empty/, lines[6].replace(/\[\[[^\]]*\]/, "[[]"));
  writeFileSync(name, gzipSync(`${lines[0]}\n`));
  refused(
    /digits\.jsonl\.gz: no writer is left/,
    "--data",
    other,
    "--output",
    output,
    "--fold",
    `${foldOf("abc/Ann", 4)}/4`,
  );
  rmSync(name);
  refused(/digits\.jsonl: No such file.*LENET5_DATA/, "--data", other, "--output", output);
  rmSync(other, { recursive: true });
});

test("one epoch on MNIST learns to read", {
  skip: existsSync(join(DATA, "mnist")) ? false : "no data in LENET5_DATA",
}, () => {
  const output = join(folder, "read");
  const args = ["--data", DATA, "--recipe", "mnist", "--epochs", "1", "--output", output];
  const { status, stdout, stderr } = spawnSync(PROGRAM, ["train", "--json", ...args], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const { validationErrorRate } = JSON.parse(stdout.split("\n")[0]);
  assert.ok(validationErrorRate.mnist < 0.1, `validation error ${validationErrorRate.mnist}`);
});
