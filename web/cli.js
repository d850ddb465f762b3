#!/usr/bin/env node
// Runs the WASI command with the user's arguments, folder, streams and exit status. Nothing else: what it does is in C.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "node:path";

silence("WASI is an experimental feature");
const { WASI } = await import("node:wasi");

// In the package next to this file, in a checkout where build.sh puts it.
const places = ["./lenet5-cli.wasm", "../build/lenet5.wasm"].map((place) => new URL(place, import.meta.url));
const command = places.find((place) => existsSync(place));
if (!command) {
  process.stderr.write("lenet5: the command is not built yet; type ./build.sh\n");
  process.exit(2);
}

// WASI paths have slashes and no drive: on Windows the drive that the user stands on is "/".
const here = currentFolder();
const { root } = parse(here);
const folder = `/${here.slice(root.length)}`.replaceAll("\\", "/");
const args =
  process.platform === "win32" ? process.argv.slice(2).map((arg) => onDrive(arg, root)) : process.argv.slice(2);

const wasi = new WASI({
  version: "preview1",
  args: ["lenet5", ...args],
  env: { ...process.env, PWD: folder },
  preopens: { "/": root },
  returnOnExit: true,
});
// Bun's WASI has the calls alone.
const imports = wasi.getImportObject?.() ?? { wasi_snapshot_preview1: wasi.wasiImport };
const { instance } = await WebAssembly.instantiate(await readFile(command), slowly(imports));
process.exitCode = wasi.start(instance);

// Called from wasm directly, Node's system calls use memory that is gone once the module has grown it, and the process
// dies (nodejs/node issue 53087); called through JavaScript they do not.
function slowly(imports) {
  const through = (calls) =>
    Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, (...given) => call(...given)]));
  return Object.fromEntries(Object.entries(imports).map(([module, calls]) => [module, through(calls)]));
}

function currentFolder() {
  try {
    return process.cwd();
  } catch {
    process.stderr.write("lenet5: the current folder is gone; change to another one\n");
    return process.exit(2);
  }
}

// C:\ink\3.png → /ink/3.png when C: is the drive.
function onDrive(argument, drive) {
  const absolute = argument.toLowerCase().startsWith(drive.toLowerCase());
  return (absolute ? `/${argument.slice(drive.length)}` : argument).replaceAll("\\", "/");
}

// Node's warning about node:wasi would stand on stderr above every answer; other warnings stay.
function silence(beginning) {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning?.message ?? warning).startsWith(beginning)) emitWarning.call(process, warning, ...rest);
  };
}
