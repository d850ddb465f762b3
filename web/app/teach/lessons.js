// What the user corrected and what was learned of it, kept on the device where the browser allows it, otherwise for this
// visit.

import { database, LESSONS } from "../keep/database.js";

/** @typedef {import("../engine/teacher.js").Lesson} Lesson @typedef {import("../engine/teacher.js").Learned} Learned */

const MOST = 200; // the library takes no more; the first are forgotten
const [LIST, LEARNED] = ["list", "learned"];
const LATE = 3000; // ms: some browsers neither open a database nor refuse it

/** Where nothing may be kept. @type {Lesson[]} */
let ofThisVisit = [];

/** @returns {Promise<import("idb").IDBPDatabase>} */
function opened() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no database answers")), LATE));
  return Promise.race([database(), late]);
}

/** @returns {Promise<{ lessons: Lesson[], learned: Learned | null }>} */
export async function kept() {
  try {
    const db = await opened();
    const [list, learned] = await Promise.all([db.get(LESSONS, LIST), db.get(LESSONS, LEARNED)]);
    return { lessons: sound(list), learned: isLearned(learned) ? learned : null };
  } catch {
    return { lessons: ofThisVisit, learned: null };
  }
}

/**
 * Changes the list of lessons, whatever another tab has made of it.
 *
 * @param {(lessons: Lesson[]) => Lesson[]} how
 * @returns {Promise<{ lessons: Lesson[], isKept: boolean }>}
 */
export async function change(how) {
  let known = ofThisVisit;
  try {
    const db = await opened();
    const transaction = db.transaction(LESSONS, "readwrite");
    known = sound(await transaction.store.get(LIST));
    const lessons = how(known).slice(-MOST);
    await (lessons.length > 0 ? transaction.store.put(lessons, LIST) : transaction.store.clear());
    await transaction.done;
    return { lessons, isKept: true };
  } catch {
    ofThisVisit = how(known).slice(-MOST); // no database, or no room in it
    return { lessons: ofThisVisit, isKept: false };
  }
}

/** For the visits to come. @param {Learned | null} learned */
export async function keepLearned(learned) {
  if (!learned) return;
  try {
    await (await opened()).put(LESSONS, learned, LEARNED);
  } catch {} // it is learned once more
}

/** The lessons with one more; of the same picture the last counts. @param {Lesson} lesson */
export const withLesson = (lesson) => (lessons) => [
  ...lessons.filter(({ picture }) => !areSame(picture, lesson.picture)),
  lesson,
];

const areSame = (a, b) => a.every((byte, i) => byte === b[i]);

// Of a damaged record what can be used.
function sound(list) {
  return Array.isArray(list) ? list.filter(isLesson).map(({ picture, digit }) => ({ picture, digit })) : [];
}

const isLesson = (one) =>
  one?.picture instanceof Uint8Array &&
  one.picture.length === 784 &&
  one.picture.some((byte) => byte > 0) &&
  (one.digit === null || (Number.isInteger(one.digit) && one.digit >= 0 && one.digit <= 9));

const isLearned = (one) => one?.weights instanceof Uint8Array;
