// A rectangle on a picture by its sides, in pixels of the picture.

/**
 * @typedef {"left" | "right" | "top" | "bottom"} Side
 * @typedef {Record<Side, number>} Sides
 * @typedef {{ width: number, height: number }} Size
 */

const LEAST = 4; // pixels: what is narrower is no part

/** @type {Side[]} */
export const ALL = ["left", "right", "top", "bottom"];

/** Of a point. @returns {Sides} */
export const sidesOf = ({ x, y }) => ({ left: x, right: x, top: y, bottom: y });

export const isPart = ({ left, right, top, bottom }) => right - left >= LEAST && bottom - top >= LEAST;

/**
 * Some of the sides moved, all of them together as one, within the picture; what has passed its other side takes its place.
 *
 * @param {Sides} sides
 * @param {Side[]} moves
 * @param {number} dx
 * @param {number} dy
 * @param {Size} picture
 * @returns {Sides}
 */
export function movedSides(sides, moves, dx, dy, { width, height }) {
  const along = (low, high, by, length) => {
    const [first, last] = [moves.includes(low), moves.includes(high)];
    const limited = first && last ? Math.min(length - sides[high], Math.max(-sides[low], by)) : by;
    const within = (side, moved) => Math.min(length, Math.max(0, sides[side] + (moved ? limited : 0)));
    return [within(low, first), within(high, last)].sort((a, b) => a - b);
  };
  const [left, right] = along("left", "right", dx, width);
  const [top, bottom] = along("top", "bottom", dy, height);
  return { left, right, top, bottom };
}

/** In whole pixels of the picture, around the sides. @param {Sides} sides @param {Size} picture */
export function partOf({ left, right, top, bottom }, picture) {
  const x = Math.min(picture.width - 1, Math.floor(left));
  const y = Math.min(picture.height - 1, Math.floor(top));
  return { x, y, width: Math.max(1, Math.ceil(right) - x), height: Math.max(1, Math.ceil(bottom) - y) };
}
