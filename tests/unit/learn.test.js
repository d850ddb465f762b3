// Learning from C: examples are checked, and what is learned is loaded.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { program } from "../support/programs.js";

const WEIGHTS = fileURLToPath(new URL("../../weights/lenet5.safetensors", import.meta.url));

test("lenet5_learn", () => {
  const { status, stdout, stderr } = spawnSync(program("learn"), [WEIGHTS], { encoding: "utf8" });
  assert.deepEqual({ status, stderr, stdout }, { status: 0, stderr: "", stdout: "ok\n" });
});
