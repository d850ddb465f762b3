// Where the page keeps things on the device: one database for the folder that the page is in, for an origin may have
// others.

import { openDB } from "idb";

export const DATABASE = `lenet5 ${new URL(".", location.href).href}`;

/** What was on each tab's pad, by the tab's name. */
export const SHEETS = "sheets";
/** The files of opened pictures: the tab's name and a number. */
export const PICTURES = "pictures";

const VERSION = 1;

/** @type {Promise<import("idb").IDBPDatabase> | null} */
let opened = null;

/** Rejects where the browser allows none; what is asked for later tries again. */
export function database() {
  opened ??= open().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function open() {
  const forget = () => (opened = null);
  const found = await openDB(DATABASE, VERSION, {
    upgrade(db) {
      db.createObjectStore(SHEETS);
      db.createObjectStore(PICTURES);
    },
    terminated: forget,
    // A tab with a later version of the page waits for this one.
    blocking() {
      forget();
      found.close();
    },
  });
  return found;
}
