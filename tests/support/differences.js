// How far two pictures of one byte a pixel are apart.

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
