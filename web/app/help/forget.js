// Deletes what the page keeps on the device: ink, answers, corrections and settings. The program's own files stay, so that
// it works without a connection as before.

import { ANSWERS, database, LESSONS, PICTURES, SHEETS } from "../keep/database.js";
import { sharedName } from "../keeping.js";

const OWN = /^lenet5-/;

/** And begins anew. @param {import("../ink.js").Ink} ink */
export async function forgetEverything(ink) {
  ink.forget(); // or else it would be kept once more when the page is left
  await emptyDatabase().catch(console.warn);
  const folder = new URL(".", location.href).href;
  await globalThis.caches?.delete(sharedName(folder)).catch(console.warn);
  for (const storage of ["localStorage", "sessionStorage"]) emptyStorage(storage);
  history.replaceState(null, "", folder);
  location.reload();
}

async function emptyDatabase() {
  const db = await database();
  const stores = [SHEETS, PICTURES, ANSWERS, LESSONS];
  const transaction = db.transaction(stores, "readwrite");
  await Promise.all([...stores.map((name) => transaction.objectStore(name).clear()), transaction.done]);
}

// Of an origin that may have other pages.
function emptyStorage(name) {
  try {
    const storage = globalThis[name];
    for (const key of Object.keys(storage)) if (OWN.test(key)) storage.removeItem(key);
  } catch {} // there is none
}
