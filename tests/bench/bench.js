// Speed and size beside the peers: a table, and build/bench.json. Run by ./build.sh bench.
//
// In one run and interleaved: the machine's own bounds, this engine and other runtimes with the same weights, in Node and
// in Chromium. The peers are installed into build/bench, without their scripts.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { chromium } from "playwright-core";

import { DATA, mnistPictures, skipWithoutMnist } from "../support/mnist.js";
import { onnxModel } from "../support/onnx.js";
import { generator } from "../support/random.js";
import { decode } from "../support/safetensors.js";
import { serveFolder } from "../support/static-server.js";
import { BATCH, canvas, onnxruntime, otherBuilds, ours, tfjs } from "./contestants.js";
import { median } from "./measure.js";
import { rowsOf } from "./rows.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PEERS = path.join(ROOT, "build/bench");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
// Isolated pages get a clock of 5 µs instead of 100.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const PICTURES = 1024;
const STARTS = 9;
const inRoot = (file) => readFileSync(path.join(ROOT, file));

function installPeers() {
  mkdirSync(PEERS, { recursive: true });
  const files = ["package.json", "package-lock.json"];
  const same = files.every((file) => {
    const installed = path.join(PEERS, file);
    return existsSync(installed) && readFileSync(installed).equals(inRoot(`tests/bench/${file}`));
  });
  if (same && existsSync(path.join(PEERS, "node_modules/.package-lock.json"))) return;
  for (const file of files) copyFileSync(path.join(ROOT, "tests/bench", file), path.join(PEERS, file));
  console.error("npm ci in build/bench");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: PEERS,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

const random = generator(5);
const densePictures = () =>
  Array.from({ length: 300 }, () => Uint8Array.from({ length: 784 }, () => Math.floor(random() * 255) + 1));

function digitPictures() {
  if (!skipWithoutMnist) return mnistPictures(PICTURES);
  console.error(`no MNIST in ${DATA} (set LENET5_DATA): dense pictures in its place`);
  return densePictures();
}

/** The same network as ONNX files, which the page fetches. */
function writeModels(tensors) {
  const models = {};
  for (const batch of [1, BATCH]) {
    models[batch] = new Uint8Array(onnxModel(tensors, batch));
    writeFileSync(path.join(PEERS, `lenet5-${batch}.onnx`), models[batch]);
  }
  return models;
}

async function inNode(weights, tensors, digits, dense) {
  const require = createRequire(path.join(PEERS, "package.json"));
  const module = await WebAssembly.compile(inRoot("dist/lib/lenet5.wasm"));
  const models = writeModels(tensors);
  const tf = require("@tensorflow/tfjs-core");
  require("@tensorflow/tfjs-backend-wasm").setThreadsCount?.(1);
  const web = require("onnxruntime-web");
  web.env.wasm.numThreads = 1;
  const [denseOne] = await ours(module, weights, dense);
  const contestants = [
    ...(await ours(module, weights, digits)),
    { ...denseOne, name: "lenet5-wasm, no background", logits: null },
    ...(await canvas(module, weights, digits, "lenet5-wasm")),
    ...(await otherBuilds(
      { scalar: await WebAssembly.compile(inRoot("dist/lib/lenet5.scalar.wasm")) },
      weights,
      digits,
    )),
    ...(await tfjs(tf, tensors, digits)),
    ...(await onnxruntime("onnxruntime-web", web, models, digits, { executionProviders: ["wasm"] })),
    ...(await onnxruntime("onnxruntime-node (native)", require("onnxruntime-node"), models, digits, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    })),
  ];
  return rowsOf(`Node ${process.versions.node}`, contestants);
}

const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function inChromium(browser, site, tensors, digits, dense) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(`${site.url}tests/bench/page.html`);
  const flat = (pictures) => Buffer.concat(pictures).toString("base64");
  const found = await page.evaluate(
    async ({ host, digits, dense, values }) => {
      const module = "/tests/bench/page.js";
      const { inPage } = await import(module);
      return inPage(host, digits, dense, values);
    },
    {
      host: `Chromium ${browser.version().split(".")[0]}`,
      digits: flat(digits),
      dense: flat(dense),
      values: Object.fromEntries(Object.entries(tensors).map(([name, list]) => [name, [...list]])),
    },
  );
  await page.close();
  return found;
}

/** From the start of navigation, each time with nothing in any cache. */
async function starts(browser, site) {
  const pages = { "weights alone": "start-empty.html", "lenet5-wasm": "start-lenet5.html" };
  const times = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  for (let i = 0; i < STARTS; i++) {
    for (const [name, file] of Object.entries(pages)) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${site.url}tests/bench/${file}`);
      times[name].push(await (await page.waitForFunction(() => globalThis.ready)).jsonValue());
      await context.close();
    }
  }
  return Object.entries(times).map(([name, list]) => ({ name, ms: median(list) }));
}

function sizes() {
  const peers = "build/bench/node_modules/";
  const files = {
    "lenet5-wasm: engine, relaxed SIMD": ["dist/lib/lenet5.relaxed.wasm"],
    "lenet5-wasm: engine": ["dist/lib/lenet5.wasm"],
    "lenet5-wasm: engine, scalar": ["dist/lib/lenet5.scalar.wasm"],
    "lenet5-wasm: weights": ["dist/lib/lenet5.safetensors"],
    "lenet5-wasm: library": ["dist/lib/lenet5.js"],
    "tfjs-backend-wasm": [
      `${peers}@tensorflow/tfjs-core/dist/tf-core.min.js`,
      `${peers}@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js`,
      `${peers}@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm`,
    ],
    "onnxruntime-web": ["ort.wasm.min.mjs", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"].map(
      (name) => `${peers}onnxruntime-web/dist/${name}`,
    ),
  };
  return Object.entries(files).map(([name, list]) => {
    const all = list.map(inRoot);
    const total = (bytes) => bytes.reduce((sum, one) => sum + one.length, 0);
    return { name, raw: total(all), brotli: total(all.map((bytes) => brotliCompressSync(bytes))) };
  });
}

function table(titles, rows) {
  const cells = [titles, ...rows.map((row) => row.map(String))];
  const widths = titles.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const line = (row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(" | ")} |`;
  return [
    line(titles),
    `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`,
    ...cells.slice(1).map(line),
  ].join("\n");
}

const grouped = (value) => Math.round(value).toLocaleString("en");

function report({ machine, hosts, bytes, start }) {
  console.log(`${machine}\n`);
  for (const { host, bounds, rows } of hosts) {
    const one = rows.filter(({ batch }) => batch === 1);
    console.log(
      `${host}; 416,520 multiply-adds at the machine's bound: ${Object.entries(bounds)
        .map(([name, us]) => `${name.replace("Us", "")} ${us.toFixed(2)} µs`)
        .join(", ")}\n`,
    );
    console.log(
      table(
        [
          "one thread",
          "one digit, µs",
          "× f32 bound",
          "× dot bound",
          "× relaxed bound",
          "batch of 256, digits/s",
          "logits differ by",
        ],
        one.map((row) => {
          const batch = rows.find(({ batch, name }) => batch > 1 && name === row.name);
          return [
            row.name,
            row.us.toFixed(2),
            (row.us / bounds.f32Us).toFixed(2),
            (row.us / bounds.dotUs).toFixed(2),
            bounds.relaxedUs ? (row.us / bounds.relaxedUs).toFixed(2) : "",
            batch ? grouped(batch.perSecond) : "",
            row.maxLogitDifference?.toExponential(1) ?? "",
          ];
        }),
      ),
    );
    console.log();
  }
  console.log(
    table(
      ["download", "bytes", "after brotli"],
      bytes.map(({ name, raw, brotli }) => [name, grouped(raw), grouped(brotli)]),
    ),
  );
  console.log(
    `\n${table(
      ["Chromium, navigation → first prediction", "ms"],
      start.map(({ name, ms }) => [name, ms.toFixed(0)]),
    )}`,
  );
}

installPeers();
const weights = inRoot("dist/lib/lenet5.safetensors");
const { tensors } = decode(weights);
const digits = digitPictures();
const dense = densePictures();
const site = await serveFolder(ROOT, { headers: ISOLATED });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: OPTIONS });
try {
  const node = await inNode(weights, tensors, digits, dense);
  const page = await inChromium(browser, site, tensors, digits, dense);
  const start = await starts(browser, site);
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores`;
  const bytes = sizes();
  const hosts = [node, page].map((found) => ({ host: found.rows[0].host, ...found }));
  report({ machine, hosts, bytes, start });
  const json = {
    machine,
    bounds: node.bounds,
    chromiumBounds: page.bounds,
    rows: [...node.rows, ...page.rows],
    bytes,
    start,
  };
  writeFileSync(path.join(ROOT, "build/bench.json"), `${JSON.stringify(json, null, 2)}\n`);
} finally {
  await browser.close();
  await site.close();
}
process.exit(0); // onnxruntime's threads would stay
