// A call's options → those that are given; or an error that names what was probably meant.

import { isRecord, kindOf } from "./kinds.js";

/**
 * @param given the caller's; undefined or null for none, of the whole and of each
 * @param {string[]} known
 */
export function checkedOptions(given, known) {
  if (given === undefined || given === null) return {};
  const list = `{ ${known.join(", ")} }`;
  if (!isRecord(given)) {
    const got = typeof given === "string" ? `"${given.slice(0, 40)}"` : kindOf(given);
    throw new TypeError(`options: expected an object ${list}; got ${got}`);
  }
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    throw new TypeError(`options: there is no "${name}"${hint(name, known)}; there is ${list}`);
  }
  return Object.fromEntries(known.map((name) => [name, given[name] ?? undefined]));
}

function hint(name, known) {
  const distances = known.map((word) => distance(name.toLowerCase(), word));
  const least = Math.min(...distances);
  const nearest = known[distances.indexOf(least)];
  return 2 * least <= nearest.length ? `, did you mean "${nearest}"?` : "";
}

/** Levenshtein's: how many letters are to be put in, left out or replaced. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let k = 0; k < b.length; k++) {
      next.push(Math.min(row[k] + (a[i] === b[k] ? 0 : 1), row[k + 1] + 1, next[k] + 1));
    }
    row = next;
  }
  return row[b.length];
}
