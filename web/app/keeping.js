// What the page and its service worker agree on: where the page's files are kept, and where the page notes which
// engines it has used. Both belong to the folder that the page is in, for an origin may have other pages.

export const cacheName = (folder) => `lenet5 ${folder}`;

/** What was shared to the page, until it takes it: files under addresses that end in a "?" and the file's name. */
export const sharedName = (folder) => `lenet5 shared ${folder}`;

/** The address of the note: a text with the addresses of the engines that the page's last visit has asked for, and of the
 * texts of its language. */
export const noteOfEngines = (folder) => `${folder}engines`;

/** How the address of a language's texts begins. */
export const textsOf = (folder, language) => `${folder}views/${language}-`;
