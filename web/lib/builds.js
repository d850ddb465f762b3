// Which of the engine's builds this host is to run: they answer the same, to the bit, at different speeds.

import { Engine } from "./engine.js";
import { packaged, readModule } from "./source.js";
import { vectors } from "./vectors.js";

/** Starts the fastest build that calculates rightly here: engines for wasm have had faults in their vectors. */
export async function startBest() {
  const builds = [
    new URL("./lenet5.relaxed.wasm", import.meta.url),
    new URL("./lenet5.wasm", import.meta.url),
    new URL("./lenet5.scalar.wasm", import.meta.url),
  ];
  for (let next = 2 - vectors(); ; next++) {
    try {
      const engine = await Engine.start(await readModule(packaged(builds[next]), "wasm"));
      engine.check();
      return engine;
    } catch (error) {
      if (error.code !== "bad-module" || next === 2) throw error;
    }
  }
}
