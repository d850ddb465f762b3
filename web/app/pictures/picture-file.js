// A picture file → what the page shows of it, and what its engine reads: both by the file itself, which the browser decodes
// beside the page's own work.

import { say, sentences } from "../words/words.js";
import { isSvg, withSize } from "./svg.js";

const MAX_PIXELS = 16 * 1024 * 1024; // the engine's limit: larger pictures are scaled down to it
const MAX_SOURCE_PIXELS = 128 * 1024 * 1024; // beyond this the browser itself may run out of memory

/** What to do with files that browsers mostly don't read as pictures, by their name or type. @type {[RegExp, string][]} */
const WAYS_OUT = [
  [/hei[cf]/i, "pictures.heic"],
  [/pdf$/i, "pictures.pdf"],
  [/video|\.(mp4|mov|webm|mkv|avi)$/i, "pictures.video"],
];

/** What the user is told when a file cannot be opened. */
export class FileProblem extends Error {}

/** @typedef {Blob & { name?: string, exact?: number[] }} PictureFile  exact: 28 × 28 levels, 0 paper … 255 ink, that go into
 *     the network as they are
 * @typedef {{ width: number, height: number }} Size
 * @typedef {import("../../lib/lenet5.js").Box} Box
 * @typedef {{ turns?: number, region?: Box | null }} Look  turns: by quarters, clockwise; region: whole pixels of the turned
 *     picture, null for all of it */

/** A picture on the sheet: the file, how it is turned, and the part of it that is read. */
export class Picture {
  /**
   * @param {PictureFile} file
   * @param {HTMLImageElement} image of it, upright by its EXIF mark
   * @param {Size} size in pixels as it is read, before it is turned
   * @param {Look | null} [look] what of it is not possible is as if it were not there
   */
  constructor(file, image, size, look) {
    const { turns = 0, region = null } = look ?? {};
    this.file = file;
    this.image = image;
    this.size = size;
    this.turns = [1, 2, 3].includes(turns) ? turns : 0;
    const upright = this.turns % 2 === 0;
    this.width = upright ? size.width : size.height;
    this.height = upright ? size.height : size.width;
    this.region = region && this.#isInside(region) ? region : null;
  }

  /** The same picture, turned or cut in another way. @param {Look} look */
  as(look) {
    return new Picture(this.file, this.image, this.size, { turns: this.turns, region: this.region, ...look });
  }

  /** What the page has to decode, as no worker can. @returns {Promise<ImageBitmap>} not turned @throws {FileProblem} */
  async decode() {
    const { width, height } = this.size;
    try {
      /** @type {ImageBitmapOptions} */
      const options = { resizeWidth: width, resizeHeight: height, resizeQuality: "high" };
      return await createImageBitmap(this.image, options);
    } catch {
      throw new FileProblem(say("pictures.undecoded", { name: nameOf(this.file) }));
    }
  }

  #isInside({ x, y, width, height }) {
    const whole = [x, y, width, height].every(Number.isInteger);
    return whole && x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= this.width && y + height <= this.height;
  }
}

const nameOf = (/** @type {PictureFile} */ { name }) => name || say("pictures.thePicture");

/**
 * @param {PictureFile} file
 * @param {Look | null} [look]
 * @returns {Promise<Picture>} whose pixels may still prove damaged
 * @throws {FileProblem}
 */
export async function pictureOf(file, look) {
  if (file.size === 0)
    throw new FileProblem(sentences(say("pictures.empty", { name: nameOf(file) }), say("pictures.advice")));
  const image = await imageOf(file);
  const { naturalWidth: width, naturalHeight: height } = image;
  const shrink = Math.min(1, Math.sqrt(MAX_PIXELS / (width * height)));
  const shrunk = (side) => Math.max(1, Math.floor(side * shrink));
  return new Picture(file, image, { width: shrunk(width), height: shrunk(height) }, look);
}

// An <img> tells the size before it decodes the pixels, so that an absurd one can be refused in time.
async function imageOf(file) {
  const image = Object.assign(new Image(), { alt: "" });
  const url = URL.createObjectURL(isSvg(file) ? await withSize(file) : file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new FileProblem(unreadable(file)));
      image.src = url;
    });
  } finally {
    URL.revokeObjectURL(url);
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width === 0 || height === 0) throw new FileProblem(say("pictures.noPixels", { name: nameOf(file) }));
  if (width * height > MAX_SOURCE_PIXELS) {
    throw new FileProblem(say("pictures.tooLarge", { name: nameOf(file), width, height }));
  }
  return image;
}

function unreadable(file) {
  const [, way = "pictures.advice"] =
    WAYS_OUT.find(([kind]) => [file.type, file.name ?? ""].some((text) => kind.test(text))) ?? [];
  return sentences(say("pictures.unreadable", { name: nameOf(file) }), say(way));
}
