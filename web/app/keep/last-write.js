// What a page that is being left may not get written into its database in time: kept with the tab, which is done at once.

const KEY = "lenet5-last";
const MOST = 1_500_000; // characters: a tab may keep some 5 million, and its sheet needs room, too

/** @typedef {import("./records.js").KeptStates & { place: string, time: number }} KeptRecord */

/** @param {string} name of the tab @param {KeptRecord | null} record null: all is written */
export function keepLast(name, record) {
  try {
    sessionStorage.removeItem(KEY);
    const text = record && textOf(name, record);
    if (text?.length < MOST) sessionStorage.setItem(KEY, text);
  } catch {} // no storage, or no room in it
}

/** Once. @param {string} name @returns {KeptRecord | null} */
export function takeLast(name) {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const { name: of, strokes, record } = JSON.parse(text);
    if (of !== name) return null;
    const at = (i) => ({ erase: strokes[i].erase, points: Float64Array.from(strokes[i].points) });
    const all = strokes.map((_, i) => at(i));
    const sheet = (one) => ({ ...one, strokes: one.strokes.map((i) => all[i]) });
    const { past, future } = record;
    return { ...record, past: past.map(sheet), sheet: sheet(record.sheet), future: future.map(sheet) };
  } catch {
    return null; // nothing was, or it is damaged
  }
}

// Sheets share their strokes, which are written once.
function textOf(name, record) {
  const { past, sheet, future } = record;
  const strokes = [...new Set([...past, sheet, ...future].flatMap((one) => one.strokes))];
  const number = new Map(strokes.map((stroke, i) => [stroke, i]));
  const numbered = (one) => ({ ...one, strokes: one.strokes.map((stroke) => number.get(stroke)) });
  return JSON.stringify({
    name,
    strokes: strokes.map(({ erase, points }) => ({ erase, points: [...points] })),
    record: { ...record, past: past.map(numbered), sheet: numbered(sheet), future: future.map(numbered) },
  });
}
