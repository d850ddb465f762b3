// The service worker's script, with the list of the files that it keeps. Written last: it has the others' hashes.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { isOfLanguage, LAZY, ON_USE } from "./vite-lazy.js";
import { bundled, sha256 } from "./vite-script.js";

// Of a SHA-256 in base64: 54 bits tell what is damaged or another version as well as 256 do, in a fifth of the bytes.
export const HASH = 9;

const WORKER = fileURLToPath(new URL("app/sw.js", import.meta.url));
const PAGE = "index.html"; // under the address of its folder
const UNBUNDLED = ["icon.svg", "manifest.webmanifest"]; // the other icons are for whoever installs the page

export const offline = {
  name: "offline",
  writeBundle: {
    sequential: true,
    async handler({ dir }, bundle) {
      const names = [...Object.keys(bundle), ...UNBUNDLED];
      const listed = async (name) => {
        const hash = sha256(await readFile(`${dir}/${name}`)).slice(0, HASH);
        const isChosen = isOfLanguage(name) || ON_USE.test(name);
        return [name === PAGE ? "" : name, hash, ...(name.startsWith(LAZY) ? [isChosen ? 2 : 1] : [])];
      };
      await writeFile(`${dir}/sw.js`, await bundled(WORKER, { FILES: await Promise.all(names.map(listed)) }));
    },
  },
};
