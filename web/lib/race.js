// A race of two kernels by the clock.

const TURN = 0.6; // ms
const TIME = 4; // ms
const ROUNDS = 500; // of a call, 1 to 7 µs
const BLIND = 600; // calls without a tick: the clock stands
const LEAST = 5; // turns: with fewer, others had the processor
const HEADSTART = 1.25;

/**
 * Whether relaxed SIMD's dot product is as fast here as what SIMD128 has for it, or hardly slower, since the build for
 * it needs fewer: in place of two instructions it is one on some processors, five on others. Takes 4 to 5 ms. The
 * kernels take turns, each until the clock has ticked, and the best turn of each counts: in the others the code was not
 * optimised yet, or another process had the processor. In doubt, as on a clock too coarse to tell, which some browsers
 * have, the answer is no.
 *
 * @param {{ relaxed: Function, simd: Function }} probe c/hosts/browser/probe.c
 * @param {() => number} now ms
 */
export function relaxedWins({ relaxed, simd }, now) {
  const kernels = [simd, relaxed];
  const best = [0, 0];
  const start = now();
  let at = start;
  let tick = Infinity;
  let turns = 0;
  for (; at - start < TIME; turns++) {
    const from = at;
    const turn = turns % 2;
    let calls = 0;
    do {
      if (at === start && calls === BLIND) return false;
      kernels[turn](ROUNDS);
      calls++;
      at = now();
    } while (at - from < TURN);
    tick = Math.min(tick, at - from);
    best[turn] = Math.max(best[turn], calls / (at - from));
  }
  return turns >= LEAST && tick < 1.5 * TURN && HEADSTART * best[1] > best[0];
}
