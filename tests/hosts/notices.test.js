// The licences of what is inside dist/ and others' work.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { skipWithoutMnist } from "../support/mnist.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path) => readFileSync(at(path), "utf8");
const under = (folder, ...kinds) =>
  /** @type {string[]} */ (readdirSync(at(folder), { recursive: true }))
    .filter((name) => kinds.some((kind) => name.endsWith(kind)))
    .map((name) => `${folder}/${name}`);
const found = (files, pattern) =>
  new Set(files.flatMap((file) => Array.from(read(file).matchAll(pattern), ([, name]) => name)));

const EVERYWHERE = [
  "lenet5-wasm authors",
  "MNIST",
  "International Unipen Foundation",
  "Dan Gohman",
  "Rich Felker",
  "Emscripten Authors",
  "LLVM Exceptions",
];
const HOLDERS = {
  "dist/lib": [...EVERYWHERE, "Sean Barrett"],
  "dist/site": [...EVERYWHERE, "Jake Archibald"],
};
for (const [folder, names] of Object.entries(HOLDERS)) {
  test(`${folder} names whose work is in it, with the licences' texts`, () => {
    const notices = read(`${folder}/NOTICES.txt`);
    for (const name of names) assert.ok(notices.includes(name), name);
    for (const [, text] of notices.matchAll(/common-licenses\/([\w.-]*\w)/g)) {
      assert.ok(notices.includes(`\n${text}\n---`), `${text} is referred to, and its text is not there`);
    }
    assert.match(notices, /Permission is hereby granted, free of charge/);
  });
}

// The headers of C, POSIX and the compilers.
const PLATFORM = `assert ctype dirent errno fcntl float inttypes limits math pthread setjmp signal stdarg stdbool stddef
  stdint stdio stdlib string sys/stat sys/types sys/wait time unistd emmintrin immintrin arm_neon wasm_simd128`.split(
  /\s+/,
);

// So that whoever takes more of others' work in has to write its licence down in web/notices.js.
test("nothing else of others is compiled or bundled in", () => {
  const headers = found(under("c", ".c", ".h"), /#include <([^>]+)>/g);
  assert.deepEqual(
    [...headers].filter((name) => !PLATFORM.includes(name.replace(/\.h$/, ""))),
    ["stb_image.h"],
  );
  const modules = [...under("web/app", ".js"), ...under("web/lib", ".js")].filter(
    (file) => !file.endsWith("render-icons.js"),
  );
  const imports = found(modules, /^(?:import|export) .*from "([^".][^"]*)";/gm);
  assert.deepEqual([...imports].sort(), [
    "idb",
    "lenet5-wasm",
    "lenet5-wasm/learn",
    "lenet5-wasm/stages",
    "virtual:misread",
  ]); // MNIST's pictures, see the next test
});

test("the pictures of the page's gallery are named where they are in it, and only there", {
  skip: skipWithoutMnist,
}, () => {
  const named = (folder) => /in the page's gallery\n-+\n\n.*Yann LeCun.*by-sa\/3\.0\/legalcode/s.test(read(folder));
  assert.ok(named("dist/site/NOTICES.txt"));
  assert.ok(!named("dist/lib/NOTICES.txt"));
});

test("a licence that is nowhere is told, and nothing is written", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-notices-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "lenet5.wasm"), "");
  const tools = join(folder, "tools.mk");
  writeFileSync(tools, read("build/tools.mk").replace(/^WASI_CC .*$/m, "WASI_CC ?= /opt/none/llvm-0/bin/clang"));
  const { status, stderr } = spawnSync(process.execPath, [at("web/notices.js"), folder, tools], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /^notices: no licence of compiler-rt, .*libclang-rt-0-dev-wasm32\/copyright is there.*\n$/);
  assert.equal(existsSync(join(folder, "NOTICES.txt")), false);
});
