// IDX files, in which MNIST comes: the bytes of somebody's files → pictures and labels, or one line about what is wrong.

import words from "../words/en/idx.js";
import { english, say, sentences } from "../words/words.js";

english({ idx: words });

export const SIDE = 28;
export const AREA = SIDE * SIDE;

const MOST = 100_000; // pictures: more than any set of digits that is tested with
const HEADERS = { pictures: 16, labels: 8 }; // bytes
const MAX_BYTES = HEADERS.pictures + MOST * AREA;

const advice = () => say("idx.advice");
const again = () => say("idx.again");

/** What the user is told about a file. */
export class IdxProblem extends Error {}

/**
 * @typedef {{ kind: "pictures" | "labels", name: string, count: number, data: Uint8Array }} Idx  784 bytes each, 0 paper
 *     … 255 ink; or one each, 0 … 9
 */

/** @param {File} file raw or gzipped @returns {Promise<Idx>} @throws {IdxProblem} */
export async function openIdx(file) {
  const { name } = file;
  if (file.size > MAX_BYTES) throw new IdxProblem(sentences(say("idx.tooLarge", { name }), advice()));
  const bytes = await read(file.stream(), name);
  return parseIdx(isGzip(bytes) ? await unpacked(bytes, name) : bytes, name);
}

/** @param {Uint8Array} bytes @param {string} name @returns {Idx} @throws {IdxProblem} */
export function parseIdx(bytes, name) {
  const kind = kindOf(bytes);
  if (!kind) throw new IdxProblem(sentences(say("idx.noIdx", { name }), advice()));
  const header = HEADERS[kind];
  if (bytes.length < header) throw new IdxProblem(sentences(say("idx.noHeader", { name }), again()));
  const sizes = new DataView(bytes.buffer, bytes.byteOffset, header);
  const count = sizes.getUint32(4);
  if (count === 0) throw new IdxProblem(sentences(say(`idx.empty-${kind}`, { name }), advice()));
  if (count > MOST) throw new IdxProblem(say(`idx.most-${kind}`, { name, n: count, most: MOST }));
  if (kind === "pictures") checkSides(sizes.getUint32(12), sizes.getUint32(8), name);
  const due = header + count * (kind === "pictures" ? AREA : 1);
  if (bytes.length !== due) {
    const key = `idx.${bytes.length < due ? "cutShort" : "tooLong"}-${kind}`;
    throw new IdxProblem(sentences(say(key, { name, n: count, due, length: bytes.length }), again()));
  }
  const data = bytes.subarray(header);
  if (kind === "labels") checkLabels(data, name);
  return { kind, name, count, data };
}

/** @param {Idx} pictures @param {Idx} labels @throws {IdxProblem} */
export function checkPair(pictures, labels) {
  if (pictures.count === labels.count) return;
  const names = { pictures: pictures.name, n: pictures.count, labels: labels.name, count: labels.count };
  throw new IdxProblem(say("idx.notOneSet", names));
}

function kindOf(bytes) {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 8) return null; // 8: bytes
  return { 1: "labels", 3: "pictures" }[bytes[3]] ?? null;
}

function checkSides(width, height, name) {
  if (width === SIDE && height === SIDE) return;
  throw new IdxProblem(say("idx.otherSides", { name, width, height, side: SIDE }));
}

function checkLabels(labels, name) {
  const at = labels.findIndex((label) => label > 9);
  if (at >= 0) throw new IdxProblem(say("idx.noDigits", { name, at, label: labels[at] }));
}

const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(bytes, name) {
  if (typeof DecompressionStream === "undefined") throw new IdxProblem(say("idx.packed", { name }));
  return read(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), name);
}

// However much comes out, no more than a set of digits is kept.
async function read(stream, name) {
  const parts = [];
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new IdxProblem(sentences(say("idx.damaged", { name }), again()));
    });
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length <= MAX_BYTES) continue;
    reader.cancel().catch(() => {});
    throw new IdxProblem(sentences(say("idx.tooLarge", { name }), advice()));
  }
  return joined(parts, length);
}

function joined(parts, length) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
