// Outputs and kernels → pixels, one a value.

const SHADES = 256;
const DARK = [16, 22, 43]; // as behind the picture that the network sees
const LIGHT = [255, 255, 255];
const NEGATIVE = [164, 82, 16];
const POSITIVE = [64, 92, 235];

const mixed = (from, to, share) => from.map((value, i) => Math.round(value + (to[i] - value) * share));
const asPixel = ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
const scaleOf = (colours) => Uint32Array.from({ length: SHADES }, (_, i) => asPixel(colours(i / (SHADES - 1))));

/** Of what is never negative: dark for 0, light for the largest. */
const BRIGHTNESS = scaleOf((share) => mixed(DARK, LIGHT, share));
/** Of what has a sign: dark in the middle for 0. */
const SIGNED = scaleOf((share) =>
  share < 0.5 ? mixed(DARK, NEGATIVE, 1 - 2 * share) : mixed(DARK, POSITIVE, 2 * share - 1),
);

/** The colour of a value beside its largest, for style sheets. */
export function colourOf(value, largest) {
  const share = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
  return `rgb(${mixed(DARK, value < 0 ? NEGATIVE : POSITIVE, share).join(" ")})`;
}

export class MapCanvas {
  #context;
  #image;
  #pixels;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} width
   * @param {number} height in values
   */
  constructor(canvas, width, height) {
    canvas.width = width;
    canvas.height = height;
    this.#context = canvas.getContext("2d");
    this.#image = new ImageData(width, height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
  }

  /** @param {ArrayLike<number> | null} values @param {number} largest from where on it is lightest */
  show(values, largest) {
    const factor = largest > 0 ? (SHADES - 1) / largest : 0;
    this.#put(values, (value) => BRIGHTNESS[clamped(value * factor)]);
  }

  /** A map of a layer. @param {import("./network.js").Layer} layer */
  showOf({ signed }, values, largest) {
    if (signed) this.showSigned(values, largest);
    else this.show(values, largest);
  }

  /** @param {ArrayLike<number> | null} values of either sign @param {number} largest without it */
  showSigned(values, largest) {
    const factor = largest > 0 ? (SHADES - 1) / 2 / largest : 0;
    this.#put(values, (value) => SIGNED[clamped((SHADES - 1) / 2 + value * factor)]);
  }

  /** Dark for the least, light for the largest. @param {ArrayLike<number> | null} values */
  showBetween(values, least, largest) {
    const factor = (SHADES - 1) / (largest - least);
    this.#put(values, (value) => BRIGHTNESS[clamped((value - least) * factor)]);
  }

  #put(values, pixelOf) {
    const pixels = this.#pixels;
    if (values) for (let i = 0; i < pixels.length; i++) pixels[i] = pixelOf(values[i]);
    else pixels.fill(0);
    this.#context.putImageData(this.#image, 0, 0);
  }
}

const clamped = (shade) => (shade < 0 ? 0 : shade >= SHADES ? SHADES - 1 : Math.round(shade));

/** The largest of many values, without their signs. */
export function largestOf(values) {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}
