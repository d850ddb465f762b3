// The best result on this device.

const KEY = "lenet5-best";

/** 0 before the first, and where nothing may be kept. */
export function best() {
  try {
    const points = Number(localStorage.getItem(KEY));
    return Number.isSafeInteger(points) && points > 0 ? points : 0;
  } catch {
    return 0;
  }
}

/** @param {number} points @returns {boolean} whether it is better than all before */
export function keepBest(points) {
  if (points <= best()) return false;
  try {
    localStorage.setItem(KEY, String(points));
  } catch {} // it is forgotten
  return true;
}
