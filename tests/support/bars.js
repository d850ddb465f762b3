// Pictures that a network learns to tell apart in a few steps, in place of MNIST.

import { idx } from "./picture-files.js";

/** Class k is a bar at a place of its own, with a little noise. */
export function bars(count, side) {
  const pictures = new Uint8Array(count * side * side);
  const labels = Uint8Array.from({ length: count }, (_, i) => (i * 7) % 10);
  for (let i = 0; i < count; i++) {
    const row = 1 + Math.floor((labels[i] * (side - 4)) / 10);
    for (let x = 2; x < side - 2 - (i % 3); x++) {
      pictures[(i * side + row) * side + x] = 255;
      pictures[(i * side + row + 1) * side + x] = 255;
    }
    for (let y = 2; y < side - 2; y++) pictures[(i * side + y) * side + (labels[i] % 5) + 4] = 255;
  }
  return { pictures, labels };
}

/** The same as two IDX files. */
export function barFiles(count, side) {
  const { pictures, labels } = bars(count, side);
  return { images: idx([count, side, side], pictures), labels: idx([count], labels) };
}
