// Anyone's weights → a safetensors file for loadLeNet5 and loadWeights. The manual is import.d.ts.

import { LeNet5Error } from "./error.js";
import { startExtra, textAt } from "./extra-module.js";
import { checkedOptions } from "./options.js";
import { packaged, readBytes, readModule } from "./source.js";

const OPTIONS = ["mean", "std", "invert", "activation", "pooling", "input", "wasm"];
const MAX_BYTES = 2 ** 28;

export { LeNet5Error };

export async function importWeights(source, options) {
  const { wasm = packaged(() => new URL("./lenet5.extra.wasm", import.meta.url), "wasm"), ...given } = checkedOptions(
    options,
    OPTIONS,
  );
  const fold = checkedFold(given);
  checkSize((await source)?.size ?? 0); // of a file before it is read
  const [file, module] = await Promise.all([readBytes(source, "weights"), readModule(wasm, "wasm")]);
  checkSize(file.length);
  return imported(await startExtra(module, "import_weights"), file, fold);
}

function checkSize(bytes) {
  if (bytes > MAX_BYTES) throw new LeNet5Error("bad-weights", `weights: ${bytes} bytes are over 256 MiB`);
}

function checkedFold({ mean = 0, std = 1, invert = false, activation = "relu", pooling = "max", input = 0 }) {
  if (!(Math.abs(mean) <= 10)) throw new RangeError(`options: mean is from -10 to 10; got ${mean}`);
  if (!(std >= 0.001 && std <= 1000)) throw new RangeError(`options: std is from 0.001 to 1000; got ${std}`);
  if (![0, 28, 32].includes(input)) throw new RangeError(`options: input is 28 or 32; got ${input}`);
  if (activation !== "relu")
    throw new LeNet5Error("bad-weights", `activation: the engine runs relu alone, not ${activation}`);
  if (pooling !== "max") throw new LeNet5Error("bad-weights", `pooling: the engine runs max alone, not ${pooling}`);
  return { mean, std, invert: Boolean(invert), input };
}

function imported(module, file, { mean, std, invert, input }) {
  const address = module.import_reserve(file.length) >>> 0;
  if (address === 0) throw new RangeError(`lenet5: no memory for ${file.length} bytes`);
  new Uint8Array(module.memory.buffer, address, file.length).set(file);
  const status = module.import_weights(file.length, mean, std, invert, input);
  const report = JSON.parse(textAt(module, module.import_report(), module.import_report_length()) || "null");
  if (status !== 0) {
    throw Object.assign(new LeNet5Error("bad-weights", textAt(module, module.import_fault())), { report });
  }
  const weights = new Uint8Array(module.memory.buffer, module.import_file(), module.import_file_length()).slice();
  return { weights, report };
}
