// What is inside a folder of dist/ beside the project's own work, with the licences of those who wrote it, as they lie
// on this machine: node web/notices.js dist/lib [TOOLS] → dist/lib/NOTICES.txt. Fails where one is not found. TOOLS names the
// compilers, as build.sh wrote them to build/tools.mk.

import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path) => readFileSync(path, "utf8");

const [folder, toolsFile = at("build/tools.mk")] = process.argv.slice(2);
const files = /** @type {string[]} */ (readdirSync(folder, { recursive: true })).filter(
  (name) => name !== "NOTICES.txt",
);

// The compilers that build.sh found, each the first word of how it is called.
const found = read(toolsFile).matchAll(/^(\w+) \?= (\S+)/gm);
const tools = Object.fromEntries(Array.from(found, ([, name, path]) => [name, path]));
const emscripten = dirname(realpathSync(tools.EMCC));
const clang = tools.WASI_CC.match(/llvm-(\d+)/)?.[1];

const debian = (name) => `/usr/share/doc/${name}/copyright`;
const wasm = files.some((name) => name.endsWith(".wasm"));

/** name, whether it is inside, and where its licence may lie; of a package of much more, which part of it. */
const PARTS = [
  { name: "wasi-libc, in the WebAssembly modules", inside: wasm, at: [debian("wasi-libc")] },
  {
    name: "compiler-rt, of LLVM, in the WebAssembly modules",
    inside: wasm,
    at: [debian(`libclang-rt-${clang}-dev-wasm32`)],
  },
  {
    name: "Emscripten, in lenet5.wasm",
    inside: wasm,
    at: [join(emscripten, "LICENSE"), debian("emscripten")],
    part: ownOf,
  },
  {
    name: "musl, in lenet5.wasm",
    inside: wasm,
    at: [emscripten, dirname(emscripten)].map((root) => join(root, "system/lib/libc/musl/COPYRIGHT")),
  },
  {
    name: "stb_image, in the command",
    inside: files.includes("lenet5-cli.wasm"),
    at: [join(tools.STB_INCLUDE, "LICENSE"), debian("libstb-dev")],
  },
  {
    name: "idb, in the page",
    inside: files.includes("index.html"),
    at: [at("node_modules/idb/LICENSE")],
  },
];

/** Of Debian's description of a package, what is said of most of its files, with the licences that this names. */
function ownOf(description) {
  const paragraphs = description.split(/\n\n+/);
  const own = paragraphs.find((paragraph) => /^Files:\s+\*\n/.test(paragraph));
  if (!own) return description;
  const named = own.match(/^License: (.*)$/m)[1].split(" or ");
  const texts = paragraphs.filter((paragraph) => named.includes(paragraph.match(/^License: (.*)\n/)?.[1]));
  return [own, ...texts].join("\n\n");
}

function licence({ name, at: places, part = (text) => text }) {
  // What the user has where the compilers have none.
  const own = at(`build/licences/${name.split(",")[0]}`);
  const place = [own, ...places].find((path) => existsSync(path));
  if (place) return part(read(place)).trim();
  console.error(`notices: no licence of ${name}: none of ${places.join(", ")} is there; put it to ${own}`);
  process.exit(1);
}

/** The texts that Debian's descriptions only name. */
function common(texts) {
  const mentions = texts.join("\n").matchAll(/\/usr\/share\/common-licenses\/([\w.-]*\w)/g);
  const names = new Set(Array.from(mentions, ([, name]) => name));
  return Array.from(names, (name) => [name, read(`/usr/share/common-licenses/${name}`).trim()]);
}

const data = read(at("README.md"))
  .match(/^## Licence\n+([^]*?)(?=\n## |$(?![^]))/m)[1]
  .trim();
const parts = PARTS.filter(({ inside }) => inside).map((part) => [part.name, licence(part)]);
// The gallery's pictures, where it was built beside MNIST's files.
const PICTURES = `Some pictures of MNIST's test set, by Yann LeCun, Corinna Cortes and Christopher J.C. Burges
(http://yann.lecun.com/exdb/mnist/), unchanged, under the Creative Commons Attribution-ShareAlike 3.0 licence:
https://creativecommons.org/licenses/by-sa/3.0/legalcode`;
const hasPictures = files.some(
  (name) => /gallery-[^/]*\.js$/.test(name) && /\bink:.[\w+/=]{100}/.test(read(join(folder, name))),
);
const sections = [
  ["lenet5-wasm", `${read(at("LICENSE")).trim()}\n\n${data}`],
  ...(hasPictures ? [["MNIST, in the page's gallery", PICTURES]] : []),
  ...parts,
  ...common(parts.map(([, text]) => text)),
];
const rule = "-".repeat(120);
const text = sections.map(([name, section]) => `${name}\n${rule}\n\n${section}\n`).join("\n\n");
writeFileSync(join(folder, "NOTICES.txt"), text);
