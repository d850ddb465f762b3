// node fuzz.js SECONDS [SEED]: damaged pictures, IDX files and weights go to the native command, which must answer or
// refuse: exit status 0 or 2, one line for what is wrong, no signal, no endless run. What breaks it is kept.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { damager } from "../support/damage.js";
import { onnxModel } from "../support/onnx.js";
import { bmp, drawDigit, idx, jpegOf, netpbm, png, withOrientation } from "../support/picture-files.js";
import { bmpKind, palette, pngKind } from "../support/picture-kinds.js";
import { mulberry } from "../support/random.js";
import { encode, randomTensors } from "../support/safetensors.js";
import {
  npz,
  numpyPickle,
  safetensors,
  tensor,
  tensorsOf,
  torchLegacy,
  torchPickle,
  torchZip,
} from "../support/weight-files.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PROGRAM = at("build/lenet5");
const KEPT = at("build/fuzz");
const LONGEST_RUN_MS = 20_000;
const ROUND = 16; // files of one kind in one run

const [seconds, seed = Date.now() >>> 0] = process.argv.slice(2).map(Number);
const random = mulberry(seed);
const below = (count) => Math.floor(random() * count);
const damaged = damager(random);

const picture = drawDigit(3);
const pictures = idx(
  [4, 28, 28],
  Uint8Array.from({ length: 4 * 784 }, (_, i) => i),
);
const LABELS = idx([4], [1, 2, 3, 4]);
const jpeg = jpegOf(picture);
const ink = {
  width: picture.width,
  height: picture.height,
  ink: Array.from(picture.grey, (value) => (value < 128 ? 1 : 0)),
};

/** JPEGs of every kind, and PNGs and BMPs of kinds that decode differently. */
const FIXTURES = at("tests/fixtures/pictures");
const kindsOfPictures = [
  ...readdirSync(FIXTURES).map((name) => readFileSync(join(FIXTURES, name))),
  pngKind(ink, { colourType: 3, bits: 1, interlaced: true, before: [palette([0, 0, 0], [255, 255, 255])] }),
  pngKind(ink, { colourType: 6, bits: 16 }),
  bmpKind(ink, { bits: 4 }),
  bmpKind(ink, { bits: 16, masks: "565", header: 124 }),
  bmpKind(ink, { bits: 8, header: 12 }),
];

// Of others' weights: whole ones, and small ones, of which more is damaged.
const SMALL = { a: tensor([2, 3], [1, 2, 3, 4, 5, 6]), b: tensor([4], [1, 2, 3, 4], "F16") };
const others = [SMALL, tensorsOf(randomTensors(1))].flatMap((tensors) =>
  [safetensors, torchZip, torchLegacy, torchPickle, numpyPickle, npz].map((make) => make(tensors)),
);

/** By name: healthy files, and the command's arguments for damaged ones. */
const KINDS = {
  pictures: {
    files: [
      png(picture),
      bmp(picture),
      jpeg,
      withOrientation(jpeg, 6, true),
      ...Object.values(netpbm).map((make) => make(picture)),
      ...kindsOfPictures,
    ],
    commands: (names) => [["predict", "--json", ...names]],
  },
  idx: {
    files: [pictures, gzipSync(pictures)],
    commands: (names) => [["predict", ...names], ...names.map((name) => ["eval", name, "labels"])],
  },
  labels: { files: [LABELS, gzipSync(LABELS)], commands: (names) => names.map((name) => ["eval", "pictures", name]) },
  weights: {
    files: [encode(randomTensors(1))],
    commands: (names) => names.map((name) => ["predict", "--weights", name, "3.png"]),
  },
  others: {
    files: [...others, torchZip(SMALL, { packed: true }), npz(SMALL, { packed: true }), onnxModel(randomTensors(1), 1)],
    commands: (names) => names.map((name) => ["import", "--json", name]),
  },
};

/** null, or what the command did that it must not do. */
function faultOf(args, folder) {
  const { status, signal, stderr, error } = spawnSync(PROGRAM, args, {
    cwd: folder,
    timeout: LONGEST_RUN_MS,
    maxBuffer: 2 ** 28,
    encoding: "utf8",
  });
  if (error || signal) return `ended by ${signal ?? error.message}`;
  if (status !== 0 && status !== 2) return `exit status ${status}`;
  if ((status === 0) !== (stderr === "")) return `exit status ${status} with "${stderr}" on stderr`;
  const odd = stderr
    .split("\n")
    .slice(0, -1)
    .find((line) => !/^lenet5: [\x20-\x7e]+$/.test(line));
  return odd === undefined ? null : `said ${JSON.stringify(odd)}`;
}

/** Tries one round of a kind; → the number of files, or throws with what to do again. */
function tryRound({ files, commands }, folder) {
  const names = Array.from({ length: ROUND }, (_, i) => {
    writeFileSync(join(folder, `f${i}`), damaged(files[below(files.length)]));
    return `f${i}`;
  });
  for (const args of commands(names)) {
    const fault = faultOf(args, folder);
    if (fault === null) continue;
    mkdirSync(KEPT, { recursive: true });
    for (const name of args.filter((arg) => names.includes(arg))) copyFileSync(join(folder, name), join(KEPT, name));
    throw new Error(`lenet5 ${args.join(" ")}: ${fault}; seed ${seed}; the files are in ${KEPT}`);
  }
  return names.length;
}

const folder = mkdtempSync(join(tmpdir(), "lenet5-fuzz-"));
try {
  for (const [name, bytes] of Object.entries({ labels: LABELS, pictures, "3.png": png(picture) })) {
    writeFileSync(join(folder, name), bytes);
  }
  const kinds = Object.entries(KINDS).map(([name, kind]) => ({ name, kind, tried: 0 }));
  for (const turn of kinds) {
    const end = Date.now() + (seconds * 1000) / kinds.length;
    do turn.tried += tryRound(turn.kind, folder);
    while (Date.now() < end);
    console.log(`${turn.name}: ${turn.tried} damaged files, each answered or refused`);
  }
} catch (error) {
  console.error(`fuzz: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
