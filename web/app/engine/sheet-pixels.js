// Strokes → the pixels from which ink is read, black on white, at one size whatever the screen's.

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

/** @param {ImageBitmap} bitmap */
export function pixelsOfPicture(bitmap) {
  const canvas = newCanvas();
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  return pixelsOf(context);
}

function pixelsOf(context) {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

/** @returns {any} a canvas of the page's, or of its worker's */
function newCanvas() {
  return typeof document === "undefined" ? new OffscreenCanvas(1, 1) : document.createElement("canvas");
}
