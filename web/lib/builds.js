// Starts one of the engine's builds.

import { Engine } from "./engine.js";
import { preferred } from "./preferred.js";
import { packaged, readModule } from "./source.js";
import { vectors } from "./vectors.js";

// Each address as text, for bundlers to see.
const BUILDS = [
  () => new URL("./lenet5.relaxed.wasm", import.meta.url),
  () => new URL("./lenet5.wasm", import.meta.url),
  () => new URL("./lenet5.scalar.wasm", import.meta.url),
];

/**
 * Starts the fastest build that is there and calculates rightly here: engines for wasm have had faults in their
 * vectors, and without a network a page may have another one than it prefers.
 */
export async function startBest() {
  const others = [0, 1, 2].filter((build) => build >= 2 - vectors() && build !== preferred());
  let fault;
  for (const build of [preferred(), ...others]) {
    try {
      const engine = await Engine.start(await readModule(packaged(BUILDS[build], "wasm"), "wasm"));
      engine.check();
      return engine;
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault;
}
