// web/cli.js: what the native command prints, byte for byte, from wherever the user stands.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { drawn, painted } from "./questions.js";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const NATIVE = at("build/lenet5");
const CLI = at("web/cli.js");

const folder = mkdtempSync(join(tmpdir(), "lenet5-cli-"));
after(() => rmSync(folder, { recursive: true }));

const save = (name, bytes) => writeFileSync(join(folder, name), bytes);
mkdirSync(join(folder, "sub"));
for (const digit of [1, 3, 7]) save(`${digit}.ppm`, ppm(drawn(digit)));
save("a drawn digit ③.ppm", ppm(drawn(3, { pen: 4 })));
save("blank.ppm", ppm(painted(30, 20, () => [255, 255, 255, 255])));
save("noise.txt", "this is no picture\n");
save("images.idx", idx([3, 28, 28], Array.from({ length: 3 * 784 }, (_, i) => (i % 28 > 11 && i % 28 < 15 ? 255 : 0))));
save("labels.idx", idx([3], [1, 1, 7]));

function ppm({ data, width, height }) {
  return Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), Buffer.from(data.filter((_, i) => i % 4 !== 3))]);
}

function idx(sizes, items) {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, Buffer.from(items)]);
}

function run(program, args, { cwd = folder, input = "" } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, input, env: { ...process.env, PWD: cwd } });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}
const native = (args, options) => run(NATIVE, args, options);
const cli = (args, options) => run(process.execPath, [CLI, ...args], options);

const SAME = [
  ["a picture", ["predict", "3.ppm"], 0],
  ["several, one of them blank", ["predict", "1.ppm", "3.ppm", "7.ppm", "blank.ppm"], 0],
  ["JSON", ["predict", "--json", "3.ppm", "blank.ppm"], 0],
  ["--verbose", ["predict", "--verbose", "7.ppm"], 0],
  ["a name with spaces and more than ASCII", ["predict", "a drawn digit ③.ppm"], 0],
  ["an absolute path", ["predict", join(folder, "3.ppm")], 0],
  ["a path upwards", ["predict", "../3.ppm"], 0, { cwd: join(folder, "sub") }],
  ["standard input", ["predict", "-"], 0, { input: ppm(drawn(7)) }],
  ["IDX pictures", ["predict", "--json", "images.idx"], 0],
  ["eval", ["eval", "--json", "images.idx", "labels.idx"], 0],
  ["layers", ["layers", "3.ppm"], 0],
  ["--help", ["--help"], 0],
  ["--version", ["--version"], 0],
  ["nothing asked", [], 2],
  ["an unknown command", ["divine"], 2],
  ["an unknown option", ["predict", "--loud", "3.ppm"], 2],
  ["a file that is not there", ["predict", "none.png"], 2],
  ["a file that is no picture, among others", ["predict", "1.ppm", "noise.txt", "3.ppm"], 2],
  ["labels that don't fit", ["eval", "images.idx", "images.idx"], 2],
];
for (const [name, args, status, options] of SAME) {
  test(`${name}: as native`, () => {
    const expected = native(args, options);
    assert.equal(expected.status, status, expected.stderr);
    assert.deepEqual(cli(args, options), expected);
    assert.equal(expected.stderr === "", status === 0);
  });
}

test("a folder that is gone is one line, not a stack trace", { skip: process.platform === "win32" && "it cannot go" }, () => {
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" --version';
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, process.execPath, CLI], { cwd: folder, encoding: "utf8" });
  assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
  assert.match(stderr, /^lenet5: the current folder is gone[^\n]*\n$/);
});

test("reads the digits that were drawn", () => {
  const answers = cli(["predict", "--json", "1.ppm", "3.ppm", "7.ppm"]).stdout.trim().split("\n").map(JSON.parse);
  assert.deepEqual(answers.map(({ file, digit }) => [file, digit]), [["1.ppm", 1], ["3.ppm", 3], ["7.ppm", 7]]);
});

test("--version is the package's", () => {
  const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  assert.match(cli(["--version"]).stdout, new RegExp(`\\b${version.replaceAll(".", "\\.")}\\b`));
});
