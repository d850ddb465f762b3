/**
 * What reading a picture does, step by step, as pictures: for looking at, since no answer comes from here.
 *
 *     import { loadLeNet5 } from "lenet5-wasm";
 *     import { stagesOf } from "lenet5-wasm/stages";
 *     const reading = lenet5.read(pixels);
 *     const stages = await stagesOf(pixels, { reading });
 *
 * The same that `lenet5 read --stages FOLDER` writes. Fetches lenet5.extra.wasm, which importing, learning and the network of
 * 1998 need, too.
 */
import type { Pixels, Reading, Source } from "./lenet5.js";

export { LeNet5Error } from "./lenet5.js";

export interface Stage {
  /**
   * In their order: "working" (the picture, scaled down), "grey" (ink dark, without what lies around the paper),
   * "background" (a pixel a cell), "contrast", "ink", of which "grey" to "ink" may come twice where grain is smoothed out;
   * "print" (frames and rules that are taken off), "unruled" (without the paper's lines), "components", "apart" (underlines,
   * holes, small type, what is crossed out), "cells" (where there are any), "lines", "pieces" (of the line that was read,
   * where there is one), "path" (the characters of the reading).
   */
  name: string;
  width: number;
  height: number;
  /** 1: grey; of "ink", "print", "unruled" and "apart" 0 paper … 255 ink. 4: RGBA. */
  channels: 1 | 4;
  /** height × width × channels */
  data: Uint8Array;
}

export interface StagesOptions {
  /** What read() gave for the same pixels: whose line and characters are shown. Default: none. */
  reading?: (Pick<Reading, "format" | "line"> & { characters: { box: Reading["characters"][0]["box"] }[] }) | null;
  /** lenet5.extra.wasm of this package. Default: the file next to this module. */
  wasm?: Source | WebAssembly.Module | Promise<WebAssembly.Module> | null;
}

/**
 * @throws {LeNet5Error} "unreachable" or "bad-module"
 * @throws {TypeError} when there are no pixels, or for options and readings that are none
 * @throws {RangeError} as predict(), for a format that there is not, and where there is no memory for the pictures
 */
export function stagesOf(imageData: Pixels, options?: StagesOptions | null): Promise<Stage[]>;
