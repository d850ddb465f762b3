// Strokes → smooth lines on a 2D canvas.

const READING_SIDE = 320; // pixels: the shorter side of the picture that is read, whatever the screen's
const STILL = 0.01; // pad pixels: shorter pieces have no direction, and some browsers then leave out the round caps

/** Pixels of the picture that is read per unit of the strokes' frame. */
export const readingScale = ({ width, height }) => READING_SIDE / Math.min(width, height);

/** Draws strokes over what the context holds; erasing strokes take ink away. */
export function drawStrokes(context, strokes, colour) {
  context.save();
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const stroke of strokes) {
    context.globalCompositeOperation = stroke.erase ? "destination-out" : "source-over";
    drawStroke(context, stroke.points);
  }
  context.restore();
}

// Quadratic curves from midpoint to midpoint, with the points as control points: smooth, and never off the path by more
// than a corner. Each piece has its own width, so that pressure shows.
function drawStroke(context, points) {
  let from = points[0];
  if (points.length === 1) return drawPiece(context, from, from, from, from.width);
  for (let i = 1; i < points.length; i++) {
    const control = points[i - 1];
    const to = i === points.length - 1 ? points[i] : midpoint(control, points[i]);
    drawPiece(context, from, control, to, (from.width + to.width) / 2);
    from = to;
  }
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
