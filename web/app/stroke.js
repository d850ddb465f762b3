// Strokes → smooth lines on a 2D canvas.

const READING_SIDE = 320; // pixels: the shorter side of the picture that is read, whatever the screen's
const STILL = 0.01; // pad pixels: shorter pieces have no direction, and some browsers then leave out the round caps

/** Pixels of the picture that is read per unit of the strokes' frame. */
export const readingScale = ({ width, height }) => READING_SIDE / Math.min(width, height);

/**
 * Draws strokes over what the context holds; erasing strokes take ink away.
 *
 * @param {number} [first] the point of the first stroke from which on it is not drawn yet
 * @param {boolean} [grows] the last stroke's end, which the next point will bend, is left out
 */
export function drawStrokes(context, strokes, colour, first = 1, grows = false) {
  context.save();
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const [i, stroke] of strokes.entries()) {
    context.globalCompositeOperation = stroke.erase ? "destination-out" : "source-over";
    const { length } = stroke.points;
    drawStroke(context, stroke.points, i === 0 ? first : 1, grows && i === strokes.length - 1 ? length - 1 : length);
  }
  context.restore();
}

// Quadratic curves from midpoint to midpoint, with the points as control points: smooth, and never off the path by more
// than a corner. Each piece has its own width, so that pressure shows.
function drawStroke(context, points, first, end) {
  let from = startOf(points, first);
  if (points.length === 1 && end === 1) return drawPiece(context, from, from, from, from.width);
  for (let i = first; i < end; i++) {
    const control = points[i - 1];
    const to = i === points.length - 1 ? points[i] : midpoint(control, points[i]);
    drawPiece(context, from, control, to, (from.width + to.width) / 2);
    from = to;
  }
}

/** Where the piece that leads to a point begins. */
const startOf = (points, i) => (i === 1 ? points[0] : midpoint(points[i - 2], points[i - 1]));

/** The end of a stroke that grows, and where it will soon be, as an SVG path. @returns {string} */
export function tailOf(points, predicted) {
  const all = [...points, ...predicted];
  const { x, y } = startOf(all, Math.max(1, points.length - 1));
  return `M${x} ${y}${all
    .slice(Math.max(0, points.length - 1))
    .map((point) => `L${point.x} ${point.y}`)
    .join("")}`;
}

function drawPiece(context, from, control, to, width) {
  context.beginPath();
  if (apart(from, control) < STILL && apart(from, to) < STILL) {
    context.arc(from.x, from.y, width / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.lineWidth = width;
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(control.x, control.y, to.x, to.y);
  context.stroke();
}

function apart(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function midpoint(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, width: (a.width + b.width) / 2 };
}
