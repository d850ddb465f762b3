// Which of UNIPEN's digits bear a label that is certainly wrong, by the agreement of independent networks: prints the
// table that c/train/pens/pens_wrong.c holds. A folder holds one network a fold (tests/eval/folds.js), of which only the one
// that never saw the writer has a say; a file holds weights that saw no writer at all. A label is wrong when all that
// have a say accept the sample as another digit, the same one, as strokes and by every pen, and are sure of it; and when
// the writer has no other sample that is taken so: who writes several 1s like a 7 has a habit, which is to be learnt.
import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { foldOf, hash, nameOf, readSamples } from "../support/unipen.js";
import { Engine } from "./engine.js";
import { bestGuess, confidenceOf } from "./statistics.js";
import { foldOfWeights, inked } from "./unipen-sets.js";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const SURE = 0.99; // least confidence for a wrong label
const LIKELY = 0.9; // and for a habit
const PENS = [0.04, 0.08];
const USAGE = `usage: node tests/eval/wrong-labels.js [--data FOLDER] [--json] NETWORKS NETWORKS…

  NETWORKS   a folder of the folds' networks, as tests/eval/folds.js leaves them, or a file of weights that were not
             trained on UNIPEN
  --json     [{ file: "digits", line, label, read, confidence }] instead of the table
`;

/** (writer) → the network of a folder or file that never saw the writer. */
function unseenBy(path, wasm) {
  if (!statSync(path).isDirectory()) {
    if (foldOfWeights(path)) throw new Error(`${path}: has seen some of the writers`);
    const engine = new Engine(wasm, path);
    return () => engine;
  }
  const first = foldOfWeights(join(path, "fold-1.safetensors"));
  if (!first) throw new Error(`${path}/fold-1.safetensors: has no fold of writers that it has not seen`);
  const engines = Array.from({ length: first.of }, (_, i) => new Engine(wasm, join(path, `fold-${i + 1}.safetensors`)));
  return (writer) => engines[foldOf(writer, first.of) - 1];
}

/** What a network reads: one answer for the strokes and for every pen. */
function answers(engine, strokes) {
  return [engine.predictStrokes(strokes), ...PENS.map((share) => engine.predict(inked(strokes, share)))];
}

/** The digit that all answers are sure of, with the least of their confidences; null when there is none. */
function agreed(found) {
  const digit = bestGuess(found[0].probabilities);
  const sure = found.every(
    (one) => one.accepted && bestGuess(one.probabilities) === digit && confidenceOf(one) >= LIKELY,
  );
  return sure ? { digit, confidence: Math.min(...found.map(confidenceOf)) } : null;
}

/** Samples that all networks take for the same other digit. */
function misread(networks, samples) {
  return samples.flatMap((sample, i) => {
    const reading = agreed(networks.flatMap((unseen) => answers(unseen(sample.writer), sample.strokes)));
    if (!reading || reading.digit === Number(sample.label)) return [];
    const { digit, confidence } = reading;
    const { writer, label, line } = sample;
    return [{ line: i + 1, writer: nameOf(writer), label, read: digit, confidence, identity: hash(line) }];
  });
}

/** Those of them that are no habit of their writer's. */
function wrongLabels(found) {
  const alike = (a, b) => a.writer === b.writer && a.label === b.label && a.read === b.read;
  return found.filter((one) => one.confidence >= SURE && found.filter((other) => alike(one, other)).length === 1);
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
  if (positionals.length < 2) throw new Error(`two or more independent NETWORKS are needed\n\n${USAGE}`);
  const data = values.data ?? process.env.LENET5_DATA ?? join(ROOT, "../shared");
  const samples = readSamples(join(data, "unipen/digits.jsonl.gz"));
  const networks = positionals.map((path) => unseenBy(path, join(ROOT, "dist/lib/lenet5.wasm")));
  const found = wrongLabels(misread(networks, samples));
  const listed = found.map(({ identity, writer, ...rest }) => ({ file: "digits", ...rest }));
  return process.stdout.write(values.json ? `${JSON.stringify(listed, null, 1)}\n` : table(found));
}

try {
  main();
} catch (error) {
  process.stderr.write(`wrong-labels: ${error.message}\n`);
  process.exitCode = 2;
}
