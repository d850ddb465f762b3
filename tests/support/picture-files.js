// Picture files made by the tests, from a picture { width, height, grey }, grey 0 black … 255 white; of every kind of PNG
// and BMP: picture-kinds.js.

import { deflateSync } from "node:zlib";

import jpeg from "jpeg-js";

import { STROKES, smooth } from "./strokes.js";

/** A digit drawn dark on light with a round pen. */
export function drawDigit(digit, { width = 100, height = 120, pen = 5 } = {}) {
  const points = STROKES[digit].flatMap((stroke) => smooth(stroke, 20));
  const grey = new Uint8Array(width * height).fill(250);
  for (const [px, py] of points) {
    const cx = px * width;
    const cy = py * height;
    for (let y = Math.max(0, Math.floor(cy - pen)); y <= Math.min(height - 1, cy + pen); y++)
      for (let x = Math.max(0, Math.floor(cx - pen)); x <= Math.min(width - 1, cx + pen); x++)
        if (Math.hypot(x - cx, y - cy) <= pen / 2 + 0.5) grey[y * width + x] = 20;
  }
  return { width, height, grey };
}

export function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** One chunk of a PNG. */
export function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * A PNG. rows: each with its filter's byte in front; before: chunks that stand before the data, after: behind it; parts: of
 * the data.
 */
export function pngFile({ width, height, colourType, bits, interlaced = false }, rows, chunks = {}) {
  const { before = [], after = [], parts = 1 } = chunks;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colourType, 0, 0, interlaced ? 1 : 0], 8);
  const data = deflateSync(rows);
  const size = Math.ceil(data.length / parts);
  const pieces = Array.from({ length: parts }, (_, i) => chunk("IDAT", data.subarray(i * size, (i + 1) * size)));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...before,
    ...pieces,
    ...after,
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** PNG of any colour type; samples: the rows' bytes one after another. */
export function pngOf({ width, height, colourType, bits = 8, samples }) {
  const stride = height > 0 ? samples.length / height : 0;
  const row = (_, y) => Buffer.concat([Buffer.alloc(1), samples.subarray(y * stride, (y + 1) * stride)]);
  return pngFile({ width, height, colourType, bits }, Buffer.concat(Array.from({ length: height }, row)));
}

export const png = ({ width, height, grey }) => pngOf({ width, height, colourType: 0, samples: Buffer.from(grey) });

export function jpegOf({ width, height, grey }) {
  const data = Buffer.from(Array.from(grey, (v) => [v, v, v, 255]).flat());
  return jpeg.encode({ width, height, data }, 90).data;
}

export function bmp({ width, height, grey }) {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write("BM");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      file.fill(grey[(height - 1 - y) * width + x], 54 + y * stride + 3 * x, 54 + y * stride + 3 * x + 3);
  return file;
}

const three = (grey) => Uint8Array.from({ length: grey.length * 3 }, (_, i) => grey[Math.floor(i / 3)]);
const plain = (samples) => Buffer.from(Array.from(samples, (s, i) => s + (i % 16 === 15 ? "\n" : " ")).join(""));

export const netpbm = {
  P2: ({ width, height, grey }) =>
    Buffer.concat([Buffer.from(`P2 # a comment\n${width}\n${height} 255\n`), plain(grey)]),
  P3: ({ width, height, grey }) => Buffer.concat([Buffer.from(`P3\n#\n${width} ${height}\t255\n`), plain(three(grey))]),
  P5: ({ width, height, grey }) => Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]),
  P6: ({ width, height, grey }) => Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), three(grey)]),
  "P5 of 16 bits": ({ width, height, grey }) =>
    Buffer.concat([Buffer.from(`P5 ${width} ${height} 65535\n`), Buffer.from(Array.from(grey, (v) => [v, v]).flat())]),
};

/** dimensions: [count, height, width] for pictures, [count] for labels. */
export function idx(dimensions, items) {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 8, dimensions.length]);
  dimensions.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, Buffer.from(items)]);
}

/** A JPEG with an EXIF orientation (1 … 8) put in front of its other segments. */
export function withOrientation(jpeg, orientation, bigEndian) {
  const tiff = Buffer.alloc(26);
  const write16 = (value, at) => (bigEndian ? tiff.writeUInt16BE(value, at) : tiff.writeUInt16LE(value, at));
  const write32 = (value, at) => (bigEndian ? tiff.writeUInt32BE(value, at) : tiff.writeUInt32LE(value, at));
  tiff.write(bigEndian ? "MM" : "II");
  write16(42, 2);
  write32(8, 4);
  write16(1, 8);
  write16(0x0112, 10);
  write16(3, 12);
  write32(1, 14);
  write16(orientation, 18);
  const body = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, body.length + 2]), body, jpeg.subarray(2)]);
}

/** Where viewers that honour the orientations 1 … 8 show a box of a picture: mirrored or turned by quarters. */
export function orientedBoxes({ width: across, height: down }, [x, y, width, height]) {
  const right = across - x - width;
  const below = down - y - height;
  return [
    [x, y, width, height],
    [right, y, width, height],
    [right, below, width, height],
    [x, below, width, height],
    [y, x, height, width],
    [below, x, height, width],
    [below, right, height, width],
    [y, right, height, width],
  ];
}
