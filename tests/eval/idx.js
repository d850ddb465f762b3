// IDX files, plain or gzipped, as test data: trusted, so only what would give nonsense is checked.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** @returns {{ count: number, width: number, height: number, item: (index: number) => Uint8Array }} */
export function readIdx(path) {
  const stored = readFileSync(path);
  const bytes = path.endsWith(".gz") ? gunzipSync(stored) : stored;
  const [count, height = 1, width = 1] = Array.from({ length: bytes[3] }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const start = 4 + 4 * bytes[3];
  const size = width * height;
  if (bytes.length !== start + count * size)
    throw new Error(`${path}: ${bytes.length} bytes do not hold ${count} items`);
  return {
    count,
    width,
    height,
    item: (index) => bytes.subarray(start + index * size, start + (index + 1) * size),
  };
}

/** Pictures with their labels, as { truth, width, height, values }, values 0 … 255 (MNIST's: 255 = ink). */
export function readLabelled(imagesPath, labelsPath) {
  const images = readIdx(imagesPath);
  const labels = readIdx(labelsPath);
  if (images.count !== labels.count) throw new Error(`${imagesPath}: ${images.count} pictures, ${labels.count} labels`);
  return Array.from({ length: images.count }, (_, index) => ({
    truth: labels.item(index)[0],
    width: images.width,
    height: images.height,
    values: images.item(index),
  }));
}
