/**
 * Weights that others trained, for the engine: safetensors (F32, F16, BF16, F64, F8_E4M3), PyTorch's state dicts (.pt, .pth,
 * .pkl: torch.save of every version, pickle.dump), NumPy's .npz, ONNX models.
 *
 *     import { loadLeNet5 } from "lenet5-wasm";
 *     import { importWeights } from "lenet5-wasm/import";
 *     const { weights, report } = await importWeights(file);
 *     const lenet5 = await loadLeNet5({ weights });
 *
 * Fetches lenet5.extra.wasm, which nothing else needs. Nothing in a file is run.
 */
import type { Source } from "./lenet5.js";

export { LeNet5Error } from "./lenet5.js";

/** What tensors can't say; assumed as in the usual tutorial, and named in the report. */
export interface ImportOptions {
  /** What the input was normalised with, after 0 … 1: (input - mean) / std. Default: 0 and 1, not at all. */
  mean?: number | null;
  std?: number | null;
  /** Trained on 1 for paper and 0 for ink. Default: false. */
  invert?: boolean | null;
  /** All that the engine runs; others are refused. */
  activation?: "relu" | null;
  pooling?: "max" | null;
  /** The side of the network's input; of 28, the first layer pads by 2. Default: what the file says, else 32. */
  input?: 28 | 32 | null;
  /** lenet5.extra.wasm of this package. Default: the file next to this module. */
  wasm?: Source | WebAssembly.Module | Promise<WebAssembly.Module> | null;
}

export interface ImportedTensor {
  name: string;
  dtype: string;
  shape: number[];
  verdict: "used" | "extra" | "wrong-shape" | "wrong-dtype";
  /** The engine's name for it, convnet.c1.weight … fc.f7.bias; null when it is left out. */
  as: string | null;
  /** How it was turned, for people; null when it was not. */
  note: string | null;
}

export interface ImportReport {
  /** "PyTorch's ZIP file" …, for people; null when the file is of no kind that is known. */
  container: string | null;
  tensors: ImportedTensor[];
  /** Names of the engine's that no tensor was found for. */
  missing: string[];
  options: { mean: number; std: number; invert: boolean; activation: "relu"; pooling: "max"; input: 28 | 32 | null };
  /** What answers: integers, or floats where these read drawn digits otherwise. */
  arithmetic: "int8" | "float32";
  /** The value around the 28×28, 0 paper … 1 ink. */
  border: number;
  /** How many drawn digits were read in both, and how many otherwise. */
  checked: number;
  changed: number;
  /** False: confidences are plain softmax, and nothing is refused as no digit. */
  calibrated: boolean;
}

/**
 * @throws {LeNet5Error} "bad-weights", whose `report` says what became of each tensor as far as it was read;
 *   "unreachable", "bad-module"
 * @throws {TypeError} and {RangeError} for a source and options that are none
 */
export function importWeights(
  source: Source,
  options?: ImportOptions | null,
): Promise<{ weights: Uint8Array; report: ImportReport }>;
