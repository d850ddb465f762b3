// Where the page keeps things on the device: one database for the folder that the page is in, for an origin may have
// others.

import { openDB } from "idb";

export const DATABASE = `lenet5 ${new URL(".", location.href).href}`;

/** What was on each tab's pad, by the tab's name. */
export const SHEETS = "sheets";
/** The files of opened pictures: the tab's name and a number. */
export const PICTURES = "pictures";

/** The last answers, by when they were given. */
export const ANSWERS = "answers";

/** What the user corrected, and what was learned of it. */
export const LESSONS = "lessons";

/** What a training comes to at the end of each epoch. */
export const TRAININGS = "trainings";

/** Drawings that people read and the network does not, by when they were made. */
export const FOOLED = "fooled";

const VERSION = 4;

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

/** Whether there are lessons. */
export async function isTaught() {
  try {
    return (await (await database()).count(LESSONS)) > 0;
  } catch {
    return false;
  }
}

async function open() {
  const forget = () => (opened = null);
  const found = await openDB(DATABASE, VERSION, {
    upgrade(db, before) {
      if (before < 1) for (const name of [SHEETS, PICTURES]) db.createObjectStore(name);
      if (before < 2) db.createObjectStore(ANSWERS);
      if (before < 3) db.createObjectStore(LESSONS);
      if (before < 4) for (const name of [TRAININGS, FOOLED]) db.createObjectStore(name);
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
