// Strokes → smooth lines on a 2D canvas.

/** Draws strokes over what the context holds; erasing strokes take ink away. */
export function drawStrokes(context, strokes, colour) {
  context.save();
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = colour;
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
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(control.x, control.y, to.x, to.y);
  context.stroke();
}

function midpoint(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, width: (a.width + b.width) / 2 };
}
