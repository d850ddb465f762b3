/** Weights of the four neighbours of a place between the second and the third, t = 0 … 1 (Catmull and Rom 1974). */
export function catmullRom(t) {
  return [
    (-t + 2 * t * t - t ** 3) / 2,
    (2 - 5 * t * t + 3 * t ** 3) / 2,
    (t + 4 * t * t - 3 * t ** 3) / 2,
    (t ** 3 - t * t) / 2,
  ];
}
