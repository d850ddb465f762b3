const SLOT = 0.5, TIME = 4; // ms
const ROUNDS = 2000; // of a call, 2 to 10 µs
const BLIND = 400; // calls without a tick: the clock stands
const CLEARLY = 1.25;

/**
 * Whether relaxed SIMD's dot product is clearly faster here than what SIMD128 has for it: one instruction instead of two
 * on some processors, five on others. Takes 4 to 5 ms, of which the engine needs the first for its optimising compiler.
 * The kernels take turns, each until the clock has ticked, and the best turn of each counts: another process may have had
 * the processor in the others. A clock too coarse to tell, as browsers may have, is no.
 *
 * @param {{ relaxed: Function, simd: Function }} probe c/browser/probe.c
 * @param {() => number} now ms
 */
export function relaxedWins({ relaxed, simd }, now) {
  const kernels = [simd, relaxed], best = [0, 0], start = now();
  let at = start, tick = Infinity;
  for (let turn = 0; at - start < TIME; turn = 1 - turn) {
    const from = at;
    let calls = 0;
    do {
      if (at === start && calls === BLIND) return false;
      kernels[turn](ROUNDS);
      calls++;
      at = now();
    } while (at - from < SLOT);
    tick = Math.min(tick, at - from);
    best[turn] = Math.max(best[turn], calls / (at - from));
  }
  return tick < 2 * SLOT && best[1] > CLEARLY * best[0];
}
