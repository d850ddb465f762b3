// Which of the engine's builds is the fastest here: they answer the same, to the bit.

import { PROBE } from "../../build/browser/probe.js";
import { relaxedWins } from "./race.js";
import { vectors } from "./vectors.js";

// In one place for all copies of the library in a page, since each build that is fetched costs 40 kB.
export const MEMORY = Symbol.for("lenet5-wasm.build");

/** @returns {number} 0 for relaxed SIMD, 1 for SIMD128, 2 for no vectors; measured once a page, worker or process */
export function preferred() {
  return (globalThis[MEMORY] ??= vectors() === 2 && !relaxedIsFaster() ? 1 : 2 - vectors());
}

// Where compiling bytes is forbidden, there is nothing to measure by.
function relaxedIsFaster() {
  try {
    const module = new WebAssembly.Module(Uint8Array.from(PROBE.match(/../g), (byte) => parseInt(byte, 16)));
    return relaxedWins(/** @type {any} */ (new WebAssembly.Instance(module).exports), () => performance.now());
  } catch {
    return false;
  }
}
