// The second module, lenet5.extra.wasm: started, and its texts.

import { LeNet5Error } from "./error.js";

/** An instance for each use, whose memory goes with it. mark: an export that only this module has. */
export async function startExtra(module, mark) {
  try {
    const { exports } = /** @type {any} */ (await WebAssembly.instantiate(module, {}));
    exports._initialize?.();
    if (exports[mark]) return exports;
  } catch (cause) {
    throw new LeNet5Error("bad-module", `wasm: could not be started: ${cause.message}`, { cause });
  }
  throw new LeNet5Error("bad-module", "wasm: the module is not lenet5.extra.wasm");
}

/** Without a length it ends before a NUL. */
export function textAt(module, address, length) {
  const bytes = new Uint8Array(module.memory.buffer, address);
  return new TextDecoder().decode(bytes.slice(0, length ?? bytes.indexOf(0)));
}
