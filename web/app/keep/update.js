// The service worker: offline after one visit, and a new version only when the user accepts it.

import { idle } from "../idle.js";
import { cacheName, noteOfEngines, textsOf } from "../keeping.js";
import { trusted } from "../trusted.js";
import { language } from "../words/words.js";

export class Update {
  #button;
  #waiting = null;

  /** @param {HTMLButtonElement} button shown when a new version is ready */
  constructor(button) {
    this.#button = button;
    button.addEventListener("click", () => this.#accept());
  }

  /**
   * Nothing is lost where service workers are missing or forbidden: the page then works with the network only.
   *
   * @param {string} url
   * @param {string[]} engines the addresses of those that were fetched
   */
  async register(url, engines) {
    await noteEngines(engines).catch(() => {});
    const registration = await register(url).catch(() => null);
    if (!registration) return;
    const container = navigator.serviceWorker;
    container.ready.then(fillRest);
    registration.active?.postMessage({ type: "FILL" }); // the user or the browser may have deleted what was kept
    if (registration.waiting && container.controller) this.#offer(registration.waiting);
    if (registration.installing) this.#watch(registration.installing);
    registration.addEventListener("updatefound", () => this.#watch(registration.installing));
    // An installed page may stay open for weeks; some systems never look for a new version of it by themselves.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {});
    });
  }

  #watch(worker) {
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) this.#offer(worker);
    });
  }

  #offer(worker) {
    this.#waiting = worker;
    this.#button.hidden = false;
  }

  // Another tab may have accepted it already.
  #accept() {
    if (this.#waiting.state !== "installed") return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    this.#waiting.postMessage({ type: "SKIP_WAITING" });
  }
}

async function register(url) {
  return navigator.serviceWorker.register(trusted(url), { updateViaCache: "none" });
}

/** The page chooses the engine; its worker then keeps that one, of this version and of those to come. */
async function noteEngines(engines) {
  const folder = new URL(".", location.href).href;
  const cache = await caches.open(cacheName(folder));
  await cache.put(noteOfEngines(folder), new Response([...engines, textsOf(folder, language)].join("\n")));
}

// What only the other views need comes when there is nothing else to do, unless the user pays for each byte.
function fillRest({ active }) {
  const { connection } = /** @type {any} */ (navigator);
  if (connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches) return;
  idle().then(() => active.postMessage({ type: "FILL", all: true }));
}
