// One digit of a number, cut out of the sheet along the cuts that the engine made.

const CHANNELS = 4;
const MARGIN = 0.2; // of the digit's height, of paper around it

/**
 * @param {ImageData} sheet
 * @param {{ x: number, y: number }[]} outline of the library's Character, in pixels: half of its points go down the cut on
 *     the left, the others up the cut on the right
 * @returns {ImageData} the digit; what is outside is of the paper's colour
 */
export function cutOut(sheet, outline) {
  const half = outline.length / 2;
  const left = outline.slice(0, half);
  const right = outline.slice(half).reverse();
  const top = Math.max(0, Math.floor(left[0].y));
  const bottom = Math.min(sheet.height, Math.ceil(left[half - 1].y));
  const from = Math.max(0, Math.floor(Math.min(...left.map(({ x }) => x))));
  const to = Math.min(sheet.width, Math.ceil(Math.max(...right.map(({ x }) => x))));
  const margin = Math.ceil(MARGIN * (bottom - top));
  const cut = new ImageData(Math.max(1, to - from) + 2 * margin, Math.max(1, bottom - top) + 2 * margin);
  fill(cut.data, paperOf(sheet, { from, to, top, bottom }));
  for (let y = top; y < bottom; y++) {
    const first = Math.max(from, Math.floor(xAt(left, y)));
    const last = Math.min(to, Math.ceil(xAt(right, y)));
    if (last <= first) continue;
    const row = sheet.data.subarray((y * sheet.width + first) * CHANNELS, (y * sheet.width + last) * CHANNELS);
    cut.data.set(row, ((y - top + margin) * cut.width + first - from + margin) * CHANNELS);
  }
  return cut;
}

// The median of each channel: most of what is around a digit is paper, whichever is darker.
function paperOf({ data, width }, { from, to, top, bottom }) {
  const half = ((to - from) * (bottom - top)) >> 1;
  return Array.from({ length: CHANNELS }, (_, channel) => {
    const counts = new Uint32Array(256);
    for (let y = top; y < bottom; y++)
      for (let x = from; x < to; x++) counts[data[(y * width + x) * CHANNELS + channel]]++;
    let upTo = 0;
    const median = counts.findIndex((count) => (upTo += count) > half);
    return median < 0 ? 255 : median;
  });
}

function fill(data, colour) {
  for (let i = 0; i < data.length; i++) data[i] = colour[i % CHANNELS];
}

/** Where a cut crosses a row. */
function xAt(cut, y) {
  const next = cut.findIndex((point) => point.y >= y);
  if (next <= 0) return cut[next < 0 ? cut.length - 1 : 0].x;
  const [a, b] = [cut[next - 1], cut[next]];
  return a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
}
