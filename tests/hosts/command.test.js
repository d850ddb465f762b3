// The command, natively and under WASI: what it prints, what it refuses, and that the two agree to the byte.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { CommandFolder, HOSTS, NATIVE, WASI } from "../support/command-hosts.js";
import { skipWithoutMnist, TEST_IMAGES, TEST_LABELS } from "../support/mnist.js";
import {
  bmp,
  drawDigit,
  idx,
  jpegOf,
  netpbm,
  orientedBoxes,
  png,
  pngOf,
  withOrientation,
} from "../support/picture-files.js";
import { encode, randomTensors } from "../support/safetensors.js";

const notLinux = process.platform !== "linux" && "needs a shell, /dev/full and names of any bytes";
const JPEG = jpegOf(drawDigit(3, { width: 40, height: 48 }));
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

let place;
let folder;
before(() => {
  place = new CommandFolder("command");
  folder = place.path;
  mkdirSync(path.join(folder, "inner"));
});
after(() => place.remove());

const save = (name, content) => place.save(name, content);
const run = (args, options) => place.run(args, options);
const json = (args, options) => place.json(args, options);
const refused = (args, line, options) => place.refused(args, line, options);

describe("predict", () => {
  test("every format gives the digit, and the lossless ones the same answer", () => {
    const picture = drawDigit(3);
    const files = {
      "3.png": png(picture),
      "3.bmp": bmp(picture),
      ...Object.fromEntries(Object.entries(netpbm).map(([kind, make]) => [`${kind}.pnm`, make(picture)])),
      "rgba.png": pngOf({
        ...picture,
        colourType: 6,
        samples: Buffer.from(Array.from(picture.grey, (v) => [v, v, v, 255]).flat()),
      }),
    };
    const names = Object.entries(files).map(([name, content]) => save(name, content));
    const answers = json(["predict", ...names]);
    assert.deepEqual(
      answers.map(({ file }) => file),
      names,
    );
    const [{ file: _, ...first }] = answers;
    for (const { file, ...answer } of answers) assert.deepEqual(answer, first, file);
    assert.deepEqual(Object.keys(first), ["digit", "confidence", "probabilities", "rejected", "reason", "box"]);
    assert.equal(first.digit, 3);
    assert.equal(first.rejected, false);
    assert.equal(first.reason, null);
    assert.ok(Math.abs(first.probabilities.reduce((a, b) => a + b) - 1) < 1e-5);
    assert.equal(first.confidence, first.probabilities[3]);
    const [x, y, width, height] = first.box;
    assert.ok(x > 15 && y > 0 && x + width < 85 && y + height < 120 && width > 30 && height > 80, String(first.box));
  });

  test("a JPEG, and the same one however the camera was held", () => {
    const [upright] = json(["predict", save("three.jpg", JPEG)]);
    assert.equal(upright.digit, 3);
    const names = [1, 2, 3, 4, 5, 6, 7, 8].map((o) => save(`o${o}.jpg`, withOrientation(JPEG, o, o % 2 === 0)));
    const boxes = json(["predict", ...names]).map(({ box }) => box);
    assert.deepEqual(boxes, orientedBoxes({ width: 40, height: 48 }, upright.box));
  });

  test("for people: columns that line up, and the tutorial's lines with --verbose", () => {
    save("3.png", png(drawDigit(3)));
    save("a longer name.png", png(drawDigit(7)));
    save("white.png", png({ width: 30, height: 30, grey: new Uint8Array(900).fill(255) }));
    const { status, stdout } = run(["predict", "3.png", "a longer name.png", "white.png"]);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^3\.png {14}3 {2}[01]\.\d{4}\na longer name\.png {2}7 {2}[01]\.\d{4}\nwhite\.png {10}- {2}0\.0000 {2}blank\n$/,
    );
    const verbose = run(["predict", "--verbose", "3.png"]).stdout.split("\n");
    const logits = verbose[1]
      .match(/^outputs:((?: -?\d+\.\d{4}){10})$/)[1]
      .trim()
      .split(" ")
      .map(Number);
    assert.equal(verbose[2], "shape: (1, 10)");
    assert.equal(verbose[3], `maximum: ${Math.max(...logits).toFixed(4)}`);
    assert.equal(verbose[4], "result is: 3");
    assert.match(run(["predict", "--verbose", "white.png"]).stdout, /result is: - \(blank\)\n$/);
  });

  test("blank pictures are answers: white, black, transparent, one pixel", () => {
    const names = [
      save("white.png", png({ width: 30, height: 30, grey: new Uint8Array(900).fill(255) })),
      save("black.png", png({ width: 30, height: 30, grey: new Uint8Array(900) })),
      save("clear.png", pngOf({ width: 30, height: 30, colourType: 6, samples: Buffer.alloc(3600) })),
      save("one.png", png({ width: 1, height: 1, grey: [7] })),
    ];
    for (const answer of json(["predict", ...names])) {
      assert.equal(answer.digit, null, answer.file);
      assert.equal(answer.reason, "blank");
      assert.equal(answer.rejected, true);
      assert.equal(answer.confidence, 0);
      assert.equal(answer.box, null);
    }
  });

  test("IDX: every picture; 28x28 and 32x32 straight into the network, gzipped or not", () => {
    const pictures = Array.from({ length: 3 }, (_, k) =>
      Uint8Array.from({ length: 784 }, (_, i) => (i * (k + 3)) % 256),
    );
    const padded = pictures.map((picture) =>
      Uint8Array.from({ length: 1024 }, (_, i) => {
        const y = Math.floor(i / 32) - 2;
        const x = (i % 32) - 2;
        return y >= 0 && y < 28 && x >= 0 && x < 28 ? picture[y * 28 + x] : 0;
      }),
    );
    const small = idx(
      [3, 28, 28],
      pictures.flatMap((p) => [...p]),
    );
    save("a.idx", small);
    save("a.idx.gz", gzipSync(small));
    save(
      "b.idx",
      idx(
        [3, 32, 32],
        padded.flatMap((p) => [...p]),
      ),
    );
    const [a, zipped, b] = ["a.idx", "a.idx.gz", "b.idx"].map((name) => json(["predict", name]));
    assert.deepEqual(
      a.map(({ index }) => index),
      [0, 1, 2],
    );
    a.forEach(({ probabilities, box }, i) => {
      assert.deepEqual(zipped[i].probabilities, probabilities);
      assert.deepEqual(b[i].probabilities, probabilities);
      assert.deepEqual(box, [0, 0, 28, 28]);
    });
    save(
      "bar.idx",
      idx(
        [1, 28, 28],
        Array.from({ length: 784 }, (_, i) => (i % 28 > 12 && i % 28 < 16 && i > 140 && i < 644 ? 255 : 0)),
      ),
    );
    assert.deepEqual(json(["predict", "bar.idx"])[0].box, [0, 0, 28, 28]);
    assert.deepEqual(json(["predict", "--picture", "bar.idx"])[0].box, [13, 5, 3, 18]);
  });

  test("standard input, relative names from a folder inside, names after --", () => {
    const content = png(drawDigit(1));
    save("1.png", content);
    save("--json", content);
    assert.equal(json(["predict", "-"], { input: content })[0].digit, 1);
    assert.equal(json(["predict", "../1.png"], { cwd: path.join(folder, "inner") })[0].digit, 1);
    assert.equal(json(["predict", path.join(folder, "1.png")])[0].digit, 1);
    assert.match(run(["predict", "--", "--json"]).stdout, /^--json {2}1 {2}/);
  });

  test("file names come out as valid JSON and cannot steer a terminal", () => {
    const name = 'a "b"\\\u001b[31m\u009b31m\u00e9\u4e2d.png'; // ESC [ and its one-character form, CSI
    save(name, png(drawDigit(1)));
    assert.equal(json(["predict", name])[0].file, name);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal
    const control = /[\0-\x09\x0b-\x1f\x7f-\x9f]/;
    assert.doesNotMatch(run(["predict", name, "--json"]).stdout, control);
    const { stdout } = run(["predict", name]);
    assert.doesNotMatch(stdout, control);
    assert.match(stdout, /^a "b"\\\?\[31m\?31m\u00e9\u4e2d\.png {2}1 /);
  });

  test("a file name that is not UTF-8 is shown with ? for its bytes, and takes as many columns", {
    skip: notLinux,
  }, () => {
    save("xxx.png", png(drawDigit(1)));
    const script = 'name=$(printf "\\233\\303x.png"); cp xxx.png "$name" && "$0" predict "$name" xxx.png';
    const { status, stdout } = spawnSync("sh", ["-c", script, NATIVE], { cwd: folder });
    assert.equal(status, 0);
    assert.match(stdout.toString("latin1"), /^\?\?x\.png {2}1 .*\nxxx\.png {2}1 .*\n$/);
  });

  test("other weights", () => {
    save("3.png", png(drawDigit(3)));
    save("random.safetensors", encode(randomTensors(9)));
    const [own] = json(["predict", "3.png"]);
    const [other] = json(["predict", "--weights", "random.safetensors", "3.png"]);
    assert.notDeepEqual(other.probabilities, own.probabilities);
    assert.deepEqual(json(["predict", "--weights=random.safetensors", "3.png"]), [other]);
  });
});

describe("bad input: one line that says which and why, exit 2", () => {
  const picture = drawDigit(3);
  const huge = (width, height) => {
    const file = png({ width: 1, height: 1, grey: [0] });
    file.writeUInt32BE(width, 16);
    file.writeUInt32BE(height, 20);
    return file;
  };
  // A picture of one pixel, and what stands in its place of the sample.
  const onePixel = (rows) => pngOf({ width: 1, height: 1, colourType: 0, samples: rows });
  const unknownChunk = (name) => {
    const file = png({ width: 1, height: 1, grey: [0] });
    file.write(name, 37, "latin1"); // in the place of IDAT
    return file;
  };
  const CASES = {
    "no image": [Buffer.from("just words"), /is no PNG, JPEG/],
    "an empty file": [Buffer.alloc(0), /is empty/],
    "a truncated PNG": [png(picture).subarray(0, 200), /cannot be decoded/],
    "a PNG's signature alone": [png(picture).subarray(0, 8), /cannot be decoded/],
    "a PNG of 20000x20000": [huge(20000, 20000), /20000x20000 is over the 16 megapixels/],
    "a PNG of 0x0": [huge(0, 0), /cannot be decoded|no pixels/],
    "a PNG of one pixel that unpacks to 300 MB": [
      onePixel(Buffer.alloc(300 << 20)),
      /cannot be decoded: it unpacks to more/,
    ],
    "a PNG with a control character in a chunk's name": [
      unknownChunk("\u009b1mX"),
      /cannot be decoded: a damaged PNG: a chunk's checksum is wrong\n/,
    ],
    "a truncated JPEG": [JPEG.subarray(0, 100), /cannot be decoded/],
    "a truncated BMP": [bmp(picture).subarray(0, 30), /cannot be decoded/],
    "a PGM of 0x0": [Buffer.from("P5 0 0 255\n"), /0x0 has no pixels/],
    "a PGM of 20000x20000": [Buffer.from("P5 20000 20000 255\n"), /20000x20000 is over/],
    "a truncated PGM": [netpbm.P5(picture).subarray(0, -1), /samples are truncated/],
    "a truncated plain PPM": [netpbm.P3(picture).subarray(0, 500), /samples are truncated/],
    "a PGM with a maximum of 0": [Buffer.from("P5 1 1 0\n0"), /maximum/],
    "a PGM with a sample over its maximum": [Buffer.from("P2 1 1 9\n10"), /over its maximum/],
    "a PGM without a size": [Buffer.from("P5 x"), /width and a height/],
    "IDX with a wrong type": [Buffer.from([0, 0, 13, 3, 0, 0, 0, 0]), /another type/],
    "IDX labels for pictures": [idx([3], [1, 2, 3]), /three dimensions/],
    "IDX with one byte too few": [idx([2, 28, 28], new Uint8Array(2 * 784 - 1)), /truncated/],
    "IDX with one byte too many": [idx([2, 28, 28], new Uint8Array(2 * 784 + 1)), /longer than its header says/],
    "IDX with a count of 2^32 - 1": [idx([2 ** 32 - 1, 28, 28], new Uint8Array(784)), /truncated/],
    "IDX without pictures": [idx([0, 28, 28], []), /has no pictures/],
    "IDX with a side of 0": [idx([1, 0, 28], []), /side of 0/],
    "IDX with huge sides": [idx([1, 2 ** 31, 2 ** 31], []), /side over/],
    "IDX with a header cut off": [Buffer.from([0, 0, 8, 3, 0, 0]), /header is truncated/],
    "a damaged gzip file": [
      (() => {
        const z = gzipSync(idx([1, 28, 28], new Uint8Array(784).fill(9)));
        z[z.length - 6] ^= 1;
        return z;
      })(),
      /gzip data/,
    ],
    "a truncated gzip file": [gzipSync(idx([9, 28, 28], Buffer.alloc(9 * 784, "a pattern"))).subarray(0, -3), /gzip/],
    "a gzip file that states 4 GB": [
      (() => {
        const z = gzipSync(Buffer.alloc(9));
        z.writeUInt32LE(2 ** 32 - 1, z.length - 4);
        return z;
      })(),
      /over 256 MiB/,
    ],
  };
  for (const [name, [content, reason]] of Object.entries(CASES)) {
    test(name, () => {
      save("bad", content);
      refused(["predict", "bad"], new RegExp(`^lenet5: bad: .*${/** @type {RegExp} */ (reason).source}`));
    });
  }

  test("IDX without pictures, whatever the verb", () => {
    save("none.idx", idx([0, 28, 28], []));
    for (const verb of ["predict", "read", "layers"])
      refused([verb, "none.idx"], /^lenet5: none\.idx: has no pictures\n$/);
  });

  test("the other files are still done", () => {
    save("good.png", png(picture));
    save("bad", "words");
    const { status, stdout, stderr } = run([
      "predict",
      "missing.png",
      "good.png",
      "bad",
      "inner",
      "good.png",
      "--json",
    ]);
    assert.equal(status, 2);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.filter(({ error }) => error === undefined).map(({ file }) => file),
      ["good.png", "good.png"],
    );
    assert.deepEqual(stderr.trimEnd().split("\n"), [
      "lenet5: missing.png: No such file or directory",
      "lenet5: bad: is no PNG, JPEG, BMP, PGM, PPM or IDX file",
      "lenet5: inner: is a folder",
    ]);
  });

  test("with --json a file that fails has its line too, in its place, whatever the verb", () => {
    save("good.png", png(picture));
    save("bad", "words");
    save("none.idx", idx([0, 28, 28], []));
    for (const verb of ["predict", "read", "layers"]) {
      const { status, stdout, stderr } = run([verb, "--json", "none.idx", "good.png", "bad"]);
      const lines = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      assert.equal(status, 2);
      assert.deepEqual(lines[0], { file: "none.idx", error: "has no pictures" });
      assert.equal(lines[1].file, "good.png");
      assert.deepEqual(lines[2], { file: "bad", error: "is no PNG, JPEG, BMP, PGM, PPM or IDX file" });
      assert.deepEqual(
        stderr.trimEnd().split("\n"),
        lines.filter((l) => l.error).map((l) => `lenet5: ${l.file}: ${l.error}`),
      );
    }
    const { status, stdout } = run(["eval", "--json", "bad", "none.idx"]);
    assert.equal(status, 2);
    assert.deepEqual(JSON.parse(stdout), { file: "bad", error: "is no PNG, JPEG, BMP, PGM, PPM or IDX file" });
  });

  test("weights that are refused are named, with their reason", () => {
    save("good.png", png(picture));
    const tensors = randomTensors(1);
    tensors["fc.f6.bias"][3] = NaN;
    save("nan.safetensors", encode(tensors));
    save("cut.safetensors", encode(randomTensors(1)).subarray(0, 9999));
    refused(
      ["predict", "--weights", "nan.safetensors", "good.png"],
      /nan\.safetensors: fc\.f6\.bias: number 3 is not finite/,
    );
    refused(["predict", "--weights", "cut.safetensors", "good.png"], /cut\.safetensors: .*truncated/);
    refused(["predict", "--weights", "none.safetensors", "good.png"], /none\.safetensors: No such file/);
  });

  test("usage", () => {
    refused([], /a command is missing/);
    refused(["recognise"], /recognise: is no command/);
    refused(["predict"], /which FILE/);
    refused(["predict", "--jsn", "x.png"], /--jsn: is no option/);
    refused(["predict", "x.png", "--weights"], /--weights: needs a file's name/);
    refused(["predict", "x.png", "--weights="], /--weights: needs a file's name/);
    refused(["read", "--format", "roman", "x.png"], /roman: is no format/);
    refused(["read", "--length", "3x", "x.png"], /3x: --length is from 1/);
    refused(["read", "--length=0", "x.png"], /0: --length is from 1/);
    refused(["read", "--length", "65", "x.png"], /--length: a number has 1 to 64 digits/);
    refused(["read", "--format", "zip", "--length", "4", "x.png"], /--length: a ZIP code has 5 or 9 digits/);
    refused(["read", "--format", "amount", "--length", "4", "x.png"], /--length: an amount/);
    refused(["eval", "one.idx"], /needs two files/);
    refused(["layers"], /which FILE/);
    refused(["layers", "--verbose", "x.png"], /--verbose: is no option/);
  });

  test("the first write that fails ends the run", { skip: notLinux }, () => {
    // A million pictures, which would take minutes; the answers to some fifty are held back before the first write.
    save("huge.idx", idx([1_000_000, 1, 1], new Uint8Array(1_000_000)));
    for (const [host, program] of Object.entries(HOSTS))
      for (const verb of ["predict", "read", "layers"]) {
        const { status, stderr, signal } = spawnSync(
          "sh",
          ["-c", '"$0" "$@" > /dev/full', ...program, verb, "huge.idx"],
          {
            cwd: folder,
            timeout: 60_000,
          },
        );
        assert.deepEqual([status, signal], [2, null], `${host} ${verb}`);
        assert.equal(stderr.toString(), "lenet5: standard output: cannot be written: No space left on device\n");
      }
  });

  test("a reader who has read enough is no error", { skip: notLinux }, () => {
    save("many.idx", idx([20_000, 1, 1], new Uint8Array(20_000)));
    for (const [host, program] of Object.entries(HOSTS)) {
      const script = '{ "$0" "$@"; echo "status $?" >&2; } | head -1';
      const { stdout, stderr } = spawnSync("sh", ["-c", script, ...program, "predict", "many.idx"], {
        cwd: folder,
        encoding: "utf8",
      });
      assert.match(stdout, /^many\.idx\[0\] .*\n$/, host);
      assert.match(stderr, /^status (0|141)\n$/, host);
    }
  });

  test("an unwritable output", { skip: notLinux }, () => {
    save("good.png", png(picture));
    const { status, stderr } = spawnSync("sh", ["-c", '"$0" predict good.png > /dev/full', NATIVE], { cwd: folder });
    assert.equal(status, 2);
    assert.match(stderr.toString(), /^lenet5: standard output: cannot be written: No space left on device\n$/);
  });
});

test("the WASI host: a folder that is gone is one line, not a stack trace", { skip: notLinux }, () => {
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" --version';
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, process.execPath, WASI], {
    cwd: folder,
    encoding: "utf8",
  });
  assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
  assert.match(stderr, /^lenet5: the current folder is gone[^\n]*\n$/);
});

test("--help and --version", () => {
  assert.equal(run(["--version"]).stdout, `lenet5 ${version}\n`);
  const { status, stdout } = run(["--help"]);
  assert.equal(status, 0);
  for (const verb of ["predict", "eval", "layers", "train"]) assert.match(stdout, new RegExp(`lenet5 ${verb} `));
  assert.equal(run(["predict", "--help"]).stdout, stdout);
});

test("layers: the published counts, and ranges of the picture", () => {
  save("3.png", png(drawDigit(3)));
  const [{ file, layers }] = json(["layers", "3.png"]);
  assert.equal(file, "3.png");
  assert.deepEqual(
    layers.map(({ name, shape, parameters, connections }) => [name, shape.join("x"), parameters, connections]),
    [
      ["input", "1x32x32", 0, 0],
      ["C1", "6x28x28", 156, 122304],
      ["S2", "6x14x14", 0, 4704],
      ["C3", "16x10x10", 2416, 241600],
      ["S4", "16x5x5", 0, 1600],
      ["C5", "120", 48120, 48120],
      ["F6", "84", 10164, 10164],
      ["F7", "10", 850, 850],
    ],
  );
  assert.equal(
    layers.reduce((sum, { parameters }) => sum + parameters, 0),
    61706,
  );
  assert.equal(layers[0].min, 0);
  assert.ok(layers[0].max > 0.8 && layers[0].max <= 1);
  for (const { name, min, max, units, shape } of layers) {
    assert.ok(min < max, name);
    assert.equal(
      units,
      shape.reduce((a, b) => a * b),
    );
  }
  assert.match(run(["layers", "3.png"]).stdout, /^3\.png\nlayer .*\ninput .*\nC1 .*122304/);
});

/** A binary PGM or PPM: { kind, width, height, samples }. */
function netpbmOf(file) {
  const bytes = readFileSync(path.join(folder, file));
  const [header, kind, width, height] = /^P([56])\n(\d+) (\d+)\n255\n/.exec(bytes.toString("latin1"));
  return { kind: Number(kind), width: Number(width), height: Number(height), samples: bytes.subarray(header.length) };
}

describe("layers --stages", () => {
  const STAGES = [
    "01-working.ppm",
    "02-grey.pgm",
    "03-background.pgm",
    "04-contrast.pgm",
    "05-ink.pgm",
    "06-unruled.pgm",
    "07-components.ppm",
    "08-digit.pgm",
    "09-normalised.pgm",
  ];

  /** A 3 between two rules that go through the whole picture, beside a dot. */
  function ruledThree() {
    const picture = drawDigit(3);
    const grey = Uint8Array.from(picture.grey);
    for (const y of [3, picture.height - 5]) for (let x = 0; x < picture.width; x++) grey[y * picture.width + x] = 90;
    return { ...picture, grey };
  }

  test("every stage is a picture, and the last is what the network sees", () => {
    const picture = ruledThree();
    save("ruled.png", png(picture));
    const { status, stdout } = run(["layers", "--stages", "stages", "ruled.png"]);
    assert.equal(status, 0);
    assert.equal(stdout, run(["layers", "ruled.png"]).stdout);
    assert.deepEqual(readdirSync(path.join(folder, "stages")).sort(), STAGES);
    const seen = Object.fromEntries(STAGES.map((name) => [name.slice(3, -4), netpbmOf(`stages/${name}`)]));
    for (const [name, { kind, width, height, samples }] of Object.entries(seen)) {
      const size = name === "normalised" ? [28, 28] : [picture.width, picture.height];
      if (name !== "background") assert.deepEqual([width, height], size, name);
      assert.equal(samples.length, width * height * (kind === 6 ? 3 : 1), name);
    }
    assert.deepEqual(seen.grey.samples, Buffer.from(picture.grey), "grey paper and ink are their own axis of colour");
    const inkOn = ({ samples }, y) =>
      samples.subarray(y * picture.width, (y + 1) * picture.width).reduce((a, b) => a + b, 0);
    assert.ok(20 * inkOn(seen.unruled, 3) < inkOn(seen.ink, 3), "the rule goes, but for where the 3 crosses it");
    const [{ layers }] = json(["layers", "ruled.png"]);
    assert.ok(Math.abs(Math.max(...seen.normalised.samples) / 255 - layers[0].max) < 1e-6);
  });

  test("a blank picture has stages, and nothing normalised", () => {
    save("blank.png", png({ width: 40, height: 30, grey: new Uint8Array(1200).fill(255) }));
    assert.equal(run(["layers", "--stages", "blank", "blank.png"]).status, 0);
    const last = netpbmOf("blank/08-digit.pgm");
    assert.ok(last.samples.every((sample) => sample === 0));
    assert.deepEqual(readdirSync(path.join(folder, "blank")).sort(), STAGES.slice(0, -1));
  });

  test("what cannot be shown is one line", () => {
    save("3.png", png(drawDigit(3)));
    save("one.idx", idx([1, 28, 28], new Uint8Array(784)));
    refused(["layers", "--stages"], /^lenet5: --stages: needs a folder's name\n$/);
    refused(["layers", "--stages", "s", "3.png", "3.png"], /^lenet5: --stages: takes one FILE at a time\n$/);
    refused(
      ["layers", "--stages", "no/such/folder", "3.png"],
      /^lenet5: no\/such\/folder: the folder cannot be made\n$/,
    );
    refused(["layers", "--stages", "3.png", "3.png"], /^lenet5: 3\.png\/01-working\.ppm: [^\n]+\n$/);
    refused(["layers", "--stages", "s", "one.idx"], /^lenet5: one\.idx: --stages needs a picture, not an IDX file\n$/);
    refused(["predict", "--stages", "s", "3.png"], /--stages: is no option/);
  });
});

describe("what is for those who train", () => {
  test("an output that cannot be written is refused before any work", () => {
    refused(["train", "--data", "nowhere", "--output", "inner"], /inner: is a folder/);
    refused(["train", "--data", "nowhere", "--checkpoint", "inner"], /inner: is a folder/);
    refused(["train", "--data", "nowhere", "--output", "no/such/place"], /no\/such\/place: No such file or directory/);
  });

  test("an unwritable standard output ends a training with one line that says so", { skip: notLinux }, () => {
    mkdirSync(path.join(folder, "mnist"), { recursive: true });
    save(
      "mnist/train-images-idx3-ubyte",
      idx(
        [400, 28, 28],
        Uint8Array.from({ length: 400 * 784 }, (_, i) => (i * 7) % 251),
      ),
    );
    save(
      "mnist/train-labels-idx1-ubyte",
      idx(
        [400],
        Uint8Array.from({ length: 400 }, (_, i) => i % 10),
      ),
    );
    const script = '"$0" train --data . --recipe mnist --epochs 1 --json > /dev/full';
    const { status, stderr } = spawnSync("sh", ["-c", script, NATIVE], { cwd: folder });
    assert.equal(status, 2);
    assert.equal(stderr.toString(), "lenet5: standard output: cannot be written: No space left on device\n");
  });

  test("fit-crf takes its options like train, and is not in the package's command", () => {
    const fit = (...args) => place.runOn("native", ["fit-crf", "--data", "nowhere", "--output", "table.c", ...args]);
    /** @type {[string[], RegExp][]} */
    const cases = [
      [["--epochs", "3x"], /^lenet5: 3x: --epochs is from 1 to 100000\n$/],
      [["--lines=0"], /^lenet5: 0: --lines is from 1 to 100000\n$/],
      [["--seed"], /^lenet5: --seed: needs a value\n$/],
      [["--sed", "1"], /^lenet5: --sed: is no option of this command; there are --data, /],
      [["--seed=0", "--epochs=3", "--lines", "5"], /^lenet5: nowhere\/mnist\/.*: No such file/],
    ];
    for (const [args, line] of cases) {
      const { status, stderr } = fit(...args);
      assert.equal(status, 2);
      assert.match(stderr, line);
    }
    assert.match(place.runOn("WASI", ["fit-crf"]).stderr, /fit-crf: is no command/);
    assert.doesNotMatch(run(["--help"]).stdout, /fit-crf/);
  });
});

describe("eval", () => {
  // Weights that answer 5 always: only F7's bias speaks.
  const tensors = randomTensors(1);
  for (const values of Object.values(tensors)) values.fill(0);
  tensors["fc.f7.bias"][5] = 2;

  const p5 = Math.exp(2) / (Math.exp(2) + 9);
  const labels = [5, 5, 1, 5];

  test("counts, curve, calibration and likelihood of a known case", () => {
    save("constant.safetensors", encode(tensors));
    save("images.idx", idx([4, 28, 28], new Uint8Array(4 * 784)));
    save("labels.idx", idx([4], labels));
    const [result] = json(["eval", "--weights", "constant.safetensors", "images.idx", "labels.idx"]);
    assert.equal(result.count, 4);
    assert.equal(result.errors, 1);
    assert.equal(result.errorRate, 0.25);
    assert.equal(result.refused, 0);
    assert.deepEqual(
      result.rejectCurve,
      [0, 0.005, 0.01, 0.02, 0.05].map((reject) => ({ reject, error: 0.25 })),
    );
    assert.ok(Math.abs(result.ece - Math.abs(p5 - 0.75)) < 1e-5, `ece ${result.ece}`);
    assert.ok(Math.abs(result.nll - (3 * -Math.log(p5) - Math.log((1 - p5) / 9)) / 4) < 1e-5, `nll ${result.nll}`);
    assert.equal(result.confusion.length, 10);
    assert.deepEqual([result.confusion[5][5], result.confusion[1][5]], [3, 1]);
    assert.deepEqual(result.perDigit[5], { digit: 5, count: 3, accuracy: 1 });
    assert.deepEqual(result.perDigit[1], { digit: 1, count: 1, accuracy: 0 });
    assert.match(
      run(["eval", "--weights", "constant.safetensors", "images.idx", "labels.idx"]).stdout,
      /^1 errors of 4, error rate 25\.000 %\n/,
    );
  });

  test("files that do not fit", () => {
    save("images.idx", idx([4, 28, 28], new Uint8Array(4 * 784)));
    save("three.idx", idx([3], [1, 2, 3]));
    save("eleven.idx", idx([4], [1, 2, 3, 11]));
    save("none.idx", idx([0, 28, 28], []));
    save("3.png", png(drawDigit(3)));
    refused(["eval", "images.idx", "three.idx"], /three\.idx: has another number of labels/);
    refused(["eval", "images.idx", "eleven.idx"], /eleven\.idx: has a label that is no digit/);
    refused(["eval", "images.idx", "images.idx"], /images\.idx: IDX labels need one dimension/);
    refused(["eval", "3.png", "three.idx"], /3\.png: is no IDX file/);
    refused(["eval", "none.idx", "three.idx"], /none\.idx: has no pictures/);
    refused(["eval", "images.idx", "missing.idx"], /missing\.idx: No such file/);
  });

  test("MNIST's test set", { skip: skipWithoutMnist }, () => {
    const [result] = json(["eval", TEST_IMAGES, TEST_LABELS]);
    assert.equal(result.count, 10000);
    assert.ok(result.errorRate <= 0.0045, `error rate ${result.errorRate}`);
    const total = result.confusion.flat().reduce((a, b) => a + b);
    const right = result.confusion.reduce((sum, row, digit) => sum + row[digit], 0);
    assert.equal(total, 10000);
    assert.equal(total - right, result.errors);
  });
});
