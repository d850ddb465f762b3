// Pictures of ink on all kinds of paper, made by the tests: { data, width, height } as ImageData has it.

/** colour(x, y) → [red, green, blue] or with alpha, 0 … 255. */
export function rgba(width, height, colour) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const [red, green, blue, alpha = 255] = colour(i % width, Math.floor(i / width));
    data.set([red, green, blue, alpha], 4 * i);
  }
  return { data, width, height };
}

/** ink(x, y) 0 … 1 over width × height, with a margin around it, moved by shift, in the given colours. */
export function drawn(
  ink,
  width,
  height,
  { margin = 0, shift = [0, 0], paper = [255, 255, 255], pen = [0, 0, 0] } = {},
) {
  return rgba(width + 2 * margin, height + 2 * margin, (x, y) => {
    const u = x - margin - shift[0];
    const v = y - margin - shift[1];
    const share = u < 0 || v < 0 || u >= width || v >= height ? 0 : ink(u, v);
    return paper.map((value, i) => Math.round(value + (pen[i] - value) * share));
  });
}

/** Mean absolute difference of two pictures. */
export function difference(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

/** The same of 28×28 pictures when one may be moved by a pixel each way: roundings decide where centres of mass come to lie. */
export function differenceMoved(a, b) {
  let least = Infinity;
  for (const dy of [-1, 0, 1]) {
    for (const dx of [-1, 0, 1]) {
      const moved = a.map((_, i) => {
        const x = (i % 28) + dx;
        const y = Math.floor(i / 28) + dy;
        return x < 0 || y < 0 || x > 27 || y > 27 ? 0 : a[28 * y + x];
      });
      least = Math.min(least, difference(moved, b));
    }
  }
  return least;
}

/** 0 … 1, the same sequence for the same seed (mulberry32). */
export function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
