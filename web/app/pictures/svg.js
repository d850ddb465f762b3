// An SVG that states no size has no pixels of its own: some browsers draw it blank, others cut it off. Here it gets a
// size.

import { inert } from "../trusted.js";

const LONGER_SIDE = 1024; // pixels
const ANY_SHAPE = { width: 2, height: 1 }; // CSS's own, for what tells neither a size nor a viewBox

/** @param {Blob & { name?: string }} file */
export const isSvg = ({ type, name }) => type === "image/svg+xml" || /\.svg$/i.test(name);

/** @returns {Promise<Blob>} the file, or a copy of it with a width and a height */
export async function withSize(file) {
  const parsed = new DOMParser().parseFromString(inert(await file.text()), "image/svg+xml");
  const svg = /** @type {SVGSVGElement} */ (/** @type {Element} */ (parsed.documentElement));
  const sides = ["width", "height"];
  const stated = sides.every((side) => /^[^%]+$/.test(svg.getAttribute(side) ?? ""));
  if (stated || svg.localName !== "svg") return file;
  const box = svg.viewBox.baseVal;
  const shape = box?.width > 0 && box.height > 0 ? box : ANY_SHAPE;
  const scale = LONGER_SIDE / Math.max(shape.width, shape.height);
  for (const side of sides) svg.setAttribute(side, String(shape[side] * scale));
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}
