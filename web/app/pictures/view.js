// How a picture lies on the pad: fitted into it, then enlarged and moved.
//
// A place of the fitted picture, in the pad's pixels, is seen at zoom · place + (x, y).

/**
 * @typedef {{ zoom: number, x: number, y: number }} View
 * @typedef {{ x: number, y: number, scale: number }} Placement  of the picture's pixels on the pad
 * @typedef {{ width: number, height: number }} Size
 */

export const WHOLE = Object.freeze({ zoom: 1, x: 0, y: 0 });
const MOST = 16; // times
const MARGIN = 0.9; // of the pad that a part of the picture fills

/** @param {View} view @param {Placement} fitted @returns {Placement} */
export const placed = ({ zoom, x, y }, fitted) => ({
  scale: fitted.scale * zoom,
  x: fitted.x * zoom + x,
  y: fitted.y * zoom + y,
});

/** Enlarged about a place of the pad, which stays where it is. @returns {View} */
export function zoomed({ zoom, x, y }, factor, place) {
  const next = Math.min(MOST, Math.max(1, zoom * factor));
  const by = next / zoom;
  return { zoom: next, x: place.x - (place.x - x) * by, y: place.y - (place.y - y) * by };
}

export const canZoom = ({ zoom }, factor) => (factor > 1 ? zoom < MOST : zoom > 1);

/** Moved back where it would leave the pad: a side that is shorter than the pad's is in the middle. @returns {View} */
export function kept(view, fitted, picture, pad) {
  const { x, y, scale } = placed(view, fitted);
  const along = (at, length, room) =>
    length <= room ? (room - length) / 2 - at : Math.min(0, Math.max(room - length, at)) - at;
  return {
    zoom: view.zoom,
    x: view.x + along(x, picture.width * scale, pad.width),
    y: view.y + along(y, picture.height * scale, pad.height),
  };
}

/** With a part of the picture in the middle, as large as the pad allows. @returns {View} */
export function ofPart({ x, y, width, height }, fitted, pad) {
  const fill = MARGIN * Math.min(pad.width / (width * fitted.scale), pad.height / (height * fitted.scale));
  const zoom = Math.min(MOST, Math.max(1, fill));
  return {
    zoom,
    x: pad.width / 2 - zoom * (fitted.x + (x + width / 2) * fitted.scale),
    y: pad.height / 2 - zoom * (fitted.y + (y + height / 2) * fitted.scale),
  };
}
