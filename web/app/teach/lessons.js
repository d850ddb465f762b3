// What the user corrected and what was learned of it, kept on the device where the browser allows it, otherwise for this
// visit.

import { database, LESSONS } from "../keep/database.js";

/** @typedef {import("../engine/teacher.js").Lesson} Lesson @typedef {import("../engine/teacher.js").Learned} Learned */

const MOST = 200; // the library takes no more; the first are forgotten
const [LIST, LEARNED] = ["list", "learned"];
const LATE = 3000; // ms: some browsers neither open a database nor refuse it

/** Where nothing may be kept, or there is no room: all that counts from then on. @type {Lesson[] | null} */
let ofThisVisit = null;

/** @returns {Promise<import("idb").IDBPDatabase>} */
function opened() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no database answers")), LATE));
  return Promise.race([database(), late]);
}

/** @returns {Promise<{ lessons: Lesson[], learned: Learned | null }>} */
export async function kept() {
  if (ofThisVisit) return { lessons: ofThisVisit, learned: null };
  try {
    const db = await opened();
    const [list, learned] = await Promise.all([db.get(LESSONS, LIST), db.get(LESSONS, LEARNED)]);
    return { lessons: sound(list), learned: isLearned(learned) ? learned : null };
  } catch {
    return { lessons: [], learned: null };
  }
}

/**
 * Changes the list of lessons, whatever another tab has made of it.
 *
 * @param {(lessons: Lesson[]) => Lesson[]} how
 * @returns {Promise<{ lessons: Lesson[], before: Lesson[], isKept: boolean }>}
 */
export async function change(how) {
  let before = ofThisVisit ?? [];
  try {
    if (ofThisVisit) throw new Error("nothing is kept");
    const { store, done } = (await opened()).transaction(LESSONS, "readwrite");
    before = sound(await store.get(LIST));
    const lessons = how(before).slice(-MOST);
    // What was learned is of the list before.
    await Promise.all([store.clear(), lessons.length > 0 && store.put(lessons, LIST), done]);
    return { lessons, before, isKept: true };
  } catch {
    ofThisVisit = how(before).slice(-MOST); // no database, or no room in it
    return { lessons: ofThisVisit, before, isKept: false };
  }
}

/** For the visits to come, unless all was forgotten meanwhile. @param {Learned | null} learned */
export async function keepLearned(learned) {
  if (!learned || ofThisVisit) return;
  try {
    const { store, done } = (await opened()).transaction(LESSONS, "readwrite");
    const isStill = (await store.get(LIST)) !== undefined;
    await Promise.all([isStill && store.put(learned, LEARNED), done]);
  } catch {} // it is learned once more
}

/** The lessons with one more; of the same picture the last counts. @param {Lesson} lesson */
export const withLesson = (lesson) => (lessons) => [
  ...lessons.filter(({ picture }) => !areSame(picture, lesson.picture)),
  lesson,
];

export const areSame = (a, b) => a.every((byte, i) => byte === b[i]);

// Of a damaged record what can be used.
function sound(list) {
  if (!Array.isArray(list)) return [];
  const lessons = list.filter(isLesson).map(({ picture, digit }) => ({ picture, digit }));
  return lessons.reduce((all, lesson) => withLesson(lesson)(all), []).slice(-MOST);
}

const isLesson = (one) =>
  one?.picture instanceof Uint8Array &&
  one.picture.length === 784 &&
  one.picture.some((byte) => byte > 0) &&
  (one.digit === null || (Number.isInteger(one.digit) && one.digit >= 0 && one.digit <= 9));

const isLearned = (one) => one?.weights instanceof Uint8Array;
