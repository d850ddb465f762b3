// Whether answers are spoken: off until the user asks for it on this device.

export const KEY = "lenet5-speaks";

export function speaks() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
