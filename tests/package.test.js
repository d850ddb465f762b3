// The npm package as its users get it: packed, installed elsewhere, imported in Node, typed, bundled, run by npx.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build, createServer } from "vite";

import { launchChromium, skipWithoutChromium } from "./browsers.js";
import { drawn } from "./questions.js";
import { serveFolder } from "./static-server.js";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const home = mkdtempSync(join(tmpdir(), "lenet5-package-"));
const user = join(home, "user");
let packed;

function run(command, args, cwd = user) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

before(() => {
  [packed] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", home], at("")));
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "name": "user", "private": true, "type": "module" }');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(home, packed.filename)]);
});
after(() => rmSync(home, { recursive: true, force: true }));

test("the package holds the library, the command and nothing else", () => {
  const names = packed.files.map(({ path }) => path).sort();
  const others = names.filter((name) => !name.startsWith("dist/lib/"));
  for (const name of others) assert.ok(["LICENSE", "README.md", "package.json"].includes(name), name);
  for (const name of ["lenet5.js", "lenet5.d.ts", "lenet5.wasm", "lenet5.relaxed.wasm", "lenet5.scalar.wasm", "lenet5.safetensors",
    "cli.js", "lenet5-cli.wasm"]) {
    assert.ok(names.includes(`dist/lib/${name}`), name);
  }
});

test("it depends on nothing", () => {
  const { dependencies } = JSON.parse(readFileSync(join(user, "node_modules/lenet5-wasm/package.json"), "utf8"));
  assert.equal(dependencies, undefined);
});

test("Node imports it by its name", () => {
  const { data, width, height } = drawn(3);
  writeFileSync(join(user, "3.json"), JSON.stringify({ data: Array.from(data), width, height }));
  writeFileSync(
    join(user, "read.js"),
    `import { readFileSync } from "node:fs";
     import { loadLeNet5 } from "lenet5-wasm";
     const { data, width, height } = JSON.parse(readFileSync("3.json"));
     console.log((await loadLeNet5()).predict({ data: Uint8ClampedArray.from(data), width, height }).digit);`,
  );
  assert.equal(run(process.execPath, ["read.js"]), "3\n");
});

test("npx runs the command", () => {
  const { data, width, height } = drawn(7);
  const grey = Buffer.from(data.filter((_, i) => i % 4 === 0));
  writeFileSync(join(user, "7.pgm"), Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]));
  assert.equal(JSON.parse(run("npx", ["--offline", "lenet5-wasm", "predict", "--json", "7.pgm"])).digit, 7);
});

for (const [resolution, module] of [["bundler", "esnext"], ["nodenext", "nodenext"]]) {
  test(`its types are as the usage says (${resolution})`, () => {
    cpSync(at("tests/types/usage.ts"), join(user, "usage.ts"));
    const flags = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
    const tsc = at("node_modules/typescript/bin/tsc");
    run(process.execPath, [tsc, ...flags, "--module", module, "--moduleResolution", resolution, "usage.ts"]);
  });
}

// A page, and a worker that it starts; both put the digit that they read where the test finds it.
function writePage() {
  const { data, width, height } = drawn(3);
  const read = `
    import { loadLeNet5 } from "lenet5-wasm";
    const bytes = Uint8ClampedArray.from(atob("${Buffer.from(data).toString("base64")}"), (letter) => letter.charCodeAt(0));
    const read = async () => (await loadLeNet5()).predict(new ImageData(bytes, ${width}, ${height})).digit;`;
  writeFileSync(join(user, "index.html"), '<!doctype html><title>.</title><script type="module" src="/page.js"></script>');
  writeFileSync(
    join(user, "page.js"),
    `${read}
     const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
     worker.onmessage = async ({ data }) => { document.title = [await read(), data].join(); };`,
  );
  writeFileSync(join(user, "worker.js"), `${read}\npostMessage(await read().catch((error) => error.message));`);
}

async function titleOf(t, url) {
  const browser = await launchChromium(["--disable-gpu"]);
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => document.title !== ".");
  return page.title();
}

const QUIET = { root: user, configFile: false, logLevel: "error" };

test("Vite's development server, which bundles dependencies anew, serves it", { skip: skipWithoutChromium }, async (t) => {
  writePage();
  const server = await createServer({ ...QUIET, server: { host: "127.0.0.1", port: 0 } });
  t.after(() => server.close());
  await server.listen();
  assert.equal(await titleOf(t, `http://127.0.0.1:${server.httpServer.address().port}/`), "3,3");
});

test("Vite bundles it, for the page and for a worker", { skip: skipWithoutChromium }, async (t) => {
  writePage();
  await build({ ...QUIET, worker: { format: "es" }, build: { outDir: "out" } });
  const site = await serveFolder(join(user, "out"));
  t.after(() => site.close());
  assert.equal(await titleOf(t, site.url), "3,3");
});
