// The npm package as its users get it: packed, installed elsewhere, imported in Node, typed, bundled, run by npx.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build, createServer } from "vite";

import { launchChromium, skipWithoutChromium } from "../support/browsers.js";
import { drawn } from "../support/drawings.js";
import { serveFolder } from "../support/static-server.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

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
  for (const name of [
    "lenet5.js",
    "lenet5.d.ts",
    "lenet5.wasm",
    "lenet5.relaxed.wasm",
    "lenet5.scalar.wasm",
    "lenet5.safetensors",
    "lenet5.js.map",
    "NOTICES.txt",
    "cli.js",
    "lenet5-cli.wasm",
    "import.js",
    "import.d.ts",
    "learn.js",
    "learn.d.ts",
    "stages.js",
    "stages.d.ts",
    "lenet5.extra.wasm",
    "network-1998.js",
    "lenet5-1998.safetensors",
  ]) {
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

const installed = (path) => join(user, "node_modules/lenet5-wasm", path);

test("bundlers that read no exports find the module by main", () => {
  const { main, module, exports } = JSON.parse(readFileSync(installed("package.json"), "utf8"));
  assert.equal(join("./", main), join("./", exports["."].default));
  assert.equal(module, main);
  assert.ok(existsSync(installed(main)));
});

function write7() {
  const { data, width, height } = drawn(7);
  const grey = Buffer.from(data.filter((_, i) => i % 4 === 0));
  writeFileSync(join(user, "7.pgm"), Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]));
}

test("npx runs the command", () => {
  write7();
  assert.equal(JSON.parse(run("npx", ["--offline", "lenet5-wasm", "predict", "--json", "7.pgm"])).digit, 7);
});

test("the command runs where node:wasi has no getImportObject, as in Bun", () => {
  write7();
  writeFileSync(join(user, "as-bun.js"), 'import { WASI } from "node:wasi"; delete WASI.prototype.getImportObject;');
  const command = installed("dist/lib/cli.js");
  const args = ["--no-warnings", "--import", "./as-bun.js", command, "predict", "--json", "7.pgm"];
  assert.equal(JSON.parse(run(process.execPath, args)).digit, 7);
});

test("an uncaught error prints short lines, with the library's names and a source map", () => {
  writeFileSync(
    join(user, "uncaught.js"),
    'import { loadLeNet5 } from "lenet5-wasm"; (await loadLeNet5()).predict(null);',
  );
  const { status, stderr } = spawnSync(process.execPath, ["uncaught.js"], { cwd: user, encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /TypeError: imageData: expected/);
  assert.match(stderr, /at checkedPixels /);
  for (const line of stderr.split("\n")) assert.ok(line.length < 300, line);
  const mapped = spawnSync(process.execPath, ["--enable-source-maps", "uncaught.js"], { cwd: user, encoding: "utf8" });
  assert.match(mapped.stderr, /web\/lib\/check\.js:\d+/);
  const { sources, sourcesContent } = JSON.parse(readFileSync(installed("dist/lib/lenet5.js.map"), "utf8"));
  const text = sourcesContent[sources.findIndex((source) => source.endsWith("web/lib/check.js"))];
  assert.equal(text, readFileSync(at("web/lib/check.js"), "utf8"));
});

/** The package's module with its addresses of files as a bundler leaves them, beside its files; → the module's path. */
function bundled(addressOf) {
  const folder = mkdtempSync(join(home, "bundled-"));
  cpSync(installed("dist/lib"), folder, { recursive: true });
  const module = join(folder, "lenet5.js");
  const text = readFileSync(module, "utf8");
  const changed = text.replace(/new URL\(("\.\/[^"]*"), ?import\.meta\.url\)/g, (_, name) => addressOf(name));
  assert.equal(changed.match(/import\.meta/), null);
  assert.notEqual(changed, text);
  writeFileSync(module, changed);
  return module;
}

// As esbuild has it for format "cjs": import.meta is {}.
const inCommonJs = () => bundled((name) => `new URL(${name}, {}.url)`);

/** @type {Record<string, [string, RegExp]>} */
const REJECTED = {
  "in a bundle of CommonJS modules": [
    "loadLeNet5()",
    /^unreachable wasm: .*CommonJS.*loadLeNet5\(\{ wasm, weights \}\)/,
  ],
  "with a module, but no address of the weights": ["loadLeNet5({ wasm: WASM })", /^unreachable weights: .*CommonJS/],
  "with a promise of no module and no address of the weights": ['loadLeNet5({ wasm: no("1") })', /no 1|CommonJS/],
  "with two promises of nothing": ['loadLeNet5({ wasm: no("1"), weights: no("2") })', /no [12]/],
  "with a promise of nothing and what is no source": [
    'loadLeNet5({ wasm: 5, weights: no("2") })',
    /no 2|wasm: expected/,
  ],
  "with a promise of nothing in an option that is none": ['loadLeNet5({ weight: no("2") })', /did you mean "weights"/],
  "with a promise in place of options": ['loadLeNet5(no("1"))', /expected an object/],
  "with other weights that are refused": ['net.then((net) => net.loadWeights(no("1")))', /no 1/],
};
for (const [name, [call, message]] of Object.entries(REJECTED)) {
  test(`a load that fails is caught by its caller: ${name}`, () => {
    const module = inCommonJs();
    writeFileSync(
      join(user, "caught.js"),
      `import { readFileSync } from "node:fs";
       import { loadLeNet5 } from ${JSON.stringify(module)};
       const shipped = (name) => readFileSync("node_modules/lenet5-wasm/dist/lib/" + name);
       const WASM = shipped("lenet5.wasm"), WEIGHTS = shipped("lenet5.safetensors");
       const no = (name) => Promise.reject(new Error("no " + name));
       const net = loadLeNet5({ wasm: WASM, weights: WEIGHTS });
       console.log(await ${call}.then(() => "loaded", (error) => [error.code, error.message].join(" ")));
       process.on("exit", () => console.log("left in peace"));`,
    );
    const [error, end] = run(process.execPath, ["caught.js"]).trimEnd().split("\n");
    assert.match(error, message);
    assert.equal(end, "left in peace");
  });
}

test("an address without a host, as Next.js has it in client components, is fetched", {
  skip: skipWithoutChromium,
}, async (t) => {
  const module = bundled((name) => `new RelativeURL(${name}.replace(".", "/media"))`);
  // webpack's RelativeURL: a URL by its prototype, whose href is no whole address.
  const relative = `function RelativeURL(url) {
      const whole = new URL(url, "x:/"), values = {};
      for (const key in whole) values[key] = whole[key];
      Object.assign(values, { href: url, pathname: url, origin: "", protocol: "", toString: () => url, toJSON: () => url });
      for (const key in values) Object.defineProperty(this, key, { enumerable: true, configurable: true, value: values[key] });
    }
    RelativeURL.prototype = URL.prototype;\n`;
  writeFileSync(module, relative + readFileSync(module, "utf8"));
  const folder = join(module, "..");
  cpSync(installed("dist/lib"), join(folder, "media"), { recursive: true });
  writeFileSync(join(folder, "page.js"), `${readScript("./lenet5.js")}document.title = await read().catch(String);`);
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><title>.</title><script type="module" src="/page.js"></script>',
  );
  const site = await serveFolder(folder);
  t.after(() => site.close());
  assert.equal(await titleOf(t, site.url), "3");
});

for (const [resolution, module] of [
  ["bundler", "esnext"],
  ["nodenext", "nodenext"],
]) {
  test(`its types are as the usage says (${resolution})`, () => {
    cpSync(at("tests/hosts/usage.ts"), join(user, "usage.ts"));
    const flags = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
    const tsc = at("node_modules/typescript/bin/tsc");
    run(process.execPath, [tsc, ...flags, "--module", module, "--moduleResolution", resolution, "usage.ts"]);
  });
}

/** A module's beginning that defines read(), which answers 3. */
function readScript(library) {
  const { data, width, height } = drawn(3);
  return `
    import { loadLeNet5 } from ${JSON.stringify(library)};
    const bytes = Uint8ClampedArray.from(atob("${Buffer.from(data).toString("base64")}"), (letter) => letter.charCodeAt(0));
    const read = async () => (await loadLeNet5()).predict(new ImageData(bytes, ${width}, ${height})).digit;`;
}

// A page, and a worker that it starts; both put the digit that they read where the test finds it.
function writePage() {
  const read = readScript("lenet5-wasm");
  writeFileSync(
    join(user, "index.html"),
    '<!doctype html><title>.</title><script type="module" src="/page.js"></script>',
  );
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

/** @type {import("vite").InlineConfig} */
const QUIET = { root: user, configFile: false, logLevel: "error" };

test("Vite's development server, which bundles dependencies anew, serves it", {
  skip: skipWithoutChromium,
}, async (t) => {
  writePage();
  const server = await createServer({ ...QUIET, server: { host: "127.0.0.1", port: 0 } });
  t.after(() => server.close());
  await server.listen();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.httpServer.address());
  assert.equal(await titleOf(t, `http://127.0.0.1:${port}/`), "3,3");
});

test("Vite bundles it, for the page and for a worker", { skip: skipWithoutChromium }, async (t) => {
  writePage();
  await build({ ...QUIET, worker: { format: "es" }, build: { outDir: "out" } });
  const site = await serveFolder(join(user, "out"));
  t.after(() => site.close());
  assert.equal(await titleOf(t, site.url), "3,3");
});
