// Files of pen strokes as c/train/pens/unipen.h reads them: made by tests, and read without the engine.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const PRIME = 0x100000001b3n;
const WORD = (1n << 64n) - 1n;

/** FNV-1a, 64 bits. */
export function hash(text) {
  let value = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) value = ((value ^ BigInt(byte)) * PRIME) & WORD;
  return value;
}

/** The name behind the slash: several collectors had the same people. */
export const nameOf = (writer) => writer.slice(writer.indexOf("/") + 1);
export const collectorOf = (writer) => writer.slice(0, writer.indexOf("/"));

/** Which of so many folds, from 1, a writer is in. */
export const foldOf = (writer, of) => Number((hash(nameOf(writer)) >> 40n) % BigInt(of)) + 1;

/** A file's strokes, lists of x0, y0, x1, y1, …, as lists of points. */
export const pointsOf = (strokes) =>
  strokes.map((flat) => Array.from({ length: flat.length / 2 }, (_, i) => ({ x: flat[2 * i], y: flat[2 * i + 1] })));

/** [{ writer, label, strokes: [[{ x, y }, …], …], line }] of a file, gzipped. */
export function readSamples(path) {
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
  return lines.map((line) => {
    const { writer, label, strokes } = JSON.parse(line);
    return { writer, label, strokes: pointsOf(strokes), line };
  });
}
