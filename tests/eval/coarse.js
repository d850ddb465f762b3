// Digits of the 16×16 kind, as old collections and faxes have them: optdigits' 32×32 reduced, and then as it is, blurred,
// with broken strokes, or with strokes that have run together.

const BROKEN = 0.12; // of the inked pixels are lost
const CROWDED = 4; // inked neighbours of eight at which a pixel is filled
const INKED = 128;

/** Every pixel the mean of two by two. */
function halved({ width, height, values, ...rest }) {
  const [across, down] = [width >> 1, height >> 1];
  const at = (x, y) => values[y * width + x];
  const mean = (x, y) => (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
  const reduced = Float32Array.from({ length: across * down }, (_, i) =>
    mean(2 * (i % across), 2 * Math.floor(i / across)),
  );
  return { ...rest, width: across, height: down, values: reduced };
}

/** Every pixel by its own value and its nine neighbours', itself among them, row by row. */
function changed(scan, change) {
  const { width, height, values } = scan;
  const at = (x, y) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : values[y * width + x]);
  const around = (x, y) => [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => at(x + across, y + down)));
  const next = (_, i) => change(values[i], around(i % width, Math.floor(i / width)));
  return { ...scan, values: Float32Array.from(values, next) };
}

const BINOMIAL = [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16);

const CHANGES = {
  plain: () => (value) => value,
  blurred: () => (_, around) => around.reduce((sum, value, i) => sum + BINOMIAL[i] * value, 0),
  broken: (random) => (value) => (value >= INKED && random.chance(BROKEN) ? 0 : value),
  filled: () => (value, around) =>
    around.filter((one) => one >= INKED).length >= CROWDED ? Math.max(value, 255) : value,
};

export const COARSE = Object.keys(CHANGES);

/** A scan of 32×32 as one of COARSE. @param {string} look */
export const coarse = (scan, look, random) => changed(halved(scan), CHANGES[look](random));
