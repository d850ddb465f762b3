// What is on the pad → what is sent of it: each finished stroke once, a picture once.

export class SheetSender {
  #engine;
  #ids = new WeakMap();
  #known = new Set(); // of the strokes of the sheet before
  #count = 0;
  #sent = null; // the picture that the host has
  #sending = Promise.resolve();

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
    if (picture) return { frame, strokes: [], picture: this.#nameOf(picture), region: picture.region };
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
    const before = this.#sending;
    const sent = before.catch(() => {}).then(() => this.#send(picture));
    this.#sending = sent;
    await sent;
  }

  // A file goes as it is. What only a document can decode, such as SVGs, the page itself does.
  async #send(picture) {
    if (!picture || this.#nameOf(picture) === this.#sent) return;
    const { file, size, turns, bitmap } = picture;
    const given = { name: this.#nameOf(picture), size, turns, exact: turns === 0 ? file?.exact : undefined };
    this.#sent = null;
    if (bitmap) await this.#sendPixels(given, bitmap);
    else
      await this.#engine.call("picture", { ...given, file }).catch(async () => {
        await this.#sendPixels(given, await picture.decode());
      });
    this.#sent = given.name;
  }

  #sendPixels(given, bitmap) {
    return this.#engine.call("picture", { ...given, bitmap }, { transfer: [bitmap] });
  }

  // However much of it is read, it is one picture.
  #nameOf({ file, bitmap, turns }) {
    return `${this.#idOf(file ?? bitmap)} ${turns}`;
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
