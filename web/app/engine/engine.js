// The library, which runs in a worker, as promises.

import { STARTED, started } from "./worker-start.js";

// In these words, for Vite to see.
const newWorker = () => new Worker(new URL("./engine-worker.js", import.meta.url), { type: "module" });

export class Engine {
  #calls = new Map();
  #last = 0;
  #port;

  constructor() {
    this.#port = this.#start();
  }

  /** Called when there is no worker, so that the page itself has to do its work. */
  onworkerless = () => {};

  /**
   * @param {string} task of host.js
   * @param {any} [given]
   * @param {{ transfer?: Transferable[], signal?: AbortSignal, onpart?: (part: any) => void }} [options]
   */
  async call(task, given, { transfer = [], signal, onpart } = {}) {
    const port = await this.#port;
    const call = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { resolve, reject, onpart });
      signal?.addEventListener("abort", () => this.#calls.has(call) && port({ cancel: call }, []));
      port({ call, task, given }, transfer);
    });
  }

  // Whether there is a worker only its first answer tells.
  async #start() {
    const worker = await (globalThis[STARTED] ?? started(newWorker));
    if (worker) {
      worker.onmessage = ({ data }) => this.#hear(data);
      return (message, transfer) => worker.postMessage(message, transfer);
    }
    this.onworkerless();
    const { startHost } = await import("./host.js");
    const handle = startHost((message) => this.#hear(message));
    return (message) => void handle(message);
  }

  #hear({ call, part, answer, fault }) {
    const { resolve, reject, onpart } = this.#calls.get(call);
    if (part) return onpart?.(part);
    this.#calls.delete(call);
    if (fault) reject(Object.assign(new Error(fault.message), { code: fault.code }));
    else resolve(answer);
  }
}
