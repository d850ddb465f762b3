/**
 * lenet5-wasm reads handwritten digits on the device: LeNet-5 in WebAssembly, in a page, a worker, Node or at the edge.
 *
 *     import { loadLeNet5 } from "lenet5-wasm";
 *     const lenet5 = await loadLeNet5();
 *     const { digit, confidence } = lenet5.predict(context.getImageData(0, 0, width, height));
 *
 * Nothing leaves the device. The same input gives the same answer, to the bit, on every host.
 */

/**
 * Where bytes are: an address, a response (or the promise of one), a file, or the bytes. Text is an address; in Node
 * also a path.
 */
export type Source = string | URL | Response | Blob | ArrayBuffer | ArrayBufferView | Promise<Response>;

/** An option that is null is not given; one of another name is a TypeError, in all options. */
export interface LoadOptions {
  /**
   * lenet5.wasm of this package, or lenet5.relaxed.wasm or lenet5.scalar.wasm, for relaxed SIMD or none. Default: the
   * fastest that the host understands and calculates rightly with, next to this module; where there is relaxed SIMD, a
   * race of 5 ms decides, once a page, worker or process. Runtimes that compile no bytes (Cloudflare Workers and the
   * like) pass what `import wasm from "lenet5-wasm/lenet5.wasm"` gives them.
   */
  wasm?: Source | WebAssembly.Module | Promise<WebAssembly.Module> | null;

  /** A safetensors file: F32, F16 or F8_E4M3, PyTorch's names and shapes; at most 16 MiB. Default: the file next to this module. */
  weights?: Source | null;

  /**
   * "1998": LeNet-5 as it was published, by lenet5.extra.wasm and lenet5-1998.safetensors, whose addresses wasm and
   * weights are then. Default: "today".
   */
  network?: "today" | "1998" | null;
}

/**
 * Fetches, compiles and checks the engine and its weights.
 *
 * @throws {LeNet5Error} "unreachable", "bad-module" or "bad-weights"
 * @throws {TypeError} for a source that is none, and for options that there are not
 */
export function loadLeNet5(options?: (LoadOptions & { network?: "today" | null }) | null): Promise<LeNet5>;
export function loadLeNet5(options: LoadOptions & { network: "1998" }): Promise<LeNet5Of1998>;

/** Canvas pixels, as `getImageData()` returns them: RGBA, 8 bits each, row by row, alpha not premultiplied. */
export interface Pixels {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A point of a pen's path, in any unit, y downwards. A PointerEvent has what it takes. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** 0 to 1; 0.5 when it isn't known. */
  readonly pressure?: number | null;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export interface Prediction {
  /** The digit; null when it is rejected. */
  digit: Digit | null;
  /** The largest probability, 0 to 1. Calibrated: of answers with 0.9, nine in ten are right. */
  confidence: number;
  /** Of the digits 0 to 9; their sum is 1. They say what a rejected digit would have been. All 0 when blank. */
  probabilities: number[];
  /** No digit is answered, for the reason given. */
  rejected: boolean;
  /**
   * "blank": there is no ink. "not-a-digit": there is, and it is no digit. "cancelled": a digit, and it is crossed out.
   * "more-than-one": two digits or more, which read() reads. null: a digit was read.
   */
  reason: "blank" | "not-a-digit" | "cancelled" | "more-than-one" | null;
  /**
   * Around the ink that was read, in the picture's pixels or the strokes' unit; around all digits when they are more than
   * one; null when blank. Frames, rings and underlines are not the digit's.
   */
  box: Box | null;
  /** What the network saw: 28 × 28 bytes row by row, 0 paper … 255 ink; null when blank. */
  picture: Uint8Array | null;
  /** How much like a digit the ink is; rejected when below the weights' threshold. */
  score: number;
  /** The network's ten outputs before softmax, calculated in integers: layers()' f7 differs by a few tenths. */
  logits: number[];
  /**
   * false: the weights came without a temperature, as imported ones do: confidences are plain softmax, which is too sure,
   * and nothing is refused as no digit. Absent otherwise.
   */
  calibrated?: false;
}

export type Format =
  | "digits"
  | "zip"
  | "amount"
  | "number"
  | "date"
  | "time"
  | "phone"
  | "percent"
  | "fraction"
  | "score"
  | "auto";

export type Currency = "USD" | "EUR" | "GBP" | "JPY";

export interface ReadOptions {
  /**
   * What the number looks like. "digits" (default): digits, whatever marks stand between them. "zip": five digits, or
   * five and four. "amount": digits with thousands and decimal marks, a sign, $ € £ ¥, strokes around them, or n/100;
   * small raised digits are cents. "number": -3.5, 1,204.50, 1.204,50. "date": 3/7/26, 07.03., 12-26-70, 2026-03-07; only
   * days that there are. "time": 9:30, 21.05. "phone": 3 to 15 digits, perhaps a +, with dashes, points and brackets.
   * "percent": 50%. "fraction": 7/8. "score": 3:2. "auto": any of these; the reading's format says which.
   */
  readonly format?: Format | null;
  /**
   * In the place of a format: a regular expression of digits and marks for the whole line. `\d`, `.` (any digit or
   * mark), classes `[0-3/]` `[^0]`, groups `(…)`, `|`, `?`, `*`, `+`, `{3}`, `{2,}`, `{2,4}`; marks are - / + = : , % and
   * `\.` `\(` `\)` `\$` € £ ¥. A space matches nothing. At most 255 bytes, 256 symbols with repetitions written out, and
   * 120 states.
   */
  readonly pattern?: string | null;
  /** The currency of an amount that is written without a sign: "$" is put before it unless this says otherwise. */
  readonly currency?: Currency | null;
  /**
   * A language tag such as "de-CH": how amounts are formatted; whether 1.204 has a point or thousands; whether 3/7 is in
   * March or July. Default: "en-US". The other way is among the alternatives.
   */
  readonly locale?: string | null;
  /** How many digits there must be: 1 to 64 of "digits", 5 or 9 of "zip". */
  readonly length?: number | null;
  /** Which line, 0 for the topmost. Default: the line with the most ink, or where that is no number as asked for, the surest. */
  readonly line?: number | null;
}

/** A part of a picture, whole pixels inside of it; boxes of what is found stay the whole picture's. */
export interface RegionOptions {
  readonly region?: Readonly<Box> | null;
}

export interface Cell {
  /** Counted from the top left. */
  row: number;
  column: number;
  /** "unread": there is ink, and neither a digit nor a number for sure. */
  kind: "blank" | "digit" | "number" | "unread";
  /** With its marks, "12.50"; null unless a digit or a number. */
  text: string | null;
  /** Of the text, or of being blank; 0 to 1. */
  confidence: number;
  /** Around its four corners. */
  box: Box;
  /** What else it could be, likeliest first, at most 3; what it could be at all, where it is unread. */
  alternatives: { text: string; confidence: number }[];
}

export interface Table {
  rows: number;
  columns: number;
  /** Those that are there: fewer than rows × columns where some are missing. */
  cells: Cell[];
  /** Why there is nothing; "too-many-cells": more than 1,024. */
  reason: "blank" | "no-cells" | "too-many-cells" | null;
}

export interface Character {
  /** One digit. */
  text: string;
  /** How sure it is that this digit stands here, 0 to 1; of a line in doubt, at the look that is surest of it. */
  confidence: number;
  /** Around its ink. */
  box: Box;
  /** A polygon of 16 points: down the cut on its left, up the cut on its right. */
  outline: { x: number; y: number }[];
  /** What else it could be, likeliest first. */
  alternatives: { text: string; confidence: number }[];
}

export interface Reading {
  /** The digits alone; null when it is rejected. */
  text: string | null;
  /**
   * With its marks as they are written, and spaces where digits stand far apart: "3/7/26", "12 34"; "90210-1234"; amounts
   * as the locale has them: "$1,204.50", "1.204,50 €". Null when it is rejected.
   */
  formatted: string | null;
  /**
   * What it means: a decimal with point and sign ("-3.5", "45.20"; a percentage without its sign), an ISO 8601 date
   * ("2026-03-07"; without a year "--03-07"; two digits of it are 1969 to 2068) or time ("09:30"). Null when it is
   * rejected, and where there is none: ZIP codes, telephone numbers, fractions, scores, several numbers.
   */
  value: string | null;
  /** What was asked for; of "auto", what the best alternative is: "date", "amount" …, "digits" where that is no other. */
  format: Format | "pattern";
  /** By the sign of the best alternative; null without one. */
  currency: Currency | null;
  /** Of the best alternative, 0 to 1: its share among everything that the line could say; of a line in doubt, the mean of three looks. */
  confidence: number;
  rejected: boolean;
  /**
   * "blank": no ink, or no such line. "not-a-number": ink, but no number of this format. "wrong-length": a number, but of
   * another length. "uncertain": not sure enough which. "too-long": over 64 digits, or a line over 100 times its height.
   * "cancelled": all that was written is crossed out.
   */
  reason: "blank" | "not-a-number" | "wrong-length" | "uncertain" | "too-long" | "cancelled" | null;
  /** Different numbers, likeliest first; at most 5. "$45.20" and "$4,520" are two, of one text. They say what a rejected number would have been. */
  alternatives: { text: string; formatted: string; value: string | null; confidence: number }[];
  /** Of the best alternative's text, one a digit. */
  characters: Character[];
  /** Around the line; null when there is none. */
  box: Box | null;
  /** Around a word before the number ("Total:") and behind it ("kg"), which was passed over; null without one. */
  before: Box | null;
  after: Box | null;
  /** Which line was read, and how many there are. */
  line: number | null;
  lines: number;
  /** false: the weights came without a temperature, see Prediction. Absent otherwise. */
  calibrated?: false;
}

export interface Sweep {
  /** The line as the network sees it, straightened, its digits about 20 pixels high: 32 × width bytes, 0 paper … 255 ink. */
  picture: Uint8Array;
  width: number;
  /** The logits of the digits 0 to 9 for each window of 32 × 32: the i-th begins at column 4·i. */
  outputs: number[][];
  /** Which line was swept, and how many there are. */
  line: number | null;
  lines: number;
  /** Why there is nothing: no ink or no such line, or a line over 100 times its height. */
  reason: "blank" | "too-long" | null;
}

export interface Layer {
  name: "input" | "c1" | "s2" | "c3" | "s4" | "c5" | "f6" | "f7";
  /** [maps, height, width] or [units]. */
  shape: number[];
  /** The outputs after the activation function, row-major, calculated in float32; f7's are the logits, see Prediction. */
  data: Float32Array;
}

/** A parameter of a layer: "convnet.c1.weight" [6, 1, 5, 5], "convnet.c1.bias" [6], … "fc.f7.bias" [10]. */
export interface Tensor {
  name: string;
  /** Of a weight: [outputs, inputs, rows, columns], or [outputs, inputs]. */
  shape: number[];
  /** Row-major. */
  data: Float32Array;
}

export interface Weights {
  /** What the file says of itself: "temperature", by which the logits are divided for calibrated probabilities, … */
  metadata: Record<string, string>;
  tensors: Tensor[];
}

export interface LeNet5 {
  /**
   * Reads the digit in a picture: 1×1 to 16 megapixels, dark on light or light on dark.
   *
   * @throws {TypeError} when there are no pixels
   * @throws {RangeError} when width, height and the number of bytes don't fit together, or there are too many pixels
   */
  predict(imageData: Pixels): Prediction;

  /**
   * Reads the digit that strokes draw, each the points between pen down and pen up; at any scale, up to 65,536 points.
   *
   * @throws {TypeError} when a coordinate is no finite number
   * @throws {RangeError} when a pressure isn't 0 to 1, a coordinate beyond ±10⁸, or there are too many points
   */
  predictStrokes(strokes: readonly (readonly Point[])[]): Prediction;

  /** Reads 28 × 28 bytes as MNIST's are (0 paper … 255 ink, the digit in the middle), straight into the network. */
  predictNormalised(picture: Uint8Array | Uint8ClampedArray): Prediction;

  /**
   * The same for many: an array of such pictures, or their bytes one after another. One answer each, in order; layers()
   * are the last one's.
   *
   * @throws {TypeError} when a picture isn't bytes
   * @throws {RangeError} when a picture isn't 784 bytes
   */
  predictBatch(pictures: readonly (Uint8Array | Uint8ClampedArray)[] | Uint8Array | Uint8ClampedArray): Prediction[];

  /**
   * Reads the number on a line of writing; pictures as for predict(). Work is bounded: the longest line takes about as
   * long as 9,000 predictions.
   *
   * @throws {TypeError} when there are no pixels, or for a format or options that there are not
   * @throws {RangeError} as predict(), for a length, line, currency or locale that cannot be, and for a pattern that is
   *     wrong, with the place
   */
  read(imageData: Pixels, options?: (ReadOptions & RegionOptions) | null): Reading;

  /**
   * Reads what stands in the boxes of a form, the squares of a grid or a table's cells; on a sheet turned by up to 15°
   * or photographed at an angle too.
   *
   * @throws {TypeError} when there are no pixels, or for options that there are not
   * @throws {RangeError} as predict(), and for a region that is not inside the picture
   */
  readCells(imageData: Pixels, options?: RegionOptions | null): Table;

  /**
   * Reads the number that strokes draw; strokes as for predictStrokes(). Digits may touch and cross: they are parted where
   * the pen was lifted, so that a pen's strokes are read better than a picture of them.
   */
  readStrokes(strokes: readonly (readonly Point[])[], options?: ReadOptions | null): Reading;

  /**
   * Moves the network along a line of writing without cutting it: C5, F6 and F7 as convolutions (a space displacement
   * neural network). For looking at; read() does not use it, as LeCun et al. 1998 found that it did not beat cutting.
   *
   * @throws {TypeError} when there are no pixels, or for options that there are not
   * @throws {RangeError} as predict(), and for a line that cannot be
   */
  sweep(imageData: Pixels, options?: { readonly line?: number | null } | null): Sweep;

  /**
   * Every layer's activations for a picture, or, without one, behind the last prediction. Empty when there was no ink
   * to look at.
   */
  layers(imageData?: Pixels): Layer[];

  /** Copies of the weights in use: every layer's kernels and biases. */
  weights(): Weights;

  /**
   * Uses other weights from now on. When they are refused, those in use stay.
   *
   * @throws {LeNet5Error} "unreachable" or "bad-weights"; the message names the tensor
   */
  loadWeights(weights: Source): Promise<void>;
}

/** As Prediction; the logits are the negative distances. */
export interface PredictionOf1998 extends Prediction {
  /** Squared, of F6 from the ten codes: the least is the answer's. All 0 when blank. */
  distances: number[];
  /** The posterior of rubbish, 0 to 1, beside all digits'; above a half the digit is refused. 0 when blank. */
  rubbish: number;
}

export interface LayerOf1998 {
  name: "input" | "c1" | "s2" | "c3" | "s4" | "c5" | "f6" | "rbf";
  shape: number[];
  /** Of the input, -0.1 paper … 1.175 ink; of rbf, the distances. */
  data: Float32Array;
}

/** A row of the layer table. */
export interface LayerSizes {
  name: string;
  kind: string;
  /** [maps, height, width] or [units]. */
  shape: number[];
  units: number;
  /** Trained. */
  parameters: number;
  /** A unit's to its inputs, and one to its bias, as the paper counts them. */
  connections: number;
  multiplications: number;
}

/** LeNet-5 as it was published in 1998: the same calls, but for numbers, which today's network reads. */
export interface LeNet5Of1998 {
  predict(imageData: Pixels): PredictionOf1998;
  predictStrokes(strokes: readonly (readonly Point[])[]): PredictionOf1998;
  predictNormalised(picture: Uint8Array | Uint8ClampedArray): PredictionOf1998;
  predictBatch(
    pictures: readonly (Uint8Array | Uint8ClampedArray)[] | Uint8Array | Uint8ClampedArray,
  ): PredictionOf1998[];
  layers(imageData?: Pixels): LayerOf1998[];
  loadWeights(weights: Source): Promise<void>;

  /** "c1.weight" [6,1,5,5], "s2.coefficient" [6] … "f6.bias" [84]; "c3.weight" [60,5,5] has a kernel a connection. */
  weights(): Weights;

  /** The 60 connections: which map of S2 (from) which map of C3 (to) sees; by C3's map, then by S2's. */
  connections(): { from: number; to: number }[];

  /**
   * Switches connections on and off: from the next prediction on, and in layers() of the last one. New weights have all
   * of them on.
   *
   * @param connected one for each of connections()
   * @throws {RangeError} when these aren't 60
   */
  connect(connected: Iterable<boolean | number>): void;

  /** What F6 should show, for each digit: 12 rows of 7, -1 paper and +1 ink. */
  codes(): Float32Array[];

  /** The layer table, computed from how the network is built: of this one, or of today's. */
  structure(network?: "today" | "1998"): LayerSizes[];
}

/** What went wrong outside the caller's code. */
export class LeNet5Error extends Error {
  readonly code: "unreachable" | "bad-module" | "bad-weights";
}
