// Waiting until the page has nothing more urgent to do: where it is quick, until the next frame is drawn; where it is slow,
// so much longer that strokes keep their frames.

const AT_MOST = 250; // ms
const WITHOUT = 50; // ms, in browsers that don't tell

/** @returns {Promise<void>} */
export function idle() {
  return new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(() => resolve(), { timeout: AT_MOST });
    else setTimeout(resolve, WITHOUT);
  });
}
