// MNIST and the other data sets, from $LENET5_DATA or ../shared, where they are present.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export const DATA = process.env.LENET5_DATA ?? fileURLToPath(new URL("../../../shared", import.meta.url));

export const TEST_IMAGES = path.join(DATA, "mnist/t10k-images-idx3-ubyte.gz");
export const TEST_LABELS = path.join(DATA, "mnist/t10k-labels-idx1-ubyte.gz");

/** For test()'s options: false, or what is skipped and why. */
export const skipWithoutMnist = !existsSync(TEST_IMAGES) && `no MNIST in ${DATA} (set LENET5_DATA)`;

/** The first count pictures of MNIST's test set, 784 bytes each. */
export function mnistPictures(count) {
  const file = gunzipSync(readFileSync(TEST_IMAGES));
  return Array.from({ length: count }, (_, i) => file.subarray(16 + 784 * i, 16 + 784 * (i + 1)));
}
