// The networks that the gallery shows beside each other: what the first one misreads.

/**
 * @typedef {object} Network
 * @property {string} name by which its text is found
 * @property {any} [options] of loadLeNet5()
 * @property {string} task of the page's worker, which reads 28 × 28 bytes each with it
 */

/** @type {Network[]} */
export const NETWORKS = [
  { name: "today", task: "normalised" },
  { name: "of1998", options: { network: "1998" }, task: "normalised1998" },
];
