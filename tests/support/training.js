// A small data folder to train on, and the command that does: bars as digits, hooks as people's strokes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { barFiles } from "./bars.js";

export const PROGRAM = fileURLToPath(new URL("../../build/lenet5", import.meta.url));
export const WEIGHTS = fileURLToPath(new URL("../../weights/lenet5.safetensors", import.meta.url));

const CLOTHES = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz";
export const skipWithoutClothes = !existsSync(CLOTHES) && `no ${CLOTHES} (Debian's dataset-fashion-mnist)`;

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

export function writeSet(name, count, side) {
  const { images, labels } = barFiles(count, side);
  writeFileSync(`${name}-images-idx3-ubyte`, images);
  writeFileSync(`${name}-labels-idx1-ubyte`, labels);
}

export const PEOPLE = ["Ann", "Bob", "Cid", "Dee", "Eve", "Fay", "Guy", "Hal", "Ida", "Jim"];

/** Strokes of people: character k is a hook of its own; where `changes` says so, another one. */
export function writeStrokes(name, characters, people = PEOPLE, changes = (_) => false) {
  const lines = people.flatMap((person, p) =>
    characters.map((label, k) => {
      const strokes = [
        [2 * k, 0, 3 * k + p, changes(person) ? 4 : 10, 2 * k, 30 - k],
        [0, 2 * k, 20, 3 * k],
      ];
      return `${JSON.stringify({ writer: `abc/${person}`, label, strokes })}\n`;
    }),
  );
  writeFileSync(name, gzipSync(lines.join("")));
}

function writeAll(folder) {
  for (const part of ["mnist", "digits", "unipen"]) mkdirSync(join(folder, part));
  writeSet(join(folder, "mnist/train"), 400, 28);
  writeSet(join(folder, "digits/optdigits32"), 60, 32);
  writeSet(join(folder, "digits/semeion"), 60, 16);
  for (const [name, characters] of [
    ["digits", "0123456789"],
    ["upper", "ACEFHKM"],
    ["lower", "acdehkmn"],
    ["symbols", "#$%&*+=?"],
  ])
    writeStrokes(join(folder, `unipen/${name}.jsonl.gz`), [...characters]);
}

/** Such a folder while a file's tests run, and what trains in it; names of outputs are within it. */
export function trainingFolder() {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-train-"));
  before(() => writeAll(folder));
  after(() => rmSync(folder, { recursive: true }));

  const digestOf = (name) => sha256(readFileSync(join(folder, name)));
  const train = (...args) => spawnSync(PROGRAM, ["train", "--data", folder, "--json", ...args], { encoding: "utf8" });

  /** The digest of the weights that these arguments make. */
  function trained(name, ...args) {
    const { status, stderr } = train("--output", join(folder, name), ...args);
    assert.equal(status, 0, stderr);
    return digestOf(name);
  }

  /** One line says what is wrong, and nothing is written. */
  function refused(pattern, ...args) {
    const files = readdirSync(folder);
    const { status, stdout, stderr } = train(...args);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^lenet5: [^\n]+\n$/);
    assert.match(stderr, pattern);
    assert.deepEqual(readdirSync(folder), files);
  }

  /** The parameters of a file of weights. */
  function parametersOf(name) {
    const file = readFileSync(join(folder, name));
    const begin = file.byteOffset + 8 + Number(file.readBigUInt64LE(0));
    return new Float32Array(file.buffer.slice(begin, file.byteOffset + file.length));
  }

  return { folder, digestOf, train, trained, refused, parametersOf };
}
