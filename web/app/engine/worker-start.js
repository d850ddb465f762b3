// How the page gets its worker: index.html itself starts it, so that it is on its way before the page's program.

/** Where the page's program finds what index.html has started: a promise as of started(). */
export const STARTED = Symbol.for("lenet5-wasm.worker");

/** Where the worker's program leaves startHost() when the page itself imports it. */
export const HOST = Symbol.for("lenet5-wasm.host");

/**
 * @param {() => Worker} make
 * @returns {Promise<Worker | null>} once its program runs, which sends a first message; null where there can be none
 */
export function started(make) {
  return new Promise((resolve) => {
    try {
      const worker = make();
      worker.onmessage = () => resolve(worker);
      worker.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}
