// Texts with elements in them.

import { say } from "./words.js";

/** @param {string} key @param {Record<string, Node>} nodes for the names in braces @param {Record<string, string | number>} [values] for others */
export function parts(key, nodes, values = {}) {
  const marked = Object.fromEntries(Object.keys(nodes).map((name) => [name, `\0${name}\0`]));
  const pieces = say(key, { ...values, ...marked }).split("\0");
  return pieces.map((piece, i) => (i % 2 === 1 ? nodes[piece] : piece));
}
