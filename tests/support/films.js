// What a camera sees, as a file that Chromium's fake camera plays over and over: a sheet that is moved, and comes to rest.

import { writeFile } from "node:fs/promises";

import { STROKES, smooth } from "./strokes.js";

const [WIDTH, HEIGHT] = [640, 480];
const PAPER = 225;
const INK = 30;
const RATE = 10; // frames a second

/**
 * @param {string} path of the file, which ends in .y4m
 * @param {string} text on the sheet
 * @param {{ moving: number, resting: number }} frames
 */
export async function writeFilm(path, text, { moving, resting }) {
  const frames = [];
  for (let i = 0; i < moving; i++) frames.push(frame(text, -300 + (600 * i) / moving, 14 * Math.sin(i)));
  const still = frame(text, 0, 0);
  for (let i = 0; i < resting; i++) frames.push(still);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`);
  await writeFile(path, Buffer.concat([header, ...frames]));
}

/** With the text in the middle, moved by so many pixels. */
function frame(text, dx, dy) {
  const luma = Buffer.alloc(WIDTH * HEIGHT, PAPER);
  const height = 150;
  const width = 100;
  for (const [i, sign] of [...text].entries()) {
    const left = WIDTH / 2 + (i - text.length / 2) * width + dx;
    for (const [u, v] of STROKES[sign].flatMap((stroke) => smooth(stroke, 16)))
      dot(luma, left + u * width, (HEIGHT - height) / 2 + v * height + dy);
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  return Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
}

const RADIUS = 6;

function dot(luma, x, y) {
  for (let row = Math.ceil(y - RADIUS); row <= y + RADIUS; row++)
    for (let column = Math.ceil(x - RADIUS); column <= x + RADIUS; column++)
      if (Math.hypot(column - x, row - y) <= RADIUS && row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH)
        luma[row * WIDTH + column] = INK;
}
