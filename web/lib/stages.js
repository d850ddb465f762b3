// What reading a picture does, step by step, as pictures. The manual is stages.d.ts.

import { checkedPixels } from "./check.js";
import { LeNet5Error } from "./error.js";
import { startExtra, textAt } from "./extra-module.js";
import { isRecord, kindOf } from "./kinds.js";
import { FORMATS } from "./layout.js";
import { checkedOptions } from "./options.js";
import { packaged, readModule } from "./source.js";

const BOX = ["x", "y", "width", "height"]; // of a lenet5_box
const MAX_CHARACTERS = 64;

export { LeNet5Error };

export async function stagesOf(imageData, options) {
  const { reading, wasm = packaged(() => new URL("./lenet5.extra.wasm", import.meta.url), "wasm") } = checkedOptions(
    options,
    ["reading", "wasm"],
  );
  const rgba = checkedPixels(imageData).slice(); // the caller may write on while the module is fetched
  const { width, height } = imageData;
  const asked = checkedReading(reading);
  return shown(await startExtra(await readModule(wasm, "wasm"), "stages"), { rgba, width, height }, asked);
}

function checkedReading(reading) {
  if (reading === undefined || reading === null) return { format: FORMATS.indexOf("auto"), line: -1, boxes: [] };
  if (!isRecord(reading) || !Array.isArray(reading.characters) || reading.characters.length > MAX_CHARACTERS) {
    throw new TypeError(`reading: expected what read() gives; got ${kindOf(reading)}`);
  }
  const format = FORMATS.indexOf(reading.format);
  if (format < 0) throw new RangeError(`reading: no format is called ${JSON.stringify(reading.format)}`);
  const boxes = reading.characters.map(({ box }) => BOX.map((name) => Math.round(Number(box?.[name])) || 0));
  return { format, line: Number.isInteger(reading.line) ? reading.line : -1, boxes };
}

function shown(module, { rgba, width, height }, { format, line, boxes }) {
  const address = module.stages_reserve(width, height, boxes.length) >>> 0;
  if (address === 0) throw new RangeError(`lenet5: no memory for ${width} × ${height} pixels`);
  new Uint8Array(module.memory.buffer, address, rgba.length).set(rgba);
  new Int32Array(module.memory.buffer, address + rgba.length, BOX.length * boxes.length).set(boxes.flat());
  const count = module.stages(format, line);
  if (count === 0) throw new RangeError(`lenet5: no memory for the stages of ${width} × ${height} pixels`);
  return Array.from({ length: count }, (_, i) => stageAt(module, module.stage(i)));
}

function stageAt(module, address) {
  const [name, plane, width, height, channels] = new Int32Array(module.memory.buffer, address, 5);
  const data = new Uint8Array(module.memory.buffer, plane >>> 0, width * height * channels).slice();
  return { name: textAt(module, name), width, height, channels, data };
}
