// Whether answers are spoken: off until the user asks for it on this device.

const KEY = "lenet5-speaks";

export function speaks() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** @param {boolean} wanted */
export function keepSpeaks(wanted) {
  try {
    if (wanted) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {} // until the page is left
}
