// A picture of the gallery → a file for the pad: what goes into the network is the picture as it is, to the byte.

import { SIDE } from "./idx.js";

const SQUARE = 10; // pixels of the sheet for each of the picture, so that one sees its pixels

/** @param {import("./misread.js").Misread} item @returns {Promise<import("../pictures/picture-file.js").PictureFile>} */
export async function sheetOf({ picture }) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE * SQUARE;
  const context = canvas.getContext("2d");
  picture.forEach((level, at) => {
    context.fillStyle = `rgb(${255 - level} ${255 - level} ${255 - level})`;
    context.fillRect((at % SIDE) * SQUARE, Math.floor(at / SIDE) * SQUARE, SQUARE, SQUARE);
  });
  const blob = await new Promise((resolve) => canvas.toBlob(resolve));
  return Object.assign(/** @type {Blob} */ (blob), { exact: Array.from(picture) });
}
