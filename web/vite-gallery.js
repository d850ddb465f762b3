// What the page's gallery shows without any file being opened: the digits of MNIST's test set that the network misreads,
// found by the built library where MNIST's files are present ($LENET5_DATA, or ../shared), else nothing.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { checkPair, openIdx } from "./app/gallery/idx.js";
import { findMisread, pack } from "./app/gallery/misread.js";
import { NETWORKS } from "./app/gallery/networks.js";

const MODULE = "virtual:misread";
const RESOLVED = `\0${MODULE}`;
const LIBRARY = new URL("../dist/lib/lenet5.js", import.meta.url).href;
const FILES = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

const data = process.env.LENET5_DATA || fileURLToPath(new URL("../../shared", import.meta.url));

export const gallery = galleryOf(data);

/** @param {string} folder that may have MNIST's files in mnist/ */
export function galleryOf(folder) {
  return {
    name: "gallery",
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null;
      const paths = FILES.map((name) => present(`${folder}/mnist/${name}`));
      const packed = paths.every(Boolean) ? await misreadIn(paths) : null;
      return `export default ${JSON.stringify(packed)};`;
    },
  };
}

/** The path of a file, as it is or gzipped. */
const present = (path) => [path, `${path}.gz`].find((one) => existsSync(one));

async function misreadIn(paths) {
  const [pictures, labels] = await Promise.all(paths.map(open));
  checkPair(pictures, labels);
  const { loadLeNet5 } = await import(LIBRARY);
  const networks = await Promise.all(
    NETWORKS.map(async ({ options }) => {
      const network = await loadLeNet5(options);
      return async (batch) => network.predictBatch(batch);
    }),
  );
  return pack(await findMisread(pictures.data, labels.data, networks), labels.count);
}

async function open(path) {
  return openIdx(/** @type {any} */ (Object.assign(new Blob([await readFile(path)]), { name: basename(path) })));
}
