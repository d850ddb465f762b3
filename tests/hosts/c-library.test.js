// The library for C, as its users get it: installed, found by pkg-config, linked into a program in C and in C++.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { drawn } from "../support/drawings.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const home = mkdtempSync(join(tmpdir(), "lenet5-c-"));
const PREFIX = join(home, "prefix");
const EXAMPLE = at("tests/hosts/example.c");
const WEIGHTS = join(PREFIX, "share/lenet5/lenet5.safetensors");
const CC = process.env.CC?.split(" ") ?? ["cc"];
const WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

const exists = (command) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: home, encoding: "utf8", ...options });
  assert.equal(status, 0, `${command} ${args.join(" ")}: ${stdout}${stderr}${error ?? ""}`);
  return stdout.trim();
}

const install = (...variables) =>
  run("make", ["--silent", "-f", "c/Makefile", "install", ...variables], { cwd: at("") });

/** What pkg-config prints of the installed library; or, where there is none, what is written in its file. */
function flags() {
  const env = { ...process.env, PKG_CONFIG_PATH: join(PREFIX, "lib/pkgconfig") };
  if (exists("pkg-config")) return run("pkg-config", ["--cflags", "--libs", "lenet5"], { env }).split(" ");
  return [`-I${PREFIX}/include`, `-L${PREFIX}/lib`, "-llenet5", "-lm"];
}

function pgm({ data, width, height }) {
  const grey = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]);
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]);
}

before(() => {
  install(`PREFIX=${PREFIX}`);
  for (const digit of [3, 7]) writeFileSync(join(home, `${digit}.pgm`), pgm(drawn(digit)));
});
after(() => rmSync(home, { recursive: true, force: true }));

const LANGUAGES = {
  C99: { compiler: CC, options: ["-std=c99", "-D_ISOC11_SOURCE"] },
  C11: { compiler: CC, options: ["-std=c11"] },
  "C++17": { compiler: [["c++", "clang++"].find(exists)], options: ["-std=c++17", "-x", "c++"] },
};
for (const [
  language,
  {
    compiler: [compiler, ...words],
    options,
  },
] of Object.entries(LANGUAGES)) {
  test(`the example as ${language}`, { skip: compiler ? false : `no compiler of ${language}` }, () => {
    const object = join(home, "example.o");
    const program = join(home, "example");
    const includes = flags().filter((flag) => flag.startsWith("-I"));
    run(compiler, [...words, ...options, ...WARNINGS, "-c", EXAMPLE, "-o", object, ...includes]);
    run(compiler, [...words, object, "-o", program, ...flags()]);
    for (const digit of [3, 7]) assert.equal(run(program, [WEIGHTS, `${digit}.pgm`]), String(digit));
  });
}

test("the example says why it read nothing", () => {
  const program = join(home, "refused");
  run(CC[0], [...CC.slice(1), EXAMPLE, "-o", program, ...flags()]);
  writeFileSync(join(home, "white.pgm"), pgm({ data: new Uint8Array(400).fill(255), width: 10, height: 10 }));
  const blank = spawnSync(program, [WEIGHTS, join(home, "white.pgm")], { encoding: "utf8" });
  assert.deepEqual([blank.status, blank.stdout], [1, ""]);
  assert.match(blank.stderr, /no ink/);
  const refused = spawnSync(program, [join(home, "3.pgm"), join(home, "3.pgm")], { encoding: "utf8" });
  assert.deepEqual([refused.status, refused.stdout], [1, ""]);
  assert.match(refused.stderr, /weights/);
});

test("the library has the header's functions, and no other name", () => {
  const names = run("nm", ["-g", "--defined-only", at("build/liblenet5.a")]).match(/\w+$/gm);
  const declared = readFileSync(at("c/include/lenet5.h"), "utf8").matchAll(/^[\w ]+[ *](lenet5_\w+)\(/gm);
  assert.deepEqual(names.filter((name) => name !== "o").sort(), Array.from(declared, ([, name]) => name).sort());
});

// Neither memory nor files nor mathematics that may differ; names with an underscore are the compiler's own.
test("the library needs nothing of libc but what is the same everywhere", () => {
  const exact = ["bcmp", "ceil", "floor", "memcmp", "memcpy", "memmove", "memset", "strlen"];
  const needed = run("nm", ["-u", at("build/liblenet5.a")]).match(/(?<= U )\w+/g);
  assert.ok(needed.includes("memcpy"));
  assert.deepEqual(
    needed.filter((name) => !name.startsWith("_") && !exact.includes(name)),
    [],
  );
});

test("a shared library may hold it", () => {
  const source = join(home, "shared.c");
  const shared = join(home, "shared.so");
  writeFileSync(source, "#include <lenet5.h>\nsize_t size(void) { return lenet5_size() + lenet5_reader_size(); }\n");
  run(CC[0], [...CC.slice(1), "-shared", "-fPIC", source, "-o", shared, ...flags()]);
  assert.ok(existsSync(shared));
});

test("one version: of the package, the header, pkg-config and the command", () => {
  const header = readFileSync(at("c/include/lenet5.h"), "utf8");
  const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  assert.equal(header.match(/^#define LENET5_VERSION "(.*)"$/m)[1], version);
  const numbers = Array.from(header.matchAll(/^#define LENET5_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)$/gm), ([, n]) => n);
  assert.equal(numbers.join("."), version);
  assert.match(readFileSync(join(PREFIX, "lib/pkgconfig/lenet5.pc"), "utf8"), new RegExp(`^Version: ${version}$`, "m"));
  assert.equal(run(at("build/lenet5"), ["--version"]), `lenet5 ${version}`);
});

test("installed for a package: the files go to DESTDIR and speak of PREFIX", () => {
  const root = join(home, "root");
  install(`DESTDIR=${root}`, "PREFIX=/usr");
  assert.match(readFileSync(join(root, "usr/lib/pkgconfig/lenet5.pc"), "utf8"), /^prefix=\/usr$/m);
  for (const file of ["include/lenet5.h", "lib/liblenet5.a", "share/lenet5/lenet5.safetensors"]) {
    assert.ok(existsSync(join(root, "usr", file)), file);
  }
});
