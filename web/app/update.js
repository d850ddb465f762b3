// The service worker: offline after one visit, and a new version only when the user accepts it.

export class Update {
  #button;
  #waiting = null;

  /** @param {HTMLButtonElement} button shown when a new version is ready */
  constructor(button) {
    this.#button = button;
    button.addEventListener("click", () => this.#accept());
  }

  /** Nothing is lost where service workers are missing or forbidden: the page then works with the network only. */
  async register(url) {
    const container = navigator.serviceWorker;
    if (!container) return;
    const registration = await container.register(url, { updateViaCache: "none" }).catch(() => null);
    if (!registration) return;
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
