// Digits as people write them, for drawing with a real pointer: strokes of points in a unit square, y downwards.

export const STROKES = {
  1: [[[0.5, 0.06], [0.5, 0.3], [0.49, 0.6], [0.49, 0.94]]],
  3: [
    [
      [0.28, 0.16], [0.38, 0.08], [0.52, 0.06], [0.64, 0.12], [0.68, 0.24], [0.62, 0.36], [0.52, 0.43], [0.42, 0.46],
      [0.56, 0.48], [0.68, 0.56], [0.72, 0.7], [0.66, 0.84], [0.52, 0.93], [0.38, 0.92], [0.27, 0.84],
    ],
  ],
  7: [[[0.26, 0.1], [0.42, 0.09], [0.58, 0.09], [0.74, 0.09], [0.66, 0.28], [0.57, 0.5], [0.49, 0.72], [0.43, 0.94]]],
};

/** Something no digit looks like: a tall zigzag over the whole square. */
export const SCRIBBLE = [
  Array.from({ length: 25 }, (_, i) => [0.02 + i * 0.04, i % 2 === 0 ? 0.05 : 0.95]),
];

/** Points of a smooth path through a stroke's points (Catmull-Rom), as a moving hand gives them. */
export function smooth(stroke, steps = 3) {
  const at = (i) => stroke[Math.min(stroke.length - 1, Math.max(0, i))];
  const points = [stroke[0]];
  for (let i = 0; i < stroke.length - 1; i++) {
    for (let step = 1; step <= steps; step++) {
      points.push([0, 1].map((axis) => spline([-1, 0, 1, 2].map((k) => at(i + k)[axis]), step / steps)));
    }
  }
  return points;
}

function spline([a, b, c, d], t) {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}
