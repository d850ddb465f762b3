// Which of the engine's builds this browser runs fastest is measured at the first visit only: a choice that wavers would
// cost 36 kB each time, and there may be no network. Kept: the first build that ran then, and the chosen one: "0 1".

const KEY = "lenet5-wasm.build";

/** @returns {string} "" before the first choice, and where nothing may be kept */
export function chosenBuild() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} build */
export function keepBuild(build) {
  try {
    localStorage.setItem(KEY, build);
  } catch {} // it is measured again
}
