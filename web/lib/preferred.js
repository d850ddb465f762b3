// Which of the engine's builds is the fastest here: they answer the same, to the bit.

import { PROBE } from "../../build/browser/probe.js";
import { relaxedWins } from "./race.js";
import { firstRunnable, RELAXED, SIMD } from "./runnable.js";

// In one place for all copies of the library in a page, since each build that is fetched costs 40 kB.
export const MEMORY = Symbol.for("lenet5-wasm.build");

/** @returns {number} RELAXED, SIMD or SCALAR; measured once a page, worker or process */
export function preferred() {
  globalThis[MEMORY] ??= firstRunnable() === RELAXED && !relaxedIsFaster() ? SIMD : firstRunnable();
  return globalThis[MEMORY];
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
