// The second wasm module by its bare exports, as c/hosts/extra/import.c describes them: an instance for each import.

import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(new URL("../../build/browser/lenet5.extra.wasm", import.meta.url)));

/** → { fault: "" or why it was refused, report, file: safetensors or null } */
export function importFile(bytes, { mean = 0, std = 1, invert = false, input = 0 } = {}) {
  const exports = /** @type {any} */ (new WebAssembly.Instance(module, {}).exports);
  exports._initialize?.();
  const address = exports.import_reserve(bytes.length);
  new Uint8Array(exports.memory.buffer, address, bytes.length).set(bytes);
  const status = exports.import_weights(bytes.length, mean, std, invert, input);
  const at = (from, length) => Buffer.from(exports.memory.buffer.slice(from, from + length));
  const fault = at(exports.import_fault(), 240);
  const file = at(exports.import_file(), exports.import_file_length());
  const said = fault.toString("latin1", 0, fault.indexOf(0));
  if ((status === 0) !== (said === "") || (status === 0) !== file.length > 0)
    throw new Error(`status ${status} with "${said}" and ${file.length} bytes`);
  return {
    fault: said,
    report: JSON.parse(String(at(exports.import_report(), exports.import_report_length()))),
    file: status === 0 ? file : null,
  };
}
