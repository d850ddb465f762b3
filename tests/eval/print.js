// Printed words as thin strokes: a small sans serif alphabet in a unit square, its x-height 0.5, y downwards.
const arc = (x, y, rx, ry, from, to) =>
  Array.from({ length: 13 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 12) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
const ring = arc(0.27, 0.75, 0.24, 0.25, 0, 360);
const stem = [
  [0.53, 0.5],
  [0.53, 1],
];

/** Strokes and the advance to the next letter. */
const LETTERS = {
  T: [
    [
      [
        [0, 0],
        [0.7, 0],
      ],
      [
        [0.35, 0],
        [0.35, 1],
      ],
    ],
    0.75,
  ],
  N: [
    [
      [
        [0.05, 1],
        [0.05, 0],
        [0.6, 1],
        [0.6, 0],
      ],
    ],
    0.75,
  ],
  a: [[ring, stem], 0.65],
  o: [[ring], 0.62],
  t: [
    [
      [
        [0.2, 0.2],
        [0.2, 1],
        [0.35, 1],
      ],
      [
        [0, 0.5],
        [0.38, 0.5],
      ],
    ],
    0.48,
  ],
  l: [
    [
      [
        [0.1, 0],
        [0.1, 1],
      ],
    ],
    0.25,
  ],
  k: [
    [
      [
        [0.05, 0],
        [0.05, 1],
      ],
      [
        [0.45, 0.5],
        [0.05, 0.78],
      ],
      [
        [0.2, 0.68],
        [0.5, 1],
      ],
    ],
    0.55,
  ],
  g: [
    [
      ring,
      [
        [0.53, 0.5],
        [0.53, 1.1],
        [0.4, 1.25],
        [0.1, 1.22],
      ],
    ],
    0.65,
  ],
  r: [
    [
      [
        [0.05, 0.5],
        [0.05, 1],
      ],
      arc(0.3, 0.8, 0.25, 0.3, 190, 290),
    ],
    0.42,
  ],
  u: [
    [
      [
        [0.05, 0.5],
        [0.05, 0.85],
        [0.2, 1],
        [0.4, 0.95],
        [0.5, 0.8],
      ],
      [
        [0.5, 0.5],
        [0.5, 1],
      ],
    ],
    0.62,
  ],
  m: [
    [
      [
        [0.05, 0.5],
        [0.05, 1],
      ],
      [
        [0.05, 0.65],
        [0.25, 0.5],
        [0.4, 0.62],
        [0.4, 1],
      ],
      [
        [0.4, 0.65],
        [0.6, 0.5],
        [0.75, 0.62],
        [0.75, 1],
      ],
    ],
    0.88,
  ],
  e: [
    [
      [
        [0.05, 0.74],
        [0.5, 0.74],
      ],
      arc(0.27, 0.75, 0.24, 0.25, 355, 60),
    ],
    0.62,
  ],
  n: [
    [
      [
        [0.05, 0.5],
        [0.05, 1],
      ],
      [
        [0.05, 0.65],
        [0.28, 0.5],
        [0.45, 0.62],
        [0.45, 1],
      ],
    ],
    0.58,
  ],
  s: [
    [
      [
        [0.42, 0.55],
        [0.25, 0.5],
        [0.08, 0.6],
        [0.25, 0.74],
        [0.42, 0.87],
        [0.25, 1],
        [0.05, 0.95],
      ],
    ],
    0.52,
  ],
  ":": [
    [
      [
        [0.1, 0.55],
        [0.1, 0.58],
      ],
      [
        [0.1, 0.95],
        [0.1, 0.98],
      ],
    ],
    0.3,
  ],
  " ": [[], 0.35],
};

export const PRINTABLE = Object.keys(LETTERS);

/** A word's strokes in pixels, its capitals `size` high, and where it ends: { strokes, right }. */
export function printed(word, { left, top, size }) {
  let x = left;
  const strokes = [];
  for (const letter of word) {
    const [shape, advance] = LETTERS[letter];
    for (const stroke of shape) strokes.push(stroke.map(([u, v]) => ({ x: x + u * size, y: top + v * size })));
    x += advance * size;
  }
  return { strokes, right: x };
}
