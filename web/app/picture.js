// The 28×28 picture that the network sees, a pixel a square, light on dark as its bytes are.

const SIDE = 28;

export class Picture {
  #context;
  #image = new ImageData(SIDE, SIDE);

  constructor(canvas) {
    canvas.width = canvas.height = SIDE;
    this.#context = canvas.getContext("2d");
  }

  /** @param {Uint8Array | null} picture 784 bytes, 0 paper … 255 ink */
  show(picture) {
    for (let i = 0; i < SIDE * SIDE; i++) {
      this.#image.data.fill(255, 4 * i, 4 * i + 3);
      this.#image.data[4 * i + 3] = picture ? picture[i] : 0;
    }
    this.#context.canvas.classList.toggle("none", !picture);
    this.#context.putImageData(this.#image, 0, 0);
  }
}
