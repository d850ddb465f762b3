// A folder on a free port of 127.0.0.1, for the tests that need a real origin.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const COMPRESSED = [".png"];

/**
 * @param {string} folder
 * @param {object} [options]
 * @param {(path: string) => boolean} [options.refuse] paths for which the answer is 503
 * @param {(path: string, file: Buffer) => Buffer} [options.change] what is sent in place of a file
 * @param {object} [options.headers] more headers; undefined takes one away
 * @param {(path: string) => object} [options.headersOf] more headers of a path
 * @param {boolean} [options.brotli] compresses what is sent
 * @param {(path: string, bytes: number) => void} [options.sent] called with each answer's body
 * @returns {Promise<{ url: string, folder: string, close: () => Promise<void>, open: () => Promise<void> }>}
 *   folder may be changed while it serves; open() serves at the same address again
 */
export async function serveFolder(folder, options = {}) {
  const {
    refuse = () => false,
    change = (_path, file) => file,
    sent = () => {},
    headers = {},
    headersOf = () => ({}),
    brotli,
  } = options;
  /** @type {any} */
  const site = { folder };
  const answer = async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(site.folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    if (refuse(path)) return response.writeHead(503).end();
    const found = await readFile(file).catch(() => null);
    if (!found) return response.writeHead(404).end();
    const compressed = brotli && !COMPRESSED.includes(extname(file));
    const body = compressed ? brotliCompressSync(change(path, found)) : change(path, found);
    const all = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-length": body.length,
      "content-encoding": compressed ? "br" : undefined,
      "cache-control": "no-cache",
      ...headers,
      ...headersOf(path),
    };
    sent(path, body.length);
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    response.writeHead(200, Object.fromEntries(given)).end(body);
  };
  const server = createServer(answer);
  const listen = (port) => new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(null)));
  await listen(0);
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  site.open = () => listen(port);
  site.url = `http://127.0.0.1:${port}/`;
  site.close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return site;
}
