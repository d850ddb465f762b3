// What the scripts of the page know beside the DOM: what Vite puts in, and the service worker's own scope.

/** boot.js: the address of the page's worker. */
declare const WORKER: string;

/** sw.js: name and SHA-256 in base64 of each file of this version; 1 where only other views than the first need it, 2 where
 * only those who have used it do. */
declare const FILES: [string, string, 1 | 2 | undefined][];

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

declare module "*.css?url" {
  const address: string;
  export default address;
}

declare module "*?worker&url" {
  const address: string;
  export default address;
}

/** vite-gallery.js: what the network misreads of MNIST's test set, where MNIST's files were there. */
declare module "virtual:misread" {
  const packed: import("./gallery/misread.js").Packed | null;
  export default packed;
}
