// The library behind messages: in the page's worker, or, where there can be none, in the page itself.
//
//   page → host   { call: number, task: string, given: any }    a task of those below, or of further-tasks.js
//                 { cancel: number }                            its answer is no longer wanted
//   host → page   { call, part }                                of its answer, for tasks that give several
//                 { call, answer } or { call, fault: { message, code } }    the last

import { loadLeNet5 } from "lenet5-wasm";

import { MEMORY } from "../../lib/preferred.js";
import { firstRunnable } from "../../lib/runnable.js";
import { readLines } from "./lines.js";
import { pixelsOfPicture, regionOf, SheetPixels } from "./sheet-pixels.js";

/** @param {(message: any, transfer?: Transferable[]) => void} send */
export function startHost(send) {
  const tasks = new Tasks();
  const running = new Map();
  return async ({ call, task, given, cancel }) => {
    if (cancel !== undefined) return running.get(cancel)?.abort();
    const controller = new AbortController();
    running.set(call, controller);
    // In the order in which they come: what a sheet leaves out is in the one before.
    const unpacked = given?.sheet ? { ...given, sheet: tasks.unpacked(given.sheet) } : given;
    try {
      const run = tasks[task]?.bind(tasks) ?? (await import("./further-tasks.js")).further[task].bind(null, tasks);
      const { answer, transfer } = await run(unpacked, (part) => send({ call, part }), controller.signal);
      send({ call, answer }, transfer);
    } catch ({ message, code }) {
      send({ call, fault: { message, code } });
    }
    running.delete(call);
  };
}

export class Tasks {
  #loading = null;
  #pixels = new SheetPixels();
  #strokes = new Map();
  #picture = { name: null, pixels: null, exact: null };

  /** The network. @type {import("../../lib/lenet5.js").LeNet5 | null} */
  lenet5 = null;
  /** The address of the weights that it came with. */
  ownWeights = "";

  /** @returns what was fetched, the engine's files with their sizes; and which build was chosen, for chosen-build.js */
  async load() {
    await this.loaded();
    const fetched = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    const files = fetched.filter(({ name }) => /\.(wasm|safetensors)$/.test(name) && !/extra|1998/.test(name));
    this.ownWeights = files.find(({ name }) => name.endsWith(".safetensors"))?.name;
    return {
      answer: {
        files: files.map(({ name, decodedBodySize }) => ({ name, bytes: decodedBodySize })),
        build: `${firstRunnable()} ${globalThis[MEMORY]}`,
      },
    };
  }

  /** The picture that sheets with its name show; exact: as the network takes it, when it is such a one. */
  async picture({ name, exact, file, bitmap, size, turns }) {
    this.#picture = { name, pixels: await pixelsOfPicture({ file, bitmap, size, turns }), exact };
    return {};
  }

  /** @returns the prediction, how long it took, and with { layers } every layer's floats */
  digit({ sheet, layers }) {
    const answer = this.#digitOf(sheet);
    return { answer: { ...answer, activations: layers ? this.lenet5.layers() : null } };
  }

  #digitOf(sheet) {
    const pixels = this.partOf(sheet);
    const exact = this.exactOf(sheet);
    const { value: result, milliseconds } = timed(() => (exact ? this.#exactly(exact) : this.lenet5.predict(pixels)));
    if (result.box && sheet.region) {
      result.box.x += sheet.region.x;
      result.box.y += sheet.region.y;
    }
    return { result, milliseconds };
  }

  /** What a sheet holds, whichever that is: digit()'s answer, or number()'s parts and none. */
  async any({ sheet, place }, send, signal) {
    const lines = this.#linesOf(sheet, place);
    const first = lines.read({ format: "auto" });
    const digit = first.lines > 1 ? null : this.#digitOf(sheet);
    if (digit && isDigit(first, digit.result)) return { answer: digit };
    await lines.readAll("auto", send, signal, first);
    return {};
  }

  /** Every line of a sheet, in parts as they are read. */
  async number({ sheet, format, place }, send, signal) {
    await this.#linesOf(sheet, place).readAll(format, send, signal);
    return {};
  }

  /** How the lines of a sheet are read, as at a place (words/place.js): by the pen's own path where there is one, which knows what is one stroke. */
  #linesOf(sheet, place) {
    const path = sheet.picture === null && !sheet.strokes.some(({ erase }) => erase);
    const pixels = path ? null : this.pixelsOf(sheet);
    const points = sheet.strokes.map((stroke) => stroke.points);
    let milliseconds = 0;
    const read = (options) => {
      const { value, ...took } = timed(() =>
        path
          ? this.lenet5.readStrokes(points, { ...place, ...options })
          : this.lenet5.read(pixels, { ...place, ...options, region: sheet.region }),
      );
      milliseconds = took.milliseconds;
      return place.currency ? value : withoutSign(value);
    };
    const readAll = (format, send, signal, first = read({ format })) =>
      readLines(read, format, signal, first, (lines, main) => send({ lines, main, inStrokes: path, milliseconds }));
    return { read, readAll };
  }

  // Nothing was cut out, so that there is no box.
  #exactly(levels) {
    return { ...this.lenet5.predictNormalised(Uint8Array.from(levels)), box: null };
  }

  /** Once; what has failed is tried again. */
  async loaded() {
    this.#loading ??= loadLeNet5();
    try {
      this.lenet5 = await this.#loading;
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }

  /** The pixels of a sheet, all of it. */
  pixelsOf({ frame, strokes, picture }) {
    if (picture === null) return this.#pixels.of(frame, strokes);
    if (picture === this.#picture.name) return this.#picture.pixels;
    throw Object.assign(new Error("Another picture has taken its place"), { code: "replaced" });
  }

  /** The pixels of what is to be read of a sheet. */
  partOf(sheet) {
    const pixels = this.pixelsOf(sheet);
    return sheet.region ? regionOf(pixels, sheet.region) : pixels;
  }

  /** What goes into the network as it is, where a sheet is such a picture. */
  exactOf({ picture, region }) {
    return picture === this.#picture.name && !region ? this.#picture.exact : null;
  }

  /** Strokes that the last sheet had come by their numbers alone. */
  unpacked({ frame, strokes, picture, region = null }) {
    const known = this.#strokes;
    this.#strokes = new Map();
    const all = strokes.map(({ id, erase, points }) => {
      const stroke = points ? { erase, points: unpackedPoints(points) } : known.get(id);
      if (id !== null) this.#strokes.set(id, stroke);
      return stroke;
    });
    return { frame, strokes: all, picture, region };
  }
}

/** Where the engine knows no sign of the region's money, an amount that was written without has none. */
function withoutSign(reading) {
  if (reading.currency) return reading;
  const bare = (one) => ({ ...one, formatted: one.formatted?.replace(/\s?\$\s?/, "") ?? null });
  return { ...bare(reading), alternatives: reading.alternatives.map(bare) };
}

/** Whether a line is one digit: no more is on it, or as a number it is refused and as a digit it isn't. */
function isDigit({ rejected, alternatives }, digit) {
  if (digit.reason === "more-than-one") return false;
  const [best] = alternatives;
  return !best || best.formatted.length === 1 || (rejected && !digit.rejected);
}

function unpackedPoints(numbers) {
  return Array.from({ length: numbers.length / 3 }, (_, i) => ({
    x: numbers[3 * i],
    y: numbers[3 * i + 1],
    width: numbers[3 * i + 2],
  }));
}

function timed(task) {
  const start = performance.now();
  const value = task();
  return { value, milliseconds: performance.now() - start };
}
