// Starts one of the engine's builds.

import { Engine } from "./engine.js";
import { preferred } from "./preferred.js";
import { firstRunnable, RELAXED, SCALAR, SIMD } from "./runnable.js";
import { packaged, readModule } from "./source.js";

// Each address as text, for bundlers to see.
const ADDRESSES = {
  [RELAXED]: () => new URL("./lenet5.relaxed.wasm", import.meta.url),
  [SIMD]: () => new URL("./lenet5.wasm", import.meta.url),
  [SCALAR]: () => new URL("./lenet5.scalar.wasm", import.meta.url),
};

/**
 * Starts the fastest build that is there and calculates rightly here: engines for wasm have had faults in their
 * vectors, and without a network a page may have another one than it prefers.
 */
export async function startBest() {
  const others = [RELAXED, SIMD, SCALAR].filter((build) => build >= firstRunnable() && build !== preferred());
  let fault;
  for (const build of [preferred(), ...others]) {
    try {
      const engine = await Engine.start(await readModule(packaged(ADDRESSES[build], "wasm"), "wasm"));
      engine.check();
      return engine;
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault;
}
