// What build.sh makes and says.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const moduleAt = async (path) => WebAssembly.compile(await readFile(at(path)));
const build = (args, env = {}) =>
  spawnSync(at("build.sh"), args, { encoding: "utf8", env: { ...process.env, ...env } });

for (const name of ["lenet5.wasm", "lenet5.scalar.wasm"]) {
  test(`${name} has no imports, and exports memory and predict`, async () => {
    const module = await moduleAt(`dist/lib/${name}`);
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    const exports = Object.fromEntries(WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind]));
    assert.equal(exports.memory, "memory");
    for (const name of ["predict", "predict_normalised", "predict_strokes", "load", "check", "result"]) {
      assert.equal(exports[name], "function", name);
    }
  });
}

test("the page and the package have the same modules", async () => {
  for (const name of ["lenet5", "lenet5.relaxed", "lenet5.scalar"]) {
    assert.deepEqual(await readFile(at(await moduleOfSite(name))), await readFile(at(`dist/lib/${name}.wasm`)), name);
  }
});

test("the command needs WASI and nothing else", async () => {
  const imports = WebAssembly.Module.imports(await moduleAt("build/lenet5.wasm"));
  assert.deepEqual([...new Set(imports.map(({ module }) => module))], ["wasi_snapshot_preview1"]);
});

test("builds nothing when nothing changed", () => {
  const { status, stdout, stderr } = build([]);
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
});

test("compiles the JPEG decoder with sums that wrap around", () => {
  for (const host of ["native", "wasi", "asan"]) {
    const args = ["-f", "c/Makefile", "-n", "-W", "c/hosts/command/stb.c", `build/${host}/hosts/command/stb.o`];
    const { status, stdout, stderr } = spawnSync("make", args, { encoding: "utf8", cwd: at("") });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /-fwrapv .*-c c\/hosts\/command\/stb\.c/, host);
  }
});

test("refuses an unknown verb and says which there are", () => {
  const { status, stderr } = build(["bake"]);
  assert.equal(status, 1);
  for (const word of ["unknown verb: bake", "serve", "test", "train"]) assert.ok(stderr.includes(word), word);
});

test("help says every verb", () => {
  const verbs = readFileSync(at("build.sh"), "utf8").match(/^case \$verb in$[^]*^esac$/m)[0];
  const names = Array.from(verbs.matchAll(/^ {2}(\w+)\)/gm), ([, name]) => name);
  assert.ok(names.includes("serve") && names.includes("check"));
  for (const option of ["--help", "-h", "help"]) {
    const { status, stdout } = build([option]);
    assert.equal(status, 0);
    for (const name of names) assert.match(stdout, new RegExp(`^  ${name} `, "m"));
  }
});

test("refuses a test that is not there, and names beside --fast", () => {
  assert.match(build(["test", "page-digit", "nothing-here"]).stderr, /there is no test of the name nothing-here/);
  assert.match(build(["test", "--fast", "page-digit"]).stderr, /--fast takes no names/);
});

/** A folder with all commands of PATH but some, which are left out or are shell scripts in their place. */
function commands(t, others) {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-commands-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, script] of Object.entries(others)) {
    if (script !== null) writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  for (const place of process.env.PATH.split(":").filter((path) => existsSync(path))) {
    for (const name of readdirSync(place)) {
      if (!(name in others) && !existsSync(join(folder, name))) symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}

const UNINSTALLED = { shellcheck: null, "apt-get": 'echo "was called: $*"; exit 1', sudo: 'shift; exec "$@"' };
const INSTALL = /apt-get update && (sudo )?apt-get install -y --no-install-recommends shellcheck$/m;

test("installs nothing when that is declined, and says what to type", (t) => {
  const { status, stdout, stderr } = build(["check"], { PATH: commands(t, UNINSTALLED), LENET5_NO_INSTALL: "1" });
  assert.equal(status, 1);
  assert.match(stderr, INSTALL);
  assert.equal(stdout, "");
});

test("says what apt-get is about to do, and how to decline", (t) => {
  const { status, stdout, stderr } = build(["check"], { PATH: commands(t, UNINSTALLED), LENET5_NO_INSTALL: "" });
  assert.equal(status, 1);
  assert.match(stdout, INSTALL);
  assert.match(stdout, /LENET5_NO_INSTALL=1/);
  assert.match(stderr, /apt-get update failed: was called: update$/m);
});

const OLD_NODE = 'if [ "$1" = --version ]; then echo v18.19.0; fi; exit 1';

test("keeps to a node that serves where an older one comes first on PATH", (t) => {
  const old = mkdtempSync(join(tmpdir(), "lenet5-node-"));
  t.after(() => rmSync(old, { recursive: true }));
  writeFileSync(join(old, "node"), `#!/bin/sh\n${OLD_NODE}\n`, { mode: 0o755 });
  const { status, stdout, stderr } = build(["eval", "--list"], { PATH: `${old}:${process.env.PATH}` });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  assert.match(stdout, /^mnist-test$/m);
});

test("says which node is too old", (t) => {
  const { status, stderr } = build([], { PATH: commands(t, { node: OLD_NODE, nodejs: null }) });
  assert.equal(status, 1);
  assert.match(stderr, /Node 20\.19 .* is needed; this is v18\.19\.0/);
});

test("says which compiler of $CC is not there", () => {
  const { status, stderr } = build([], { CC: "no-such-compiler -m64" });
  assert.equal(status, 1);
  assert.match(stderr, /no-such-compiler of \$CC .* is not there/);
});

test("refuses to fuzz for no time", () => {
  for (const args of [["fuzz"], ["fuzz", "0"], ["fuzz", "soon"]]) {
    const { status, stderr } = build(args);
    assert.equal(status, 1);
    assert.match(stderr, /fuzz needs a number of seconds/);
  }
});

test("says that the port is taken", async (t) => {
  const port = await listening(t);
  const { status, stderr } = build(["serve"], { PORT: String(port) });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`port ${port} is taken`));
});

test("serves the page, says where, and types the module right", async (t) => {
  const port = await freePort();
  const server = spawn(at("build.sh"), ["serve"], { env: { ...process.env, PORT: String(port), NO_COLOR: "1" } });
  t.after(() => server.kill());
  let address;
  for await (const line of createInterface({ input: server.stdout })) {
    address = line.match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0];
    if (address) break;
  }
  assert.equal(address, `http://127.0.0.1:${port}/`);
  const page = await fetch(address);
  assert.match(page.headers.get("content-type"), /^text\/html/);
  assert.equal(await page.text(), await readFile(at("dist/site/index.html"), "utf8"));
  const module = await fetch(address + (await moduleOfSite("lenet5")).replace("dist/site/", ""));
  assert.equal(module.headers.get("content-type"), "application/wasm");
  assert.equal((await fetch(`${address}nothing-here`)).status, 404);
});

/** The path of one of the page's modules, which have a hash of their contents in their names. */
async function moduleOfSite(name) {
  const files = await readdir(at("dist/site/assets"));
  return `dist/site/assets/${files.find((file) => /^(.*)-.{8}\.wasm$/.exec(file)?.[1] === name)}`;
}

for (const list of ["kernels", "seldom", "wrapping"]) {
  test(`a name without a source in the Makefile's ${list} stops the build`, () => {
    const make = ["-n", "-f", "c/Makefile", `${list}=digit/ink/nothing`];
    const { status, stderr } = spawnSync("make", make, { cwd: at(""), encoding: "utf8" });
    assert.equal(status, 2);
    assert.match(stderr, /names c\/digit\/ink\/nothing\.c, which is no source/);
  });
}

test("stb_image is compiled to wrap around on every host", () => {
  const targets = ["wasi", "native", "tuned", "asan"].map((host) => `build/${host}/hosts/command/stb.o`);
  const make = ["-n", "-B", "-f", "c/Makefile", ...targets];
  const { stdout } = spawnSync("make", make, { cwd: at(""), encoding: "utf8" });
  const commands = stdout.split("\n").filter((line) => / -c c\/hosts\/command\/stb\.c /.test(line));
  assert.equal(commands.length, targets.length);
  for (const command of commands) assert.match(command, / -fwrapv /);
});

test("only the tuned command is built for this machine alone", () => {
  const make = ["-n", "-B", "-f", "c/Makefile", "build/liblenet5.a", "build/lenet5", "build/tuned/lenet5"];
  const { stdout } = spawnSync("make", make, { cwd: at(""), encoding: "utf8" });
  const tuned = (line) => /-march=native/.test(line);
  const compiled = stdout
    .split("\n")
    .map((line) => [line, line.match(/ -o build\/(\w+)\/[\w/]+\.o$/)?.[1]])
    .filter(([, host]) => host);
  assert.deepEqual(new Set(compiled.map(([, host]) => host)), new Set(["native", "tuned"]));
  for (const [line, host] of compiled) assert.equal(tuned(line), host === "tuned", line);
});

test("web/lib/layout.js is what c/hosts/browser/layout.c prints", async () => {
  const { stdout } = spawnSync(at("build/layout"), { encoding: "utf8" });
  assert.equal(await readFile(at("web/lib/layout.js"), "utf8"), stdout);
});

const portOf = (server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port;

async function listening(t) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  t.after(() => server.close());
  return portOf(server);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
