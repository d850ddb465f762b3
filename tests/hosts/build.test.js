// What build.sh makes and says.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const moduleAt = async (path) => WebAssembly.compile(await readFile(at(path)));
const build = (args, env = {}) => spawnSync(at("build.sh"), args, { encoding: "utf8", env: { ...process.env, ...env } });

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

test("refuses an unknown verb and says which there are", () => {
  const { status, stderr } = build(["bake"]);
  assert.equal(status, 1);
  for (const word of ["unknown verb: bake", "serve", "test", "train"]) assert.ok(stderr.includes(word), word);
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
  const compiled = stdout.split("\n").map((line) => [line, line.match(/ -o build\/(\w+)\/[\w/]+\.o$/)?.[1]]).filter(([, host]) => host);
  assert.deepEqual(new Set(compiled.map(([, host]) => host)), new Set(["native", "tuned"]));
  for (const [line, host] of compiled) assert.equal(tuned(line), host === "tuned", line);
});

test("web/lib/layout.js is what c/hosts/browser/layout.c prints", async () => {
  const { stdout } = spawnSync(at("build/layout"), { encoding: "utf8" });
  assert.equal(await readFile(at("web/lib/layout.js"), "utf8"), stdout);
});

async function listening(t) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return server.address().port;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
