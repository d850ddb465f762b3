// Digits that were misread, told what they are → weights that read them. The manual is learn.d.ts.

import { checkedPicture } from "./check.js";
import { LeNet5Error } from "./error.js";
import { startExtra, textAt } from "./extra-module.js";
import { isRecord, kindOf } from "./kinds.js";
import {
  EXAMPLE_BYTES,
  EXAMPLE_DIGIT,
  EXAMPLE_PICTURE,
  LEARNED_FILE_BYTES,
  LEARNED_KEPT,
  LEARNED_REHEARSED,
  LEARNED_RIGHT,
  LEARNED_RIGHT_BEFORE,
  STATUS,
} from "./layout.js";
import { checkedOptions } from "./options.js";
import { packaged, readBytes, readModule } from "./source.js";

const NO_DIGIT = -1; // of a lenet5_example
const MAX_BYTES = 2 ** 24;

export { LeNet5Error };

export async function learn(examples, options) {
  const {
    weights = packaged(() => new URL("./lenet5.safetensors", import.meta.url), "weights"),
    wasm = packaged(() => new URL("./lenet5.extra.wasm", import.meta.url), "wasm"),
  } = checkedOptions(options, ["weights", "wasm"]);
  const checked = checkedExamples(examples);
  const [file, module] = await Promise.all([readBytes(weights, "weights"), readModule(wasm, "wasm")]);
  if (file.length > MAX_BYTES) throw new LeNet5Error("bad-weights", `weights: ${file.length} bytes are over 16 MiB`);
  return learned(await startExtra(module, "learn"), file, checked);
}

// Copies, as the caller may write on while files are fetched.
function checkedExamples(examples) {
  if (!Array.isArray(examples)) {
    throw new TypeError(`examples: expected an array of { picture, digit }; got ${kindOf(examples)}`);
  }
  return examples.map((example, i) => {
    try {
      return checkedExample(example);
    } catch (error) {
      error.message = `examples[${i}]: ${error.message}`;
      throw error;
    }
  });
}

function checkedExample(example) {
  if (!isRecord(example)) throw new TypeError(`expected { picture, digit }; got ${kindOf(example)}`);
  const { picture, digit } = example;
  if (digit === null) return { picture: checkedPicture(picture).slice(), digit: NO_DIGIT };
  if (typeof digit !== "number")
    throw new TypeError(`digit: expected 0 to 9, or null for no digit; got ${kindOf(digit)}`);
  if (Number.isInteger(digit) && digit >= 0 && digit <= 9) return { picture: checkedPicture(picture).slice(), digit };
  throw new RangeError(`digit: expected 0 to 9, or null for no digit; got ${digit}`);
}

function learned(module, file, examples) {
  const address = module.learn_reserve(file.length, examples.length) >>> 0;
  if (address === 0) throw new RangeError(`lenet5: no memory for ${file.length} bytes`);
  new Uint8Array(module.memory.buffer, address, file.length).set(file);
  const view = new DataView(module.memory.buffer, address + 4 * Math.ceil(file.length / 4));
  examples.forEach(({ picture, digit }, i) => {
    new Uint8Array(view.buffer, view.byteOffset + i * EXAMPLE_BYTES + EXAMPLE_PICTURE).set(picture);
    view.setInt32(i * EXAMPLE_BYTES + EXAMPLE_DIGIT, digit, true);
  });
  const status = module.learn(file.length, examples.length);
  if (status === STATUS.BAD_WEIGHTS)
    throw new LeNet5Error("bad-weights", `weights: ${textAt(module, module.learn_fault())}`);
  if (status !== STATUS.OK) throw new RangeError(textAt(module, module.learn_fault()));
  const report = new DataView(module.memory.buffer, module.learn_report());
  const count = (at) => report.getInt32(at, true);
  return {
    weights: new Uint8Array(module.memory.buffer, module.learn_file(), count(LEARNED_FILE_BYTES)).slice(),
    report: {
      rightBefore: count(LEARNED_RIGHT_BEFORE),
      right: count(LEARNED_RIGHT),
      rehearsed: count(LEARNED_REHEARSED),
      kept: count(LEARNED_KEPT),
    },
  };
}
