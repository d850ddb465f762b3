// The library, which runs in a worker, as promises.

import { trusted } from "../trusted.js";
import program from "./engine-worker.js?worker&url";
import { HOST, STARTED, started } from "./worker-start.js";

export class Engine {
  #calls = new Map();
  #last = 0;
  #port = null;

  /** Called when there is no worker, so that the page itself has to do its work. */
  onworkerless = () => {};

  /**
   * @param {string} task of host.js
   * @param {any} [given]
   * @param {{ transfer?: Transferable[], signal?: AbortSignal, onpart?: (part: any) => void }} [options]
   * @returns {Promise<any>}
   */
  async call(task, given, { transfer = [], signal, onpart } = {}) {
    this.#port ??= this.#start();
    const port = await this.#port;
    const call = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { resolve, reject, onpart });
      signal?.addEventListener("abort", () => this.#calls.has(call) && port({ cancel: call }, []));
      port({ call, task, given }, transfer);
    });
  }

  // The worker that index.html has started; after a failure another one.
  async #start() {
    const make = () => new Worker(trusted(program), { type: "module" });
    const worker = await (globalThis[STARTED] ?? started(make));
    globalThis[STARTED] = null;
    if (worker) {
      worker.onmessage = ({ data }) => this.#hear(data);
      return (message, transfer) => worker.postMessage(message, transfer);
    }
    try {
      await import(/* @vite-ignore */ program);
      this.onworkerless();
      const handle = globalThis[HOST]((message) => this.#hear(message));
      return (message) => void handle(message);
    } catch (cause) {
      this.#port = null;
      throw Object.assign(new Error("The page’s worker did not arrive", { cause }), { code: "unreachable" });
    }
  }

  #hear({ call, part, answer, fault }) {
    const { resolve, reject, onpart } = this.#calls.get(call);
    if (part) return onpart?.(part);
    this.#calls.delete(call);
    if (fault) reject(Object.assign(new Error(fault.message), { code: fault.code }));
    else resolve(answer);
  }
}
