// What a value is, by what it says of itself: instanceof knows only the classes of this realm, and an iframe's pixels
// or a test runner's responses come from another one.

/** "Object", "Uint8Array", "Response", … */
const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** { … }, of no class that the platform knows. */
export function isRecord(value) {
  return tag(value) === "Object";
}

/** For messages. */
export function kindOf(value) {
  return value === null ? "null" : (value?.constructor?.name ?? typeof value);
}

/** 8-bit, in 0 … 255. */
export function isBytes(value) {
  return ArrayBuffer.isView(value) && /^Uint8(Clamped)?Array$/.test(tag(value));
}

export function isModule(value) {
  return tag(value) === "WebAssembly.Module";
}

export function isAddress(value) {
  return typeof value === "string" || tag(value) === "URL";
}

export function isResponse(value) {
  return tag(value) === "Response";
}

export function isBlob(value) {
  return /^(Blob|File)$/.test(tag(value));
}

/** @returns {Uint8Array | null} the same memory; null when it is none */
export function asBytes(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return tag(value) === "ArrayBuffer" ? new Uint8Array(value) : null;
}
