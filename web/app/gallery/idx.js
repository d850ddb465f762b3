// IDX files, in which MNIST comes: the bytes of somebody's files → pictures and labels, or one line about what is wrong.

export const SIDE = 28;
export const AREA = SIDE * SIDE;

const MOST = 100_000; // pictures: more than any set of digits that is tested with
const HEADERS = { pictures: 16, labels: 8 }; // bytes
const MAX_BYTES = HEADERS.pictures + MOST * AREA;
const ADVICE = "Open t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, as they are or as .gz.";
const AGAIN = "Download it again.";

/** What the user is told about a file. */
export class IdxProblem extends Error {}

/**
 * @typedef {{ kind: "pictures" | "labels", name: string, count: number, data: Uint8Array }} Idx  784 bytes each, 0 paper
 *     … 255 ink; or one each, 0 … 9
 */

/** @param {File} file raw or gzipped @returns {Promise<Idx>} @throws {IdxProblem} */
export async function openIdx(file) {
  const { name } = file;
  if (file.size > MAX_BYTES) throw new IdxProblem(`${name} is too large for a set of digits. ${ADVICE}`);
  const bytes = await read(file.stream(), name);
  return parseIdx(isGzip(bytes) ? await unpacked(bytes, name) : bytes, name);
}

/** @param {Uint8Array} bytes @param {string} name @returns {Idx} @throws {IdxProblem} */
export function parseIdx(bytes, name) {
  const kind = kindOf(bytes);
  if (!kind) throw new IdxProblem(`${name} is no IDX file of pictures or labels. ${ADVICE}`);
  const header = HEADERS[kind];
  if (bytes.length < header) throw new IdxProblem(`${name} ends within its header. ${AGAIN}`);
  const sizes = new DataView(bytes.buffer, bytes.byteOffset, header);
  const count = sizes.getUint32(4);
  if (count === 0) throw new IdxProblem(`${name} says that it has no ${kind}. ${ADVICE}`);
  if (count > MOST) {
    const most = MOST.toLocaleString("en");
    throw new IdxProblem(`${name} says that it has ${count.toLocaleString("en")} ${kind}; at most ${most} are read.`);
  }
  if (kind === "pictures") checkSides(sizes.getUint32(12), sizes.getUint32(8), name);
  const due = header + count * (kind === "pictures" ? AREA : 1);
  if (bytes.length !== due) {
    const what = bytes.length < due ? "is cut short" : "is longer than it says";
    const counted = `${count.toLocaleString("en")} ${kind} are ${due.toLocaleString("en")} bytes`;
    throw new IdxProblem(`${name} ${what}: ${counted}, and it has ${bytes.length.toLocaleString("en")}. ${AGAIN}`);
  }
  const data = bytes.subarray(header);
  if (kind === "labels") checkLabels(data, name);
  return { kind, name, count, data };
}

/** @param {Idx} pictures @param {Idx} labels @throws {IdxProblem} */
export function checkPair(pictures, labels) {
  if (pictures.count === labels.count) return;
  const has = ({ name, count, kind }) => `${name} has ${count.toLocaleString("en")} ${kind}`;
  throw new IdxProblem(`${has(pictures)}, ${has(labels)}: they are not of one set. Open the two of the same set.`);
}

function kindOf(bytes) {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 8) return null; // 8: bytes
  return { 1: "labels", 3: "pictures" }[bytes[3]] ?? null;
}

function checkSides(width, height, name) {
  if (width === SIDE && height === SIDE) return;
  throw new IdxProblem(`${name} has pictures of ${width} × ${height} pixels; the network takes ${SIDE} × ${SIDE}.`);
}

function checkLabels(labels, name) {
  const at = labels.findIndex((label) => label > 9);
  if (at >= 0) throw new IdxProblem(`${name} is not about digits: its label ${at} is ${labels[at]}.`);
}

const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(bytes, name) {
  if (typeof DecompressionStream === "undefined")
    throw new IdxProblem(`This browser can’t unpack ${name}. Unpack it, and open what comes out.`);
  return read(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), name);
}

// However much comes out, no more than a set of digits is kept.
async function read(stream, name) {
  const parts = [];
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new IdxProblem(`${name} is damaged: it could not be read to its end. ${AGAIN}`);
    });
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length <= MAX_BYTES) continue;
    reader.cancel().catch(() => {});
    throw new IdxProblem(`${name} is too large for a set of digits. ${ADVICE}`);
  }
  return joined(parts, length);
}

function joined(parts, length) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
