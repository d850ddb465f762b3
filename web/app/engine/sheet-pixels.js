// What a sheet shows → the pixels from which ink is read: strokes black on white, at one size whatever the screen's; a picture
// upright and as it is turned.

import { drawStrokes, readingScale } from "../stroke.js";

export class SheetPixels {
  #context = newCanvas().getContext("2d", { willReadFrequently: true });

  /** @returns {ImageData} */
  of(frame, strokes) {
    const context = this.#draw(frame, strokes);
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "white";
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.globalCompositeOperation = "source-over";
    return pixelsOf(context);
  }

  // Black on nothing.
  #draw(frame, strokes) {
    const context = this.#context;
    const scale = readingScale(frame);
    const width = Math.max(1, Math.round(frame.width * scale));
    const height = Math.max(1, Math.round(frame.height * scale));
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.scale(scale, scale);
    drawStrokes(context, strokes, "black");
    context.setTransform(1, 0, 0, 1, 0, 0);
    return context;
  }
}

/** Turns by quarters, clockwise, about the origin: the first four of a transformation's six numbers. */
const TURNS = [
  [1, 0, 0, 1],
  [0, 1, -1, 0],
  [-1, 0, 0, -1],
  [0, -1, 1, 0],
];

/**
 * @param {{ file?: Blob, bitmap?: ImageBitmap, size: { width: number, height: number }, turns: number }} picture a file that
 *     the browser can decode without a document, or its pixels; size: as it is read, before it is turned
 * @returns {Promise<ImageData>} rejects when the file can't be decoded
 */
export async function pixelsOfPicture({ file, bitmap, size: { width, height }, turns }) {
  const source = bitmap ?? (await decoded(file, width, height));
  const canvas = newCanvas();
  [canvas.width, canvas.height] = turns % 2 === 0 ? [width, height] : [height, width];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const [a, b, c, d] = TURNS[turns];
  context.setTransform(a, b, c, d, canvas.width / 2, canvas.height / 2);
  context.drawImage(source, -width / 2, -height / 2, width, height); // some browsers don't shrink what they decode
  source.close();
  return pixelsOf(context);
}

/** Upright by its EXIF mark, and shrunk to a size. */
function decoded(file, width, height) {
  /** @type {ImageBitmapOptions} */
  const options = {
    imageOrientation: "from-image",
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: "high",
  };
  return createImageBitmap(file, options);
}

/** A part of pixels. @param {ImageData} all @param {{ x: number, y: number, width: number, height: number }} region */
export function regionOf(all, { x, y, width, height }) {
  const part = new ImageData(width, height);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((y + row) * all.width + x);
    part.data.set(all.data.subarray(from, from + 4 * width), 4 * row * width);
  }
  return part;
}

function pixelsOf(context) {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

/** @returns {any} a canvas of the page's, or of its worker's */
function newCanvas() {
  return typeof document === "undefined" ? new OffscreenCanvas(1, 1) : document.createElement("canvas");
}
