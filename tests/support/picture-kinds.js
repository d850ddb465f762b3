// Every kind of PNG and BMP, made from one picture of two colours: { width, height, ink }, ink 1 dark or 0 light.

import { chunk, pngFile } from "./picture-files.js";

const DARK = 0;
const LIGHT = 1;

/** Samples of `bits` each → bytes, the first sample in the upper bits. */
function packed(samples, bits) {
  const bytes = Buffer.alloc(Math.ceil((samples.length * bits) / 8));
  samples.forEach((sample, i) => {
    if (bits === 16) bytes.writeUInt16BE(sample, 2 * i);
    else bytes[(i * bits) >> 3] |= sample << (8 - bits - ((i * bits) & 7));
  });
  return bytes;
}

/** [first column, first row, step across, step down] of the passes. */
const WHOLE = [[0, 0, 1, 1]];
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

function rows({ width, height, ink }, passes, samplesOf, bits) {
  const all = [];
  for (const [left, top, across, down] of passes) {
    for (let y = top; y < height; y += down) {
      const samples = [];
      for (let x = left; x < width; x += across) samples.push(...samplesOf(ink[y * width + x] ? DARK : LIGHT));
      if (samples.length > 0) all.push(Buffer.from([0]), packed(samples, bits));
    }
  }
  return Buffer.concat(all);
}

/** colourType as in IHDR; chunks as pngFile() takes them. */
export function pngKind(picture, { colourType, bits, interlaced = false, ...chunks }) {
  const most = 2 ** bits - 1;
  const samplesOf = {
    0: (tone) => [tone * most],
    2: (tone) => [tone * most, tone * most, tone * most],
    3: (tone) => [tone],
    4: (tone) => [tone * most, most],
    6: (tone) => [tone * most, tone * most, tone * most, most],
  }[colourType];
  const { width, height } = picture;
  const data = rows(picture, interlaced ? ADAM7 : WHOLE, samplesOf, bits);
  return pngFile({ width, height, colourType, bits, interlaced }, data, chunks);
}

export const palette = (...entries) => chunk("PLTE", Buffer.from(entries.flat()));

const CORE = 12;
const MASKS = {
  555: [0x7c00, 0x3e0, 0x1f],
  565: [0xf800, 0x7e0, 0x1f],
  888: [0xff0000, 0xff00, 0xff],
  bgr: [0xff, 0xff00, 0xff0000],
};

/**
 * header: its size in bytes; masks: a key of MASKS, or none; entries: of the palette; gap: bytes before the pixels.
 * @param {{ width: number, height: number, ink: ArrayLike<number> }} picture
 * @param {{ bits: number, header?: number, masks?: string, topDown?: boolean, entries?: number, gap?: number }} kind
 */
export function bmpKind(
  { width, height, ink },
  { bits, header = 40, masks, topDown = false, entries = 2 ** bits, gap = 0 },
) {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const outside = masks && header === 40 ? 12 : 0;
  const colours = bits <= 8 ? entries * (header === CORE ? 3 : 4) : 0;
  const start = 14 + header + outside + colours + gap;
  const file = Buffer.alloc(start + stride * height);
  file.write("BM");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(start, 10);
  file.writeUInt32LE(header, 14);
  if (header === CORE) {
    [width, height, 1, bits].forEach((value, i) => file.writeUInt16LE(value, 18 + 2 * i));
  } else {
    file.writeInt32LE(width, 18);
    file.writeInt32LE(topDown ? -height : height, 22);
    file.writeUInt16LE(1, 26);
    file.writeUInt16LE(bits, 28);
    file.writeUInt32LE(masks ? 3 : 0, 30);
    if (bits <= 8 && entries < 2 ** bits) file.writeUInt32LE(entries, 46);
    if (masks) MASKS[masks].forEach((mask, i) => file.writeUInt32LE(mask, 54 + 4 * i));
  }
  if (bits <= 8) file.fill(255, 14 + header + (header === CORE ? 3 : 4), 14 + header + colours);
  const light = bits <= 8 ? 1 : bits === 16 ? (masks === "565" ? 0xffff : 0x7fff) : 0xffffff;
  for (let y = 0; y < height; y++) {
    const row = start + stride * (topDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) {
      const value = ink[y * width + x] ? 0 : light;
      if (bits >= 16) file.writeUIntLE(value, row + (x * bits) / 8, bits / 8);
      else file[row + ((x * bits) >> 3)] |= value << (8 - bits - ((x * bits) & 7));
    }
  }
  return file;
}
