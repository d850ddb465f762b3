// Interleaved rounds: every contestant has its block in every round, so that what disturbs the machine disturbs all.

const ROUNDS = 200;
const BLOCK_MS = 0.5; // shorter than the slices into which a busy machine cuts time

/** The middle one by size; of two the higher. */
export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** contestants: [{ one(i) }], one() perhaps a promise. → the median microseconds of each. */
export async function measure(contestants, { rounds = ROUNDS } = {}) {
  const sizes = [];
  const times = contestants.map(() => []);
  for (const contestant of contestants) sizes.push(await blockSize(contestant));
  for (let round = 0; round < rounds; round++) {
    for (const [i, contestant] of contestants.entries())
      times[i].push((await timed(contestant, sizes[i], round)) / sizes[i]);
  }
  return times.map((list) => median(list) * 1000);
}

async function timed({ one }, count, round) {
  let next = round * count;
  const start = performance.now();
  // A promise that is not needed would cost as much as a digit.
  for (let i = 0; i < count; i++) {
    const pending = one(next++);
    if (pending) await pending;
  }
  return performance.now() - start;
}

/** Doubles the block until it is long enough to be timed, which also lets the engine compile what is hot. */
async function blockSize(contestant) {
  for (let warm = 0; warm < 20; warm++) await timed(contestant, 20, warm);
  let size = 1;
  while ((await timed(contestant, size, 0)) < BLOCK_MS) size *= 2;
  return size;
}
