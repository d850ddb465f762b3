// What is on the pad → what is sent of it: each finished stroke once, a picture once.

export class SheetSender {
  #engine;
  #ids = new WeakMap();
  #known = new Set(); // of the strokes of the sheet before
  #count = 0;
  #picture = null;

  /** @param {import("./engine.js").Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /**
   * To be sent at once: the next sheet may leave out what is in this one.
   *
   * @param {{ strokes: import("../ink.js").Stroke[], picture: any, drawing: boolean }} ink as it is now
   * @param {{ width: number, height: number }} frame
   */
  pack({ strokes, picture, drawing }, frame) {
    const known = this.#known;
    this.#known = new Set(); // as the host forgets them, over a picture too
    if (picture) return { frame, strokes: [], picture: this.#idOf(picture) };
    const packed = strokes.map((stroke, i) => {
      const { erase, points } = stroke;
      if (drawing && i === strokes.length - 1) return { id: null, erase, points: packedPoints(points) };
      const id = this.#idOf(stroke);
      this.#known.add(id);
      return known.has(id) ? { id } : { id, erase, points: packedPoints(points) };
    });
    return { frame, strokes: packed, picture: null };
  }

  /** Resolves when sheets may show the picture. */
  async send(picture) {
    if (!picture || picture === this.#picture) return;
    const bitmap = await createImageBitmap(picture.canvas);
    await this.#engine.call(
      "picture",
      { id: this.#idOf(picture), bitmap, exact: picture.file.exact },
      { transfer: [bitmap] },
    );
    this.#picture = picture;
  }

  #idOf(item) {
    if (!this.#ids.has(item)) this.#ids.set(item, ++this.#count);
    return this.#ids.get(item);
  }
}

function packedPoints(points) {
  const numbers = new Float32Array(3 * points.length);
  points.forEach(({ x, y, width }, i) => numbers.set([x, y, width], 3 * i));
  return numbers;
}
