// Lines that are learnt as strings, by the command: the same weights whatever the workers and interruptions, no line of a
// hand that is held out, one line for what is missing.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { gunzipSync } from "node:zlib";

import {
  PEOPLE,
  PROGRAM,
  sha256,
  skipWithoutClothes,
  trainingFolder,
  WEIGHTS,
  writeStrokes,
} from "../support/training.js";
import { foldOf } from "../support/unipen.js";

const { folder, trained, refused, parametersOf } = trainingFolder();

const STRINGS = ["--recipe", "strings", "--lines", "60", "--start", WEIGHTS];

const NUMBERS = join(folder, "unipen/numbers.jsonl.gz");
/** The file whose writers are in no line. */
const writeNumbers = () => writeStrokes(NUMBERS, ["17"], ["Zoe"]);
afterEach(() => rmSync(NUMBERS, { force: true }));

test("lines are learnt the same by any number of workers, and change the weights", { skip: skipWithoutClothes }, () => {
  writeNumbers();
  const one = trained("strings", ...STRINGS, "--epochs", "1");
  assert.equal(trained("strings-2", ...STRINGS, "--epochs", "1", "--workers", "2"), one);
  trained("strings-30", ...STRINGS, "--epochs", "1", "--lines", "30");
  trained("strings-0", "--recipe", "world", "--start", WEIGHTS, "--epochs", "1", "--learning-rate", "0.005");
  for (const other of ["strings-30", "strings-0"]) assert.notDeepEqual(parametersOf("strings"), parametersOf(other));
  const said = readFileSync(join(folder, "strings")).toString("latin1");
  assert.ok(said.includes("1 epochs, 60 lines, "));
  const digest = sha256(gunzipSync(readFileSync(NUMBERS)));
  assert.ok(said.includes(`numbers.jsonl sha256:${digest}`));
});

test("no line is of a hand that is left out, and every other hand's counts", { skip: skipWithoutClothes }, () => {
  writeNumbers();
  const [first] = PEOPLE;
  const fold = `${foldOf(`abc/${first}`, 5)}/5`;
  const stranger = PEOPLE.find((person) => foldOf(`abc/${person}`, 5) !== foldOf(`abc/${first}`, 5));
  const args = ["--recipe", "strings", "--lines", "200", "--start", WEIGHTS, "--epochs", "1", "--fold", fold];
  const digits = join(folder, "unipen/digits.jsonl.gz");
  const kept = readFileSync(digits);
  trained("all", ...args);
  writeStrokes(digits, [..."0123456789"], PEOPLE, (person) => person === first);
  trained("first-changed", ...args);
  writeStrokes(digits, [..."0123456789"], PEOPLE, (person) => person === stranger);
  trained("stranger-changed", ...args);
  writeFileSync(digits, kept);
  assert.deepEqual(parametersOf("first-changed"), parametersOf("all"));
  assert.notDeepEqual(parametersOf("stranger-changed"), parametersOf("all"));
});

test("an interrupted training on lines goes on to the same weights", { skip: skipWithoutClothes }, async () => {
  writeNumbers();
  const args = [...STRINGS, "--epochs", "4"];
  const whole = trained("strings-whole", ...args);
  const output = join(folder, "strings-resumed");
  const first = spawn(PROGRAM, ["train", "--data", folder, "--json", ...args, "--output", output]);
  await once(first.stdout, "data");
  first.kill("SIGTERM");
  await once(first, "exit");
  assert.ok(!existsSync(output), "no weights before the end");
  refused(/another training/, ...args, "--output", output, "--resume", "--lines", "59");
  assert.equal(trained("strings-resumed", ...args, "--resume"), whole);
});

test("what lines are made with has to be there", () => {
  const output = join(folder, "never");
  refused(/goes on from weights; name them with --start/, "--recipe", "strings", "--output", output);
  refused(/--lines: is for recipes that learn lines/, "--recipe", "world", "--lines", "5", "--output", output);
  refused(/--lines is from 1/, "--recipe", "strings", "--lines", "0", "--output", output);
});

test("the file of whole numbers has to be there", { skip: skipWithoutClothes }, () => {
  refused(/numbers.jsonl: No such file/, ...STRINGS, "--output", join(folder, "never"));
});
