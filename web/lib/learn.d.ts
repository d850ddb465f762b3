/**
 * Digits that the network misreads, told what they are, become digits that it reads, on the device and at once.
 *
 *     import { loadLeNet5 } from "lenet5-wasm";
 *     import { learn } from "lenet5-wasm/learn";
 *     const { picture } = lenet5.predictStrokes(strokes);
 *     const { weights, report } = await learn([{ picture, digit: 7 }]);
 *     await lenet5.loadWeights(weights);
 *
 * The last two layers, F6 and F7, are changed as little as it takes and rehearsed on digits and non-digits that the
 * engine draws itself, so that the rest is not forgotten. The same examples make the same weights, to the bit, on every
 * host; loading the weights before undoes it, to the bit.
 *
 * Fetches lenet5.extra.wasm, which importing, stages and the network of 1998 need, too.
 */
import type { Digit, Source } from "./lenet5.js";

export { LeNet5Error } from "./lenet5.js";

export interface Example {
  /** What the network saw: the picture of a Prediction, 28 × 28 bytes, 0 paper … 255 ink; not without ink. */
  readonly picture: Uint8Array | Uint8ClampedArray;
  /** What it is; null: no digit. */
  readonly digit: Digit | null;
}

export interface LearnOptions {
  /**
   * The safetensors file to start from: the same one each time, with all examples, rather than what was learned before.
   * Default: the weights that ship, next to this module.
   */
  weights?: Source | null;
  /** lenet5.extra.wasm of this package. Default: the file next to this module. */
  wasm?: Source | WebAssembly.Module | Promise<WebAssembly.Module> | null;
}

export interface LearnReport {
  /** How many of the examples are answered as they say: by the weights before, and by what was learned. */
  rightBefore: number;
  right: number;
  /** How many drawn pictures were rehearsed, and how many of them are answered as before. */
  rehearsed: number;
  kept: number;
}

/**
 * @param examples 1 to 200. What is read right already, by a margin, changes nothing.
 * @returns weights for loadLeNet5 and loadWeights: a safetensors file, whose metadata name the weights that it started
 *   from (learned_from: "sha256:…") and keep temperature and reject_threshold, rounded to nine decimals
 * @throws {LeNet5Error} "unreachable", "bad-module" or "bad-weights"
 * @throws {TypeError} for examples and options that are none
 * @throws {RangeError} for none or too many, a picture without ink, a digit that is none, the same picture as two digits,
 *   no digit for weights that refuse nothing
 */
export function learn(
  examples: readonly Example[],
  options?: LearnOptions | null,
): Promise<{ weights: Uint8Array; report: LearnReport }>;
