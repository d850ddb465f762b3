// Where bytes come from: an address, a path, a response, a file, or bytes at hand.

import { LeNet5Error } from "./error.js";
import { asBytes, isAddress, isBlob, isModule, isResponse, kindOf } from "./kinds.js";

const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d]; // "\0asm"
const WASM_TYPE = "application/wasm";

/**
 * The address of a file of this package. Vite's development server moves this module into its cache, beside the
 * package. Others' URL may be half one, an address without its host as Next.js has it: it is left as it is.
 *
 * @param {() => URL} locate () => new URL("./…", import.meta.url), by which bundlers find the file; in a bundle of
 *   CommonJS modules there is no import.meta.url
 */
export function packaged(locate, name) {
  let url;
  try {
    url = locate();
  } catch (cause) {
    const why = "where the package's files are is not known in a bundle of CommonJS modules";
    const message = `${name}: ${why}; pass loadLeNet5({ wasm, weights }) their addresses or bytes`;
    throw new LeNet5Error("unreachable", message, { cause });
  }
  const moved = url.href.replace(/\/\.vite\/deps[^/]*\/([^/]*)$/, "/lenet5-wasm/dist/lib/$1");
  return moved === url.href ? url : new URL(moved);
}

/** @returns {Promise<WebAssembly.Module>} */
export async function readModule(source, name) {
  const given = await source;
  if (isModule(given)) return given;
  const opened = await open(given, name);
  if (isOwnResponse(opened) && isWasm(opened) && WebAssembly.compileStreaming) return compileStreamed(opened, name);
  const bytes = await bytesOf(opened, name);
  if (!WASM_MAGIC.every((byte, i) => bytes[i] === byte)) {
    throw new LeNet5Error("bad-module", `${name}: ${describe(opened)} is no WebAssembly module`);
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw notCompiled(cause, name);
  }
}

async function compileStreamed(response, name) {
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (cause) {
    throw cause.name === "CompileError" ? notCompiled(cause, name) : notRead(response, cause, name);
  }
}

function notCompiled(cause, name) {
  return new LeNet5Error("bad-module", `${name}: could not be compiled: ${cause.message}`, { cause });
}

function notRead(opened, cause, name) {
  return new LeNet5Error("unreachable", `${name}: ${describe(opened)} could not be read: ${cause.message}`, { cause });
}

/** @returns {Promise<Uint8Array>} */
export async function readBytes(source, name) {
  return bytesOf(await open(source, name), name);
}

// A source → a Response, a Blob, or bytes.
async function open(source, name) {
  const given = await source;
  if (isAddress(given)) return openAddress(given, name);
  if (isResponse(given) || isBlob(given) || asBytes(given)) return given;
  throw new TypeError(
    `${name}: expected a URL, a path, a Response, a Blob, bytes${name === "wasm" ? " or a WebAssembly.Module" : ""}; ` +
      `got ${kindOf(given)}`,
  );
}

async function openAddress(address, name) {
  // Not an import of node:fs, which bundlers for the browser would stumble over.
  const node = globalThis.process?.getBuiltinModule?.("node:fs/promises");
  const local = node && localPath(address);
  try {
    return local ? await node.readFile(local) : await fetch(address);
  } catch (cause) {
    throw new LeNet5Error("unreachable", `${name}: ${address} could not be read: ${cause.message}`, { cause });
  }
}

// A file URL, or what is no address, C:\… being none either.
function localPath(address) {
  const text = String(address);
  if (/^file:/i.test(text)) return new URL(text);
  return /^[a-z][a-z0-9+.-]+:/i.test(text) ? null : text;
}

async function bytesOf(opened, name) {
  if (isResponse(opened) && !opened.ok) {
    throw new LeNet5Error("unreachable", `${name}: ${describe(opened)} answered ${opened.status}`);
  }
  const bytes = asBytes(opened);
  if (bytes) return bytes;
  try {
    return new Uint8Array(await opened.arrayBuffer());
  } catch (cause) {
    throw notRead(opened, cause, name);
  }
}

// No substitute's, which can't be streamed from.
function isOwnResponse(opened) {
  return typeof Response !== "undefined" && opened instanceof Response;
}

function isWasm(response) {
  return response.ok && response.headers.get("Content-Type")?.split(";")[0].trim().toLowerCase() === WASM_TYPE;
}

function describe(opened) {
  if (!isResponse(opened)) return `what was given (${asBytes(opened)?.length ?? opened.size} bytes)`;
  return `${opened.url || "the response"} (${opened.headers.get("Content-Type") ?? "of no type"})`;
}
