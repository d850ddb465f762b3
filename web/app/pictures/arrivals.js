// Pictures that other programs hand over: shared to the installed page, which its service worker has kept meanwhile, or
// opened with it. The page's address says which.

import { sharedName } from "../keeping.js";
import words from "../words/en/pictures.js";
import { english, say } from "../words/words.js";

english({ pictures: words });

/** @param {any} tools of the page */
export async function takeArrivals(tools) {
  const isShared = location.search === "?shared";
  history.replaceState(null, "", location.pathname + location.hash); // a reload is no arrival
  if (!isShared) return takeOpened(tools);
  const files = await takeShared().catch(() => []);
  if (files.length > 0) await tools.open(files);
  else tools.notice.show(say("pictures.notShared"));
}

function takeOpened({ open, notice }) {
  /** @type {any} */ (globalThis).launchQueue?.setConsumer(async ({ files }) => {
    if (files.length === 0) return;
    const opened = await Promise.all(files.map((handle) => handle.getFile())).catch(() => null);
    if (opened) await open(opened);
    else notice.show(say("pictures.notOpened"));
  });
}

/** Once: they are then the page's. */
async function takeShared() {
  const name = sharedName(new URL(".", location.href).href);
  const cache = await caches.open(name);
  const files = [];
  try {
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const [, fileName] = /\?(.*)$/.exec(request.url);
      const type = response.headers.get("content-type") ?? "";
      files.push(new File([await response.blob()], decodeURIComponent(fileName), { type }));
    }
  } finally {
    await caches.delete(name);
  }
  return files;
}
