// Ink on plain paper as a phone's camera sees it: held askew, under uneven light, a little blurred and noisy.

/** The projective map that takes the unit square's corners (0,0), (1,0), (1,1), (0,1) to four points (Heckbert 1989), as
 * a 3×3 matrix by rows. */
export function projection([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  const [g, h] = [(dx3 * dy2 - dx2 * dy3) / det, (dx1 * dy3 - dx3 * dy1) / det];
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
}

function fromUnitSquare(corners) {
  const [a, b, c, d, e, f, g, h] = projection(corners);
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [(a * u + b * v + c) / w, (d * u + e * v + f) / w];
  };
}

function sample(ink, width, height, x, y) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column, row) =>
    column < 0 || row < 0 || column >= width || row >= height ? 0 : ink[row * width + column];
  const [u, v] = [x - left, y - top];
  return (
    (at(left, top) * (1 - u) + at(left + 1, top) * u) * (1 - v) +
    (at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u) * v
  );
}

/** What falls on each place of the sheet: brighter to one side, and where a hand or phone is in the way, a soft shadow. */
function lightOn(width, height, random) {
  const [across, down] = [random.between(-0.3, 0.3), random.between(-0.2, 0.2)];
  const [shade, edge, soft] = [random.between(0, 0.35), random.between(0.2, 0.8) * width, 0.06 * width];
  return (x, y) => {
    const gradient = 0.8 + across * (x / width - 0.5) + down * (y / height - 0.5);
    return gradient * (1 - shade / (1 + Math.exp((x + 0.4 * y - edge) / soft)));
  };
}

function blurred(values, width, height) {
  const rows = new Float32Array(values.length);
  const both = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [before, at, after] = [
        y * width + Math.max(0, x - 1),
        y * width + x,
        y * width + Math.min(width - 1, x + 1),
      ];
      rows[at] = weighed(values[before], values[at], values[after]);
    }
  }
  for (let y = 0; y < height; y++) {
    const [above, below] = [Math.max(0, y - 1) * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x++)
      both[y * width + x] = weighed(rows[above + x], rows[y * width + x], rows[below + x]);
  }
  return both;
}

/** Three neighbours, the middle one twice, summed in float32. */
const weighed = (before, at, after) => Math.fround(Math.fround(before / 4 + (2 * at) / 4) + after / 4);

/** @returns {{ width, height, data }} RGBA */
export function photograph(ink, width, height, random) {
  const askew = () => random.between(-0.03, 0.03);
  const turn = random.between(-0.05, 0.05);
  /** @returns {[number, number]} */
  const corner = (u, v) => [
    (u + askew() - turn * (v - 0.5) * (height / width)) * width,
    (v + askew() + turn * (u - 0.5) * (width / height)) * height,
  ];
  const place = fromUnitSquare([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]);
  const seen = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      seen[y * width + x] = sample(ink, width, height, ...place((x + 0.5) / width, (y + 0.5) / height));
  const soft = blurred(seen, width, height);
  const [light, noise] = [lightOn(width, height, random), random.between(2, 7)];
  const [paper, pen] = [
    [236, 233, 224],
    random.pick([
      [34, 40, 90],
      [30, 30, 34],
      [70, 70, 76],
    ]),
  ];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const [shine, speck] = [light(x, y), noise * (random.unit() + random.unit() - 1)];
      for (let channel = 0; channel < 3; channel++)
        data[4 * at + channel] = (paper[channel] + (pen[channel] - paper[channel]) * soft[at]) * shine + speck;
      data[4 * at + 3] = 255;
    }
  }
  return { width, height, data };
}
