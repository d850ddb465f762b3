// Takes away whole strokes that it touches, in the place of a pen. Comes when it is first chosen.

/** @typedef {import("../ink.js").Point} Point @typedef {import("../ink.js").Stroke} Stroke */

export class StrokeEraser {
  #ink;
  /** @type {Point | null} */
  #last = null;

  /** @param {import("../ink.js").Ink} ink */
  constructor(ink) {
    this.#ink = ink;
  }

  get drawing() {
    return this.#last !== null;
  }

  /** @param {Point} point */
  begin(point) {
    this.#ink.end();
    if (this.#ink.picture || this.#ink.empty) return;
    this.#last = point;
    this.extend([point]);
  }

  /** @param {Point[]} points */
  extend(points) {
    if (!this.#last) return;
    const { strokes } = this.#ink;
    let left = strokes;
    for (const point of points) {
      const from = this.#last;
      left = left.filter((stroke) => stroke.erase || !touches(stroke, from, point));
      this.#last = point;
    }
    if (left.length < strokes.length) this.#ink.leave(left);
  }

  end() {
    this.#last = null;
    this.#ink.end();
  }

  cancel() {
    this.#last = null;
    this.#ink.cancel();
  }
}

/** Whether what the eraser passed over, from one point to another, has some of a stroke. @param {Stroke} stroke */
function touches({ points }, from, to) {
  return points.some((point, i) => {
    const before = points[Math.max(0, i - 1)];
    return apart(before, point, from, to) <= (to.width + point.width) / 2;
  });
}

/** The distance of two straight pieces. */
function apart(a, b, c, d) {
  if (cross(a, b, c, d)) return 0;
  return Math.min(toPiece(a, c, d), toPiece(b, c, d), toPiece(c, a, b), toPiece(d, a, b));
}

function cross(a, b, c, d) {
  const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Of a point from a piece. */
function toPiece({ x, y }, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length)) : 0;
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}
