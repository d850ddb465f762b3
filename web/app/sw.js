// The service worker: the page without a network. It hands out nothing whose SHA-256 does not begin as the build's; what is
// damaged or gone is fetched anew, past the HTTP cache. Until the user accepts a new version, the old one's files stay.

import { cacheName, noteOfEngines, sharedName } from "./keeping.js";

const FOLDER = registration.scope; // the page's own address, too
const CACHE = cacheName(FOLDER);
const NOTE = noteOfEngines(FOLDER);

// Two versions lie in one cache, so that each file is kept under its address and its hash. FILES: of this version; lazy: 1 for
// what is brought when there is nothing else to do, 2 for what is kept once it was used.
const files = FILES.map(([name, sha256, lazy]) => {
  const address = new URL(name, FOLDER).href;
  return { address, key: `${address}?${sha256}`, sha256, lazy };
});
const page = files.find(({ address }) => address === FOLDER);

addEventListener("install", (/** @type {ExtendableEvent} */ event) => event.waitUntil(fill()));
addEventListener("activate", (/** @type {ExtendableEvent} */ event) => event.waitUntil(tidy()));
addEventListener("message", (/** @type {ExtendableEvent & MessageEvent} */ event) => {
  const { type, all } = event.data ?? {};
  if (type === "SKIP_WAITING") skipWaiting();
  if (type === "FILL") event.waitUntil(fill(all).catch(() => {})); // or else the next visit does it
});
addEventListener("fetch", (/** @type {FetchEvent} */ event) => {
  const { method, mode, url } = event.request;
  if (method === "POST" && url === `${FOLDER}share`) return event.respondWith(receive(event.request));
  const address = mode === "navigate" ? withoutName(url) : url;
  const file = files.find((one) => one.address === address);
  if (file && method === "GET") event.respondWith(serve(file, event.request));
});

/** @param {boolean} [all] lazy files, too */
async function fill(all) {
  await Promise.all((await wanted()).filter(({ lazy }) => all || lazy !== 1).map(bring));
}

async function tidy() {
  const cache = await caches.open(CACHE);
  const keys = [NOTE, ...(await wanted()).map(({ key }) => key)];
  const old = (await cache.keys()).filter(({ url }) => !keys.includes(url));
  const earlier = (name) => name === `workbox-precache-v2-${FOLDER}` || /^engine-[0-9a-f]{8}$/.test(name);
  const former = (await caches.keys()).filter(earlier);
  await Promise.all([...old.map((request) => cache.delete(request)), ...former.map((name) => caches.delete(name))]);
}

/** All files, but of the first module's builds and of the languages only those that this machine's page uses. */
async function wanted() {
  const note = await (await caches.open(CACHE)).match(NOTE);
  const used = (await note?.text()) ?? "";
  const withoutHash = (address) => address.replace(/.{8}\.\w+$/, "");
  const isChosen = ({ address, lazy }) => (lazy ? lazy > 1 : address.endsWith(".wasm"));
  return files.filter((file) => !isChosen(file) || used.includes(withoutHash(file.address)));
}

/** Keeps a file that is not kept yet. What the visit has brought is in the HTTP cache, however long it may be used. */
async function bring(file) {
  if (await kept(file)) return;
  const addresses = file === page ? [...(await openPages()), FOLDER] : [file.address];
  for (const cache of /** @type {RequestCache[]} */ (["force-cache", "reload"])) {
    for (const address of addresses) {
      const response = await intact(file, await fetch(address, { cache }));
      if (response) return keep(file, response);
    }
  }
  throw new Error(`${file.address}: the server has another version`);
}

/** Keeps the files that were shared for the page, which it then shows; the page says what did not arrive. */
async function receive(request) {
  try {
    const form = await request.formData();
    await caches.delete(sharedName(FOLDER));
    const cache = await caches.open(sharedName(FOLDER));
    // In their order, of which the first is shown first.
    for (const [i, file] of form.getAll("picture").entries())
      await cache.put(`${FOLDER}share/${i}?${encodeURIComponent(file.name)}`, new Response(file));
  } catch {}
  return Response.redirect(`${FOLDER}?shared`, 303);
}

async function openPages() {
  const windows = await clients.matchAll({ includeUncontrolled: true });
  return windows.map(({ url }) => url).filter((url) => withoutName(url) === FOLDER);
}

async function serve(file, request) {
  const own = await kept(file).catch(() => null); // caches that can't be read are as good as none
  if (own) return own;
  const answer = await fetch(file === page ? request : file.address, { cache: "reload" });
  const response = await intact(file, answer.clone());
  if (response) {
    await keep(file, response.clone()).catch(() => {});
    return response;
  }
  if (file === page) return answer; // the next version of it, or what stands in for it
  // This version can't be had any more: the next visit asks the server for the page.
  await forget(page).catch(() => {});
  return Response.error();
}

async function kept(file) {
  const response = await (await caches.open(CACHE)).match(file.key);
  return response && intact(file, response);
}

async function keep({ key }, response) {
  await (await caches.open(CACHE)).put(key, response);
}

async function forget({ key }) {
  await (await caches.open(CACHE)).delete(key);
}

/** A copy of a response that has the contents of a file of this build; null of any other. */
async function intact({ sha256 }, response) {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest)).startsWith(sha256)
    ? new Response(bytes, { headers: response.headers })
    : null;
}

/** The page has one address, with and without its file's name and a query. */
function withoutName(address) {
  return address.replace(/(index\.html)?([?#].*)?$/, "");
}
