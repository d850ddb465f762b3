// A fitted table says what it was fitted by, so that anybody can fit it again.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { DATA, skipWithoutMnist } from "../support/mnist.js";

const at = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const MADE_BY =
  /fit-crf --seed (\d+) --lines (\d+) --epochs (\d+)` with the weights of SHA-256\n \* ([0-9a-f]{64})\. \*\//;
const [FEATURES, KINDS, LOOK, PLAIN, HIDDEN] = [29, 17, 144, 12, 36];
// sharpness, amount, linear, shape, look, out
const PARAMETERS = 1 + 10 * FEATURES + KINDS * FEATURES + FEATURES * HIDDEN + LOOK * (HIDDEN - PLAIN) + KINDS * HIDDEN;

test("the table of the lattice's model names seed, lines, epochs and weights", { skip: skipWithoutMnist }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lenet5-fit-"));
  try {
    const table = path.join(folder, "table.c");
    const options = ["--data", DATA, "--output", table, "--seed", "3", "--lines", "12", "--epochs", "1"];
    execFileSync(at("build/lenet5"), ["fit-crf", ...options], { stdio: ["ignore", "ignore", "ignore"] });
    const [head, numbers] = readFileSync(table, "utf8").split("{\n");
    const digest = createHash("sha256")
      .update(readFileSync(at("weights/lenet5.safetensors")))
      .digest("hex");
    assert.deepEqual(MADE_BY.exec(head)?.slice(1), ["3", "12", "1", digest]);
    assert.equal(numbers.match(/-?\d+,/g).length, PARAMETERS);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
