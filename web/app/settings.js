// What the user has set on this device; and what of it style sheets follow, before the first paint. Index.html runs this, too.

/** @typedef {"language" | "region" | "theme" | "hand"} Setting */

/** Those that are marked on <html>: "light" or "dark", otherwise as the system has it; and "left" for those who write so. */
const MARKS = ["theme", "hand"];

/** @param {Setting} name "" where nothing is set, or may be kept */
export function setting(name) {
  try {
    return localStorage.getItem(`lenet5-${name}`) ?? "";
  } catch {
    return "";
  }
}

export function markSettings() {
  for (const name of MARKS) document.documentElement.dataset[name] = setting(/** @type {Setting} */ (name));
}
