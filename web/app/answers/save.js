// Saves a file of what the page has made.

import { element } from "../element.js";

const KEPT = 60_000; // ms for which a file that is saved can be fetched

/** @param {BlobPart} contents @param {string} type a media type @param {string} name of the file */
export function save(contents, type, name) {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
