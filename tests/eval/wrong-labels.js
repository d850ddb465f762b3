// Which of UNIPEN's digits bear a label that is certainly wrong, by the agreement of independent networks: prints the
// table that c/train/pens_wrong.c holds. Each folder holds one network a fold (tests/eval/folds.js with another seed
// each); only the network that never saw the writer has a say. A label is wrong when in every folder that network
// accepts the sample as another digit, the same one everywhere, as strokes and by every pen, and is sure of it.
import { join, resolve, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { hash, foldOf, readSamples } from "../unipen.js";
import { Engine } from "./engine.js";
import { bestGuess, confidenceOf } from "./statistics.js";
import { foldOfWeights, inked } from "./unipen-sets.js";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const SURE = 0.95; // least confidence
const PENS = [0.04, 0.08];
const USAGE = `usage: node tests/eval/wrong-labels.js [--data FOLDER] [--json] FOLDER…

  FOLDER…    networks of the folds, as tests/eval/folds.js leaves them; two or more
  --json     [{ file: "digits", line, label, read, confidence }] instead of the table
`;

/** The networks of one folder by their fold: { of, engines: [engine of fold 1, …] }. */
function networksIn(folder, wasm) {
  const first = foldOfWeights(join(folder, "fold-1.safetensors"));
  if (!first) throw new Error(`${folder}/fold-1.safetensors: not trained on UNIPEN`);
  const engines = Array.from({ length: first.of }, (_, i) => new Engine(wasm, join(folder, `fold-${i + 1}.safetensors`)));
  return { of: first.of, engines };
}

/** What a network that never saw the writer reads: one answer for the strokes and for every pen. */
function answers({ of, engines }, { writer, strokes }) {
  const engine = engines[foldOf(writer, of) - 1];
  return [engine.predictStrokes(strokes), ...PENS.map((share) => engine.predict(inked(strokes, share)))];
}

/** The digit that all answers are sure of, with the least of their confidences; null when there is none. */
function agreed(found) {
  const digit = bestGuess(found[0].probabilities);
  const sure = found.every((one) => one.accepted && bestGuess(one.probabilities) === digit && confidenceOf(one) >= SURE);
  return sure ? { digit, confidence: Math.min(...found.map(confidenceOf)) } : null;
}

function wrongLabels(folders, samples) {
  return samples.flatMap((sample, i) => {
    const reading = agreed(folders.flatMap((folder) => answers(folder, sample)));
    if (!reading || reading.digit === Number(sample.label)) return [];
    const { digit, confidence } = reading;
    return [{ line: i + 1, label: sample.label, read: digit, confidence, identity: hash(sample.line) }];
  });
}

function table(found) {
  const identities = [...new Set(found.map(({ identity }) => identity))].sort((a, b) => (a < b ? -1 : 1));
  return identities.map((identity) => `    0x${identity.toString(16).padStart(16, "0").toUpperCase()}u,\n`).join("");
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) return process.stdout.write(USAGE);
  if (positionals.length < 2) throw new Error(`two folders of networks are needed\n\n${USAGE}`);
  const data = values.data ?? process.env.LENET5_DATA ?? join(ROOT, "../shared");
  const samples = readSamples(join(data, "unipen/digits.jsonl.gz"));
  const folders = positionals.map((folder) => networksIn(folder, join(ROOT, "dist/lib/lenet5.wasm")));
  const found = wrongLabels(folders, samples);
  const listed = found.map(({ identity, ...rest }) => ({ file: "digits", ...rest }));
  return process.stdout.write(values.json ? `${JSON.stringify(listed, null, 1)}\n` : table(found));
}

try {
  main();
} catch (error) {
  process.stderr.write(`wrong-labels: ${error.message}\n`);
  process.exitCode = 2;
}
