// A contact sheet: each picture beside the 28×28 that the network saw, with truth and answer written above.
import { writeFileSync } from "node:fs";
import { PNG } from "pngjs";

const SIDE = 28;
const TILE = 84; // three times what the network sees
const LINE = 14;
const GAP = 6;
const ACROSS = 6;
const BACKGROUND = [40, 44, 52];
const TEXT = [255, 214, 102];

/** As many pictures as fit a sheet that one can look at. */
export const SHEET_HOLDS = 240;

// A font of 3×5 dots, a row a digit of base 8.
const GLYPHS = {
  0: "75557",
  1: "26227",
  2: "71747",
  3: "71717",
  4: "55711",
  5: "74717",
  6: "74757",
  7: "71111",
  8: "75757",
  9: "75717",
  "-": "00700",
  ">": "42124",
  "(": "24442",
  ")": "21112",
  $: "36236",
  ".": "00002",
  ",": "00024",
  " ": "00000",
};
/** Of a character without a glyph. */
const UNKNOWN = "75557";
const GLYPH = { width: 3, height: 5, scale: 2 };

function blankSheet(width, height) {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) png.data.set([...BACKGROUND, 255], i * 4);
  return png;
}

function put(png, x, y, rgb) {
  png.data.set(rgb, (y * png.width + x) * 4);
}

function writeText(png, left, top, text) {
  [...text].forEach((character, position) => {
    const rows = GLYPHS[character] ?? UNKNOWN;
    const start = left + position * (GLYPH.width + 1) * GLYPH.scale;
    for (let y = 0; y < GLYPH.height * GLYPH.scale; y++) {
      for (let x = 0; x < GLYPH.width * GLYPH.scale; x++) {
        const bit = GLYPH.width - 1 - Math.floor(x / GLYPH.scale);
        if ((Number(rows[Math.floor(y / GLYPH.scale)]) >> bit) & 1) put(png, start + x, top + y, TEXT);
      }
    }
  });
}

/** A picture shrunk (mean) or enlarged (nearest) into a tile of some width, over a mid grey where it is transparent. */
function drawPicture(png, left, top, { width, height, data }, room) {
  const scale = Math.max(width / room, height / TILE);
  for (let y = 0; y < Math.min(TILE, Math.floor(height / scale)); y++) {
    for (let x = 0; x < Math.min(room, Math.floor(width / scale)); x++) {
      put(png, left + x, top + y, meanOf(data, width, x * scale, y * scale, scale, height));
    }
  }
}

function meanOf(data, width, left, top, size, height) {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = Math.floor(top); y < Math.min(height, Math.max(top + size, Math.floor(top) + 1)); y++) {
    for (let x = Math.floor(left); x < Math.min(width, Math.max(left + size, Math.floor(left) + 1)); x++) {
      const at = (y * width + x) * 4;
      const opaque = data[at + 3] / 255;
      for (let channel = 0; channel < 3; channel++) sum[channel] += data[at + channel] * opaque + 128 * (1 - opaque);
      count++;
    }
  }
  return sum.map((value) => Math.round(value / count));
}

function drawSeen(png, left, top, seen) {
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      const value = seen[Math.floor((y * SIDE) / TILE) * SIDE + Math.floor((x * SIDE) / TILE)];
      put(png, left + x, top + y, [value, value, value]);
    }
  }
}

/** Writes a PNG of the tiles, { picture, seen, text }; a picture without what was seen of it has room for both. */
export function writeSheet(path, tiles) {
  const [cellWidth, cellHeight] = [2 * TILE + 2 * GAP, TILE + LINE + GAP];
  const png = blankSheet(ACROSS * cellWidth + GAP, Math.ceil(tiles.length / ACROSS) * cellHeight + GAP);
  tiles.forEach(({ picture, seen, text }, index) => {
    const [left, top] = [GAP + (index % ACROSS) * cellWidth, GAP + Math.floor(index / ACROSS) * cellHeight];
    writeText(png, left, top, text);
    if (picture) drawPicture(png, left, top + LINE, picture, seen === undefined ? 2 * TILE : TILE);
    if (seen) drawSeen(png, left + TILE + 2, top + LINE, seen);
  });
  writeFileSync(path, PNG.sync.write(png));
}
