// What the scripts of the page know beside the DOM: what Vite puts in, and the service worker's own scope.

/** boot.js: the addresses of the engine's builds, by preferred(). */
declare const ENGINES: string[];

/** sw.js: name and SHA-256 in base64 of each file of this version. */
declare const FILES: [string, string][];

interface ExtendableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

declare const registration: ServiceWorkerRegistration;
declare const clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<{ url: string }[]> };
declare function skipWaiting(): Promise<void>;
