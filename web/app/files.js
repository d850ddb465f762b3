// A picture file, however it arrives (button, camera, drop, paste) → pixels on a canvas.

import { isSvg, withSize } from "./svg.js";

const MAX_PIXELS = 16 * 1024 * 1024; // the engine's limit: larger pictures are scaled down to it
const MAX_SOURCE_PIXELS = 128 * 1024 * 1024; // beyond this the browser itself may run out of memory
const ADVICE = "Try a PNG or JPEG picture.";

/** What trained weights come in, as far as a name tells. */
export const isWeights = ({ name }) => /\.(safetensors|pth?|pkl|pickle|npz|onnx|ckpt|bin|h5|model)$/i.test(name);

/**
 * @typedef {Blob & { exact?: number[] }} PictureFile  exact: 28 × 28 levels, 0 paper … 255 ink, that go into the network
 *     as they are
 * @typedef {{ canvas: HTMLCanvasElement, width: number, height: number, file: PictureFile }} Picture
 */

/** What the user is told when a file cannot be opened. */
export class FileProblem extends Error {}

/** @param {File} file @returns {Promise<Picture>} @throws {FileProblem} */
export async function openPicture(file) {
  const name = file.name || "The picture";
  if (file.size === 0) throw new FileProblem(`${name} is an empty file. ${ADVICE}`);
  const url = URL.createObjectURL(isSvg(file) ? await withSize(file) : file);
  try {
    return { file, ...(await decode(await loadImage(url, name), name)) };
  } finally {
    URL.revokeObjectURL(url);
  }
}

// An <img> tells the size before it decodes the pixels, so that an absurd one can be refused in time. It also turns
// photos upright by their EXIF mark.
async function loadImage(url, name) {
  const image = new Image();
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new FileProblem(`${name} is not a picture that this browser can read. ${ADVICE}`));
    image.src = url;
  });
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width === 0 || height === 0) throw new FileProblem(`${name} is 0 × 0 pixels large: there is nothing to read.`);
  if (width * height > MAX_SOURCE_PIXELS) {
    const size = `${width.toLocaleString("en")} × ${height.toLocaleString("en")}`;
    throw new FileProblem(`${name} is too large (${size} pixels). Crop it to the digit and open it again.`);
  }
  return image;
}

async function decode(image, name) {
  const shrink = Math.min(1, Math.sqrt(MAX_PIXELS / (image.naturalWidth * image.naturalHeight)));
  const width = Math.max(1, Math.floor(image.naturalWidth * shrink));
  const height = Math.max(1, Math.floor(image.naturalHeight * shrink));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  try {
    /** @type {ImageBitmapOptions} */
    const options = { resizeWidth: width, resizeHeight: height, resizeQuality: "high" };
    const bitmap = await createImageBitmap(image, options);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    bitmap.close();
  } catch {
    throw new FileProblem(`${name} is damaged, or too large for this device: its pixels could not be decoded.`);
  }
  return { canvas, width, height };
}

/** Calls back with each file that the user picks, drops anywhere on the page or pastes. */
export class FileSource {
  #input;
  #onfile;
  #onproblem;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} target shows that a drop is welcome
   * @param {{ onfile: (file: File) => void, onproblem: (message: string) => void }} listeners
   */
  constructor(input, target, { onfile, onproblem }) {
    this.#input = input;
    this.#onfile = onfile;
    this.#onproblem = onproblem;
    input.addEventListener("change", () => this.#picked());
    document.addEventListener("paste", (event) => this.#pasted(event));
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      target.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) target.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      target.classList.remove("dropping");
      this.#received(event.dataTransfer, "What was dropped is not a file. Save the picture first, then drop the file.");
    });
  }

  // Reset, so that the same file can be opened twice in a row.
  #picked() {
    const [file] = this.#input.files;
    if (file) this.#onfile(file);
    this.#input.value = "";
  }

  #pasted(event) {
    if (event.target.closest("dialog")) return;
    this.#received(event.clipboardData, "There is no picture in the clipboard.");
  }

  #received(transfer, otherwise) {
    const [file] = transfer?.files ?? [];
    if (file) this.#onfile(file);
    else this.#onproblem(otherwise);
  }
}
